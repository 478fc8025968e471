package local

import (
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"

	zapsegment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"
)

// segment is an open file of the word index. It never changes.
type segment struct {
	name    string
	path    string
	zap     zapsegment.Segment
	members []member
	first   []uint32 // first[i]: the number of the first passage of members[i]; one more at the end
	of      []uint32 // of[n]: the member that passage n belongs to
	refs    atomic.Int64
	drop    atomic.Bool // remove the file once nobody reads it
}

// openSegment verifies the file of m byte for byte and opens it.
func openSegment(folder string, m *manifest) (*segment, error) {
	path := filepath.Join(folder, m.name)
	size, sum, err := sumFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the word index: %w", err)
	}
	if size != m.size || sum != m.sum {
		return nil, fmt.Errorf("%s is damaged: %d bytes with sum %08x, not %d with %08x", path, size, sum, m.size, m.sum)
	}
	s := &segment{name: m.name, path: path, members: m.members, first: make([]uint32, 1, len(m.members)+1)}
	total := uint32(0)
	for i, mem := range m.members {
		for range mem.passages {
			s.of = append(s.of, uint32(i)) //nolint:gosec // a segment has far fewer than 2^32 passages
		}
		total += uint32(mem.passages) //nolint:gosec // as above
		s.first = append(s.first, total)
	}
	err = guard("open "+path, func() error {
		s.zap, err = new(zap.ZapPlugin).Open(path)
		return err //nolint:wrapcheck // wrapped below
	})
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	if got := s.zap.Count(); got != uint64(total) {
		_ = s.zap.Close()
		return nil, fmt.Errorf("%s has %d passages, not %d", path, got, total)
	}
	s.refs.Store(1)
	return s, nil
}

func (s *segment) retain() { s.refs.Add(1) }

// release closes the file when nobody reads it any more.
func (s *segment) release() error {
	if s.refs.Add(-1) != 0 {
		return nil
	}
	err := s.zap.Close()
	if s.drop.Load() {
		if rerr := os.Remove(s.path); err == nil {
			err = rerr
		}
	}
	if err != nil {
		return fmt.Errorf("close %s: %w", s.path, err)
	}
	return nil
}
