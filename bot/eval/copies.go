package eval

import (
	"context"
	"strconv"

	"github.com/storybot/storybot/knowledge"
)

// copyRow is a story, and the origin it shares with others.
type copyRow struct {
	eventStory
	Cluster string `json:"cluster"` // empty: it is nobody's copy
}

// CopyMeasures are those of Bagga and Baldwin (1998), B-cubed: of each story, the
// share of its group that is of its origin, and the share of its origin that is
// in its group, over all stories.
type CopyMeasures struct {
	Stories   int   `json:"stories"`
	Precision share `json:"b3_precision"`
	Recall    share `json:"b3_recall"`
	F1        share `json:"b3_f1"`
}

// Figures are the same for people.
func (m *CopyMeasures) Figures() []Figure {
	return []Figure{
		{"stories", strconv.Itoa(m.Stories)},
		{"B-cubed precision", number(m.Precision)}, {"B-cubed recall", number(m.Recall)}, {"B-cubed F1", number(m.F1)},
	}
}

// copies groups all stories by their origin.
func (e *Evaluator) copies(_ context.Context, rows []copyRow, step stepFunc) (Measures, error) {
	stories := make([]knowledge.Story, len(rows))
	for i := range rows {
		stories[i] = *rows[i].story()
	}
	groups := knowledge.Origins(stories)
	var precision, recall []float64
	for i := range rows {
		right, group, all := 0.0, 0.0, 0.0
		for j := range rows {
			inGroup := groups[i] == groups[j]
			ofOrigin := i == j || rows[i].Cluster != "" && rows[i].Cluster == rows[j].Cluster
			right, group, all = right+one(inGroup && ofOrigin), group+one(inGroup), all+one(ofOrigin)
		}
		precision, recall = append(precision, right/group), append(recall, right/all)
		e.row("%s\t%s\tprecision %.3f\trecall %.3f\t%s", rows[i].ID, rows[i].Cluster, right/group, right/all, rows[i].Title)
		step(rows[i].ID, i+1)
	}
	m := &CopyMeasures{Stories: len(rows), Precision: mean(precision), Recall: mean(recall)}
	f1 := 2 * *m.Precision * *m.Recall / (*m.Precision + *m.Recall)
	m.F1 = &f1
	return m, nil
}
