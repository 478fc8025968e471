package desk

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/words"
)

// Work makes an answer: it is bot.Bot's Answer, Summary or Timeline, of a question
// that d is attached to, with d's Show.
type Work func(ctx context.Context, d *Draft) (bot.Answer, error)

// Reply shows one answer where it was asked for. Its methods are called one at
// a time: Draft any number of times, and then one of the others, once.
type Reply interface {
	// Draft shows what there is so far.
	Draft(ctx context.Context, text string) error
	// Finish shows the answer in place of the draft.
	Finish(ctx context.Context, a bot.Answer) error
	// Fail shows what went wrong in place of the draft.
	Fail(ctx context.Context, f Fault) error
	// Discard takes the draft back: the question was withdrawn.
	Discard(ctx context.Context) error
}

// ErrLater is returned by Draft where nothing could be shown just now; it is asked again.
var ErrLater = errors.New("a draft could not be shown now")

// Pacing says how long an answer may take, and how it is shown meanwhile.
type Pacing struct {
	Patience time.Duration // after which the answer is given up with ErrSlow; zero: 2 minutes
	Pace     time.Duration // the least time between two drafts; zero: 1.2 seconds
	Log      *slog.Logger
	Words    *words.Words // in which language it is said how far an answer is, and what went wrong; nil: English
}

// Respond runs work and shows its sentences while they come. It ends in exactly
// one visible outcome, whatever happens: the answer, what went wrong, or, if the
// question was withdrawn, nothing. The outcome is shown also if ctx has ended.
func Respond(ctx context.Context, r Reply, p Pacing, work Work) {
	defer func() {
		if cause := recover(); cause != nil {
			p.panicked("answer", cause)
			p.show(ctx, "an answer could not be shown", func(ctx context.Context) error {
				return r.Fail(ctx, p.explain(fmt.Errorf("panic: %v", cause)))
			})
		}
	}()
	a, err := p.drafted(ctx, r, work)
	fault := p.explain(err)
	switch {
	case errors.Is(context.Cause(ctx), ErrWithdrawn):
		p.show(ctx, "a draft could not be taken back", r.Discard)
		return
	case err != nil && fault.Kind == Broken:
		p.Log.Error("a question could not be answered", "err", err)
	}
	p.show(ctx, "an answer could not be shown", func(ctx context.Context) error {
		if err != nil {
			return r.Fail(ctx, fault)
		}
		return r.Finish(ctx, a)
	})
}

// drafted runs work and has its sentences drafted while they come. After it has
// returned, there are no more drafts. If ctx or the patience ended first, the
// error is the cause.
func (p *Pacing) drafted(ctx context.Context, r Reply, work Work) (bot.Answer, error) {
	limited, cancel := context.WithTimeoutCause(ctx, durationOr(p.Patience, 2*time.Minute), ErrSlow)
	defer cancel()
	var d *Draft
	d = NewDraft(durationOr(p.Pace, 1200*time.Millisecond), p.Words, func(text string) {
		defer func() {
			if cause := recover(); cause != nil {
				p.panicked("draft", cause)
			}
		}()
		lasting, cancel := Outlast(ctx)
		defer cancel()
		switch err := r.Draft(lasting, text); {
		case errors.Is(err, ErrLater):
			d.Wake()
		case err != nil:
			p.Log.Debug("a draft could not be shown", "err", err)
		}
	})
	defer d.Stop()
	a, err := work(limited, d)
	if err != nil && limited.Err() != nil {
		err = context.Cause(limited)
	}
	return a, err //nolint:wrapcheck // Explain words it
}

// show shows an outcome, and logs if that fails.
func (p *Pacing) show(ctx context.Context, failed string, outcome func(context.Context) error) {
	lasting, cancel := Outlast(ctx)
	defer cancel()
	if err := outcome(lasting); err != nil {
		p.Log.Warn(failed, "err", err)
	}
}

func (p *Pacing) explain(err error) Fault {
	if p.Words == nil {
		return Explain(err)
	}
	return ExplainIn(p.Words, err)
}

func (p *Pacing) panicked(at string, cause any) {
	p.Log.Error("panic", "at", at, "cause", cause, "stack", string(debug.Stack()))
}

func durationOr(d, other time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return other
}
