package verify

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// gap is a place where the claim leaves the wording of the sentence that it
// follows: words [claim.From, claim.To) stand for words [source.From, source.To).
type gap struct {
	claim, source text.Run
	tail          bool // behind the last word that follows
	head          bool // before the first
	pairs         int  // how many words of its stretch follow
}

// tight reports whether a gap is only as wide as what is exchanged in it.
func (g gap) tight() bool {
	return !g.head && !g.tail && g.claim.To-g.claim.From <= tightWords && g.source.To-g.source.From <= tightWords
}

const tightWords = 4

// findGaps finds the places where a close stretch leaves its sentence.
func (a *alignment) findGaps() []gap {
	var all []gap
	for i := range a.close {
		f := &a.close[i]
		if f.close < followShare {
			continue
		}
		for j := 0; j+1 < len(f.pairs); j++ {
			p, q := f.pairs[j], f.pairs[j+1]
			all = append(all, gap{
				claim:  text.Run{From: a.wordEnd(p.k), To: a.words[q.k]},
				source: text.Run{From: a.source.wordEnd(p.at), To: q.at},
				pairs:  len(f.pairs),
			})
		}
		all = append(all, a.headOf(f), a.tailOf(f))
	}
	return all
}

// wordEnd is the word behind content word k, which may be a number of several words.
func (a *alignment) wordEnd(k int) int { return a.sentence.wordEnd(a.words[k]) }

func (f *annotated) wordEnd(i int) int {
	for j := range f.Amounts {
		if f.Amounts[j].From == i {
			return f.Amounts[j].To
		}
	}
	return i + 1
}

// tailOf is what follows the last word of a stretch, up to the next clause on either side.
func (a *alignment) tailOf(f *follow) gap {
	p := f.pairs[len(f.pairs)-1]
	g := gap{tail: true, pairs: len(f.pairs)}
	g.claim.From, g.source.From = a.wordEnd(p.k), a.source.wordEnd(p.at)
	for a.sameWord(g.claim.From, g.source.From) {
		g.claim.From++
		g.source.From++
	}
	g.claim.To = a.sentence.ClauseEnd(g.claim.From)
	g.source.To = a.source.ClauseEnd(g.source.From)
	return g
}

// sameWord reports whether word i of the claim and word j of the source are the same.
func (a *alignment) sameWord(i, j int) bool {
	return i < len(a.sentence.Words) && j < len(a.source.Words) && a.sentence.Words[i].Norm == a.source.Words[j].Norm
}

// headOf is what stands before the first word of a stretch, from the clause on.
func (a *alignment) headOf(f *follow) gap {
	p := f.pairs[0]
	g := gap{head: true, pairs: len(f.pairs)}
	g.claim.To, g.source.To = a.words[p.k], p.at
	g.claim.From = a.sentence.ClauseStart(g.claim.To)
	g.source.From = a.source.ClauseStart(g.source.To)
	return g
}

// hasKey reports whether one of the words has that key.
func (f *annotated) hasKey(r text.Run, key string) bool {
	for i := r.From; i < r.To; i++ {
		if f.Words[i].Content && f.Words[i].Key == key {
			return true
		}
	}
	return false
}

// exchangedAmount is the number of the claim in whose place the sentence that
// it follows has another one.
func (a *alignment) exchangedAmount() (q, own *text.Amount) {
	for _, g := range a.gaps {
		for i := range a.sentence.Amounts {
			q := &a.sentence.Amounts[i]
			if q.Loose || q.From < g.claim.From || q.From >= g.claim.To {
				continue
			}
			if a.dated(i) || a.source.derives(a.sentence, i) {
				continue
			}
			if own := a.insteadOf(q, g); own != nil && !a.toldElsewhere(q, a.source.Words[own.From].Sentence) && !a.countedElsewhere(q, own) {
				return q, own
			}
		}
	}
	return a.exchangedOrder()
}

