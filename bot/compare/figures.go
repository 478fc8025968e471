package compare

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/storybot/storybot/bot/compare/quantity"
	"github.com/storybot/storybot/bot/compare/scope"
	"github.com/storybot/storybot/bot/compare/topic"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Figure is a number that a line gives for a state in which people are counted
// (the dead, the missing), or a sum.
type Figure struct {
	Line, Story int
	Text        string    // as the line has it
	Of          string    // the word for the state, as the line has it; empty for a sum
	Since       time.Time // when its story was published
	quantity.Number
	near  []string // the keys of what stands before a sum
	scope scope.Scope
	state int // the group of [text.Meaning]; sumState: an amount of money
}

// Change is a figure that no longer holds, and the one that has replaced it; or, where it
// is Disputed, two figures of outlets of the same days, the later one in Is.
type Change struct {
	Was, Is  Figure
	Disputed bool
	Slot     string // what is counted: equal for figures of one thing
}

// sumState stands for an amount of money instead of a state.
const sumState = -1

// Same reports whether two figures give one number for one state.
func (f *Figure) Same(o *Figure) bool {
	same, _ := f.Number.Same(&o.Number)
	return same && f.state == o.state
}

// Changes finds the figures that a later story of the event, or a later part of the same story,
// has replaced and says so; no question is needed. stories have their
// Text; the lines of a story follow one another in its order.
func Changes(l *text.Language, stories []knowledge.Story, lines []Line) []Change {
	c := &comparison{lang: l, q: readerFor(l, nil, lines), stories: stories, lines: lines, heads: topic.NewReader(l), topics: make(map[int]*topic.Topic)}
	var all []Figure
	for i := range lines {
		if !scope.Figured(l, lines[i].Text) {
			continue
		}
		if found := c.figures(i, all); len(found) > 0 && !c.longAgo(i) { // its times are the costlier to read
			all = append(all, found...)
		}
	}
	var changes []Change
	for i := range all {
		if is := c.replaces(all, &all[i]); is != nil {
			changes = append(changes, Change{Was: all[i], Is: *is, Slot: cmp.Or(all[i].slot(is), is.Text)})
		}
	}
	for i := range all {
		for k := range all {
			if c.differ(all, &all[i], &all[k], changes) {
				changes = append(changes, Change{Was: all[i], Is: all[k], Disputed: true, Slot: all[i].slot(&all[k])})
			}
		}
	}
	changes = ofLatest(changes)
	gather(all, changes)
	for i := range changes {
		if c := &changes[i]; c.Is.Story == c.Was.Story && !stories[c.Is.Story].Updated.IsZero() {
			c.Is.Since = stories[c.Is.Story].Updated
		}
	}
	slices.SortStableFunc(changes, func(a, b Change) int { return a.Was.Since.Compare(b.Was.Since) })
	return changes
}

// longAgo reports whether a line tells of a year long before its story.
func (c *comparison) longAgo(i int) bool {
	said := c.stories[c.lines[i].Story].Published
	return slices.ContainsFunc(c.q.whensOf(c.lines[i].Text, said), func(w text.When) bool {
		return w.Absolute && !w.Last.IsZero() && said.Sub(w.Last) > oldDays*24*time.Hour
	})
}

// ofLatest leaves of each slot the changes to its latest figure: what that does not replace is of another thing.
func ofLatest(changes []Change) []Change {
	latest := make(map[string]Figure)
	for _, c := range changes {
		if is, known := latest[c.Slot]; !c.Disputed && (!known || c.Is.Since.After(is.Since)) {
			latest[c.Slot] = c.Is
		}
	}
	return slices.DeleteFunc(changes, func(c Change) bool {
		is := latest[c.Slot]
		return !c.Disputed && !is.Same(&c.Is)
	})
}

// gather takes the new figures from as few lines as there are, where one line gives several.
func gather(all []Figure, changes []Change) {
	for i := range changes {
		is := &changes[i].Is
		for _, o := range changes {
			for k := range all {
				f := &all[k]
				if same, _ := f.Number.Same(&is.Number); same && f.Line == o.Is.Line && f.Story == is.Story && f.state == is.state && o.Is.state != is.state {
					*is = *f
				}
			}
		}
	}
}

// replaces finds the latest figure that has replaced another one; nil: none.
func (c *comparison) replaces(all []Figure, was *Figure) *Figure {
	var is *Figure
	for i := range all {
		f := &all[i]
		if f.state != was.state || !c.newer(f, was) || c.toldBefore(all, f) {
			continue
		}
		if same, comparable := f.Number.Same(&was.Number); same || !comparable || f.Far(&was.Number, tallyGrown) || f.Value > 0 && f.Value*grownTimes < was.Value {
			continue
		}
		if is == nil || f.Since.After(is.Since) {
			is = f
		}
	}
	return is
}

// newer reports whether a figure is told in place of another one: in a later story of
// the event that tells of a change, in a correction that gives both, or right before
// the other one, which is told as what was said at first.
func (c *comparison) newer(f, was *Figure) bool {
	s := &c.stories[f.Story]
	if f.Story == was.Story {
		if f.state == sumState {
			return f.Line+1 == was.Line && c.lang.Patterns.Changed.MatchString(c.lines[f.Line].Text) && c.lang.Patterns.AtFirst.MatchString(c.lines[was.Line].Text)
		}
		return f.Line != was.Line && s.Label == knowledge.Correction && c.retold(was) && !c.retold(f)
	}
	if f.state == sumState || s.Label == knowledge.Opinion || !f.Since.After(was.Since) {
		return false
	}
	told := f.scope == was.scope && c.tellsOfChange(f.told(), was.told()) && !c.apart(f.told(), was.told())
	x, y := c.topic(f.Story), c.topic(was.Story)
	return told && x.SameEvent(y, f.Since.Sub(was.Since))
}

