package compare

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge/text"
)

// stance is how a value stands in its sentence: what makes two values of a kind values of other things.
type stance struct {
	part   bool   // of a whole that is named: three of the seven
	rate   string // the key of the unit of time in which it is so much: 40,000 a day
	denied bool   // it is told that it was not this
	meant  bool   // it is wished, asked for or expected
	title  string // the title of the person that it names, normal
	aside  bool   // it stands in a clause about somebody that has nothing of what is asked, or tells an age of another time
}

// stanceOf finds how the value of a sentence stands in it.
func (c *comparison) stanceOf(sentence string, v *Value) stance {
	f := c.q.annotate(sentence)
	from, to := valueWords(f, v)
	if from < 0 {
		return stance{}
	}
	return stance{part: partAt(f, to), title: titleAt(f, from), rate: rateAt(f, to), meant: c.meantAt(f, from), denied: deniedIn(f, from), aside: c.asideAt(f, from, to)}
}

// valueWords are the words [from, to) of a value; from is -1 where they are not found.
func valueWords(f *text.Annotated, v *Value) (from, to int) {
	start := strings.Index(f.Text, v.Text)
	if v.number != nil {
		start = v.number.at.Start
	}
	from = -1
	for i := range f.Words {
		switch w := &f.Words[i]; {
		case w.At.End <= start:
		case w.At.Start >= start+len(v.Text) && start >= 0:
			return from, i
		case from < 0 && start >= 0:
			from = i
		}
	}
	return from, len(f.Words)
}

// deniedIn reports whether the clause of word i denies before it: "no reopening on Friday".
func deniedIn(f *text.Annotated, i int) bool {
	for k := i - 1; k >= f.ClauseStart(i); k-- {
		if p := &f.Lang.Polarity; (p.No[f.Words[k].Norm] || p.Not[f.Words[k].Norm]) && f.DeniesAt(k) {
			return true
		}
	}
	return false
}

// titleAt is the title with which the name at word i begins, or that stands before it.
func titleAt(f *text.Annotated, i int) string {
	for k := i; k >= max(0, i-1); k-- {
		if f.Lang.Names.Titles[f.Words[k].Norm] {
			return f.Words[k].Norm
		}
	}
	return ""
}

// partAt reports whether what ends before word i is a part of what word i goes on with: "of the seven men".
func partAt(f *text.Annotated, i int) bool {
	if i+1 >= len(f.Words) || !partitive(f.Lang, f.Words[i].Norm) || f.Words[i].Clause {
		return false
	}
	next := &f.Words[i+1]
	return f.Lang.Questions.Determiners[next.Norm] || f.Lang.Pronouns.Leaning[next.Norm] || next.Key[0] == '#'
}

// partitive reports whether a word joins a number to that of which it is a part.
func partitive(l *text.Language, norm string) bool {
	return l.Numbers.Ratios[norm] && !l.Names.Located[norm]
}

// rateWords is how many words behind a number tell in what time it is so much.
const rateWords = 4

// rateAt is the key of the unit of time behind an article near word i, where no preposition stands before that; empty: none is.
func rateAt(f *text.Annotated, i int) string {
	for k := i; k+1 < min(len(f.Words), i+rateWords); k++ {
		w := &f.Words[k]
		if w.Clause || w.Sentence != f.Words[k+1].Sentence {
			return ""
		}
		if (f.Lang.Questions.Determiners[w.Norm] || f.Lang.Numbers.Ratios[w.Norm]) && f.Lang.Calendar.Units[f.Words[k+1].Norm] && (k == i || f.Words[k-1].Content) {
			return f.Words[k+1].Key
		}
	}
	return ""
}

// meantAt reports whether word i is told as wished, asked for or expected, and not asked for as such.
func (c *comparison) meantAt(f *text.Annotated, i int) bool {
	for k := i - 1; k >= 0 && f.Words[k].Sentence == f.Words[i].Sentence; k-- {
		switch w := &f.Words[k]; {
		case f.Lang.Certainty.Future[w.Norm]: // "the tower that they plan will be 90 metres tall"
			return false
		case f.Lang.Certainty.Meant[w.Norm] && !w.Name && !c.q.Names(w.Norm):
			return true
		}
	}
	return false
}

