package compare

import (
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/scope"
)

// successor is, where somebody is asked for, the sentence of a later story that puts somebody in the place of the one whom the sentence
// that answers names, and that older sentence: "In her place the club has appointed Sol Demba." It is nil where there is none.
func (s *slot) successor() []Told {
	switch {
	case s.past() || s.best.Value.names == nil || s.lang.Questions.Past[s.carries()] && !s.lang.Questions.Be[s.carries()]:
		return nil // who was elected stays so
	case s.q.Want != choose.Person && s.q.Want != choose.Name && s.q.Want != choose.Organisation:
		return nil
	}
	var found []Told
	for i := range s.lines {
		is := Told{Line: i, Story: s.lines[i].Story}
		if !s.day(s.best).Before(s.day(&is)) || found != nil && !s.day(&found[0]).Before(s.day(&is)) || !s.lang.Patterns.Succeeds.MatchString(s.lines[i].Text) ||
			!s.ofEvent(is.Story) || !s.sameEvent(is.Story, s.best.Story) {
			continue
		}
		line := s.lines[i].Text
		asked := s.q.NameShare(line) == 1 && s.q.Relation(line) > 0 // "took over as director of The Salt Road"
		if v, ok := s.q.newcomer(line, &s.best.Value); ok && (asked || s.tells(is.Story, &s.best.Value) && s.besides(i)) && !s.opens(i, &v) && !s.tells(s.best.Story, &v) {
			is.Value = v
			found = changed(is, *s.best, s.day(&is), s.day(s.best))
		}
	}
	return found
}

// besides reports whether a sentence, or the one before it, names whom the sentence that answers does.
func (s *slot) besides(i int) bool {
	has := func(i int) bool {
		keys := s.q.keysOf(s.lines[i].Text)
		for n := range s.best.Value.names {
			if keys[n] {
				return true
			}
		}
		return false
	}
	return has(i) || i > 0 && s.goesOn(i-1) && has(i-1)
}

// newcomer is the name in a sentence of one who takes the place of another: one that the other has not, and no name that says something.
func (r *reader) newcomer(sentence string, before *Value) (v Value, ok bool) {
	f := r.annotate(sentence)
	for _, t := range r.Things(sentence) {
		from, to := scope.Words(f, t.Span)
		if t.Sure < nameLow || from < 0 || r.speaker(f, from, to) || r.otherName(f, from, to) {
			continue
		}
		v = Value{Text: t.Of(sentence), sure: t.Sure, near: t.Near, kind: r.Want, names: make(map[string]bool)}
		for i := from; i < to; i++ {
			if w := &f.Words[i]; w.Upper && !r.lang.Names.Titles[w.Norm] {
				v.names[w.Key] = true
			}
		}
		if same, _ := v.same(before, time.Time{}); !same && len(v.names) > 0 && !scope.Replaced(f, from) {
			return v, true
		}
	}
	return v, false
}
