package local

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	zapsegment "github.com/blevesearch/scorch_segment_api/v2"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/storybot/storybot/knowledge"
)

// mending is the progress line of a rebuild.
const mending = "rebuilding the word index"

// mend makes one new segment for the stories at list, from their texts, and
// registers it in place of the segments that are not in segs.
func (x *Index) mend(ctx context.Context, st *stored, segs []*segment, list []int) ([]*segment, error) {
	t := &load{x: x, ctx: ctx, next: x.next, words: newBuilder(x.folder())}
	err := x.db.inTx(ctx, func(c *sql.Conn) error {
		defer t.closeStatements()
		t.conn = c
		if err := t.forget(segs); err != nil {
			return err
		}
		for done, i := range list {
			if done%256 == 0 {
				x.opts.Progress(mending, done, len(list))
			}
			if err := t.recut(&st.entries[i]); err != nil {
				return err
			}
		}
		if len(list) > 0 {
			if err := t.addSegment(); err != nil {
				return err
			}
			x.opts.Progress(mending, len(list), len(list))
		}
		if err := t.setMeta("next", strconv.FormatInt(t.next, 10)); err != nil {
			return err
		}
		return t.setMeta("cut", cutting())
	})
	if err != nil {
		t.abandon()
		return nil, fmt.Errorf("mend the word index: %w", err)
	}
	x.next = t.next
	if t.segment != nil {
		segs = append(segs, t.segment)
	}
	return segs, nil
}

// forget takes the segments that are not in use out of the database. Their
// files are swept later.
func (t *load) forget(use []*segment) error {
	rows, err := t.conn.QueryContext(t.ctx, "SELECT name FROM segments")
	if err != nil {
		return fmt.Errorf("read the segments: %w", err)
	}
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			_ = rows.Close()
			return fmt.Errorf("read the segments: %w", err)
		}
		names = append(names, name)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read the segments: %w", err)
	}
	for _, name := range names {
		if slices.ContainsFunc(use, func(s *segment) bool { return s.name == name }) {
			continue
		}
		if err := t.exec("DELETE FROM segments WHERE name = ?", name); err != nil {
			return fmt.Errorf("forget %s: %w", name, err)
		}
	}
	return nil
}

// recut makes the words of a story again from its text, under a new key, so
// that no older segment is taken to have it.
func (t *load) recut(e *entry) error {
	s := e.doc.Story
	var err error
	if s.Text, err = t.x.db.textOf(t.ctx, s.ID, e.text); err != nil {
		return err
	}
	p := knowledge.Prepare(s)
	e.doc, e.key, e.prints = p.Document(), t.next, prints(&s, p.Passages)
	t.next++
	words := packWords(e.doc)
	if err := t.exec("UPDATE stories SET key = ?, words = ?, words_sum = ?, prints = ? WHERE id = ?",
		e.key, words, int64(checksum(words)), e.prints, s.ID); err != nil {
		return fmt.Errorf("keep the words of %s: %w", s.ID, err)
	}
	return t.words.add(t.ctx, e.key, p.Title, p.Terms)
}

// Segments are merged when there are many, or when much in them is dead:
// each one costs every search a dictionary.
const (
	manySegments = 6
	deadShare    = 0.3
)

// tidy merges segments after a load, where that is due. A merge that fails
// changes nothing and is tried again after the next load.
func (x *Index) tidy(ctx context.Context) {
	old := x.now.Load()
	from := old.due()
	if len(from) == 0 {
		return
	}
	if err := x.merge(ctx, old, from); err != nil {
		x.log.WarnContext(ctx, "word index: cannot merge segments", "error", err)
	}
}

// due chooses the parts to merge: all that are mostly dead, and where there are
// too many, the smaller ones, so that a large one is not written again for a
// small load.
func (s *snapshot) due() []int {
	var from []int
	total, gone := 0, 0
	for _, p := range s.parts {
		total += len(p.of)
		gone += p.gone
	}
	many := len(s.parts) > manySegments
	all := float64(gone) > deadShare*float64(total)
	for i, p := range s.parts {
		small := len(p.of) < total/2
		if all || many && small || p.gone == len(p.of) {
			from = append(from, i)
		}
	}
	if len(from) == 1 && s.parts[from[0]].gone == 0 {
		return nil
	}
	return from
}

// merge writes the living passages of the parts at from as one segment.
func (x *Index) merge(ctx context.Context, old *snapshot, from []int) error {
	t := &load{x: x, ctx: ctx, next: x.next}
	next := &snapshot{docs: old.docs, rows: old.rows, info: old.info, length: old.length, version: old.version}
	next.refs.Store(1)
	merged, segs, drops := old.gather(from)
	err := x.db.inTx(ctx, func(c *sql.Conn) error {
		defer t.closeStatements()
		t.conn = c
		for _, i := range from {
			if err := t.exec("DELETE FROM segments WHERE name = ?", old.parts[i].name); err != nil {
				return fmt.Errorf("forget %s: %w", old.parts[i].name, err)
			}
		}
		if len(merged.members) > 0 {
			m, err := writeSegment(x.folder(), segmentName(t.next), segs, drops, merged.members)
			if err != nil {
				return err
			}
			t.next++
			if t.segment, err = openSegment(x.folder(), m); err != nil {
				_ = os.Remove(filepath.Join(x.folder(), m.name))
				return err
			}
			if err := t.register(m); err != nil {
				return err
			}
		}
		return t.setMeta("next", strconv.FormatInt(t.next, 10))
	})
	if err != nil {
		t.abandon()
		return err
	}
	x.next = t.next
	if t.segment != nil {
		next.parts = append(next.parts, part{segment: t.segment, docs: merged.docs})
	}
	for i, p := range old.parts {
		if slices.Contains(from, i) {
			p.drop.Store(true)
			continue
		}
		p.retain()
		next.parts = append(next.parts, p)
	}
	x.swap(next)
	return nil
}

// gathered are the living stories of some parts, in the order of their passages.
type gathered struct {
	members []member
	docs    []*knowledge.Document
}

func (s *snapshot) gather(from []int) (g gathered, segs []zapsegment.Segment, drops []*roaring.Bitmap) {
	for _, i := range from {
		p := s.parts[i]
		if p.gone == len(p.of) {
			continue
		}
		segs = append(segs, p.zap)
		drops = append(drops, p.dead)
		for j, d := range p.docs {
			if d != nil {
				g.members = append(g.members, p.members[j])
				g.docs = append(g.docs, d)
			}
		}
	}
	return g, segs, drops
}
