package private

import "golang.org/x/sys/unix"

// userAt returns the user of the process that connected to the socket.
func userAt(socket int) (uid int, known bool, err error) {
	c, err := unix.GetsockoptXucred(socket, unix.SOL_LOCAL, unix.LOCAL_PEERCRED)
	if err != nil {
		return 0, false, err //nolint:wrapcheck // wrapped by Peer
	}
	return int(c.Uid), true, nil
}
