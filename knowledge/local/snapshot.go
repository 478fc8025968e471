package local

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"sync/atomic"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/storybot/storybot/knowledge"
)

// entry is a present story.
type entry struct {
	key          int64
	doc          *knowledge.Document
	fingerprints []byte // see packed.Fingerprints
	text         int64  // the id of its text
}

// record is what the engine keeps of a story besides its Document.
type record struct {
	key          int64
	fingerprints []byte
	text         int64
}

// snapshot is the state after one load. It never changes.
type snapshot struct {
	docs    []*knowledge.Document // by ID
	records []record              // records[i] is of docs[i]
	parts   []part
	info    knowledge.Info
	length  int   // the terms of all passages, each with its title's
	version int64 // the newest version there is
	refs    atomic.Int64
	places  places
	of      selection
	aside   []absent // stories that are not there until their sources are loaded again
}

// part is a segment as a snapshot sees it.
type part struct {
	*segment
	docs         []*knowledge.Document // docs[i] is members[i], nil where it is not present any more
	days         []int64               // when docs[i] was published, in Unix seconds; the least number: undated
	deleted      *roaring.Bitmap       // the passages of those; nil: none
	deletedCount int                   // how many
}

// newSnapshot puts a state together from all present stories and the open
// segments, and takes a reference to each. Every story must be in one segment.
func newSnapshot(entries []entry, segs []*segment, version int64, loaded time.Time) *snapshot {
	s := &snapshot{version: version}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.doc.Story.ID, b.doc.Story.ID) })
	byKey := make(map[int64]*knowledge.Document, len(entries))
	for _, e := range entries {
		s.docs = append(s.docs, e.doc)
		s.records = append(s.records, record{e.key, e.fingerprints, e.text})
		byKey[e.key] = e.doc
	}
	for _, g := range segs {
		g.retain()
		s.parts = append(s.parts, newPart(g, byKey))
	}
	s.finish(loaded)
	return s
}

// markDeleted hides member i from searches.
func (p *part) markDeleted(i int) {
	if p.deleted == nil {
		p.deleted = roaring.New()
	}
	p.docs[i] = nil
	p.deleted.AddRange(uint64(p.first[i]), uint64(p.first[i+1]))
	p.deletedCount += p.members[i].passages
}

// change is what one load does to a snapshot.
type change struct {
	removed []string // IDs taken out; those of put are taken out anyway
	put     []entry
	segment *segment // holds the passages of put; nil: put is empty
	version int64
	loaded  time.Time
}

// after makes the next snapshot. It shares all that stays the same.
func (s *snapshot) after(c change) *snapshot {
	next := &snapshot{version: c.version}
	out := make(map[string]bool, len(c.removed)+len(c.put))
	for _, id := range c.removed {
		out[id] = true
	}
	for _, e := range c.put {
		out[e.doc.Story.ID] = true
	}
	slices.SortFunc(c.put, func(a, b entry) int { return cmp.Compare(a.doc.Story.ID, b.doc.Story.ID) })
	for _, a := range s.aside {
		if !out[a.story.ID] {
			next.aside = append(next.aside, a)
		}
	}
	gone := next.merge(s, out, c.put)
	for _, p := range s.parts {
		next.parts = append(next.parts, p.without(gone))
		p.retain()
	}
	if c.segment != nil {
		byKey := make(map[int64]*knowledge.Document, len(c.put))
		for _, e := range c.put {
			byKey[e.key] = e.doc
		}
		next.parts = append(next.parts, newPart(c.segment, byKey))
		c.segment.retain()
	}
	next.finish(c.loaded)
	return next
}

