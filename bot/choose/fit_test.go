package choose

import (
	"flag"
	"math"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

var fitChoice = flag.Bool("fit-choice", false, "fit the weights of the choice of sentences and print them")

// fitVector has each feature twice: as it is, and times brevity.
type fitVector [2 * featureCount]float64

func spread(f [featureCount]float64, lines int) fitVector {
	var v fitVector
	copy(v[:], f[:])
	for _, k := range []feature{featLocal, featClose, featAround, featKindNear, featKindText, featEarly, featInheritMost, featVerb, featNames} {
		v[k+featureCount] = f[k] * brevity(lines)
	}
	return v
}

// fitRow is one question, ready for fitting.
type fitRow struct {
	f    []fitVector
	c    *choiceCase
	want []bool
}

var fitShare = map[string]float64{"xquad": 1.5, "trecqa": 2, "clapnq": 1.5, "rtqa": 2}

// TestFitChoice fits rankWeights by listwise logistic regression with an
// L2 penalty and prints them; it also prints how weights fitted on other folds
// and on other sets do. It runs with -fit-choice only.
func TestFitChoice(t *testing.T) {
	if !*fitChoice {
		t.Skip("run with -fit-choice to fit the weights")
	}
	var rows []fitRow
	sets := []string{"xquad", "trecqa", "clapnq", "rtqa"}
	bySet := map[string][]choiceCase{}
	for _, set := range sets {
		cases := choicesOf(t, set)
		bySet[set] = cases
		for i := range cases {
			c := &cases[i]
			if len(c.right) == 0 || len(c.right) == len(c.lines) {
				continue
			}
			row := fitRow{c: c}
			for j, r := range Fitted().Rank(Read(text.English(), c.question), c.lines) {
				row.f = append(row.f, spread(r.features, len(c.lines)))
				row.want = append(row.want, c.right[j])
			}
			rows = append(rows, row)
		}
	}
	report := func(name string, weights func(c *choiceCase) fitVector) {
		for _, set := range sets {
			var cases []choiceCase
			var sc [][]float64
			for _, r := range rows {
				if r.c.set == set {
					cases = append(cases, *r.c)
					sc = append(sc, applyWeights(r.f, weights(r.c)))
				}
			}
			m := measureChoice(cases, func(i int) []float64 { return sc[i] })
			t.Logf("%-10s %-8s %5d top1 %.3f top3 %.3f mrr %.3f map %.3f loss %.4f", name, set, m.n, m.top1, m.top3, m.mrr, m.avp, meanLoss(cases, sc))
		}
	}
	const l2 = 0.006
	folds := map[int]fitVector{}
	for k := range 10 {
		folds[k] = fitWeights(rows, l2, func(c *choiceCase) bool { return c.fold != k })
	}
	report("folds", func(c *choiceCase) fitVector { return folds[c.fold] })
	others := map[string]fitVector{}
	for _, set := range sets {
		others[set] = fitWeights(rows, l2, func(c *choiceCase) bool { return c.set != set })
	}
	report("other sets", func(c *choiceCase) fitVector { return others[c.set] })
	all := fitWeights(rows, l2, func(*choiceCase) bool { return true })
	report("all", func(*choiceCase) fitVector { return all })
	for f := range featureCount {
		t.Logf("\t%-12s %6.2f %6.2f", f, all[f], all[f+featureCount])
	}
}

// meanLoss is the mean of -log of the chance that a right sentence is drawn first.
func meanLoss(cases []choiceCase, scores [][]float64) float64 {
	sum := 0.0
	for i := range cases {
		all, right := 0.0, 0.0
		for j, s := range scores[i] {
			e := math.Exp(s)
			all += e
			if cases[i].right[j] {
				right += e
			}
		}
		sum -= math.Log(right / all)
	}
	return sum / float64(len(cases))
}

func applyWeights(f []fitVector, w fitVector) []float64 {
	s := make([]float64, len(f))
	for i := range f {
		for k, v := range f[i] {
			s[i] += v * w[k]
		}
	}
	return s
}

// fitWeights maximises the mean logarithm of the chance that a right sentence
// is drawn before all wrong ones, by Adam.
func fitWeights(rows []fitRow, l2 float64, use func(c *choiceCase) bool) fitVector {
	var scale, w, m1, m2 fitVector
	counts := map[string]float64{}
	n := 0.0
	for _, r := range rows {
		counts[r.c.set]++
		for _, f := range r.f {
			for k, v := range f {
				scale[k] += v * v
			}
			n++
		}
	}
	for k := range scale {
		scale[k] = math.Sqrt(scale[k]/n) + 1e-6
	}
	const rate, b1, b2 = 0.1, 0.9, 0.99
	for step := 1; step <= 150; step++ {
		var g fitVector
		total := 0.0
		for _, r := range rows {
			if !use(r.c) {
				continue
			}
			share := fitShare[r.c.set]
			total += share
			rowGradient(&r, &w, &scale, share, &g)
		}
		for k := range w {
			d := g[k]/total + l2*w[k]
			m1[k] = b1*m1[k] + (1-b1)*d
			m2[k] = b2*m2[k] + (1-b2)*d*d
			w[k] -= rate * m1[k] / (1 - math.Pow(b1, float64(step))) / (math.Sqrt(m2[k]/(1-math.Pow(b2, float64(step)))) + 1e-8)
		}
	}
	for k := range w {
		w[k] /= scale[k]
	}
	return w
}

// rowGradient adds the gradient of one question's loss.
func rowGradient(r *fitRow, w, scale *fitVector, share float64, g *fitVector) {
	s := make([]float64, len(r.f))
	top := math.Inf(-1)
	for i := range r.f {
		for k, v := range r.f[i] {
			s[i] += v / scale[k] * w[k]
		}
		top = math.Max(top, s[i])
	}
	wrong, rights, rightSum := 0.0, 0.0, 0.0
	for i := range s {
		s[i] = math.Exp(s[i] - top)
		if r.want[i] {
			rights++
			rightSum += s[i]
		} else {
			wrong += s[i]
		}
	}
	coef := make([]float64, len(s))
	for i := range s {
		if !r.want[i] {
			continue
		}
		if r.c.set == "rtqa" { // one right sentence is enough
			coef[i] = -s[i]/rightSum + s[i]/(rightSum+wrong)
			continue
		}
		z := s[i] + wrong
		coef[i] -= wrong / z / rights
		for j := range s {
			if !r.want[j] {
				coef[j] += s[j] / z / rights
			}
		}
	}
	if r.c.set == "rtqa" {
		for j := range s {
			if !r.want[j] {
				coef[j] = s[j] / (rightSum + wrong)
			}
		}
	}
	for i := range r.f {
		for k, v := range r.f[i] {
			g[k] += share * coef[i] * v / scale[k]
		}
	}
}

// sureRow is a question with the grounds to believe that it is answered.
type sureRow struct {
	set  string
	g    [groundCount]float64
	yes  bool
	fold int
}

// sureRows are the rows of CLAPNQ, and those of XQuAD with their own paragraph
// and with the most similar other one of the same title.
func sureRows(t testing.TB) []sureRow {
	t.Helper()
	var rows []sureRow
	add := func(c *choiceCase, lines []Line, yes bool) {
		q := Read(text.English(), c.question)
		g, _ := sureGrounds(q, lines, Fitted().Rank(q, lines))
		rows = append(rows, sureRow{c.set, g, yes, c.fold})
	}
	for _, set := range []string{"clapnq", "trecqa"} {
		cases := readChoices(t, set)
		for i := range cases {
			add(&cases[i], cases[i].lines, cases[i].answerable)
		}
	}
	for _, c := range readNewsAnswered(t) {
		add(&c, c.lines, c.answerable)
	}
	cases := readChoices(t, "xquad")
	for i := range cases {
		c := &cases[i]
		q := Read(text.English(), c.question)
		best, top := -1, -1.0
		for j := range cases {
			if cases[j].fold != c.fold || cases[j].lines[0].Text == c.lines[0].Text {
				continue
			}
			if g, _ := sureGrounds(q, cases[j].lines, Fitted().Rank(q, cases[j].lines)); g[sureMostCover]+g[sureStory] > top {
				best, top = j, g[sureMostCover]+g[sureStory]
			}
		}
		add(c, c.lines, true)
		if best >= 0 {
			add(c, cases[best].lines, false)
		}
	}
	return rows
}

// TestFitSure fits sureWeights by logistic regression and prints them. It runs
// with -fit-choice only.
func TestFitSure(t *testing.T) {
	if !*fitChoice {
		t.Skip("run with -fit-choice to fit the weights")
	}
	rows := sureRows(t)
	auc := func(name string, weights func(r *sureRow) [groundCount + 1]float64) {
		right, wrong := map[string][]float64{}, map[string][]float64{}
		for i := range rows {
			r := &rows[i]
			w := weights(r)
			s := 0.0
			for k, v := range r.g {
				s += v * w[k]
			}
			if r.yes {
				right[r.set] = append(right[r.set], s)
			} else {
				wrong[r.set] = append(wrong[r.set], s)
			}
		}
		for _, set := range []string{"clapnq", "xquad", "trecqa", "rtqa"} {
			t.Logf("%-10s %-8s %4d %4d AUC %.3f", name, set, len(right[set]), len(wrong[set]), areaUnder(right[set], wrong[set]))
		}
	}
	folds := map[int][groundCount + 1]float64{}
	for k := range 10 {
		folds[k] = fitSure(rows, func(r *sureRow) bool { return r.fold != k })
	}
	auc("folds", func(r *sureRow) [groundCount + 1]float64 { return folds[r.fold] })
	others := map[string][groundCount + 1]float64{}
	for _, set := range []string{"clapnq", "xquad", "trecqa", "rtqa"} {
		others[set] = fitSure(rows, func(r *sureRow) bool { return r.set != set })
	}
	auc("other sets", func(r *sureRow) [groundCount + 1]float64 { return others[r.set] })
	all := fitSure(rows, func(*sureRow) bool { return true })
	auc("all", func(*sureRow) [groundCount + 1]float64 { return all })
	for k, w := range all {
		t.Logf("sure %d %.2f", k, w)
	}
}

// fitSure is logistic regression with an L2 penalty; the last weight is the bias.
func fitSure(rows []sureRow, use func(r *sureRow) bool) [groundCount + 1]float64 {
	var w, m [groundCount + 1]float64
	share := map[string]float64{}
	for i := range rows {
		share[rows[i].set]++
	}
	for range 3000 {
		var g [groundCount + 1]float64
		total := 0.0
		for i := range rows {
			r := &rows[i]
			if !use(r) {
				continue
			}
			s := w[groundCount]
			for k, v := range r.g {
				s += v * w[k]
			}
			d := 1 / (1 + math.Exp(-s))
			if r.yes {
				d--
			}
			d *= 1 + 3*b2f(r.set == "clapnq")
			total++
			for k, v := range r.g {
				g[k] += d * v
			}
			g[groundCount] += d
		}
		for k := range w {
			m[k] = 0.9*m[k] + g[k]/total + 0.002*w[k]
			w[k] -= 0.15 * m[k]
		}
	}
	return w
}

func b2f(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
