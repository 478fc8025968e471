package discord

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Why a question under way is given up.
var (
	errStopping  = errors.New("the bot is being restarted")
	errWithdrawn = errors.New("the question was deleted")
)

// flights are the questions under way: by the message or interaction that
// asked, and by who asked.
type flights struct {
	base context.Context // what every flight's context comes from; it lasts as long as Run

	mu     sync.Mutex
	closed bool
	all    map[string]*flight
	count  sync.WaitGroup
}

type flight struct {
	asker  string
	cancel context.CancelCauseFunc
	done   chan struct{}
}

// start runs work in a goroutine of its own. Once the flights are closed, work
// is given a context that has ended with errStopping, so that it tells so.
func (f *flights) start(id, asker string, work func(ctx context.Context)) {
	ctx, cancel := context.WithCancelCause(f.base)
	fl := &flight{asker: asker, cancel: cancel, done: make(chan struct{})}
	f.mu.Lock()
	if f.all == nil {
		f.all = make(map[string]*flight)
	}
	f.all[id] = fl
	closed := f.closed
	f.count.Add(1)
	f.mu.Unlock()
	if closed {
		cancel(errStopping)
	}
	go func() {
		defer f.end(id, fl)
		work(ctx)
	}()
}

func (f *flights) end(id string, fl *flight) {
	fl.cancel(nil)
	f.mu.Lock()
	if f.all[id] == fl {
		delete(f.all, id)
	}
	f.mu.Unlock()
	close(fl.done)
	f.count.Done()
}

// withdraw gives up the question that a deleted message asked.
func (f *flights) withdraw(id string) {
	f.mu.Lock()
	fl := f.all[id]
	f.mu.Unlock()
	if fl != nil {
		fl.cancel(errWithdrawn)
	}
}

// ground gives up all questions of an asker but the one with that ID, and waits
// until they have ended.
func (f *flights) ground(ctx context.Context, asker, but string) error {
	f.mu.Lock()
	var theirs []*flight
	for id, fl := range f.all {
		if fl.asker == asker && id != but {
			theirs = append(theirs, fl)
		}
	}
	f.mu.Unlock()
	for _, fl := range theirs {
		fl.cancel(errWithdrawn)
	}
	for _, fl := range theirs {
		select {
		case <-fl.done:
		case <-ctx.Done():
			return ctx.Err() //nolint:wrapcheck // told by the caller
		}
	}
	return nil
}

// close lets no further question begin.
func (f *flights) close() {
	f.mu.Lock()
	f.closed = true
	f.mu.Unlock()
}

// drain waits until all have ended: for as long as grace by themselves, then
// they are given up, which leaves each time to tell so.
func (f *flights) drain(grace time.Duration) {
	landed := make(chan struct{})
	go func() {
		f.count.Wait()
		close(landed)
	}()
	t := time.NewTimer(grace)
	defer t.Stop()
	select {
	case <-landed:
		return
	case <-t.C:
	}
	f.mu.Lock()
	for _, fl := range f.all {
		fl.cancel(errStopping)
	}
	f.mu.Unlock()
	<-landed
}
