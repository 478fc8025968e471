package compare

import (
	"slices"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/scope"
	"github.com/storybot/storybot/bot/compare/topic"
	"github.com/storybot/storybot/knowledge/text"
)

// history is what the stories of the event say of what is asked: now and what that has replaced, or, where another
// time is asked for, then. It is nil where nothing is replaced, or the sentence that answers is of then.
func (c *comparison) history() []Told {
	best, ok := c.answer()
	s := c.slotOf(&best)
	s.times = grownTimes
	if denied := s.deniedSince(); denied != nil {
		return denied
	}
	if !ok {
		return s.overtaken()
	}
	if pair := s.inPlace(); pair != nil {
		return pair
	}
	if pair := s.successor(); pair != nil {
		return pair
	}
	told := []Told{best}
	for story := range c.stories {
		if !s.ofEvent(story) {
			continue
		}
		if t := s.toldIn(story); t != nil {
			told = append(told, *t)
		}
	}
	slices.SortStableFunc(told, func(a, b Told) int { return c.day(&a).Compare(c.day(&b)) })
	if c.past() {
		return s.toldThen(told)
	}
	return s.lastOf(told)
}

// ofEvent reports whether another story is of the event, on whatever day.
func (s *slot) ofEvent(story int) bool {
	t := Told{Story: story}
	near := s.day(&t).Sub(s.day(s.best)).Abs() <= topic.Days*24*time.Hour
	return story != s.best.Story && (near || s.sameEvent(story, s.best.Story)) &&
		s.names(story) >= namesLow*s.names(s.best.Story) && s.about(story) >= aboutAsked
}

// openKin is how near two sentences must come of which one has overtaken the other, where no value shows it.
const openKin = 1.05

// polarOvertaken is how much of a question that asks for yes or no a sentence must have to overtake another.
const polarOvertaken = 0.5

// asksState reports whether a question asks what something is by now: "what is the alert level", and not "which virus" or "what was".
func (c *comparison) asksState() bool {
	words := c.q.wordsOf(c.asked.Question.Text)
	return len(words) > 1 && c.lang.Questions.Be[words[1].Norm] && !c.lang.Questions.Past[words[1].Norm]
}

// overtaken is, where nothing can be compared, the sentence that answers and one of another day, of which the later tells of
// a change; nil where there are none.
func (s *slot) overtaken() []Told {
	if open := s.lang.Patterns.OpenCause; s.asksCause() && open.MatchString(s.lines[s.best.Line].Text) {
		return nil // what else is told in the meantime is no cause
	}
	if s.past() || !s.asksNow() || s.q.Want != choose.Anything && s.q.Want != choose.MannerOf || s.kin(s.best.Line) < openKin ||
		!s.asksState() && slices.ContainsFunc(s.q.Terms, func(t choose.Term) bool { return t.Focus }) { // "which virus" asks for no state of things
		return nil
	}
	done := slices.ContainsFunc(s.q.Terms, func(t choose.Term) bool { // "what is she owed" asks of what has to do with that
		return !t.Name && scope.PastForm(s.lang, t.Norm) && !s.lang.Questions.Weak[t.Norm]
	})
	var found []Told
	for i := range s.lines {
		is, was := Told{Line: i, Story: s.lines[i].Story}, *s.best
		if !s.ofEvent(is.Story) || s.names(is.Story) < namesMost || s.names(was.Story) < namesMost || s.kin(i) < openKin || s.polar() && s.q.Relation(s.lines[i].Text) < polarOvertaken {
			continue
		}
		if s.day(&is).Before(s.day(&was)) {
			is, was = was, is
		}
		if done && min(s.q.Relation(s.lines[is.Line].Text), s.q.Relation(s.lines[was.Line].Text)) == 0 || s.day(&is).Equal(s.day(&was)) || s.sameDays(&was, &is) || !s.sameEvent(is.Story, was.Story) || !s.tellsOfChange(&is, &was) ||
			found != nil && s.day(&found[0]).After(s.day(&is)) {
			continue
		}
		found = changed(is, was, s.day(&is), s.day(&was))
	}
	return found
}

// inPlace is what the sentence behind the one that answers puts in the place of what that takes back and an older story
// has: "The jury has withdrawn its award to Ada Quist. The prize now goes to Ben Marsh." It is nil where there is nothing.
func (s *slot) inPlace() []Told {
	i := s.best.Line
	changes := func(i int) bool { return s.changes(s.lang.Patterns.Changed, s.lines[i].Text) }
	if s.past() || !s.goesOn(i) || !changes(i) || !changes(i+1) || s.kinOf(s.lines[i+1].Text) == 0 {
		return nil
	}
	v, ok := s.q.value(s.lines[i+1].Text)
	if same, comparable := v.sameAs(&s.best.Value, s.day(s.best)); !ok || same || !comparable || s.opens(i+1, &v) {
		return nil
	}
	for k := range s.lines {
		was := Told{Line: k, Story: s.lines[k].Story}
		if !s.day(&was).Before(s.day(s.best)) || !s.ofEvent(was.Story) || s.tells(was.Story, &v) || s.kin(k) < v.needs() {
			continue
		}
		was.Value, _ = s.q.value(s.lines[k].Text)
		if same, _ := was.Value.sameAs(&s.best.Value, s.day(&was)); same {
			return changed(Told{Line: i + 1, Story: s.best.Story, Value: v}, was, s.day(s.best), s.day(&was))
		}
	}
	return nil
}

