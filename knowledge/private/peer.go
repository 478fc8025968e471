package private

import (
	"fmt"
	"net"
	"os"
	"syscall"
)

// Peer returns an error unless the process at the other end of a unix socket is of
// this user or of root. Where the system does not tell, it is nil.
func Peer(c net.Conn) error {
	raw, ok := c.(syscall.Conn)
	if !ok {
		return fmt.Errorf("ask who connects: %T does not tell", c)
	}
	conn, err := raw.SyscallConn()
	if err != nil {
		return fmt.Errorf("ask who connects: %w", err)
	}
	var uid int
	var known bool
	var asked error
	if err := conn.Control(func(fd uintptr) { uid, known, asked = userAt(int(fd)) }); err != nil { //nolint:gosec // a descriptor
		return fmt.Errorf("ask who connects: %w", err)
	}
	if asked != nil {
		return fmt.Errorf("ask who connects: %w", asked)
	}
	return admitted(uid, known, os.Geteuid())
}

// admitted is an error unless a process of user uid may talk to one of user me.
func admitted(uid int, known bool, me int) error {
	if known && uid != me && uid != 0 {
		return fmt.Errorf("the process that connects is of the user %d, not of %d", uid, me)
	}
	return nil
}

// Listener admits only processes of this user and of root; others are hung up on.
type Listener struct{ net.Listener }

// Accept waits for the next that is admitted.
func (l Listener) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err //nolint:wrapcheck // http.Server compares it
		}
		if Peer(c) == nil {
			return c, nil
		}
		_ = c.Close()
	}
}
