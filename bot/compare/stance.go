package compare

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/scope"
	"github.com/storybot/storybot/knowledge/text"
)

// stance is how a value stands in its sentence: what makes two values of a kind values of other things.
type stance struct {
	denied bool        // it is told that it was not this
	meant  bool        // it is wished, asked for or expected
	title  string      // the title of the person that it names, normal
	scope  scope.Scope // of a number
	held   scope.Held  // how its sentence holds it
	state  int         // in which a number counts people, as [scope.StateAt]
	other  bool        // it is told by the way of somebody else
	coming bool        // it is told as yet to come
	aside  bool        // it stands in a clause about somebody that has nothing of what is asked, or tells an age of another time
}

// stanceOf finds how the value of a sentence stands in it.
func (c *comparison) stanceOf(sentence string, v *Value) stance {
	f := c.q.annotate(sentence)
	from, to := valueWords(f, v)
	if from < 0 {
		return stance{}
	}
	x := stance{title: scope.TitleAt(f, from), meant: c.meantAt(f, from), coming: scope.ToCome(f, from), denied: scope.DeniedIn(f, from), aside: c.asideAt(f, from, to), other: c.aboutOther(f, from), held: scope.HeldAt(f, from, to)}
	if v.number != nil {
		x.scope, x.state = scope.Of(f, from, to, c.q.Names), scope.StateAt(f, from)
		x.scope.Part = x.scope.Part && v.number.Kind != text.AmountPercent // a share is always of a whole
	}
	return x
}

// valueWords are the words [from, to) of a value; from is -1 where they are not found.
func valueWords(f *text.Annotated, v *Value) (from, to int) {
	start := strings.Index(f.Text, v.Text)
	if v.number != nil {
		start = v.number.At.Start
	}
	if start < 0 {
		return -1, len(f.Words)
	}
	return scope.Words(f, text.Span{Start: start, End: start + len(v.Text)})
}