// exchangedOrder is the ordinal of the claim, which no cited sentence has, and another
// one of a cited sentence that stands before a word the claim has, too: "the first cut
// this year" for "the third this year".
func (a *alignment) exchangedOrder() (q, own *text.Amount) {
	for i := range a.sentence.Amounts {
		q, own := &a.sentence.Amounts[i], (*text.Amount)(nil)
		for k := range a.source.Amounts {
			b := &a.source.Amounts[k]
			if a.source.cited == nil || !a.source.isCited(a.source.Words[b.From].Sentence) {
				continue
			}
			if a.source.agree(q, k) {
				own = nil
				break
			}
			after := a.source.KeyNear(b.To, 1)
			if b.Kind == text.AmountOrdinal && !a.sentence.hasValue(b) && after != "" && a.sentence.hasKey(a.sentence.partAround(q), after) {
				own = b
			}
		}
		if own != nil && a.sentence.order(q) {
			return q, own
		}
	}
	return nil, nil
}

// order reports whether q is an ordinal: "the first" is a one that is only counted by the way.
func (f *annotated) order(q *text.Amount) bool {
	return q.Kind == text.AmountOrdinal || q.Loose && q.Value == 1 && q.From > 0 && f.Lang.Questions.Determiners[f.Words[q.From-1].Norm]
}

// insteadOf is the number that the gap of the source has where the claim has q:
// nil where it has q too, or nothing that q could stand for.
func (a *alignment) insteadOf(q *text.Amount, g gap) *text.Amount {
	var rival *text.Amount
	has := false
	t := a.source.Words[min(g.source.From, len(a.source.Words)-1)].Sentence
	for i := range a.source.Amounts {
		b := &a.source.Amounts[i]
		if a.source.Words[b.From].Sentence == t && a.source.agree(q, i) {
			has = true
		}
		if b.From < g.source.From || b.From >= g.source.To || b.Loose || a.sentence.hasValue(b) {
			continue
		}
		if q.Kind == b.Kind && q.Unit == b.Unit || likeKind(q.Kind, b.Kind) {
			rival = b
		}
	}
	if has && !g.tight() {
		return nil
	}
	return rival
}

const namePairs = 4 // words that must follow before a name is told to be another

// exchangedName is the name of the claim in whose place the sentence that it
// follows has another one.
func (a *alignment) exchangedName() (own, other text.Run, found bool) {
	if a.likeness < followShare {
		return own, other, false
	}
	for _, g := range a.gaps {
		if g.pairs < namePairs {
			continue
		}
		own, ok := a.sentence.oneName(g.claim)
		other, also := a.source.oneName(g.source)
		if ok && also && g.alike(own, other) && a.sameRole(own, other) && a.distinct(own, other) && !a.namedElsewhere(own, a.source.Words[other.From].Sentence) {
			return own, other, true
		}
	}
	return own, other, false
}

// oneName is the only name among words r, or the last of a row of capitals:
// "Harbour Master Ove Dahl".
func (f *annotated) oneName(r text.Run) (text.Run, bool) {
	runs := f.runsIn(r)
	if len(runs) == 0 {
		return text.Run{}, false
	}
	last := runs[len(runs)-1]
	for i := runs[0].From; i < last.From; i++ {
		if !f.Words[i].Upper || f.Words[i+1].Clause {
			return text.Run{}, false
		}
	}
	return last, true
}

// alike reports whether two names stand on the same side of their gap, right beside the words that follow.
func (g gap) alike(own, other text.Run) bool {
	left := own.From-g.claim.From <= 1 && other.From-g.source.From <= 1
	right := g.claim.To-own.To <= 1 && g.source.To-other.To <= 1
	return left && !g.head || right && !g.tail
}

// sameRole reports whether no two different prepositions stand right before the
// names: "in Hallin" is not in the place of "before the council".
func (a *alignment) sameRole(own, other text.Run) bool {
	p, q := a.sentence.prepositionBefore(own.From), a.source.prepositionBefore(other.From)
	return p == "" || q == "" || p == q
}

