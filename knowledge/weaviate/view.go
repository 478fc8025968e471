package weaviate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// view is a View of the truth that finds in Weaviate.
type view struct {
	knowledge.View
	x       *Index
	opened  time.Time
	sources []string // that it has, where it has not all; nil: all
}

// Of returns the same moment without the stories of other sources.
func (v *view) Of(ctx context.Context, sources []string) (knowledge.View, error) {
	of, err := v.View.Of(ctx, sources)
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what was tried
	}
	some := &view{View: of, x: v.x, opened: v.opened, sources: v.sources}
	whole, err := v.Info(ctx)
	if err == nil {
		var left knowledge.Info
		if left, err = of.Info(ctx); err == nil && left.Passages < whole.Passages {
			some.sources = append([]string{}, sources...)
		}
	}
	if err != nil {
		of.Close()
		return nil, err //nolint:wrapcheck // as above
	}
	return some, nil
}

var (
	// errNowhere means that no node has what a View shows, and errAway that those are gone that had it, or all.
	errNowhere = errors.New("no node of the Weaviate has these stories yet")
	errAway    = errors.New("no node of the Weaviate is there")
	// errStrange means that a node that has proved to have what a View shows has something else.
	errStrange = errors.New("the Weaviate finds what these stories are not")
	// errFresh means that too much of it was written just now: see known.
	errFresh = errors.New("too many of the passages are new to the Weaviate")
)

// strictPatience is how long a search waits that may find nowhere else.
const strictPatience = 3 * time.Minute

// Candidates returns passages that Weaviate finds, or the truth where it cannot.
func (v *view) Candidates(ctx context.Context, terms []string, w knowledge.Wish) ([]knowledge.Candidate, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	info, err := v.Info(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what was tried
	}
	if info.Passages == 0 || len(terms) == 0 || w.N <= 0 || w.N > mostResults || w.RecentN > mostResults {
		return v.View.Candidates(ctx, terms, w) //nolint:wrapcheck // as above
	}
	asked, err := v.asked(ctx, distinct(terms), w.Common)
	if err != nil {
		return nil, err
	}
	list, err := v.candidates(ctx, stamp(info.Loaded), asked, &w)
	switch {
	case err == nil && (len(list) > 0 || v.x.o.Strict):
		return list, nil
	case err == nil: // a node may lack what it should have: the truth knows, and is asked in a moment
	case v.x.o.Strict || ctx.Err() != nil:
		return nil, err
	case w.Standby != nil && !errors.Is(err, errNowhere) && !errors.Is(err, errFresh): // else it is only behind, as after each load
		*w.Standby = true
	}
	return v.View.Candidates(ctx, terms, w) //nolint:wrapcheck // as above
}

// mostPostings is how many passages the terms together have that Weaviate is asked for: it
// goes through all of them, so that a common term would cost it too much.
const mostPostings = 6000

// asked are the terms that Weaviate is asked for: those that find, and of the common ones, which it
// cannot count without finding by them, the rarest.
func (v *view) asked(ctx context.Context, terms, common []string) ([]string, error) {
	if len(common) == 0 {
		return terms, nil
	}
	all := distinct(slices.Concat(terms, common))
	df, err := v.DocFreq(ctx, all)
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what was tried
	}
	n, sum := 0, 0
	for n < len(all) && (n < len(terms) || sum+df[n] <= mostPostings) {
		sum += df[n]
		n++
	}
	return all[:n], nil
}

func (v *view) candidates(ctx context.Context, loaded string, terms []string, w *knowledge.Wish) ([]knowledge.Candidate, error) {
	generation, fresh, err := v.known(ctx, loaded)
	if err != nil {
		return nil, err
	}
	s := search{generation: generation, sources: v.sources, terms: terms, filter: w.Filter, n: w.N, fresh: fresh}
	if v.x.places.allBy(w.Filter.At) {
		s.filter.At = time.Time{}
	}
	if w.RecentN <= 0 {
		return v.find(ctx, s)
	}
	recently := s
	recently.n, recently.recent = w.RecentN, w.Recent
	var recent []knowledge.Candidate
	var rerr error
	var both sync.WaitGroup
	both.Go(func() { recent, rerr = v.find(ctx, recently) }) // beside the other, maybe at another node: what costs is to fetch what was found
	best, err := v.find(ctx, s)
	both.Wait()
	return append(best, recent...), errors.Join(err, rerr)
}

// find returns the passages of one search.
func (v *view) find(ctx context.Context, s search) ([]knowledge.Candidate, error) {
	hits, err := v.x.ask(ctx, &s)
	if err != nil {
		return nil, err
	}
	list, strange, err := v.proved(ctx, hits, &s)
	if err == nil && strange && !v.x.o.Strict {
		v.x.strange.Store(true)
		err = errStrange
	}
	return list[:min(len(list), s.n)], err
}

// known is the generation of a load, and how many passages of it are fresh. Who is strict waits for it.
func (v *view) known(ctx context.Context, loaded string) (generation, fresh int, err error) {
	for began := time.Now(); ; {
		generation, fresh, ok := v.x.known.generation(loaded)
		switch {
		case time.Since(v.opened) > v.x.o.Keep/2: // what is gone since then may be gone for good
			return 0, 0, errNowhere
		case ok && (fresh <= mostFresh || v.x.o.Strict && fresh <= mostStrict):
			return generation, fresh, nil
		case ok:
			err = errFresh
		case !v.x.known.reached():
			err = errAway
		default:
			err = errNowhere
		}
		if !v.x.o.Strict || time.Since(began) > strictPatience {
			return 0, 0, err
		}
		select {
		case <-ctx.Done():
			return 0, 0, fmt.Errorf("search: %w", ctx.Err())
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// proved are the hits that are passages of the view and that the filter of the search allows, best first. strange reports whether others
// are no passages of the view, though only such were asked for.
func (v *view) proved(ctx context.Context, hits []found, s *search) (list []knowledge.Candidate, strange bool, err error) {
	docs := make(map[place]*knowledge.Document)
	for _, h := range hits {
		at, n, ok := placed(h.id)
		d, looked := docs[at]
		if ok && !looked {
			if d, err = v.document(ctx, at); err != nil {
				return nil, false, err
			}
			docs[at] = d
		}
		switch {
		case d == nil || n >= len(d.Passages):
			strange = true
		case s.filter.Allows(&d.Story):
			list = append(list, knowledge.Candidate{Story: &d.StoryInfo, N: n, Score: h.score})
		}
	}
	slices.SortStableFunc(list, func(a, b knowledge.Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Story.Story.ID, b.Story.Story.ID), a.N-b.N)
	})
	return list, strange, nil
}

// document is the story at a place, or nil.
func (v *view) document(ctx context.Context, at place) (*knowledge.Document, error) {
	s, ok := v.x.places.at(at)
	if !ok {
		return nil, nil
	}
	docs, err := v.Documents(ctx, []string{s.id})
	switch {
	case errors.Is(err, knowledge.ErrNotFound):
		return nil, nil
	case err != nil:
		return nil, err //nolint:wrapcheck // it says what was tried
	case docs[0].Story.Hash != s.hash:
		return nil, nil
	}
	return docs[0], nil
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
