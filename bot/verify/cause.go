package verify

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// otherCause returns what the claim gives as the cause where the sentence that
// it follows gives another, or where no sentence with it tells of a cause.
func (a *alignment) otherCause() (text.Run, bool) {
	if a.likeness < 0.4 {
		return text.Run{}, false
	}
	s := a.sentence
	for i := range s.Words {
		if !s.Lang.Clauses.Causes[s.Words[i].Norm] || s.actsAt(i) {
			continue
		}
		r := text.Run{From: i + 1, To: s.Sentences[s.Words[i].Sentence].To}
		for p := i + 2; p < r.To; p++ {
			if s.Words[p].Clause && s.saysIn(text.Run{From: p, To: r.To}) {
				r.To = p // who says so is no cause
			}
		}
		if a.causeElsewhere(r) {
			return r, true
		}
	}
	return text.Run{}, false
}

// actsAt reports whether word i is a past form with whom or what it acts on
// behind it, and no cause: "Orla blamed the wiring", not "blamed on the wiring".
func (f *annotated) actsAt(i int) bool {
	end := f.Lang.Certainty.PastEnd
	past := f.Lang.Certainty.Past[f.Words[i].Norm] || end != "" && strings.HasSuffix(f.Words[i].Norm, end)
	return past && i+1 < len(f.Words) && !f.Lang.Questions.Prepositions[f.Words[i+1].Norm] && !f.Lang.Clauses.Turns[f.Words[i+1].Norm]
}

// causeElsewhere reports whether the effect stands in one sentence and what is
// said to be its cause, words r, in quite another.
func (a *alignment) causeElsewhere(r text.Run) bool {
	in := func(i int) bool { return i >= r.From && i < r.To }
	cause, causes := a.standIn(in)
	effect, effects := a.standIn(func(i int) bool { return !in(i) })
	if effects < 3 || causes < 2 {
		return false
	}
	t := mostOf(effect)
	if effect[t]/effects < 0.5 {
		return false
	}
	found := 0.0
	for k, i := range a.words {
		if in(i) && len(a.places[k]) > 0 {
			found++
		}
	}
	if found/causes < 0.6 {
		return false // words of its own are no fault
	}
	around := max(cause[t], cause[t-1], cause[t+1])
	return around/causes < 0.34
}

// mostOf is the key of the greatest value, the least of those.
func mostOf(m map[int]float64) int {
	best := -1
	for t, n := range m {
		if best < 0 || n > m[best] || n == m[best] && t < best {
			best = t
		}
	}
	return best
}
