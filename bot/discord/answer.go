package discord

import (
	"context"
	"errors"
	"runtime/debug"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
)

// answer runs work and shows on r the sentences while they come, then the
// answer, or what went wrong. above is a line to begin with.
func (b *Bot) answer(ctx context.Context, r responder, above string, work desk.Work) {
	defer func() {
		if cause := recover(); cause != nil {
			b.log().Error("panic", "at", "answer", "cause", cause, "stack", string(debug.Stack()))
			b.deliver(ctx, r, []outgoing{newOutgoing(faultText(broken(cause)), nil)})
		}
	}()
	a, err := b.drafted(ctx, r, above, work)
	if cause := context.Cause(ctx); errors.Is(cause, desk.ErrWithdrawn) {
		b.withdrawn(ctx, r)
		return
	}
	if err != nil {
		fault := desk.Explain(err)
		if fault.Kind == desk.Broken {
			b.log().Error("a question could not be answered", "err", err)
		}
		b.deliver(ctx, r, []outgoing{newOutgoing(faultText(fault), nil)})
		return
	}
	b.recordPlaces(ctx, a.ID, b.deliver(ctx, r, render(a, above)), r)
}

// drafted runs work and shows its sentences on r while they come.
func (b *Bot) drafted(ctx context.Context, r responder, above string, work desk.Work) (bot.Answer, error) {
	write := func(text string) {
		defer b.rescue("draft")
		writing, cancel := desk.Outlast(ctx)
		defer cancel()
		if err := r.draft(writing, unfinished(text, above)); err != nil {
			b.log().Debug("a draft could not be shown", "err", err)
		}
	}
	o := desk.Drafting{Patience: durationOr(b.Patience, 2*time.Minute), Pace: durationOr(b.Pace, 1200*time.Millisecond), Write: write}
	return desk.Drafted(ctx, o, work) //nolint:wrapcheck // the desk says what was tried
}

// deliver shows the outcome on r, and returns what was posted.
func (b *Bot) deliver(ctx context.Context, r responder, messages []outgoing) []posted {
	ctx, cancel := desk.Outlast(ctx)
	defer cancel()
	all, err := r.finish(ctx, messages)
	if err != nil {
		b.log().Warn("an answer could not be shown", "err", err)
	}
	return all
}

func (b *Bot) withdrawn(ctx context.Context, r responder) {
	ctx, cancel := desk.Outlast(ctx)
	defer cancel()
	if err := r.discard(ctx); err != nil {
		b.log().Warn("a draft could not be taken back", "err", err)
	}
}

// recordPlaces records where an answer was posted, for buttons and replies.
func (b *Bot) recordPlaces(ctx context.Context, id int64, all []posted, r responder) {
	if b.Journal == nil || id == 0 {
		return
	}
	ctx, cancel := desk.Outlast(ctx)
	defer cancel()
	var places []string
	for _, p := range all {
		places = append(places, messagePlace(p.ID))
	}
	if m, ok := r.(*messageResponder); ok && m.thread && len(all) > 0 {
		b.threads.Put(m.channel, true)
		places = append(places, threadPlace(m.channel))
	}
	for _, place := range places {
		if err := b.Journal.Posted(ctx, id, place); err != nil && !errors.Is(err, desk.ErrForgotten) {
			b.log().Warn("it could not be recorded where an answer was posted", "err", err)
		}
	}
}

// typingTimeout is how long an answer waits until typing has been shown: after
// the answer, showing it would be pointless.
const typingTimeout = 1500 * time.Millisecond

// typing shows that an answer is being written until stop is called; shown is
// closed after the first try.
func (b *Bot) typing(ctx context.Context, channel string) (shown <-chan struct{}, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	first, done := make(chan struct{}), make(chan struct{})
	show := func(ctx context.Context) {
		limited, cancel := context.WithTimeout(ctx, typingTimeout)
		defer cancel()
		if err := b.rest.typing(limited, channel); err != nil && ctx.Err() == nil {
			b.log().Debug("typing could not be shown", "err", err)
		}
	}
	go func() {
		defer close(done)
		show(context.WithoutCancel(ctx))
		for close(first); sleep(ctx, 8*time.Second) == nil; {
			show(ctx)
		}
	}()
	return first, func() {
		cancel()
		<-done
	}
}
