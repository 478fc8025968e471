package main

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gofrs/flock"

	"github.com/storybot/storybot/knowledge/local"
)

// TestDamagedAtTheStart: a bot that starts on a damaged database moves it away, says so with what was
// lost, loads all anew and answers; a command that is no bot, and whatever else is wrong with it, leaves it where it is.
func TestDamagedAtTheStart(t *testing.T) {
	t.Parallel()
	stories, whole := t.TempDir(), t.TempDir()
	for _, town := range []string{"Velm", "Oster", "Kandry", "Tarn", "Ulmby", "Wesk"} {
		mustWrite(t, filepath.Join(stories, town+".txt"), "The mayor of "+town+"\n\nThe mayor of "+town+" is Ada Brond of "+town+".\n"+strings.Repeat("The town hall stands by the river and is open on most days of the week.\n", 300))
	}
	l := newLiving(t, whole, []string{stories})
	l.serve()
	l.stop()
	all, err := os.ReadFile(filepath.Join(whole, local.DatabaseName))
	if err != nil {
		t.Fatal(err)
	}
	noise := bytes.Repeat([]byte("\xde\xadnoise"), 8000)
	put := func(at int, what []byte) []byte {
		return append(append(bytes.Clone(all[:at]), what...), all[at+len(what):]...)
	}
	newer := put(60, []byte{0, 0, 0, 99}) // user_version
	for _, c := range []struct {
		name  string
		file  []byte
		held  bool // another program has it
		named string
		moved bool
	}{
		{"as it was", all, false, "", false},
		{"no database", noise, false, "file is not a database", true},
		{"its head is gone", put(0, noise[:100]), false, "file is not a database", true},
		{"cut within a page", all[:len(all)/2+100], false, "malformed", true},
		{"cut to its first page", all[:8192], false, "malformed", true},
		{"the pages behind the first", put(8192, noise[:len(noise)/2]), false, "malformed", true},
		{"tables of another program", bytes.ReplaceAll(all, []byte("CREATE TABLE texts (id"), []byte("CREATE TABLE texts (ik")), false, "no such column", true},
		{"nothing is left in it", nil, false, "has nothing of what was in it", false},
		{"of a newer program", newer, false, "newer storybot", false},
		{"of a newer program, and damaged", append(bytes.Clone(newer[:8192]), noise...), false, "newer storybot", false},
		{"held by another process", noise, true, "another process", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			l := newLiving(t, t.TempDir(), []string{stories})
			file := filepath.Join(l.dir, local.DatabaseName)
			mustWrite(t, file, string(c.file))
			if err := os.CopyFS(filepath.Join(l.dir, "words"), os.DirFS(filepath.Join(whole, "words"))); err != nil {
				t.Fatal(err)
			}
			kept := func(file string) {
				t.Helper()
				now, err := os.ReadFile(file)                                                       //nolint:gosec // a test
				if err != nil || len(now) != len(c.file) || !bytes.Equal(now[100:], c.file[100:]) { // SQLite counts in its head
					t.Errorf("%s is not what was damaged: %v", filepath.Base(file), err)
				}
			}
			if c.held {
				lock := flock.New(filepath.Join(l.dir, local.LockName))
				if got, err := lock.TryLock(); !got || err != nil {
					t.Fatal(err)
				}
				defer func() { _ = lock.Close() }()
			}
			if refused := c.moved || c.held || strings.HasPrefix(c.name, "of a newer"); refused {
				for _, command := range []string{"stories", "check"} {
					if _, err := l.run(command); err == nil || !strings.Contains(err.Error(), c.named) {
						t.Errorf("%s: %v, want %q", command, err, c.named)
					}
				}
				kept(file)
				if !c.moved {
					if _, err := l.run("serve"); err == nil || !strings.Contains(err.Error(), c.named) || strings.Contains(err.Error(), "moved") {
						t.Errorf("serve: %v, want %q", err, c.named)
					}
					kept(file)
					return
				}
			}
			l.serve()
			if said := l.said.String(); !strings.Contains(said, c.named) || strings.Contains(said, "was moved to "+file+".damaged") != c.moved || strings.Contains(said, "The versions that texts had before") != c.moved {
				t.Errorf("it says: %s", said)
			}
			if a := l.ask("Who is the mayor of Kandry?"); !strings.Contains(a.Text, "Ada Brond") {
				t.Errorf("answer %q", a.Text)
			}
			l.stop()
			if c.moved {
				kept(file + ".damaged")
			}
			if err := l.start(); err != nil {
				t.Fatal(err)
			}
			if err := l.said.wait(t.Context(), " loaded (", 1); err != nil || strings.Contains(l.said.String(), "was moved") {
				t.Errorf("the next start: %v; it says: %s", err, l.said)
			}
		})
	}
}

// TestDamagedWhereNothingReads: the whole database is looked at, too, once the bot has started.
func TestDamagedWhereNothingReads(t *testing.T) {
	t.Parallel()
	stories := t.TempDir()
	mustWrite(t, filepath.Join(stories, "a.txt"), "The mayor of Velm\n\nThe mayor of Velm is Ada Brond.\n")
	l := newLiving(t, t.TempDir(), []string{stories})
	l.serve()
	l.stop()
	file := filepath.Join(l.dir, local.DatabaseName)
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	var page, size int64
	err = db.QueryRowContext(t.Context(), "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = 'versions_of_story'").Scan(&page, &size)
	if err := errors.Join(err, db.Close(), zeroFrom(file, (page-1)*size, size)); err != nil {
		t.Fatal(err)
	}
	l.serve()
	if err := l.said.wait(t.Context(), "was moved to "+file+".damaged", 1); err != nil {
		t.Error(err)
	}
	if err := l.said.wait(t.Context(), " loaded (", 2); err != nil {
		t.Error(err)
	}
	if a := l.ask("Who is the mayor of Velm?"); !strings.Contains(a.Text, "Ada Brond") {
		t.Errorf("answer %q", a.Text)
	}
}
