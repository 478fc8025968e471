package desk

import (
	"io/fs"
	"os"
)

// Disk is how much room a folder takes, in bytes, and how much is free beside it.
type Disk struct{ Used, Free int64 } // -1: unknown

// DiskOf looks at a folder and all that is in it. What cannot be looked at counts as nothing.
func DiskOf(dir string) Disk {
	d := Disk{Free: free(dir)}
	_ = fs.WalkDir(os.DirFS(dir), ".", func(_ string, entry fs.DirEntry, err error) error {
		if err != nil {
			return nil //nolint:nilerr // files come and go while they are counted
		}
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() {
			d.Used += info.Size()
		}
		return nil
	})
	return d
}
