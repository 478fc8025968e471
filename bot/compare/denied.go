package compare

import (
	"slices"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge/text"
)

// deniedKin is how near a sentence must come that denies what an older story has.
const deniedKin = 0.8

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
		if s.deniesWord(s.q.annotate(s.lines[i].Text)) && s.sameEvent(&is, s.best) {
			was := *s.best
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
		if w := &f.Words[k]; w.Content && s.keys[w.Key] && !s.q.Names(w.Norm) && !pastForm(f.Lang, w.Norm) && !f.CalendarWord(w) {
			return true
		}
	}
	return false
}
