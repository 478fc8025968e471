package local

import (
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"

	zapsegment "github.com/blevesearch/scorch_segment_api/v2"

	"github.com/storybot/storybot/knowledge/local/zapfile"
	"github.com/storybot/storybot/knowledge/private"

	"github.com/storybot/storybot/knowledge/local/packed"
)

// segment is an open file of the word index. It never changes.
type segment struct {
	name    string // empty, and so is path, where it lives in memory only
	path    string
	data    []byte                      // the whole file
	seen    atomic.Pointer[os.FileInfo] // of the file as it was verified last
	zap     zapsegment.Segment
	members []member
	first   []uint32 // first[i]: the number of the first passage of members[i]; one more at the end
	of      []uint32 // of[n]: the member that passage n belongs to
	refs    atomic.Int64
	drop    atomic.Bool // remove the file once nobody reads it
}

// openSegment reads the file of m, verifies it byte for byte and opens it. The
// bytes that were verified are those that are searched: they are held in memory,
// since a file that is mapped ends the process when somebody cuts it short, and
// answers wrongly, without a word, when somebody changes it.
func openSegment(folder string, m *manifest) (*segment, error) {
	path := filepath.Join(folder, m.name)
	data, err := private.Read(path, m.size)
	if err != nil {
		return nil, fmt.Errorf("read the word index: %w", err)
	}
	if size, sum := int64(len(data)), packed.Checksum(data); size != m.size || sum != m.sum {
		return nil, fmt.Errorf("%s is damaged: %d bytes with sum %08x, not %d with %08x", path, size, sum, m.size, m.sum)
	}
	var z zapsegment.Segment
	err = zapfile.Recovered("open "+path, func() error {
		z, err = zapfile.Parse(data)
		return err //nolint:wrapcheck // wrapped below
	})
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	s := newSegment(z, m.members)
	s.name, s.path, s.data = m.name, path, data
	if got := z.Count(); got != uint64(len(s.of)) {
		_ = z.Close()
		return nil, fmt.Errorf("%s has %d passages, not %d", path, got, len(s.of))
	}
	return s, nil
}

// newSegment numbers the passages of an open segment. The caller holds the
// first reference.
func newSegment(z zapsegment.Segment, members []member) *segment {
	s := &segment{zap: z, members: members, first: make([]uint32, 1, len(members)+1)}
	for i, m := range members {
		for range m.passages {
			s.of = append(s.of, uint32(i)) //nolint:gosec // a segment has far fewer than 2^32 passages
		}
		s.first = append(s.first, uint32(len(s.of))) //nolint:gosec // as above
	}
	s.refs.Store(1)
	return s
}

func (s *segment) retain() { s.refs.Add(1) }

// release closes the file when nobody reads it any more.
func (s *segment) release() error {
	if s.refs.Add(-1) != 0 {
		return nil
	}
	err := s.zap.Close()
	if s.path != "" && s.drop.Load() {
		if rerr := os.Remove(s.path); err == nil {
			err = rerr
		}
	}
	if err != nil {
		return fmt.Errorf("close %s: %w", s.path, err)
	}
	return nil
}
