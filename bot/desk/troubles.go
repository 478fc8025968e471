package desk

import (
	"context"
	"fmt"
	"time"
)

// Trouble is something that operators should know of at once, for as long as it lasts.
type Trouble struct {
	Key   string // the same for as long as it is the same trouble
	Words string // one line
}

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
			all = append(all, Trouble{"source " + s.Name(), "The source " + SourceName(s.Name()) + ": " + Unrooted(Masked(state.Warning(now)))})
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
			fmt.Sprintf("Today's budget of %d tokens is spent (TOKENS_A_DAY): until midnight (UTC), answers are the stories' own sentences.", limits.Tokens)})
	}
	return all, nil
}
