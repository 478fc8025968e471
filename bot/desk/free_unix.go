//go:build linux || darwin

package desk

import "syscall"

// free is how many bytes a user may still write where dir is; -1: unknown.
func free(dir string) int64 {
	var s syscall.Statfs_t
	if syscall.Statfs(dir, &s) != nil {
		return -1
	}
	return int64(s.Bavail) * int64(s.Bsize) //nolint:gosec,unconvert,nolintlint // of other types on other systems
}
