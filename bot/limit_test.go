package bot

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"
)

func TestLimitsTake(t *testing.T) {
	t.Parallel()
	minute := time.Minute
	ask := func(user, channel, server string) Question {
		return Question{Surface: "discord", Asker: user, Channel: channel, Server: server}
	}
	for _, c := range []struct {
		name   string
		limits *Limits
		asked  []Question
		want   []error
	}{
		{"no limit", &Limits{}, []Question{ask("a", "c", "s"), ask("a", "c", "s"), ask("a", "c", "s")}, []error{nil, nil, nil}},
		{"a user", &Limits{PerUser: Rate{2, minute}}, []Question{ask("a", "c", "s"), ask("a", "d", "s"), ask("a", "c", "s"), ask("b", "c", "s")}, []error{nil, nil, ErrBusy, nil}},
		{"a channel", &Limits{PerChannel: Rate{1, minute}}, []Question{ask("a", "c", "s"), ask("b", "c", "s"), ask("b", "d", "s")}, []error{nil, ErrBusy, nil}},
		{"a server", &Limits{PerServer: Rate{1, minute}}, []Question{ask("a", "c", "s"), ask("b", "d", "s"), ask("b", "d", "t")}, []error{nil, ErrBusy, nil}},
		{"what one took is given back", &Limits{PerUser: Rate{2, minute}, PerChannel: Rate{1, minute}},
			[]Question{ask("a", "c", ""), ask("a", "c", ""), ask("a", "c", ""), ask("a", "d", "")}, []error{nil, ErrBusy, ErrBusy, nil}},
		{"a day", &Limits{PerDay: 1}, []Question{ask("a", "c", "s"), ask("a", "c", "s"), ask("b", "c", "s")}, []error{nil, ErrBudget, nil}},
		{"the operator's terminal", &Limits{PerUser: Rate{1, minute}}, []Question{{Surface: "cli", Asker: "a"}, {Surface: "cli", Asker: "a"}}, []error{nil, nil}},
		{"the computer's own browser", &Limits{PerUser: Rate{1, minute}}, []Question{{Surface: "web", Asker: "::1"}, {Surface: "web", Asker: "::1"}}, []error{nil, nil}},
		{"another surface's user of that name", &Limits{PerUser: Rate{1, minute}}, []Question{ask("a", "", ""), {Surface: "web", Asker: "a"}}, []error{nil, nil}},
	} {
		var got []error
		l := c.limits
		l.Now = func() time.Time { return time.Unix(1e9, 0) }
		for _, q := range c.asked {
			leave, err := l.take(t.Context(), q)
			if err == nil {
				leave(Usage{})
			}
			got = append(got, err)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestLimitsRefill(t *testing.T) {
	t.Parallel()
	now := time.Unix(1e9, 0)
	l := &Limits{PerUser: Rate{2, time.Minute}, PerDay: 3, Now: func() time.Time { return now }}
	q := Question{Surface: "discord", Asker: "a"}
	var got []error
	for _, later := range []time.Duration{0, 0, 0, 30 * time.Second, time.Hour, 24 * time.Hour} {
		now = now.Add(later)
		leave, err := l.take(t.Context(), q)
		if err == nil {
			leave(Usage{})
		}
		got = append(got, err)
	}
	want := []error{nil, nil, ErrBusy, nil, ErrBudget, nil}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestLimitsQueue asks four questions of one conversation at once: one is
// answered, two wait, the fourth is refused; another conversation does not wait.
func TestLimitsQueue(t *testing.T) {
	t.Parallel()
	l := &Limits{Queue: 2}
	q := Question{Surface: "discord", Conversation: "c"}
	first, err := l.take(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	entered := make(chan func(Usage))
	for range 2 {
		go func() {
			leave, err := l.take(context.Background(), q)
			if err != nil {
				t.Error(err)
			}
			entered <- leave
		}()
	}
	for waiting := 0; waiting < 3; {
		l.mu.Lock()
		waiting = l.talks["c"].waiting
		l.mu.Unlock()
	}
	if _, err := l.take(t.Context(), q); !errors.Is(err, ErrBusy) {
		t.Errorf("the fourth: %v, want ErrBusy", err)
	}
	other, err := l.take(t.Context(), Question{Surface: "discord", Conversation: "d"})
	if err != nil {
		t.Errorf("another conversation: %v", err)
	}
	other(Usage{})
	select {
	case <-entered:
		t.Error("the second did not wait for the first")
	default:
	}
	first(Usage{})
	(<-entered)(Usage{})
	(<-entered)(Usage{})
	if len(l.talks) != 0 {
		t.Errorf("%d conversations are left", len(l.talks))
	}
}

func TestLimitsQueueIsLeft(t *testing.T) {
	t.Parallel()
	l := &Limits{Queue: 2}
	q := Question{Surface: "discord", Conversation: "c"}
	first, err := l.take(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.take(ctx, q); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want a cancelled wait", err)
	}
	first(Usage{})
	if len(l.talks) != 0 {
		t.Errorf("%d conversations are left", len(l.talks))
	}
}

// TestTokenCeiling: what was spent before the process began counts, and beyond
// the ceiling the model is not asked.
func TestTokenCeiling(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	l := &Limits{Tokens: 100, Now: func() time.Time { return now }, Spent: func(context.Context, time.Time) (Usage, error) {
		return Usage{PromptTokens: 50}, nil
	}}
	steps := []struct {
		cost Usage
		want bool
	}{{Usage{}, false}, {Usage{PromptTokens: 30, CompletionTokens: 10}, false}, {Usage{CompletionTokens: 10}, true}}
	for i, s := range steps {
		l.spend(s.cost)
		if got := l.broke(t.Context()); got != s.want {
			t.Errorf("step %d: broke = %v, want %v", i, got, s.want)
		}
	}
	l.Spent = nil
	now = now.AddDate(0, 0, 1)
	if l.broke(t.Context()) {
		t.Error("the next day begins broke")
	}
}
