package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge/text"
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

func (m *choiceMeasures) rows() []measure {
	return []measure{
		{"questions", strconv.Itoa(m.Questions)},
		{"first is right", number(m.Top1)}, {"one of three is right", number(m.Top3)},
		{"MRR", number(m.MRR)}, {"MAP", number(m.MAP)}, {"AUC of the confidence", number(m.Answerable)},
	}
}

// choose orders the sentences of every question.
func (e *evaluation) choose(ctx context.Context, rows []evalRow, p *progress) (measures, error) {
	var top1, top3, mrr, average, yes, no []float64
	for i := range rows {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("measure: %w", ctx.Err())
		}
		row := &rows[i]
		scores, sure := choose.Scores(text.English(), row.Question, row.Sentences)
		p.tell(row.ID, i+1)
		if len(row.Selected) == 0 {
			no = append(no, sure)
			e.tell("%s\tnone\tconfidence %.3f\t%s", row.ID, sure, row.Question)
			continue
		}
		yes = append(yes, sure)
		r := ranking{total: len(row.Selected)}
		for _, n := range order(scores) {
			r.right = append(r.right, slices.Contains(row.Selected, n))
		}
		top1, top3 = append(top1, r.within(1)), append(top3, r.within(3))
		mrr, average = append(mrr, r.reciprocal(len(r.right))), append(average, r.average())
		e.tell("%s\trank %.0f\tconfidence %.3f\t%s", row.ID, 1/r.reciprocal(len(r.right)), sure, row.Question)
	}
	return &choiceMeasures{
		Questions: len(rows), Top1: mean(top1), Top3: mean(top3), MRR: mean(mrr), MAP: mean(average), Answerable: auc(yes, no),
	}, nil
}
