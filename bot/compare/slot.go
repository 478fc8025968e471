package compare

import (
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/quantity"
	"github.com/storybot/storybot/bot/compare/scope"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// slot is what the sentence that answers fills, and by which it is looked for in each of the other
// stories: there the sentence counts that comes nearest to what is asked and to that sentence,
// with a value of the same kind, whatever words it has and however low it ranks.
type slot struct {
	*comparison
	best   *Told
	keys   map[string]bool // of the words of the sentence that answers
	abouts map[int]float64 // of each story, what about says of it
	kins   map[int]float64 // of each line, what kin says of it
	times  float64         // how many times the other one a number of the same thing is at most
}

// Of a sentence, what its question's names, and a word in common with the sentence that answers, are
// worth beside what it has of the question.
const (
	kinNames  = 0.5
	kinWord   = 0.15
	kinWords  = 4
	kinAround = 0.8 // of what the sentences have that it leans on
)

// How much a story must be about what is asked, and how many of its bytes show that.
const (
	aboutAsked = 1.3
	unnamed    = 0.15 // what a question without names is worth, which a story cannot have all words of
	aboutReach = 800
)

// rivalTimes is how many times the other one a number of the same days is at most.
const rivalTimes = 4

// slotOf is what a sentence fills.
func (c *comparison) slotOf(best *Told) *slot {
	return &slot{
		comparison: c, best: best, times: rivalTimes, abouts: make(map[int]float64), kins: make(map[int]float64), keys: c.q.keysOf(c.lines[best.Line].Text),
	}
}

// answer is the sentence that answers best, with its value; ok is false where it has none that could be compared.
func (c *comparison) answer() (best Told, ok bool) {
	i := c.order[0]
	line := &c.lines[i]
	best = Told{Line: i, Story: line.Story}
	if best.Value, ok = c.q.value(line.Text); !ok {
		best.Value, ok = c.measured(line.Text)
	}
	if next := i + 1; !ok && next < len(c.lines) && c.lines[next].Story == line.Story && c.leans(c.lines[next].Text) { // "The boy is back. He was found in the tower."
		if v, told := c.q.value(c.lines[next].Text); told && c.q.Want != choose.Anything && c.q.Want != choose.Reason {
			best.Line, best.Value, ok, line = next, v, true, &c.lines[next]
		}
	}
	return best, ok && !c.articled(line.Text, &best.Value) && c.stories[line.Story].Label != knowledge.Opinion
}

// measured is the only number of a sentence that shows what it measures, where nothing in particular is asked for: "what does a
// ticket cost", "how strong was the wind".
func (c *comparison) measured(line string) (v Value, ok bool) {
	if c.q.Want != choose.Anything && c.q.Want != choose.MannerOf || c.polar() {
		return v, false
	}
	for _, n := range c.numbers(text.Cut(line, sentenceReach)) {
		if !n.Typed() || n.Hours > 0 || n.Left {
			continue
		}
		if ok {
			return Value{}, false
		}
		v, ok = Value{Text: n.At.Of(line), sure: 1, kind: c.q.Want, number: &n}, true
	}
	return v, ok
}

// about is how much a story, by its title and its beginning, is of what is asked and like that
// of the sentence that answers.
func (s *slot) about(story int) float64 {
	if score, known := s.abouts[story]; known {
		return score
	}
	head := s.topic(story).Head(aboutReach)
	own, _ := s.q.Shares(head)
	names := own
	if s.q.byName {
		names = s.nameShare(story, head)
	}
	likeness, _ := s.topic(story).Likeness(s.topic(s.best.Story))
	score := own + names + 2*likeness
	if !s.q.byName {
		score += unnamed
	}
	s.abouts[story] = score
	return score
}

// kin is how much a sentence, or it together with those around it, has of the question and of
// the sentence that answers.
func (s *slot) kin(i int) float64 {
	kin, known := s.kins[i]
	if !known {
		kin = s.kinOf(s.lines[i].Text)
		if around := s.around(i); len(around) > 1 {
			kin = max(kin, kinAround*s.kinOf(around...))
		}
		s.kins[i] = kin
	}
	return kin
}

// kinOf is that of lines taken together.
func (s *slot) kinOf(lines ...string) float64 {
	shared := 0
	for k := range s.keys {
		if slices.ContainsFunc(lines, func(line string) bool { return s.q.keysOf(line)[k] }) {
			shared++
		}
	}
	relation, names := s.q.shares(lines...)
	return relation + kinNames*names + kinWord*float64(min(shared, kinWords))
}

// ownKin is what a sentence has by itself; one that names somebody is also taken by what
// the next tells of who "he" is.
func (s *slot) ownKin(i int) float64 {
	own := s.kinOf(s.lines[i].Text)
	if (s.q.Want == choose.Person || s.q.Want == choose.Name) && s.goesOn(i) {
		if words := s.q.wordsOf(s.lines[i+1].Text); len(words) > 0 && s.lang.Pronouns.Subjects[words[0].Norm] {
			own = max(own, s.kinOf(s.lines[i+1].Text))
		}
	}
	return own
}

// relationAround is how much of the question's verb and nouns a sentence has with those around it.
func (s *slot) relationAround(i int) float64 {
	relation, _ := s.q.shares(s.around(i)...)
	return relation
}

// around is a sentence with the one that it leans on and the one that leans on it.
func (s *slot) around(i int) []string {
	around := s.upTo(i)
	if s.goesOn(i) && s.leans(s.lines[i+1].Text) {
		around = append(around, s.lines[i+1].Text)
	}
	return around
}

// upTo is a sentence with the one before it that it leans on.
func (s *slot) upTo(i int) []string {
	line := s.lines[i].Text
	if i > 0 && s.goesOn(i-1) && s.leans(line) {
		return []string{s.lines[i-1].Text, line}
	}
	return []string{line}
}

// goesOn reports whether the line after i is of the same story.
func (s *slot) goesOn(i int) bool {
	return i+1 < len(s.lines) && s.lines[i+1].Story == s.lines[i].Story
}

// leans reports whether a sentence speaks of what the one before it names.
func (c *comparison) leans(line string) bool {
	words := c.q.wordsOf(line)
	return c.q.numbered(line) && scope.CountsOnly(c.q.annotate(line)) || len(words) > 0 && (c.lang.Pronouns.Leaning[words[0].Norm] || c.lang.Questions.Determiners[words[0].Norm]) || slices.ContainsFunc(words, func(w text.Word) bool {
		return c.lang.Pronouns.Opening[w.Norm]
	})
}

// found are the sentences of a story with a value that may fill the slot, as near as such values need, those with
// names as near as that too; all is how many values there are, where all of them are counted.
func (s *slot) found(story int, named float64, counted bool) (found []Told, all int) {
	found, all = s.nearIn(story, named, counted)
	return slices.DeleteFunc(found, func(t Told) bool {
		return (t.Value.number == nil || t.Value.number.Value != 0) && s.otherThing(&t, s.best)
	}), all
}

// nearIn is found before the sentences that tell of something else are left out.
func (s *slot) nearIn(story int, named float64, counted bool) (found []Told, all int) {
	said := s.stories[story].Published
	for i := range s.lines {
		if s.lines[i].Story != story {
			continue
		}
		if s.best.Value.names != nil && s.kin(i) < max(named, s.best.Value.needs()) {
			continue
		}
		for _, v := range s.values(i) {
			if _, comparable := v.sameAs(&s.best.Value, said); !comparable {
				continue
			}
			t := Told{Line: i, Story: story, Value: v}
			t.score = s.stateKin(&t)
			if !counted && t.score < v.needs() {
				continue
			}
			if v.names != nil && s.ownKin(i) == 0 || counted && v.date != (quantity.Date{}) && s.asksComing() && s.relationAround(i) == 0 || v.number != nil && s.otherState(s.lines[i].Text) || !s.past() && s.otherTime(said, s.around(i)...) {
				continue
			}
			if s.day(&t).After(s.day(s.best)) && s.yetToCome(&t) {
				continue
			}
			if all++; t.score >= v.needs() {
				found = append(found, t)
			}
		}
	}
	return found, all
}

// stateKin is how near a sentence with its value comes, with what it gains by a state: "police count 23 dead".
func (s *slot) stateKin(t *Told) float64 {
	if t.Value.number != nil && s.sameState(s.lines[t.Line].Text) && s.names(t.Story) >= namesMost {
		return s.kin(t.Line) + stateGain
	}
	return s.kin(t.Line)
}

// stateGain is how much nearer a number comes that counts people in the state asked for, in a story that has the question's names.
const stateGain = 0.7

// sameState reports whether a sentence counts people in a state that the question names.
func (c *comparison) sameState(line string) bool {
	asked := c.states(c.asked.Question.Text)
	return slices.ContainsFunc(c.states(line), func(state int) bool { return slices.Contains(asked, state) })
}

// needs is how near a sentence must come with such a value: most where it shows least of what it is.
func (v *Value) needs() float64 {
	switch {
	case v.number != nil && v.number.Typed():
		return 0.4
	case v.number != nil:
		return 0.8
	case v.names != nil:
		return 0.6
	}
	return 0.5
}

// values are what a sentence gives that may fill the slot.
func (s *slot) values(i int) []Value {
	line := text.Cut(s.lines[i].Text, sentenceReach)
	if s.best.Value.number == nil || s.q.Want == choose.Age {
		v, ok := s.q.value(line)
		if !ok || v.date != (quantity.Date{}) && v.date.Month == 0 || s.articled(line, &v) || s.opens(i, &v) {
			return nil
		}
		return []Value{v}
	}
	var list []Value
	for _, n := range s.numbers(line) {
		if !n.Left && !n.Far(s.best.Value.number, s.times) {
			list = append(list, Value{Text: n.At.Of(line), kind: s.best.Value.kind, number: &n, sure: 1})
		}
	}
	if list == nil && !s.best.Value.number.Typed() && s.sameState(line) {
		if n := s.none(line); n != nil {
			list = append(list, Value{Text: n.At.Of(line), kind: s.best.Value.kind, number: n, sure: 1})
		}
	}
	return list
}

// none is the number of a sentence that begins by telling that nobody, or none, is in a state in which people are counted;
// nil where it does not.
func (c *comparison) none(line string) *quantity.Number {
	f := c.q.annotate(line)
	for i := range f.Words[:min(len(f.Words), noneWords)] {
		w := &f.Words[i]
		if f.Lang.Polarity.Denials[w.Norm] && !f.Lang.Polarity.Not[w.Norm] && (i+1 == len(f.Words) || f.Words[i+1].Key[0] != '#') {
			return &quantity.Number{Kind: text.AmountPlain, At: w.At}
		}
		if !f.Lang.Clauses.And[w.Norm] && !f.Lang.Clauses.Begin[w.Norm] {
			return nil
		}
	}
	return nil
}

// noneWords is within how many words of its sentence the word for none stands that counts.
const noneWords = 2

// opens reports whether a value is the first word of its sentence, which has a capital be it a name or not, and is in
// no sentence of its story a name.
func (s *slot) opens(i int, v *Value) bool {
	words := s.q.wordsOf(s.lines[i].Text)
	return len(words) > 0 && v.names != nil && !v.common && v.Text == words[0].Of(s.lines[i].Text) && !s.topic(s.lines[i].Story).Named(words[0].Norm)
}

// articled reports whether an article stands before a name that is a place only by the word before that: "in the
// Nouvelle Vague".
func (c *comparison) articled(s string, v *Value) bool {
	at := strings.Index(s, v.Text)
	if v.kind != choose.Place || v.sure > placeSure || at < 0 {
		return false
	}
	before := c.lang.Words(s[:at])
	return len(before) > 0 && c.lang.Questions.Determiners[before[len(before)-1].Norm]
}

// tellsReach is how many bytes of a story are read for what it tells.
const tellsReach = 8000

// numbers are those of a text that count or measure something.
func (c *comparison) numbers(s string) []quantity.Number {
	if !c.q.numbered(s) {
		return nil
	}
	var list []quantity.Number
	f, states, measured := c.q.annotate(s), c.states(c.asked.Question.Text), c.q.measureAsked()
	for i := range f.Amounts {
		if n, ok := quantity.NumberAt(f, i); ok && !c.q.label(f, i) && (measured == "" || n.Unit == measured) && (n.Kind != text.AmountPlain || !scope.OtherTally(f, i, states)) {
			list = append(list, n)
		}
	}
	return list
}

// content is all that a story tells, read once.
type content struct {
	text    string // its title and its text
	numbers []quantity.Number
	keys    map[string]bool // of its words
}

func (c *comparison) contentOf(story int) *content {
	t := c.contents[story]
	if t == nil {
		s := &c.stories[story]
		t = &content{text: text.Cut(s.Title+". "+s.Text, tellsReach), keys: make(map[string]bool)}
		f := c.lang.Annotate(t.text, tellsReach)
		for i := range f.Amounts {
			if n, ok := quantity.NumberAt(f, i); ok && (c.q.Reader == nil || !scope.InName(f, &f.Amounts[i], c.q.annotate(c.q.Text))) {
				n.Value, n.Most = f.Amounts[i].Value, 0
				t.numbers = append(t.numbers, n)
			}
		}
		for i := range f.Words {
			t.keys[f.Words[i].Key], t.keys[c.q.key(f.Words[i].Norm)] = true, true
		}
		c.contents[story] = t
	}
	return t
}

// tells reports whether a story has a value anywhere.
func (c *comparison) tells(story int, v *Value) bool {
	t := c.contentOf(story)
	switch {
	case v.number != nil:
		return slices.ContainsFunc(t.numbers, func(n quantity.Number) bool {
			n.Kind, n.Unit = v.number.Kind, v.number.Unit
			same, _ := n.Same(v.number)
			return same
		})
	case v.names != nil:
		for n := range v.names {
			if t.keys[n] {
				return true
			}
		}
		return false
	}
	return slices.ContainsFunc(c.lang.Sentences(t.text), func(span text.Span) bool {
		d, ok := c.q.value(span.Of(t.text))
		same, comparable := d.same(v, c.stories[story].Published)
		return ok && same && comparable
	})
}

// oldDays is how many days before its story a time ends that is not of its days.
const oldDays = 45

// ofOld reports whether a sentence tells of a time long before its story that the sentence which
// answers does not name: "in 1974", "last year".
func (s *slot) ofOld(t *Told) bool {
	around := strings.Join(s.upTo(t.Line), " ")
	if at := strings.Index(around, t.Value.Text); at >= 0 { // what stands behind a semicolon is told by itself
		from := strings.LastIndexByte(around[:at], ';') + 1
		to := strings.IndexByte(around[at:], ';')
		if to < 0 {
			to = len(around) - at
		}
		around = around[from : at+to]
	}
	return slices.ContainsFunc(s.q.whensOf(around, s.day(t)), func(w text.When) bool {
		if w.Last.IsZero() || s.day(t).Sub(w.Last) < oldDays*24*time.Hour || !w.Absolute && s.month(w.Of(around)) {
			return false // "20 December" without a year may be to come
		}
		return !slices.ContainsFunc(s.q.whensOf(s.lines[s.best.Line].Text, s.day(s.best)), func(o text.When) bool { return o.First.Before(w.Last) && w.First.Before(o.Last) })
	})
}

func (c *comparison) month(s string) bool {
	return slices.ContainsFunc(c.lang.Words(s), func(w text.Word) bool { return c.lang.Month(w.Norm) })
}
