package bot

// nameCheck judges the names of a sentence.
type nameCheck struct {
	total            int
	missing, swapped []wordRun
}

func (a *alignment) checkNames() nameCheck {
	var c nameCheck
	s := a.sentence
	for _, run := range s.likelyNames(a.source) {
		c.total++
		missing := false
		for i := run.from; i < run.to; i++ {
			if !a.source.nameIn(&s.words[i], s, i) {
				missing = true
			}
		}
		switch {
		case missing:
			c.missing = append(c.missing, run)
		case a.swappedName(run):
			c.swapped = append(c.swapped, run)
		}
	}
	return c
}

// likelyNames returns the names of a sentence. Where its capitals do not tell
// (the first word, a sentence in small letters), those of the source do.
func (f *textFacts) likelyNames(s *sourceFacts) []wordRun {
	for i := range f.words {
		w := &f.words[i]
		if !w.content || w.key[0] == '#' || titleWords[w.norm] || f.calendarWord(w) {
			continue
		}
		if !f.cased && s.proper[w.norm] || w.upper && w.first && s.proper[w.norm] {
			w.name = true
		}
		if w.name && w.first && s.lower[w.norm] > 0 {
			w.name = false
		}
	}
	return f.nameRuns()
}

// swappedName says whether the source tells of another name what the sentence tells of this one.
func (a *alignment) swappedName(run wordRun) bool {
	in := make(map[int]bool) // source sentences about the name
	for i := run.from; i < run.to; i++ {
		for _, m := range a.source.matches(&a.sentence.words[i]) {
			t := a.source.words[m.at].sentence
			for d := -1; d <= 2; d++ {
				in[t+d] = true
			}
		}
	}
	zone, all := a.restShare(run, in)
	return all > zone+0.25 || a.inPlaceOf(run)
}

// restShare returns how much of the rest of the sentence one source sentence
// has: of those about the name, and of all.
func (a *alignment) restShare(run wordRun, in map[int]bool) (zone, all float64) {
	share := make(map[int]float64)
	rest := 0.0
	for k, i := range a.words {
		if i >= run.from && i < run.to {
			continue
		}
		rest++
		last := -1
		for _, m := range a.places[k] {
			if t := a.source.words[m.at].sentence; t != last {
				share[t] += m.sure
				last = t
			}
		}
	}
	if rest == 0 {
		return 1, 1
	}
	for t, n := range share {
		n /= rest
		all = max(all, n)
		if in[t] {
			zone = max(zone, n)
		}
	}
	return zone, all
}

// inPlaceOf says whether the source has another name in just the place where
// the sentence has this one, between or beside the same words.
func (a *alignment) inPlaceOf(run wordRun) bool {
	left, right := -1, -1
	for k, i := range a.words {
		if a.at[k] < 0 {
			continue
		}
		if i < run.from {
			left = k
		}
		if i >= run.to && right < 0 {
			right = k
		}
	}
	switch {
	case left >= 0 && right >= 0:
		p, q := a.at[left], a.at[right]
		return p < q && q-p <= 7 && a.source.words[p].sentence == a.source.words[q].sentence && a.otherName(run, p+1, q)
	case right >= 0:
		q := a.at[right]
		step := int32(a.words[right] - run.to) //nolint:gosec // bounded by factsMaxSentence
		return step <= 3 && a.otherName(run, q-step-1, q-step)
	case left >= 0:
		p := a.at[left]
		step := int32(run.from - a.words[left]) //nolint:gosec // bounded by factsMaxSentence
		return step <= 3 && a.otherName(run, p+step, p+step+1)
	}
	return false
}

// otherName says whether source words [from, to) hold a name, none of which is of the sentence.
func (a *alignment) otherName(run wordRun, from, to int32) bool {
	other := false
	for p := max(0, from); p < to && int(p) < len(a.source.words); p++ {
		w := &a.source.words[p]
		if !w.name && !(w.upper && a.source.proper[w.norm]) {
			continue
		}
		for i := range a.sentence.words {
			if a.sentence.words[i].key == w.key {
				return false
			}
		}
		other = true
	}
	return other
}
