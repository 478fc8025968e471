package verify

import (
	"slices"

	"github.com/storybot/storybot/knowledge/text"
)

// overstated returns the word by which the sentence that the claim follows
// holds back (alleged, planned, may) where the claim tells it as a fact. Empty: none.
func (a *alignment) overstated() string {
	if a.likeness < followShare || a.sentence.holdsBack() {
		return ""
	}
	planned := a.sentence.tellsFuture()
	for _, g := range a.gaps {
		if g.tail {
			continue
		}
		r := text.Run{From: max(g.source.From, g.source.To-hedgeReach), To: g.source.To}
		if i := a.source.hedgedIn(r, planned); i >= 0 && a.source.unbroken(i+1, g.source.To) {
			return a.source.Words[i].Norm
		}
		if i := a.source.hedgedIn(r, false); i >= 0 && planned && a.source.conditional(i) {
			return a.source.Words[i].Norm
		}
	}
	if word := a.softened(planned); word != "" {
		return word
	}
	return a.settled(planned)
}

// softened returns a word that holds back in whose place the claim has another
// of like meaning that does not: "at their request, they made" for "asked them to make".
func (a *alignment) softened(planned bool) string {
	for i := range a.close {
		for _, p := range a.close[i].pairs {
			if a.close[i].close >= followShare && p.sure < 1 && a.source.hedgedIn(text.Run{From: p.at, To: p.at + 1}, planned) >= 0 {
				return a.source.Words[p.at].Norm
			}
		}
	}
	return ""
}

// conditional reports whether the sentence of word i doubts before it: "if she
// wins, she would be".
func (f *annotated) conditional(i int) bool {
	for j := f.Sentences[f.Words[i].Sentence].From; j < i; j++ {
		if f.Lang.Certainty.Doubts[f.Words[j].Norm] {
			return true
		}
	}
	return false
}

const hedgeReach = 8 // words: what stands farther off says nothing of what follows

// settled returns a word by which a sentence holds back that the claim follows
// but for a word of something done: convicted for charged.
func (a *alignment) settled(planned bool) string {
	for i := range a.close {
		f := &a.close[i]
		hedge := a.source.hedgedIn(a.source.Sentences[f.t], planned)
		if f.close < settledShare || hedge < 0 {
			continue
		}
		for j := range a.sentence.Words {
			w := &a.sentence.Words[j]
			if a.sentence.Lang.Certainty.Firm[w.Norm] && len(a.source.matches(w)) == 0 {
				return a.source.Words[hedge].Norm
			}
		}
	}
	return ""
}

const settledShare = 0.4

// hedgedIn is the first word of r that holds back, -1 for none. Of a plan that
// is told as one, only what doubts it holds back.
func (f *annotated) hedgedIn(r text.Run, planned bool) int {
	c := &f.Lang.Certainty
	for i := r.From; i < r.To; i++ {
		w := &f.Words[i]
		if (c.Doubts[w.Norm] || !planned && c.Plans[w.Norm]) && !(w.Upper && !w.First) {
			return i
		}
	}
	return -1
}

// holdsBack reports whether any word of the claim holds back.
func (f *annotated) holdsBack() bool {
	c := &f.Lang.Certainty
	for i := range f.Words {
		if f.Words[i].First {
			continue // "Asked about it, she ..."
		}
		if w := f.Words[i].Norm; c.Doubts[w] && !f.Lang.Meaning.Saying[w] || c.Plans[w] || c.Held[w] {
			return true
		}
	}
	return false
}

// tellsFuture reports whether the claim tells of what is to come.
func (f *annotated) tellsFuture() bool {
	for i := range f.Words {
		if f.Lang.Certainty.Future[f.Words[i].Norm] {
			return true
		}
	}
	return false
}

// contrary returns a word of the claim and its contrary, which the sentence that
// the claim follows has in its place. Empty: none.
func (a *alignment) contrary() (said, there string) {
	if a.likeness < followShare {
		return a.contraryBefore()
	}
	for _, g := range a.gaps {
		said := a.sentence.withContrary(g.claim)
		if len(said) == 0 {
			continue
		}
		t, there := a.source.sentenceAt(g.source), a.source.withContrary(g.source)
		for _, i := range said {
			for _, j := range there {
				if a.opposed(i, j) && !a.source.hasNorm(t, a.sentence.Words[i].Norm) {
					return a.sentence.Words[i].Norm, a.source.Words[j].Norm
				}
			}
		}
	}
	return a.contraryBefore()
}

// withContrary are the words of a run that have a contrary at all: few.
func (f *annotated) withContrary(r text.Run) []int {
	var words []int
	for i := r.From; i < r.To; i++ {
		if !f.Words[i].Name && len(f.Lang.Meaning.Contrasts[f.Words[i].Key]) > 0 {
			words = append(words, i)
		}
	}
	return words
}

