package bot

import (
	"context"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
)

// AnswerFrom answers q from passages that are given instead of searched for,
// best first, through the same writing and checking as Answer. Limits, journal,
// earlier turns and the freshness of sources play no part, and Stories is not
// used. show may be nil. An error is a panic that was caught.
func (b *Bot) AnswerFrom(ctx context.Context, q Question, found knowledge.Found, show Show) (a Answer, err error) {
	defer b.rescue(q, &err)
	began := time.Now()
	q = b.complete(q)
	p := b.plan(ctx, q, nil)
	p.allGiven = true
	a = b.compose(ctx, p, found, show)
	a.seal(q, found.Info, began)
	return a, nil
}

// Hedged reports whether the answer itself says that the sentences it quotes
// are only the nearest and none of them answers for certain.
func (a *Answer) Hedged() bool { return a.Mode == ModeExtract && a.Confidence < doubted() }

// doubted is the confidence below which an extract says that it is only the nearest there is.
func doubted() float64 { return choose.Fitted().Claim(choose.Fitted().Doubt) }
