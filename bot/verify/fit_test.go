package verify

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
	for _, name := range sortedSetNames(sets) {
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
}

func (r *verifyRow) scoreBy(w *verifyFeatures) float64 {
	if r.whole {
		return 1
	}
	return r.judged.features.weigh(w)
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
		w := fitVerifyHolding(rows, held)
		worst, by := -1, 0.0
		_, dev := verifySpread(rows)
		for f := range w {
			if wrong := -signs[f] * w[f] * dev[f]; wrong > by {
				worst, by = f, wrong
			}
		}
		if worst < 0 {
			return w
		}
		held[worst] = true
	}
}

// verifySigns are the signs that make sense: every feature speaks against a sentence.
func verifySigns() verifyFeatures {
	var s verifyFeatures
	for f := featureCost; f < featureCount; f++ {
		s[f] = -1
	}
	return s
}

// fitVerifyDims are the features and a level for each set besides: the sets differ
// in how free their sentences are.
const fitVerifyDims = featureCount + 5

// fitVerifyHolding fits by Newton's method, the held features left out.
func fitVerifyHolding(rows []verifyRow, held [featureCount]bool) verifyFeatures {
	mean, dev := verifySpread(rows)
	xs := make([][]float64, len(rows))
	for i := range rows {
		xs[i] = fitVerifyRow(&rows[i], held, &mean, &dev)
	}
	weights := fitVerifyWeights(rows)
	w := make([]float64, fitVerifyDims)
	for range 25 {
		grad, hess := fitVerifySlope(rows, xs, weights, w)
		for f, step := range solveVerify(hess, grad) {
			w[f] -= step
		}
	}
	var raw verifyFeatures
	raw[0] = w[featureCount+fitVerifyLevels()["cliffcnndm"]]
	for f := 1; f < featureCount; f++ {
		raw[f] = w[f] / dev[f]
		raw[0] -= raw[f] * mean[f]
	}
	return raw
}

func fitVerifyLevels() map[string]int {
	return map[string]int{"qags_cnndm": 0, "cliffcnndm": 1, "cliffxsum": 2, "qags_xsum": 3, "mutations": 4}
}

// fitVerifyRow is a row's features, standardised, and its set.
func fitVerifyRow(r *verifyRow, held [featureCount]bool, mean, dev *verifyFeatures) []float64 {
	x := make([]float64, fitVerifyDims)
	for f := 1; f < featureCount; f++ {
		if !held[f] {
			x[f] = (r.judged.features[f] - mean[f]) / dev[f]
		}
	}
	x[featureCount+fitVerifyLevels()[r.set+r.Origin]] = 1
	return x
}

// fitVerifySlope is the gradient and the curvature of the loss at w.
func fitVerifySlope(rows []verifyRow, xs [][]float64, weights, w []float64) (grad []float64, hess [][]float64) {
	grad, hess = make([]float64, fitVerifyDims), make([][]float64, fitVerifyDims)
	for f := range hess {
		hess[f] = make([]float64, fitVerifyDims)
	}
	total := 0.0
	for i, x := range xs {
		z, y := 0.0, 0.0
		for f := range x {
			z += w[f] * x[f]
		}
		if rows[i].Supported {
			y = 1
		}
		p := 1 / (1 + math.Exp(-z))
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
		if f >= featureCount {
			ridge *= 0.01
		}
		grad[f] += ridge * w[f]
		hess[f][f] += ridge
	}
	return grad, hess
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

func fitVerifyWeights(rows []verifyRow) []float64 {
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

// solveVerify solves h x = g by Gaussian elimination.
func solveVerify(h [][]float64, g []float64) []float64 {
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
