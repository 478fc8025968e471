package choose

import (
	"math"
	"sort"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// choiceScore is how well the choice of sentences did on one set.
type choiceScore struct {
	n                    int
	top1, top3, mrr, avp float64
}

// measureChoice compares the order of scores with the right sentences.
func measureChoice(cases []choiceCase, scores func(i int) []float64) choiceScore {
	var m choiceScore
	for i := range cases {
		c := &cases[i]
		if len(c.right) == 0 {
			continue
		}
		m.n++
		order := orderOf(scores(i))
		found, first, avp := 0, -1, 0.0
		for rank, s := range order {
			if !c.right[s] {
				continue
			}
			if first < 0 {
				first = rank
			}
			found++
			avp += float64(found) / float64(rank+1)
		}
		if first == 0 {
			m.top1++
		}
		if first < 3 {
			m.top3++
		}
		m.mrr += 1 / float64(first+1)
		m.avp += avp / float64(found)
	}
	n := math.Max(1, float64(m.n))
	m.top1, m.top3, m.mrr, m.avp = m.top1/n, m.top3/n, m.mrr/n, m.avp/n
	return m
}

// orderOf gives the indexes of scores, best first, ties in order.
func orderOf(scores []float64) []int {
	order := make([]int, len(scores))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return scores[order[a]] > scores[order[b]] })
	return order
}

// areaUnder is the chance that a right one has a higher score than a wrong one.
func areaUnder(right, wrong []float64) float64 {
	wins := 0.0
	for _, r := range right {
		for _, w := range wrong {
			switch {
			case r > w:
				wins++
			case r == w:
				wins += 0.5
			}
		}
	}
	return wins / math.Max(1, float64(len(right)*len(wrong)))
}

// TestChoiceMeasured measures the choice of sentences on sets of others. The
// floors are a little under what was reached.
func TestChoiceMeasured(t *testing.T) {
	floors := map[string]choiceScore{
		"xquad":  {top1: 0.855, top3: 0.97, mrr: 0.915, avp: 0.915},
		"trecqa": {top1: 0.80, top3: 0.93, mrr: 0.88, avp: 0.83},
		"clapnq": {top1: 0.764, top3: 0.95, mrr: 0.86, avp: 0.764},
		"rtqa":   {top1: 0.64, top3: 0.85, mrr: 0.75, avp: 0.60},
	}
	const floorAUC = 0.85
	t.Logf("%-8s %5s %6s %6s %6s %6s", "set", "n", "top1", "top3", "mrr", "map")
	for _, set := range []string{"xquad", "trecqa", "clapnq", "rtqa"} {
		cases := choicesOf(t, set)
		var right, wrong []float64
		m := measureChoice(cases, func(i int) []float64 {
			c := &cases[i]
			return scoresOf(Fitted().Rank(Read(text.English(), c.question), c.lines))
		})
		t.Logf("%-8s %5d %6.3f %6.3f %6.3f %6.3f", set, m.n, m.top1, m.top3, m.mrr, m.avp)
		f := floors[set]
		if m.top1 < f.top1 || m.top3 < f.top3 || m.mrr < f.mrr || m.avp < f.avp {
			t.Errorf("%s: %+v is under its floors %+v", set, m, f)
		}
		if set != "clapnq" {
			continue
		}
		for i := range cases {
			q := Read(text.English(), cases[i].question)
			s := Fitted().Confidence(q, cases[i].lines, Fitted().Rank(q, cases[i].lines)).Answered
			if cases[i].answerable {
				right = append(right, s)
			} else {
				wrong = append(wrong, s)
			}
		}
		auc := areaUnder(right, wrong)
		t.Logf("%-8s answerable AUC %.3f", set, auc)
		if auc < floorAUC {
			t.Errorf("%s: answerable AUC %.3f is under its floor %.3f", set, auc, floorAUC)
		}
	}
}

func choicesOf(t testing.TB, set string) []choiceCase {
	t.Helper()
	if set == "rtqa" {
		return readNewsChoices(t)
	}
	return readChoices(t, set)
}

func scoresOf(r []Ranked) []float64 {
	s := make([]float64, len(r))
	for i := range r {
		s[i] = r[i].Score
	}
	return s
}
