package plain

import (
	"archive/zip"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// ReadAll reads all of a file of one story. One of more than most bytes is an error.
func ReadAll(in io.Reader, most int) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(in, int64(most)+1))
	if err != nil {
		return nil, ReadError(err)
	}
	if len(raw) > most {
		return nil, fmt.Errorf("is larger than %s, which is the most for one story; split it", Size(int64(most)))
	}
	return raw, nil
}

// ReadError says what an operator can do about a failed read. It wraps err.
func ReadError(err error) error {
	switch {
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("unpack it: %w; the file is damaged, fetch or pack it again", err)
	case strings.Contains(err.Error(), "flate:"):
		return fmt.Errorf("unpack it: %w; the file is damaged, fetch or pack it again", err)
	}
	return fmt.Errorf("read it: %w; check that it may be read", WithoutPath(err))
}

// Size writes a number of bytes for people.
func Size(n int64) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d bytes", n)
}

// Recover is deferred where something from strangers is read. It turns a panic
// into the error of the one item that caused it; the rest is still to be loaded.
func Recover(err *error) {
	if fault := recover(); fault != nil {
		*err = fmt.Errorf("broke the reader (%v); leave it out, and please report it", fault)
	}
}

// WithoutPath drops the path from a file system's error: the item names it already.
func WithoutPath(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// limited ends a read that would go on for more than most bytes, as that of a
// file made to unpack without end.
type limited struct {
	in   io.Reader
	most int64
	read int64
}

// Read reads on, or fails once there was too much.
func (c *limited) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	if c.read += int64(n); c.read > c.most {
		return 0, fmt.Errorf("more than %s unpacked: split it", Size(c.most))
	}
	return n, err //nolint:wrapcheck // a reader passes on what it reads from
}

// Limit reads from in, and fails once that has given more than most bytes.
func Limit(in io.Reader, most int64) io.Reader { return &limited{in: in, most: most} }
