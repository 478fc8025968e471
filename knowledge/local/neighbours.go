package local

import (
	"context"
	"fmt"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/packed"
	"github.com/storybot/storybot/knowledge/local/vectors"
)

// What an engine needs that searches these vectors elsewhere.

// VectorsAfter returns up to n vectors of a model behind the one with that number, in the order of their numbers.
func (x *Index) VectorsAfter(ctx context.Context, name string, after int64, n int) (list []vectors.Kept, err error) {
	m, found, err := x.model(ctx, name)
	if err != nil || !found {
		return nil, err
	}
	if err := m.After(ctx, x.db.readers, after, n, func(one vectors.Kept) bool { list = append(list, one); return true }); err != nil {
		return nil, x.db.asDamage(err)
	}
	return list, nil
}

// Numbers returns the numbers of vectors of a model, nil for one that is not there.
func (x *Index) Numbers(ctx context.Context, name string, list []vectors.Kept) ([][]float32, error) {
	numbers := make([][]float32, len(list))
	m, found, err := x.model(ctx, name)
	for i := 0; err == nil && found && i < len(list); i++ {
		numbers[i], err = m.Numbers(ctx, x.db.readers, list[i].ID)
	}
	if err != nil {
		return nil, x.db.asDamage(err)
	}
	return numbers, nil
}

// Embedding tells how many numbers the vectors of a model have, 0 where there are none, and the number of the last vector, of whatever model,
// that the view sees.
func (v *view) Embedding(ctx context.Context, name string) (dimension int, last int64, err error) {
	m, _, err := v.x.model(ctx, name)
	return m.Dimension, v.lastVector, err
}

// Embedded returns, for each fingerprint, the passages of the view whose text has it, if the view sees a vector of that model for it.
func (v *view) Embedded(ctx context.Context, name string, prints []packed.Fingerprint) ([][]knowledge.Candidate, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("find the passages of vectors: %w", err)
	}
	list := make([][]knowledge.Candidate, len(prints))
	m, found, err := v.x.model(ctx, name)
	if err != nil || !found {
		return list, err
	}
	seen := make(map[packed.Fingerprint]bool, len(prints))
	err = m.Known(ctx, v.x.db.readers, append([]packed.Fingerprint{}, prints...), func(one vectors.Kept) bool {
		seen[one.Print] = one.ID <= v.lastVector
		return true
	})
	if err != nil {
		return nil, v.x.db.asDamage(err)
	}
	for i, p := range prints {
		if !seen[p] {
			continue
		}
		for _, at := range v.at(p) {
			list[i] = append(list[i], knowledge.Candidate{Story: &at.doc.StoryInfo, N: at.n})
		}
	}
	return list, nil
}
