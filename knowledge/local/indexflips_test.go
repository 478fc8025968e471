package local_test

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/indextest"
	"github.com/storybot/storybot/knowledge/local"
)

// TestIndexIsMadeAnew damages the index of the stories' IDs, of which nothing is lost: the rows are believed,
// the answers are as before, and afterwards the file is sound through and through.
func TestIndexIsMadeAnew(t *testing.T) {
	unraced(t)
	dir, want := damagedOf(t, 120)
	whole, err := os.ReadFile(filepath.Join(dir, "stories.db")) //nolint:gosec // a test
	must(t, err)
	page := pageSize(whole)
	leaf := -1
	for at := page; at < len(whole); at += page {
		if whole[at] == 0x0a && bytes.Contains(whole[at:at+page], []byte("story-0000")) {
			leaf = at
			break
		}
	}
	if leaf < 0 {
		t.Fatal("no page of the index of the IDs is found")
	}
	id := leaf + bytes.Index(whole[leaf:leaf+page], []byte("story-0000"))
	for name, damage := range map[string]func(b []byte){
		"an ID is another":                 func(b []byte) { b[id] ^= 1 },
		"the length of an ID is too great": func(b []byte) { b[id-2] = 0xff },
		"its first entry is beyond it":     func(b []byte) { b[leaf+8] = 0xff },
	} {
		t.Run(name, func(t *testing.T) {
			flipped := copyOf(t, dir)
			b := bytes.Clone(whole)
			damage(b)
			must(t, os.WriteFile(filepath.Join(flipped, "stories.db"), b, 0o600))
			if got := soundness(t, flipped); got == "ok" {
				t.Fatal("nothing is damaged")
			}
			var log heard
			ix, err := local.Open(t.Context(), flipped, log.options())
			var damaged *local.DamagedError
			if errors.As(err, &damaged) { // refused by name
				t.Log(err)
				return
			}
			must(t, err)
			if answers(t.Context(), ix) != want {
				t.Error("the answers are others")
			}
			must(t, ix.Close())
			if got := soundness(t, flipped); got != "ok" {
				t.Errorf("the file is damaged still: %s", got)
			}
		})
	}
}

// soundness is what SQLite says of a database.
func soundness(t *testing.T, dir string) (verdict string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "stories.db"))
	must(t, err)
	defer func() { must(t, db.Close()) }()
	if err := db.QueryRowContext(t.Context(), "PRAGMA integrity_check(1)").Scan(&verdict); err != nil {
		return err.Error()
	}
	return verdict
}

// TestKeyFlipsStayKnown opens twice what has a row under another key: what was noticed at
// the first start is not believed at the second.
func TestKeyFlipsStayKnown(t *testing.T) {
	unraced(t)
	dir, want := damagedOf(t, 120)
	whole, err := os.ReadFile(filepath.Join(dir, "stories.db")) //nolint:gosec // a test
	must(t, err)
	refused := 0
	rows := storyRows(whole)
	for i := 0; i < len(rows); i += many(4, 1) {
		flipped := copyOf(t, dir)
		b := bytes.Clone(whole)
		b[rows[i].key] ^= 1 << (i % 7)
		must(t, os.WriteFile(filepath.Join(flipped, "stories.db"), b, 0o600))
		for start := range 3 {
			var log heard
			ix, err := local.Open(t.Context(), flipped, log.options())
			var damaged *local.DamagedError
			if errors.As(err, &damaged) {
				refused++
				break
			}
			must(t, err)
			got := answers(t.Context(), ix)
			if start == 0 && got != want && !log.says("set aside") {
				t.Errorf("row %d changes the answers, and nothing is said", i)
			}
			if start > 0 && got != want {
				must(t, loadAll(t.Context(), ix, sourceOfN(120)))
				if answers(t.Context(), ix) != want {
					t.Errorf("row %d, start %d: a load does not mend it", i, start)
				}
			}
			must(t, ix.Close())
		}
		must(t, os.RemoveAll(flipped))
	}
	t.Logf("%d rows, %d refused", len(rows), refused)
}

// TestNextNumberIsLost loads more where the note of the next number says one that is taken.
func TestNextNumberIsLost(t *testing.T) {
	dir, want := damagedOf(t, 120)
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "stories.db"))
	must(t, err)
	for _, next := range []string{"2", "9"} {
		_, err = db.ExecContext(t.Context(), "UPDATE meta SET value = ? WHERE name = 'next'", next)
		must(t, err)
		ix := open(t, dir)
		more := indextest.NewNewsroom(9).Write(20)[0]
		more.ID, more.Item = "added-"+next, "added-"+next
		must(t, loadAll(t.Context(), ix, []knowledge.Story{more}))
		v, err := ix.View(t.Context())
		must(t, err)
		if docs, err := v.Documents(t.Context(), []string{more.ID}); err != nil || len(docs) != 1 || docs[0].Story.Title != more.Title {
			t.Errorf("the added story is %v, %v", docs, err)
		}
		v.Close()
		must(t, ix.Update(t.Context(), func(tx knowledge.Tx) error { return tx.Remove(more.ID) }))
		if answers(t.Context(), ix) != want {
			t.Error("the answers are others")
		}
		must(t, ix.Close())
	}
	must(t, db.Close())
}
