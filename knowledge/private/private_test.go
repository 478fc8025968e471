package private

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestShared refuses what others may write, and nothing that is harmless.
func TestShared(t *testing.T) {
	t.Parallel()
	const me, mine, root, staff = 1000, 1000, 0, 50
	for _, c := range []struct {
		name string
		mode fs.FileMode
		owner
		me   int
		want string
	}{
		{"as it is made", 0o700, owner{me, mine}, me, ""},
		{"readable by all", 0o755, owner{me, mine}, me, ""},
		{"by a umask of 002, the group being the owner's own", 0o775, owner{me, mine}, me, ""},
		{"a group of several", 0o775, owner{me, staff}, me, "chmod g-w /data"},
		{"a group of several, not readable", 0o730, owner{me, staff}, me, "chmod g-w /data"},
		{"everybody", 0o777, owner{me, mine}, me, "chmod o-w /data"},
		{"everybody may add, as in /tmp", fs.ModeSticky | 0o777, owner{root, root}, me, "chmod o-w /data"},
		{"everybody, of another owner", 0o777, owner{2000, 2000}, me, "chmod o-w /data"},
		{"a container of any user, by root's group", 0o775, owner{root, root}, 1000650000, ""},
		{"a volume that a group is given", fs.ModeSetgid | 0o775, owner{root, 2000}, me, ""},
		{"root's, by root", 0o755, owner{root, root}, root, ""},
		{"root's group, by root", 0o775, owner{root, root}, root, ""},
		{"of another owner, by root", 0o755, owner{me, mine}, root, ""},
	} {
		err := shared("/data", c.mode, c.owner, c.me)
		if err == nil && c.want != "" || err != nil && (c.want == "" || !strings.HasSuffix(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func TestSharedIsOneLine(t *testing.T) {
	t.Parallel()
	err := shared("/my data/it's", 0o777, owner{1, 1}, 1)
	const want = `/my data/it's can be written by everybody on this computer, who could put other stories and answers there: chmod o-w '/my data/it'\''s'`
	if err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
}

func TestFolder(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "a", "b")
	must(t, Folder(dir))
	info, err := os.Stat(dir)
	must(t, err)
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
		t.Errorf("made with %v", info.Mode())
	}
	must(t, os.Chmod(dir, 0o777)) //nolint:gosec // that is what is tried
	var shared *SharedError
	if err := Folder(dir); runtime.GOOS != "windows" && !errors.As(err, &shared) {
		t.Errorf("what everybody can write: %v", err)
	}
}

// TestOpenFollowsNothing opens plain files alone.
func TestOpenFollowsNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	elsewhere := filepath.Join(t.TempDir(), "elsewhere")
	must(t, os.WriteFile(elsewhere, []byte("theirs"), 0o600))
	at := func(name string) string { return filepath.Join(dir, name) }
	must(t, os.WriteFile(at("plain"), []byte("ours"), 0o600))
	must(t, os.Symlink(elsewhere, at("link")))
	must(t, os.Symlink(at("plain"), at("inner")))
	must(t, os.Symlink(filepath.Join(dir, "nowhere"), at("dangling")))
	must(t, os.Mkdir(at("folder"), 0o700))
	const read, make, write = os.O_RDONLY, os.O_CREATE | os.O_RDWR, os.O_WRONLY | os.O_TRUNC
	for _, c := range []struct {
		name string
		flag int
		good bool
	}{
		{"plain", read, true}, {"plain", make, true}, {"plain", write, true}, {"new", make, true},
		{"link", read, false}, {"link", make, false}, {"link", write, false},
		{"inner", read, false}, {"dangling", make, false}, {"dangling", read, false},
		{"folder", read, false}, {"folder", make, false}, {"none", read, false},
	} {
		f, err := Open(at(c.name), c.flag)
		if (err == nil) != c.good {
			t.Errorf("%s with %x: %v", c.name, c.flag, err)
		}
		if err == nil {
			must(t, f.Close())
		} else if c.name != "none" && !errors.Is(err, ErrLink) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, err := os.Lstat(at("nowhere")); err == nil {
		t.Error("a file was made through a link")
	}
	for _, name := range []string{elsewhere, at("plain")} { // nothing was cut
		if b, err := os.ReadFile(name); err != nil || len(b) == 0 { //nolint:gosec // a test
			t.Errorf("%s: %q, %v", name, b, err)
		}
	}
	if b, err := Read(at("plain"), 2); err != nil || string(b) != "our" {
		t.Errorf("read %q, %v", b, err)
	}
}

func TestSame(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "lock")
	f, err := Open(path, os.O_CREATE|os.O_RDWR)
	must(t, err)
	defer func() { _ = f.Close() }()
	if !Same(path, f) {
		t.Error("another at once")
	}
	must(t, os.Remove(path))
	if Same(path, f) {
		t.Error("the same when it is gone")
	}
	must(t, os.WriteFile(path, nil, 0o600))
	if Same(path, f) {
		t.Error("the same when it was made anew")
	}
}

func TestAdmitted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		uid   int
		known bool
		me    int
		want  bool
	}{{1000, true, 1000, true}, {0, true, 1000, true}, {1001, true, 1000, false}, {1000, true, 0, false}, {0, true, 0, true}, {0, false, 1000, true}} {
		if err := admitted(c.uid, c.known, c.me); (err == nil) != c.want {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

// TestPeer asks the system who is at the other end.
func TestPeer(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "s")
	if len(path) > 100 {
		t.Skip("the folder of this test has too long a name for a socket")
	}
	l, err := new(net.ListenConfig).Listen(t.Context(), "unix", path)
	must(t, err)
	defer func() { _ = l.Close() }()
	go func() {
		if c, err := new(net.Dialer).DialContext(t.Context(), "unix", path); err == nil {
			defer func() { _ = c.Close() }()
			_, _ = c.Read(make([]byte, 1))
		}
	}()
	c, err := Listener{l}.Accept()
	must(t, err)
	defer func() { _ = c.Close() }()
	raw, err := c.(*net.UnixConn).SyscallConn()
	must(t, err)
	must(t, raw.Control(func(fd uintptr) {
		uid, known, err := userAt(int(fd)) //nolint:gosec // a descriptor
		if err != nil || known && uid != os.Geteuid() {
			t.Errorf("user %d (%v), %v", uid, known, err)
		}
		if runtime.GOOS == "linux" && !known {
			t.Error("it is not known who connects")
		}
	}))
}

func TestLockOwner(t *testing.T) {
	for _, test := range []struct {
		note string
		want string
	}{
		{"", "/data is in use by another process: end it, or choose another DATA_DIR"},
		{"17\n", "/data is in use by process 17: end it, or choose another DATA_DIR"},
		{"17\n/usr/bin/storybot\n", "/data is in use by process 17 (/usr/bin/storybot): end it, or choose another DATA_DIR"},
		{"17\n/opt/my bots/storybot", "/data is in use by process 17 (/opt/my bots/storybot): end it, or choose another DATA_DIR"},
		{"x\nstorybot\n", "/data is in use by another process (storybot): end it, or choose another DATA_DIR"},
	} {
		path := filepath.Join(t.TempDir(), LockName)
		must(t, os.WriteFile(path, []byte(test.note), 0o600))
		err := lockOwner("/data", path)
		var inUse *InUseError
		if !errors.As(err, &inUse) || err.Error() != test.want {
			t.Errorf("%q: %v, want %s", test.note, err, test.want)
		}
	}
	if err := lockOwner("/data", filepath.Join(t.TempDir(), "none")); err.Error() != "/data is in use by another process: end it, or choose another DATA_DIR" {
		t.Errorf("without a note: %v", err)
	}
}
