package prompts

import (
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

func BenchmarkCount(b *testing.B) {
	text := strings.Repeat("The bridge was closed on Friday, the mayor said. ", 200)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Count(text)
	}
}