// prepositionBefore is the preposition right before word i or before the determiner there; empty: none.
func (f *annotated) prepositionBefore(i int) string {
	q := &f.Lang.Questions
	if i > 1 && q.Determiners[f.Words[i-1].Norm] && !f.Words[i-1].Clause {
		i--
	}
	if i == 0 || !q.Prepositions[f.Words[i-1].Norm] {
		return ""
	}
	return f.Words[i-1].Norm
}

// swappedPlaces are two names, numbers or dates that claim and sentence have in
// each other's place.
func (a *alignment) swappedPlaces() (x, y text.Run, found bool) {
	for i, g := range a.gaps {
		for _, h := range a.gaps[:i] {
			for _, x := range a.sentence.unitsIn(g.claim) {
				for _, y := range a.sentence.unitsIn(h.claim) {
					if a.sentence.Words[x.From].Name == a.sentence.Words[y.From].Name && a.onlyIn(x, h, g) && a.onlyIn(y, g, h) && a.sameTurns(g) {
						return x, y, true
					}
				}
			}
		}
	}
	return x, y, false
}

// unitsIn are the names, numbers and dates among these words.
func (f *annotated) unitsIn(r text.Run) []text.Run {
	units := f.runsIn(r)
	for i := range f.Amounts {
		if a := &f.Amounts[i]; a.From >= r.From && a.To <= r.To && !a.Loose {
			units = append(units, text.Run{From: a.From, To: a.To})
		}
	}
	return units
}

// onlyIn reports whether the source has a unit of the claim in one gap, and not in the other.
func (a *alignment) onlyIn(unit text.Run, there, not gap) bool {
	return a.inRuns(unit, there.source) && !a.inRuns(unit, not.source)
}

// sameTurns reports whether claim and followed sentence both turn the order of
// who and whom, or neither.
func (a *alignment) sameTurns(g gap) bool {
	r := a.source.sentenceAt(g.source)
	return a.sentence.turnsOrder(0, len(a.sentence.Words)) == a.source.turnsOrder(r.From, r.To)
}

// inRuns reports whether the source has a unit of the claim among words r, by its key word.
func (a *alignment) inRuns(unit, r text.Run) bool {
	w := &a.sentence.Words[unit.To-1]
	if !w.Content {
		w = &a.sentence.Words[unit.From]
	}
	return w.Key != "" && a.source.hasKey(r, w.Key)
}

// runsIn are the names among these words.
func (f *annotated) runsIn(r text.Run) []text.Run {
	var runs []text.Run
	for i := r.From; i < r.To; i++ {
		if !f.Words[i].Name {
			continue
		}
		from := i
		for i+1 < r.To && f.Words[i+1].Name && !f.Words[i+1].Clause {
			i++
		}
		runs = append(runs, text.Run{From: from, To: i + 1})
	}
	return runs
}

// distinct reports whether the two names are of two: no word of one is among
// those of the other, the claim does not have the source's one elsewhere, and
// the sentence followed does not have the claim's.
func (a *alignment) distinct(own, other text.Run) bool {
	if a.sentence.initials(own) == a.source.Words[other.From].Norm || a.source.initials(other) == a.sentence.Words[own.From].Norm {
		return false
	}
	t := a.source.Sentences[a.source.Words[other.From].Sentence]
	if last := &a.sentence.Words[a.sentence.nameAt(own.From).To-1]; own.To == own.From+1 && a.source.likeIn(last, t) && a.together(a.sentence.Words[own.From].Key, last.Key) {
		return false // "Frank Osk", of which the sentence has the last word
	}
	for i := own.From; i < own.To; i++ {
		if w := &a.sentence.Words[i]; w.Content && (a.source.likeIn(w, t) || a.standsFor(w, other)) {
			return false
		}
	}
	for i := other.From; i < other.To; i++ {
		if w := &a.source.Words[i]; w.Content && a.says(w.Key) {
			return false
		}
	}
	return true
}