// changed are two sentences of which the first has replaced the second, with the days since when they were told.
func changed(is, was Told, since, before time.Time) []Told {
	is.State, is.Since, is.Of = Latest, since, 2
	was.State, was.Since, was.Of = Superseded, before, 2
	return []Told{is, was}
}

// toldThen is, of what was told in the order of its days, the first or the last by then; nil where
// the sentence that answers is of then itself.
func (s *slot) toldThen(told []Told) []Told {
	then := told[0]
	if !s.asked.First {
		told = s.knownThen(told)
		if len(told) == 0 {
			return nil
		}
		then = told[len(told)-1]
	}
	if then.Story == s.best.Story || !s.sameEvent(then.Story, s.best.Story) {
		return nil
	}
	then.Since, then.Of = s.day(&then), 2
	return []Told{then}
}

// grownTimes is by how many times a number may grow or shrink as the days go by.
const grownTimes = 10

// retoldLoss is how much less near a value counts that an older story tells.
const retoldLoss = 0.5

// toldIn is the sentence of a story that comes nearest to the slot, one with a value of its own before one that
// tells again what an older story has; nil: none comes near.
func (s *slot) toldIn(story int) *Told {
	named := nameKin
	if s.q.Want == choose.Place {
		named = placeKin
	}
	found, _ := s.found(story, named, false)
	var top *Told
	for i := range found {
		t := &found[i]
		if len(found) > 1 && s.toldOlder(t) {
			t.score -= retoldLoss
		}
		if top == nil || t.score > top.score {
			top = t
		}
	}
	if top == nil || s.ofOld(top) {
		return nil
	}
	return top
}

// toldOlder reports whether an older story of the event tells a value.
func (s *slot) toldOlder(t *Told) bool {
	for story := range s.stories {
		if story != t.Story && s.stories[story].Published.Before(s.day(t)) && s.about(story) >= aboutAsked && s.tells(story, &t.Value) {
			return true
		}
	}
	return false
}

// lastOf is, of what was told in the order of its days, the last and what it has replaced.
func (s *slot) lastOf(told []Told) []Told {
	is := told[len(told)-1]
	is.Since = s.day(&is)
	for k := len(told) - 2; k >= 0; k-- {
		was := told[k]
		same, comparable := is.Value.sameAs(&was.Value, s.day(&was))
		if same {
			is.Since = s.day(&was)
		}
		if same || !comparable || !s.day(&was).Before(s.day(&is)) || s.near(was.Story, is.Story) && !s.tellsOfChange(&is, &was) ||
			s.tells(was.Story, &is.Value) || !s.replaced(&is, &was) {
			continue
		}
		was.Since = s.day(&was)
		is.State, was.State = Latest, Superseded
		is.Of, was.Of = len(told), len(told)
		return []Told{is, was}
	}
	return nil
}

// replaced reports whether the later of two values stands for the earlier one: the nearer both come to what is
// asked the less does it take that its story tells of a change, and that it knows the earlier one.
func (s *slot) replaced(is, was *Told) bool {
	if !s.sameEvent(is.Story, was.Story) || !s.agrees(s.best, []Told{*is, *was}) {
		return false // of another event, or of another thing
	}
	if n := is.Value.number; n != nil && n.Value == 0 {
		return s.names(is.Story) >= namesMost*s.names(was.Story)
	}
	if n := is.Value.number; n != nil && (n.Far(was.Value.number, s.times) || s.grewOlder(is, was)) {
		return false
	}
	signs := 0
	if s.tellsOfChange(is, was) {
		signs++
	}
	if s.tells(is.Story, &was.Value) {
		signs++
	}
	low := min(s.stateKin(is), s.stateKin(was))
	switch v := &is.Value; {
	case v.number != nil && v.number.Typed():
		return low >= [...]float64{0.75, 0.7, 0.55}[signs]
	case v.number != nil:
		return low >= [...]float64{1.3, 1, 0.7}[signs] && s.countAlike(is, was)
	case v.kind == choose.Place && s.tellsOfChange(is, was):
		return low >= placeKin
	case v.names != nil:
		return signs > 0 && low >= nameKin
	}
	if signs > 0 && s.cameAbout(is, was) {
		return low >= cameKin
	}
	return low >= 0.8
}

// cameKin is how near two sentences must come of which one tells when what the other one has planned came about.
const cameKin = 0.6

