package choose

import (
	"math"
	"slices"

	"github.com/storybot/storybot/bot/choose/deed"
)

// raiseDeeds puts first who, in what happened, does or suffers what the question says of whom
// it asks for, and is what it says he is: "Ann Lee, the mayor of Ulm, fled on Monday" before
// another's old case and before what is only said of flights.
func (w *Weights) raiseDeeds(c *context, r []Ranked) {
	verb := c.q.deed()
	if verb < 0 {
		return
	}
	for i := range r {
		r[i].deed = c.deedIn(i, verb)
		r[i].Score += w.Deed * r[i].deed
	}
}

// deed is the term of the verb that tells what who is asked for does, or suffers; -1: none is
// asked for so.
func (q *Question) deed() int {
	if q.manner != Who && q.manner != Which && q.manner != What || q.Want != Person && q.Want != Organisation {
		return -1
	}
	if slices.ContainsFunc(q.words, func(w string) bool { return q.lang.Meaning.Saying[w] || q.lang.Meaning.Quoting[w] }) {
		return -1 // who says so is no matter of what was done
	}
	for t := range q.Terms {
		if q.Terms[t].verb && !q.Terms[t].Name {
			return t
		}
	}
	return -1
}

// deedIn is how far line i tells so, at most 1.
func (c *context) deedIn(i, verb int) float64 {
	l := &c.lines[i]
	if l.best[verb] == 0 {
		return 0
	}
	s := deed.Sentence{Lang: c.q.lang, Text: l.text, Words: l.words}
	for _, th := range l.things {
		s.Names = append(s.Names, deed.Name{From: th.from, To: th.to})
	}
	best := 0.0
	for at, h := range l.hits {
		if h.term != verb || !s.Verbal(at) {
			continue
		}
		d := s.Read(at)
		who, other := d.Doer, d.Whom
		if c.q.object || c.q.passive {
			who, other = other, who
		}
		if who < 0 || !l.things[who].fresh || l.things[who].sure < sureOfKind {
			continue
		}
		worth := math.Sqrt(l.things[who].sure) * c.isRole(l, l.things[who], at) // a name of whatever sort will do
		switch {
		case !c.q.hasName():
		case other >= 0 && l.things[other].fresh: // it is another's
			worth *= deedOld
		case other < 0 && c.q.object:
			worth *= deedOther
		}
		if h.worth < matchFamily {
			worth *= deedSynonym
		}
		if d.Aside {
			worth *= deedAside
		}
		if from, to := c.q.years(); d.Old > 0 && (d.Old < from || d.Old > to) {
			worth *= deedOld
		}
		best = math.Max(best, worth)
	}
	if best *= c.main(l, verb) * c.restHeld(i, verb) * l.story; best < deedLeast {
		return 0
	}
	return best
}

// deedLeast is how far a line must tell so for it to count.
const deedLeast = 0.35

// What a deed counts that is told by another word, in passing, or of a year that is not asked
// for; of who is not told to be what is asked; and outside of what its story is about.
const (
	deedSynonym = 0.9
	deedAside   = 0.5
	deedOld     = 0.3
	deedOther   = 0.7
	deedBeside  = 0.4
)

// main is how far the line tells of what its story is about: its first, or one that, as the
// headline does, has what is done.
func (c *context) main(l *line, verb int) float64 {
	switch {
	case l.at == 0:
		return 1
	case l.title != nil && l.title[verb] > 0:
		return math.Max(deedBeside, math.Min(1, 2*l.head))
	}
	return deedBeside
}

// hasName reports whether q names somebody or something.
func (q *Question) hasName() bool {
	return slices.ContainsFunc(q.Terms, func(t Term) bool { return t.Name })
}

// isRole is 1 where the line says of who is named, on the way to the verb at word at or right
// behind the name, that he is what is asked for, or nothing of the kind is asked for.
func (c *context) isRole(l *line, th thing, at int) float64 {
	asked := false
	for t := range c.q.Terms {
		asked = asked || c.q.Terms[t].Focus
	}
	if !asked {
		return 1
	}
	from, to := max(0, th.from-3), max(at, min(th.to+6, len(l.hits)))
	for k := from; k < to; k++ {
		if h := l.hits[k]; h.term >= 0 && c.q.Terms[h.term].Focus && h.worth >= matchSynonym {
			return 1
		}
	}
	return deedOther
}

// restHeld is the share of what else is asked that line i, its title or its neighbours have.
func (c *context) restHeld(i, verb int) float64 {
	var rest termShare
	for t := range c.q.Terms {
		if term := &c.q.Terms[t]; t != verb && !term.Focus && !term.Time {
			rest.add(c.weight[t], c.held(i, t))
		}
	}
	if rest.whole == 0 {
		return 1
	}
	return rest.share() * rest.share()
}
