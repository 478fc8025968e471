package eval

import (
	"cmp"
	"math"
	"slices"
)

// ranking is a list's right places: right[i] reports whether the i-th is right.
// total is how many right ones there are, in the list or not.
type ranking struct {
	right []bool
	total int
}

// reciprocal is 1 over the place of the first right one among the first n.
func (r ranking) reciprocal(n int) float64 {
	for i, ok := range r.right[:min(n, len(r.right))] {
		if ok {
			return 1 / float64(i+1)
		}
	}
	return 0
}

// within is 1 if a right one is among the first n.
func (r ranking) within(n int) float64 { return one(r.reciprocal(n) > 0) }

// recall is the share of all right ones that are among the first n.
func (r ranking) recall(n int) float64 {
	found := 0
	for _, ok := range r.right[:min(n, len(r.right))] {
		found += int(one(ok))
	}
	return float64(found) / float64(r.total)
}

// average is the average precision: the mean, over all right ones, of the
// precision at their places; one not in the list counts zero (trec_eval's map).
func (r ranking) average() float64 {
	found, sum := 0, 0.0
	for i, ok := range r.right {
		if ok {
			found++
			sum += float64(found) / float64(i+1)
		}
	}
	return sum / float64(r.total)
}

// order returns the indexes of scores, highest first; equal ones keep their order.
func order(scores []float64) []int {
	indexes := make([]int, len(scores))
	for i := range indexes {
		indexes[i] = i
	}
	slices.SortStableFunc(indexes, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	return indexes
}

// ndcg is trec_eval's ndcg_cut at n: the gains of the first n, each divided by
// log2 of its place plus one, over the same of the best possible list.
func ndcg(gains, all []float64, n int) float64 {
	ideal := slices.Clone(all)
	slices.SortFunc(ideal, func(a, b float64) int { return cmp.Compare(b, a) })
	best := discounted(ideal, n)
	if best == 0 {
		return 0
	}
	return discounted(gains, n) / best
}

func discounted(gains []float64, n int) float64 {
	sum := 0.0
	for i, g := range gains[:min(n, len(gains))] {
		sum += g / math.Log2(float64(i+2))
	}
	return sum
}
