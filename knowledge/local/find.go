package local

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
	zapsegment "github.com/blevesearch/scorch_segment_api/v2"
	zap "github.com/blevesearch/zapx/v17"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/bm25"
	"github.com/storybot/storybot/knowledge/local/zapfile"
)

// postings are the postings lists of some terms in one part: nil where it has none.
type postings []*zap.PostingsList

// lookUp looks the terms up in every part and counts the passages of each.
func (s *snapshot) lookUp(ctx context.Context, terms []string) (found []postings, df []int, err error) {
	df = make([]int, len(terms))
	found = make([]postings, len(s.parts))
	for i, p := range s.parts {
		if err := ctx.Err(); err != nil {
			return nil, nil, fmt.Errorf("search %s: %w", p.path, err)
		}
		if found[i], err = p.lookUp(terms, df); err != nil {
			return nil, nil, err
		}
	}
	return found, df, nil
}

func (p *part) lookUp(terms []string, df []int) (l postings, err error) {
	l = make(postings, len(terms))
	err = zapfile.Recovered("search "+p.path, func() error {
		dict, err := p.zap.Dictionary(zapfile.Field)
		if err != nil {
			return fmt.Errorf("search %s: %w", p.path, err)
		}
		for i, t := range terms {
			pl, err := dict.PostingsList([]byte(t), p.deleted, nil)
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
	return l, err //nolint:wrapcheck // it says what was tried
}

// DocFreq counts, for each term, the passages that have it.
func (v *view) DocFreq(ctx context.Context, terms []string) ([]int, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	_, df, err := v.lookUp(ctx, terms)
	return df, err
}

// Candidates returns the passages that have at least one of the terms and that
// w wishes for, best first by BM25 and w.Common, the recent ones after the others.
func (v *view) Candidates(ctx context.Context, terms []string, w knowledge.Wish) ([]knowledge.Candidate, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	terms = distinct(terms)
	if w.N <= 0 || len(terms) == 0 || v.info.Passages == 0 {
		return nil, nil
	}
	found, df, err := v.lookUp(ctx, distinct(slices.Concat(terms, w.Common)))
	if err != nil {
		return nil, err
	}
	best, recent := &top{n: w.N, parts: v.parts}, &top{n: w.RecentN, parts: v.parts}
	average := float64(v.length) / float64(v.info.Passages)
	weight := make([]float64, len(df))
	for i, n := range df {
		weight[i] = bm25.IDF(v.info.Passages, n)
	}
	for i := range v.parts {
		p := &v.parts[i]
		lo, hi, ok := p.within(v.snapshot, w.Story)
		if !ok {
			continue
		}
		run := v.x.newScorer(p, lo, hi)
		run.fixed, run.perTerm = bm25.K1*(1-bm25.B), bm25.K1*bm25.B/average
		err := zapfile.Recovered("search "+p.path, func() error {
			if err := run.score(ctx, found[i][:len(terms)], weight); err != nil {
				return err
			}
			run.addCommon(found[i][len(terms):], weight[len(terms):])
			return nil
		})
		if err == nil {
			run.offer(best, recent, uint32(i), &w) //nolint:gosec // few parts
		}
		v.x.recycle(run)
		if err != nil {
			return nil, err //nolint:wrapcheck // it says what was tried
		}
	}
	return append(best.candidates(), recent.candidates()...), nil
}

// distinct drops repeated terms, so that a word that is repeated counts once.
func distinct(terms []string) []string {
	var out []string
	for _, t := range terms {
		if !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
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

// scorer adds up the scores of a part's passages.
type scorer struct {
	*part
	lo, hi         uint32
	fixed, perTerm float64
	scores         []float32 // of the passages lo, lo+1, ...; all zero when not in use
	touched        []uint32
	postings       zapsegment.PostingsIterator
}

// newScorer returns a scorer of the passages [lo, hi) of p, if possible a recycled one.
func (x *Index) newScorer(p *part, lo, hi uint32) *scorer {
	r, _ := x.scratch.Get().(*scorer)
	if r == nil {
		r = new(scorer)
	}
	if n := int(hi - lo); cap(r.scores) < n {
		r.scores = make([]float32, n)
	} else {
		r.scores = r.scores[:n]
	}
	r.part, r.lo, r.hi = p, lo, hi
	return r
}

// recycle sets the scores of r to zero and keeps it for another search.
func (x *Index) recycle(r *scorer) {
	for _, n := range r.touched {
		r.scores[n-r.lo] = 0
	}
	r.touched, r.part = r.touched[:0], nil
	x.scratch.Put(r)
}

// score goes through the terms' postings one term after the other.
func (r *scorer) score(ctx context.Context, l postings, weight []float64) error {
	for i, pl := range l {
		if pl == nil {
			continue
		}
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("search %s: %w", r.path, err)
		}
		r.postings = pl.Iterator(true, true, false, r.postings)
		if err := r.add(r.postings, weight[i]*(bm25.K1+1)); err != nil {
			return fmt.Errorf("search %s: %w", r.path, err)
		}
	}
	return nil
}

func (r *scorer) add(it zapsegment.PostingsIterator, weight float64) error {
	hit, err := it.Advance(uint64(r.lo))
	for ; hit != nil && err == nil; hit, err = it.Next() {
		one, ok := hit.(*zap.Posting)
		if !ok {
			return fmt.Errorf("a posting of type %T", hit)
		}
		n := uint32(one.Number()) //nolint:gosec // numbers within a segment have 31 bits
		if n >= r.hi {
			return nil
		}
		freq := float64(one.Frequency())
		score := &r.scores[n-r.lo]
		if *score == 0 {
			r.touched = append(r.touched, n)
		}
		*score += float32(weight * freq / (freq + r.fixed + r.perTerm*float64(one.NormUint64()))) // NormUint64 is the passage's length
	}
	return err //nolint:wrapcheck // wrapped by score
}

// addCommon adds to the scores of what was found the weights of further terms that it has.
func (r *scorer) addCommon(l postings, weight []float64) {
	if len(l) == 0 || len(r.touched) == 0 {
		return
	}
	found := roaring.BitmapOf(r.touched...)
	for i, pl := range l {
		if pl != nil {
			zapfile.Among(found, pl, func(n uint32) { r.scores[n-r.lo] += float32(weight[i]) })
		}
	}
}

// offer puts forward the passages that w allows. Dates, which nearly every
// wish has, are looked at first and by themselves: a story lies far off in memory.
func (r *scorer) offer(best, recent *top, index uint32, w *knowledge.Wish) {
	at, since := int64(math.MaxInt64), unixSeconds(w.Recent)
	if !w.At.IsZero() && !w.Ahead {
		at = w.At.Unix()
	}
	plain := w.Since.IsZero() && w.Until.IsZero() && w.Story == "" && len(w.Collections) == 0
	for _, n := range r.touched {
		score := r.scores[n-r.lo]
		m := r.of[n]
		day := r.days[m]
		first, second := best.admits(score), day >= since && recent.admits(score)
		if !first && !second || day > at {
			continue
		}
		if d := r.docs[m]; d == nil || !plain && !w.Allows(&d.Story) {
			continue
		}
		if first {
			best.add(scored{score, index, n})
		}
		if second {
			recent.add(scored{score, index, n})
		}
	}
}
