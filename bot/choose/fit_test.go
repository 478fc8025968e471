package choose

import (
	"flag"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/storybot/storybot/bot/choose/near"

	"github.com/storybot/storybot/bot/choose/idle"
	"github.com/storybot/storybot/knowledge/text"
)

var fitChoice = flag.Bool("fit-choice", false, "fit the weights of the choice of sentences and print them")

var fitOthers = flag.Bool("fit-others", false, "with -fit-choice, also measure each set by weights fitted on the others")

// fitVector has each feature twice: as it is, and times brevity.
type fitVector [2 * featureCount]float64

func spread(f [featureCount]float64, lines int) fitVector {
	var v fitVector
	copy(v[:], f[:])
	v[featHeading], v[featQuoted] = 0, 0 // so few lines have them that their weights are set by hand
	for k := range featureCount {
		if !unbriefed(k) {
			v[k+featureCount] = f[k] * near.Brevity(lines)
		}
	}
	return v
}

// unbriefed tells of the features that sets of short texts do not have, or hardly.
func unbriefed(f feature) bool {
	switch f {
	case featTitle, featHead, featStory, featTimely, featYears, featSince, featHeading, featAgreed, featHeaded, featHolder, featNewNames:
		return true
	}
	return false
}

// fitLines is how many lines of a question are fitted on, beside the right ones.
const fitLines = 25

// fitRow is one question, ready for fitting.
type fitRow struct {
	f    []fitVector
	c    *choiceCase
	want []bool
}

var fitShare = map[string]float64{"xquad": 3, "trecqa": 14, "clapnq": 4, "timeqa": 0.75, "xquad_de": 1, "xquad_es": 1, "rtqa": 5, "slots": 5, "own": 5, "alone": 1.5}

// oneIsEnough tells of a set whether one right sentence is enough.
func oneIsEnough(set string) bool {
	return set == "rtqa" || set == "slots" || set == "own" || set == "timeqa" || set == "alone"
}

// TestFitChoice fits rankWeights by listwise logistic regression with an
// L2 penalty and prints them; it also prints how weights fitted on other folds
// and on other sets do. It runs with -fit-choice only.
func TestFitChoice(t *testing.T) {
	if !*fitChoice {
		t.Skip("run with -fit-choice to fit the weights")
	}
	sets := fitSets
	rows := fitRowsOf(t)
	report := func(name string, weights func(c *choiceCase) fitVector) {
		for _, set := range sets {
			var cases []choiceCase
			var sc [][]float64
			for _, r := range rows {
				if r.c.set == set {
					c := *r.c
					c.right = map[int]bool{}
					for j, yes := range r.want {
						if yes {
							c.right[j] = true
						}
					}
					cases = append(cases, c)
					sc = append(sc, applyWeights(r.f, weights(r.c)))
				}
			}
			m := measureChoice(cases, func(i int) []float64 { return sc[i] })
			t.Logf("%-10s %-8s %5d top1 %.3f top3 %.3f mrr %.3f map %.3f loss %.4f", name, set, m.n, m.top1, m.top3, m.mrr, m.avp, meanLoss(cases, sc))
		}
	}
	const l2 = 0.004
	folds := map[int]fitVector{}
	for k := 0; k < 10; k += 2 {
		folds[k] = fitWeights(rows, l2, func(c *choiceCase) bool { return c.fold/2 != k/2 })
		folds[k+1] = folds[k]
	}
	report("folds", func(c *choiceCase) fitVector { return folds[c.fold] })
	if *fitOthers {
		others := map[string]fitVector{}
		for _, set := range sets {
			others[set] = fitWeights(rows, l2, func(c *choiceCase) bool { return c.set != set })
		}
		report("other sets", func(c *choiceCase) fitVector { return others[c.set] })
	}
	all := fitWeights(rows, l2, func(*choiceCase) bool { return true })
	report("all", func(*choiceCase) fitVector { return all })
	for f := range featureCount {
		t.Logf("\t%-12s {%.2f, %.2f},", f, all[f], all[f+featureCount])
	}
}

// fitSets are the sets that are fitted on.
var fitSets = []string{"xquad", "xquad_de", "xquad_es", "trecqa", "clapnq", "timeqa", "rtqa", "slots", "own", "alone"}

