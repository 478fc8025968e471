package write

import (
	"cmp"
	"slices"
)

// resolve returns the sentences that a claim rests on: those that its marks
// name, else those of the material that come nearest.
func (w *Writer) resolve(j *Claim) []Ref {
	var refs []Ref
	j.exact = len(j.Refs) > 0
	for _, r := range j.Refs {
		switch {
		case r.m == wholeStoryMark:
			j.exact = false
			near := w.nearest(j.Text, w.Given.all(r.n), nearestMost)
			if len(near) == 0 {
				near = w.Given.all(r.n)[:min(1, len(w.Given.all(r.n)))]
			}
			refs = append(refs, near...)
		case w.Given.has(r) && !slices.Contains(refs, r):
			refs = append(refs, r)
		}
	}
	for _, r := range refs {
		if r.m == 0 && !slices.ContainsFunc(refs, func(o Ref) bool { return o.n == r.n && o.m > 0 }) {
			refs = append(refs, w.nearest(j.Text, w.Given.all(r.n), 1)...) // a headline is no part of a story's text
		}
	}
	if len(refs) > 0 && !w.misplaced(j.Text, refs) {
		return refs
	}
	j.exact = false
	return w.nearest(j.Text, w.everything(), nearestMost)
}

// everything is all sentences that were given.
func (w *Writer) everything() []Ref {
	var all []Ref
	for n := range w.Given.Stories {
		all = append(all, w.Given.all(n+1)...)
	}
	return all
}

// misplaced reports whether a claim's marks name other sentences than the one
// that says it: that has nearly all of its words, they have not half of them.
func (w *Writer) misplaced(claim string, refs []Ref) bool {
	words := w.Given.Lang.TermSet(claim)
	if 2*common(words, w.terms(refs)) >= len(words) {
		return false
	}
	near := w.nearest(claim, w.everything(), 1)
	return len(near) == 1 && 5*common(words, w.Given.Lang.TermSet(w.Given.of(near[0]))) >= 4*len(words)
}

// terms are the telling words of sentences.
func (w *Writer) terms(refs []Ref) map[string]bool {
	all := make(map[string]bool)
	for _, r := range refs {
		for t := range w.Given.Lang.TermSet(w.Given.of(r)) {
			all[t] = true
		}
	}
	return all
}

// nearest are the fewest sentences among refs, most of them at most, that have
// the words of a claim, in their order: each adds words that those before lack.
func (w *Writer) nearest(claim string, refs []Ref, most int) []Ref {
	lacks := w.Given.Lang.TermSet(claim)
	enough := len(lacks) / nearestShare
	var chosen []Ref
	for len(chosen) < most {
		best, gain := Ref{}, 0
		for _, r := range refs {
			if n := common(lacks, w.Given.Lang.TermSet(w.Given.of(r))); n > gain {
				best, gain = r, n
			}
		}
		if gain == 0 || len(chosen) > 0 && gain <= enough {
			break
		}
		chosen = append(chosen, best)
		for t := range w.Given.Lang.TermSet(w.Given.of(best)) {
			delete(lacks, t)
		}
	}
	slices.SortFunc(chosen, func(a, b Ref) int { return cmp.Or(cmp.Compare(a.n, b.n), cmp.Compare(a.m, b.m)) })
	return chosen
}

const (
	nearestMost  = 3 // sentences stand in for a mark that names none
	nearestShare = 5 // a further one has more than a fifth of the claim's words
)

// common counts the words that both have.
func common(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}
