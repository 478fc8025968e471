package main

import (
	"math"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/desk"
)

// near compares a share with what it should be, to four places.
func near(got share, want float64) bool { return got != nil && math.Abs(*got-want) < 5e-5 }

func TestAUC(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		yes, no []float64
		want    float64
	}{
		{[]float64{3, 4}, []float64{1, 2}, 1},
		{[]float64{1, 2}, []float64{3, 4}, 0},
		{[]float64{1, 1}, []float64{1}, 0.5},
		{[]float64{0.1, 0.4, 0.8}, []float64{0.2, 0.4}, (0 + 1.5 + 2) / 6},
	} {
		if got := auc(c.yes, c.no); !near(got, c.want) {
			t.Errorf("auc(%v, %v) = %s, want %v", c.yes, c.no, number(got), c.want)
		}
	}
	if auc(nil, []float64{1}) != nil || auc([]float64{1}, nil) != nil || mean(nil) != nil {
		t.Error("a measure of nothing is not nil")
	}
}

func TestQuantile(t *testing.T) {
	t.Parallel()
	var times []time.Duration
	for i := 20; i > 0; i-- {
		times = append(times, time.Duration(i)*time.Millisecond)
	}
	for p, want := range map[float64]float64{0.5: 10, 0.95: 19, 1: 20, 0: 1} {
		if got := quantile(times, p); got != want {
			t.Errorf("quantile(%v) = %v, want %v", p, got, want)
		}
	}
}

// The figures were worked out by hand from trec_eval's definitions.
func TestRanking(t *testing.T) {
	t.Parallel()
	r := ranking{right: []bool{false, true, false, true}, total: 3}
	for name, c := range map[string][2]float64{
		"reciprocal at 10": {r.reciprocal(10), 0.5},
		"reciprocal at 1":  {r.reciprocal(1), 0},
		"within 1":         {r.within(1), 0},
		"within 2":         {r.within(2), 1},
		"recall at 3":      {r.recall(3), 1.0 / 3},
		"average":          {r.average(), (1.0/2 + 2.0/4) / 3},
		"ndcg":             {ndcg([]float64{0, 1, 0, 2}, []float64{1, 2, 1}, 10), (1/math.Log2(3) + 2/math.Log2(5)) / (2 + 1/math.Log2(3) + 1/math.Log2(4))},
		"ndcg cut":         {ndcg([]float64{0, 1, 0, 2}, []float64{1, 2, 1}, 2), (1 / math.Log2(3)) / (2 + 1/math.Log2(3))},
		"ndcg of nothing":  {ndcg(nil, nil, 10), 0},
	} {
		if math.Abs(c[0]-c[1]) > 1e-9 {
			t.Errorf("%s = %v, want %v", name, c[0], c[1])
		}
	}
}

func TestOrderKeepsTies(t *testing.T) {
	t.Parallel()
	got := order([]float64{1, 3, 1, 3})
	for i, want := range []int{1, 3, 0, 2} {
		if got[i] != want {
			t.Fatalf("order = %v", got)
		}
	}
}

func TestSays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, answer string
		want         bool
	}{
		{"He paid $19 million. [1]", "$19 million", true},
		{"He paid $19 millions.", "$19 million", false},
		{"Saudi\nArabia said so.", "saudi arabia", true},
		{"“It’s over”", `"it's over"`, true},
		{"cargo", "car", false},
		{"a scar, a car", "car", true},
		{"In Malmö.", "Malm", false},
		{"", "car", false},
		{"car", "", false},
	} {
		if got := says(c.text, []string{"not this", c.answer}); got != c.want {
			t.Errorf("says(%q, %q) = %v", c.text, c.answer, got)
		}
	}
}

func TestPlaced(t *testing.T) {
	t.Parallel()
	found := &desk.Results{Hits: []desk.Result{
		{Story: "a", URL: "https://www.x.example/a"}, {Story: "a", URL: "https://www.x.example/a"},
		{Story: "b", URL: "https://x.example/b/?id=1#top"}, {Story: "c"},
	}}
	for url, want := range map[string]float64{
		"http://x.example/a/": 1, "https://x.example/b?id=1": 0.5, "https://x.example/b?id=2": 0, "https://x.example/c": 0,
	} {
		if got := placed(found, []string{"https://y.example", url}).reciprocal(10); got != want {
			t.Errorf("%s: %v, want %v", url, got, want)
		}
	}
}
