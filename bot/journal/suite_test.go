package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge/postgres"
	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

// opener opens a journal that is empty; path is "" where it is in no file.
type opener func(t *testing.T) (j *Journal, path string)

// suite is what every journal does, wherever it is kept.
func suite() map[string]func(*testing.T, opener) {
	return map[string]func(*testing.T, opener){
		"Recall":                  testRecall,
		"Answer":                  testAnswer,
		"NotFound":                testNotFound,
		"Spend":                   testSpend,
		"ManyAtOnce":              testManyAtOnce,
		"CitedAndCopied":          testCitedAndCopied,
		"ForgetLeavesNoByte":      testForgetLeavesNoByte,
		"ForgetKeepsToItsSurface": testForgetKeepsToItsSurface,
		"ForgetTakesTheWordsOutOfOthersQuestions": testForgetTakesTheWordsOutOfOthersQuestions,
		"ANumberIsNotUsedTwice":                   testANumberIsNotUsedTwice,
		"Prune":                                   testPrune,
		"Settings":                                testSettings,
		"Pending":                                 testPending,
		"Overview":                                testOverview,
		"Secret":                                  testSecret,
	}
}

// TestInFile: a journal in a file does what every journal does.
func TestInFile(t *testing.T) {
	for name, test := range suite() {
		t.Run(name, func(t *testing.T) { test(t, open) })
	}
}

// TestShared: a journal in a database does so, too, and what those do that are shared.
func TestShared(t *testing.T) {
	server := pgtest.Start(t)
	for name, test := range suite() {
		t.Run(name, func(t *testing.T) {
			test(t, func(t *testing.T) (*Journal, string) {
				j := share(t, server.URL(t.Name()), "a")
				j.now = func() time.Time { return noon }
				return j, ""
			})
		})
	}
	for name, test := range map[string]func(*testing.T, *pgtest.Server){"two processes": testTwo, "one message": testOneMessage, "there and back": testThereAndBack, "away": testAway, "unheard": testUnheard} {
		t.Run(name, func(t *testing.T) { test(t, server) })
	}
}

