package bot

// inPlaceOf says whether the source has another name in just the place where
// the sentence has this one: beside the same words, with nothing of weight between.
func (a *alignment) inPlaceOf(run factRun, share map[int]float64, own float64) bool {
	b := a.without(run)
	left, right := b.neighbours(run)
	if b.besideOwn(run, left) || b.besideOwn(run, right) {
		return false
	}
	return b.rivalBeside(right, -1, share, own) || b.rivalBeside(left, 1, share, own)
}

// without lays the sentence's words again without those of the name.
func (a *alignment) without(run factRun) *alignment {
	b := *a
	b.places = make([][]factMatch, len(a.places))
	for k, i := range a.words {
		if i < run.from || i >= run.to {
			b.places[k] = a.places[k]
		}
	}
	b.at, b.sure, b.jumps = make([]int32, len(a.at)), make([]float64, len(a.at)), make([]float64, len(a.at))
	b.lay()
	return &b
}

// neighbours returns the content words right before and after the name that
// are laid, -1 where there is none or the name stands apart from it.
func (a *alignment) neighbours(run factRun) (left, right int) {
	left, right = -1, -1
	for k, i := range a.words {
		switch {
		case i < run.from:
			left = k
		case i >= run.to && right < 0:
			right = k
		}
	}
	if left >= 0 && (a.at[left] < 0 || !a.sentence.lightBetween(a.words[left]+1, run.from)) {
		left = -1
	}
	if right >= 0 && (a.at[right] < 0 || !a.sentence.lightBetween(run.to, a.words[right])) {
		right = -1
	}
	return left, right
}

// lightBetween says whether only a few common words, and no new clause, stand in [from, to).
func (f *textFacts) lightBetween(from, to int) bool {
	if to-from > 4 {
		return false
	}
	for i := from; i < to; i++ {
		if factClauses[f.words[i].norm] {
			return false
		}
	}
	return true
}

// besideOwn says whether the source has the name itself near where word k was laid.
func (a *alignment) besideOwn(run factRun, k int) bool {
	if k < 0 {
		return false
	}
	p := int(a.at[k])
	r := a.source.sentences[a.source.words[p].sentence]
	return a.hasName(run, factRun{max(r.from, p-6), min(r.to, p+7)})
}

// hasName says whether a word of the name is among these of the source.
func (a *alignment) hasName(run, among factRun) bool {
	for p := among.from; p < among.to; p++ {
		for i := run.from; i < run.to; i++ {
			if a.sentence.words[i].key == a.source.words[p].key && a.own(run, i) {
				return true
			}
		}
	}
	return false
}

// own says whether word i tells this name from the rest of the sentence: of
// "South Springvale" beside a "south-east", the second word only.
func (a *alignment) own(run factRun, i int) bool {
	for j := range a.sentence.words {
		if (j < run.from || j >= run.to) && a.sentence.words[j].key == a.sentence.words[i].key {
			return false
		}
	}
	return true
}

// rivalBeside says whether another name stands right before (step -1) or after
// (step 1) the place of word k, in a source sentence that has no less of the
// sentence than those about the name itself.
func (a *alignment) rivalBeside(k, step int, share map[int]float64, own float64) bool {
	if k < 0 {
		return false
	}
	p := int(a.at[k])
	t := a.source.words[p].sentence
	r := a.source.sentences[t]
	if share[t] < own {
		return false
	}
	skipped := 0
	for q := p + step; q >= r.from && q < r.to && skipped <= 4; q += step {
		w := &a.source.words[q]
		if factClauses[w.norm] && w.norm != "who" && w.norm != "which" {
			return false
		}
		if w.content && w.key[0] != '#' {
			apart := step < 0 && a.source.words[p].clause && q == p-1
			apart = apart && !a.sentence.words[a.words[k]].clause
			return !apart && a.rivalAt(q, step, r)
		}
		skipped++
	}
	return false
}

// factClauses begin a new clause: what stands before them is not said of what follows.
var factClauses = factSet(`when how that because if after before while as since although though whether until unless what why
	where who which but`)