// cameAbout reports whether the earlier of two days was planned, the later one is told as over, and the question asks when it was.
func (c *comparison) cameAbout(is, was *Told) bool {
	coming := func(t *Told) bool {
		return slices.ContainsFunc(c.q.wordsOf(c.lines[t.Line].Text), func(w text.Word) bool { return c.lang.Certainty.Future[w.Norm] })
	}
	return c.lang.Questions.Past[c.carries()] && coming(was) && !coming(is)
}

// grewOlder reports whether two ages are of one who has grown older in the meantime, which is no news.
func (s *slot) grewOlder(is, was *Told) bool {
	if s.q.Want != choose.Age {
		return false
	}
	grown := is.Value.number.Value - was.Value.number.Value
	return grown >= 0 && grown <= 1+s.day(is).Sub(s.day(was)).Hours()/(365*24)
}

// How near two sentences must come whose names are of one thing: a place, or anything else.
const (
	placeKin = 1.0
	nameKin  = 1.8
)

// countAlike reports whether two numbers count things of one word, or people.
func (c *comparison) countAlike(is, was *Told) bool {
	a, people := c.thingsOf(is)
	b, others := c.thingsOf(was)
	if people || others || len(a) == 0 || len(b) == 0 {
		return true
	}
	groups := c.lang.Meaning.Synonyms.Of
	return slices.ContainsFunc(a, func(k string) bool {
		return slices.ContainsFunc(b, func(o string) bool {
			return k == o || slices.ContainsFunc(groups[k], func(g int) bool { return slices.Contains(groups[o], g) })
		})
	})
}

// countedWords is how many words behind a number tell what it counts.
const countedWords = 3

// thingsOf are the keys of what a number counts, and whether that is people.
func (c *comparison) thingsOf(t *Told) (keys []string, people bool) {
	f := c.q.annotate(c.lines[t.Line].Text)
	for i := range f.Words {
		w := &f.Words[i]
		if w.At.Start < t.Value.number.At.End {
			continue
		}
		if !w.Content || w.Clause || len(keys) == countedWords {
			break
		}
		keys = append(keys, w.Key)
		people = people || c.lang.Questions.Plurals[w.Norm]
	}
	return keys, people
}

// deniedKin is how near a sentence must come that denies what an older story has.
const deniedKin = 0.8

// barelyWords is how many words a sentence has at most that only says what something was not.
const barelyWords = 6

// deniedSince finds, where what is asked for is told by a noun or a name, the sentence of a later story that says in so many words
// that it was not what the sentence which answers has: "it was chlorine and not ammonia". It is nil where there is none.
func (s *slot) deniedSince() []Told {
	switch s.q.Want {
	case choose.Anything, choose.Member, choose.Person, choose.Organisation, choose.Place, choose.Name, choose.Reason:
	default:
		return nil
	}
	if s.past() || s.polar() {
		return nil
	}
	var found []Told
	for i := range s.lines {
		is := Told{Line: i, Story: s.lines[i].Story}
		if !s.day(s.best).Before(s.day(&is)) || found != nil && !s.day(&found[0]).Before(s.day(&is)) ||
			!slices.ContainsFunc(s.q.wordsOf(s.lines[i].Text), func(w text.Word) bool { return s.lang.Polarity.Not[w.Norm] }) ||
			!s.ofEvent(is.Story) || s.kin(i) < deniedKin {
			continue
		}
		if s.deniesWord(s.q.annotate(s.lines[i].Text)) && s.sameEvent(is.Story, s.best.Story) {
			was := *s.best
			if s.goesOn(i) && len(s.q.wordsOf(s.lines[i].Text)) <= barelyWords && s.kinOf(s.lines[i+1].Text) > 0 {
				is.Line++ // "It was not glass. The crystals were salt."
			}
			is.Since, is.State, is.Of = s.day(&is), Latest, 2
			was.Since, was.State, was.Of, was.Value = s.day(&was), Superseded, 2, Value{}
			found = []Told{is, was}
		}
	}
	return found
}

// deniesWord reports whether a text says of a word of the sentence that answers, and of none of the question, that it is not so.
func (s *slot) deniesWord(f *text.Annotated) bool {
	for i := 1; i+1 < len(f.Words); i++ {
		before, k := f.Words[i-1].Norm, i+1
		if !f.Lang.Polarity.Not[f.Words[i].Norm] || !f.Lang.Questions.Be[before] && !f.Lang.Clauses.And[before] {
			continue // "not with the Astros" denies no Astros
		}
		if f.Lang.Questions.Determiners[f.Words[k].Norm] {
			k++
		}
		if k == len(f.Words) || f.Words[k].Clause {
			continue
		}
		if w := &f.Words[k]; w.Content && s.keys[w.Key] && !s.q.Names(w.Norm) && !scope.PastForm(f.Lang, w.Norm) && !f.CalendarWord(w) {
			return true
		}
	}
	return false
}
