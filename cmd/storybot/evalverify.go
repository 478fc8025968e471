package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/storybot/storybot/bot"
)

// verifierMeasures are the measures of the verifier alone.
type verifierMeasures struct {
	Rows      int                      `json:"rows"`
	Supported int                      `json:"supported"`         // how many of them
	AUC       share                    `json:"auc"`               // of the verdict's score
	Caught    share                    `json:"caught"`            // of the rows that are not supported
	Dropped   share                    `json:"dropped_supported"` // of the rows that are
	ByClass   map[string]classMeasures `json:"by_class"`
}

// classMeasures counts the rows of one class and those found not to hold.
type classMeasures struct {
	Rows    int `json:"rows"`
	Flagged int `json:"flagged"`
}

func (m *verifierMeasures) rows() []measure {
	list := []measure{
		{"rows", strconv.Itoa(m.Rows)}, {"supported", strconv.Itoa(m.Supported)}, {"AUC", number(m.AUC)},
		{"unsupported caught", number(m.Caught)}, {"supported dropped", number(m.Dropped)},
	}
	for _, class := range slices.Sorted(maps.Keys(m.ByClass)) {
		c := m.ByClass[class]
		list = append(list, measure{"flagged of " + class, fmt.Sprintf("%.3f", float64(c.Flagged)/float64(c.Rows))})
	}
	return list
}

// verify judges every sentence by its source.
func (e *evaluation) verify(ctx context.Context, rows []evalRow, p *progress) (measures, error) {
	m := &verifierMeasures{Rows: len(rows), ByClass: make(map[string]classMeasures)}
	var yes, no, caught, dropped []float64
	for i := range rows {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("measure: %w", ctx.Err())
		}
		row := &rows[i]
		v := bot.Verify(row.Sentence, row.Source)
		if *row.Supported {
			m.Supported++
			yes, dropped = append(yes, v.Score), append(dropped, one(!v.Holds))
		} else {
			no, caught = append(no, v.Score), append(caught, one(!v.Holds))
		}
		if row.Class != "" {
			c := m.ByClass[row.Class]
			c.Rows++
			c.Flagged += int(one(!v.Holds))
			m.ByClass[row.Class] = c
		}
		e.tell("%s\t%s\tsupported %v\tholds %v\tscore %.3f\t%s\t%s", row.ID, row.Class, *row.Supported, v.Holds, v.Score, v.Why, row.Sentence)
		p.tell(row.ID, i+1)
	}
	m.AUC, m.Caught, m.Dropped = auc(yes, no), mean(caught), mean(dropped)
	return m, nil
}
