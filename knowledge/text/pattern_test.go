package text

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text/lang"
)

func TestPatternOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		source, text string
		want         bool
	}{
		{"ferry", "the ferry", true},
		{"ferry", "the boat", false},
		{"", "the ferry", false},
		{"", "", false},
		{"", "\xff\ufffd\U0010ffff", false},
	} {
		if got := patternOf(c.source).MatchString(c.text); got != c.want {
			t.Errorf("%q in %q: %v, want %v", c.source, c.text, got, c.want)
		}
	}
}

// TestBareLanguage reads in a language that tells nothing of itself but how it
// stems: one begins so.
func TestBareLanguage(t *testing.T) {
	t.Parallel()
	l := compile(&lang.Data{Code: "xx", Stem: func(word string) string { return word }})
	const text = "Lo ferry sank on 3 May 2020 at 10:30. “La oldport,” Ines Okafor said."
	if got := len(l.Sentences(text)); got != 2 {
		t.Errorf("%d sentences, want 2", got)
	}
	if got := len(l.Terms(text)); got == 0 {
		t.Error("no terms")
	}
	if got := l.Annotate(text, len(text)); len(got.Words) != 15 {
		t.Errorf("%d words are annotated, want 15", len(got.Words))
	}
}
