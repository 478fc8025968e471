package llm

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/failsafe-go/failsafe-go"
	"github.com/failsafe-go/failsafe-go/circuitbreaker"
	"github.com/failsafe-go/failsafe-go/retrypolicy"
)

const (
	maxRetries = 2
	maxPause   = 10 * time.Second // between two tries, where the server names no time
	giveUpAt   = 5                // failures in a row
)

// caller tries a request up to three times, and leaves a server alone that
// keeps failing.
type caller struct {
	what    string
	pause   time.Duration
	log     *slog.Logger
	breaker circuitbreaker.CircuitBreaker[any]
	last    atomic.Int64 // the bot.ModelFault for which the server is left alone
}

func newCaller(what string, o Options) *caller {
	c := &caller{what: what, pause: o.pause, log: o.Log}
	c.breaker = circuitbreaker.NewBuilder[any]().
		WithFailureThreshold(giveUpAt).
		WithSuccessThreshold(1).
		WithDelay(o.rest).
		OnStateChanged(func(e circuitbreaker.StateChangedEvent) {
			o.Log.Warn("model server", "for", what, "was", e.OldState.String(), "is", e.NewState.String())
		}).
		Build()
	return c
}

// run calls try until it succeeds, fails for good, or has been tried three
// times. try says in final that it must not be repeated, whatever its error.
func (c *caller) run(ctx context.Context, try func(context.Context) (final bool, err error)) error {
	last := fmt.Errorf("ask the model: %w", context.Canceled)
	if err := ctx.Err(); err != nil {
		last = fmt.Errorf("ask the model: %w", err)
	}
	var final bool
	tries := 0
	policy := retrypolicy.NewBuilder[any]().
		HandleIf(func(_ any, err error) bool {
			return !final && again(err) && fits(ctx, c.delay(err, tries))
		}).
		WithMaxRetries(maxRetries).
		WithDelayFunc(func(failsafe.ExecutionAttempt[any]) time.Duration { return jitter(c.delay(last, tries)) }).
		OnRetry(func(failsafe.ExecutionEvent[any]) {
			c.log.Info("model server: another try", "for", c.what, "after", last.Error())
		}).
		ReturnLastFailure().
		Build()
	// What it returns is not used: once ctx is done it would be ctx's error in
	// place of what happened.
	_ = failsafe.With[any](policy).WithContext(ctx).Run(func() error {
		tries++
		final, last = c.once(ctx, try)
		return last
	})
	return last
}

// once asks the breaker, then the server, and tells the breaker how it went.
func (c *caller) once(ctx context.Context, try func(context.Context) (bool, error)) (final bool, err error) {
	if !c.breaker.TryAcquirePermit() {
		return true, fmt.Errorf("%w: %s, another %s", ErrDown, c.what, c.breaker.RemainingDelay().Round(time.Second))
	}
	var settled bool
	defer func() {
		if !settled { // try panicked
			c.breaker.RecordFailure()
		}
	}()
	final, err = try(ctx)
	settled = true
	c.record(err)
	return final, err
}

// record counts an outcome. One that says nothing about the server (the asker
// left, the answer was not wanted further) counts only on trial, where the
// permit must be given back: as a failure, since nothing was proved.
func (c *caller) record(err error) {
	var reply *ReplyError
	switch {
	case err == nil:
		c.breaker.RecordSuccess()
	case blames(err):
		c.last.Store(int64(faultOf(err)))
		c.breaker.RecordFailure()
	case errors.As(err, &reply):
		c.breaker.RecordSuccess() // it answers, if only to refuse
	case c.breaker.IsHalfOpen():
		c.breaker.RecordFailure()
	}
}

// delay is how long to wait after the given number of tries: what the server
// asked for, else twice as long each time.
func (c *caller) delay(err error, tries int) time.Duration {
	var reply *ReplyError
	if errors.As(err, &reply) && reply.wait >= 0 {
		return reply.wait
	}
	return min(c.pause<<max(0, tries-1), maxPause)
}

// fits says whether ctx leaves time to wait d and still ask.
func fits(ctx context.Context, d time.Duration) bool {
	end, ok := ctx.Deadline()
	return !ok || time.Until(end) > d+d/5
}

// jitter makes d longer by up to a fifth, never shorter: a server that said
// when to come back means it.
func jitter(d time.Duration) time.Duration {
	return d + rand.N(d/5+1) //nolint:gosec // spreads load, protects nothing
}
