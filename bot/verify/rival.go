package verify

import "github.com/storybot/storybot/knowledge/text"

// inPlaceOf reports whether the source has another name in just the place where
// the sentence has this one: beside the same words, with nothing of weight between.
func (a *alignment) inPlaceOf(run text.Run, share map[int]float64, own float64) bool {
	b := a.without(run)
	left, right := b.neighbours(run)
	if b.besideOwn(run, left) || b.besideOwn(run, right) {
		return false
	}
	return right >= 0 && share[b.sentenceOf(right)] >= own && b.rivalBeside(run, right, -1) ||
		left >= 0 && share[b.sentenceOf(left)] >= own && b.rivalBeside(run, left, 1)
}

// without lays the sentence's words again without those of the name.
func (a *alignment) without(run text.Run) *alignment {
	b := *a
	b.places = make([][]factMatch, len(a.places))
	for k, i := range a.words {
		if i < run.From || i >= run.To {
			b.places[k] = a.places[k]
		}
	}
	b.at, b.sure, b.jumps = make([]int32, len(a.at)), make([]float64, len(a.at)), make([]float64, len(a.at))
	b.lay()
	return &b
}

// neighbours returns the content words right before and after the name that
// are laid, -1 where there is none or the name stands apart from it.
func (a *alignment) neighbours(run text.Run) (left, right int) {
	left, right = -1, -1
	for k, i := range a.words {
		switch {
		case i < run.From:
			left = k
		case i >= run.To && right < 0:
			right = k
		}
	}
	if left >= 0 && (a.at[left] < 0 || !a.sentence.lightBetween(a.words[left]+1, run.From)) {
		left = -1
	}
	if right >= 0 && (a.at[right] < 0 || !a.sentence.lightBetween(run.To, a.words[right])) {
		right = -1
	}
	return left, right
}

// lightBetween reports whether only a few common words, and no new clause, stand in [from, to).
func (f *annotated) lightBetween(from, to int) bool {
	if to-from > 4 {
		return false
	}
	for i := from; i < to; i++ {
		if f.Lang.Clauses.Begin[f.Words[i].Norm] {
			return false
		}
	}
	return true
}

// besideOwn reports whether the source has the name itself near where word k was laid.
func (a *alignment) besideOwn(run text.Run, k int) bool {
	if k < 0 {
		return false
	}
	p := int(a.at[k])
	r := a.source.Sentences[a.source.Words[p].Sentence]
	return a.hasName(run, text.Run{From: max(r.From, p-6), To: min(r.To, p+7)})
}

// hasName reports whether a word of the name is among these of the source.
func (a *alignment) hasName(run, among text.Run) bool {
	for p := among.From; p < among.To; p++ {
		for i := run.From; i < run.To; i++ {
			w, v := &a.sentence.Words[i], &a.source.Words[p]
			if (w.Key == v.Key || a.source.Lang.Names.Seats[w.Norm] == v.Norm) && a.own(run, i) {
				return true
			}
		}
	}
	return false
}

// own reports whether word i tells this name from the rest of the sentence: of
// "South Springvale" beside a "south-east", the second word only.
func (a *alignment) own(run text.Run, i int) bool {
	for j := range a.sentence.Words {
		if (j < run.From || j >= run.To) && a.sentence.Words[j].Key == a.sentence.Words[i].Key {
			return false
		}
	}
	return true
}

// sentenceOf is the source sentence in which content word k is laid.
func (a *alignment) sentenceOf(k int) int { return a.source.Words[a.at[k]].Sentence }

// rivalBeside reports whether another name stands right before (step -1) or after
// (step 1) the place of word k, in the role that the name has in the claim.
func (a *alignment) rivalBeside(run text.Run, k, step int) bool {
	p := int(a.at[k])
	if a.source.Words[p].Name && !a.sentence.Words[a.words[k]].Name {
		return false // the word is part of a name there
	}
	r := a.source.Sentences[a.sentenceOf(k)]
	skipped := 0
	for q := p + step; q >= r.From && q < r.To && skipped <= 4; q += step {
		w := &a.source.Words[q]
		if a.source.Lang.Clauses.Begin[w.Norm] && !a.source.Lang.Clauses.Relative[w.Norm] {
			return false
		}
		if step < 0 && a.source.Words[q+1].Clause && (!w.Upper || a.source.CalendarWord(w)) {
			return false // "on the quay at two, an officer": who it is does not stand before the comma
		}
		if w.Content && w.Key[0] != '#' {
			apart := step < 0 && a.source.Words[p].Clause && q == p-1
			apart = apart && !a.sentence.Words[a.words[k]].Clause
			return !apart && a.rivalAt(q, step, r) && a.sameRole(run, a.source.nameAt(q)) && !a.alsoCalled(run, a.source.nameAt(q))
		}
		skipped++
	}
	return false
}

// nameAt is the name that word i is part of.
func (f *annotated) nameAt(i int) text.Run {
	r := f.Sentences[f.Words[i].Sentence]
	n := text.Run{From: i, To: i + 1}
	for n.From > r.From && f.Words[n.From-1].Name && !f.Words[n.From].Clause {
		n.From--
	}
	for n.To < r.To && f.Words[n.To].Name && !f.Words[n.To].Clause {
		n.To++
	}
	return n
}

// alsoCalled reports whether the source goes on about another name, behind a
// comma, with the claim's own: "the Rescue Service, a league known as RS".
func (a *alignment) alsoCalled(run, other text.Run) bool {
	r := a.source.Sentences[a.source.Words[other.From].Sentence]
	if other.To >= r.To || !a.source.Words[other.To].Clause {
		return false
	}
	for p := other.To; p < r.To; p++ {
		w := &a.source.Words[p]
		if a.hasName(run, text.Run{From: p, To: p + 1}) {
			return true
		}
		if w.Name && !a.source.Lang.Names.General[w.Norm] || a.source.Lang.Clauses.Begin[w.Norm] {
			return false
		}
	}
	return false
}
