package local

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	zapsegment "github.com/blevesearch/scorch_segment_api/v2"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/storybot/storybot/knowledge"
)

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
			x.tell(done, len(list))
			if err := t.recut(&st.entries[i]); err != nil {
				return err
			}
		}
		if len(list) > 0 {
			if err := t.addSegment(); err != nil {
				return err
			}
			x.tell(len(list), len(list))
		}
		if err := t.setMeta("next", strconv.FormatInt(t.next, 10)); err != nil {
			return err
		}
		return t.setMeta("cut", cutting())
	})
	if err == nil {
		x.next = t.next
		if t.segment != nil {
			segs = append(segs, t.segment)
		}
		return segs, nil
	}
	t.abandon()
	var damaged *DamagedError
	if errors.As(err, &damaged) || ctx.Err() != nil {
		return nil, fmt.Errorf("mend the word index: %w", err)
	}
	x.log.ErrorContext(ctx, "word index: cannot write what was rebuilt, keeping it in memory", "error", err)
	more, err := x.improvise(ctx, st, list)
	if err != nil {
		return nil, fmt.Errorf("mend the word index: %w", err)
	}
	return append(segs, more...), nil
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
	if err := t.cut(e); err != nil {
		return err
	}
	words := packWords(e.doc)
	err := t.exec("UPDATE stories SET key = ?, words = ?, prints = ?, words_sum = ? WHERE id = ?",
		e.key, words, e.prints, wordsSum(words, e.prints), e.doc.Story.ID)
	if err != nil {
		return fmt.Errorf("keep the words of %s: %w", e.doc.Story.ID, err)
	}
	return nil
}

// cut does the same in memory.
func (t *load) cut(e *entry) error {
	s := e.doc.Story
	var err error
	if s.Text, err = t.x.db.textOf(t.ctx, s.ID, e.text); err != nil {
		return err
	}
	p := knowledge.Prepare(s)
	e.doc, e.key, e.prints = p.Document(), t.next, prints(&s, p.Passages)
	t.next++
	return t.words.add(t.ctx, e.key, p.Title, p.Terms)
}

// improvise makes segments for the stories at list in memory, where there is
// no room for them on disk. The next start tries to mend again.
func (x *Index) improvise(ctx context.Context, st *stored, list []int) ([]*segment, error) {
	t := &load{x: x, ctx: ctx, next: x.next, words: newBuilder(x.folder())}
	for done, i := range list {
		x.tell(done, len(list))
		if err := t.cut(&st.entries[i]); err != nil {
			return nil, errors.Join(err, t.words.stop())
		}
	}
	x.tell(len(list), len(list))
	x.next = t.next
	return t.words.keep(ctx)
}

// tell tells the progress of a rebuild, now and then.
func (x *Index) tell(done, total int) {
	if done%256 == 0 || done == total {
		x.opts.Progress("rebuilding the word index", done, total)
	}
}

// Segments are merged when there are many, or when much in them is dead:
// each one costs every search a dictionary.
const (
	manySegments = 6
	deadShare    = 0.3
	farLarger    = 4
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

// due chooses the parts to merge: all, where much is dead; where there are too
// many, the small ones, up to one that is far larger than those before it
// together, so that a large part is not written again for every small load.
func (s *snapshot) due() []int {
	order := make([]int, len(s.parts))
	total, gone := 0, 0
	for i, p := range s.parts {
		order[i] = i
		total += len(p.of)
		gone += p.gone
	}
	if float64(gone) > deadShare*float64(total) {
		return order
	}
	if len(s.parts) <= manySegments {
		return nil
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(len(s.parts[a].of), len(s.parts[b].of)) })
	sum := 0
	for n, i := range order {
		if size := len(s.parts[i].of); n < 2 || size <= farLarger*sum {
			sum += size
			continue
		}
		return order[:n]
	}
	return order
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
		mended := part{segment: t.segment, docs: merged.docs}
		mended.date()
		next.parts = append(next.parts, mended)
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
