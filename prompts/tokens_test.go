package prompts

import (
	"reflect"
	"strings"
	"sync"
	"testing"
)

func TestCount(t *testing.T) {
	tests := map[string]int{ // as OpenAI's own tokenizer counts in o200k_base
		"":                   0,
		"hello world":        2,
		"tiktoken is great!": 6,
		"お誕生日おめでとう":          8,
	}
	var wg sync.WaitGroup
	for text, want := range tests {
		wg.Go(func() {
			if got := Count(text); got != want {
				t.Errorf("%q: %d tokens, want %d", text, got, want)
			}
		})
	}
	wg.Wait()
}

func TestFit(t *testing.T) {
	long := strings.Repeat("The bridge was closed on Friday. ", 30)
	p := []Passage{{Text: long, Title: "a"}, {Text: long, Title: "b"}, {Text: "Short.", Title: "c"}}
	tests := []struct {
		budget int
		want   string
	}{
		{0, ""}, {20, "c"}, {Count(long) + 60, "ac"}, {10_000, "abc"},
	}
	for _, tt := range tests {
		var got string
		for _, f := range Fit(p, tt.budget) {
			got += f.Title
		}
		if got != tt.want {
			t.Errorf("budget %d: %q, want %q", tt.budget, got, tt.want)
		}
	}
	if got := Fit(p, 10_000); !reflect.DeepEqual(got, p) {
		t.Error("the passages are not given back as they were")
	}
}

func TestFitKeepsTheBudget(t *testing.T) {
	p, _ := sample()
	for budget := range 120 {
		fit := Fit(p, budget)
		for i := range fit {
			fit[i].N = i + 1
		}
		bare := Count(Answer{Fence: marker}.String())
		if used := Count(Answer{Fence: marker, Passages: fit}.String()) - bare; used > budget {
			t.Fatalf("%d passages use %d tokens of %d", len(fit), used, budget)
		}
	}
}

func BenchmarkCount(b *testing.B) {
	text := strings.Repeat("The bridge was closed on Friday, the mayor said. ", 200)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Count(text)
	}
}
