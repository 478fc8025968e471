package eval

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// verifierMeasures are the measures of the verifier alone.
type verifierMeasures struct {
	Rows      int                      `json:"rows"`
	Supported int                      `json:"supported"`         // how many of them
	AUC       share                    `json:"auc"`               // of the verdict's score
	Caught    share                    `json:"caught"`            // of the rows that are not supported
	Dropped   share                    `json:"dropped_supported"` // of the rows that are
	ByClass   map[string]classMeasures `json:"by_class"`

	parts []Figure // the AUC of each origin, and of each class against the clean rows: for people
}

// classMeasures counts the rows of one class and those found not to hold.
type classMeasures struct {
	Rows    int `json:"rows"`
	Flagged int `json:"flagged"`
}

func (m *verifierMeasures) Figures() []Figure {
	list := []Figure{
		{"rows", strconv.Itoa(m.Rows)}, {"supported", strconv.Itoa(m.Supported)}, {"AUC", number(m.AUC)},
		{"unsupported caught", number(m.Caught)}, {"supported dropped", number(m.Dropped)},
	}
	for _, class := range slices.Sorted(maps.Keys(m.ByClass)) {
		c := m.ByClass[class]
		list = append(list, Figure{"flagged of " + class, fmt.Sprintf("%.3f", float64(c.Flagged)/float64(c.Rows))})
	}
	return append(list, m.parts...)
}

// verifierRow is a sentence, the source it is to be judged by, and the truth.
type verifierRow struct {
	ID        string `json:"id"`
	Source    string `json:"source"`
	Sentence  string `json:"sentence"`
	Supported bool   `json:"supported"`
	Class     string `json:"class"`
	Origin    string `json:"origin"`
}

// parted is the AUC of each origin alone, and of each class of wrong sentences
// against all the supported ones.
func parted(rows []verifierRow, scores []float64) []Figure {
	yes, no := make(map[string][]float64), make(map[string][]float64)
	for i := range rows {
		row := &rows[i]
		switch {
		case row.Class != "" && row.Supported:
			yes[""] = append(yes[""], scores[i])
		case row.Class != "":
			no[row.Class] = append(no[row.Class], scores[i])
		case row.Supported:
			yes[row.Origin] = append(yes[row.Origin], scores[i])
		default:
			no[row.Origin] = append(no[row.Origin], scores[i])
		}
	}
	var list []Figure
	for _, part := range slices.Sorted(maps.Keys(no)) {
		supported := yes[part]
		if supported == nil {
			supported = yes[""]
		}
		if part != "" {
			list = append(list, Figure{"AUC of " + part, number(auc(supported, no[part]))})
		}
	}
	return list
}

// verify judges every sentence by its source.
func (e *Evaluator) verify(ctx context.Context, rows []verifierRow, step stepFunc) (Measures, error) {
	m := &verifierMeasures{Rows: len(rows), ByClass: make(map[string]classMeasures)}
	var yes, no, caught, dropped []float64
	scores := make([]float64, len(rows))
	for i := range rows {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("measure: %w", ctx.Err())
		}
		row := &rows[i]
		v := verdict(row.Sentence, row.Source)
		scores[i] = v.Score
		if row.Supported {
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
		e.row("%s\t%s\tsupported %v\tholds %v\tscore %.3f\t%s\t%s", row.ID, row.Class, row.Supported, v.Holds, v.Score, v.Why, row.Sentence)
		step(row.ID, i+1)
	}
	m.parts = parted(rows, scores)
	m.AUC, m.Caught, m.Dropped = auc(yes, no), mean(caught), mean(dropped)
	return m, nil
}
