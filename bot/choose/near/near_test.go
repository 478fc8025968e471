package near

import (
	"math"
	"strings"
	"testing"
)

// hitsOf reads a sentence in which a word is a term of the question "a b c d", or another letter.
func hitsOf(sentence string) []Hit {
	var hits []Hit
	for _, w := range strings.Fields(sentence) {
		at := strings.Index("abcd", w)
		hits = append(hits, Hit{Term: at, Word: at, Worth: 1})
	}
	return hits
}

// TestNear: of a question of four words of the same weight, how they stand in a sentence.
func TestNear(t *testing.T) {
	t.Parallel()
	weight := []float64{1, 1, 1, 1}
	far := "a " + strings.Repeat("x ", 12) + "b"
	for _, c := range []struct {
		sentence                                    string
		run                                         int
		order, window, neighbours, pairs, closeness float64
	}{
		{"", 0, 0, 0, 0, 0, 0},
		{"x y z", 0, 0, 0, 0, 0, 0},
		{"a b c d", 4, 4, 4, 1, 1, 6},
		{"d c b a", 1, 1, 4, 0, .6, 6},
		{"a b x c d", 2, 4, 4, 2. / 3, (2 + math.Sqrt(.5)) / 3, 4 + math.Sqrt(2)},
		{"c d a b", 2, 2, 4, 2. / 3, 2. / 3, 6},
		{far, 1, 2, 1, 0, 1 / math.Sqrt(13) / 3, 2 / math.Sqrt(13)},
	} {
		h := hitsOf(c.sentence)
		pairs, closeness := Pairs(h, weight)
		for name, v := range map[string][2]float64{
			"run": {float64(Run(h)), float64(c.run)}, "order": {Order(h, weight), c.order}, "window": {Window(h, weight), c.window},
			"neighbours": {Neighbours(h, 4), c.neighbours}, "pairs": {pairs, c.pairs}, "closeness": {closeness, c.closeness},
		} {
			if math.Abs(v[0]-v[1]) > 1e-9 {
				t.Errorf("%q: %s %.3f, want %.3f", c.sentence, name, v[0], v[1])
			}
		}
	}
	h := append(hitsOf("a x b"), Hit{Term: -1, Stop: true})
	if got := Precision(h, func(i int) bool { return i == 0 }); math.Abs(got-4/5.6) > 1e-6 {
		t.Errorf("precision %.3f, want %.3f", got, 4/5.6)
	}
	if got := Neighbours(hitsOf("a"), 1); got != 0 {
		t.Errorf("of one word: %v", got)
	}
}
