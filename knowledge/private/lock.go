package private

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

const (
	// LockName is the file by which a process owns a folder.
	LockName = "storybot.lock"
	lockWait = 300 * time.Millisecond // a command that is just ending may still hold it
	lockPoll = 20 * time.Millisecond
	lockNote = 4 << 10 // the most that is read of what the holder wrote
)

// InUseError means that another process owns the folder.
type InUseError struct {
	Dir     string
	PID     int    // zero where it is not known
	Command string // the holder's command line; may be empty
}

// Error names the holder and says what to do.
func (e *InUseError) Error() string {
	who := "another process"
	if e.PID != 0 {
		who = "process " + strconv.Itoa(e.PID)
	}
	if e.Command != "" {
		who += " (" + e.Command + ")"
	}
	return fmt.Sprintf("%s is in use by %s: end it, or choose another DATA_DIR", e.Dir, who)
}

// Lock is the ownership of a folder, by a lock on a file in it.
type Lock struct {
	path string
	lock *flock.Flock
	file *os.File // the same file, to see whether it is still there
}

// LockFolder makes this process the owner of dir, or returns an *InUseError soon.
func LockFolder(ctx context.Context, dir string) (*Lock, error) {
	path := filepath.Join(dir, LockName)
	file, err := Open(path, os.O_CREATE|os.O_RDWR)
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	lock := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR|NoFollow), flock.SetPermissions(0o600))
	ctx, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	got, err := lock.TryLockContext(ctx, lockPoll)
	switch {
	case got:
	case err == nil || ctx.Err() != nil:
		return nil, errors.Join(lockOwner(dir, path), file.Close())
	default:
		return nil, errors.Join(fmt.Errorf("lock %s: %w", path, err), file.Close())
	}
	note := fmt.Sprintf("%d\n%s\n", os.Getpid(), os.Args[0]) // no arguments: a key may be among them
	_ = file.Truncate(0)
	_, _ = file.WriteAt([]byte(note), 0) // fails on a full disk, the folder is held all the same
	return &Lock{path, lock, file}, nil
}

// lockOwner returns an *InUseError with what the owner of the lock wrote into its file.
func lockOwner(dir, path string) error {
	held := &InUseError{Dir: dir}
	note, err := Read(path, lockNote)
	if err != nil {
		return held
	}
	first, rest, _ := strings.Cut(string(note), "\n")
	held.PID, _ = strconv.Atoi(first)
	held.Command = strings.TrimSpace(rest)
	return held
}

// There reports whether the file that is locked is still the one in the folder.
func (l *Lock) There() bool { return Same(l.path, l.file) }

// Unlock releases the folder. The file stays: removing it would race with
// a process that has it open and waits.
func (l *Lock) Unlock() error {
	_ = l.file.Truncate(0)
	return l.Close()
}

// Close releases a lock whose file is another's by now.
func (l *Lock) Close() error {
	if err := errors.Join(l.file.Close(), l.lock.Close()); err != nil {
		return fmt.Errorf("unlock %s: %w", l.path, err)
	}
	return nil
}
