package private

import (
	"bufio"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSocket(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"d", strings.Repeat("a-long-name-", 20)} {
		dir := filepath.Join(t.TempDir(), name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, SocketName)
		// What a killed process left.
		if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Mkdir(filepath.Join(dir, "sock-123"), 0o700),
			os.WriteFile(filepath.Join(dir, "sock-123", "s"), nil, 0o600)); err != nil {
			t.Fatal(err)
		}
		l, err := Listen(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if err != nil || info.Mode() != os.ModeSocket|0o600 {
			t.Errorf("the socket is %v, %v", info.Mode(), err)
		}
		entries, err := os.ReadDir(dir)
		if err != nil || len(entries) != 1 {
			t.Errorf("beside the socket there is %v, %v", entries, err)
		}
		talk(t, l, path)
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(path); !os.IsNotExist(err) {
			t.Errorf("the socket is still there: %v", err)
		}
		if _, err := Dialer(path)(t.Context()); err == nil {
			t.Error("somebody answers at a socket that was closed")
		}
	}
}

// TestSocketIsNoLink reaches nobody through a link or a file in the socket's place.
func TestSocketIsNoLink(t *testing.T) {
	t.Parallel()
	theirs, ours := t.TempDir(), t.TempDir()
	l, err := Listen(t.Context(), theirs)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	path := filepath.Join(ours, SocketName)
	for _, put := range []func() error{
		func() error { return os.Symlink(filepath.Join(theirs, SocketName), path) },
		func() error { return os.WriteFile(path, nil, 0o600) },
		func() error { return os.Mkdir(path, 0o700) },
	} {
		if err := put(); err != nil {
			t.Fatal(err)
		}
		if _, err := Dialer(path)(t.Context()); err == nil || !strings.Contains(err.Error(), "it is no socket") {
			t.Errorf("reached: %v", err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

// talk sends a line through the socket.
func talk(t *testing.T, l net.Listener, path string) {
	t.Helper()
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		_, _ = conn.Write([]byte("hello\n"))
		_ = conn.Close()
	}()
	conn, err := Dialer(path)(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if line, err := bufio.NewReader(conn).ReadString('\n'); err != nil || line != "hello\n" {
		t.Errorf("heard %q, %v", line, err)
	}
}
