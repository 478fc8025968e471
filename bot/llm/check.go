package llm

import (
	"context"
	"fmt"
	"strings"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/prompts"
)

// verdictTokens is how much a checking model may write: one word.
const verdictTokens = 10

// CheckBy makes a bot.Checker of a model that answers in a word. bare: it is made
// for checking facts and wants no instructions.
func CheckBy(ask func(ctx context.Context, p bot.Prompt) (reply string, used bot.Usage, err error), bare bool) bot.Checker {
	return func(ctx context.Context, check prompts.Check) (yes bool, used bot.Usage, err error) {
		p := bot.Prompt{System: check.System(), User: check.String(), MaxTokens: verdictTokens}
		if bare {
			p.System = ""
		}
		reply, used, err := ask(ctx, p)
		if err != nil {
			return false, used, fmt.Errorf("check a claim: %w", err)
		}
		word, _, _ := strings.Cut(strings.ToLower(strings.TrimLeft(reply, " \t\n*_\"'`")), "\n")
		switch {
		case strings.HasPrefix(word, "yes"):
			return true, used, nil
		case strings.HasPrefix(word, "no"):
			return false, used, nil
		}
		return false, used, fmt.Errorf("check a claim: the model replied %.40q, neither yes nor no", reply)
	}
}
