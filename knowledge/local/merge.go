package local

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/storybot/storybot/knowledge"
)

// Segments are merged when there are many, because each one costs every search
// a look-up in its dictionary, or when much in them is deleted.
const (
	manySegments = 6
	deadShare    = 0.3
	farLarger    = 4
)

// mergeIfDue merges segments after a load if there is reason to. A merge that
// fails changes nothing and is tried again after the next load.
func (x *Index) mergeIfDue(ctx context.Context) {
	old := x.now.Load()
	from := old.partsToMerge()
	if len(from) == 0 {
		return
	}
	if err := x.merge(ctx, old, from); err != nil {
		x.log.WarnContext(ctx, "word index: cannot merge segments", "error", err)
	}
}

// partsToMerge chooses the parts to merge: all of them if much is deleted; if there are too many, the small ones,
// up to the first that is far larger than those before it together, so that a large part is not rewritten for
// every small load.
func (s *snapshot) partsToMerge() []int {
	order := make([]int, len(s.parts))
	total, gone := 0, 0
	for i, p := range s.parts {
		order[i] = i
		total += len(p.of)
		gone += p.deletedCount
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

// merge writes the passages of the parts at from that are not deleted as one segment.
func (x *Index) merge(ctx context.Context, old *snapshot, from []int) error {
	t := &update{x: x, ctx: ctx, next: x.next}
	next := &snapshot{docs: old.docs, records: old.records, info: old.info, length: old.length, version: old.version, aside: old.aside}
	next.refs.Store(1)
	merged, docs := old.gather(from)
	err := x.db.inTx(ctx, func(c *sql.Conn) error {
		defer t.closeStatements()
		t.conn = c
		for _, i := range from {
			if err := t.exec("DELETE FROM segments WHERE name = ?", old.parts[i].name); err != nil {
				return fmt.Errorf("forget %s: %w", old.parts[i].name, err)
			}
		}
		if len(merged.members) > 0 {
			if err := t.write(merged); err != nil {
				return err
			}
		}
		return t.setMeta("next", strconv.FormatInt(t.next, 10))
	})
	if err != nil {
		t.discard()
		return err
	}
	x.next = t.next
	if t.segment != nil {
		mended := part{segment: t.segment, docs: docs}
		mended.fillDays()
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

// write makes a segment of c and opens it.
func (t *update) write(c contents) error {
	m, err := writeSegment(t.x.folder(), segmentName(t.next), c)
	if err != nil {
		return err
	}
	t.next++
	if t.segment, err = openSegment(t.x.folder(), m); err != nil {
		_ = os.Remove(filepath.Join(t.x.folder(), m.name))
		return err
	}
	return t.register(m)
}

// gather returns what some parts hold that is not deleted, and the documents of
// its stories.
func (s *snapshot) gather(from []int) (c contents, docs []*knowledge.Document) {
	for _, i := range from {
		p := s.parts[i]
		if p.deletedCount == len(p.of) {
			continue
		}
		c.segs = append(c.segs, p.zap)
		c.drops = append(c.drops, p.deleted)
		for j, d := range p.docs {
			if d != nil {
				c.members = append(c.members, p.members[j])
				docs = append(docs, d)
			}
		}
	}
	return c, docs
}