// share opens a journal in a database as that process.
func share(t *testing.T, url, process string) *Journal {
	t.Helper()
	db, err := postgres.Pool(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	j, err := Share(t.Context(), db, process, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	return j
}

// inFolder opens a journal in a file.
func inFolder(t *testing.T, path string) *Journal {
	t.Helper()
	j, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	return j
}

// again is the journal as the next process finds it when this one is killed.
func again(t *testing.T, j *Journal, path string) *Journal {
	t.Helper()
	if path != "" {
		return inFolder(t, copied(t, path))
	}
	return &Journal{db: j.db, kind: j.kind, process: j.process, now: j.now, stop: func() {}}
}

// tablesOf are all rows of the tables of a database, by the names of the tables.
func tablesOf(t *testing.T, j *Journal) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	if !j.kind.shared {
		return all
	}
	for _, table := range append(tables(), table{name: "processes"}) {
		var rows string
		if err := j.db.QueryRowContext(t.Context(), "SELECT coalesce(string_agg(t::text, ' '), '') FROM "+table.name+" t").Scan(&rows); err != nil {
			t.Fatal(err)
		}
		all[table.name] = []byte(rows)
	}
	return all
}

// testTwo: what one process records another one recalls, finds and rates; an answer under way is
// looked after by its own process, and by another when that is no more.
func testTwo(t *testing.T, server *pgtest.Server) {
	url := server.URL(t.Name())
	a, b := share(t, url, "a"), share(t, url, "b")
	odd := "a \x00 and a bad \xff byte, \\x41"
	n := record(t, a, question("ann", "thread", odd), answer(odd))
	if err := errors.Join(a.Posted(t.Context(), n, "place"), b.Feedback(t.Context(), n, "bob", true), b.Keep(t.Context(), "server:1", odd)); err != nil {
		t.Fatal(err)
	}
	if turns, err := b.Recall(t.Context(), "thread", 9); err != nil || len(turns) != 1 || turns[0].Question != odd {
		t.Errorf("the other recalls %+v, %v", turns, err)
	}
	if found, err := b.Find(t.Context(), "place"); err != nil || found != n {
		t.Errorf("the other finds %d, %v; want %d", found, err, n)
	}
	if e, err := a.Answer(t.Context(), n); err != nil || e.Helpful != 1 {
		t.Errorf("the first has %+v, %v", e, err)
	}
	if kept, err := a.Kept(t.Context()); err != nil || kept["server:1"] != odd {
		t.Errorf("the first has the settings %q, %v", kept, err)
	}
	if err := a.Pending(t.Context(), "under way", "draft"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		j    *Journal
		when string
		want int
	}{{a, "", 1}, {b, "", 0}, {b, "UPDATE processes SET seen = now() - interval '1 minute' WHERE name = 'a'", 1}} {
		if c.when != "" {
			server.Exec(url, c.when)
		}
		if left, err := c.j.Unsettled(t.Context()); err != nil || len(left) != c.want {
			t.Errorf("%v is to look after %v, %v; want %d", c.j.process, left, err, c.want)
		}
	}
	if forgotten, err := b.Forget(t.Context(), "discord", "ann"); err != nil || forgotten != 1 {
		t.Errorf("forgotten %d, %v", forgotten, err)
	}
	if _, err := a.Find(t.Context(), "place"); !errors.Is(err, ErrNotFound) {
		t.Errorf("what the other forgot: %v", err)
	}
}

// testOneMessage: what two processes answer of one message is there once, whoever is first and however often it is
// recorded; what each of them has cost is counted once.
func testOneMessage(t *testing.T, server *pgtest.Server) {
	url := server.URL(t.Name())
	a, b := share(t, url, "a"), share(t, url, "b")
	a.now, b.now = func() time.Time { return noon }, func() time.Time { return noon.Add(time.Second) }
	spends := answer("")
	spends.Usage = bot.Usage{PromptTokens: 7, CompletionTokens: 3}
	told := func(text string) bot.Answer { a := spends; a.Text = text; return a }
	asked := func(surface, once string) bot.Question {
		return bot.Question{Text: "why?", Asker: "ann", Conversation: "thread", Surface: surface, Once: once}
	}
	numbers := make(map[int64][]string)
	for _, c := range []struct {
		by            *Journal
		surface, once string
		name          string
	}{
		{a, "discord", "1", "first"},
		{b, "discord", "1", "of who got the shard"},
		{a, "discord", "2", "another message"},
		{b, "discord", "3", "of who got the shard, first"},
		{a, "discord", "3", "of who lost it, later"},
		{a, "slack", "1", "elsewhere"},
		{a, "web", "", "no message"},
		{b, "web", "", "no message again"},
		{a, "web", "", "and again"},
	} {
		n := record(t, c.by, asked(c.surface, c.once), told(c.name))
		numbers[n] = append(numbers[n], c.name)
		if e, err := a.Answer(t.Context(), n); err != nil || e.Answer.Text != numbers[n][0] {
			t.Errorf("%s: the answer %d is %q, %v; want %q", c.name, n, e.Answer.Text, err, numbers[n])
		}
	}
	if turns, err := b.Recall(t.Context(), "thread", 99); err != nil || len(turns) != 7 || len(numbers) != 7 {
		t.Errorf("%d answers are there, %v, with the numbers %v; want 7", len(turns), err, numbers)
	}
	again := late{q: asked("discord", "1"), a: told("first"), now: noon, once: "discord:1"}
	if n, err := a.record(t.Context(), again); err != nil || numbers[n] == nil || numbers[n][0] != "first" {
		t.Errorf("the first again has the number %d, %v", n, err)
	}
	if spent, err := a.Spend(t.Context(), noon); err != nil || spent != (bot.Usage{PromptTokens: 9 * 7, CompletionTokens: 9 * 3}) {
		t.Errorf("they cost %+v, %v", spent, err)
	}
	if n, err := b.Forget(t.Context(), "discord", "ann"); err != nil || n != 3 {
		t.Errorf("forgotten %d, %v", n, err)
	}
}

// testThereAndBack: a journal that is copied from a file into a database and back is the same,
// and no number is used again.
func testThereAndBack(t *testing.T, server *pgtest.Server) {
	first, _ := open(t)
	fill(t, first)
	last := record(t, first, question("zoe", "", "?"), answer("!"))
	secret, err := first.Secret(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(first.Keep(t.Context(), "server:1", "a\x00"), first.Pending(t.Context(), "place", "shown")); err != nil {
		t.Fatal(err)
	}
	if _, err := first.Forget(t.Context(), "discord", "zoe"); err != nil { // the last number is gone, and taken
		t.Fatal(err)
	}
	there, back := share(t, server.URL(t.Name()), "a"), inFolder(t, filepath.Join(t.TempDir(), "journal.db"))
	record(t, there, question("who", "", "was here before"), answer("!"))
	went, err := Copy(t.Context(), first, there)
	if err != nil {
		t.Fatal(err)
	}
	came, err := Copy(t.Context(), there, back)
	if err != nil || !reflect.DeepEqual(went, came) || went[0].Rows != 300 {
		t.Errorf("there went %v, back came %v, %v", went, came, err)
	}
	for _, j := range []*Journal{there, back} {
		if next := record(t, j, question("zoe", "", "?"), answer("!")); next <= last {
			t.Errorf("answer %d follows %d", next, last)
		}
		if got, err := j.Secret(t.Context()); err != nil || string(got) != string(secret) {
			t.Errorf("the secret is %x, %v", got, err)
		}
		if turns, err := j.Recall(t.Context(), "thread-other-1", 99); err != nil || len(turns) == 0 {
			t.Errorf("recalled %d turns, %v", len(turns), err)
		}
	}
	var broken sql.NullString
	if err := there.db.QueryRowContext(t.Context(), "SELECT max(question) FROM answers WHERE asker = 'who'").Scan(&broken); err != nil || broken.Valid {
		t.Errorf("of what was there before there is %v, %v", broken, err)
	}
}

// testUnheard: an answer whose commit nobody heard of is recorded again, and is there once, with what it cost.
func testUnheard(t *testing.T, server *pgtest.Server) {
	j := share(t, server.URL(t.Name()), "a")
	l := late{q: question("ann", "thread", "why?"), a: answer("because"), now: noon, once: "a"}
	l.a.Usage = bot.Usage{PromptTokens: 7, CompletionTokens: 3}
	if n, err := j.record(t.Context(), l); n == 0 || err != nil {
		t.Fatalf("number %d, %v", n, err)
	}
	other := l
	other.once = "b" // the same was asked and answered again
	j.waiting.add(l)
	j.waiting.add(other)
	if left := j.deliver(t.Context()); left != 0 {
		t.Fatalf("%d wait", left)
	}
	if turns, err := j.Recall(t.Context(), "thread", 9); err != nil || len(turns) != 2 {
		t.Errorf("%d answers are there, want 2: %v", len(turns), err)
	}
	if spent, err := j.Spend(t.Context(), noon); err != nil || spent != (bot.Usage{PromptTokens: 14, CompletionTokens: 6}) {
		t.Errorf("they cost %+v, %v", spent, err)
	}
}

// testAway: while the server is away answers wait, no more than there is room for; they are
// recorded when it is back, but none of who was forgotten meanwhile.
func testAway(t *testing.T, server *pgtest.Server) {
	j := share(t, server.URL(t.Name()), "a")
	record(t, j, question("ann", "thread", "first"), answer("a"))
	server.Stop()
	const most, extra = 40, 3
	if j.waiting.most != mostWaiting {
		t.Errorf("%d may wait", j.waiting.most)
	}
	j.waiting.most = most
	for i := range most + extra {
		asker := "ann"
		if i == most {
			asker = "bob"
		}
		if n, err := j.Record(t.Context(), question(asker, "thread", fmt.Sprint("question ", i)), "", answer("a")); n != 0 || err != nil {
			t.Fatalf("answer %d: number %d, %v", i, n, err)
		}
	}
	_, err := j.Recall(t.Context(), "thread", 1)
	if away := awayer(nil); !errors.As(err, &away) || !away.Away() || strings.Contains(err.Error(), pgtest.Password) {
		t.Errorf("recalled while the server is away: %v", err)
	}
	if _, err := j.Forget(t.Context(), "discord", "bob"); err == nil {
		t.Error("forgotten while the server is away")
	}
	server.Run()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for j.deliver(ctx) > 0 {
		time.Sleep(50 * time.Millisecond)
	}
	turns, err := j.Recall(t.Context(), "thread", 2*most)
	if err != nil || len(turns) != most || turns[0].Question != "first" || turns[1].Question != fmt.Sprint("question ", extra) {
		t.Errorf("recalled %d turns, %v", len(turns), err)
	}
}

// BenchmarkQuestion is what one question costs in a journal: its conversation is recalled, and its
// answer recorded.
func BenchmarkQuestion(b *testing.B) {
	db, err := postgres.Pool(b.Context(), pgtest.Start(b).URL("bench"))
	if err != nil {
		b.Fatal(err)
	}
	shared, err := Share(b.Context(), db, "a", nil)
	if err != nil {
		b.Fatal(err)
	}
	own, err := Open(b.Context(), filepath.Join(b.TempDir(), "journal.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = errors.Join(own.Close(), shared.Close()) }()
	for name, j := range map[string]*Journal{"file": own, "database": shared} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := j.Recall(b.Context(), "thread", 6); err != nil {
					b.Fatal(err)
				}
				if _, err := j.Record(b.Context(), question("ann", "thread", "Why?"), "Why?", answer("Because.")); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
