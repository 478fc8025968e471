package thing

import (
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// mentioned is, for each word, the number of the name among names that it is, or -1.
func mentioned(words []text.Word, names []string) []int {
	at := make([]int, len(words))
	for i := range words {
		at[i] = slices.Index(names, strings.TrimSuffix(words[i].Norm, "s"))
	}
	return at
}

// TestDefinition: how well a sentence says what a tern, a red tern or a ZRT is.
func TestDefinition(t *testing.T) {
	t.Parallel()
	l := text.English()
	for _, c := range []struct {
		name, line string
		want       float64
	}{
		{"tern", "A tern is a bird that lives by the sea.", 1},
		{"tern", "A tern is a bird of the sea.", .9},
		{"tern", "Terns are one of the sea's birds.", .9},
		{"tern", "The tern was a ship.", .8},
		{"tern", "First, the definition: A tern is a bird that dives.", 1},
		{"tern", "A tern — which weighs little — is another name for a sea swallow.", .9},
		{"tern", "A tern, which weighs little, is a bird that dives.", 1},
		{"tern", "A tern (Sterna hirundo) is a bird that dives.", 1},
		{"tern", "A black tern is when the feathers are soaked.", .81},
		{"tern", "A shy black tern is a bird that hides.", 0},
		{"tern", "The word tern means swallow of the sea.", .9},
		{"tern", "In Skar, “tern” refers to a boat.", 1},
		{"tern", "A tern is defined as any bird of that family.", 1},
		{"tern", "A tern happens when a gull is late.", 1},
		{"tern", "Tern means tern, the mayor said.", 0},
		{"tern", "He fed the tern, a bird of the sea, on Monday.", .5},
		{"tern", "The tern – a bird of the sea – was fed.", .7},
		{"tern", "It is a year of the tern, during which nobody fishes.", .5},
		{"tern", "They spoke of joining terns, a change of plan.", .5},
		{"tern", "Feeding terns means a long walk.", 0},
		{"tern", "The two wins of the terns mean a draw.", 0},
		{"tern", "Tern is one of our best places.", 0},
		{"tern", "The black tern is a bird that hides.", 0},
		{"tern", "Feeding for terns, a crucial part of the plan, has begun.", .5},
		{"tern", "Ulm won its third tern, a 5-0 win.", 0},
		{"tern", "The tern is flying.", 0},
		{"tern", "The tern is home.", 0},
		{"tern", "He saw a tern.", 0},
		{"tern", "", 0},
		{"red tern", "A red tern is a bird that dives.", 1},
		{"red tern", "A red gull, not a tern, is a bird that dives.", 0},
		{"red tern", "A tern is a bird that is red.", 0},
		{"zrt", "The zonal rescue team (ZRT) came late.", .6},
		{"zrt", "The Zonal Rescue Team mission, or ZRT, aims to save birds.", .6},
		{"zrt", "The mission, or ZRT, aims to save birds.", 0},
		{"zrt", "The zonal rescue team met the ZRT.", 0},
	} {
		names := strings.Fields(c.name)
		words := l.Words(c.line)
		got := Definition(l, c.line, words, mentioned(words, names), len(names))
		if got < c.want-.001 || got > c.want+.001 {
			t.Errorf("%s: %q: %.2f, want %.2f", c.name, c.line, got, c.want)
		}
	}
}

// TestTold: what says of the one named before what it is.
func TestTold(t *testing.T) {
	t.Parallel()
	l := text.English()
	for line, want := range map[string]bool{
		"It's defined as a bird of the sea.": true,
		"It is defined as a bird.":           true,
		"It means a swallow of the sea.":     true,
		"It refers to a boat.":               true,
		"It is a bird.":                      false, // anything may be
		"The tern means luck.":               false,
		"He meant it.":                       false,
		"":                                   false,
	} {
		if got := Told(l, line, l.Words(line)); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}
