package llm

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
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
		var asked bot.Prompt
		check := CheckBy(func(_ context.Context, p bot.Prompt) (string, bot.Usage, error) {
			asked = p
			return c.reply, bot.Usage{PromptTokens: 7}, c.err
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
