package discord

import (
	"context"
	"errors"
	"runtime/debug"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
)

// answer has work answer onto s: sentences while they come, then the answer,
// or in its place what went wrong. above is a line to begin with.
func (b *Bot) answer(ctx context.Context, s sheet, above string, work desk.Work) {
	defer func() {
		if cause := recover(); cause != nil {
			b.log().Error("panic", "at", "answer", "cause", cause, "stack", string(debug.Stack()))
			b.tell(ctx, s, []outgoing{newOutgoing(said(broken(cause)), nil)})
		}
	}()
	a, err := b.drafted(ctx, s, above, work)
	if cause := context.Cause(ctx); errors.Is(cause, desk.ErrWithdrawn) {
		b.withdrawn(ctx, s)
		return
	}
	if err != nil {
		fault := desk.Explain(err)
		if fault.Kind == desk.Broken {
			b.log().Error("a question could not be answered", "err", err)
		}
		b.tell(ctx, s, []outgoing{newOutgoing(said(fault), nil)})
		return
	}
	b.keep(ctx, a.ID, b.tell(ctx, s, render(a, above)), s)
}

// drafted runs work and shows its sentences on s while they come.
func (b *Bot) drafted(ctx context.Context, s sheet, above string, work desk.Work) (bot.Answer, error) {
	write := func(text string) {
		defer b.rescue("draft")
		writing, cancel := desk.Outlast(ctx)
		defer cancel()
		if err := s.draft(writing, unfinished(text, above)); err != nil {
			b.log().Debug("a draft could not be shown", "err", err)
		}
	}
	o := desk.Drafting{Patience: orElse(b.Patience, 2*time.Minute), Pace: orElse(b.Pace, 1200*time.Millisecond), Write: write}
	return desk.Drafted(ctx, o, work) //nolint:wrapcheck // the desk says what was tried
}

// tell shows the outcome.
func (b *Bot) tell(ctx context.Context, s sheet, messages []outgoing) []posted {
	ctx, cancel := desk.Outlast(ctx)
	defer cancel()
	all, err := s.finish(ctx, messages)
	if err != nil {
		b.log().Warn("an answer could not be shown", "err", err)
	}
	return all
}

func (b *Bot) withdrawn(ctx context.Context, s sheet) {
	ctx, cancel := desk.Outlast(ctx)
	defer cancel()
	if err := s.discard(ctx); err != nil {
		b.log().Warn("a draft could not be taken back", "err", err)
	}
}

// keep remembers where an answer was posted, for buttons and replies.
func (b *Bot) keep(ctx context.Context, id int64, all []posted, s sheet) {
	if b.Journal == nil || id == 0 {
		return
	}
	ctx, cancel := desk.Outlast(ctx)
	defer cancel()
	var places []string
	for _, p := range all {
		places = append(places, messagePlace(p.ID))
	}
	if m, ok := s.(*messageSheet); ok && m.thread && len(all) > 0 {
		b.threads.Put(m.channel, true)
		places = append(places, threadPlace(m.channel))
	}
	for _, place := range places {
		if err := b.Journal.Posted(ctx, id, place); err != nil && !errors.Is(err, desk.ErrForgotten) {
			b.log().Warn("it could not be recorded where an answer was posted", "err", err)
		}
	}
}

// typingMost is how long an answer waits for typing to be shown first: after
// the answer it would be shown for nothing.
const typingMost = 1500 * time.Millisecond

// typing shows that something is written until stop is called; shown is closed
// when that was tried once.
func (b *Bot) typing(ctx context.Context, channel string) (shown <-chan struct{}, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	first, done := make(chan struct{}), make(chan struct{})
	show := func(ctx context.Context) {
		limited, cancel := context.WithTimeout(ctx, typingMost)
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