// asideAt reports whether words [i, to) stand in a relative clause without any of what is asked, or are an age at
// a time that is told by a clause behind it.
func (c *comparison) asideAt(f *text.Annotated, i, to int) bool {
	if c.q.Want == choose.Age {
		for k := to; k < min(len(f.Words), to+2) && !f.Words[k].Clause; k++ {
			if f.Lang.Clauses.Begin[f.Words[k].Norm] {
				return true
			}
		}
	}
	for k := i; k >= 0 && f.Words[k].Sentence == f.Words[i].Sentence; k-- {
		if f.Lang.Clauses.Relative[f.Words[k].Norm] {
			end := min(f.ClauseEnd(to), len(f.Words))
			return c.q.Relation(f.Text[f.Words[k].At.Start:f.Words[end-1].At.End]) == 0
		}
		if f.Words[k].Clause {
			return false
		}
	}
	return false
}

// otherThing reports whether a sentence gives its value for another thing than the one that answers: a part and a
// whole, a day's and all, what was wished and what came, another state of people, another measure of a name, another office.
func (c *comparison) otherThing(t, best *Told) bool {
	a, b := c.lines[t.Line].Text, c.lines[best.Line].Text
	x, y := c.stanceOf(a, &t.Value), c.stanceOf(b, &best.Value)
	if x.aside && !y.aside || x.denied != y.denied || x.meant != y.meant && c.day(t).Sub(c.day(best)).Abs() <= sameDays {
		return true
	}
	if x.title != "" && y.title != "" && c.q.Names(y.title) && !c.q.Names(x.title) { // who was the captain: no minister
		return true
	}
	if t.Value.number == nil || best.Value.number == nil {
		return false
	}
	return x.part != y.part && !c.asksPart() || x.rate != y.rate || c.otherState(a) || c.otherCount(t, best) || t.Value.number.typed() && c.otherMeasure(a, b)
}

// otherCount reports whether the sentence that answers counts what is asked for and the other one neither that nor people.
func (c *comparison) otherCount(t, best *Told) bool {
	asked, _ := c.thingsOf(best)
	return !t.Value.number.typed() && !c.countAlike(t, best) && len(asked) > 0 && slices.ContainsFunc(c.q.Terms, func(term choose.Term) bool { return term.Focus && slices.Contains(asked, c.q.key(term.Norm)) })
}

// asksPart reports whether a part is asked for: "how many of the".
func (c *comparison) asksPart() bool {
	words := c.q.wordsOf(c.asked.Question.Text)
	for i := 1; i < len(words); i++ {
		if partitive(c.lang, words[i].Norm) && (c.lang.Questions.Many[words[i-1].Norm] || c.lang.Questions.Much[words[i-1].Norm]) {
			return true
		}
	}
	return false
}

// otherMeasure reports whether the question names a measure by two words, "operating profit", of which one sentence
// has both and the other one the second behind another word.
func (c *comparison) otherMeasure(a, b string) bool {
	words := c.q.wordsOf(c.asked.Question.Text)
	for i := 1; i < len(words); i++ {
		of, noun := &words[i-1], &words[i]
		if of.Stop() || noun.Stop() || of.Upper || noun.Upper || of.Number || noun.Number {
			continue
		}
		first, second := c.q.key(of.Norm), c.q.key(noun.Norm)
		hasA, otherA := c.measureIn(a, first, second)
		hasB, otherB := c.measureIn(b, first, second)
		if hasA && otherB || hasB && otherA {
			return true
		}
	}
	return false
}

// measureIn reports whether a sentence has a noun behind a word, and whether it has it behind another one only.
func (c *comparison) measureIn(s, of, noun string) (has, other bool) {
	f := c.q.annotate(s)
	for i := 1; i < len(f.Words); i++ {
		if w, before := &f.Words[i], &f.Words[i-1]; w.Key == noun && !w.Clause && before.Content && !before.Upper && before.Key[0] != '#' {
			has, other = has || before.Key == of, other || before.Key != of
		}
	}
	return has, other && !has
}
