package desk

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Inflight are the questions under way, by the message or interaction that
// asked, and by who asked. It may be used by many goroutines.
type Inflight struct {
	base context.Context // what every question's context comes from

	mu      sync.Mutex
	closed  bool
	all     map[string]*question
	running sync.WaitGroup
}

// question is one that is under way.
type question struct {
	asker  string
	cancel context.CancelCauseFunc
	done   chan struct{}
}

// NewInflight returns an Inflight whose questions live no longer than base.
func NewInflight(base context.Context) *Inflight {
	return &Inflight{base: base, all: make(map[string]*question)}
}

// Start runs work in a goroutine of its own. After Close, work is given a
// context that has ended with ErrStopping, so that it can say so.
func (f *Inflight) Start(id, asker string, work func(ctx context.Context)) {
	ctx, cancel := context.WithCancelCause(f.base)
	q := &question{asker: asker, cancel: cancel, done: make(chan struct{})}
	f.mu.Lock()
	f.all[id] = q
	closed := f.closed
	f.running.Add(1)
	f.mu.Unlock()
	if closed {
		cancel(ErrStopping)
	}
	go func() {
		defer f.end(id, q)
		work(ctx)
	}()
}

func (f *Inflight) end(id string, q *question) {
	q.cancel(nil)
	f.mu.Lock()
	if f.all[id] == q {
		delete(f.all, id)
	}
	f.mu.Unlock()
	close(q.done)
	f.running.Done()
}

// Withdraw gives up the question that a deleted message asked, with ErrWithdrawn.
func (f *Inflight) Withdraw(id string) {
	f.mu.Lock()
	q := f.all[id]
	f.mu.Unlock()
	if q != nil {
		q.cancel(ErrWithdrawn)
	}
}

// WithdrawAll gives up all questions of an asker except the one with the ID
// except, and waits until they have ended or ctx has, whose error it returns.
func (f *Inflight) WithdrawAll(ctx context.Context, asker, except string) error {
	f.mu.Lock()
	var theirs []*question
	for id, q := range f.all {
		if q.asker == asker && id != except {
			theirs = append(theirs, q)
		}
	}
	f.mu.Unlock()
	for _, q := range theirs {
		q.cancel(ErrWithdrawn)
	}
	for _, q := range theirs {
		select {
		case <-q.done:
		case <-ctx.Done():
			return ctx.Err() //nolint:wrapcheck // the caller says what was waited for
		}
	}
	return nil
}

// Close lets no further question begin.
func (f *Inflight) Close() {
	f.mu.Lock()
	f.closed = true
	f.mu.Unlock()
}

// Drain waits until all questions have ended. For as long as grace they may end
// by themselves; then they are given up with ErrStopping, and have the time
// that [Outlast] leaves to say so.
func (f *Inflight) Drain(grace time.Duration) {
	ended := make(chan struct{})
	go func() {
		f.running.Wait()
		close(ended)
	}()
	t := time.NewTimer(grace)
	defer t.Stop()
	select {
	case <-ended:
		return
	case <-t.C:
	}
	f.mu.Lock()
	for _, q := range f.all {
		q.cancel(ErrStopping)
	}
	f.mu.Unlock()
	<-ended
}

// How long showing an outcome may take, rate limits included.
const (
	outlastTimeout  = 60 * time.Second
	outlastStopping = 4 * time.Second // once the bot is being stopped
)

// Outlast returns a context for showing the outcome of a question whose context
// ctx may have ended. It lasts a minute, and once the bot is being stopped a
// few seconds.
func Outlast(ctx context.Context) (context.Context, context.CancelFunc) {
	lasting, cancel := context.WithTimeout(context.WithoutCancel(ctx), outlastTimeout)
	unbind := context.AfterFunc(ctx, func() {
		if errors.Is(context.Cause(ctx), ErrStopping) {
			time.AfterFunc(outlastStopping, cancel)
		}
	})
	return lasting, func() {
		unbind()
		cancel()
	}
}
