//go:build unix

package source

import (
	"path/filepath"
	"syscall"
	"testing"
)

// TestPipe reads a folder with a pipe in it, which nobody writes to.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "b.txt", good)
	pipe := filepath.Join(dir, "a.txt")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	expect(t, folderOf(t, dir), "a.txt: is not an ordinary file", "b.txt: The")
	expect(t, folderOf(t, pipe), "a.txt: is not an ordinary file")
}
