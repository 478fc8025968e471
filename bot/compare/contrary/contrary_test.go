package contrary

import (
	"testing"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge/text"
)

func TestContrast(t *testing.T) {
	t.Parallel()
	l := text.English()
	const question = "Is the gate of Orm open?"
	q := choose.Read(l, question)
	r := &Reader{Question: l.Words(question), Terms: q.Terms, Names: q.Reader().Names, Key: l.Key}
	for name, c := range map[string]struct {
		one, other, v, w string
		agree            bool
	}{
		"a word and its contrary":     {"The gate of Orm is open.", "The gate of Orm is closed.", "open", "closed", false},
		"a contrary that is denied":   {"The gate of Orm is open.", "The gate of Orm is not closed.", "", "", true},
		"the word itself, denied":     {"The gate of Orm is open.", "The gate of Orm is not open.", "open", "not open", false},
		"only possible":               {"The gate of Orm is open.", "The gate of Orm may be closed.", "", "", false},
		"neither":                     {"The gate of Orm is open.", "The gate of Orm is green.", "", "", false},
		"of something else":           {"The gate of Orm is open.", "Prices closed lower.", "", "", false},
		"done to what nobody asks of": {"The gate of Orm is open.", "The mayor closed Brask for the day.", "", "", true},
	} {
		v, w, agree := r.Contrast(l.Annotate(c.one, 200), l.Annotate(c.other, 200))
		if v != c.v || w != c.w || agree != c.agree {
			t.Errorf("%s: %q, %q, %v", name, v, w, agree)
		}
	}
	if keys := r.Denied(l.Annotate("The gate of Orm did not open.", 200)); !keys[l.Key("open")] || len(keys) != 1 {
		t.Errorf("denied: %v", keys)
	}
}
