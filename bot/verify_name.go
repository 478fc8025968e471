package bot

import "strings"

// nameCheck judges the names of a sentence.
type nameCheck struct {
	total            int
	missing, swapped []factRun
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
func (f *textFacts) likelyNames(s *sourceFacts) []factRun {
	for i := range f.words {
		w := &f.words[i]
		if !w.content || w.key[0] == '#' || factTitles[w.norm] || f.calendarWord(w) {
			continue
		}
		if !f.cased && s.proper[w.norm] || w.upper && w.first && s.proper[w.norm] {
			w.name = true
		}
		if !f.cased && s.cased && i > 0 && factTitles[f.words[i-1].norm] && len(s.at[w.key]) == 0 {
			w.name = true // "mayor somebody", in small letters
		}
		if w.name && w.first && s.lower[w.norm] > 0 {
			w.name = false
		}
	}
	return f.nameRuns()
}

// swappedName says whether the source tells of another name what the sentence tells of this one.
func (a *alignment) swappedName(run factRun) bool {
	if w := &a.sentence.words[run.from]; run.to == run.from+1 && nationMan(w.norm) {
		return false // "the Dutchman" is whoever was named before
	}
	near := a.withName(run)
	if len(near) == 0 {
		return false
	}
	share, best := a.restShare(run)
	zone, own := 0.0, 0.0
	for t, n := range share {
		if near[t] {
			own = max(own, n)
		}
		if near[t] || near[t+1] || near[t-1] || near[t-2] {
			zone = max(zone, n)
		}
	}
	return zone < share[best]*nameExile && a.rivalIn(best) || a.inPlaceOf(run, share, own) || a.patchedName(run)
}

// withName returns the source sentences with the name: none where no word of
// the name tells it from the rest of the sentence.
func (a *alignment) withName(run factRun) map[int]bool {
	near := make(map[int]bool)
	for i := run.from; i < run.to; i++ {
		if !a.own(run, i) {
			continue
		}
		for _, m := range a.source.matches(&a.sentence.words[i]) {
			t := a.source.words[m.at].sentence
			near[t] = true
		}
	}
	return near
}

// restShare returns how much of the rest of the sentence each source sentence
// has, and which has most.
func (a *alignment) restShare(run factRun) (share map[int]float64, best int) {
	share, has := make(map[int]float64), make(map[int]float64)
	rest := 0.0
	for k, i := range a.words {
		if i >= run.from && i < run.to {
			continue
		}
		rest++
		clear(has)
		for _, m := range a.places[k] {
			t := a.source.words[m.at].sentence
			has[t] = max(has[t], m.sure)
		}
		for t, sure := range has {
			share[t] += sure
		}
	}
	for t := range share {
		share[t] /= rest
	}
	for t, n := range share {
		if n > share[best] || n == share[best] && t < best {
			best = t
		}
	}
	return share, best
}

// nameExile is how much less of a sentence's other words may stand around the
// name than where most of them stand, before the name is a wrong one.
const nameExile = 0.55

// rivalIn says whether source sentence t has a name that the sentence has not.
func (a *alignment) rivalIn(t int) bool {
	r := a.source.sentences[t]
	for p := r.from; p < r.to; p++ {
		if w := &a.source.words[p]; w.content && w.name && !a.says(w.key) {
			return true
		}
	}
	return false
}

// rivalAt says whether the name that begins at q has a word the sentence has not.
func (a *alignment) rivalAt(q, step int, r factRun) bool {
	for ; q >= r.from && q < r.to; q += step {
		w := &a.source.words[q]
		if !w.name && !(w.content && w.upper && a.source.proper[w.norm]) {
			return false
		}
		if !a.says(w.key) {
			return true
		}
	}
	return false
}

// patchedName says whether the name is made of parts of two names: both parts
// stand in the source beside others, never near each other.
func (a *alignment) patchedName(run factRun) bool {
	for i := run.from; i+1 < run.to; i++ {
		first, last := &a.sentence.words[i], &a.sentence.words[i+1]
		if !a.together(first.key, last.key) && a.partOfAnother(first.key, 1) && a.partOfAnother(last.key, -1) {
			return true
		}
	}
	return false
}

// together says whether the source has the two words near one another.
func (a *alignment) together(x, y string) bool {
	for _, p := range a.source.at[x] {
		for _, q := range a.source.at[y] {
			if d := q - p; d >= -4 && d <= 4 && d != 0 {
				return true
			}
		}
	}
	return false
}

// partOfAnother says whether the word stands beside another name, on that side.
func (a *alignment) partOfAnother(key string, side int32) bool {
	for _, p := range a.source.at[key] {
		q := p + side
		if q >= 0 && int(q) < len(a.source.words) && a.source.words[q].name && !a.source.words[max(p, q)].clause {
			return true
		}
	}
	return false
}

// says whether the sentence has a word of that key.
func (a *alignment) says(key string) bool {
	for i := range a.sentence.words {
		if a.sentence.words[i].key == key {
			return true
		}
	}
	return false
}

// nationMan says whether a word is like "Dutchman".
func nationMan(norm string) bool {
	for _, tail := range []string{"man", "woman", "men"} {
		if nation, ok := strings.CutSuffix(norm, tail); ok && nameNations[nation] {
			return true
		}
	}
	return false
}

var nameNations = factSet(`dutch french irish english welsh scots cornish chinese manx yorkshire lancashire ulster`)
