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
		"the journal fails":   {100, 500, 500, failing, false},
		"a negative one, too": {-1, 500, 500, nil, false},
	} {
		asked := 0
		l := &Limits{Tokens: c.tokens, Spent: func(context.Context, time.Time) (Usage, error) {
			asked++
			return Usage{PromptTokens: c.before - 1, CompletionTokens: 1}, c.err
		}}
		l.spend(Usage{PromptTokens: c.spent})
		got := []bool{l.broke(t.Context()), l.broke(t.Context())}
		most := 1
		if c.err != nil {
			most = 2 // it may be there the next time
		}
		if !slices.Equal(got, []bool{c.want, c.want}) || asked > most {
			t.Errorf("%s: %v after %d looks, want %v", name, got, asked, c.want)
		}
	}
	if (*Limits)(nil).broke(t.Context()) {
		t.Error("no limits are broke")
	}
}

// TestWhatIsTakenIsPaid: whoever is admitted leaves with what the answer cost, waited or not.
func TestWhatIsTakenIsPaid(t *testing.T) {
	t.Parallel()
	l := &Limits{Queue: 1}
	for i, q := range []Question{{Surface: "cli"}, {Surface: "discord", Conversation: "c"}, {Surface: "discord"}, {Surface: "web", Asker: "127.0.0.1"}} {
		leave, err := l.take(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		leave(Usage{PromptTokens: 10, CompletionTokens: 5})
		if want := 15 * (i + 1); l.spent != want {
			t.Errorf("after %+v %d tokens are spent, want %d", q, l.spent, want)
		}
	}
	leave, err := (*Limits)(nil).take(t.Context(), Question{})
	if err != nil {
		t.Fatal(err)
	}
	leave(Usage{PromptTokens: 1})
}

// TestRestedLimitersAreDropped keeps the memory of askers in bounds.
func TestRestedLimitersAreDropped(t *testing.T) {
	t.Parallel()
	now := time.Unix(1e9, 0)
	l := &Limits{PerUser: Rate{2, 2 * time.Minute}, Now: func() time.Time { return now }}
	ask := func(user string) int {
		if _, err := l.take(t.Context(), Question{Surface: "discord", Asker: user}); err != nil {
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
			if _, err := l.take(t.Context(), Question{Surface: "discord", Asker: "a"}); err != nil {
				t.Errorf("%+v: %v", r, err)
			}
		}
	}
	l := &Limits{PerUser: Rate{1, time.Minute}, PerDay: 1}
	for range 3 {
		if _, err := l.take(t.Context(), Question{Surface: "discord"}); err != nil {
			t.Errorf("who is not known: %v", err)
		}
	}
}

// TestWithoutTokensStoriesAreQuoted: beyond the day's budget the model rests, and the answer says so first.
func TestWithoutTokensStoriesAreQuoted(t *testing.T) {
	t.Parallel()
	const why = "Today's budget for the language model is used up: these are the stories' own sentences."
	for question, want := range map[string]string{
		"Who is Norvania's ambassador to Italy?": why, "Which stories mention Ilan Dray?": "", "Who sang of zeppelins?": "",
	} {
		m := says("Ilan Dray is the ambassador of Norvania to Italy [1].")
		s := newFew(t, envoy)
		b := &Bot{Stories: s, Model: m, Limits: &Limits{Tokens: 1}}
		b.Limits.spend(Usage{PromptTokens: 1})
		a := ask(t, b, s, Question{Text: question})
		if first := append(a.Notes, Note{})[0].Text; len(m.prompts) != 0 || first != want {
			t.Errorf("%s: %d prompts, first note %q, want %q", question, len(m.prompts), first, want)
		}
	}
	m := says("The envoy left his post in November with his wife [1].")
	b := &Bot{Stories: newFew(t, envoy), Model: m, Limits: &Limits{Tokens: 110}}
	for i, want := range []Mode{ModeModel, ModeExtract} {
		a, err := b.Summary(t.Context(), Question{Text: "s1"}, Brief, nil)
		if err != nil || a.Mode != want || len(m.prompts) != 1 || (notesOf(a, "fallback") == why) != (i == 1) {
			t.Errorf("summary %d: %s after %d prompts, %q, %v, want %s", i, a.Mode, len(m.prompts), notesOf(a, "fallback"), err, want)
		}
	}
}
