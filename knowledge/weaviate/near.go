package weaviate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/packed"
	"github.com/storybot/storybot/knowledge/local/vectors"
)

// Near returns passages whose vectors Weaviate finds nearest, or the truth where it cannot, or where fewer are left than are wanted: a graph
// may have no way to some of them, and only the truth goes through all.
func (v *view) Near(ctx context.Context, model string, vector []float32, f knowledge.Filter, n int) ([]knowledge.Candidate, error) {
	s := v.x.neighbours
	sees, ok := v.View.(sight)
	if s.truth == nil || !ok || ctx.Err() != nil || n <= 0 || n > vectors.MostNearest/4 || f.Story != "" {
		return v.View.Near(ctx, model, vector, f, n) //nolint:wrapcheck // it says what was tried
	}
	s.want(model, false)
	dimension, last, err := sees.Embedding(ctx, model)
	if err != nil {
		return nil, err //nolint:wrapcheck // as above
	}
	if dimension == 0 || len(vector) != dimension || packed.CheckVectors(model, []string{""}, [][]float32{vector}) != nil {
		return v.View.Near(ctx, model, vector, f, n) //nolint:wrapcheck // it says what is wrong
	}
	q := &nearest{v: v, sees: sees, model: model, class: nearClassName(v.x.name, model, dimension), last: last, vector: vector, f: f, n: n}
	list, err := q.find(ctx)
	switch {
	case err == nil && len(list) == n:
		return list, nil
	case err != nil && (v.x.o.Strict || ctx.Err() != nil):
		return nil, err
	}
	return v.View.Near(ctx, model, vector, f, n) //nolint:wrapcheck // as above
}

// nearest is one question for neighbours.
type nearest struct {
	v      *view
	sees   sight
	model  string
	class  string
	last   int64 // of the vectors that the view sees
	vector []float32
	f      knowledge.Filter
	n      int
}

// find returns what the nodes find. Some of the nearest may be of other days, of texts that are gone, or not there yet in the
// view: then more are asked for.
func (q *nearest) find(ctx context.Context) ([]knowledge.Candidate, error) {
	for k := max(4*q.n, 64); ; k *= 4 {
		k = min(k, vectors.MostNearest)
		hits, err := q.ask(ctx, k)
		if err != nil {
			return nil, err
		}
		list, err := q.passages(ctx, hits)
		if err != nil || len(list) == q.n || len(hits) < k || k == vectors.MostNearest {
			return list, err
		}
	}
}

// ask asks a node that has all vectors of the view. Who is strict waits for it.
func (q *nearest) ask(ctx context.Context, k int) ([]found, error) {
	x := q.v.x
	for began := time.Now(); ; {
		nodes := x.neighbours.having(x.nodes, q.model, q.class, q.last)
		switch {
		case len(nodes) > 0:
			r := &race{hedges: &x.neighbours.hedges, failed: x.neighbours.fails}
			r.search = func(ctx context.Context, n *node) ([]found, error) {
				return n.find(ctx, nearQuery(q.class, q.vector, k, nil))
			}
			return r.ask(ctx, nodes)
		case !x.o.Strict || time.Since(began) > strictPatience:
			return nil, errNowhere
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("search: %w", ctx.Err())
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// passages are those of the view that have the vectors that were found and that the filter allows, nearest first.
func (q *nearest) passages(ctx context.Context, hits []found) (list []knowledge.Candidate, err error) {
	slices.SortStableFunc(hits, func(a, b found) int { return cmp.Compare(a.distance, b.distance) })
	prints := make([]packed.Fingerprint, len(hits))
	for i, h := range hits {
		prints[i] = printOf(h.id)
	}
	of, err := q.sees.Embedded(ctx, q.model, prints)
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what was tried
	}
	for i, h := range hits {
		for _, c := range of[i] {
			if len(list) < q.n && q.f.Allows(&c.Story.Story) {
				c.Score = 1 - h.distance
				list = append(list, c)
			}
		}
	}
	return list, nil
}
