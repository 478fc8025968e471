package local

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/packed"
	"github.com/storybot/storybot/knowledge/local/vectors"
)

// Near returns up to n passages whose vectors are nearest to vector, by their
// cosine, which is the Score.
func (v *view) Near(ctx context.Context, name string, vector []float32, f knowledge.Filter, n int) ([]knowledge.Candidate, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("search the vectors of %s: %w", name, err)
	}
	m, found, err := v.x.model(ctx, name)
	if err != nil || !found || n <= 0 {
		return nil, err
	}
	if len(vector) != m.Dimension {
		return nil, fmt.Errorf("%s: a vector of %d numbers is asked for among vectors of %d", name, len(vector), m.Dimension)
	}
	if err := packed.CheckVectors(name, []string{""}, [][]float32{vector}); err != nil {
		return nil, err //nolint:wrapcheck // it names the model
	}
	ask := &nearQuery{view: v, model: m, vector: packed.Vector(vector), f: f, n: n}
	if f.Story != "" {
		err = ask.ofStory(ctx)
	} else {
		err = ask.ofAll(ctx)
	}
	if err != nil {
		return nil, v.x.db.asDamage(err)
	}
	return ask.list, nil
}

// nearQuery is one question for neighbours.
type nearQuery struct {
	*view
	model  vectors.Model
	vector []byte
	f      knowledge.Filter
	n      int
	list   []knowledge.Candidate
	seen   int // vectors that were gone through
}

// ofAll asks for the nearest of all.
func (a *nearQuery) ofAll(ctx context.Context) error {
	for k := max(4*a.n, 64); ; k *= 4 {
		// Some of the nearest may be of other days or of texts that are gone:
		// then more are asked for.
		k = min(k, vectors.MostNearest)
		a.list, a.seen = nil, 0
		if err := a.model.Nearest(ctx, a.x.db.readers, a.vector, k, a.add); err != nil || len(a.list) == a.n || a.seen < k {
			return err //nolint:wrapcheck // it names the model
		}
		if k == vectors.MostNearest { // only a narrow filter needs all
			a.list = nil
			return a.model.All(ctx, a.x.db.readers, a.vector, a.add) //nolint:wrapcheck // as above
		}
	}
}

// add takes the passages that have a vector, and reports whether there is room for more.
func (a *nearQuery) add(one vectors.Kept) bool {
	a.seen++
	if one.ID > a.lastVector {
		return true
	}
	for _, p := range a.at(one.Print) {
		if len(a.list) < a.n && a.f.Allows(&p.doc.Story) {
			a.list = append(a.list, knowledge.Candidate{Story: &p.doc.StoryInfo, N: p.n, Score: 1 - one.Distance})
		}
	}
	return len(a.list) < a.n
}

// ofStory asks for the vectors of one story's passages.
func (a *nearQuery) ofStory(ctx context.Context) error {
	i := a.find(a.f.Story)
	if i < 0 {
		return nil
	}
	for n := range a.docs[i].Passages {
		err := a.model.Of(ctx, a.x.db.readers, a.vector, a.fingerprintAt(i, n), func(one vectors.Kept) bool {
			if one.ID <= a.lastVector && a.f.Allows(&a.docs[i].Story) {
				a.list = append(a.list, knowledge.Candidate{Story: &a.docs[i].StoryInfo, N: n, Score: 1 - one.Distance})
			}
			return true
		})
		if err != nil {
			return err //nolint:wrapcheck // it names the model
		}
	}
	slices.SortStableFunc(a.list, func(a, b knowledge.Candidate) int { return cmp.Compare(b.Score, a.Score) })
	a.list = a.list[:min(a.n, len(a.list))]
	return nil
}
