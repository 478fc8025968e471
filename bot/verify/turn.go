package verify

import "github.com/storybot/storybot/knowledge/text"

// turnedAround returns what the claim says of two names in one order and the
// sentence that it follows in the other: "X asked Y" for "Y asked X". Empty: none.
func (a *alignment) turnedAround() string {
	names := a.sentence.runsIn(text.Run{To: len(a.sentence.Words)})
	for i, x := range names {
		for _, y := range names[i+1 : min(len(names), i+3)] {
			if word := a.turnedPair(x, y); word != "" {
				return word
			}
		}
	}
	return ""
}

// turnedPair returns a word between two names of the claim around which they stand
// the other way round in the source.
func (a *alignment) turnedPair(x, y text.Run) string {
	if y.From-x.To > turnReach || !a.sentence.unbroken(x.To+1, y.From) {
		return ""
	}
	for k, v := range a.words {
		w := &a.sentence.Words[v]
		if v < x.To || v >= y.From || w.Name || w.Key[0] == '#' || a.source.says(w.Key) {
			continue
		}
		if a.turnedAt(k, x, y) {
			return w.Norm
		}
	}
	return ""
}

const turnReach = 12 // how many words apart the two may stand

// turnedAt reports whether the source has y before and x behind content word k,
// in one clause, and nowhere the other way.
func (a *alignment) turnedAt(k int, x, y text.Run) bool {
	found := false
	for _, m := range a.places[k] {
		t := a.source.Sentences[a.source.Words[m.at].Sentence]
		before, after := text.Run{From: max(t.From, int(m.at)-turnReach), To: int(m.at)}, text.Run{From: int(m.at) + 1, To: min(t.To, int(m.at)+1+turnReach)}
		if _, ok := a.nameIn(x, before); ok {
			return false
		}
		if _, ok := a.nameIn(y, after); ok {
			return false
		}
		from, ok := a.nameIn(y, before)
		to, also := a.nameIn(x, after)
		if ok && also && a.source.unbroken(from+2, int(m.at)-1) && a.source.unbroken(int(m.at)+1, to) && a.sentence.turnsOrder(x.To, y.From) == a.source.turnsOrder(from, to) {
			found = true
		}
	}
	return found
}

// nameIn finds a word of the claim's name among words r of the source.
func (a *alignment) nameIn(name, r text.Run) (int, bool) {
	for p := r.From; p < r.To; p++ {
		for i := name.From; i < name.To; i++ {
			if w := &a.sentence.Words[i]; w.Content && w.Key == a.source.Words[p].Key {
				return p, true
			}
		}
	}
	return 0, false
}

// unbroken reports whether no clause begins at words [from, to].
func (f *annotated) unbroken(from, to int) bool {
	for i := from; i <= to && i < len(f.Words); i++ {
		if f.Words[i].Clause {
			return false
		}
	}
	return true
}

// turnsOrder reports whether a word between turns the order of who and whom.
func (f *annotated) turnsOrder(from, to int) bool {
	for i := from; i < to; i++ {
		if f.Lang.Clauses.Turns[f.Words[i].Norm] {
			return true
		}
	}
	return false
}
