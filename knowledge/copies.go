package knowledge

import (
	"context"
	"fmt"
	"math"

	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/wording"
)

// What may be a copy is what ranks alike, is of a like length, begins alike and has
// this share of the shorter one's runs of three terms; the texts then decide.
const copyShare = 0.15

// collapse joins copies of one text to the one that ranks first, which then
// stands for them. Only stories with a like score by words are compared, for
// copies have that; those after the first n are left as they are.
func collapse(ctx context.Context, view View, stories []ranked, n int) (kept []ranked, copies map[*Document][]*Document, err error) {
	c := copier{ctx: ctx, view: view, shingles: make(map[*Document]map[uint64]bool), wordings: make(map[*Document]*wording.Text)}
	copies = make(map[*Document][]*Document)
next:
	for i, s := range stories {
		if len(kept) >= n {
			kept = append(kept, stories[i:]...)
			break
		}
		for _, k := range kept {
			same, err := c.same(&k, &s)
			if err != nil {
				return nil, nil, err
			}
			if same {
				copies[k.doc] = append(copies[k.doc], s.doc)
				continue next
			}
		}
		kept = append(kept, s)
	}
	return kept, copies, nil
}

// copier compares the stories of one search, each read once.
type copier struct {
	ctx      context.Context //nolint:containedctx // it lives as long as one search
	view     View
	shingles map[*Document]map[uint64]bool
	wordings map[*Document]*wording.Text
}

func (c *copier) same(a, b *ranked) (bool, error) {
	if !alike(a.why.Story, b.why.Story) || !alike(float64(a.doc.Words), float64(b.doc.Words)) || !beginAlike(a.doc, b.doc) ||
		!wording.Shares(c.shinglesOf(a.doc), c.shinglesOf(b.doc), copyShare) {
		return false, nil
	}
	x, err := c.wordingOf(a.doc)
	if err != nil {
		return false, err
	}
	y, err := c.wordingOf(b.doc)
	return err == nil && x.CopyOf(y), err
}

func (c *copier) shinglesOf(d *Document) map[uint64]bool {
	s, known := c.shingles[d]
	if !known {
		s = wording.Shingles(d.Terms, d.Words)
		c.shingles[d] = s
	}
	return s
}

func (c *copier) wordingOf(d *Document) (*wording.Text, error) {
	o := c.wordings[d]
	if o == nil {
		t, err := c.view.Text(c.ctx, d.Story.ID, d.Story.Hash)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", d.Story.ID, err)
		}
		o = wording.Read(text.Of(d.Story.Lang), t)
		c.wordings[d] = o
	}
	return o, nil
}

// beginAlike reports, quickly, whether the beginnings are alike, as those of copies are.
func beginAlike(a, b *Document) bool {
	return len(a.Terms) > 0 && len(b.Terms) > 0 && wording.BeginAlike(a.Terms[0], b.Terms[0])
}

func alike(a, b float64) bool { return math.Abs(a-b) <= .4*max(a, b) }

// Origins tells for each story, with its Text, the number of the first that it shares its
// origin with, its own where there is none.
func Origins(stories []Story) []int {
	texts := make([]*wording.Text, len(stories))
	for i := range stories {
		texts[i] = wording.Read(text.Of(stories[i].Lang), stories[i].Text)
	}
	return wording.Groups(texts)
}
