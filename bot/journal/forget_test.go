package journal

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
)

const (
	id     = "user-4711"
	secret = "my neighbour's dog"
)

// fill records so much of so many that pages split and log and file both hold
// some of it.
func fill(t *testing.T, j *Journal) (others int64) {
	t.Helper()
	for i := range 300 {
		asker := fmt.Sprint("other-", i%7)
		if i%3 == 0 {
			asker = id
		}
		text := fmt.Sprintf("A question number %d of %s", i, asker)
		if asker == id {
			text += " about " + secret
		}
		q := question(asker, fmt.Sprint("thread-", asker), text)
		n := record(t, j, q, answer(strings.Repeat(text+". ", 1+i%40)))
		if err := j.Posted(t.Context(), n, fmt.Sprint("place-", asker, "-", n)); err != nil {
			t.Fatal(err)
		}
		if asker != id {
			others = n
		}
	}
	if err := j.Feedback(t.Context(), others, id, true); err != nil {
		t.Fatal(err)
	}
	return others
}

// holds says which files, or tables of a database, have the bytes of any of the texts.
func holds(t *testing.T, j *Journal, path string, texts ...string) []string {
	t.Helper()
	var found []string
	all := tablesOf(t, j)
	if path != "" {
		all = files(t, path)
	}
	for name, data := range all {
		for _, text := range texts {
			if bytes.Contains(data, []byte(text)) {
				found = append(found, fmt.Sprintf("%s holds %q", name, text))
			}
		}
	}
	return found
}

func testForgetLeavesNoByte(t *testing.T, open opener) {
	j, path := open(t)
	other := fill(t, j)
	if len(holds(t, j, path, id)) == 0 || len(holds(t, j, path, secret)) == 0 {
		t.Fatal("the test looks for what was never there")
	}
	n, err := j.Forget(t.Context(), "discord", id)
	if err != nil || n != 101 {
		t.Fatalf("%d forgotten, %v; want 100 answers and one feedback", n, err)
	}
	if found := holds(t, j, path, id, secret); len(found) > 0 {
		t.Error(found)
	}
	e, err := j.Answer(t.Context(), other)
	if err != nil || e.Asker == "" || len(e.Posted) != 1 || e.Helpful != 0 {
		t.Errorf("another asker's answer is %+v, %v", e, err)
	}
	size := func() int {
		if path == "" {
			return len(tablesOf(t, j)["answers"])
		}
		return len(files(t, path)[filepath.Base(path)])
	}
	before := size()
	for _, asker := range []string{"other-1", "other-2", "other-3"} {
		if _, err := j.Forget(t.Context(), "discord", asker); err != nil {
			t.Fatal(err)
		}
	}
	if after := size(); after >= before {
		t.Errorf("the file has %d bytes, before others were forgotten %d: the space is not given back", after, before)
	}
	if again, err := j.Forget(t.Context(), "discord", id); again != 0 || err != nil {
		t.Errorf("a second time: %d, %v", again, err)
	}
	record(t, j, question("bob", "", "later"), answer("later")) // and nothing comes back
	if found := holds(t, j, path, id, secret); len(found) > 0 {
		t.Error(found)
	}
}

func testForgetKeepsToItsSurface(t *testing.T, open opener) {
	j, _ := open(t)
	q := question(id, "t", "Why?")
	q.Surface = "web"
	n := record(t, j, q, answer("a"))
	if got, err := j.Forget(t.Context(), "discord", id); got != 0 || err != nil {
		t.Errorf("%d, %v; want nobody forgotten", got, err)
	}
	if _, err := j.Answer(t.Context(), n); err != nil {
		t.Error(err)
	}
	if _, err := j.Forget(t.Context(), "web", ""); err == nil {
		t.Error("all who have no name were forgotten")
	}
}

