package weaviate

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/storybot/storybot/knowledge"
)

const (
	// largeFrom is, unless a test says otherwise, from how many passages on it is not asked for common terms, which are in more than commonShare of them:
	// most of what a search takes is to go through the passages that have these, and they decide little.
	largeFrom   = 50_000
	commonShare = 0.05
	// leastTelling is for how many terms, of the rarest, is asked however common they are.
	leastTelling = 3
	// enough is what part of what is wanted is enough without the common terms: what has only these comes last.
	enough = 4
)

// common are terms that are not asked for, and what they weigh: what they add to the score of a passage is added here.
type common map[knowledge.Term]weight

// weight is a term and its inverse document frequency.
type weight struct {
	term string
	idf  float64
}

// telling are the terms to ask for, and the common ones beside them.
func (v *view) telling(ctx context.Context, terms []string) (few []string, rest common, err error) {
	info, err := v.Info(ctx)
	if err != nil || info.Passages < v.x.large {
		return terms, nil, err //nolint:wrapcheck // it says what was tried
	}
	freq, err := v.DocFreq(ctx, terms)
	if err != nil {
		return nil, nil, err //nolint:wrapcheck // as above
	}
	order := make([]int, len(terms))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(freq[a], freq[b]) })
	rest = make(common)
	for _, i := range order {
		n := float64(freq[i])
		switch all := float64(info.Passages); {
		case n == 0:
		case len(few) < leastTelling, n <= commonShare*all:
			few = append(few, terms[i])
		default:
			rest[knowledge.Hash(terms[i])] = weight{terms[i], math.Log1p((all - n + 0.5) / (n + 0.5))}
		}
	}
	if len(few) == 0 {
		return terms, nil, nil
	}
	return few, rest, nil
}

// withAll has a search ask for the common terms, too.
func (s *search) withAll() {
	for _, w := range s.common {
		s.terms = append(s.terms, w.term)
	}
	slices.Sort(s.terms)
	s.common = nil
}

// score is what the terms add to the score of a passage by BM25, were it as long as most.
func (c common) score(d *knowledge.Document, n int) (score float64) {
	if len(c) == 0 {
		return 0
	}
	times := make(map[knowledge.Term]float64, len(c))
	for _, list := range [][]knowledge.Term{d.Title, d.Terms[n]} {
		for _, t := range list {
			if _, ok := c[t]; ok {
				times[t]++
			}
		}
	}
	for t, n := range times {
		score += c[t].idf * n / (n + bm25K1)
	}
	return score
}