// contraryBefore returns a word of the claim and its contrary, which stand before
// the same word in claim and source: "after the vote" and "before the vote", where
// the claim follows the sentence or has the same word before them, too.
func (a *alignment) contraryBefore() (said, there string) {
	for k, at := range a.words {
		for _, m := range a.places[k] {
			p, t := int(m.at), a.source.Words[m.at].Sentence
			if m.sure < 1 || !a.followsIn(t) && !a.framedAt(k, p) {
				continue
			}
			if said, there, found := a.opposedBefore(at, p, a.source.Sentences[t]); found {
				return said, there
			}
		}
	}
	return "", ""
}

// followsIn reports whether the claim follows source sentence t closely.
func (a *alignment) followsIn(t int) bool {
	return a.likeness >= followShare && slices.ContainsFunc(a.close, func(f follow) bool { return f.t == t && f.close >= followShare })
}

// framedAt reports whether a cited sentence has content words k-1 and k of the
// claim as near to each other as the claim, k at its word p.
func (a *alignment) framedAt(k, p int) bool {
	if k == 0 || !a.source.isCited(a.source.Words[p].Sentence) || a.words[k]-a.words[k-1] > frameReach {
		return false
	}
	return slices.ContainsFunc(a.places[k-1], func(m factMatch) bool { return m.sure == 1 && int(m.at) < p && p-int(m.at) <= frameReach })
}

const frameReach = 4 // words from one to the next around a contrary

// opposedBefore finds contraries among the words right before word i of the
// claim and word p of the source.
func (a *alignment) opposedBefore(i, p int, t text.Run) (said, there string, found bool) {
	for x := i - 1; x >= max(0, i-beforeReach) && !a.sentence.Words[x+1].Clause; x-- {
		if len(a.source.Lang.Meaning.Contrasts[a.sentence.Words[x].Key]) == 0 {
			continue
		}
		for y := p - 1; y >= max(t.From, p-beforeReach) && !a.source.Words[y+1].Clause; y-- {
			if a.opposed(x, y) && !a.source.hasNorm(t, a.sentence.Words[x].Norm) {
				return a.sentence.Words[x].Norm, a.source.Words[y].Norm, true
			}
		}
	}
	return "", "", false
}

const beforeReach = 3

// sentenceAt is the sentence that words r stand in.
func (f *annotated) sentenceAt(r text.Run) text.Run {
	return f.Sentences[f.Words[max(0, min(r.From, len(f.Words)-1))].Sentence]
}

func (f *annotated) hasNorm(r text.Run, norm string) bool {
	for i := r.From; i < r.To; i++ {
		if f.Words[i].Norm == norm {
			return true
		}
	}
	return false
}

// opposed reports whether word i of the claim and word j of the source are
// contraries, neither of them denied, and the claim does not have the other, too.
func (a *alignment) opposed(i, j int) bool {
	if !a.contraries(i, j) || a.sentence.notBefore(i) || a.source.notBefore(j) || a.converse(i, j) {
		return false
	}
	w := &a.source.Words[j]
	return !a.sentence.hasNorm(text.Run{To: len(a.sentence.Words)}, w.Norm) && !a.says(w.Key)
}

// contraries reports whether word i of the claim and word j of the source are contraries.
func (a *alignment) contraries(i, j int) bool {
	v, w := &a.sentence.Words[i], &a.source.Words[j]
	groups := a.source.Lang.Meaning.Contrasts[v.Key]
	if len(groups) == 0 || w.Key == v.Key || w.Name || v.Name {
		return false
	}
	for _, g := range a.source.Lang.Meaning.Contrasts[w.Key] {
		if slices.Contains(groups, g) {
			return true
		}
	}
	return false
}

// converse reports whether the sentence of word j tells what the claim's contrary at
// word i tells from the other side: "Orla lost to Piet" for "Piet beat Orla".
func (a *alignment) converse(i, j int) bool {
	c, t := a.sentence.sentenceAt(text.Run{From: i}), a.source.sentenceAt(text.Run{From: j})
	names := a.sentence.runsIn(text.Run{From: c.From, To: i})
	if len(names) == 0 {
		return false
	}
	x := names[len(names)-1]
	_, before := a.nameIn(x, text.Run{From: t.From, To: j})
	_, after := a.nameIn(x, text.Run{From: j + 1, To: t.To})
	return after && !before
}

// notBefore reports whether a denial stands right before word i.
func (f *annotated) notBefore(i int) bool {
	for j := i - 1; j >= max(0, i-2); j-- {
		if f.Lang.Polarity.Denials[f.Words[j].Norm] {
			return true
		}
	}
	return false
}
