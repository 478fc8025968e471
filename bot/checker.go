package bot

import (
	"context"
	"strings"
	"sync"

	"github.com/storybot/storybot/prompts"
)

// spending adds up the tokens of one answer.
type spending struct {
	mu   sync.Mutex
	used Usage
}

func (s *spending) add(u Usage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used = s.used.plus(u)
}

func (s *spending) sum() Usage {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.used
}

// checking is the Checker whose tokens go onto the answer's account; nil where
// rules alone check.
func (b *Bot) checking(spent *spending) func(context.Context, prompts.Check) (bool, error) {
	if b.Check == nil {
		return nil
	}
	return func(ctx context.Context, check prompts.Check) (bool, error) {
		yes, used, err := b.Check(ctx, check)
		spent.add(used)
		return yes, err
	}
}

// mending has the model write anew what does not hold.
func (b *Bot) mending(spent *spending) func(context.Context, prompts.Mend) (string, error) {
	return func(ctx context.Context, mend prompts.Mend) (string, error) {
		var reply strings.Builder
		used, err := b.Model.Write(ctx, Prompt{System: mend.System(), User: mend.String(), MaxTokens: mendBudget}, func(piece string) error {
			reply.WriteString(piece)
			return nil
		})
		spent.add(used)
		return reply.String(), err //nolint:wrapcheck // it is logged beside what was tried
	}
}
