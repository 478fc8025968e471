package compare

import (
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/scope"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// vetted is what was told, or nil where it is doubtful that one of the two sentences has replaced the other, or contradicts it:
// a note that is wrong misleads more than none. A correction says so itself.
func (c *comparison) vetted(told []Told) []Told {
	if len(told) < 2 || told[0].State == "" || c.stories[told[0].Story].Label == knowledge.Correction {
		return told
	}
	if c.apart(&told[0], &told[1]) {
		return nil
	}
	if told[0].State != Latest {
		return told
	}
	if is, was := &told[0], &told[1]; c.fixed(is, was) || c.demanded(was, is) || c.unnamed(is, was) || c.unlike(is, was) || c.overBefore(was) || c.yetToCome(is) || is.Value.known() && (c.gone(is, was) || c.strange(is, was) || c.oneOfMany(is, was) || c.passed(is, was)) {
		if c.ofAskedTime(is) {
			is.State = ""
			return told[:1]
		}
		return nil
	}
	return told
}

// namesShown is how many of the question's names each of two stories has at least.
const namesShown = 0.6

// unnamed reports whether one of two stories lacks most names of the question, or, of two names, the later sentence has both and denies
// none ("Ada Quist has become mayor, succeeding Ben Marsh"), or the question is no question that one of them answers.
func (c *comparison) unnamed(is, was *Told) bool {
	if c.q.byName && min(c.names(is.Story), c.names(was.Story)) < namesShown {
		return true
	}
	if is.Value.names == nil || was.Value.names == nil {
		return false
	}
	words := c.q.wordsOf(c.asked.Question.Text)
	if c.carries() == "" && !slices.ContainsFunc(words, func(w text.Word) bool { return c.lang.Questions.Words[w.Norm] }) {
		return true
	}
	has, line := c.q.keysOf(c.lines[is.Line].Text), c.lines[is.Line].Text
	if c.lang.Patterns.MovedTo.MatchString(line) { // "moved from Helm to Brask"
		return false
	}
	for n := range was.Value.names {
		if !has[n] {
			return false
		}
	}
	return !slices.ContainsFunc(c.q.wordsOf(line), func(w text.Word) bool { return c.lang.Polarity.Denials[w.Norm] || c.lang.Polarity.Soft[w.Norm] })
}

// ofAskedTime reports whether a sentence names a time within that which the question names, so that it tells of then.
func (c *comparison) ofAskedTime(t *Told) bool {
	return !c.since.IsZero() && !c.until.IsZero() && slices.ContainsFunc(c.q.whensOf(c.lines[t.Line].Text, c.day(t)), func(w text.When) bool {
		return !w.First.IsZero() && !w.Last.IsZero() && w.First.Before(c.until) && c.since.Before(w.Last)
	})
}

// gone reports whether the day that a sentence gives, and not as one to come, was over when another one was told that tells of no change: of what comes every
// year, or again, the next one is no other day of the last one.
func (c *comparison) gone(is, was *Told) bool {
	if c.q.Want != choose.Date || c.tellsOfChange(is, was) {
		return false
	}
	line := c.lines[was.Line].Text
	if slices.ContainsFunc(c.q.wordsOf(line), func(w text.Word) bool { return c.lang.Certainty.Future[w.Norm] }) {
		return false
	}
	return slices.ContainsFunc(c.q.whensOf(line, c.day(was)), func(w text.When) bool {
		return (strings.Contains(w.Of(line), was.Value.Text) || strings.Contains(was.Value.Text, w.Of(line))) && !w.Last.IsZero() && w.Last.Before(c.day(is).Add(-goneDays*24*time.Hour))
	})
}

// demanded reports whether a sentence gives what somebody demands, where neither the question nor the other one does: that was never so.
func (c *comparison) demanded(was, is *Told) bool {
	duty := func(w text.Word) bool {
		return c.lang.Certainty.Duties[w.Norm] && c.lang.Certainty.Meant[w.Norm] && !c.lang.Certainty.Modal[w.Norm]
	}
	demands := func(s string) bool { return slices.ContainsFunc(c.q.wordsOf(s), duty) }
	return was.Value.number != nil && demands(c.lines[was.Line].Text) && !demands(c.lines[is.Line].Text) && !demands(c.asked.Question.Text)
}

// goneDays is how many days before a story a day is over that it need not tell of any more.
const goneDays = 3

// strange reports whether two values are of other scopes, or one of them is of somebody else.
func (c *comparison) strange(is, was *Told) bool {
	x, y := c.stanceOf(c.lines[is.Line].Text, &is.Value), c.stanceOf(c.lines[was.Line].Text, &was.Value)
	if n := is.Value.number; n != nil && n.Value == 0 {
		return false // of none there is no part
	}
	other := (x.other || y.other) && !c.ownedAlike(is, was)
	return y.aside && !x.aside || y.meant && !x.meant && is.Value.number != nil && !is.Value.number.Typed() || other || is.Value.number != nil && c.otherScope(&x, &y)
}

// ownedAlike reports whether two sentences name one owner that the question does not: "Una Feld's film".
func (c *comparison) ownedAlike(is, was *Told) bool {
	f, has := c.q.annotate(c.lines[is.Line].Text), c.q.keysOf(c.lines[was.Line].Text)
	for k := range f.Words {
		if w := &f.Words[k]; w.Upper && scope.Owns(f, k) && has[w.Key] {
			return true
		}
	}
	return false
}

// oneOfMany reports whether what is asked for is one of a class, of which several may have it: "which state approved the
// measure". Then a later story replaces nothing, unless its sentence names what was told before.
func (c *comparison) oneOfMany(is, was *Told) bool {
	switch c.q.Want {
	case choose.State, choose.Country, choose.City:
	default:
		return false
	}
	has := c.q.keysOf(c.lines[is.Line].Text)
	for n := range was.Value.names {
		if has[n] {
			return false
		}
	}
	return true
}

// passed reports whether the question asks what something measured at a time that is over, which a later story changes only
// by saying so next to its value: what it measures by now is no news of that.
func (c *comparison) passed(is, was *Told) bool {
	q, verb := &c.lang.Questions, c.carries()
	n := is.Value.number
	return n != nil && n.Typed() && !c.past() && !c.changedTo(is) && q.Past[verb] && q.Be[verb] && !c.changes(c.lang.Patterns.Revised, c.changing(was, is))
}

// asksNow reports whether a question asks for what is, will be or can be: "is the bridge open", "what is the alert level", "how
// strong will"; "what did", "which" and "who won" ask for what is over.
func (c *comparison) asksNow() bool {
	verb := c.carries()
	return verb != "" && !c.lang.Questions.Past[verb]
}

// carries is the verb with which a question begins, behind its question word; empty: there is none.
func (c *comparison) carries() string {
	asked := c.asked.Question.Text
	spans := c.lang.Sentences(asked)
	if len(spans) == 0 {
		return ""
	}
	words := c.q.wordsOf(spans[len(spans)-1].Of(asked)) // what stands before that sentence leads up to it
	for i := range words[:min(len(words), askedWords)] {
		if c.lang.Questions.Auxiliaries[words[i].Norm] {
			return words[i].Norm
		}
	}
	return ""
}

// askedWords is within how many words of a question that verb stands.
const askedWords = 3

// speaker reports whether a name [from, to) stands for who says what the sentence tells, where the question does not ask who
// says something: "said the harbour master", "Orwell said", "according to Reuters".
func (r *reader) speaker(f *text.Annotated, from, to int) bool {
	m := &r.lang.Meaning
	if r.asksSaying() {
		return false
	}
	if to < len(f.Words) && r.lang.Questions.Auxiliaries[f.Words[to].Norm] {
		for to++; to < len(f.Words) && !f.Words[to].Content; to++ { // "..., the palace has now announced"
			continue
		}
	}
	if r.says(f, to) && !f.Words[to].Clause && (to+1 == len(f.Words) || f.Words[to+1].Sentence != f.Words[to].Sentence || f.Words[to+1].Clause) {
		return true // "..., Orwell said." and not "Orwell called the vote"
	}
	if scope.Speaks(f, from, to, func(i int) bool { return r.says(f, i) }) {
		return true
	}
	by := from - 2 // "according to Reuters", "speaking to Reuters"
	return r.says(f, from-1) && f.Words[from-1].Clause || by >= 0 && !f.Words[from-1].Content && m.Quoting[f.Words[by].Norm] && !scope.PastForm(f.Lang, f.Words[by].Norm) && !m.Saying[f.Words[by].Norm]
}

// asksSaying reports whether the question asks what somebody says, or who or when.
func (r *reader) asksSaying() bool {
	m := &r.lang.Meaning
	return slices.ContainsFunc(r.wordsOf(r.Text), func(w text.Word) bool { return m.Saying[w.Norm] || m.Quoting[w.Norm] })
}

// says reports whether word i tells that somebody said something.
func (r *reader) says(f *text.Annotated, i int) bool {
	m := &r.lang.Meaning
	return i >= 0 && i < len(f.Words) && m.Saying[f.Words[i].Norm] && m.Quoting[f.Words[i].Norm] && scope.PastForm(f.Lang, f.Words[i].Norm)
}

// label reports whether number k names one of its kind and counts nothing, as in "a magnitude 4 quake", where quakes are
// asked for: what is asked for ends it in the singular, unlike in "18 rocket launches"; or counts things where people are asked for.
func (r *reader) label(f *text.Annotated, k int) bool {
	a := &f.Amounts[k]
	if r.Reader != nil && scope.InName(f, a, r.annotate(r.Text)) {
		return true
	}
	if scope.OfThings(f, a) && !r.Names(f.Words[a.To].Norm) && !r.Names(f.Words[a.To+2].Norm) && slices.ContainsFunc(r.Terms, func(t choose.Term) bool { return t.Focus && r.lang.Questions.Plurals[t.Norm] }) {
		return true
	}
	if a.Kind != text.AmountPlain || a.Value == 1 {
		return false
	}
	for i := a.To; i < min(len(f.Words), a.To+countedWords) && f.Words[i].Content && !f.Words[i].Clause; i++ {
		for t := range r.Terms {
			if q := &r.Terms[t]; q.Focus && (i+1 == len(f.Words) || !f.Words[i+1].Content || f.Words[i+1].Clause) && q.Norm != f.Words[i].Norm && strings.HasPrefix(q.Norm, f.Words[i].Norm) {
				return true
			}
		}
	}
	return false
}

// otherName reports whether a name is none of the place asked for: a people, as in "Croatian history", or what the
// question itself names with a word more.
func (r *reader) otherName(f *text.Annotated, from, to int) bool {
	own, name := false, false
	for i := from; i < to; i++ {
		if w := &f.Words[i]; w.Upper {
			own, name = own || !r.Names(w.Norm), true
		}
	}
	people := to == from+1 && r.Want == choose.Place && f.Lang.Places.Demonyms[f.Words[from].Norm] != "" && to < len(f.Words) && f.Words[to].Content && !f.Words[to].Clause
	return name && !own || people
}

// aboutOther reports whether word i is told of somebody whom the question does not name: "Ada Quist, who once planted 26 trees",
// "Varnia's record is 3-6" in a sentence that has no name of the question.
func (c *comparison) aboutOther(f *text.Annotated, i int) bool {
	if k := scope.Owner(f, i); k >= 0 && c.q.byName && f.Words[k].Upper && !c.q.Names(f.Words[k].Norm) && !f.Words[k+1].Clause {
		return true
	}
	if k := scope.Holder(f, i); k >= 0 && c.q.byName && f.Words[k].Upper && !c.q.Names(f.Words[k].Norm) {
		return true
	}
	return c.q.byName && scope.OwnedByOther(f, i, c.q.Names) || scope.AsideOfOther(f, i, c.q.Names)
}
