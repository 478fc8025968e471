package compare

import (
	"slices"
	"time"

	"github.com/storybot/storybot/bot/compare/quantity"
	"github.com/storybot/storybot/knowledge/text"
)

// apart reports whether what stands around two values shows them to be of other things: of other times, other places or
// somebody else, or only supposed. Who names the earlier value as well tells of one thing.
func (c *comparison) apart(is, was *Told) bool {
	if was.Value.number == nil || is.Value.number == nil || slices.ContainsFunc(is.Value.others, was.Value.number.Equal) {
		return false
	}
	return is.Value.number.Typed() && slices.ContainsFunc(is.Value.others, func(n quantity.Number) bool { return slices.ContainsFunc(was.Value.others, n.Equal) }) && !c.alikeLines(is, was) ||
		c.supposed(is) || c.supposed(was) || c.otherPeriod(is, was) || c.otherPlace(is, was) || c.otherNamed(is, was) || c.ofAnother(is, was) || c.ofAnother(was, is)
}

// alikeLines reports whether two sentences have nearly the same words, so that their other numbers stand for the same, too.
func (c *comparison) alikeLines(is, was *Told) bool {
	read := make(map[int]*wording)
	return c.wordingOf(is.Line, read).like(c.wordingOf(was.Line, read))
}

// supposed reports whether a clause before a value only supposes something, where the question does not: "if we take it to be 9,000".
func (c *comparison) supposed(t *Told) bool {
	if sure := &c.lang.Certainty; c.q.Reader != nil && slices.ContainsFunc(c.q.wordsOf(c.q.Text), func(w text.Word) bool { return sure.Plans[w.Norm] || sure.Doubts[w.Norm] }) {
		return false
	}
	f := c.q.annotate(c.lines[t.Line].Text)
	from, _ := valueWords(f, &t.Value)
	for i := range f.Words[:max(from, 0)] {
		w := &f.Words[i]
		if (w.First || w.Clause) && w.Sentence == f.Words[from].Sentence && f.Lang.Certainty.Doubts[w.Norm] && f.Lang.Clauses.Begin[w.Norm] {
			return true
		}
	}
	return false
}

// periodDays is how many days a time has at least that a number may be the sum of, and is not only told of.
const periodDays = 27

// otherPeriod reports whether two numbers are told of two times that have no day in common, or one of them from one day to another.
func (c *comparison) otherPeriod(is, was *Told) bool {
	if n := is.Value.number; n.Kind == text.AmountPercent {
		return false
	}
	x, ranged := c.period(is)
	y, other := c.period(was)
	if !x.First.IsZero() && !y.First.IsZero() {
		return !x.First.Before(y.Last) || !y.First.Before(x.Last)
	}
	return ranged != other
}

// period is the time of many days of which a sentence tells; ranged is set where it names its first and its last day.
func (c *comparison) period(t *Told) (w text.When, ranged bool) {
	for _, w := range c.q.whensOf(c.lines[t.Line].Text, c.day(t)) {
		if w.First.IsZero() || w.Last.IsZero() {
			continue
		}
		if !w.To.IsZero() {
			return w, true
		}
		if days := w.Last.Sub(w.First).Hours() / 24; days >= periodDays && days <= 366 && !w.Last.After(c.day(t).Add(24*time.Hour)) {
			return w, false
		}
	}
	return text.When{}, false
}

// otherPlace reports whether two sentences tell of places of which none is the same: the dead of one town are not
// those of another, nor those of the country.
func (c *comparison) otherPlace(is, was *Told) bool {
	x, y := placesIn(c.q.annotate(c.lines[is.Line].Text)), placesIn(c.q.annotate(c.lines[was.Line].Text))
	for place := range x {
		if y[place] {
			return false
		}
	}
	return len(x) > 0 && len(y) > 0
}

// placesIn are the keys of the names that stand behind a preposition of place.
func placesIn(f *text.Annotated) map[string]bool {
	places := make(map[string]bool)
	for i := 1; i < len(f.Words); i++ {
		if w := &f.Words[i]; w.Name && !w.Clause && !f.CalendarWord(w) && f.Lang.Names.Located[f.Words[i-1].Norm] {
			places[w.Key] = true
		}
	}
	return places
}

// otherNamed reports whether the question names one of a kind, "the Oak fire", where one sentence has that and the other one
// another of the kind.
func (c *comparison) otherNamed(is, was *Told) bool {
	if c.q.Reader == nil {
		return false
	}
	words := c.q.wordsOf(c.q.Text)
	for i := 2; i < len(words); i++ {
		of, kind := &words[i-1], &words[i]
		if !of.Upper || of.Stop() || kind.Stop() || kind.Number || kind.Upper && !c.common(kind.Norm) {
			continue
		}
		has, other := c.oneOf(c.lines[is.Line].Text, c.q.key(of.Norm), c.q.key(kind.Norm))
		had, another := c.oneOf(c.lines[was.Line].Text, c.q.key(of.Norm), c.q.key(kind.Norm))
		if has && another || had && other {
			return true
		}
	}
	return false
}

// common reports whether a word stands without a capital in one of the lines.
func (c *comparison) common(norm string) bool {
	return slices.ContainsFunc(c.lines, func(line Line) bool {
		return slices.ContainsFunc(c.q.wordsOf(line.Text), func(w text.Word) bool { return w.Norm == norm && !w.Upper })
	})
}

// oneOf reports whether a sentence has a kind behind that name, and whether it has it behind another one only.
func (c *comparison) oneOf(line, name, kind string) (has, other bool) {
	f := c.q.annotate(line)
	for i := 1; i < len(f.Words); i++ {
		if w, before := &f.Words[i], &f.Words[i-1]; w.Key == kind && !w.Clause && before.Upper && before.Content && (before.Key == name || !before.First) {
			has, other = has || before.Key == name, other || before.Key != name
		}
	}
	return has, other && !has
}

// ofAnother reports whether a sentence, with the one that it leans on, names somebody or some place before its value and nothing that the
// question names, while the other one has such a name.
func (c *comparison) ofAnother(t, o *Told) bool {
	if !c.q.byName || c.q.NameShare(c.lines[o.Line].Text) == 0 {
		return false
	}
	around := (&slot{comparison: c}).upTo(t.Line)
	if slices.ContainsFunc(around, func(line string) bool { return c.q.NameShare(line) > 0 }) {
		return false
	}
	for n, line := range around {
		f := c.q.annotate(line)
		to := len(f.Words)
		if n+1 == len(around) {
			to, _ = valueWords(f, &t.Value)
		}
		for i := 0; i < to; i++ {
			if w := &f.Words[i]; w.Name && !f.CalendarWord(w) && !c.q.speaker(f, i, i+1) {
				return true
			}
		}
	}
	return false
}
