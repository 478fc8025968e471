//go:build !linux

package source

import "runtime/debug"

// confine limits this process before it reads a PDF of so many bytes. The time
// is limited by who waits for it.
func confine(length int64) error {
	const room = 64 << 20
	debug.SetMemoryLimit(length + pdfMemory + room)
	return nil
}
