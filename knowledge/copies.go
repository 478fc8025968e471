package knowledge

import (
	"math"
	"slices"
)

// Two stories are copies when this share of the shorter one's runs of three
// terms stands in the other: a wire story with another first or last sentence.
const copyShare = 0.75

// collapse joins near-identical stories to the one that ranks first, which
// then stands for them. Only stories with nearly the same score by words are
// compared, for copies have that; those after the first n are left as they are.
func collapse(stories []ranked, n int) (kept []ranked, copies map[*Document][]*Document) {
	copies = make(map[*Document][]*Document)
	shingles := make(map[*Document]map[uint64]bool)
	of := func(d *Document) map[uint64]bool {
		s, ok := shingles[d]
		if !ok {
			s = shinglesOf(d)
			shingles[d] = s
		}
		return s
	}
next:
	for i, s := range stories {
		if len(kept) >= n {
			kept = append(kept, stories[i:]...)
			break
		}
		for _, k := range kept {
			if alike(k.why.Story, s.why.Story) && alike(float64(k.doc.Words), float64(s.doc.Words)) && beginAlike(k.doc, s.doc) && contains(of(k.doc), of(s.doc)) {
				copies[k.doc] = append(copies[k.doc], s.doc)
				continue next
			}
		}
		kept = append(kept, s)
	}
	return kept, copies
}

func alike(a, b float64) bool { return math.Abs(a-b) <= .2*max(a, b) }

// beginAlike reports, quickly, whether the beginnings share a third of their
// terms, which copies do even with another first sentence.
func beginAlike(a, b *Document) bool {
	if len(a.Terms) == 0 || len(b.Terms) == 0 {
		return false
	}
	both := 0
	for _, t := range a.Terms[0] {
		if slices.Contains(b.Terms[0], t) {
			both++
		}
	}
	return 3*both >= len(a.Terms[0])
}

func shinglesOf(d *Document) map[uint64]bool {
	set := make(map[uint64]bool, d.Words)
	var a, b uint64
	for _, terms := range d.Terms {
		for _, t := range terms {
			c := uint64(t)
			set[a*0x9E3779B97F4A7C15^b*0xC2B2AE3D27D4EB4F^c] = true
			a, b = b, c
		}
	}
	return set
}

func contains(a, b map[uint64]bool) bool {
	if len(b) > len(a) {
		a, b = b, a
	}
	both := 0
	for s := range b {
		if a[s] {
			both++
		}
	}
	return len(b) > 0 && float64(both) >= copyShare*float64(len(b))
}
