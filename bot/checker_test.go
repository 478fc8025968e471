package bot

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/storybot/storybot/prompts"
)

func TestCheckBy(t *testing.T) {
	for _, c := range []struct {
		reply string
		err   error
		bare  bool
		yes   bool
		fails string
	}{
		{reply: "Yes", yes: true},
		{reply: "yes.", yes: true},
		{reply: " **YES** - the document says so", yes: true},
		{reply: "No"},
		{reply: "no, it says Monday"},
		{reply: "Yes", bare: true, yes: true},
		{reply: "Perhaps", fails: "neither yes nor no"},
		{reply: "", fails: "neither yes nor no"},
		{err: errors.New("refused"), fails: "refused"},
	} {
		var asked Prompt
		check := CheckBy(func(_ context.Context, p Prompt) (string, Usage, error) {
			asked = p
			return c.reply, Usage{PromptTokens: 7}, c.err
		}, c.bare)
		yes, used, err := check(t.Context(), prompts.Check{Heading: "Post, Friday 1 March 2024: Bridge", Text: "The bridge closed.", Claim: "It closed."})
		if yes != c.yes || used.PromptTokens != 7 || (err != nil) != (c.fails != "") || err != nil && !strings.Contains(err.Error(), c.fails) {
			t.Errorf("%q: %v, %v, %v", c.reply, yes, used, err)
		}
		if !strings.HasPrefix(asked.User, "Document: Post, Friday") || !strings.HasSuffix(asked.User, "\nClaim: It closed.\n") || (asked.System == "") != c.bare {
			t.Errorf("asked %+v", asked)
		}
	}
}

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
