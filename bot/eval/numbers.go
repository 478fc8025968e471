package eval

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// share is a mean or a share of 1; nil is one of nothing.
type share = *float64

// mean returns the mean of values, or nil of none.
func mean(values []float64) share {
	if len(values) == 0 {
		return nil
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	sum /= float64(len(values))
	return &sum
}

// one is 1 if ok, else 0.
func one(ok bool) float64 {
	if ok {
		return 1
	}
	return 0
}

// number writes a share for the table.
func number(s share) string {
	if s == nil {
		return "-"
	}
	return fmt.Sprintf("%.3f", *s)
}

// auc is the area under the ROC curve: the chance that one of yes scores above
// one of no, where a tie counts half (Mann and Whitney's U over its greatest
// value). It is nil if there are none of either.
func auc(yes, no []float64) share {
	if len(yes) == 0 || len(no) == 0 {
		return nil
	}
	sorted := slices.Clone(no)
	slices.Sort(sorted)
	sum := 0.0
	for _, y := range yes {
		below, _ := slices.BinarySearch(sorted, y)
		upTo, _ := slices.BinarySearchFunc(sorted, y, func(e, t float64) int {
			if e <= t {
				return -1
			}
			return 1
		})
		sum += float64(below) + float64(upTo-below)/2
	}
	sum /= float64(len(yes)) * float64(len(no))
	return &sum
}

// confusion counts judgements by truth: trueYes are rightly held to be so.
type confusion struct{ trueYes, falseYes, trueNo, falseNo int }

func (c *confusion) count(truth, judged bool) {
	switch {
	case truth && judged:
		c.trueYes++
	case truth:
		c.falseNo++
	case judged:
		c.falseYes++
	default:
		c.trueNo++
	}
}

// ratio is n of n and rest together, nil of none.
func ratio(n, rest int) share {
	if n+rest == 0 {
		return nil
	}
	r := float64(n) / float64(n+rest)
	return &r
}

// balanced is the balanced accuracy: the mean of the shares judged rightly of
// what is so and of what is not; nil if there are none of either.
func (c *confusion) balanced() share {
	yes, no := ratio(c.trueYes, c.falseNo), ratio(c.trueNo, c.falseYes)
	if yes == nil || no == nil {
		return nil
	}
	return mean([]float64{*yes, *no})
}

// macroF1 is the mean of F1 for what is so and F1 for what is not, where F1 is
// 2TP/(2TP+FP+FN); nil if there are none of either.
func (c *confusion) macroF1() share {
	if c.trueYes+c.falseNo == 0 || c.trueNo+c.falseYes == 0 {
		return nil
	}
	return mean([]float64{*ratio(2*c.trueYes, c.falseYes+c.falseNo), *ratio(2*c.trueNo, c.falseYes+c.falseNo)})
}

// quantile is the value below or at which the share p of the times lies
// (nearest rank), in milliseconds to a tenth.
func quantile(times []time.Duration, p float64) float64 {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Clone(times)
	slices.Sort(sorted)
	i := max(0, int(math.Ceil(p*float64(len(sorted))))-1)
	return math.Round(float64(sorted[i])/1e5) / 10
}
