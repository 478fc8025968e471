package limit

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestLimitsTake(t *testing.T) {
	t.Parallel()
	minute := time.Minute
	ask := func(user, channel, server string) By {
		return By{Surface: "discord", Asker: user, Channel: channel, Server: server}
	}
	for _, c := range []struct {
		name   string
		limits *Limits
		asked  []By
		want   []error
	}{
		{"no limit", &Limits{}, []By{ask("a", "c", "s"), ask("a", "c", "s"), ask("a", "c", "s")}, []error{nil, nil, nil}},
		{"a user", &Limits{PerUser: Rate{2, minute}}, []By{ask("a", "c", "s"), ask("a", "d", "s"), ask("a", "c", "s"), ask("b", "c", "s")}, []error{nil, nil, ErrBusy, nil}},
		{"a channel", &Limits{PerChannel: Rate{1, minute}}, []By{ask("a", "c", "s"), ask("b", "c", "s"), ask("b", "d", "s")}, []error{nil, ErrBusy, nil}},
		{"a server", &Limits{PerServer: Rate{1, minute}}, []By{ask("a", "c", "s"), ask("b", "d", "s"), ask("b", "d", "t")}, []error{nil, ErrBusy, nil}},
		{"what one took is given back", &Limits{PerUser: Rate{2, minute}, PerChannel: Rate{1, minute}},
			[]By{ask("a", "c", ""), ask("a", "c", ""), ask("a", "c", ""), ask("a", "d", "")}, []error{nil, ErrBusy, ErrBusy, nil}},
		{"a day", &Limits{PerDay: 1}, []By{ask("a", "c", "s"), ask("a", "c", "s"), ask("b", "c", "s")}, []error{nil, ErrBudget, nil}},
		{"the operator's terminal", &Limits{PerUser: Rate{1, minute}}, []By{{Surface: "cli", Asker: "a"}, {Surface: "cli", Asker: "a"}}, []error{nil, nil}},
		{"the computer's own browser", &Limits{PerUser: Rate{1, minute}}, []By{{Surface: "web", Asker: "::1"}, {Surface: "web", Asker: "::1"}}, []error{nil, nil}},
		{"another surface's user of that name", &Limits{PerUser: Rate{1, minute}}, []By{ask("a", "", ""), {Surface: "web", Asker: "a"}}, []error{nil, nil}},
	} {
		var got []error
		l := c.limits
		l.Now = func() time.Time { return time.Unix(1e9, 0) }
		for _, q := range c.asked {
			leave, err := l.Take(t.Context(), q)
			if err == nil {
				leave()
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
	q := By{Surface: "discord", Asker: "a"}
	var got []error
	for _, later := range []time.Duration{0, 0, 0, 30 * time.Second, time.Hour, 24 * time.Hour} {
		now = now.Add(later)
		leave, err := l.Take(t.Context(), q)
		if err == nil {
			leave()
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
	q := By{Surface: "discord", Conversation: "c"}
	first, err := l.Take(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	entered := make(chan func())
	for range 2 {
		go func() {
			leave, err := l.Take(context.Background(), q)
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
	if _, err := l.Take(t.Context(), q); !errors.Is(err, ErrBusy) {
		t.Errorf("the fourth: %v, want ErrBusy", err)
	}
	other, err := l.Take(t.Context(), By{Surface: "discord", Conversation: "d"})
	if err != nil {
		t.Errorf("another conversation: %v", err)
	}
	other()
	select {
	case <-entered:
		t.Error("the second did not wait for the first")
	default:
	}
	first()
	(<-entered)()
	(<-entered)()
	if len(l.talks) != 0 {
		t.Errorf("%d conversations are left", len(l.talks))
	}
}

func TestLimitsQueueIsLeft(t *testing.T) {
	t.Parallel()
	l := &Limits{Queue: 2}
	q := By{Surface: "discord", Conversation: "c"}
	first, err := l.Take(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Take(ctx, q); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want a cancelled wait", err)
	}
	first()
	if len(l.talks) != 0 {
		t.Errorf("%d conversations are left", len(l.talks))
	}
}

// TestTokenCeiling: what was spent before the process began counts, and beyond
// the ceiling the model is not asked.
func TestTokenCeiling(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	l := &Limits{Tokens: 100, Now: func() time.Time { return now }, Spent: func(context.Context, time.Time) (int, error) {
		return 50, nil
	}}
	steps := []struct {
		cost int
		want bool
	}{{0, false}, {40, false}, {10, true}}
	for i, s := range steps {
		pay(t, l, s.cost)
		if got := broke(t, l); got != s.want {
			t.Errorf("step %d: broke = %v, want %v", i, got, s.want)
		}
	}
	l.Spent = nil
	now = now.AddDate(0, 0, 1)
	if broke(t, l) {
		t.Error("the next day begins broke")
	}
}

// TestBroke asks whether the day's tokens are spent, with a journal that knows, fails, or is not there.
func TestBroke(t *testing.T) {
	t.Parallel()
	failing := errors.New("no journal")
	for name, c := range map[string]struct {
		tokens, before, spent int
		err                   error
		want                  bool
	}{
		"no ceiling":          {0, 500, 500, nil, false},
		"below":               {100, 99, 0, nil, false},
		"at the ceiling":      {100, 100, 0, nil, true},
		"both, the more":      {100, 60, 60, nil, false},
		"spent since":         {100, 20, 100, nil, true},
		"the journal fails":   {100, 500, 50, failing, false},
		"what it forgot":      {100, 0, 500, failing, true},
		"a negative one, too": {-1, 500, 500, nil, false},
	} {
		asked := 0
		l := &Limits{Tokens: c.tokens, Spent: func(context.Context, time.Time) (int, error) {
			asked++
			return c.before, c.err
		}}
		l.spent, l.day = c.spent, time.Now().UTC().Format(time.DateOnly)
		got := []bool{broke(t, l), broke(t, l)}
		most := 1
		if c.err != nil {
			most = 2 // it may be there the next time
		}
		if !slices.Equal(got, []bool{c.want, c.want}) || asked > most {
			t.Errorf("%s: %v after %d looks, want %v", name, got, asked, c.want)
		}
	}
	if broke(t, nil) {
		t.Error("no limits are broke")
	}
}

// broke reports whether nothing of the day's tokens is left.
func broke(t *testing.T, l *Limits) bool {
	t.Helper()
	settle, ok := l.Afford(t.Context())
	settle(0)
	return !ok
}

// pay has an answer cost so many tokens.
func pay(t *testing.T, l *Limits, tokens int) {
	t.Helper()
	settle, ok := l.Afford(t.Context())
	if !ok {
		t.Fatal("nothing is left to pay with")
	}
	settle(tokens)
}

// TestAtOnce: of all who ask, wherever, so many are answered at one time, so many
// wait and then have their turn, and the rest is refused; who goes while waiting
// leaves the place.
func TestAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &Limits{AtOnce: 3, Waiting: 4}
		var answering, most, answered, busy, gone int
		var mu sync.Mutex
		ask := func(ctx context.Context, q By) {
			leave, err := l.Take(ctx, q)
			mu.Lock()
			switch {
			case errors.Is(err, ErrBusy):
				busy++
			case err != nil:
				gone++
			default:
				answering++
				most = max(most, answering)
			}
			mu.Unlock()
			if err != nil {
				return
			}
			time.Sleep(time.Second)
			mu.Lock()
			answering--
			answered++
			mu.Unlock()
			leave()
		}
		all := []By{{Surface: "cli"}, {Surface: "web", Asker: "127.0.0.1"}, {Surface: "discord", Asker: "a"}, {Surface: "web", Asker: "192.0.2.1"}}
		for i := range 7 {
			go ask(t.Context(), all[i%len(all)])
		}
		synctest.Wait()
		leaving, leave := context.WithCancel(t.Context())
		for i := range 5 {
			go ask(leaving, all[i%len(all)])
		}
		synctest.Wait()
		mu.Lock()
		l.mu.Lock()
		if busy != 5 || l.queued != 4 {
			t.Errorf("%d are refused while %d wait, want 5 and 4", busy, l.queued)
		}
		l.mu.Unlock()
		mu.Unlock()
		time.Sleep(1100 * time.Millisecond) // the second three are being answered, one waits
		go ask(leaving, all[0])
		synctest.Wait()
		leave()
		time.Sleep(time.Minute)
		mu.Lock()
		defer mu.Unlock()
		l.mu.Lock()
		defer l.mu.Unlock()
		if most != 3 || answered != 7 || gone != 1 || busy != 5 || l.queued != 0 || len(l.slots) != 0 {
			t.Errorf("%d at one time, %d answered, %d gone, %d refused, %d left waiting, %d slots taken", most, answered, gone, busy, l.queued, len(l.slots))
		}
	})
}

// TestRefusedLeavesItsConversation: whoever is refused for all the others does not
// hold up what is asked next in the same conversation.
func TestRefusedLeavesItsConversation(t *testing.T) {
	t.Parallel()
	l := &Limits{AtOnce: 1, Queue: 2}
	leave, err := l.Take(t.Context(), By{Surface: "discord", Conversation: "c"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Take(t.Context(), By{Surface: "discord", Conversation: "d"}); !errors.Is(err, ErrBusy) || len(l.talks) != 1 {
		t.Errorf("%v; %d conversations are being answered", err, len(l.talks))
	}
	leave()
	soon, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	if leave, err = l.Take(soon, By{Surface: "discord", Conversation: "d"}); err != nil {
		t.Fatal(err)
	}
	leave()
	if len(l.talks)+len(l.slots) != 0 {
		t.Errorf("%d conversations, %d slots are left", len(l.talks), len(l.slots))
	}
}

// TestAskedIsBounded: a day of more users than are counted is forgiven, not kept.
func TestAskedIsBounded(t *testing.T) {
	t.Parallel()
	l := &Limits{PerDay: 1}
	for i := range 2*maxAsked + 5 {
		if _, err := l.Take(t.Context(), By{Surface: "web", Asker: strconv.Itoa(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if len(l.asked) > maxAsked {
		t.Errorf("%d users are counted", len(l.asked))
	}
}

// TestNoLimitsAdmit: a nil Limits admits and affords everything.
func TestNoLimitsAdmit(t *testing.T) {
	t.Parallel()
	leave, err := (*Limits)(nil).Take(t.Context(), By{})
	if err != nil {
		t.Fatal(err)
	}
	leave()
	pay(t, nil, 1)
}

// TestOvershoot asks many questions at once, in rounds: however many are under way
// together, the day's tokens are overspent by less than the dearest answer; and
// where none is held, what is left can be spent.
func TestOvershoot(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ tokens, cost, paid int }{
		"cheap answers":               {3000, 20, 150},
		"as dear as expected":         {100_000, dearest, 7},
		"one alone is beyond it":      {3000, 5000, 1},
		"dearer, as the first showed": {200_000, 2 * dearest, 7},
		"what cannot be costs nought": {3000, -50, 0},
	} {
		l := &Limits{Tokens: c.tokens}
		pay(t, l, c.cost)
		paid := 1
		for range 150 {
			var under []func(int)
			for range 150 {
				if settle, ok := l.Afford(t.Context()); ok {
					under = append(under, settle)
				}
			}
			if len(under) == 0 {
				break
			}
			for _, settle := range under {
				settle(c.cost)
				paid++
			}
		}
		if over := l.spent - c.tokens; c.cost > 0 && (over < 0 || over >= max(c.cost, dearest)) || c.cost > 0 && paid != c.paid || c.cost < 0 && l.spent != 0 || l.held != 0 {
			t.Errorf("%s: %d answers of %d cost %d, held %d", name, paid, c.cost, l.spent, l.held)
		}
	}
}

// TestRestedLimitersAreDropped keeps the memory of askers in bounds.
func TestRestedLimitersAreDropped(t *testing.T) {
	t.Parallel()
	now := time.Unix(1e9, 0)
	l := &Limits{PerUser: Rate{2, 2 * time.Minute}, Now: func() time.Time { return now }}
	ask := func(user string) int {
		if _, err := l.Take(t.Context(), By{Surface: "discord", Asker: user}); err != nil {
			t.Fatal(err)
		}
		return len(l.rates)
	}
	for i := range 1000 {
		ask(time.Duration(i).String())
	}
	for i, c := range []struct {
		later time.Duration
		user  string
		want  int
	}{
		{0, "a", 1001},
		{0, "b", 1001 + 1},            // swept, but nobody has rested
		{50 * time.Second, "c", 1003}, // the last sweep is not a minute ago
		{11 * time.Second, "c", 1},    // the rest have rested
		{time.Hour, "d", 2},           // too few to sweep
	} {
		now = now.Add(c.later)
		if got := ask(c.user); got != c.want {
			t.Errorf("%d: %d are remembered, want %d", i, got, c.want)
		}
	}
}

// TestNoRate: a rate of no count or no time is no limit.
func TestNoRate(t *testing.T) {
	t.Parallel()
	for _, r := range []Rate{{0, time.Minute}, {-1, time.Minute}, {1, 0}, {1, -time.Minute}} {
		l := &Limits{PerUser: r}
		for range 3 {
			if _, err := l.Take(t.Context(), By{Surface: "discord", Asker: "a"}); err != nil {
				t.Errorf("%+v: %v", r, err)
			}
		}
	}
	l := &Limits{PerUser: Rate{1, time.Minute}, PerDay: 1}
	for range 3 {
		if _, err := l.Take(t.Context(), By{Surface: "discord"}); err != nil {
			t.Errorf("who is not known: %v", err)
		}
	}
}
