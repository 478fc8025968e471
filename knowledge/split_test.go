package knowledge

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// FuzzSplit holds the promise that every byte that is not white space is in
// exactly one passage, and every passage is made of whole sentences.
func FuzzSplit(f *testing.F) {
	f.Add("One. Two.\n\nThree? \"Four.\" five")
	f.Add(strings.Repeat("Word. ", 300))
	f.Add("\x00\xff. 。a。b")
	f.Fuzz(func(t *testing.T, body string) {
		var kept strings.Builder
		end := 0
		passages := Split(text.English(), body)
		for _, p := range passages {
			if p.Start < end || p.End <= p.Start {
				t.Fatalf("passage %v begins before %d", p, end)
			}
			if strings.TrimSpace(body[end:p.Start]) != "" {
				t.Fatalf("lost %q", body[end:p.Start])
			}
			kept.WriteString(p.Of(body))
			end = p.End
		}
		if strings.TrimSpace(body[end:]) != "" {
			t.Fatalf("lost the tail %q", body[end:])
		}
		for _, s := range text.English().Sentences(body) {
			for len(passages) > 0 && passages[0].End < s.End {
				passages = passages[1:]
			}
			if len(passages) == 0 || passages[0].Start > s.Start {
				t.Fatalf("sentence %v is cut", s)
			}
		}
		for _, w := range text.English().Words(body) {
			if w.Start >= w.End || w.End > len(body) {
				t.Fatalf("word %v", w.Span)
			}
		}
	})
}
