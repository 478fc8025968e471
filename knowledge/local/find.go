package local

import (
	"cmp"
	"container/heap"
	"context"
	"fmt"
	"math"
	"slices"

	zapsegment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"

	"github.com/storybot/storybot/knowledge"
)

// The constants of BM25 (Robertson and Zaragoza 2009), with the values that
// are usual for news (Anserini's): passages are much of one length, so length
// tells little.
const (
	bm25K1 = 0.9
	bm25B  = 0.4
)

// lists are the postings of some terms in one part: nil where it has none.
type lists []*zap.PostingsList

// open looks the terms up in every part and counts the passages of each.
func (s *snapshot) lists(terms []string) (found []lists, df []int, err error) {
	df = make([]int, len(terms))
	found = make([]lists, len(s.parts))
	for i, p := range s.parts {
		if found[i], err = p.lists(terms, df); err != nil {
			return nil, nil, err
		}
	}
	return found, df, nil
}

func (p *part) lists(terms []string, df []int) (l lists, err error) {
	l = make(lists, len(terms))
	err = guard("search "+p.path, func() error {
		dict, err := p.zap.Dictionary(field)
		if err != nil {
			return fmt.Errorf("search %s: %w", p.path, err)
		}
		for i, t := range terms {
			pl, err := dict.PostingsList([]byte(t), p.dead, nil)
			if err != nil {
				return fmt.Errorf("search %s: %w", p.path, err)
			}
			if n := pl.Count(); n > 0 {
				df[i] += int(n) //nolint:gosec // far fewer than 2^63
				l[i], _ = pl.(*zap.PostingsList)
			}
		}
		return nil
	})
	return l, err
}

// DocFreq counts, for each term, the passages that have it.
func (v *view) DocFreq(ctx context.Context, terms []string) ([]int, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	_, df, err := v.lists(terms)
	return df, err
}

// Candidates returns up to n passages that have at least one of the terms and
// that f allows, best first by BM25.
func (v *view) Candidates(ctx context.Context, terms []string, f knowledge.Filter, n int) ([]knowledge.Candidate, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	terms = distinct(terms)
	if n <= 0 || len(terms) == 0 || v.info.Passages == 0 {
		return nil, nil
	}
	found, df, err := v.lists(terms)
	if err != nil {
		return nil, err
	}
	best := &top{n: n}
	average := float64(v.length) / float64(v.info.Passages)
	for i := range v.parts {
		p := &v.parts[i]
		lo, hi, ok := p.within(v.snapshot, f.Story)
		if !ok {
			continue
		}
		run := &scoring{part: p, lo: lo, hi: hi, fixed: bm25K1 * (1 - bm25B), perTerm: bm25K1 * bm25B / average}
		err := guard("search "+p.path, func() error { return run.score(found[i], weights(df, v.info.Passages)) })
		if err != nil {
			return nil, err
		}
		run.offer(best, &f)
	}
	return best.sorted(), nil
}

// distinct drops repeated terms, so that the same words in another number ask the same.
func distinct(terms []string) []string {
	seen := make(map[string]bool, len(terms))
	var out []string
	for _, t := range terms {
		if !seen[t] {
			seen[t] = true
			out = append(out, t)
		}
	}
	return out
}

// weights are the terms' inverse document frequencies, times k1+1.
func weights(df []int, passages int) []float64 {
	w := make([]float64, len(df))
	for i, n := range df {
		w[i] = math.Log1p((float64(passages-n)+0.5)/(float64(n)+0.5)) * (bm25K1 + 1)
	}
	return w
}

// within gives the numbers [lo, hi) of the passages of story id, or of all
// stories where id is empty; ok is false if the part has none of them.
func (p *part) within(s *snapshot, id string) (lo, hi uint32, ok bool) {
	if id == "" {
		return 0, p.first[len(p.members)], true
	}
	at := s.find(id)
	if at < 0 {
		return 0, 0, false
	}
	for i, d := range p.docs {
		if d == s.docs[at] {
			return p.first[i], p.first[i+1], true
		}
	}
	return 0, 0, false
}

