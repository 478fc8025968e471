package verify

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// nameCheck judges the names of a sentence.
type nameCheck struct {
	total            int
	missing, swapped []text.Run
}

func (a *alignment) checkNames() nameCheck {
	var c nameCheck
	s := a.sentence
	for _, run := range s.likelyNames(a.source) {
		if a.sentence.inDate(run) {
			continue
		}
		c.total++
		missing := a.lacksName(run)
		switch {
		case missing:
			c.missing = append(c.missing, run)
		case a.likeness >= followShare && a.swappedName(run):
			c.swapped = append(c.swapped, run)
		}
	}
	return c
}

// lacksName reports whether the source lacks a word of a name. Where it has the
// last one, and never with another first one, it only gives the name shorter.
func (a *alignment) lacksName(run text.Run) bool {
	s, missing := a.sentence, 0
	for i := run.From; i < run.To; i++ {
		if w := &s.Words[i]; !s.plain(w) && !s.spelledOut(i) && !a.source.nameIn(w, s, i) {
			missing++
		}
	}
	first, last := &s.Words[run.From], &s.Words[run.To-1]
	if missing == 1 && run.To-run.From == 1 && s.common(first) || run.To-run.From > 2 && a.together(first.Key, last.Key) {
		return false // "Season 2"; a middle name
	}
	if missing == 0 || missing == run.To-run.From || !s.Cased || !a.source.Cased || len(a.source.at[last.Key]) == 0 {
		return missing > 0
	}
	return a.source.fuller(last.Key)
}

// fuller reports whether the source has a name before the word with that key, as part of one name.
func (s *source) fuller(key string) bool {
	for _, p := range s.at[key] {
		if p > 0 && s.Words[p-1].Name && !s.Words[p].Clause {
			return true
		}
	}
	return false
}

// spelledOut reports whether word i is a single letter, or letters that the
// claim itself has just spelled out: "interrupt-on-change (IOC)".
func (f *annotated) spelledOut(i int) bool {
	norm := f.Words[i].Norm
	if len(norm) == 1 {
		return true
	}
	if f.Words[i].At.Start == 0 || f.Text[f.Words[i].At.Start-1] != '(' || len(norm) > 6 {
		return false
	}
	n := 0
	for j := max(0, i-2*len(norm)); j < i && n < len(norm); j++ {
		if f.Words[j].Norm[0] == norm[n] {
			n++
		}
	}
	return n >= len(norm)-1
}

// plain reports whether a word only looks like a name: a common word that opens
// a sentence, the name of a language, a region or a time zone.
func (f *annotated) plain(w *text.Token) bool {
	return (w.First || f.afterPoint(w)) && f.common(w) || f.Lang.Names.General[w.Norm]
}

// common reports whether a word is one of the commonest in any text.
func (f *annotated) common(w *text.Token) bool {
	return f.Lang.Common.Usual[w.Norm] || f.Lang.Common.Commonest[w.Norm]
}

// afterPoint reports whether a point stands before a word.
func (f *annotated) afterPoint(w *text.Token) bool {
	return strings.HasSuffix(strings.TrimRight(f.Text[:w.At.Start], " "), ".")
}

// inDate reports whether a name is a month after all: "in August".
func (f *annotated) inDate(run text.Run) bool {
	for i := range f.Amounts {
		if a := &f.Amounts[i]; a.From >= run.From && a.To <= run.To && a.Kind.Date() {
			return true
		}
	}
	return run.To == run.From+1 && f.Lang.Calendar.Months[f.Words[run.From].Norm] > 0
}

// likelyNames returns the names of a sentence. Where its capitals do not tell
// (the first word, a sentence in small letters), those of the source do.
func (f *annotated) likelyNames(s *source) []text.Run {
	for i := range f.Words {
		w := &f.Words[i]
		if !w.Content || w.Key[0] == '#' || f.Lang.Names.Titles[w.Norm] || f.CalendarWord(w) {
			continue
		}
		if !f.Cased && s.proper[w.Norm] || w.Upper && w.First && s.proper[w.Norm] {
			w.Name = true
		}
		if !f.Cased && s.Cased && i > 0 && f.Lang.Names.Titles[f.Words[i-1].Norm] && len(s.at[w.Key]) == 0 {
			w.Name = true // "mayor somebody", in small letters
		}
		if w.Name && w.First && s.lower[w.Norm] > 0 {
			w.Name = false
		}
	}
	return f.NameRuns()
}

// swappedName reports whether the source tells of another name what the sentence tells of this one.
func (a *alignment) swappedName(run text.Run) bool {
	if w := &a.sentence.Words[run.From]; run.To == run.From+1 && a.sentence.nationMan(w.Norm) {
		return false // "the Dutchman" is whoever was named before
	}
	near := a.withName(run)
	if len(near) == 0 || a.headsIn(run) {
		return false
	}
	share, best := a.restShare(run, a.sentence.clauseAround(run))
	if a.source.onlyCited(near, best) {
		return false
	}
	zone, own := 0.0, 0.0
	for t, n := range share {
		if near[t] {
			own = max(own, n)
		}
		if near[t] || near[t+1] || near[t-1] || near[t-2] {
			zone = max(zone, n)
		}
	}
	exiled := zone < share[best]*nameExile && a.rivalIn(best)
	return (exiled || a.inPlaceOf(run, share, own)) && !a.followedWith(run)
}

