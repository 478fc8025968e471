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
	return b.rivalBeside(right, -1, share, own) || b.rivalBeside(left, 1, share, own)
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
			if a.sentence.Words[i].Key == a.source.Words[p].Key && a.own(run, i) {
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

// rivalBeside reports whether another name stands right before (step -1) or after
// (step 1) the place of word k, in a source sentence that has no less of the
// sentence than those about the name itself.
func (a *alignment) rivalBeside(k, step int, share map[int]float64, own float64) bool {
	if k < 0 {
		return false
	}
	p := int(a.at[k])
	t := a.source.Words[p].Sentence
	r := a.source.Sentences[t]
	if share[t] < own {
		return false
	}
	skipped := 0
	for q := p + step; q >= r.From && q < r.To && skipped <= 4; q += step {
		w := &a.source.Words[q]
		if a.source.Lang.Clauses.Begin[w.Norm] && !a.source.Lang.Clauses.Relative[w.Norm] {
			return false
		}
		if w.Content && w.Key[0] != '#' {
			apart := step < 0 && a.source.Words[p].Clause && q == p-1
			apart = apart && !a.sentence.Words[a.words[k]].Clause
			return !apart && a.rivalAt(q, step, r)
		}
		skipped++
	}
	return false
}
