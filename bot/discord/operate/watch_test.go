package operate

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/words"
)

// keeper is a store in memory.
type keeper map[string]string

func (k keeper) Kept(context.Context) (map[string]string, error) { return k, nil }
func (k keeper) Secret(context.Context) ([]byte, error)          { return nil, nil }
func (k keeper) Keep(_ context.Context, key, text string) error  { k[key] = text; return nil }

// line says the same in every language.
func line(text string) desk.Tell { return func(*words.Words) string { return text } }

// TestWatch: operators are told of each trouble once for as long as it lasts, also when the
// bot was started again meanwhile, and again when it comes back.
func TestWatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var now []desk.Trouble
		var fails error
		var told []string
		store := keeper{"server:1": "{}"}
		start := func() (stop func()) {
			w := &Watch{Troubles: func(context.Context) ([]desk.Trouble, error) {
				mu.Lock()
				defer mu.Unlock()
				return now, fails
			}, Store: store, Log: slog.New(slog.DiscardHandler),
				Tell: func(_ context.Context, tell desk.Tell) {
					mu.Lock()
					defer mu.Unlock()
					told = append(told, tell(words.English()))
				}}
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan struct{})
			go func() { defer close(done); w.Run(ctx) }()
			return func() { cancel(); <-done }
		}
		stop := start()
		a, b := desk.Trouble{Key: "source a", Tell: line("a fails")}, desk.Trouble{Key: "budget", Tell: line("spent")}
		a2 := a
		a2.Tell = line("a fails still")
		for _, step := range []struct {
			what  string
			now   []desk.Trouble
			fails error
			again bool // the bot is started again first
			want  []string
		}{
			{"all is well", nil, nil, false, nil},
			{"one", []desk.Trouble{a}, nil, false, []string{"a fails"}},
			{"the same, worded anew", []desk.Trouble{a2}, nil, false, nil},
			{"nobody can tell", nil, errors.New("no"), false, nil},
			{"the same after a restart", []desk.Trouble{a2}, nil, true, nil},
			{"one more", []desk.Trouble{b, a}, nil, false, []string{"spent"}},
			{"the first is over", []desk.Trouble{b}, nil, false, nil},
			{"the first is back", []desk.Trouble{b, a}, nil, false, []string{"a fails"}},
			{"all is over", nil, nil, false, nil},
			{"and back, after a restart", []desk.Trouble{a}, nil, true, []string{"a fails"}},
		} {
			mu.Lock()
			now, fails, told = step.now, step.fails, nil
			mu.Unlock()
			if step.again {
				stop()
				stop = start()
			}
			time.Sleep(3*lookEvery + time.Second)
			synctest.Wait()
			mu.Lock()
			if !slices.Equal(told, step.want) {
				t.Errorf("%s: told %q, want %q", step.what, told, step.want)
			}
			mu.Unlock()
		}
		stop()
	})
}

// TestHappened: what happens again and again is told of once in an hour at each place, and
// of no more than ten places.
func TestHappened(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told []string
		w := &Watch{Tell: func(_ context.Context, tell desk.Tell) { told = append(told, tell(words.English())) }, Log: slog.New(slog.DiscardHandler)}
		for range 3 {
			w.Happened(t.Context(), "a", line("a"))
		}
		if !slices.Equal(told, []string{"a"}) {
			t.Errorf("told %q", told)
		}
		for n := range 20 {
			w.Happened(t.Context(), fmt.Sprint(n), line("x"))
		}
		if len(told) != mostIn {
			t.Errorf("%d were told", len(told))
		}
		time.Sleep(onceIn)
		if w.Happened(t.Context(), "a", line("again")); told[len(told)-1] != "again" {
			t.Errorf("after an hour: %q", told)
		}
	})
}