// onlyCited reports whether the claim cites one of these sentences, and not sentence t.
func (s *source) onlyCited(near map[int]bool, t int) bool {
	if s.cited == nil || s.isCited(t) {
		return false
	}
	for n := range near {
		if s.isCited(n) {
			return true
		}
	}
	return false
}

// followedWith reports whether the name is part of a stretch that follows a
// sentence closely, as near to a word before or behind it as there.
func (a *alignment) followedWith(run text.Run) bool {
	for i := range a.close {
		f := &a.close[i]
		if f.close < followShare || len(f.pairs) <= namePairs {
			continue
		}
		for n := 1; n < len(f.pairs); n++ {
			p, q := f.pairs[n-1], f.pairs[n]
			i, j := a.words[p.k], a.words[q.k]
			first, last := i >= run.From && i < run.To, j >= run.From && j < run.To
			if first != last && q.at-p.at <= j-i+nearBy && (!first || p.sure == 1) && (!last || q.sure == 1) {
				return true
			}
		}
	}
	return false
}

const nearBy = 2 // words more that a source may have between two words of a claim that stand together

// headsIn reports whether the name is of an outlet: what its story says, it says.
func (a *alignment) headsIn(run text.Run) bool {
	for _, p := range a.source.parts {
		for i := run.From; i < run.To; i++ {
			for _, m := range a.source.matches(&a.sentence.Words[i]) {
				if at := a.source.Words[m.at].At.Start; at >= p.at.Start && at < p.at.Start+p.outlet {
					return true
				}
			}
		}
	}
	return false
}

// clauseAround is the part of a sentence of several clauses that a name stands in.
func (f *annotated) clauseAround(run text.Run) text.Run {
	r := f.Sentences[f.Words[run.From].Sentence]
	c := text.Run{From: run.From, To: run.To}
	for c.From > r.From && !f.parts(c.From) {
		c.From--
	}
	for c.To < r.To && !f.parts(c.To) {
		c.To++
	}
	if f.contents(c)-f.contents(run) < clauseLeast {
		return text.Run{To: len(f.Words)}
	}
	return c
}

const clauseLeast = 3 // content words beside a name that tell where its clause is from

// parts reports whether a coordinate clause may begin at word i.
func (f *annotated) parts(i int) bool {
	return f.Words[i].Clause && (f.Lang.Clauses.Begin[f.Words[i].Norm] || f.Lang.Clauses.And[f.Words[i].Norm])
}

// contents counts the content words of r.
func (f *annotated) contents(r text.Run) int {
	n := 0
	for i := r.From; i < r.To; i++ {
		if f.Words[i].Content {
			n++
		}
	}
	return n
}

// withName returns the source sentences with the name: none where no word of
// the name tells it from the rest of the sentence.
func (a *alignment) withName(run text.Run) map[int]bool {
	near := make(map[int]bool)
	for i := run.From; i < run.To; i++ {
		if !a.own(run, i) {
			continue
		}
		for _, m := range a.source.matches(&a.sentence.Words[i]) {
			t := a.source.Words[m.at].Sentence
			near[t] = true
		}
		if seat := a.source.Lang.Names.Seats[a.sentence.Words[i].Norm]; seat != "" {
			for _, at := range a.source.at[a.source.Lang.Key(seat)] {
				near[a.source.Words[at].Sentence] = true
			}
		}
	}
	return near
}

// restShare returns how much of the rest of these words each source sentence
// has, and which has most.
func (a *alignment) restShare(run, of text.Run) (share map[int]float64, best int) {
	share, rest := a.standIn(func(i int) bool {
		return (i < run.From || i >= run.To) && i >= of.From && i < of.To
	})
	for t := range share {
		share[t] /= rest
	}
	return share, max(0, mostOf(share))
}

// nameExile is how much less of a sentence's other words may stand around the
// name than where most of them stand, before the name is a wrong one.
const nameExile = 0.55

// rivalIn reports whether source sentence t has a name that the sentence has not.
func (a *alignment) rivalIn(t int) bool {
	r := a.source.Sentences[t]
	for p := r.From; p < r.To; p++ {
		if w := &a.source.Words[p]; w.Content && w.Name && !a.says(w.Key) {
			return true
		}
	}
	return false
}

// rivalAt reports whether the name that begins at q has a word the sentence has not.
func (a *alignment) rivalAt(q, step int, r text.Run) bool {
	for ; q >= r.From && q < r.To; q += step {
		w := &a.source.Words[q]
		if !w.Name && !(w.Content && w.Upper && a.source.proper[w.Norm]) {
			return false
		}
		if !a.says(w.Key) {
			return true
		}
	}
	return false
}

// together reports whether the source has the two words near one another.
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

// says reports whether the sentence has a word of that key.
func (a *alignment) says(key string) bool {
	for i := range a.sentence.Words {
		if a.sentence.Words[i].Key == key {
			return true
		}
	}
	return false
}

// nationMan reports whether a word is like "Dutchman".
func (f *annotated) nationMan(norm string) bool {
	for _, tail := range f.Lang.Names.NationEndings {
		if nation, ok := strings.CutSuffix(norm, tail); ok && f.Lang.Names.Nations[nation] {
			return true
		}
	}
	return false
}
