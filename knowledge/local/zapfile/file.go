package zapfile

import (
	"hash/crc32"
	"io"
	"os"
)

// Sum returns a file's length and checksum.
func Sum(path string) (int64, uint32, error) {
	f, err := os.Open(path) //nolint:gosec // a file of the word index
	if err != nil {
		return 0, 0, err //nolint:wrapcheck // names the file already
	}
	defer func() { _ = f.Close() }()
	h := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	n, err := io.Copy(h, f)
	return n, h.Sum32(), err //nolint:wrapcheck // names the file already
}

// SyncFolder makes the names in a folder last through a power cut.
func SyncFolder(folder string) error {
	f, err := os.Open(folder) //nolint:gosec // our own folder
	if err != nil {
		return err //nolint:wrapcheck // names the folder already
	}
	err = f.Sync()
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err //nolint:wrapcheck // names the folder already
}
