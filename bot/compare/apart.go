package compare

import (
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/match"
	"github.com/storybot/storybot/bot/compare/quantity"
	"github.com/storybot/storybot/bot/compare/scope"
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
	read := make(map[int]*match.Wording)
	return c.wordingOf(is.Line, read).Like(c.wordingOf(was.Line, read))
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
// those of another, nor those of the country; but a street may be in either.
func (c *comparison) otherPlace(is, was *Told) bool {
	x, y := scope.Places(c.q.annotate(c.lines[is.Line].Text)), scope.Places(c.q.annotate(c.lines[was.Line].Text))
	alike := false
	for place, street := range x {
		for other, another := range y {
			if place == other {
				return false
			}
			alike = alike || street == another
		}
	}
	return alike
}

// otherNamed reports whether the question names one of a kind, "the Oak fire", where one sentence has that and the other one
// another of the kind.
func (c *comparison) otherNamed(is, was *Told) bool {
	if c.q.Reader == nil {
		return false
	}
	if c.otherKind(is, was) || c.otherKind(was, is) {
		return true
	}
	words := c.q.wordsOf(c.q.Text)
	for i := 2; i < len(words); i++ {
		of, kind := &words[i-1], &words[i]
		if !of.Upper || of.Stop() || kind.Stop() || kind.Number || kind.Upper && !c.common(kind.Norm) {
			continue
		}
		has, other := scope.OneOf(c.q.annotate(c.lines[is.Line].Text), c.q.key(of.Norm), c.q.key(kind.Norm))
		had, another := scope.OneOf(c.q.annotate(c.lines[was.Line].Text), c.q.key(of.Norm), c.q.key(kind.Norm))
		if has && another || had && other {
			return true
		}
	}
	return false
}

// otherKind reports whether one of two sentences tells of another kind of place of a name than the question and the other one do: of
// the district of Morr, and not of the town of Morr.
func (c *comparison) otherKind(t, o *Told) bool {
	asked := scope.KindsOf(c.q.annotate(c.q.Text))
	told, other := scope.KindsOf(c.q.annotate(c.lines[t.Line].Text)), scope.KindsOf(c.q.annotate(c.lines[o.Line].Text))
	for name, kind := range asked {
		if told[name] != "" && told[name] != kind && other[name] == kind {
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
			if w := &f.Words[i]; w.Name && !f.CalendarWord(w) && !c.q.speaker(f, i, i+1) && !scope.Sited(f, i) {
				return true
			}
		}
	}
	return false
}

// unlike reports whether one of two sentences tells of something else than the other one, by what each says itself: of another one of a
// name, of what was long before, of other things that are counted, or of what it names no more than "the first".
func (c *comparison) unlike(is, was *Told) bool {
	x, y := c.lines[is.Line].Text, c.lines[was.Line].Text
	other := func(line string) bool {
		return c.q.Reader != nil && scope.OtherOfName(c.lang, c.q.Text, c.q.wordsOf(c.q.Text), line, c.q.wordsOf(line))
	}
	return other(x) || other(y) || was.Value.known() && (scope.Another(c.q.annotate(x)) || scope.Another(c.q.annotate(y))) || c.countsOther(is, was) || c.wasBefore(is, was) || c.sinceThen(is)
}

// sinceThen reports whether a number stands in a clause of time, which tells what was before: "has risen since it fell to 3".
func (c *comparison) sinceThen(t *Told) bool {
	f := c.q.annotate(c.lines[t.Line].Text)
	from, _ := valueWords(f, &t.Value)
	if t.Value.number == nil || from < 0 {
		return false
	}
	past := false
	for k := from - 1; k >= f.ClauseStart(from); k-- {
		w := f.Words[k].Norm
		past = past || scope.PastForm(f.Lang, w)
		if past && f.Lang.Clauses.Begin[w] && f.Lang.Questions.Prepositions[w] {
			return true
		}
	}
	return false
}

// countsOther reports whether things are asked for by a noun that neither of two numbers counts, while the later one counts something else.
func (c *comparison) countsOther(is, was *Told) bool {
	n, m := is.Value.number, was.Value.number
	if n == nil || m == nil || n.Typed() || c.q.Want != choose.Number {
		return false
	}
	focus := slices.IndexFunc(c.q.Terms, func(t choose.Term) bool { return t.Focus })
	if focus < 0 || c.lang.Questions.Plurals[c.q.Terms[focus].Norm] || len(c.states(c.asked.Question.Text)) > 0 {
		return false
	}
	counts := func(t *Told) (asked, other bool) {
		keys, people := c.thingsOf(t)
		f := c.q.annotate(c.lines[t.Line].Text)
		if _, to := valueWords(f, &t.Value); to+1 < len(f.Words) && scope.Partitive(f.Lang, f.Words[to].Norm) && !f.Words[to+1].Content && !f.Lang.Questions.Determiners[f.Words[to+1].Norm] {
			return true, false // "12 of them"
		}
		so := len(keys) > 0 && slices.ContainsFunc(c.q.Terms, func(t choose.Term) bool { return c.q.key(t.Norm) == keys[0] }) // "35 lost"
		return slices.ContainsFunc(keys, func(k string) bool { return c.alike(k, c.q.key(c.q.Terms[focus].Norm)) }), len(keys) > 0 && !people && !so
	}
	asked, other := counts(is)
	had, _ := counts(was)
	return !asked && !had && other
}

// wasBefore reports whether one of two sentences tells its number of a time long before its story, which the other one does not.
func (c *comparison) wasBefore(is, was *Told) bool {
	return is.Value.number != nil && was.Value.number != nil && !slices.ContainsFunc(is.Value.others, was.Value.number.Equal) && (c.slotOf(was).ofOld(is) || c.slotOf(is).ofOld(was))
}

// overBefore reports whether the question asks when something comes, and the day of a sentence was over when that was told.
func (c *comparison) overBefore(t *Told) bool {
	if c.q.Want != choose.Date || !c.asksComing() {
		return false
	}
	line, day := c.lines[t.Line].Text, c.day(t)
	f := c.q.annotate(line)
	from, _ := valueWords(f, &t.Value)
	past := from >= 0 && slices.ContainsFunc(f.Words[f.ClauseStart(from):from], func(w text.Token) bool { return scope.PastForm(f.Lang, w.Norm) })
	return past && !c.changes(c.lang.Patterns.Changed, line) && slices.ContainsFunc(c.q.whensOf(line, day), func(w text.When) bool {
		return strings.Contains(w.Of(line), t.Value.Text) && !w.Last.IsZero() && (w.Last.Before(day) || !w.Absolute)
	})
}

// asksComing reports whether the question asks of what is to come.
func (c *comparison) asksComing() bool {
	return slices.ContainsFunc(c.q.wordsOf(c.asked.Question.Text), func(w text.Word) bool { return c.lang.Certainty.Future[w.Norm] })
}

// yetToCome reports whether the question asks when something was, and a sentence tells its day as to come.
func (c *comparison) yetToCome(t *Told) bool {
	words, sure := c.q.wordsOf(c.asked.Question.Text), &c.lang.Certainty
	if c.q.Want != choose.Date || c.past() || !c.lang.Questions.Past[c.carries()] || slices.ContainsFunc(words, func(w text.Word) bool {
		return sure.Plans[w.Norm] || sure.Held[w.Norm] || w.Norm == c.lang.Forms.Inflected.Infinitive
	}) {
		return false
	}
	return slices.ContainsFunc(c.q.wordsOf(c.lines[t.Line].Text), func(w text.Word) bool { return sure.Future[w.Norm] })
}

// unmatched reports whether two sentences of other outlets and the same days, of which none tells of a change, show that their numbers are
// of two things.
func (c *comparison) unmatched(a, b *Told) bool {
	if !c.near(a.Story, b.Story) || c.changes(c.lang.Patterns.Changed, c.lines[a.Line].Text+". "+c.lines[b.Line].Text) {
		return false
	}
	asked := match.Asked{F: c.q.annotate(c.asked.Question.Text), Alike: c.alike, Speaks: func(f *text.Annotated, i int) bool { return c.q.speaker(f, i, nameEnd(f, i)) }}
	x, y := c.side(a), c.side(b)
	return x != nil && y != nil && asked.Apart(x, y)
}

// side is what is matched of a sentence with a value; nil: the value is not found in it.
func (c *comparison) side(t *Told) *match.Side {
	f := c.q.annotate(c.lines[t.Line].Text)
	from, to := valueWords(f, &t.Value)
	if from < 0 || to <= from {
		return nil
	}
	x := &match.Side{F: f, From: from, To: to, Story: c.contentOf(t.Story).keys, Whens: c.q.whensOf(f.Text, c.day(t))}
	if around := (&slot{comparison: c}).upTo(t.Line); len(around) > 1 {
		x.Lead = c.q.annotate(around[0])
	}
	return x
}

// nameEnd is where the name of word i ends.
func nameEnd(f *text.Annotated, i int) int {
	for i++; i < len(f.Words) && f.Words[i].Name && !f.Words[i].Clause; i++ {
	}
	return i
}