// fitRowsOf are the questions of all sets, ready for fitting.
func fitRowsOf(t *testing.T) []fitRow {
	var rows []fitRow
	sets := fitSets
	var cases []choiceCase
	for _, set := range sets[:6] {
		cases = append(cases, readChoices(t, set)...)
	}
	found := readFoundChoices(t)
	cases = append(append(cases, found...), aloneOf(found)...)
	for i := range cases {
		c := &cases[i]
		if len(c.right) == 0 || len(c.right) == len(c.lines) {
			continue
		}
		row := fitRow{c: c}
		ranked := Fitted().Rank(Read(text.English(), c.question), c.lines)
		place := make([]int, len(ranked))
		for at, j := range orderOf(scoresOf(ranked)) {
			place[j] = at
		}
		for j, r := range ranked {
			if !c.right[j] && (place[j] >= fitLines || c.lines[j].Title != "" && idle.Line(text.English(), c.lines[j].Text)) {
				continue // so far behind that it teaches nothing, or never quoted
			}
			row.f = append(row.f, spread(r.features, len(c.lines)))
			row.want = append(row.want, c.right[j])
		}
		rows = append(rows, row)
	}
	return rows
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
	for step := 1; step <= 120; step++ {
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
	var by, sum [featureCount]float64 // brevity is the same for all lines of a question
	b := near.Brevity(len(r.c.lines))
	for k := range by {
		by[k] = w[k]/scale[k] + b*w[k+int(featureCount)]/scale[k+int(featureCount)]
		if unbriefed(feature(k)) {
			by[k] = w[k] / scale[k]
		}
	}
	s := make([]float64, len(r.f))
	top := math.Inf(-1)
	for i := range r.f {
		f := r.f[i][:featureCount]
		for k, v := range f {
			s[i] += v * by[k]
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
		if oneIsEnough(r.c.set) { // one right sentence is enough
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
	if oneIsEnough(r.c.set) {
		for j := range s {
			if !r.want[j] {
				coef[j] = s[j] / (rightSum + wrong)
			}
		}
	}
	for i := range r.f {
		f := r.f[i][:featureCount]
		for k, v := range f {
			sum[k] += coef[i] * v
		}
	}
	for k, v := range sum {
		g[k] += share * v / scale[k]
		if !unbriefed(feature(k)) {
			g[k+int(featureCount)] += share * b * v / scale[k+int(featureCount)]
		}
	}
}

// sureRow is a question with the grounds to believe that its best line is right.
type sureRow struct {
	set, kind, id string
	g             [groundCount]float64
	yes           bool // the best line is right
	answerable    bool
	fold          int
}

// aloneOf are the cases with the lines of the first of their stories alone, as
// where few stories are loaded.
func aloneOf(cases []choiceCase) []choiceCase {
	var alone []choiceCase
	for _, c := range cases {
		alone = append(alone, c.with(c.firstStory(), "alone", true))
	}
	return alone
}

// strangersOf are the questions of the cases with the first story of another's,
// which does not answer.
func strangersOf(cases []choiceCase) []choiceCase {
	var strangers []choiceCase
	for i, c := range cases {
		other := &cases[(i+len(cases)/2)%len(cases)]
		strangers = append(strangers, c.with(other.firstStory(), "stranger", false))
	}
	return strangers
}

// firstStory is the lines of the first story and which are right.
func (c *choiceCase) firstStory() *choiceCase {
	first := &choiceCase{right: map[int]bool{}}
	for i, l := range c.lines {
		if l.Group == 0 {
			if c.right[i] {
				first.right[len(first.lines)] = true
			}
			first.lines = append(first.lines, l)
		}
	}
	return first
}

// with is the case with other lines, of which those that were right are so still if keep.
func (c *choiceCase) with(o *choiceCase, set string, keep bool) choiceCase {
	n := *c
	n.set, n.lines, n.right = set, o.lines, map[int]bool{}
	if keep {
		n.right = o.right
	}
	n.answerable = len(n.right) > 0
	return n
}

// found reports whether the row is of stories that were searched for it.
func (r *sureRow) found() bool { return r.set == "rtqa" || r.set == "slots" || r.set == "own" }

// sureRows are the questions of the sets that have such without an answer.
func sureRows(t testing.TB) []sureRow {
	t.Helper()
	var rows []sureRow
	cases := append(readChoices(t, "clapnq"), readChoices(t, "trecqa")...)
	found := readFoundChoices(t)
	cases = append(append(cases, found...), append(aloneOf(found), strangersOf(found)...)...)
	for _, c := range cases {
		if c.kind == "digest" || c.answerable && len(c.right) == 0 && c.set == "rtqa" || len(c.lines) == 0 {
			continue // neither right nor wrong by a sentence alone
		}
		q := Read(text.English(), c.question)
		r := Fitted().Rank(q, c.lines)
		g, _ := sureGrounds(q, c.lines, r)
		best := orderOf(scoresOf(r))
		rows = append(rows, sureRow{c.set, c.kind, c.id, g, len(best) > 0 && c.right[best[0]], c.answerable, c.fold})
	}
	return rows
}

// TestFitSure fits the weights of the grounds by logistic regression and prints
// them. It runs with -fit-choice only.
func TestFitSure(t *testing.T) {
	if !*fitChoice {
		t.Skip("run with -fit-choice to fit the weights")
	}
	rows := sureRows(t)
	answers := func(r *sureRow) bool { return r.answerable }
	rights := func(r *sureRow) bool { return r.yes }
	folds := map[int]sureness{}
	for k := range 10 {
		others := func(r *sureRow) bool { return r.fold != k }
		folds[k] = sureness{fitSure(rows, answers, others), fitSure(rows, rights, func(r *sureRow) bool { return others(r) && r.answerable })}
	}
	reportSure(t, "folds", rows, func(r *sureRow) sureness { return folds[r.fold] })
	all := sureness{fitSure(rows, answers, func(*sureRow) bool { return true }), fitSure(rows, rights, answers)}
	reportSure(t, "all", rows, func(*sureRow) sureness { return all })
	for k := range groundCount {
		t.Logf("\t\t\t%s: {%.2f, %.2f},", k, all.answered[k], all.right[k])
	}
	t.Logf("Bias: %.2f, %.2f", all.answered[groundCount], all.right[groundCount])
}

// sureness are the weights of there being an answer, and of the best line being
// right if there is; the last of each is the bias.
type sureness struct{ answered, right [groundCount + 1]float64 }

func chance(w *[groundCount + 1]float64, g *[groundCount]float64) float64 {
	s := w[groundCount]
	for k, v := range g {
		s += v * w[k]
	}
	return 1 / (1 + math.Exp(-s))
}

// reportSure prints how well the confidence tells answerable questions and right
// first lines, each band of it, and what is refused or doubted at the thresholds in use.
func reportSure(t *testing.T, name string, rows []sureRow, weights func(r *sureRow) sureness) {
	t.Helper()
	type tally struct{ n, yes, refused, doubted float64 }
	var bands [10]tally
	sums := [10]float64{}
	kinds, answerable, right := map[string]*tally{}, map[string][2][]float64{}, map[string][2][]float64{}
	for i := range rows {
		r := &rows[i]
		w := weights(r)
		some := chance(&w.answered, &r.g)
		p := some * chance(&w.right, &r.g)
		a, b := answerable[r.set], right[r.set]
		a[int(b2f(r.answerable))] = append(a[int(b2f(r.answerable))], some)
		b[int(b2f(r.yes))] = append(b[int(b2f(r.yes))], p)
		answerable[r.set], right[r.set] = a, b
		if !r.found() {
			continue
		}
		at := min(int(p*10), 9)
		bands[at].n++
		bands[at].yes += b2f(r.yes)
		sums[at] += p
		kind := r.set + " " + r.kind
		if r.kind == "" {
			kind += map[bool]string{true: "answerable", false: "unanswerable"}[r.answerable]
		}
		if kinds[kind] == nil {
			kinds[kind] = &tally{}
		}
		kinds[kind].n++
		refused := Fitted().Refuses(Sure{some, p})
		kinds[kind].refused += b2f(refused)
		kinds[kind].doubted += b2f(p < Fitted().Doubt && !refused)
	}
	for _, set := range slices.Sorted(maps.Keys(answerable)) {
		t.Logf("%-6s %-8s AUC answerable %.3f right %.3f", name, set, areaUnder(answerable[set][1], answerable[set][0]), areaUnder(right[set][1], right[set][0]))
	}
	for i, b := range bands {
		if b.n > 0 {
			t.Logf("%-6s band %.1f: %3.0f predicted %.2f actual %.2f", name, float64(i)/10, b.n, sums[i]/b.n, b.yes/b.n)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		k := kinds[kind]
		t.Logf("%-6s %-22s %3.0f refused %.2f doubted %.2f unhedged %.2f", name, kind, k.n, k.refused/k.n, k.doubted/k.n, 1-(k.refused+k.doubted)/k.n)
	}
}

// fitSure is logistic regression with an L2 penalty; the last weight is the bias.
func fitSure(rows []sureRow, label, use func(r *sureRow) bool) [groundCount + 1]float64 {
	var w, m [groundCount + 1]float64
	for range 3000 {
		var g [groundCount + 1]float64
		total := 0.0
		for i := range rows {
			r := &rows[i]
			if !use(r) {
				continue
			}
			share := sureShare(r)
			d := share * (chance(&w, &r.g) - b2f(label(r)))
			total += share
			for k, v := range r.g {
				g[k] += d * v
			}
			g[groundCount] += d
		}
		for k := range w {
			m[k] = 0.9*m[k] + g[k]/total + sureL2*w[k]
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

// sureL2 is the penalty of the weights of the grounds.
const sureL2 = 0.002

// sureShare is how much a row counts.
func sureShare(r *sureRow) float64 {
	switch {
	case r.found():
		return 2
	case r.set == "clapnq":
		return 1.5
	}
	return 0.5
}

// TestFitClaim fits the scale from how sure it is of the best line to how likely the
// first claim is right, and prints it with the bands. It runs with -fit-choice only.
func TestFitClaim(t *testing.T) {
	if !*fitChoice {
		t.Skip("run with -fit-choice to fit the weights")
	}
	var rows []choiceCase
	now := Fitted().Quoted
	for _, c := range readFoundChoices(t) {
		if c.claim != nil && c.kind != "digest" && c.kind != "followup" {
			c.claim.sure = (logOdds(c.claim.sure) - now.Shift) / now.Slope // of the best line
			rows = append(rows, c)
		}
	}
	all := fitScale(rows, func(*choiceCase) bool { return true })
	folds := map[int]Scale{}
	for k := range 10 {
		folds[k] = fitScale(rows, func(c *choiceCase) bool { return c.fold != k })
	}
	reportClaims(t, "before", rows, func(*choiceCase) Scale { return Scale{1, 0} })
	reportClaims(t, "folds", rows, func(c *choiceCase) Scale { return folds[c.fold] })
	reportClaims(t, "all", rows, func(*choiceCase) Scale { return all })
	t.Logf("Quoted: Scale{%.2f, %.2f}", all.Slope, all.Shift)
}

func logOdds(p float64) float64 { return math.Log(p / (1 - p)) }

func (s Scale) of(odds float64) float64 { return 1 / (1 + math.Exp(-(s.Slope*odds + s.Shift))) }

// fitScale is logistic regression on one value.
func fitScale(rows []choiceCase, use func(c *choiceCase) bool) Scale {
	s := Scale{1, 0}
	for range 4000 {
		slope, shift, n := 0.0, 0.0, 0.0
		for i := range rows {
			if c := &rows[i]; use(c) {
				d := s.of(c.claim.sure) - b2f(c.claim.right)
				slope, shift, n = slope+d*c.claim.sure, shift+d, n+1
			}
		}
		s.Slope, s.Shift = s.Slope-0.5*slope/n, s.Shift-0.5*shift/n
	}
	return s
}

// reportClaims prints each band of the confidence, and how far it is off on average.
func reportClaims(t *testing.T, name string, rows []choiceCase, scale func(c *choiceCase) Scale) {
	t.Helper()
	var n, sum, yes [10]float64
	for i := range rows {
		p := scale(&rows[i]).of(rows[i].claim.sure)
		at := min(int(p*10), 9)
		n[at], sum[at], yes[at] = n[at]+1, sum[at]+p, yes[at]+b2f(rows[i].claim.right)
	}
	off := 0.0
	for i := range n {
		if n[i] > 0 {
			t.Logf("%-6s band %.1f: %3.0f predicted %.2f actual %.2f", name, float64(i)/10, n[i], sum[i]/n[i], yes[i]/n[i])
			off += math.Abs(sum[i] - yes[i])
		}
	}
	t.Logf("%-6s off by %.3f", name, off/float64(len(rows)))
}
