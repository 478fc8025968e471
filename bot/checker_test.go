package bot

import (
	"context"
	"errors"
	"testing"

	"github.com/storybot/storybot/prompts"
)

// TestChecked: what the checking model does not find is dropped, what it finds is
// shown, what it cannot be asked about is shown with a note, and what stands
// word for word is not asked about.
func TestChecked(t *testing.T) {
	const said = "Ilan Dray was Norvania's man in Italy [1.1]. He left his post in November with his wife [1.1]."
	for name, c := range map[string]struct {
		yes     bool
		err     error
		dropped int
		note    bool
	}{
		"found":       {yes: true},
		"not found":   {dropped: 2},
		"unreachable": {err: errors.New("down"), note: true},
	} {
		s := newFew(t, envoy)
		asked := 0
		b := &Bot{Stories: s, Model: says(said), Check: func(context.Context, prompts.Check) (bool, Usage, error) {
			asked++
			return c.yes, Usage{PromptTokens: 1}, c.err
		}}
		a := ask(t, b, s, Question{Text: "Who is Norvania's ambassador to Italy?"})
		if len(a.Dropped) != c.dropped || (notesOf(a, "unchecked") != "") != c.note || asked == 0 {
			t.Errorf("%s: %s %q, dropped %+v, notes %+v, asked %d", name, a.Mode, a.Text, a.Dropped, a.Notes, asked)
		}
	}
	s := newFew(t, envoy)
	b := &Bot{Stories: s, Model: says("He had been in Rome since October 2017 [1.2]."), Check: func(_ context.Context, p prompts.Check) (bool, Usage, error) {
		t.Errorf("asked about %q, which stands in the story", p.Claim)
		return false, Usage{}, nil
	}}
	ask(t, b, s, Question{Text: "Since when had Ilan Dray been in Rome?"})
}
