package bot

import "strings"

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
func (a *alignment) swappedName(run wordRun) bool {
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
func (a *alignment) withName(run wordRun) map[int]bool {
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
func (a *alignment) restShare(run wordRun) (share map[int]float64, best int) {
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
func (a *alignment) rivalAt(q, step int, r wordRun) bool {
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
func (a *alignment) patchedName(run wordRun) bool {
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

// inPlaceOf says whether the source has another name in just the place where
// the sentence has this one: beside the same words, with nothing of weight between.
func (a *alignment) inPlaceOf(run wordRun, share map[int]float64, own float64) bool {
	b := a.without(run)
	left, right := b.neighbours(run)
	if b.besideOwn(run, left) || b.besideOwn(run, right) {
		return false
	}
	return b.rivalBeside(right, -1, share, own) || b.rivalBeside(left, 1, share, own)
}

// without lays the sentence's words again without those of the name.
func (a *alignment) without(run wordRun) *alignment {
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
func (a *alignment) neighbours(run wordRun) (left, right int) {
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
func (a *alignment) besideOwn(run wordRun, k int) bool {
	if k < 0 {
		return false
	}
	p := int(a.at[k])
	r := a.source.sentences[a.source.words[p].sentence]
	return a.hasName(run, wordRun{max(r.from, p-6), min(r.to, p+7)})
}

// hasName says whether a word of the name is among these of the source.
func (a *alignment) hasName(run, among wordRun) bool {
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
func (a *alignment) own(run wordRun, i int) bool {
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

// factClauses begin a new clause: what stands before them is not said of what follows.
var factClauses = factSet(`when how that because if after before while as since although though whether until unless what why
	where who which but`)
