package verify

import "github.com/storybot/storybot/knowledge/text"

// otherCause returns what the claim gives as the cause where the sentence that
// it follows gives another, or where no sentence with it tells of a cause.
func (a *alignment) otherCause() (text.Run, bool) {
	if a.likeness < 0.4 {
		return text.Run{}, false
	}
	s := a.sentence
	for i := range s.Words {
		if !s.Lang.Clauses.Causes[s.Words[i].Norm] {
			continue
		}
		r := text.Run{From: i + 1, To: s.Sentences[s.Words[i].Sentence].To}
		if a.causeElsewhere(i, r) {
			return r, true
		}
	}
	return text.Run{}, false
}

// causeElsewhere reports whether the effect stands in one sentence and what is
// said to be its cause, words r, in quite another.
func (a *alignment) causeElsewhere(marker int, r text.Run) bool {
	effect, cause := make(map[int]float64), make(map[int]float64)
	effects, causes := 0.0, 0.0
	for k, i := range a.words {
		to, n := effect, &effects
		if i >= r.From && i < r.To {
			to, n = cause, &causes
		}
		*n++
		seen := make(map[int]bool)
		for _, m := range a.places[k] {
			if t := a.source.Words[m.at].Sentence; !seen[t] {
				seen[t] = true
				to[t] += 1
			}
		}
	}
	if effects < 3 || causes < 2 {
		return false
	}
	t := mostOf(effect)
	if effect[t]/effects < 0.5 {
		return false
	}
	found := 0.0
	for k, i := range a.words {
		if i >= r.From && i < r.To && len(a.places[k]) > 0 {
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