// merge fills in the stories: those of old not in out, and put. It returns the
// keys that are gone.
func (s *snapshot) merge(old *snapshot, out map[string]bool, put []entry) map[int64]bool {
	gone := make(map[int64]bool, len(out))
	s.docs = make([]*knowledge.Document, 0, len(old.docs)+len(put))
	s.records = make([]record, 0, len(old.docs)+len(put))
	add := func(e entry) {
		s.docs = append(s.docs, e.doc)
		s.records = append(s.records, record{e.key, e.fingerprints, e.text})
	}
	for i, d := range old.docs {
		for len(put) > 0 && put[0].doc.Story.ID < d.Story.ID {
			add(put[0])
			put = put[1:]
		}
		if out[d.Story.ID] {
			gone[old.records[i].key] = true
			continue
		}
		add(entry{old.records[i].key, d, old.records[i].fingerprints, old.records[i].text})
	}
	for _, e := range put {
		add(e)
	}
	return gone
}

// newPart is a segment of which only the stories of byKey are present.
func newPart(g *segment, byKey map[int64]*knowledge.Document) part {
	p := part{segment: g, docs: make([]*knowledge.Document, len(g.members))}
	for i, m := range g.members {
		if p.docs[i] = byKey[m.key]; p.docs[i] == nil {
			p.markDeleted(i)
		}
	}
	p.fillDays()
	return p
}

// without returns p less the stories with those keys.
func (p part) without(gone map[int64]bool) part {
	copied := false
	for i, m := range p.members {
		if p.docs[i] == nil || !gone[m.key] {
			continue
		}
		if !copied {
			copied = true
			p.docs = slices.Clone(p.docs)
			if p.deleted != nil {
				p.deleted = p.deleted.Clone()
			}
		}
		p.markDeleted(i)
	}
	return p
}

// fillDays copies when the stories were published into one array, so that filtering need not touch each story.
// Deleted stories are in no postings, so their dates may stay.
func (p *part) fillDays() {
	p.days = make([]int64, len(p.docs))
	for i, d := range p.docs {
		if d != nil {
			p.days[i] = unixSeconds(d.Story.Published)
		}
	}
}

// unixSeconds is t in Unix seconds; the zero time is the least number.
func unixSeconds(t time.Time) int64 {
	if t.IsZero() {
		return math.MinInt64
	}
	return t.Unix()
}

// aheadMost is how far ahead of the clock a story may be dated and be the newest: so
// far are the zones of the world apart. One that is dated further ahead would make
// all others old.
const aheadMost = 24 * time.Hour

// finish counts what the snapshot holds.
func (s *snapshot) finish(loaded time.Time) {
	s.refs.Store(1)
	s.info = knowledge.Info{Stories: len(s.docs), Loaded: loaded}
	for _, d := range s.docs {
		s.info.Passages += len(d.Passages)
		s.info.Terms += d.Words
		s.length += d.Words + len(d.Title)*len(d.Passages)
		at := d.Story.Published
		if at.IsZero() {
			continue
		}
		if s.info.Oldest.IsZero() || at.Before(s.info.Oldest) {
			s.info.Oldest = at
		}
		if at.After(s.info.Newest) && (loaded.IsZero() || !at.After(loaded.Add(aheadMost))) {
			s.info.Newest = at
		}
	}
}

// find returns where the story is in docs, or -1.
func (s *snapshot) find(id string) int {
	i := sort.Search(len(s.docs), func(i int) bool { return s.docs[i].Story.ID >= id })
	if i < len(s.docs) && s.docs[i].Story.ID == id {
		return i
	}
	return -1
}

// retain takes a reference and reports whether it could: not after the last was released.
func (s *snapshot) retain() bool {
	for {
		n := s.refs.Load()
		if n == 0 {
			return false
		}
		if s.refs.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// release releases a reference, and with the last one the segments.
func (s *snapshot) release() {
	if s.refs.Add(-1) != 0 {
		return
	}
	if only := s.of.snapshot; only != nil && only != s {
		only.release()
	}
	for _, p := range s.parts {
		_ = p.segment.release() // a file that cannot be closed or removed is removed at the next start
	}
}
