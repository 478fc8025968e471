package limit

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/postgres"
	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

// TestShared: what several processes share is counted once for all of them.
func TestShared(t *testing.T) {
	server := pgtest.Start(t)
	for name, test := range map[string]func(*testing.T, *pgtest.Server, string){
		"take": testTakeShared, "refill": testRefillShared, "at once": testAtOnceShared, "tokens": testTokensShared,
		"killed": testKilledShared, "away": testAwayShared,
	} {
		t.Run(name, func(t *testing.T) { test(t, server, server.URL(name)) })
	}
}

// process is a Limits as one process has it.
func process(t *testing.T, url string, l *Limits) *Limits {
	t.Helper()
	db, err := postgres.Pool(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	l.Ledger = NewLedger(db, []byte("of all processes"))
	return l
}

// takes are the outcomes of questions, asked by turns of the processes.
func takes(t *testing.T, of []*Limits, asked ...By) (got []error) {
	t.Helper()
	for i, q := range asked {
		leave, err := of[i%len(of)].Take(t.Context(), q)
		if err == nil {
			leave()
		}
		got = append(got, err)
	}
	return got
}

func testTakeShared(t *testing.T, server *pgtest.Server, _ string) {
	ask := func(user, channel, guild string) By {
		return By{Surface: "discord", Asker: user, Channel: channel, Server: guild, Conversation: channel}
	}
	for _, c := range []struct {
		name   string
		limits func() *Limits
		asked  []By
		want   []error
	}{
		{"no limit", func() *Limits { return &Limits{} }, []By{ask("a", "c", "s"), ask("a", "c", "s"), ask("a", "c", "s")}, []error{nil, nil, nil}},
		{"a user", func() *Limits { return &Limits{PerUser: Rate{2, time.Hour}} }, []By{ask("a", "c", "s"), ask("a", "d", "s"), ask("a", "c", "s"), ask("b", "c", "s")}, []error{nil, nil, ErrBusy, nil}},
		{"a channel", func() *Limits { return &Limits{PerChannel: Rate{1, time.Hour}} }, []By{ask("a", "c", "s"), ask("b", "c", "s"), ask("b", "d", "s")}, []error{nil, ErrBusy, nil}},
		{"a server", func() *Limits { return &Limits{PerServer: Rate{1, time.Hour}} }, []By{ask("a", "c", "s"), ask("b", "d", "s"), ask("b", "d", "t")}, []error{nil, ErrBusy, nil}},
		{"nothing is taken where another says no", func() *Limits { return &Limits{PerUser: Rate{2, time.Hour}, PerChannel: Rate{1, time.Hour}} },
			[]By{ask("a", "c", ""), ask("a", "c", ""), ask("a", "c", ""), ask("a", "d", "")}, []error{nil, ErrBusy, ErrBusy, nil}},
		{"a day", func() *Limits { return &Limits{PerDay: 1} }, []By{ask("a", "c", "s"), ask("a", "c", "s"), ask("b", "c", "s")}, []error{nil, ErrBudget, nil}},
		{"the operator's terminal", func() *Limits { return &Limits{PerUser: Rate{1, time.Hour}} }, []By{{Surface: "cli", Asker: "a"}, {Surface: "cli", Asker: "a"}}, []error{nil, nil}},
		{"another surface's user of that name", func() *Limits { return &Limits{PerUser: Rate{1, time.Hour}} }, []By{ask("a", "", ""), {Surface: "web", Asker: "a"}}, []error{nil, nil}},
	} {
		url := server.URL("take " + c.name)
		if got := takes(t, []*Limits{process(t, url, c.limits()), process(t, url, c.limits())}, c.asked...); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// testRefillShared: what was taken comes back with time, as much of it as time has passed, and is
// then no more in the database than in memory; nobody is named there.
func testRefillShared(t *testing.T, server *pgtest.Server, url string) {
	l := process(t, url, &Limits{PerUser: Rate{2, time.Hour}})
	ann := By{Surface: "discord", Asker: "ann"}
	if got, want := takes(t, []*Limits{l}, ann, ann, ann), []error{nil, nil, ErrBusy}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	server.Exec(url, "UPDATE allowances SET at = at - interval '31 minutes'")
	if got, want := takes(t, []*Limits{l}, ann, ann), []error{nil, ErrBusy}; !slices.Equal(got, want) {
		t.Errorf("half an hour later: got %v, want %v", got, want)
	}
	server.Exec(url, "UPDATE allowances SET at = at - interval '9 hours'")
	if got, want := takes(t, []*Limits{l}, ann, ann, ann), []error{nil, nil, ErrBusy}; !slices.Equal(got, want) {
		t.Errorf("long after: got %v, want %v", got, want)
	}
	var names string
	if err := l.Ledger.db.QueryRowContext(t.Context(), "SELECT string_agg(name, ' ') FROM allowances").Scan(&names); err != nil || names == "" || strings.Contains(names, "ann") {
		t.Errorf("the names are %q, %v", names, err)
	}
	server.Exec(url, "UPDATE allowances SET until = now() - interval '1 minute'")
	left := 1
	for range 2000 { // it is looked for them at one in a hundred
		takes(t, []*Limits{l}, By{Surface: "discord", Asker: "bob"})
		if err := l.Ledger.db.QueryRowContext(t.Context(), "SELECT count(*) FROM allowances WHERE until < now()").Scan(&left); err != nil || left == 0 {
			break
		}
	}
	if left != 0 {
		t.Errorf("%d that are full again are left", left)
	}
}

// testAtOnceShared: of many questions at one time, in two processes, as many are admitted as may be.
func testAtOnceShared(t *testing.T, _ *pgtest.Server, url string) {
	const most = 7
	limits := func() *Limits {
		return process(t, url, &Limits{PerUser: Rate{most, time.Hour}, PerChannel: Rate{50, time.Hour}, PerDay: 40})
	}
	both := []*Limits{limits(), limits()}
	var admitted atomic.Int32
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 5 {
				leave, err := both[i%2].Take(t.Context(), By{Surface: "web", Asker: "ann", Channel: "c"})
				if err == nil {
					admitted.Add(1)
					leave()
				} else if !errors.Is(err, ErrBusy) {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if n := admitted.Load(); n != most {
		t.Errorf("%d were admitted, want %d", n, most)
	}
}

// testTokensShared: of many answers at one time, in two processes, as many are afforded as the day
// has tokens for, and what is settled is there again, but for what it cost.
func testTokensShared(t *testing.T, _ *pgtest.Server, url string) {
	const may = 3
	limits := func() *Limits { return process(t, url, &Limits{Tokens: (may-1)*dearest + 1000}) }
	both := []*Limits{limits(), limits()}
	for round := range 3 {
		var mu sync.Mutex
		var settles []func(int)
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				if settle, ok := both[i%2].Afford(t.Context()); ok {
					mu.Lock()
					defer mu.Unlock()
					settles = append(settles, settle)
				}
			})
		}
		all.Wait()
		want := []int{3, 2, 1}[round] // of 33,000: 0, 6,000 and 18,000 are spent
		if len(settles) != want {
			t.Errorf("round %d: %d are afforded, want %d", round, len(settles), want)
		}
		for _, settle := range settles {
			settle([]int{2000, 6000, 0}[round])
		}
	}
}

// testKilledShared: what a killed process held counts as spent, until it turns out to have been less.
func testKilledShared(t *testing.T, server *pgtest.Server, url string) {
	one, two := process(t, url, &Limits{Tokens: dearest}), process(t, url, &Limits{Tokens: dearest})
	settle, ok := one.Afford(t.Context())
	if !ok {
		t.Fatal("nothing is afforded")
	}
	server.Exec(url, "UPDATE held SET until = now() - interval '1 second'")
	if _, ok := two.Afford(t.Context()); ok {
		t.Error("what a killed process held is afforded again")
	}
	settle(5) // it was only paused
	if _, ok := two.Afford(t.Context()); !ok {
		t.Error("what was not spent is not afforded")
	}
	fresh := process(t, server.URL("killed fresh"), &Limits{Tokens: 1000})
	server.Exec(server.URL("killed fresh"), "INSERT INTO spending VALUES ('"+time.Now().UTC().Format(time.DateOnly)+"', 600, 500)")
	if _, ok := fresh.Afford(t.Context()); ok {
		t.Error("what was spent before anything was held is afforded")
	}
}

// testAwayShared: while the database is away each process counts alone.
func testAwayShared(t *testing.T, server *pgtest.Server, url string) {
	l := process(t, url, &Limits{PerUser: Rate{1, time.Hour}, Tokens: 1})
	ann := By{Surface: "discord", Asker: "ann"}
	if got := takes(t, []*Limits{l}, ann); got[0] != nil {
		t.Errorf("got %v", got)
	}
	server.Stop()
	began := time.Now()
	if got, want := takes(t, []*Limits{l}, ann, ann), []error{nil, ErrBusy}; !slices.Equal(got, want) {
		t.Errorf("while it is away: got %v, want %v", got, want)
	}
	settle, ok := l.Afford(t.Context())
	if _, second := l.Afford(t.Context()); !ok || second {
		t.Errorf("while it is away an answer is afforded: %v, a second one: %v", ok, second)
	}
	settle(0)
	if took := time.Since(began); took > ledgerPatience {
		t.Errorf("it took %v", took)
	}
	server.Run()
}
