// Package near measures how the words of a question stand in a sentence: in runs, in order, near each other.
package near

import "math"

// Hit is a word of a sentence that answers for a term of the question.
type Hit struct {
	Term  int     // its number in the question, -1: none
	Worth float64 // how well, at most 1
	Word  int     // its number among all words of the asking sentence, -1: none
	Stop  bool
}

// Share is how much of something is there, by weight.
type Share struct{ Part, Whole float64 }

// Add adds something of that weight, of which a share is there.
func (s *Share) Add(weight, share float64) {
	s.Part += weight * share
	s.Whole += weight
}

// Share is 0 of nothing.
func (s *Share) Share() float64 {
	if s.Whole == 0 {
		return 0
	}
	return s.Part / s.Whole
}

// Run is how many words of the question stand in a row in the sentence as they do there.
func Run(hits []Hit) int {
	best, run := 0, 0
	for i := range hits {
		w := hits[i].Word
		switch {
		case w >= 0 && i > 0 && hits[i-1].Word == w-1 && run > 0:
			run++
		case w >= 0:
			run = 1
		default:
			run = 0
		}
		best = max(best, run)
	}
	return best
}

// Order is the weight of the longest sequence of the terms in their order.
func Order(hits []Hit, weight []float64) float64 {
	ends := make([]float64, len(weight)) // best weight of a sequence that ends in the term
	top := 0.0
	for _, h := range hits {
		if h.Term < 0 {
			continue
		}
		before := 0.0
		for t := range h.Term {
			before = math.Max(before, ends[t])
		}
		ends[h.Term] = math.Max(ends[h.Term], before+weight[h.Term]*h.Worth)
		top = math.Max(top, ends[h.Term])
	}
	return top
}

// What a telling word of a sentence weighs, and a name or a number.
const (
	plain = 1.6
	heavy = 2.4
)

// Precision is the share of a sentence's telling words that the question has; weighty tells which are names or numbers.
func Precision(hits []Hit, weighty func(i int) bool) float64 {
	share := Share{Whole: 1e-9}
	for i, h := range hits {
		if h.Stop {
			continue
		}
		w, worth := plain, 0.0
		if weighty(i) {
			w = heavy
		}
		if h.Term >= 0 {
			worth = h.Worth
		}
		share.Add(w, worth)
	}
	return share.Share()
}

// within is how many words stand close together.
const within = 12

// Window is the largest weight of the terms within a dozen words.
func Window(hits []Hit, weight []float64) float64 {
	top := 0.0
	for i, h := range hits {
		if h.Term < 0 {
			continue
		}
		sum := 0.0
		var seen uint64
		for j := i; j < len(hits) && j < i+within; j++ {
			if t := hits[j].Term; t >= 0 && seen&(1<<(t%64)) == 0 {
				seen |= 1 << (t % 64)
				sum += weight[t] * hits[j].Worth
			}
		}
		top = math.Max(top, sum)
	}
	return top
}

// Neighbours is the share of a question's n words, common ones too, that are neighbours of the next one in the
// sentence as they are there.
func Neighbours(hits []Hit, n int) float64 {
	if n < 2 {
		return 0
	}
	seen := make(map[int]bool)
	for i := 1; i < len(hits); i++ {
		a, b := hits[i-1].Word, hits[i].Word
		if a >= 0 && b == a+1 {
			seen[a] = true
		}
	}
	return float64(len(seen)) / float64(n-1)
}

// turned is what two neighbouring terms count that stand the other way round.
const turned = 0.6

// Pairs is the share of the pairs of neighbouring terms, by weight, that stand near each other in the sentence, in
// order; closeness is the weight of all pairs there, by how close they stand.
func Pairs(hits []Hit, weight []float64) (pairs, closeness float64) {
	last := -1
	found := make(map[[2]int]float64)
	var keys [][2]int // of found, in order: sums must not depend on a map's
	for i, h := range hits {
		if h.Term < 0 {
			continue
		}
		if last >= 0 && hits[last].Term != h.Term {
			p := hits[last]
			key := [2]int{p.Term, h.Term}
			if _, known := found[key]; !known {
				keys = append(keys, key)
			}
			found[key] = math.Max(found[key], p.Worth*h.Worth/math.Sqrt(float64(i-last)))
		}
		last = i
	}
	part, whole := 0.0, 0.0
	for t := 1; t < len(weight); t++ {
		w := weight[t-1] + weight[t]
		part += w * math.Min(1, found[[2]int{t - 1, t}]+turned*found[[2]int{t, t - 1}])
		whole += w
	}
	if whole > 0 {
		pairs = part / whole
	}
	for _, key := range keys {
		closeness += found[key] * (weight[key[0]] + weight[key[1]])
	}
	return pairs, closeness
}

// Brevity is near 1 for a handful of lines and near 0 for a long text. In a paragraph the neighbours of a line speak of the same
// thing and it is the words that tell; in long texts it is more whether the wanted kind is there.
func Brevity(lines int) float64 { return 1 / (1 + float64(lines)/8) }
