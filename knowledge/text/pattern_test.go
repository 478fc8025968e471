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

// TestAtFirst: words of a question for what was known at first are told from other firsts.
func TestAtFirst(t *testing.T) {
	t.Parallel()
	p := English().Patterns.AtFirst
	for question, want := range map[string]bool{
		"How many were missing at first?":                         true,
		"How many were missing according to the first reports?":   true,
		"How many did the initial reports say had died?":          true,
		"What was the initial death toll?":                        true,
		"What did the first police estimate say?":                 true,
		"What did the earliest official figures say of the fire?": true,
		"What was the preliminary count in Ulm?":                  true,
		"How many people were originally reported dead?":          true,

		"Who wrote the first annual report of the bank?":   false,
		"When was the first reporter killed?":              false,
		"Who was the first woman to count the votes?":      false,
		"What is the toll of the bridge?":                  false,
		"Who came first?":                                  false,
		"How many stories did the first official publish?": false,
		"What was the first film about the toll road?":     false,
	} {
		if got := p.MatchString(question); got != want {
			t.Errorf("%q: %v, want %v", question, got, want)
		}
	}
}
