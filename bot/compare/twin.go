package compare

import (
	"slices"

	"github.com/storybot/storybot/bot/compare/match"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// How near to the best a sentence must come that has a twin.
const (
	twinSlack = 2.0

	twinRelation = 0.2 // of the question's verb and nouns that they have,
	twinNames    = 0.3 // or of its names that the story has
)

// twins finds two sentences of outlets of the same days that are the same but
// for a name or number that the question asks for; nil where there are none.
func (c *comparison) twins() []Told {
	order := slices.DeleteFunc(slices.Clone(c.order), func(i int) bool { return !c.known(c.lines[i].Story) })
	read := make(map[int]*match.Wording)
	for n, i := range order {
		if c.asked.First || c.lines[i].Score < c.lines[order[0]].Score-twinSlack {
			break
		}
		if c.q.Relation(c.lines[i].Text) < twinRelation && c.names(c.lines[i].Story) < twinNames {
			continue
		}
		for _, j := range order[n+1:] {
			if told := c.twin(i, j, read); told != nil {
				return told
			}
		}
	}
	return nil
}

// known reports whether a story was there at the time asked for; of all, where none was.
func (c *comparison) known(story int) bool {
	u := c.asked.Until
	before := func(s knowledge.Story) bool { return s.Published.Before(u) }
	return u.IsZero() || before(c.stories[story]) || !slices.ContainsFunc(c.stories, before)
}

// twin is what two lines say, where they are twins.
func (c *comparison) twin(i, j int, read map[int]*match.Wording) []Told {
	a, b := &c.lines[i], &c.lines[j]
	s, t := &c.stories[a.Story], &c.stories[b.Story]
	if a.Story == b.Story || s.Outlet == t.Outlet || s.Published.Sub(t.Published).Abs() > sameDays ||
		4*len(a.Text) > 5*len(b.Text) || 4*len(b.Text) > 5*len(a.Text) {
		return nil
	}
	x, y := c.wordingOf(i, read), c.wordingOf(j, read)
	if !x.Like(y) {
		return nil
	}
	v, w := x.Own(y, c.q.Reader), y.Own(x, c.q.Reader)
	if v == "" || w == "" {
		return nil
	}
	told := []Told{{Line: i, Story: a.Story, State: Disputed, Value: Value{Text: v}}, {Line: j, Story: b.Story, State: Disputed, Value: Value{Text: w}}}
	one, other := told[0], told[1]
	one.Value, _ = c.q.value(a.Text)
	other.Value, _ = c.q.value(b.Text)
	switch same, comparable := one.Value.sameAs(&other.Value, s.Published); {
	case !comparable || same && one.Value.clock == nil: // what differs is not what is taken for the value
		return told
	case same || c.otherThing(&one, &other) || c.otherThing(&other, &one):
		return nil
	}
	return []Told{one, other}
}

func (c *comparison) wordingOf(i int, read map[int]*match.Wording) *match.Wording {
	w := read[i]
	if w == nil {
		f := c.q.annotate(c.lines[i].Text)
		w = match.WordingOf(f, text.Cut(f.Text, sentenceReach), func(k int) bool { return c.q.speaker(f, k, k+1) })
		read[i] = w
	}
	return w
}