// several reports whether the story of a figure gives other ones for what it and that of another story both count: it tells of
// several things, then.
func several(all []Figure, f, other *Figure) bool {
	return slices.ContainsFunc(all, func(o Figure) bool {
		same, comparable := o.Number.Same(&f.Number)
		return o.Story == f.Story && o.state == f.state && comparable && !same && o.slot(other) != ""
	})
}

// shared reports whether the lines of two figures give a further one in common: they know of the same, then, and tell several things.
func shared(all []Figure, a, b *Figure) bool {
	return slices.ContainsFunc(all, func(o Figure) bool {
		return o.Line == a.Line && !o.Same(a) && slices.ContainsFunc(all, func(p Figure) bool { return p.Line == b.Line && !p.Same(b) && p.Same(&o) })
	})
}

// retold reports whether a correction gives a figure as what was said before: "at first", "had said that 31", "we wrote that 31".
func (c *comparison) retold(f *Figure) bool {
	t := c.q.annotate(c.lines[f.Line].Text)
	if c.lang.Patterns.AtFirst.MatchString(t.Text) {
		return true
	}
	from, _ := scope.Words(t, f.At)
	for i := 1; i < from; i++ {
		w, before := &t.Words[i], t.Words[i-1].Norm
		q := &c.lang.Questions
		if had := q.Past[before] && !q.Be[before] && !q.Does[before]; had && scope.PastForm(c.lang, w.Norm) ||
			c.lang.Pronouns.Subjects[before] && (c.lang.Meaning.Saying[w.Norm] || c.lang.Meaning.Quoting[w.Norm] || scope.PastForm(c.lang, w.Norm)) {
			return true
		}
	}
	return false
}

// differ reports whether outlets of the same days give two figures for one thing, the first
// of them earlier, where neither has been replaced.
func (c *comparison) differ(all []Figure, a, b *Figure, changes []Change) bool {
	s, t := &c.stories[a.Story], &c.stories[b.Story]
	if s.Outlet == t.Outlet || a.scope != b.scope || a.state != b.state || a.state != sumState || b.Since.Before(a.Since) || b.Since.Sub(a.Since) > sameDays || a.Since.Equal(b.Since) && b.Line < a.Line {
		return false
	}
	same, comparable := a.Number.Same(&b.Number)
	if same || !comparable || a.slot(b) == "" || shared(all, a, b) || slices.ContainsFunc(changes, func(o Change) bool { return o.Was.Line == a.Line || o.Was.Line == b.Line }) {
		return false
	}
	return !several(all, a, b) && !several(all, b, a) && !c.tellsOfChange(b.told(), a.told()) &&
		c.topic(a.Story).SameEvent(c.topic(b.Story), b.Since.Sub(a.Since))
}

// told is a figure as what its story tells.
func (f *Figure) told() *Told {
	return &Told{Line: f.Line, Story: f.Story, Value: Value{Text: f.Text, number: &f.Number}}
}

// slot is what two figures both count; empty where they show nothing.
func (f *Figure) slot(o *Figure) string {
	if f.state != sumState {
		return strconv.Itoa(f.state)
	}
	for _, w := range f.near {
		if slices.Contains(o.near, w) {
			return w
		}
	}
	return ""
}

// toldBefore reports whether an older story gives the figure already, so that it is only told again.
func (c *comparison) toldBefore(all []Figure, f *Figure) bool {
	return slices.ContainsFunc(all, func(o Figure) bool {
		same, comparable := o.Number.Same(&f.Number)
		return same && comparable && o.state == f.state && o.Since.Before(f.Since)
	})
}

// figures are those of line i; before are those of the lines before it.
func (c *comparison) figures(i int, before []Figure) []Figure {
	line := &c.lines[i]
	f := c.q.annotate(line.Text)
	var found []Figure
	for k := range f.Amounts {
		a := &f.Amounts[k]
		if a.Loose || a.Kind.Date() || a.Kind == text.AmountOrdinal || a.Kind == text.AmountTime || quantity.DayNumber(f, k) || quantity.Lasts(f, a) {
			continue
		}
		n := quantity.Number{Value: a.Value, Second: a.Second, Kind: a.Kind, Unit: a.Unit, Rough: a.Rough, At: quantity.Written(f, a)}
		if w := a.To; w < len(f.Words) && n.Unit == "" && c.lang.Numbers.Money[f.Words[w].Norm] {
			n.Unit = f.Words[w].Key
		}
		state, word, ok := sumState, "", n.Unit != ""
		if !ok && n.Kind == text.AmountPlain && quantity.Measure(f, a) == "" {
			state, word, ok = scope.Tally(f, k)
		}
		if !ok {
			state, ok = sumState, c.sumAgain(before, &n, i)
		}
		if ok {
			found = append(found, Figure{Line: i, Story: line.Story, Text: n.At.Of(f.Text), Of: word, Since: c.stories[line.Story].Published, Number: n, state: state, near: quantity.Before(f, a), scope: scope.Of(f, a.From, a.To, func(string) bool { return false })})
		}
	}
	return found
}

// sumAgain gives a number the currency of the sum in the line before, where it is as large
// and has none: "The 312 million given in the papers".
func (c *comparison) sumAgain(before []Figure, n *quantity.Number, line int) bool {
	if len(before) == 0 {
		return false
	}
	o := &before[len(before)-1]
	if o.state != sumState || o.Line != line-1 || o.Story != c.lines[line].Story || max(n.Value, o.Value) > farTimes*min(n.Value, o.Value) {
		return false
	}
	n.Kind, n.Unit = o.Kind, o.Unit
	return true
}

// tallyGrown is how many times as many a count of people may become: what has grown more counts something else.
const tallyGrown = 50
