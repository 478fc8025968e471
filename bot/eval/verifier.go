package eval

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// verifierMeasures are the measures of the verifier alone. Balanced and MacroF1
// are of whether a sentence is found to hold; nil where all rows are of one truth.
type verifierMeasures struct {
	Rows      int                      `json:"rows"`
	Supported int                      `json:"supported"`         // how many of them
	AUC       share                    `json:"auc"`               // of the verdict's score
	Balanced  share                    `json:"balanced"`          // accuracy, the mean of that on either truth
	MacroF1   share                    `json:"macro_f1"`          // the mean of F1 for either truth
	Caught    share                    `json:"caught"`            // of the rows that are not supported
	Dropped   share                    `json:"dropped_supported"` // of the rows that are
	ByClass   map[string]classMeasures `json:"by_class"`

	parts []Figure // the AUC of each origin, and of each class against the clean rows: for people
}

// classMeasures counts the rows of one class and those found not to hold; the
// AUC is within the class.
type classMeasures struct {
	Rows    int   `json:"rows"`
	Flagged int   `json:"flagged"`
	AUC     share `json:"auc"`
}

func (m *verifierMeasures) Figures() []Figure {
	list := []Figure{
		{"rows", strconv.Itoa(m.Rows)}, {"supported", strconv.Itoa(m.Supported)}, {"AUC", number(m.AUC)},
		{"balanced accuracy", number(m.Balanced)}, {"macro-F1", number(m.MacroF1)},
		{"unsupported caught", number(m.Caught)}, {"supported dropped", number(m.Dropped)},
	}
	for _, class := range slices.Sorted(maps.Keys(m.ByClass)) {
		c := m.ByClass[class]
		list = append(list, Figure{"flagged of " + class, fmt.Sprintf("%.3f", float64(c.Flagged)/float64(c.Rows))})
		if c.AUC != nil {
			list = append(list, Figure{"AUC within " + class, number(c.AUC)})
		}
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
	scores, holds := make([]float64, len(rows)), make([]bool, len(rows))
	for i := range rows {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("measure: %w", ctx.Err())
		}
		row := &rows[i]
		v := verdict(row.Sentence, row.Source)
		scores[i], holds[i] = v.Score, v.Holds
		e.row("%s\t%s\tsupported %v\tholds %v\tscore %.3f\t%s\t%s", row.ID, row.Class, row.Supported, v.Holds, v.Score, v.Why, row.Sentence)
		step(row.ID, i+1)
	}
	return verifierOf(rows, scores, holds), nil
}

// verifierOf computes the measures from the judgements of the rows.
func verifierOf(rows []verifierRow, scores []float64, holds []bool) *verifierMeasures {
	m := &verifierMeasures{Rows: len(rows), ByClass: make(map[string]classMeasures), parts: parted(rows, scores)}
	var c confusion
	var yes, no []float64
	classYes, classNo := make(map[string][]float64), make(map[string][]float64)
	for i := range rows {
		row := &rows[i]
		c.count(row.Supported, holds[i])
		if row.Supported {
			yes, classYes[row.Class] = append(yes, scores[i]), append(classYes[row.Class], scores[i])
		} else {
			no, classNo[row.Class] = append(no, scores[i]), append(classNo[row.Class], scores[i])
		}
		if row.Class != "" {
			class := m.ByClass[row.Class]
			class.Rows++
			class.Flagged += int(one(!holds[i]))
			m.ByClass[row.Class] = class
		}
	}
	for name, class := range m.ByClass {
		class.AUC = auc(classYes[name], classNo[name])
		m.ByClass[name] = class
	}
	m.Supported, m.AUC, m.Balanced, m.MacroF1 = len(yes), auc(yes, no), c.balanced(), c.macroF1()
	m.Caught, m.Dropped = ratio(c.trueNo, c.falseYes), ratio(c.falseNo, c.trueYes)
	return m
}
