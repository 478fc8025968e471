package plain

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// Gunzip unpacks what gzip has packed, in one piece or in several. Bytes after its end that are
// none of it are ignored, as gzip itself does.
func Gunzip(in io.Reader) (io.Reader, error) {
	buffered, ok := in.(*bufio.Reader)
	if !ok {
		buffered = bufio.NewReaderSize(in, 64<<10)
	}
	z, err := gzip.NewReader(buffered)
	if err != nil {
		return nil, fmt.Errorf("unpack it: %w; pack it again with gzip", err)
	}
	z.Multistream(false)
	return &members{in: buffered, z: z}, nil
}

// IsGzip reports whether bytes begin as what gzip has packed.
func IsGzip(head []byte) bool { return bytes.HasPrefix(head, []byte("\x1f\x8b")) }

// members are the pieces of a packed file, one after the other.
type members struct {
	in *bufio.Reader
	z  *gzip.Reader
}

// Read reads on.
func (m *members) Read(p []byte) (int, error) {
	for {
		n, err := m.z.Read(p)
		if !errors.Is(err, io.EOF) {
			return n, err //nolint:wrapcheck // a reader passes on what it reads from
		}
		if head, _ := m.in.Peek(2); !IsGzip(head) || m.z.Reset(m.in) != nil {
			return n, io.EOF
		}
		m.z.Multistream(false)
		if n > 0 {
			return n, nil
		}
	}
}
