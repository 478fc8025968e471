package turns

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestTogether: what is of several keys is done at once, as much as may be, and what is of one key in
// its order.
func TestTogether(t *testing.T) {
	for name, c := range map[string]struct {
		keys  string
		most  int
		takes time.Duration
		order string // of those of the key a
	}{
		"nothing":      {"", 3, 0, ""},
		"one":          {"a", 3, time.Second, "0"},
		"of one key":   {"aaa", 3, 3 * time.Second, "012"},
		"of many":      {"abcd", 4, time.Second, "0"},
		"two at once":  {"abcd", 2, 2 * time.Second, "0"},
		"one at once":  {"abcd", 1, 4 * time.Second, "0"},
		"mixed":        {"ababa", 4, 3 * time.Second, "024"},
		"mixed, bound": {"abacaaa", 2, 5 * time.Second, "02456"},
	} {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			order, now, most := "", 0, 0
			began := time.Now()
			err := Together(t.Context(), strings.Split(c.keys, "")[:len(c.keys)], c.most, func(_ context.Context, i int) error {
				mu.Lock()
				if now++; c.keys[i] == 'a' {
					order += fmt.Sprint(i)
				}
				most = max(most, now)
				mu.Unlock()
				time.Sleep(time.Second)
				mu.Lock()
				defer mu.Unlock()
				now--
				return nil
			})
			if took := time.Since(began); err != nil || took != c.takes || order != c.order || most > c.most {
				t.Errorf("%s: %v after %s, want %s; order %s, want %s; %d at once", name, err, took, c.takes, order, c.order, most)
			}
		})
	}
}

// TestTogetherEnds: an error or a panic ends the others, and is told once they have ended.
func TestTogetherEnds(t *testing.T) {
	errOff := errors.New("off")
	for name, spoil := range map[string]func() error{
		"an error": func() error { return errOff },
		"a panic":  func() error { panic("off") },
	} {
		synctest.Test(t, func(t *testing.T) {
			var ended error
			defer func() {
				if p := recover(); (p != nil) != (name == "a panic") || !errors.Is(ended, context.Canceled) {
					t.Errorf("%s: raised %v, the other ended with %v", name, p, ended)
				}
			}()
			err := Together(t.Context(), []string{"a", "b"}, 2, func(ctx context.Context, i int) error {
				if i == 0 {
					<-ctx.Done()
					ended = ctx.Err()
					return ended
				}
				time.Sleep(time.Second)
				return spoil()
			})
			if !errors.Is(err, errOff) {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
}

// TestPaces: a name is had by one at a time, and no sooner than its pace allows.
func TestPaces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p Paces
		began := time.Now()
		take := func(name string, pace time.Duration, want time.Duration) func() {
			t.Helper()
			release, err := p.Take(t.Context(), name, pace)
			if err != nil || time.Since(began) != want {
				t.Errorf("%s at %s, want %s: %v", name, time.Since(began), want, err)
			}
			return release
		}
		take("a", time.Second, 0)()
		take("b", time.Second, 0)()
		take("a", time.Second, time.Second)()
		take("a", 0, time.Second)()
		release := take("a", 3*time.Second, 4*time.Second)
		go func() {
			time.Sleep(10 * time.Second)
			release()
		}()
		take("b", time.Second, 4*time.Second)()
		take("a", time.Second, 14*time.Second)()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := p.Take(ctx, "a", time.Minute); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("no longer waited for: %v", err)
		}
		take("a", time.Second, 15*time.Second)()
	})
}
