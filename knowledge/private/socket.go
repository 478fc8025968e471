package private

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
)

// SocketName is the socket beside the data, at which a running bot takes work.
const SocketName = "storybot.sock"

// maxSocketPath is how long a socket's path may be everywhere: macOS has room
// for 104 bytes with a closing zero, Linux for 108.
const maxSocketPath = 100

// roomPrefix begins the name of the folder in which the socket is made.
const roomPrefix = "sock-"

// Listen opens the socket in dir for this user alone. The caller owns dir, so
// a socket found there, or a folder to make one in, is what a killed process
// left behind.
func Listen(ctx context.Context, dir string) (net.Listener, error) {
	path := filepath.Join(dir, SocketName)
	// It is made in a folder that only this user can enter and moved when its
	// mode is right: there is no moment at which others could connect.
	sweep(dir)
	room, err := os.MkdirTemp(dir, roomPrefix)
	if err != nil {
		return nil, fmt.Errorf("make room for the socket: %w", err)
	}
	defer func() { _ = os.RemoveAll(room) }()
	made := filepath.Join(room, "s")
	var l net.Listener
	err = aliased(made, func(short string) error {
		l, err = new(net.ListenConfig).Listen(ctx, "unix", short)
		return err //nolint:wrapcheck // wrapped below
	})
	if err != nil {
		return nil, fmt.Errorf("open the socket %s: %w", path, err)
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	if err := errors.Join(os.Chmod(made, 0o600), os.Rename(made, path)); err != nil {
		return nil, errors.Join(fmt.Errorf("open the socket %s: %w", path, err), l.Close())
	}
	return &socket{Listener: Listener{Listener: l}, path: path}, nil
}

// sweep removes the folders to make a socket in that killed processes left.
func sweep(dir string) {
	folder, err := os.OpenRoot(dir)
	if err != nil {
		return // making the next one fails if something is wrong with the folder
	}
	defer func() { _ = folder.Close() }()
	entries, _ := fs.ReadDir(folder.FS(), ".")
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), roomPrefix) {
			_ = folder.RemoveAll(e.Name()) // what stays is in nobody's way
		}
	}
}

// socket is a listener that takes its file away when it is closed.
type socket struct {
	net.Listener
	path string
}

// Close ends the listening.
func (s *socket) Close() error {
	if err := os.Remove(s.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fmt.Errorf("remove the socket: %w", err), s.Listener.Close())
	}
	if err := s.Listener.Close(); err != nil {
		return fmt.Errorf("close the socket: %w", err)
	}
	return nil
}

// Dialer connects to the socket at path, if a process of this user or root listens there.
func Dialer(path string) func(context.Context) (net.Conn, error) {
	return func(ctx context.Context) (conn net.Conn, err error) {
		if info, err := os.Lstat(path); err == nil && info.Mode()&fs.ModeSocket == 0 { //nolint:gosec // in DATA_DIR
			return nil, fmt.Errorf("reach %s: it is no socket", path)
		}
		err = aliased(path, func(short string) error {
			conn, err = new(net.Dialer).DialContext(ctx, "unix", short)
			return err //nolint:wrapcheck // wrapped below
		})
		if err == nil {
			if err = Peer(conn); err != nil {
				err = errors.Join(err, conn.Close())
			}
		}
		if err != nil {
			return nil, fmt.Errorf("reach %s: %w", path, err)
		}
		return conn, nil
	}
}

// aliased calls use with a name of path that is short enough for a socket:
// path itself or, where that is too long, one by way of a link in a private
// temporary folder, which is gone when use returns.
func aliased(path string, use func(short string) error) error {
	if len(path) <= maxSocketPath {
		return use(path)
	}
	dir, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("find %s: %w", path, err)
	}
	room, err := os.MkdirTemp("", "sb")
	if err != nil {
		return fmt.Errorf("make a short name of %s: %w", path, err)
	}
	defer func() { _ = os.RemoveAll(room) }()
	link := filepath.Join(room, "d")
	if err := os.Symlink(dir, link); err != nil {
		return fmt.Errorf("make a short name of %s: %w", path, err)
	}
	return use(filepath.Join(link, filepath.Base(path)))
}
