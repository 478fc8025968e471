package desk

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/storybot/storybot/bot/words"
)

// Trouble is something that operators should know of at once, for as long as it lasts.
type Trouble struct {
	Key  string // the same for as long as it is the same trouble
	Tell Tell
}

// Tell says something in one line, in the language of w.
type Tell func(w *words.Words) string

// Troubles are those there are now: the sources that fail, and a budget that is spent.
func (l *Local) Troubles(ctx context.Context) ([]Trouble, error) {
	states, err := l.Base.SourceStatus(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for troubles: %w", err)
	}
	var all []Trouble
	now := time.Now()
	for _, s := range l.Catalogue.Known() {
		if state, known := states[s.Name()]; known && state.Failing() {
			all = append(all, Trouble{"source " + s.Name(), func(w *words.Words) string {
				return words.Fill(w.Chat.Operate.SourceFails, "name", SourceName(s.Name()), "what", Unrooted(Masked(warningIn(w, &state, now))))
			}})
		}
	}
	limits := l.Bot.Limits
	if limits == nil || limits.Tokens <= 0 || limits.Spent == nil {
		return all, nil
	}
	spent, err := limits.Spent(ctx, now)
	if err != nil {
		return nil, fmt.Errorf("look for troubles: %w", err)
	}
	if spent >= limits.Tokens {
		all = append(all, Trouble{"budget of " + now.UTC().Format(time.DateOnly),
			func(w *words.Words) string {
				return words.Fill(w.Chat.Operate.BudgetSpent, "n", strconv.Itoa(limits.Tokens))
			}})
	}
	return all, nil
}
