package memo

import (
	"strconv"
	"strings"
	"sync"
	"testing"
)

// What is found of a word is the same whether it is kept or not, whoever else asks, and whatever word has taken its place.
func TestKeeps(t *testing.T) {
	t.Parallel()
	m := New()
	double := func(word string) string { return word + word }
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i := range 3 * places {
				if word := strconv.Itoa(i); m.Of(word, double) != word+word {
					t.Errorf("of %s: %s", word, m.Of(word, double))
					return
				}
			}
		})
	}
	group.Wait()
	if got := m.Of("0", func(string) string { return "found anew" }); got != "00" && got != "found anew" {
		t.Errorf("of 0: %s", got)
	}
	m.Of("kept", double)
	if got := m.Of("kept", func(string) string { return "found anew" }); got != "keptkept" {
		t.Errorf("what was found is not kept: %s", got)
	}
	long := strings.Repeat("a", longest+1)
	m.Of(long, double)
	if got := m.Of(long, func(string) string { return "found anew" }); got != "found anew" {
		t.Error("a long word is kept")
	}
}
