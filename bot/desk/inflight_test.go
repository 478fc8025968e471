package desk

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// TestInflightClosed: a question that comes when the bot is being ended is told so.
func TestInflightClosed(t *testing.T) {
	t.Parallel()
	f := NewInflight(t.Context())
	why := make(chan error, 2)
	f.Start("1", "ada", func(ctx context.Context) { why <- context.Cause(ctx) })
	if err := <-why; err != nil {
		t.Errorf("before the end: %v", err)
	}
	f.Close()
	f.Start("2", "ada", func(ctx context.Context) { why <- context.Cause(ctx) })
	if err := <-why; !errors.Is(err, ErrStopping) {
		t.Errorf("after it began: %v, want %v", err, ErrStopping)
	}
	f.Drain(time.Minute)
}

// TestInflightWithdrawAll gives up one asker's questions, all but the one that says so.
func TestInflightWithdrawAll(t *testing.T) {
	t.Parallel()
	f := NewInflight(t.Context())
	ended := make(chan string, 3)
	for id, asker := range map[string]string{"1": "ada", "2": "ada", "3": "bob"} {
		f.Start(id, asker, func(ctx context.Context) {
			<-ctx.Done()
			ended <- id
		})
	}
	if err := f.WithdrawAll(t.Context(), "ada", "1"); err != nil {
		t.Fatal(err)
	}
	if id := <-ended; id != "2" || len(ended) > 0 {
		t.Errorf("%s was given up, want only 2", id)
	}
	f.Drain(0)
}

// TestInflightWithdrawAllWaits no longer than it is told to.
func TestInflightWithdrawAllWaits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := NewInflight(t.Context())
		f.Start("1", "ada", func(context.Context) { time.Sleep(time.Hour) })
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		began := time.Now()
		if err := f.WithdrawAll(ctx, "ada", ""); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != time.Second {
			t.Errorf("got %v after %v", err, time.Since(began))
		}
		f.Drain(2 * time.Hour)
	})
}

// TestInflightWithdraw gives up one question, by the message that asked it.
func TestInflightWithdraw(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := NewInflight(t.Context())
		why := make([]error, 2)
		for i, id := range []string{"1", "2"} {
			f.Start(id, "ada", func(ctx context.Context) {
				select {
				case <-ctx.Done():
				case <-time.After(time.Minute):
				}
				why[i] = context.Cause(ctx)
			})
			synctest.Wait()
		}
		f.Withdraw("2")
		f.Withdraw("unknown")
		synctest.Wait()
		f.Drain(time.Hour)
		if !errors.Is(why[1], ErrWithdrawn) || why[0] != nil {
			t.Errorf("ended by %v", why)
		}
		f.Withdraw("1") // it has ended already
	})
}

// TestInflightDrain waits for what ends by itself, and gives up the rest.
func TestInflightDrain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		takes, grace, want time.Duration
		cause              error
	}{
		{time.Second, time.Minute, time.Second, nil},
		{time.Hour, time.Minute, time.Minute + 2*time.Second, ErrStopping},
	} {
		synctest.Test(t, func(t *testing.T) {
			f, began := NewInflight(t.Context()), time.Now()
			var cause error
			f.Start("1", "ada", func(ctx context.Context) {
				select {
				case <-ctx.Done():
					time.Sleep(2 * time.Second) // tells so
				case <-time.After(c.takes):
				}
				cause = context.Cause(ctx)
			})
			f.Close()
			f.Drain(c.grace)
			if took := time.Since(began); took != c.want || !errors.Is(cause, c.cause) {
				t.Errorf("ended after %v by %v, want %v by %v", took, cause, c.want, c.cause)
			}
		})
	}
}

// TestOutlast: telling an outcome has a minute, and once the bot is stopped a moment.
func TestOutlast(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cause error
		want  time.Duration
	}{
		{nil, time.Minute},
		{ErrWithdrawn, time.Minute},
		{ErrStopping, 5 * time.Second}, // the bot is stopped after one
	} {
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			ctx, end := context.WithCancelCause(t.Context())
			defer end(nil)
			lasting, cancel := Outlast(ctx)
			defer cancel()
			if c.cause != nil {
				time.AfterFunc(time.Second, func() { end(c.cause) })
			}
			<-lasting.Done()
			if took := time.Since(began); took != c.want {
				t.Errorf("ended by %v: lasts %v, want %v", c.cause, took, c.want)
			}
		})
	}
}
