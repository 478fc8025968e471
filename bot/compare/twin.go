package compare

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// How near to the best a sentence must come that has a twin, and how much of
// their words twins share, names and numbers aside.
const (
	twinSlack = 2.0
	twinShare = 0.8

	thingGap  = 16  // bytes between a fact and what is of the kind asked for: its unit, a title
	thingSure = 0.2 // how sure that is at least

	twinRelation = 0.2 // of the question's verb and nouns that they have,
	twinNames    = 0.3 // or of its names that the story has
)

// twins finds two sentences of outlets of the same days that are the same but
// for a name or number that the question asks for; nil where there are none.
func (c *comparison) twins() []Told {
	order := slices.DeleteFunc(slices.Clone(c.order), func(i int) bool { return !c.known(c.lines[i].Story) })
	read := make(map[int]*wording)
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
func (c *comparison) twin(i, j int, read map[int]*wording) []Told {
	a, b := &c.lines[i], &c.lines[j]
	s, t := &c.stories[a.Story], &c.stories[b.Story]
	if a.Story == b.Story || s.Outlet == t.Outlet || s.Published.Sub(t.Published).Abs() > sameDays ||
		4*len(a.Text) > 5*len(b.Text) || 4*len(b.Text) > 5*len(a.Text) {
		return nil
	}
	x, y := c.wordingOf(i, read), c.wordingOf(j, read)
	if !x.like(y) {
		return nil
	}
	v, w := x.own(y, c.q), y.own(x, c.q)
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

// wording is a sentence as twins are told by it.
type wording struct {
	text  string
	facts []text.Token    // its names and numbers, in order
	has   map[string]bool // their keys
	words map[string]bool // the keys of its other telling words
}

func (c *comparison) wordingOf(i int, read map[int]*wording) *wording {
	w := read[i]
	if w != nil {
		return w
	}
	s := text.Cut(c.lines[i].Text, sentenceReach)
	f := c.q.annotate(c.lines[i].Text)
	w = &wording{text: s, has: make(map[string]bool), words: make(map[string]bool)}
	for k := range f.Words {
		switch token := &f.Words[k]; {
		case !token.Content || token.Upper && c.q.speaker(f, k, k+1):
		case token.Upper || token.Key[0] == '#':
			w.facts = append(w.facts, *token)
			w.has[token.Key] = true
		default:
			w.words[token.Key] = true
		}
	}
	read[i] = w
	return w
}

// like reports whether two sentences share most of their words.
func (w *wording) like(o *wording) bool {
	both, all := 0, max(len(w.words), len(o.words))
	for k := range w.words {
		if o.words[k] {
			both++
		}
	}
	return all > 0 && float64(both) >= twinShare*float64(all)
}

// own is what of w's names and numbers the other lacks, as w has it: all of a
// kind that is asked for, and nothing that the question itself names; else empty.
func (w *wording) own(o *wording, q *reader) string {
	var parts []string
	var asked []choose.Thing // what may be of the kind asked for
	open := q.Want == choose.Anything || q.Want == choose.Member || q.Want == choose.Title
	if !open {
		asked = q.Things(w.text)
	}
	for i := range w.facts {
		f := &w.facts[i]
		if o.has[f.Key] {
			continue
		}
		if q.Names(f.Norm) {
			return ""
		}
		if open || slices.ContainsFunc(asked, func(t choose.Thing) bool {
			return t.Sure > thingSure && t.Start < f.At.End+thingGap && f.At.Start < t.End+thingGap
		}) {
			parts = append(parts, f.At.Of(w.text))
		}
	}
	return strings.Join(parts, " ")
}
