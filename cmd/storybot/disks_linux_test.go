package main

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"unsafe"
)

// noMount is said where a tmpfs cannot be mounted.
const noMount = "no tmpfs"

// memoryDisk is a tmpfs.
type memoryDisk struct {
	t    *testing.T
	root string
	made int
}

func newMemoryDisk(t *testing.T) *memoryDisk {
	m := &memoryDisk{t: t, root: t.TempDir()}
	if err := syscall.Mount("tmpfs", m.root, "tmpfs", 0, "size=64m"); err != nil {
		t.Fatalf("%s: %v", noMount, err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(m.root, syscall.MNT_DETACH) })
	return m
}

// folder is a new one; the last is emptied.
func (m *memoryDisk) folder() string {
	m.t.Helper()
	old := filepath.Join(m.root, fmt.Sprint(m.made))
	m.made++
	if err := os.RemoveAll(old); err != nil {
		m.t.Fatal(err)
	}
	return filepath.Join(m.root, fmt.Sprint(m.made))
}

func (m *memoryDisk) leave(_ *living, n int64) {
	m.t.Helper()
	var s syscall.Statfs_t
	if err := syscall.Statfs(m.root, &s); err != nil {
		m.t.Fatal(err)
	}
	m.resize(int64(s.Blocks-s.Bfree)*s.Bsize + n)
}

func (m *memoryDisk) release(*living) { m.resize(64 << 20) }

func (m *memoryDisk) resize(n int64) {
	m.t.Helper()
	page := int64(os.Getpagesize())
	n = max((n+page-1)/page, 1) * page // a size of 0 is no limit
	if err := syscall.Mount("tmpfs", m.root, "tmpfs", syscall.MS_REMOUNT, fmt.Sprintf("size=%d", n)); err != nil {
		m.t.Fatal(err)
	}
}

func (m *memoryDisk) program() string { return program() }

// shortFiles is a disk on which no file grows longer than so much: that is not
// the same as a full one, but fails as one does.
type shortFiles struct{ t *testing.T }

// longestVar is how long the files of the program confined may grow.
const longestVar = "STORYBOT_TEST_LONGEST"

// confined is this program, with files that grow no longer than that.
func confined() {
	signal.Ignore(syscall.SIGXFSZ)
	if n, err := strconv.ParseUint(os.Getenv(longestVar), 10, 64); err == nil {
		fatal(syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: n, Max: unlimited}))
	}
	main()
}

const unlimited = ^uint64(0)

func (f shortFiles) folder() string { return filepath.Join(f.t.TempDir(), "data") }

func (f shortFiles) program() string { return "confined" }

func (f shortFiles) leave(l *living, n int64) {
	f.t.Helper()
	l.env = append(l.env, fmt.Sprintf("%s=%d", longestVar, n+1))
	f.limit(l, uint64(n)+1)
}

func (f shortFiles) release(l *living) {
	f.t.Helper()
	l.env = append(l.env, longestVar+"=")
	f.limit(l, unlimited)
}

// limit limits the bot that is running.
func (f shortFiles) limit(l *living, n uint64) {
	f.t.Helper()
	if l.bot == nil {
		return
	}
	limit := syscall.Rlimit{Cur: n, Max: unlimited}
	if _, _, errno := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(l.bot.Process.Pid), syscall.RLIMIT_FSIZE, uintptr(unsafe.Pointer(&limit)), 0, 0, 0); errno != 0 {
		f.t.Fatal(errno)
	}
}
