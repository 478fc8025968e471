package bot

import (
	"fmt"
	"math"
	"os"
	"testing"
)

// TestVerifyFit fits verifyWeights anew when FIT is set, and prints for each
// set the AUC on the half of the articles that was not fitted.
func TestVerifyFit(t *testing.T) {
	if os.Getenv("FIT") == "" {
		t.Skip("set FIT=1 to fit the weights")
	}
	rows := judgeVerifyRows(t)
	var halves [2]verifyFeatures
	for h := range 2 {
		halves[h] = fitVerify(chooseRows(rows, func(r *verifyRow) bool { return r.half() == h }))
	}
	all := fitVerify(rows)
	for i := range all {
		t.Logf("%2d %8.3f   halves %8.3f %8.3f", i, all[i], halves[0][i], halves[1][i])
	}
	sets := verifySets(rows)
	for _, name := range sortedNames(sets) {
		line := fmt.Sprintf("%-20s", name)
		mean := 0.0
		for h := range 2 {
			held := chooseRows(sets[name], func(r *verifyRow) bool { return r.half() != h })
			auc := rocAUC(held, func(r *verifyRow) float64 { return r.scoreBy(&halves[h]) })
			line += fmt.Sprintf(" %6.3f", auc)
			mean += auc / 2
		}
		t.Logf("%s held out %6.3f fitted on all %6.3f", line, mean,
			rocAUC(sets[name], func(r *verifyRow) float64 { return r.scoreBy(&all) }))
	}
	for _, name := range sortedNames(sets) {
		line := fmt.Sprintf("%-20s", name)
		for i := range featureCount {
			line += fmt.Sprintf(" %5.2f", rocAUC(sets[name], func(r *verifyRow) float64 { return r.judged.features[i] }))
		}
		t.Log(line)
	}
}

func (r *verifyRow) scoreBy(w *verifyFeatures) float64 {
	if r.whole {
		return 1
	}
	return r.judged.features.weighBy(w)
}

// verifyFitSets says how much each set counts in the fit. Within a set the
// supported rows, and those of each class, count the same together.
func verifyFitSets() map[string]float64 {
	return map[string]float64{"qags_cnndm": 1, "cliffcnndm": 1, "cliffxsum": 0.4, "qags_xsum": 0.4, "mutations": 0.15}
}

// fitVerify fits the weights: logistic loss with a ridge on the standardised
// features, where a weight of the wrong sign is held at nothing.
func fitVerify(rows []verifyRow) verifyFeatures {
	rows = chooseRows(rows, func(r *verifyRow) bool { return !r.whole })
	signs := verifySigns()
	var held [featureCount]bool
	for {
		w := fitHolding(rows, held)
		wrong := false
		for f := range w {
			if signs[f]*w[f] < 0 {
				held[f], wrong = true, true
			}
		}
		if !wrong {
			return w
		}
	}
}

// verifySigns are the signs that make sense: 1 where more speaks for a sentence.
func verifySigns() verifyFeatures {
	var s verifyFeatures
	for f := featureCover; f < featureCount; f++ {
		s[f] = -1
	}
	for _, f := range []int{featureCover, featureOne, featureTwo, featureNear, featureOrdered, featureLiteral} {
		s[f] = 1
	}
	s[featureShort] = 0
	return s
}

func fitHolding(rows []verifyRow, held [featureCount]bool) verifyFeatures {
	mean, dev := verifySpread(rows)
	weights := fitWeights(rows)
	var w verifyFeatures
	for range 25 {
		var grad verifyFeatures
		var hess [featureCount][featureCount]float64
		total := 0.0
		for i := range rows {
			var x verifyFeatures
			z := 0.0
			for f := range x {
				if !held[f] {
					x[f] = (rows[i].judged.features[f] - mean[f]) / dev[f]
				}
				z += w[f] * x[f]
			}
			p := 1 / (1 + math.Exp(-z))
			y := 0.0
			if rows[i].Supported {
				y = 1
			}
			total += weights[i]
			for f := range x {
				grad[f] += weights[i] * (p - y) * x[f]
				for g := range x {
					hess[f][g] += weights[i] * (p*(1-p) + 1e-4) * x[f] * x[g]
				}
			}
		}
		for f := range grad {
			ridge := verifyRidge * total
			if f == 0 {
				ridge = 1e-6
			}
			grad[f] += ridge * w[f]
			hess[f][f] += ridge
		}
		for f, step := range solve(hess, grad) {
			w[f] -= step
		}
	}
	var raw verifyFeatures
	for f := range w {
		raw[f] = w[f] / dev[f]
		if f > 0 {
			raw[0] -= raw[f] * mean[f]
		}
	}
	return raw
}

const verifyRidge = 0.03

func verifySpread(rows []verifyRow) (mean, dev verifyFeatures) {
	for i := range rows {
		for f, x := range rows[i].judged.features {
			mean[f] += x / float64(len(rows))
		}
	}
	for i := range rows {
		for f, x := range rows[i].judged.features {
			dev[f] += (x - mean[f]) * (x - mean[f]) / float64(len(rows))
		}
	}
	for f := range dev {
		dev[f] = max(0.02, math.Sqrt(dev[f]))
	}
	mean[0], dev[0] = 0, 1
	return mean, dev
}

func fitWeights(rows []verifyRow) []float64 {
	sets := verifyFitSets()
	groups := make(map[string]float64)
	group := func(r *verifyRow) string { return fmt.Sprint(r.set, r.Origin, r.Supported, r.Class) }
	for i := range rows {
		groups[group(&rows[i])]++
	}
	weights := make([]float64, len(rows))
	for i := range rows {
		weights[i] = sets[rows[i].set+rows[i].Origin] / groups[group(&rows[i])]
	}
	return weights
}

// solve solves h x = g by Gaussian elimination.
func solve(h [featureCount][featureCount]float64, g verifyFeatures) verifyFeatures {
	for i := range g {
		pivot := i
		for r := i; r < len(g); r++ {
			if math.Abs(h[r][i]) > math.Abs(h[pivot][i]) {
				pivot = r
			}
		}
		h[i], h[pivot] = h[pivot], h[i]
		g[i], g[pivot] = g[pivot], g[i]
		for r := i + 1; r < len(g); r++ {
			m := h[r][i] / h[i][i]
			for c := i; c < len(g); c++ {
				h[r][c] -= m * h[i][c]
			}
			g[r] -= m * g[i]
		}
	}
	for i := len(g) - 1; i >= 0; i-- {
		for c := i + 1; c < len(g); c++ {
			g[i] -= h[i][c] * g[c]
		}
		g[i] /= h[i][i]
	}
	return g
}