// likeIn reports whether the words of the source have w, or one like it.
func (s *source) likeIn(w *text.Token, r text.Run) bool {
	for _, m := range s.matches(w) {
		if int(m.at) >= r.From && int(m.at) < r.To {
			return true
		}
	}
	return false
}

// initials are the first letters of words r.
func (f *annotated) initials(r text.Run) string {
	var b strings.Builder
	for i := r.From; i < r.To; i++ {
		b.WriteByte(f.Words[i].Norm[0])
	}
	return b.String()
}

// toldElsewhere reports whether a source sentence that has about as much of the
// claim as sentence t, or that is cited where t is not, has its number q.
func (a *alignment) toldElsewhere(q *text.Amount, t int) bool {
	for i := range a.source.Amounts {
		u := a.source.Words[a.source.Amounts[i].From].Sentence
		cited := a.source.cited != nil && a.source.isCited(u) && !a.source.isCited(t)
		if u != t && (cited || a.share[u] >= elsewhereShare*a.share[t]) && a.source.agree(q, i) {
			return true
		}
	}
	return false
}

// countedElsewhere reports whether another cited sentence than that of number own
// has q with what the claim counts by it, and own counts what the claim does not
// tell of: "fifteen dead" where own are those missing.
func (a *alignment) countedElsewhere(q, own *text.Amount) bool {
	t := a.source.Words[own.From].Sentence
	if q.Kind != text.AmountPlain || a.source.cited == nil || !slices.ContainsFunc(a.source.countedBy(own), func(w *text.Token) bool { return !a.says(w.Key) }) {
		return false
	}
	for i := range a.source.Amounts {
		b := &a.source.Amounts[i]
		if u := a.source.Words[b.From].Sentence; u == t || !a.source.isCited(u) || !a.source.agree(q, i) {
			continue
		}
		near := a.source.partAround(b)
		for _, w := range a.sentence.countedBy(q) {
			if a.source.likeIn(w, near) && !a.source.likeIn(w, a.source.Sentences[t]) {
				return true
			}
		}
	}
	return false
}

// countedBy are the telling words around a number that are no names.
func (f *annotated) countedBy(q *text.Amount) []*text.Token {
	var words []*text.Token
	r := f.partAround(q)
	for i := r.From; i < r.To; i++ {
		if w := &f.Words[i]; w.Content && !w.Name && w.Key[0] != '#' && !f.Lang.Numbers.Measures[w.Norm] {
			words = append(words, w)
		}
	}
	return words
}

const (
	elsewhereShare = 0.9
	nameShare      = 1
)

// standsFor reports whether a word of the claim may stand for a name of the
// source: a capital for its nation, the beginning of a name for all of it.
func (a *alignment) standsFor(w *text.Token, name text.Run) bool {
	seats := a.source.Lang.Names.Seats
	for i := name.From; i < name.To; i++ {
		v := &a.source.Words[i]
		if seats[w.Norm] == v.Norm || seats[v.Norm] == w.Norm || seats[w.Norm] != "" && seats[w.Norm] == seats[v.Norm] {
			return true
		}
		if n := min(len(w.Norm), len(v.Norm)); n >= 2 && w.Norm[:n] == v.Norm[:n] || n >= 2 && w.Norm[0] == v.Norm[0] && w.Norm[n-1] == v.Norm[len(v.Norm)-1] && n == 2 {
			return true
		}
	}
	return false
}

// namedElsewhere reports whether another source sentence that has about as much
// of the claim as sentence t has that name.
func (a *alignment) namedElsewhere(name text.Run, t int) bool {
	for i := name.From; i < name.To; i++ {
		w := &a.sentence.Words[i]
		for _, m := range a.source.matches(w) {
			if u := a.source.Words[m.at].Sentence; u != t && a.share[u] >= nameShare*a.share[t] {
				return true
			}
		}
	}
	return false
}
