package discord

import (
	"context"
	"errors"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// asks does the work of an answer: bot.Bot's Answer, Summary or Timeline.
type asks func(ctx context.Context, show bot.Show) (bot.Answer, error)

// tellMost is how long telling the outcome may take, with all waiting for rate limits.
const (
	tellMost = 60 * time.Second
	tellLast = 4 * time.Second // once the bot is given up
)

// errSlow is why an answer that takes too long is given up.
var errSlow = errors.New("the answer takes too long")

// answer has work answer onto s: sentences while they come, then the answer,
// or in its place what went wrong. above is a line to begin with.
func (b *Bot) answer(ctx context.Context, s sheet, above string, work asks) {
	defer func() {
		if cause := recover(); cause != nil {
			b.log().Error("panic", "at", "answer", "cause", cause, "stack", string(debug.Stack()))
			b.tell(ctx, s, []outgoing{newOutgoing(saidBroken, nil)})
		}
	}()
	a, err := b.drafted(ctx, s, above, work)
	if cause := context.Cause(ctx); errors.Is(cause, errWithdrawn) {
		b.withdrawn(ctx, s)
		return
	}
	if err != nil {
		words := spoken(err)
		if words == saidBroken {
			b.log().Error("a question could not be answered", "err", err)
		}
		b.tell(ctx, s, []outgoing{newOutgoing(words, nil)})
		return
	}
	b.keep(ctx, a.ID, b.tell(ctx, s, render(a, above)), s)
}

// drafted runs work and shows its sentences on s while they come.
func (b *Bot) drafted(ctx context.Context, s sheet, above string, work asks) (bot.Answer, error) {
	limited, cancel := context.WithTimeoutCause(ctx, orElse(b.Patience, 2*time.Minute), errSlow)
	defer cancel()
	d := newDraft(orElse(b.Pace, 1200*time.Millisecond), func(text string) {
		defer b.rescue("draft")
		writing, cancel := telling(ctx)
		defer cancel()
		if err := s.draft(writing, unfinished(text, above)); err != nil {
			b.log().Debug("a draft could not be shown", "err", err)
		}
	})
	defer d.stop()
	a, err := work(limited, d.show)
	if err != nil && limited.Err() != nil {
		err = context.Cause(limited)
	}
	return a, err //nolint:wrapcheck // the desk says what was tried
}

// telling is a context for what must be told although ctx may have ended. Once
// the bot is given up, it has a moment left.
func telling(ctx context.Context) (context.Context, context.CancelFunc) {
	told, cancel := context.WithTimeout(context.WithoutCancel(ctx), tellMost)
	unbind := context.AfterFunc(ctx, func() {
		if errors.Is(context.Cause(ctx), errStopping) {
			time.AfterFunc(tellLast, cancel)
		}
	})
	return told, func() {
		unbind()
		cancel()
	}
}

// tell shows the outcome.
func (b *Bot) tell(ctx context.Context, s sheet, messages []outgoing) []posted {
	ctx, cancel := telling(ctx)
	defer cancel()
	all, err := s.finish(ctx, messages)
	if err != nil {
		b.log().Warn("an answer could not be shown", "err", err)
	}
	return all
}

func (b *Bot) withdrawn(ctx context.Context, s sheet) {
	ctx, cancel := telling(ctx)
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
	ctx, cancel := telling(ctx)
	defer cancel()
	var places []string
	for _, p := range all {
		places = append(places, messagePlace(p.ID))
	}
	if m, ok := s.(*messageSheet); ok && m.thread && len(all) > 0 {
		b.threads.put(m.channel, true)
		places = append(places, threadPlace(m.channel))
	}
	for _, place := range places {
		if err := b.Journal.Posted(ctx, id, place); err != nil && !errors.Is(err, ErrForgotten) {
			b.log().Warn("it could not be recorded where an answer was posted", "err", err)
		}
	}
}

// What is told in place of an answer.
const (
	saidBroken   = "Something went wrong here; the operator's log says what. Please ask again later."
	saidBusy     = "Too many questions at once; please ask again in a moment."
	saidBudget   = "Today's budget for answers is used up; please ask again tomorrow."
	saidSlow     = "The answer took too long and was given up. Please ask again, perhaps for less."
	saidStopping = "I am being restarted. Please ask again in a minute."
	saidNoStory  = "There is no such story. /stories lists them."
)

// spoken is the sentence that a person is told for err.
func spoken(err error) string {
	switch {
	case errors.Is(err, bot.ErrBusy):
		return saidBusy
	case errors.Is(err, bot.ErrBudget):
		return saidBudget
	case errors.Is(err, errSlow), errors.Is(err, context.DeadlineExceeded):
		return saidSlow
	case errors.Is(err, errStopping), errors.Is(err, context.Canceled):
		return saidStopping
	case errors.Is(err, knowledge.ErrNotFound):
		return saidNoStory
	}
	return saidBroken
}

// draft shows what there is of an answer, no more often than its pace.
type draft struct {
	mu    sync.Mutex
	text  strings.Builder
	news  chan struct{}
	ended chan struct{}
	done  chan struct{}
}

func newDraft(pace time.Duration, write func(text string)) *draft {
	d := &draft{news: make(chan struct{}, 1), ended: make(chan struct{}), done: make(chan struct{})}
	go func() {
		defer close(d.done)
		for wait := pace / 3; ; wait = pace { // at first a little, in case that is all
			if !d.next() || !d.rest(wait) {
				return
			}
			write(d.written())
		}
	}()
	return d
}

// next waits for news; false: the answer is complete.
func (d *draft) next() bool {
	select {
	case <-d.ended:
		return false
	case <-d.news:
		return true
	}
}

// rest lets some time pass; false: the answer was completed meanwhile.
func (d *draft) rest(wait time.Duration) bool {
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-d.ended:
		return false
	case <-t.C:
		return true
	}
}

func (d *draft) written() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.text.String()
}

// show takes the next checked sentence.
func (d *draft) show(s bot.Sentence) {
	d.mu.Lock()
	if d.text.Len() > 0 {
		if strings.HasPrefix(s.Text, "- ") {
			d.text.WriteByte('\n')
		} else {
			d.text.WriteByte(' ')
		}
	}
	d.text.WriteString(s.Text)
	d.mu.Unlock()
	d.wake()
}

// wake says that there is something new.
func (d *draft) wake() {
	select {
	case d.news <- struct{}{}:
	default:
	}
}

// stop lets nothing more be written, and waits for what is.
func (d *draft) stop() {
	close(d.ended)
	<-d.done
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