func testForgetTakesTheWordsOutOfOthersQuestions(t *testing.T, open opener) {
	j, path := open(t)
	record(t, j, question(id, "thread", "Who is "+secret+"?"), answer("a"))
	q := question("bob", "thread", "And its owner?")
	n, err := j.Record(t.Context(), q, "And the owner of "+secret+"?", answer("b"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := j.Forget(t.Context(), "discord", id); err != nil {
		t.Fatal(err)
	}
	if found := holds(t, j, path, secret); len(found) > 0 {
		t.Error(found)
	}
	if e, err := j.Answer(t.Context(), n); err != nil || e.Standalone != q.Text {
		t.Errorf("the other's entry is %+v, %v", e, err)
	}
}

func testANumberIsNotUsedTwice(t *testing.T, open opener) {
	j, _ := open(t)
	first := record(t, j, question(id, "", "a"), answer("a"))
	if _, err := j.Forget(t.Context(), "discord", id); err != nil {
		t.Fatal(err)
	}
	if second := record(t, j, question("bob", "", "b"), answer("b")); second <= first {
		t.Errorf("answer %d follows the forgotten %d: an old button would open it", second, first)
	}
}

func testPrune(t *testing.T, open opener) {
	j, path := open(t)
	old := record(t, j, question(id, "t", secret), answer(secret))
	j.now = func() time.Time { return noon.Add(48 * time.Hour) }
	young := record(t, j, question("bob", "t", "b"), answer("b"))
	if n, err := j.Prune(t.Context(), noon.Add(24*time.Hour)); n != 1 || err != nil {
		t.Fatalf("%d pruned, %v; want 1", n, err)
	}
	if _, err := j.Answer(t.Context(), old); !errors.Is(err, ErrNotFound) {
		t.Errorf("the old answer: %v", err)
	}
	if _, err := j.Answer(t.Context(), young); err != nil {
		t.Error(err)
	}
	if u, err := j.Spend(t.Context(), noon); u != (bot.Usage{}) || err != nil {
		t.Errorf("the old spending is %+v, %v", u, err)
	}
	if found := holds(t, j, path, id, secret); len(found) > 0 {
		t.Error(found)
	}
}

// half deletes what Forget deletes and erases nothing, as a process that is
// killed in between.
func half(t *testing.T, j *Journal) {
	t.Helper()
	err := j.change(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), "INSERT INTO erasing VALUES (0); DELETE FROM answers WHERE asker = ?; DELETE FROM feedback", id)
		return err //nolint:wrapcheck // a test
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestForgetGoesOn(t *testing.T) {
	j, path := open(t)
	fill(t, j)
	half(t, j)
	path = copied(t, path)
	if len(holds(t, j, path, id)) == 0 {
		t.Fatal("there is nothing left to erase")
	}
	again, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = again.Close() }()
	if found := holds(t, j, path, id, secret); len(found) > 0 {
		t.Error(found)
	}
}

func TestForgetIsNotEndedHalfway(t *testing.T) {
	j, path := open(t)
	fill(t, j)
	half(t, j)
	ctx, stop := context.WithCancel(t.Context())
	stop() // the asker left
	if err := j.erase(ctx); err != nil {
		t.Fatal(err)
	}
	if found := holds(t, j, path, id, secret); len(found) > 0 {
		t.Error(found)
	}
}

func BenchmarkForget(b *testing.B) {
	j, err := Open(b.Context(), b.TempDir()+"/journal.db")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = j.Close() }()
	for i := range 5000 {
		if _, err := j.Record(b.Context(), question(fmt.Sprint(i%100), "t", "Why?"), "Why?", answer(strings.Repeat("Because. ", 100))); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		if _, err := j.Forget(b.Context(), "discord", "7"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRecord(b *testing.B) {
	j, err := Open(b.Context(), b.TempDir()+"/journal.db")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = j.Close() }()
	for b.Loop() {
		if _, err := j.Record(b.Context(), question("ann", "t", "Why?"), "Why?", answer("Because.")); err != nil {
			b.Fatal(err)
		}
	}
}
