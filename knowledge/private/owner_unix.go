//go:build unix

package private

import (
	"io/fs"
	"syscall"
)

// NoFollow is the flag by which no link is followed where a file is opened.
const NoFollow = syscall.O_NOFOLLOW

// dontWait has the opening of a pipe not wait for who writes it.
const dontWait = syscall.O_NONBLOCK | syscall.O_NOFOLLOW

// ownerOf returns the user and group of a file; known is false where it does not say.
func ownerOf(info fs.FileInfo) (user, group int, known bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, 0, false
	}
	return int(s.Uid), int(s.Gid), true
}