// meantAt reports whether word i is told as wished, asked for or expected, and not asked for as such.
func (c *comparison) meantAt(f *text.Annotated, i int) bool {
	for k := i - 1; k >= 0 && f.Words[k].Sentence == f.Words[i].Sentence; k-- {
		switch w := &f.Words[k]; {
		case f.Lang.Certainty.Future[w.Norm]: // "the tower that they plan will be 90 metres tall"
			return false
		case w.Name || c.q.Names(w.Norm):
		case f.Lang.Certainty.Meant[w.Norm], f.Lang.Certainty.Wishes[w.Norm] && k+1 < i && f.Words[i].Key[0] == '#' && f.Lang.Questions.Prepositions[f.Words[k+1].Norm]: // "had called for eight years"
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
	if x.aside && !y.aside || x.denied != y.denied || (x.meant || x.held.Await) != (y.meant || y.held.Await) && !(c.asksComing() && (x.coming || x.meant) && (y.coming || y.meant)) && c.day(t).Sub(c.day(best)).Abs() <= sameDays {
		return true
	}
	if x.title != "" && y.title != "" && c.q.Names(y.title) && !c.q.Names(x.title) { // who was the captain: no minister
		return true
	}
	if c.otherCase(t, best) || c.otherCase(best, t) || x.held.Apart(&y.held, scope.AsksDegree(c.q.annotate(c.asked.Question.Text)), c.alike) {
		return true
	}
	if t.Value.number == nil || best.Value.number == nil {
		return false
	}
	if x.coming && !y.coming && c.sameDays(t, best) && !c.asksComing() || c.unmatched(t, best) {
		return true
	}
	if c.narrower(t, best) || c.narrower(best, t) || (t.Value.number.Typed() || c.q.Want == choose.Money) && (c.otherDeed(t, best) || c.otherDeed(best, t)) {
		return true
	}
	return x.state != y.state && min(x.state, y.state) != scope.NoState || c.otherScope(&x, &y) || c.otherState(a) || c.otherCount(t, best) || t.Value.number.Typed() && c.otherMeasure(a, b)
}

// otherDeed reports whether the verb right before a number, or the noun before that, is none that is asked for, while that of the other is:
// what the state gave is not what it cost, and what a family pass costs not what a ride does.
func (c *comparison) otherDeed(t, best *Told) bool {
	verb := func(t *Told) (f *text.Annotated, k int) {
		f = c.q.annotate(c.lines[t.Line].Text)
		from, _ := valueWords(f, &t.Value)
		k = scope.BeforeRough(f, from)
		if from <= 0 || k < 0 || !f.Words[k].Content || !scope.PastForm(f.Lang, f.Words[k].Norm) && !c.q.Names(f.Words[k].Norm) || f.Words[k+1].Clause {
			return f, -1
		}
		return f, k
	}
	f, did := verb(t)
	g, done := verb(best)
	if did < 0 || done < 0 || !c.asks(g.Words[done].Key) {
		return false
	}
	if !c.asks(f.Words[did].Key) {
		return true
	}
	noun, has := scope.NounBefore(f, did), scope.Keys(f.Words)
	return noun != "" && !c.asks(noun) && slices.ContainsFunc(g.Words[g.ClauseStart(done):done], func(w text.Token) bool { return w.Content && c.asks(w.Key) && !has[w.Key] })
}

// asks reports whether a key may answer for a word of the question that is no name.
func (c *comparison) asks(key string) bool {
	return slices.ContainsFunc(c.q.Terms, func(t choose.Term) bool { return !t.Name && c.alike(key, c.q.key(t.Norm)) })
}

// narrower reports whether the less of two numbers counts only some of what the other one does: 27 women athletes of 64 athletes, 38 children
// of 61 people.
func (c *comparison) narrower(t, whole *Told) bool {
	if t.Value.number.Typed() || whole.Value.number.Typed() || t.Value.number.Value >= whole.Value.number.Value {
		return false
	}
	some, _ := c.thingsOf(t)
	all, _ := c.thingsOf(whole)
	if len(some) == 0 || len(all) == 0 {
		return false
	}
	class := func(key string) bool { return c.people()[key] }
	return class(some[0]) && some[0] != all[0] && (class(all[0]) || len(some) > 1 && some[1] == all[0] || c.focusOn(all[0]) && !c.focusOn(some[0]))
}

// people are the keys of the words for people, and of those of an age or a sex.
func (c *comparison) people() map[string]bool {
	keys := make(map[string]bool)
	for w := range c.lang.Questions.Plurals {
		keys[c.q.key(w)] = true
	}
	return keys
}

// otherScope reports whether two numbers are a part and a whole, or a day's and all.
func (c *comparison) otherScope(x, y *stance) bool {
	one, other := x.scope, y.scope
	if c.asksPart() {
		one.Part, other.Part = false, false
	}
	if !c.asksDeed() {
		one.Had, other.Had = false, false
	}
	return one != other
}

// asksDeed reports whether the question asks what was done, and not what there is: "how many workers were dismissed", "did it buy".
func (c *comparison) asksDeed() bool {
	q := &c.lang.Questions
	return slices.ContainsFunc(c.q.wordsOf(c.asked.Question.Text), func(w text.Word) bool { return scope.PastForm(c.lang, w.Norm) || q.Does[w.Norm] && q.Past[w.Norm] })
}

// otherCount reports whether the sentence that answers counts what is asked for and the other one neither that nor people.
func (c *comparison) otherCount(t, best *Told) bool {
	asked, _ := c.thingsOf(best)
	return !t.Value.number.Typed() && !c.countAlike(t, best) && slices.ContainsFunc(asked, c.focusOn)
}

// focusOn reports whether a key is that of the noun that is asked for: "how many runners".
func (c *comparison) focusOn(key string) bool {
	return slices.ContainsFunc(c.q.Terms, func(t choose.Term) bool { return t.Focus && c.q.key(t.Norm) == key })
}

// asksPart reports whether a part is asked for: "how many of the".
func (c *comparison) asksPart() bool {
	words := c.q.wordsOf(c.asked.Question.Text)
	for i := 1; i < len(words); i++ {
		if scope.Partitive(c.lang, words[i].Norm) && (c.lang.Questions.Many[words[i-1].Norm] || c.lang.Questions.Much[words[i-1].Norm]) {
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
		hasA, otherA := scope.Measure(c.q.annotate(a), first, second)
		hasB, otherB := scope.Measure(c.q.annotate(b), first, second)
		if hasA && otherB || hasB && otherA {
			return true
		}
	}
	return false
}
