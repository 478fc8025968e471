package bm25_test

import (
	"math"
	"testing"

	"github.com/storybot/storybot/knowledge/bm25"
)

// TestIDF holds rarer terms to weigh more, and none less than nothing.
func TestIDF(t *testing.T) {
	last := math.Inf(1)
	for df, want := range map[int]float64{0: math.Log(202), 1: math.Log(1 + 99.5/1.5), 50: math.Log(2), 100: math.Log(1 + .5/100.5)} {
		if got := bm25.IDF(100, df); math.Abs(got-want) > 1e-9 {
			t.Errorf("the weight of a term that %d of 100 have is %g, want %g", df, got, want)
		}
	}
	for df := range 101 {
		w := bm25.IDF(100, df)
		if w <= 0 || w >= last {
			t.Errorf("a term that %d have weighs %g, one that one fewer have %g", df, w, last)
		}
		last = w
	}
}

// TestSaturated compares with values worked out by hand.
func TestSaturated(t *testing.T) {
	for _, c := range []struct{ tf, dl, avg, want float64 }{
		{1, 60, 60, 1}, {2, 60, 60, 3.8 / 2.9}, {0, 60, 60, 0}, {1, 120, 60, 1.9 / 2.26}, {1, 0, 60, 1.9 / 1.54},
	} {
		if got := bm25.Saturated(c.tf, c.dl, c.avg); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%g times in %g of %g: %g, want %g", c.tf, c.dl, c.avg, got, c.want)
		}
	}
}
