package local

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/packed"
)

// nearMost is the most neighbours vec0 gives in one go.
const nearMost = 4096

// Near returns up to n passages whose vectors are nearest to vector, by their
// cosine, which is the Score.
func (v *view) Near(ctx context.Context, name string, vector []float32, f knowledge.Filter, n int) ([]knowledge.Candidate, error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("search the vectors of %s: %w", name, err)
	}
	m, found, err := findModel(ctx, v.x.db.readers, name)
	if err != nil || !found || n <= 0 {
		return nil, err
	}
	if len(vector) != m.dimension {
		return nil, fmt.Errorf("%s: a vector of %d numbers is asked for among vectors of %d", name, len(vector), m.dimension)
	}
	if err := packed.CheckVectors(name, []string{""}, [][]float32{vector}); err != nil {
		return nil, err //nolint:wrapcheck // it names the model
	}
	ask := &nearQuery{view: v, model: m, name: name, vector: packed.Vector(vector), f: f, n: n}
	if f.Story != "" {
		return ask.ofStory(ctx)
	}
	for k := max(4*n, 64); ; k *= 4 {
		// Some of the nearest may be of other days or of texts that are gone:
		// then more are asked for.
		k = min(k, nearMost)
		list, seen, err := ask.nearest(ctx, k)
		if err != nil || len(list) == n || seen < k {
			return list, err
		}
		if k == nearMost {
			return ask.all(ctx)
		}
	}
}

// nearQuery is one question for neighbours.
type nearQuery struct {
	*view
	model  model
	name   string
	vector []byte
	f      knowledge.Filter
	n      int
}

// nearest goes through the k nearest vectors; seen tells how many there were.
func (a *nearQuery) nearest(ctx context.Context, k int) (list []knowledge.Candidate, seen int, err error) {
	return a.query(ctx, `SELECT v.id, v.text, d.distance FROM (
		SELECT rowid, distance FROM `+a.model.table()+` WHERE vector MATCH ? AND k = ?) d
		JOIN vectors v ON v.id = d.rowid ORDER BY d.distance, v.id`, a.vector, k)
}

// all goes through all vectors; only a narrow filter needs it.
func (a *nearQuery) all(ctx context.Context) ([]knowledge.Candidate, error) {
	list, _, err := a.query(ctx, `SELECT v.id, v.text, vec_distance_cosine(d.vector, ?) AS far FROM `+a.model.table()+` d
		JOIN vectors v ON v.id = d.rowid ORDER BY far, v.id`, a.vector)
	return list, err
}

// ofStory asks for the vectors of one story's passages.
func (a *nearQuery) ofStory(ctx context.Context) ([]knowledge.Candidate, error) {
	i := a.find(a.f.Story)
	if i < 0 {
		return nil, nil
	}
	var list []knowledge.Candidate
	for n := range a.docs[i].Passages {
		p := a.fingerprintAt(i, n)
		found, _, err := a.query(ctx, `SELECT v.id, v.text, vec_distance_cosine(d.vector, ?) FROM vectors v
			JOIN `+a.model.table()+` d ON d.rowid = v.id WHERE v.model = ? AND v.text = ?`, a.vector, a.model.number, p[:])
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			if c.N == n {
				list = append(list, c)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b knowledge.Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return list[:min(a.n, len(list))], nil
}

// query reads vectors, nearest first, and gives the passages they are of.
func (a *nearQuery) query(ctx context.Context, query string, args ...any) (list []knowledge.Candidate, seen int, err error) {
	rows, err := a.x.db.readers.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, 0, fmt.Errorf("search the vectors of %s: %w", a.name, a.x.db.asDamage(err))
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() && len(list) < a.n {
		var id int64
		var text []byte
		var distance float64
		if err := rows.Scan(&id, &text, &distance); err != nil {
			return nil, 0, fmt.Errorf("search the vectors of %s: %w", a.name, err)
		}
		seen++
		if id > a.lastVector || len(text) != packed.FingerprintSize {
			continue
		}
		for _, p := range a.at(packed.Fingerprint(text)) {
			if len(list) < a.n && a.f.Allows(&p.doc.Story) {
				list = append(list, knowledge.Candidate{Story: &p.doc.StoryInfo, N: p.n, Score: 1 - distance})
			}
		}
	}
	if err := rows.Err(); err != nil {
		return nil, 0, fmt.Errorf("search the vectors of %s: %w", a.name, a.x.db.asDamage(err))
	}
	return list, seen, nil
}
