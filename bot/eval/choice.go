package eval

import (
	"context"
	"fmt"
	"slices"
	"strconv"
)

// choiceMeasures are the measures of the choice of sentences alone: of the
// order over the questions that have a right sentence, and of the confidence
// over all.
type choiceMeasures struct {
	Questions  int   `json:"questions"`
	Top1       share `json:"top1"`
	Top3       share `json:"top3"`
	MRR        share `json:"mrr"`
	MAP        share `json:"map"`
	Answerable share `json:"answerable_auc"`
}

func (m *choiceMeasures) Figures() []Figure {
	return []Figure{
		{"questions", strconv.Itoa(m.Questions)},
		{"first is right", number(m.Top1)}, {"one of three is right", number(m.Top3)},
		{"MRR", number(m.MRR)}, {"MAP", number(m.MAP)}, {"AUC of the confidence", number(m.Answerable)},
	}
}

// choiceRow is a question with sentences, and which of these answer it.
type choiceRow struct {
	ID        string   `json:"id"`
	Question  string   `json:"question"`
	Sentences []string `json:"sentences"`
	Selected  []int    `json:"selected"`
}

func (r *choiceRow) check() error {
	for _, i := range r.Selected {
		if i < 0 || i >= len(r.Sentences) {
			return fmt.Errorf("selected names sentence %d of %d", i, len(r.Sentences))
		}
	}
	return nil
}

// choose orders the sentences of every question.
func (e *Evaluator) choose(ctx context.Context, rows []choiceRow, step stepFunc) (Measures, error) {
	var top1, top3, mrr, average, yes, no []float64
	for i := range rows {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("measure: %w", ctx.Err())
		}
		row := &rows[i]
		scores, sure := chosen(row.Question, row.Sentences)
		step(row.ID, i+1)
		if len(row.Selected) == 0 {
			no = append(no, sure)
			e.row("%s\tnone\tconfidence %.3f\t%s", row.ID, sure, row.Question)
			continue
		}
		yes = append(yes, sure)
		r := ranking{total: len(row.Selected)}
		for _, n := range order(scores) {
			r.right = append(r.right, slices.Contains(row.Selected, n))
		}
		top1, top3 = append(top1, r.within(1)), append(top3, r.within(3))
		mrr, average = append(mrr, r.reciprocal(len(r.right))), append(average, r.average())
		e.row("%s\trank %.0f\tconfidence %.3f\t%s", row.ID, 1/r.reciprocal(len(r.right)), sure, row.Question)
	}
	return &choiceMeasures{
		Questions: len(rows), Top1: mean(top1), Top3: mean(top3), MRR: mean(mrr), MAP: mean(average), Answerable: auc(yes, no),
	}, nil
}
