package llm

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// textTimer ends a completion of which no visible text has come for too long.
// Bytes are no measure: a server that sends keep-alive comments, spaces or
// thoughts without end is one that a reader waits for in vain.
type textTimer struct {
	cancel context.CancelCauseFunc
	timer  *time.Timer
	next   time.Duration
}

// timeText returns a context that ends with ErrSilent if no text comes within
// first, or, once text has come, within next. stop must be called.
func timeText(ctx context.Context, first, next time.Duration) (context.Context, *textTimer) {
	ctx, cancel := context.WithCancelCause(ctx)
	p := &textTimer{cancel: cancel, next: next}
	p.timer = time.AfterFunc(first, func() { cancel(fmt.Errorf("%w: no text came for %s", ErrSilent, first)) })
	return ctx, p
}

// during runs show, which has that text read. The time that the reader takes does
// not count, and where there is anything to see the time begins anew.
func (p *textTimer) during(text string, show func(string) error) error {
	if strings.TrimSpace(text) == "" {
		return show(text)
	}
	p.timer.Stop()
	err := show(text)
	p.timer = time.AfterFunc(p.next, func() { p.cancel(fmt.Errorf("%w: no more text came for %s", ErrSilent, p.next)) })
	return err
}

// stop lets go of the context.
func (p *textTimer) stop() {
	p.timer.Stop()
	p.cancel(nil)
}
