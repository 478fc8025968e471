//go:build !linux

package pdf

import "runtime/debug"

// confine limits this process before it reads a PDF of so many bytes. How long
// it works is limited by who waits for it.
func confine(length int64) error {
	debug.SetMemoryLimit(roomBytes + length + engineBytes)
	return nil
}
