package journal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/words/say"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var noon = time.Date(2024, 3, 4, 12, 0, 0, 0, time.UTC)

func open(t *testing.T) (*Journal, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a folder", "journal 100%?#.db")
	j, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	j.now = func() time.Time { return noon }
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	return j, path
}

func question(asker, conversation, text string) bot.Question {
	return bot.Question{Text: text, Asker: asker, Conversation: conversation, Surface: "discord"}
}

func answer(text string) bot.Answer {
	return bot.Answer{
		Question: "as asked", Mode: bot.ModeModel, Text: text, Confidence: 0.5, AsOf: noon,
		Citations: []bot.Citation{
			{N: 1, Story: "bridge-1", Version: "v1", Title: "Bridge", Quote: "It was closed.", Start: 3, End: 17},
			{N: 2, Story: "ferry-2", Version: "v9", Quote: "It ran.", Start: 0, End: 7},
			{N: 3, Story: "bridge-1", Version: "v1", Quote: "Why?", Start: 20, End: 24},
		},
		Dropped: []bot.Dropped{{Sentence: "No.", Why: "no"}}, Notes: []bot.Note{{Kind: "window", Text: "2024"}},
		Usage: bot.Usage{PromptTokens: 100, CompletionTokens: 10}, TookMS: 3,
	}
}

func record(t *testing.T, j *Journal, q bot.Question, a bot.Answer) int64 {
	t.Helper()
	id, err := j.Record(t.Context(), q, q.Text+" (standalone)", a)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

var _ bot.Journal = (*Journal)(nil)

func testRecall(t *testing.T, open opener) {
	j, path := open(t)
	for i := range 4 {
		q := question("ann", "thread-1", fmt.Sprint("question ", i))
		if i == 3 {
			q.At = noon.Add(-24 * time.Hour)
		}
		record(t, j, q, answer(fmt.Sprint("answer ", i)))
	}
	record(t, j, question("ann", "thread-2", "elsewhere"), answer("elsewhere"))
	record(t, j, question("ann", "", "alone"), answer("alone"))
	want := []bot.Turn{
		{Question: "question 2", Standalone: "question 2 (standalone)", Answer: "answer 2", Mode: bot.ModeModel, Confidence: 0.5, Stories: answer("").Citations[:2], At: noon},
		{Question: "question 3", Standalone: "question 3 (standalone)", Answer: "answer 3", Mode: bot.ModeModel, Confidence: 0.5, Stories: answer("").Citations[:2], At: noon.Add(-24 * time.Hour)},
	}
	check := func(j *Journal) {
		t.Helper()
		if got, err := j.Recall(t.Context(), "thread-1", 2); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, %v\nwant %+v", got, err, want)
		}
	}
	check(j)
	for conversation, n := range map[string]int{"": 5, "thread": 5, "thread-1": 0, "thread-%": 5} {
		if got, err := j.Recall(t.Context(), conversation, n); err != nil || len(got) != 0 {
			t.Errorf("%d of conversation %q: %+v, %v; want none", n, conversation, got, err)
		}
	}
	check(again(t, j, path))
}

