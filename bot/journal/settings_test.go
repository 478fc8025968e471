package journal

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"testing"
	"time"
)

// testSettings: what is kept is there when the journal is opened again and in its backups,
// and neither forgetting an asker nor pruning takes it away.
func testSettings(t *testing.T, open opener) {
	t.Parallel()
	j, path := open(t)
	for _, c := range [][2]string{{"server:1", "a"}, {"server:2", "b"}, {"server:1", "c"}, {"user:x", "blocked"}, {"user:x", ""}, {"user:y", "blocked"}, {"nothing", ""}} {
		if err := j.Keep(t.Context(), c[0], c[1]); err != nil {
			t.Fatal(err)
		}
	}
	record(t, j, question("ann", "thread-1", "Why?"), answer("So."))
	if n, err := j.Forget(t.Context(), "discord", "ann"); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if _, err := j.Prune(t.Context(), noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(t.TempDir(), "copy.db")
	if err := j.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"server:1": "c", "server:2": "b", "user:y": "blocked"}
	for name, j := range map[string]*Journal{"opened again": again(t, j, path), "the backup": inFolder(t, backup)} {
		if got, err := j.Kept(t.Context()); err != nil || !maps.Equal(got, want) {
			t.Errorf("%s: %v, %v, want %v", name, got, err, want)
		}
	}
}

// TestOlderLayouts: a journal as an older version wrote it gets what it lacks and keeps
// what it has; one of a newer version is refused and left as it is.
func TestOlderLayouts(t *testing.T) {
	t.Parallel()
	for version := 1; version <= len(layouts())+1; version++ {
		path := filepath.Join(t.TempDir(), "journal.db")
		db, err := sql.Open("sqlite", address(path))
		if err != nil {
			t.Fatal(err)
		}
		statements := append(layouts()[:min(version, len(layouts()))],
			"INSERT INTO spending VALUES ('2024-03-04', 7, 8)", fmt.Sprintf("PRAGMA user_version = %d", version))
		for _, s := range statements {
			if _, err := db.ExecContext(t.Context(), s); err != nil {
				t.Fatal(version, err)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time there is nothing left to do
			j, err := Open(t.Context(), path)
			if version > len(layouts()) {
				if err == nil || errors.Is(err, ErrDamaged) {
					t.Fatalf("version %d: %v, want a refusal", version, err)
				}
				continue
			}
			if err != nil {
				t.Fatal(version, err)
			}
			if u, err := j.Spend(t.Context(), noon); err != nil || u.PromptTokens != 7 {
				t.Errorf("version %d: %+v, %v", version, u, err)
			}
			if err := errors.Join(j.Keep(t.Context(), "server:1", "a"), j.Close()); err != nil {
				t.Errorf("version %d: %v", version, err)
			}
		}
	}
}
