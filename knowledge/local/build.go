package local

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/RoaringBitmap/roaring/v2"
	index "github.com/blevesearch/bleve_index_api"
	zapsegment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"

	"github.com/storybot/storybot/knowledge/local/zapfile"

	"github.com/storybot/storybot/knowledge/local/packed"
)

const (
	wordsFolder = "words"
	tmpPrefix   = "tmp-"

	// So many passages are counted in one go, the 64th part of those there are so
	// far: what is being counted takes most of the memory of a build, and many
	// small counts take long to be merged.
	leastChunk = 1 << 10
	mostChunk  = 1 << 13
	chunkShare = 64
)

// member is a story in a segment: its passages have consecutive numbers.
type member struct {
	key      int64
	passages int
}

// manifest is what SQLite keeps of a segment.
type manifest struct {
	name    string
	size    int64
	sum     uint32
	members []member
}

// builder makes a segment in a goroutine of its own, while the load goes on.
type builder struct {
	folder   string
	members  []member
	ends     []int // ends[i]: how many of members the chunks up to i hold
	passages int
	pending  []index.Document
	chunks   chan []index.Document
	done     chan error
	made     []zapsegment.Segment // by the goroutine; read after done
}

func newBuilder(folder string) *builder {
	return &builder{folder: folder}
}

// add takes in a story. The order of calls is the order in the segment.
func (b *builder) add(ctx context.Context, key int64, title []string, terms [][]string) error {
	b.members = append(b.members, member{key, len(terms)})
	b.passages += len(terms)
	for _, t := range terms {
		b.pending = append(b.pending, zapfile.Passage(title, t))
	}
	if len(b.pending) < b.chunk() {
		return nil
	}
	return b.flush(ctx)
}

// chunk is how many passages are counted next.
func (b *builder) chunk() int { return min(max(b.passages/chunkShare, leastChunk), mostChunk) }

// flush hands the pending passages to the goroutine.
func (b *builder) flush(ctx context.Context) error {
	if b.chunks == nil {
		b.chunks = make(chan []index.Document)
		b.done = make(chan error, 1)
		go b.run()
	}
	chunk := b.pending
	b.ends = append(b.ends, len(b.members))
	b.pending = make([]index.Document, 0, b.chunk())
	select {
	case b.chunks <- chunk:
		return nil
	case err := <-b.done:
		b.done <- err
		return err
	case <-ctx.Done():
		return fmt.Errorf("load: %w", ctx.Err())
	}
}

func (b *builder) run() {
	b.done <- zapfile.Recovered("count the words", func() error {
		for chunk := range b.chunks {
			seg, _, err := new(zap.ZapPlugin).New(chunk)
			if err != nil {
				return fmt.Errorf("count the words: %w", err)
			}
			b.made = append(b.made, seg)
		}
		return nil
	})
}

// stop ends the goroutine. It may be called more than once.
func (b *builder) stop() error {
	if b.chunks == nil {
		return nil
	}
	close(b.chunks)
	err := <-b.done
	b.chunks = nil
	return err
}

// count ends the counting.
func (b *builder) count(ctx context.Context) error {
	if len(b.pending) > 0 {
		if err := b.flush(ctx); err != nil {
			return errors.Join(err, b.stop())
		}
	}
	return b.stop()
}

// finish writes the segment under that name and returns its manifest. The file
// is complete and synced; nothing refers to it yet.
func (b *builder) finish(ctx context.Context, name string) (*manifest, error) {
	if err := b.count(ctx); err != nil {
		return nil, err
	}
	return writeSegment(b.folder, name, contents{b.made, make([]*roaring.Bitmap, len(b.made)), b.members})
}

// keep makes segments that live in memory only.
func (b *builder) keep(ctx context.Context) ([]*segment, error) {
	if err := b.count(ctx); err != nil {
		return nil, err
	}
	segs := make([]*segment, len(b.made))
	from := 0
	for i, z := range b.made {
		segs[i] = newSegment(z, b.members[from:b.ends[i]])
		from = b.ends[i]
	}
	return segs, nil
}

// contents are what a segment is made of: others, without what is dropped of
// them, and the stories that are left, in the order of their passages.
type contents struct {
	segs    []zapsegment.Segment
	drops   []*roaring.Bitmap // drops[i] is of segs[i]; nil: nothing
	members []member
}

// writeSegment writes the segments as one file, less the dropped passages.
func writeSegment(folder, name string, c contents) (*manifest, error) {
	tmp, path := filepath.Join(folder, tmpPrefix+name), filepath.Join(folder, name)
	m := &manifest{name: name, members: c.members}
	_ = os.Remove(tmp) // what lies there, be it a link, is not written into
	err := zapfile.Recovered("write "+path, func() error {
		if len(c.segs) == 1 && c.drops[0] == nil {
			if s, ok := c.segs[0].(zapsegment.UnpersistedSegment); ok {
				return s.Persist(tmp) //nolint:wrapcheck // wrapped below
			}
		}
		_, _, err := new(zap.ZapPlugin).Merge(c.segs, c.drops, tmp, nil, nil)
		return err //nolint:wrapcheck // wrapped below
	})
	if err == nil {
		m.size, m.sum, err = zapfile.Sum(tmp)
	}
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err == nil {
		err = zapfile.SyncFolder(folder)
	}
	if err != nil {
		_ = os.Remove(tmp)
		_ = os.Remove(path)
		return nil, fmt.Errorf("write %s: %w", path, err)
	}
	return m, nil
}

// packMembers writes the list of a segment's stories.
func packMembers(members []member) []byte {
	b := make([]byte, 0, 3*len(members))
	last := int64(0)
	for _, m := range members {
		b = binary.AppendVarint(b, m.key-last)
		b = binary.AppendUvarint(b, uint64(m.passages)) //nolint:gosec // a count
		last = m.key
	}
	return b
}

// unpackMembers reads what packMembers wrote.
func unpackMembers(b []byte) ([]member, error) {
	r := packed.Reader{Left: b}
	var members []member
	last := int64(0)
	for len(r.Left) > 0 && !r.Failed {
		last += int64(r.Delta())
		members = append(members, member{last, r.Count()})
	}
	if r.Failed {
		return nil, errors.New("the list of a segment's stories is cut short")
	}
	return members, nil
}
