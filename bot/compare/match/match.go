// Package match finds what shows that two sentences of the same days give their values for two things: other names in the place of
// those that are asked for, other times, or something else that one of them begins with.
package match

import (
	"slices"

	"github.com/storybot/storybot/bot/compare/scope"
	"github.com/storybot/storybot/knowledge/text"
)

// Side is one of two sentences, with the value that it gives.
type Side struct {
	F        *text.Annotated
	From, To int             // the words of its value
	Lead     *text.Annotated // the sentence that it leans on; nil: it leans on none
	Story    map[string]bool // the keys of the words of its story
	Whens    []text.When     // the times that it names
}

// Asked is the question, and how its words are compared with others.
type Asked struct {
	F      *text.Annotated
	Alike  func(key, other string) bool           // they may answer for one another
	Speaks func(f *text.Annotated, from int) bool // the name that begins there says what is told
}

// Apart reports whether two sentences with numbers tell of two things.
func (q *Asked) Apart(x, y *Side) bool {
	return q.replaced(x, y) || q.replaced(y, x) || q.fronted(x, y) || q.fronted(y, x) || q.ofOther(x, y) || q.ofOther(y, x) || apartInTime(x, y)
}

// asks reports whether the question has a word that may answer for a key.
func (q *Asked) asks(key string) bool {
	return slices.ContainsFunc(q.F.Words, func(w text.Token) bool { return w.Content && q.Alike(w.Key, key) })
}

// has reports whether a sentence, or the one that it leans on, has a word with a key.
func (s *Side) has(key string) bool {
	with := func(w text.Token) bool { return w.Key == key }
	return slices.ContainsFunc(s.F.Words, with) || s.Lead != nil && slices.ContainsFunc(s.Lead.Words, with)
}

// tells reports whether word i tells something but its value, a number, a time, that something is said, or who says it.
func (q *Asked) tells(s *Side, i int) bool {
	w := &s.F.Words[i]
	return (i < s.From || i >= s.To) && w.Content && w.Key[0] != '#' && !s.F.CalendarWord(w) && !s.F.Lang.Meaning.Saying[w.Norm] && !(w.Name && q.Speaks(s.F, i))
}

// strange reports whether word i is one of which neither the question nor the story of the other sentence knows; the name of a street or
// the like is not, unless the question has one: it is within what that names.
func (q *Asked) strange(s, o *Side, i int) bool {
	return q.tells(s, i) && !q.asks(s.F.Words[i].Key) && !o.Story[s.F.Words[i].Key] &&
		(!scope.Sited(s.F, i) || slices.ContainsFunc(q.F.Words, func(w text.Token) bool { return s.F.Lang.Names.PlaceWords[w.Norm] }))
}

// stranger reports whether word i is part of such a name.
func (q *Asked) stranger(s, o *Side, i int) bool {
	w := &s.F.Words[i]
	return w.Name && !w.First && q.strange(s, o, i)
}

// replaced reports whether a sentence lacks a name of the question that the other one has, and has one in its place of which nothing
// else is known: the hurt of Torpby are not those of Arnby.
func (q *Asked) replaced(s, o *Side) bool {
	lacks := slices.ContainsFunc(q.F.Words, func(w text.Token) bool { return w.Name && w.Content && o.has(w.Key) && !s.has(w.Key) })
	if !lacks {
		return false
	}
	for i := range s.F.Words[:min(s.F.ClauseEnd(s.To), len(s.F.Words))] {
		if q.stranger(s, o, i) {
			return true
		}
	}
	return false
}

// frontWords is how many words may stand before a verb that tell of where, when or what the rest of the sentence is.
const frontWords = 8

// fronted reports whether a sentence begins with a preposition and something strange that is not of a name of the question: "at the
// plant alone".
func (q *Asked) fronted(s, o *Side) bool {
	first := s.first()
	if !s.F.Lang.Names.Located[s.F.Words[first].Norm] {
		return false
	}
	found := false
	for i := first + 1; i < min(scope.BeforeRough(s.F, s.From)+1, first+frontWords) && !s.F.Words[i].Clause && !scope.PastForm(s.F.Lang, s.F.Words[i].Norm); i++ {
		w := &s.F.Words[i]
		if w.Name && q.asks(w.Key) { // "on the slopes of Mount Ardo", and not "at the tannery Halva"; but "in the senate the Harbour party"
			before := &s.F.Words[i-1]
			return found && (before.Content || s.F.Lang.Questions.Determiners[before.Norm] && i > first+2 && s.F.Words[i-2].Content)
		}
		found = found || q.strange(s, o, i) && !s.F.Lang.Common.Light[w.Key]
	}
	return found
}

// first is the first word of the sentence of the value.
func (s *Side) first() int {
	i := s.From
	for i > 0 && s.F.Words[i-1].Sentence == s.F.Words[s.From].Sentence {
		i--
	}
	return i
}

// ofOther reports whether a sentence tells its value of a stranger, and names what the question does only in a clause by the way: "the
// dealer Agnes Vole, who sold Leon Bast's drawings, got two years".
func (q *Asked) ofOther(s, o *Side) bool {
	aside, other, named := false, false, false
	for i := s.first(); i < s.From; i++ {
		w := &s.F.Words[i]
		if w.Clause {
			aside = s.F.Lang.Clauses.Relative[w.Norm]
		}
		asked := w.Name && w.Content && q.asks(w.Key)
		if asked && !aside {
			return false
		}
		named = named || asked
		other = other || !aside && q.stranger(s, o, i)
	}
	return other && named
}

// apartInTime reports whether both sentences name times and have none in common.
func apartInTime(x, y *Side) bool {
	a, b := x.times(), y.times()
	for _, v := range a {
		if slices.ContainsFunc(b, func(w text.When) bool { return v.First.Before(w.Last) && w.First.Before(v.Last) }) {
			return false
		}
	}
	return len(a) > 0 && len(b) > 0
}

// saidWords is how far from a verb of saying a time stands at most that tells when it was said.
const saidWords = 3

// times are those that a sentence names, but for when it was said.
func (s *Side) times() []text.When {
	var list []text.When
	for _, w := range s.Whens {
		if w.First.IsZero() || w.Last.IsZero() || w.Start < s.F.Words[s.To-1].At.End && w.End > s.F.Words[s.From].At.Start {
			continue
		}
		from, to := scope.Words(s.F, w.Span)
		if from >= 0 && !s.saidNear(from, to) {
			list = append(list, w)
		}
	}
	return list
}

// saidNear reports whether words [from, to) stand beside a verb of saying, or in a clause with one that is not that of the value.
func (s *Side) saidNear(from, to int) bool {
	start, end := s.F.ClauseStart(from), min(s.F.ClauseEnd(to), len(s.F.Words))
	if s.From >= start && s.From < end {
		start, end = max(start, from-saidWords), min(end, to+saidWords)
	}
	return slices.ContainsFunc(s.F.Words[start:end], func(w text.Token) bool { return s.F.Lang.Meaning.Saying[w.Norm] })
}
