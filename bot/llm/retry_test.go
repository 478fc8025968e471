package llm

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"
)

// first fails so many times before it answers.
func first(failures int, fail func(http.ResponseWriter, call)) func(http.ResponseWriter, call) {
	return func(w http.ResponseWriter, c call) {
		if c.n < failures {
			fail(w, c)
			return
		}
		stream200(w, whole("Yes."))
	}
}

// hangUp ends the connection without a word.
func hangUp(http.ResponseWriter, call) { panic(http.ErrAbortHandler) }

func TestRetries(t *testing.T) {
	tests := []struct {
		name     string
		failures int
		fail     func(http.ResponseWriter, call)
		requests int
		ok       bool
	}{
		{"429 once", 1, refuse(429, "slow down"), 2, true},
		{"500 twice", 2, refuse(500, "oops"), 3, true},
		{"503 three times", 3, refuse(503, "oops"), 3, false},
		{"hung up", 1, hangUp, 2, true},
		{"broke off before the first piece", 1, always(": ping\n\n"), 2, true},
		{"an error event before the first piece", 1, always(`data: {"error":{"message":"busy","code":503}}` + "\n\n"), 2, true},
		{"broke off after the first piece", 1, always(piece("No")), 1, false},
		{"no quota left", 1, refuse(429, `{"error":{"message":"pay","code":"insufficient_quota"}}`), 1, false},
		{"400", 1, refuse(400, "no"), 1, false},
		{"401", 1, refuse(401, "no"), 1, false},
		{"501", 1, refuse(501, "no"), 1, false},
		{"length", 1, always(finish("length")), 1, false},
		{"stopped", 1, always(finish("abort")), 1, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := serve(t, first(tt.failures, tt.fail))
			text, _, err := write(t, f.client(t))
			if (err == nil) != tt.ok || tt.ok && text != "Yes." {
				t.Errorf("got %q, %v; want ok %v", text, err, tt.ok)
			}
			if n := len(f.requests()); n != tt.requests {
				t.Errorf("%d requests, want %d", n, tt.requests)
			}
		})
	}
}

func later(after string) func(http.ResponseWriter, call) {
	return func(w http.ResponseWriter, _ call) {
		w.Header().Set("Retry-After", after)
		w.WriteHeader(http.StatusTooManyRequests)
	}
}

func TestRetryAfterIsHonoured(t *testing.T) {
	f := serve(t, first(1, later("0.4")))
	start := time.Now()
	if _, _, err := write(t, f.client(t)); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took < 400*time.Millisecond || took > 5*time.Second {
		t.Errorf("asked again after %s, want 400 ms or little more", took)
	}
}

func TestRetryAfterBeyondTheDeadline(t *testing.T) {
	f := serve(t, first(1, later("30")))
	start := time.Now()
	_, _, err := write(t, f.client(t)) // has 10 s
	var reply *ReplyError
	if !errors.As(err, &reply) || reply.Status != 429 || time.Since(start) > 5*time.Second {
		t.Errorf("error is %v after %s, want the 429 at once", err, time.Since(start))
	}
}

func TestCancelEndsThePause(t *testing.T) {
	f := serve(t, first(1, later("20")))
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	time.AfterFunc(100*time.Millisecond, stop)
	start := time.Now()
	_, err := f.client(t).Write(ctx, prompt, func(string) error { return nil })
	if err == nil || time.Since(start) > 10*time.Second {
		t.Errorf("error is %v after %s, want one soon", err, time.Since(start))
	}
}

func TestBreaker(t *testing.T) {
	f := serve(t, first(6, refuse(500, "oops")))
	c := f.client(t, func(o *Options) { o.rest = time.Hour })
	for range 2 { // five failures in a row; the sixth try is not made
		_, _, _ = write(t, c)
	}
	if _, _, err := write(t, c); !errors.Is(err, ErrDown) {
		t.Fatalf("error is %v, want ErrDown", err)
	}
	if n := len(f.requests()); n != giveUpAt {
		t.Fatalf("%d requests, want %d", n, giveUpAt)
	}
	if _, err := c.Embed(t.Context(), []string{"a"}); errors.Is(err, ErrDown) {
		t.Error("embeddings are given up on for the chat's failures")
	}
}

func TestBreakerCloses(t *testing.T) {
	f := serve(t, first(giveUpAt, refuse(500, "oops")))
	c := f.client(t, func(o *Options) { o.rest = 50 * time.Millisecond })
	for range 2 {
		_, _, _ = write(t, c)
	}
	time.Sleep(60 * time.Millisecond) // the rest is measured by the breaker's own clock
	if text, _, err := write(t, c); text != "Yes." || err != nil {
		t.Errorf("after the rest: %q, %v", text, err)
	}
}

func TestBreakerIgnoresTheAsker(t *testing.T) {
	f := serve(t, always(whole("Yes.")))
	c := f.client(t)
	leave := errors.New("leave")
	for range giveUpAt + 1 {
		if _, err := c.Write(t.Context(), prompt, func(string) error { return leave }); !errors.Is(err, leave) {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		stop()
		if _, err := c.Write(ctx, prompt, nil); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
	if text, _, err := write(t, c); text != "Yes." || err != nil {
		t.Errorf("got %q, %v; askers who left closed the model to others", text, err)
	}
}

func TestBreakerTrialIsGivenBack(t *testing.T) {
	f := serve(t, first(giveUpAt, refuse(500, "oops")))
	c := f.client(t, func(o *Options) { o.rest = 50 * time.Millisecond })
	for range 2 {
		_, _, _ = write(t, c)
	}
	time.Sleep(60 * time.Millisecond)
	ctx, stop := context.WithCancel(t.Context())
	_, _ = c.Write(ctx, prompt, func(string) error { stop(); return errors.New("leave") })
	time.Sleep(60 * time.Millisecond)
	if text, _, err := write(t, c); text != "Yes." || err != nil {
		t.Errorf("after a trial that the asker left: %q, %v", text, err)
	}
}