// scoring adds up the scores of a part's passages.
type scoring struct {
	*part
	lo, hi         uint32
	fixed, perTerm float64
	scores         []float32 // of the passages lo, lo+1, ...
	touched        []uint32
}

// score goes through the terms' postings one term after the other.
func (r *scoring) score(l lists, weight []float64) error {
	r.scores = make([]float32, r.hi-r.lo)
	var it zapsegment.PostingsIterator
	for i, pl := range l {
		if pl == nil {
			continue
		}
		it = pl.Iterator(true, true, false, it)
		if err := r.add(it, weight[i]); err != nil {
			return fmt.Errorf("search %s: %w", r.path, err)
		}
	}
	return nil
}

func (r *scoring) add(it zapsegment.PostingsIterator, weight float64) error {
	hit, err := it.Advance(uint64(r.lo))
	for ; hit != nil && err == nil; hit, err = it.Next() {
		n := uint32(hit.Number()) //nolint:gosec // numbers within a segment have 31 bits
		if n >= r.hi {
			return nil
		}
		one, ok := hit.(*zap.Posting)
		if !ok {
			return fmt.Errorf("a posting of type %T", hit)
		}
		freq := float64(one.Frequency())
		score := weight * freq / (freq + r.fixed + r.perTerm*float64(one.NormUint64())) // NormUint64 is the passage's length
		at := n - r.lo
		if r.scores[at] == 0 {
			r.touched = append(r.touched, n)
		}
		r.scores[at] += float32(score)
	}
	return err //nolint:wrapcheck // wrapped by score
}

// offer puts forward the passages that f allows.
func (r *scoring) offer(best *top, f *knowledge.Filter) {
	for _, n := range r.touched {
		score := float64(r.scores[n-r.lo])
		if !best.wants(score) {
			continue
		}
		m := r.of[n]
		if d := r.docs[m]; d != nil && f.Allows(&d.Story) {
			best.add(knowledge.Candidate{Doc: d, N: int(n - r.first[m]), Score: score})
		}
	}
}

// top keeps the n best candidates; it is a heap with the worst in front.
type top struct {
	n    int
	list []knowledge.Candidate
}

// better orders candidates: by score, then by story and place, so that the
// order does not depend on how the segments lie.
func better(a, b *knowledge.Candidate) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Doc.Story.ID, b.Doc.Story.ID), cmp.Compare(a.N, b.N))
}

// wants says whether a candidate with that score may come in.
func (t *top) wants(score float64) bool { return len(t.list) < t.n || score >= t.list[0].Score }

func (t *top) add(c knowledge.Candidate) {
	if len(t.list) < t.n {
		heap.Push(t, c)
		return
	}
	if better(&c, &t.list[0]) < 0 {
		t.list[0] = c
		heap.Fix(t, 0)
	}
}

func (t *top) sorted() []knowledge.Candidate {
	slices.SortFunc(t.list, func(a, b knowledge.Candidate) int { return better(&a, &b) })
	return t.list
}

// Len is part of heap.Interface.
func (t *top) Len() int { return len(t.list) }

// Less is part of heap.Interface: the worst comes first.
func (t *top) Less(i, j int) bool { return better(&t.list[i], &t.list[j]) > 0 }

// Swap is part of heap.Interface.
func (t *top) Swap(i, j int) { t.list[i], t.list[j] = t.list[j], t.list[i] }

// Push is part of heap.Interface.
func (t *top) Push(c any) {
	if c, ok := c.(knowledge.Candidate); ok {
		t.list = append(t.list, c)
	}
}

// Pop is part of heap.Interface; nothing uses it.
func (t *top) Pop() any {
	last := t.list[len(t.list)-1]
	t.list = t.list[:len(t.list)-1]
	return last
}