// copied copies the files of an open journal.
func copied(t *testing.T, path string) string {
	t.Helper()
	to := t.TempDir()
	for name, data := range files(t, path) {
		if err := os.WriteFile(filepath.Join(to, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(to, filepath.Base(path))
}

// files reads all files beside the journal.
func files(t *testing.T, path string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, e := range entries {
		if all[e.Name()], err = os.ReadFile(filepath.Join(filepath.Dir(path), e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func testAnswer(t *testing.T, open opener) {
	j, _ := open(t)
	a := answer("Yes [1].")
	id := record(t, j, question("ann", "thread-1", "Why?"), a)
	for _, f := range []struct {
		asker   string
		helpful bool
	}{{"ann", true}, {"bob", true}, {"cid", false}, {"bob", false}} { // bob changes his mind
		if err := j.Feedback(t.Context(), id, f.asker, f.helpful); err != nil {
			t.Fatal(err)
		}
	}
	for _, place := range []string{"discord:2", "discord:1", "discord:1"} {
		if err := j.Posted(t.Context(), id, place); err != nil {
			t.Fatal(err)
		}
	}
	want := Entry{
		ID: id, Surface: "discord", Asker: "ann", Conversation: "thread-1", Standalone: "Why? (standalone)",
		Asked: noon, Recorded: noon, Answer: a, Posted: []string{"discord:1", "discord:2"}, Helpful: 1, Unsatisfied: 2,
	}
	if got, err := j.Answer(t.Context(), id); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v\nwant %+v", got, err, want)
	}
	if got, err := j.Find(t.Context(), "discord:2"); got != id || err != nil {
		t.Errorf("found %d, %v; want %d", got, err, id)
	}
}

func testNotFound(t *testing.T, open opener) {
	j, _ := open(t)
	_, err := j.Answer(t.Context(), 7)
	_, err2 := j.Find(t.Context(), "nowhere")
	for i, err := range []error{err, err2, j.Posted(t.Context(), 7, "here"), j.Feedback(t.Context(), 7, "ann", true)} {
		if !errors.Is(err, ErrNotFound) {
			t.Errorf("%d: %v, want ErrNotFound", i, err)
		}
	}
}

func testSpend(t *testing.T, open opener) {
	j, _ := open(t)
	record(t, j, question("ann", "", "a"), answer("a"))
	record(t, j, question("bob", "", "b"), answer("b"))
	j.now = func() time.Time { return noon.Add(24 * time.Hour) }
	record(t, j, question("bob", "", "c"), answer("c"))
	if _, err := j.Forget(t.Context(), "discord", "ann"); err != nil {
		t.Fatal(err)
	}
	for hours, want := range map[time.Duration]bot.Usage{-24: {}, 0: {PromptTokens: 200, CompletionTokens: 20}, 24: {PromptTokens: 100, CompletionTokens: 10}} {
		if got, err := j.Spend(t.Context(), noon.Add(hours*time.Hour)); got != want || err != nil {
			t.Errorf("%d hours on: %+v, %v; want %+v", hours, got, err, want)
		}
	}
}

func testManyAtOnce(t *testing.T, open opener) {
	j, _ := open(t)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			asker := fmt.Sprint("asker-", i)
			for range 5 {
				id, err := j.Record(t.Context(), question(asker, asker, "?"), "?", answer("!"))
				if err == nil {
					err = j.Posted(t.Context(), id, fmt.Sprint("place-", id))
				}
				if err == nil {
					_, err = j.Recall(t.Context(), asker, 3)
				}
				if err == nil && i%2 == 0 {
					_, err = j.Forget(t.Context(), "discord", "asker-9")
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got, err := j.Recall(t.Context(), "asker-1", 99); len(got) != 5 || err != nil {
		t.Errorf("%d turns, %v; want 5", len(got), err)
	}
}

func TestPrivate(t *testing.T) {
	_, path := open(t)
	for name := range files(t, path) {
		info, err := os.Stat(filepath.Join(filepath.Dir(path), name))
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has the mode %v, %v; others can read it", name, info.Mode(), err)
		}
	}
}

// damage returns a journal of some hundred answers, closed and then changed.
func damage(t *testing.T, change func(data []byte) []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "journal.db")
	j, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 100 {
		record(t, j, question("ann", "t", fmt.Sprint(i)), answer("a"))
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path) //nolint:gosec // a test's own file
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestDamaged(t *testing.T) {
	if j, err := Open(t.Context(), damage(t, func(d []byte) []byte { return d })); err != nil {
		t.Fatalf("an undamaged file: %v", err)
	} else if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	tests := map[string]func([]byte) []byte{
		"not a database": func([]byte) []byte { return []byte(strings.Repeat("this is no journal\n", 500)) },
		"half of it":     func(d []byte) []byte { return d[:len(d)/2] },
		"a page of noise": func(d []byte) []byte {
			copy(d[len(d)/4096/2*4096:], strings.Repeat("\xde\xad", 2048))
			return d
		},
		"the header": func(d []byte) []byte { copy(d, "SQLite format 9"); return d },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			path := damage(t, change)
			before, err := os.ReadFile(path) //nolint:gosec // a test's own file
			if err != nil {
				t.Fatal(err)
			}
			_, err = Open(t.Context(), path)
			if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "move it") {
				t.Errorf("error is %v, want ErrDamaged with the file and what to do", err)
			}
			if after, err := os.ReadFile(path); err != nil || string(after) != string(before) { //nolint:gosec // a test's own file
				t.Error("the damaged file was changed")
			}
		})
	}
}

func TestOfAnotherVersion(t *testing.T) {
	path := damage(t, func(d []byte) []byte { d[63] = byte(len(layouts()) + 1); return d }) // the header's user_version
	_, err := Open(t.Context(), path)
	if err == nil || errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "newer version") {
		t.Errorf("error is %v", err)
	}
}

func TestOpenFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{t.TempDir(), filepath.Join(file, "journal.db")} {
		if _, err := Open(t.Context(), path); err == nil || !strings.Contains(err.Error(), path) && !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v, want an error that names it", path, err)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Open(ctx, filepath.Join(t.TempDir(), "journal.db")); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestSaidIsKept: what the bot says in an answer can be told in another language when it is read back; of an
// answer that an earlier version kept, it stays in English.
func TestSaidIsKept(t *testing.T) {
	j, _ := open(t)
	budget, head := say.Tell(say.Budget, nil), say.Tell(say.All, say.With{"what": say.Count(say.Stories, 2, nil), "when": say.Tell(say.InTime, say.With{"span": say.When(say.Day, noon)})})
	a := answer(head.In("en") + " It is.")
	a.Claims = []bot.Claim{{Text: head.In("en"), Citations: []int{}, Said: &head}, {Text: "It is.", Citations: []int{}}}
	a.Notes = append(a.Notes, bot.Note{Kind: "fallback", Text: budget.In("en"), Said: &budget})
	id := record(t, j, question("ann", "c", "how many"), a)
	e, err := j.Answer(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Answer; got.Text != a.Text || got.Notes[0].Said != nil || got.Notes[1].Text != a.Notes[1].Text || got.Claims[1].Said != nil {
		t.Errorf("as it was: %+v", got)
	}
	if de := e.Answer.In("de"); de.Text != head.In("de")+" It is." || de.Notes[0].Text != "2024" || de.Notes[1].Text != budget.In("de") {
		t.Errorf("in German: %+v", de)
	}
	if _, err := j.db.ExecContext(t.Context(), "UPDATE answers SET answer = json_remove(answer, '$.said_notes', '$.said_claims')"); err != nil {
		t.Fatal(err)
	}
	if e, err = j.Answer(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if de := e.Answer.In("de"); de.Text != a.Text || de.Notes[1].Text != budget.In("en") {
		t.Errorf("of an earlier version: %+v", de)
	}
}
