package local_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gofrs/flock"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/indextest"
	"github.com/storybot/storybot/knowledge/local"
)

// TestWatch breaks the files under an open engine: it goes on answering as before,
// and what is on disk is mended.
func TestWatch(t *testing.T) {
	whole, want := damaged(t)
	tests := []struct {
		name   string
		spoil  func(dir, segment string) error
		reopen bool
	}{
		{"nothing", func(string, string) error { return nil }, false},
		{"a segment cut short", func(_, s string) error { return os.Truncate(s, 1000) }, false},
		{"a segment emptied", func(_, s string) error { return os.Truncate(s, 0) }, false},
		{"a segment zeroed", func(_, s string) error { return zero(s) }, false},
		{"a bit of a segment", func(_, s string) error { return flip(s, 12345) }, false},
		{"a segment deleted", func(_, s string) error { return os.Remove(s) }, false},
		{"a folder in a segment's place", func(_, s string) error {
			return errors.Join(os.Remove(s), os.MkdirAll(filepath.Join(s, "x"), 0o700))
		}, false},
		{"a link in a segment's place", func(dir, s string) error {
			return errors.Join(os.Rename(s, filepath.Join(dir, "moved")), os.Symlink(filepath.Join(dir, "moved"), s))
		}, false},
		{"the words deleted", func(dir, _ string) error { return os.RemoveAll(filepath.Join(dir, "words")) }, false},
		{"a file in the words' place", func(dir, _ string) error {
			words := filepath.Join(dir, "words")
			return errors.Join(os.RemoveAll(words), os.WriteFile(words, nil, 0o600))
		}, false},
		{"a link in the words' place", func(dir, _ string) error {
			words := filepath.Join(dir, "words")
			return errors.Join(os.RemoveAll(words), os.Symlink(os.TempDir(), words))
		}, false},
		{"the lock deleted", func(dir, _ string) error { return os.Remove(filepath.Join(dir, local.LockName)) }, false},
		{"the lock replaced", func(dir, _ string) error {
			lock := filepath.Join(dir, local.LockName)
			return errors.Join(os.Remove(lock), os.WriteFile(lock, nil, 0o600))
		}, false},
		{"the database deleted", func(dir, _ string) error { return os.Remove(filepath.Join(dir, local.DatabaseName)) }, true},
		{"the log of the database deleted", func(dir, _ string) error { return os.Remove(filepath.Join(dir, local.DatabaseName+"-wal")) }, true},
		{"all deleted", func(dir, _ string) error {
			files, err := filepath.Glob(filepath.Join(dir, "*"))
			for _, f := range files {
				err = errors.Join(err, os.RemoveAll(f))
			}
			return err
		}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := copyOf(t, whole)
			ix := open(t, dir)
			must(t, ix.Watch(t.Context()))
			segments := local.SegmentNames(ix)
			must(t, test.spoil(dir, filepath.Join(dir, "words", segments[0])))
			if answers(t.Context(), ix) != want {
				t.Error("the answers are others while the files are damaged")
			}
			if err := ix.Watch(t.Context()); test.reopen != errors.Is(err, local.ErrReopen) || !test.reopen && err != nil {
				t.Errorf("watch: %v", err)
			}
			if err := ix.Sound(); err != nil {
				t.Error(err)
			}
			if answers(t.Context(), ix) != want {
				t.Error("the answers are others")
			}
			must(t, ix.Close())
			ix = open(t, dir) // takes a rebuild for a failure
			defer func() { must(t, ix.Close()) }()
			if answers(t.Context(), ix) != want {
				t.Error("the answers are others at the next start")
			}
			var held *local.InUseError
			if _, err := local.Open(t.Context(), dir, local.Options{}); !errors.As(err, &held) {
				t.Errorf("opened twice: %v", err)
			}
		})
	}
}

func zero(file string) error {
	info, err := os.Stat(file)
	if err != nil {
		return err //nolint:wrapcheck // a test
	}
	return os.WriteFile(file, make([]byte, info.Size()), 0o600) //nolint:wrapcheck // a test
}

func flip(file string, bit int) error {
	b, err := os.ReadFile(file) //nolint:gosec // a test
	if err != nil {
		return err //nolint:wrapcheck // a test
	}
	b[bit/8] ^= 1 << (bit % 8)
	return os.WriteFile(file, b, 0o600) //nolint:wrapcheck // a test
}

// TestTakenOver leaves a folder to the process that has taken it.
func TestTakenOver(t *testing.T) {
	dir := t.TempDir()
	ix := open(t, dir)
	defer func() { must(t, ix.Close()) }()
	path := filepath.Join(dir, local.LockName)
	must(t, os.Remove(path))
	other := flock.New(path)
	got, err := other.TryLock()
	if must(t, err); !got {
		t.Fatal("the new file is locked already")
	}
	must(t, os.WriteFile(path, []byte("17\nstorybot\n"), 0o600))
	var held *local.InUseError
	if err := ix.Watch(t.Context()); !errors.As(err, &held) || held.PID != 17 {
		t.Errorf("watch: %v", err)
	}
	must(t, other.Close())
	must(t, ix.Watch(t.Context()))
}

// TestHurtText damages a text under an open engine: who asks for it gets an error,
// and it is mended by a load, or set aside by name.
func TestHurtText(t *testing.T) {
	whole, want := damaged(t)
	for _, test := range []struct {
		name   string
		mended bool
	}{{"mended by its source", true}, {"set aside", false}} {
		t.Run(test.name, func(t *testing.T) {
			dir := copyOf(t, whole)
			var log heard
			ix, err := local.Open(t.Context(), dir, log.options())
			must(t, err)
			must(t, local.Spoil(dir, "UPDATE texts SET body = substr(body, 1, 30) || 'x' || substr(body, 32) WHERE id = 7"))
			if !strings.Contains(answers(t.Context(), ix), "cannot be read") {
				t.Fatal("nothing is noticed")
			}
			hurt, found := ix.Hurt()
			if len(hurt) != 1 || hurt[0] != "generated" || ix.Sound() == nil {
				t.Fatalf("hurt: %v, %v", hurt, ix.Sound())
			}
			id := named(ix.Sound())
			if test.mended {
				must(t, loadAll(t.Context(), ix, sourceOf()))
			}
			must(t, ix.SetAside(t.Context(), found, false))
			if left, _ := ix.Hurt(); ix.Sound() != nil || len(left) != 0 {
				t.Errorf("still hurt: %v", ix.Sound())
			}
			if got := answers(t.Context(), ix) == want; got != test.mended {
				t.Errorf("as before: %v", got)
			}
			if log.says("set aside") == test.mended || !log.says(id) {
				t.Errorf("it says: %s", log.b.String())
			}
			asBefore(t, dir, ix, want)
		})
	}
}

// asBefore closes an engine and sees that at the next start, after a load, the answers are those that are wanted.
func asBefore(t *testing.T, dir string, ix *local.Index, want string) {
	t.Helper()
	must(t, ix.Close())
	ix = open(t, dir) // takes a rebuild for a failure
	defer func() { must(t, ix.Close()) }()
	must(t, loadAll(t.Context(), ix, sourceOf()))
	if answers(t.Context(), ix) != want {
		t.Error("the answers are others after the next load")
	}
}

// named is the story whose text cannot be read.
func named(err error) string {
	id, _, _ := strings.Cut(strings.TrimPrefix(err.Error(), "the text of "), " ")
	return id
}

// TestSetAsideUntilLoaded takes a story out that was in the way of a load, whose source has
// it: until it is there again, or its source turns out not to have it, whoever asks gets an error.
func TestSetAsideUntilLoaded(t *testing.T) {
	whole, want := damaged(t)
	for _, test := range []struct {
		name   string
		mended bool
	}{{"mended by its source", true}, {"its source does not have it", false}} {
		t.Run(test.name, func(t *testing.T) {
			dir := copyOf(t, whole)
			var log heard
			ix, err := local.Open(t.Context(), dir, log.options())
			must(t, err)
			must(t, local.Spoil(dir, "UPDATE texts SET body = substr(body, 1, 30) || 'x' || substr(body, 32) WHERE id = 7"))
			_, before := ix.Hurt()
			if !strings.Contains(answers(t.Context(), ix), "cannot be read") {
				t.Fatal("nothing is noticed")
			}
			id := named(ix.Sound())
			must(t, ix.SetAside(t.Context(), before, true)) // also what was found since
			waits := func(when string) {
				t.Helper()
				v, err := ix.View(t.Context()) // of a load, which goes on without it
				must(t, err)
				defer v.Close()
				if _, err := v.Story(t.Context(), id); !errors.Is(err, knowledge.ErrNotFound) {
					t.Errorf("%s: it is there: %v", when, err)
				}
				some, err := v.Of(t.Context(), []string{"generated"})
				if err == nil {
					some.Close()
				}
				if err == nil || !strings.Contains(err.Error(), id+" cannot be read and is being loaded again") {
					t.Errorf("%s: who asks gets no error: %v", when, err)
				}
				others, err := v.Of(t.Context(), []string{"press"})
				must(t, err)
				others.Close()
				if hurt, _ := ix.Hurt(); len(hurt) != 1 || hurt[0] != "generated" || ix.Sound() == nil {
					t.Errorf("%s: to be loaded: %v, %v", when, hurt, ix.Sound())
				}
			}
			waits("at once")
			must(t, ix.SetAside(t.Context(), before, false)) // of a load before that
			waits("when a load is over that began before")
			must(t, ix.Update(t.Context(), func(tx knowledge.Tx) error { return tx.Mark("press", "item", "read") }))
			waits("when another source has been loaded")
			must(t, local.Merge(t.Context(), ix))
			waits("when segments are merged")
			_, found := ix.Hurt()
			if test.mended {
				must(t, loadAll(t.Context(), ix, sourceOf()))
			}
			must(t, ix.SetAside(t.Context(), found, false))
			if left, _ := ix.Hurt(); ix.Sound() != nil || len(left) != 0 {
				t.Errorf("still hurt: %v", ix.Sound())
			}
			if got := answers(t.Context(), ix) == want; got != test.mended || test.mended == log.says("do not have") {
				t.Errorf("as before: %v; it says %s", got, log.b.String())
			}
			asBefore(t, dir, ix, want)
		})
	}
}

// TestHurtOnce: a text that was found damaged is an error until it is put anew, whatever
// another connection still has of it, and is no more to be mended then, whoever reads the old one.
func TestHurtOnce(t *testing.T) {
	dir, want := damaged(t)
	ix := open(t, dir)
	defer func() { must(t, ix.Close()) }()
	const spoil = "UPDATE texts SET body = substr(body, 1, 30) || 'x' || substr(body, 32) WHERE id = 7"
	must(t, local.Spoil(dir, "CREATE TABLE kept AS SELECT body FROM texts WHERE id = 7; "+spoil))
	if !strings.Contains(answers(t.Context(), ix), "cannot be read") {
		t.Fatal("nothing is noticed")
	}
	id := named(ix.Sound())
	before, err := ix.View(t.Context())
	must(t, err)
	defer before.Close()
	info, err := before.Story(t.Context(), id)
	must(t, err)
	must(t, local.Spoil(dir, "UPDATE texts SET body = (SELECT body FROM kept) WHERE id = 7"))
	if _, err := before.Text(t.Context(), id, info.Story.Hash); err == nil || ix.Sound() == nil {
		t.Errorf("a text is sound again that was damaged: %v", err)
	}
	must(t, loadAll(t.Context(), ix, sourceOf()))
	must(t, local.Spoil(dir, spoil))
	if _, err := before.Text(t.Context(), id, info.Story.Hash); err == nil {
		t.Error("the old text, which is damaged, is read")
	}
	if hurt, _ := ix.Hurt(); answers(t.Context(), ix) != want || ix.Sound() != nil || len(hurt) != 0 {
		t.Errorf("it is not mended: %v", ix.Sound())
	}
}

// TestWholeOnDisk damages a page that a connection has in memory: what is on disk counts.
func TestWholeOnDisk(t *testing.T) {
	dir, _ := damaged(t)
	ix := open(t, dir)
	defer func() { must(t, ix.Close()) }()
	for range 8 { // each connection has read all
		must(t, ix.Whole(t.Context()))
	}
	f, err := os.OpenFile(filepath.Join(dir, local.DatabaseName), os.O_RDWR, 0) //nolint:gosec // a test
	must(t, err)
	_, err = f.WriteAt(make([]byte, 8192), 3*8192)
	must(t, errors.Join(err, f.Close()))
	var damaged *local.DamagedError
	if err := ix.Whole(t.Context()); !errors.As(err, &damaged) {
		t.Errorf("it is whole: %v", err)
	}
}

// TestHurtAtTheEnd has a text that was found damaged read again from its source at
// the next start.
func TestHurtAtTheEnd(t *testing.T) {
	dir, _ := damaged(t)
	ix := open(t, dir)
	must(t, ix.Update(t.Context(), func(tx knowledge.Tx) error { return tx.Mark("press", "item", "as it was") }))
	s := sourceOf()[0]
	s.Source, s.Item = "press", "item"
	must(t, loadAll(t.Context(), ix, []knowledge.Story{s}))
	must(t, local.Spoil(dir, "UPDATE texts SET body = substr(body, 2)"))
	v, err := ix.View(t.Context())
	must(t, err)
	if _, err := v.Text(t.Context(), s.ID, s.Hash); err == nil {
		t.Error("a damaged text is read")
	}
	v.Close()
	must(t, ix.Close())
	ix = open(t, dir)
	defer func() { must(t, ix.Close()) }()
	if marks, err := ix.Marks(t.Context(), "press"); err != nil || len(marks) != 0 {
		t.Errorf("marks %v, %v", marks, err)
	}
}

// TestHurtSince leaves a text that was found damaged after its source was read for the last
// time: another load is to mend it.
func TestHurtSince(t *testing.T) {
	dir, want := damaged(t)
	ix := open(t, dir)
	defer func() { must(t, ix.Close()) }()
	_, found := ix.Hurt()
	must(t, local.Spoil(dir, "UPDATE texts SET body = substr(body, 1, 30) || 'x' || substr(body, 32) WHERE id = 7"))
	if !strings.Contains(answers(t.Context(), ix), "cannot be read") {
		t.Fatal("nothing is noticed")
	}
	must(t, ix.SetAside(t.Context(), found, false))
	if hurt, again := ix.Hurt(); len(hurt) != 1 || again != found+1 || ix.Sound() == nil {
		t.Errorf("hurt: %v, %d times after %d, %v", hurt, again, found, ix.Sound())
	}
	must(t, loadAll(t.Context(), ix, sourceOf()))
	if answers(t.Context(), ix) != want || ix.Sound() != nil {
		t.Errorf("it is not mended by a load: %v", ix.Sound())
	}
}

// TestHurtBeyondTexts has a database that says of a page that it is free which it uses: what is
// written anew would be damaged, too. A story with a damaged text is not set aside, as if
// it had never been; the database is named.
func TestHurtBeyondTexts(t *testing.T) {
	dir, _ := damaged(t)
	file := filepath.Join(dir, local.DatabaseName)
	all, err := os.ReadFile(file)
	must(t, err)
	binary.BigEndian.PutUint32(all[32:], 4) // the first page of the list of free ones
	binary.BigEndian.PutUint32(all[36:], 1) // how many there are
	must(t, os.WriteFile(file, all, 0o600))
	ix := open(t, dir)
	must(t, local.Spoil(dir, "UPDATE texts SET body = substr(body, 1, 30) || 'x' || substr(body, 32) WHERE id = 7"))
	if !strings.Contains(answers(t.Context(), ix), "cannot be read") {
		t.Fatal("nothing is noticed")
	}
	var damaged *local.DamagedError
	_, found := ix.Hurt()
	if err := ix.SetAside(t.Context(), found, false); !errors.As(err, &damaged) || damaged.File != file {
		t.Errorf("set aside: %v", err)
	}
	if err := ix.Sound(); !errors.As(err, &damaged) {
		t.Errorf("sound: %v", err)
	}
	_ = ix.Close() // says it once more
}

// TestAllHurt does not dismantle a database that is damaged as a whole: every
// question fails by name.
func TestAllHurt(t *testing.T) {
	dir, _ := damaged(t)
	ix := open(t, dir)
	must(t, local.Spoil(dir, "UPDATE texts SET body = substr(body, 2)"))
	if !strings.Contains(answers(t.Context(), ix), "cannot be read") {
		t.Fatal("nothing is noticed")
	}
	var damaged *local.DamagedError
	_, found := ix.Hurt()
	if err := ix.SetAside(t.Context(), found, false); !errors.As(err, &damaged) {
		t.Errorf("set aside: %v", err)
	}
	if _, err := ix.View(t.Context()); !errors.As(err, &damaged) {
		t.Errorf("a view: %v", err)
	}
	if err := ix.Sound(); !errors.As(err, &damaged) {
		t.Errorf("sound: %v", err)
	}
	_ = ix.Close() // says it once more
}

// TestDamagedRows sets rows aside that cannot be used, and names them; the next
// load brings them back.
func TestDamagedRows(t *testing.T) {
	whole, want := damaged(t)
	for _, test := range []struct{ name, spoil string }{
		{"a title", "UPDATE stories SET title = 'forged' WHERE key = 5"},
		{"an outlet and a day", "UPDATE stories SET outlet = 'x', published = 'yesterday' WHERE key = 5"},
		{"an ID", "UPDATE stories SET id = 'another' WHERE key = 5"},
		{"a source", "UPDATE stories SET source = 'another' WHERE key = 5"},
		{"a text of no kind", "UPDATE stories SET title = x'ff00' WHERE key = 5"},
		{"a number of no kind", "UPDATE stories SET sum = 'many' WHERE key = 5"},
		{"the text, which is to be counted again", "UPDATE texts SET body = 'forged' WHERE id = (SELECT text FROM stories WHERE key = 5); UPDATE meta SET value = 'other' WHERE name = 'cut'"},
		{"the text, which is lost and to be counted again", "DELETE FROM texts WHERE id = (SELECT text FROM stories WHERE key = 5); UPDATE meta SET value = 'other' WHERE name = 'cut'"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := copyOf(t, whole)
			must(t, local.Spoil(dir, "PRAGMA foreign_keys = OFF; "+test.spoil))
			again := copyOf(t, dir)
			var log heard
			ix, err := local.Open(t.Context(), dir, log.options())
			must(t, err)
			if !log.says("set aside") || answers(t.Context(), ix) == want {
				t.Errorf("it says: %s", log.b.String())
			}
			source := "generated"
			if test.name == "a source" {
				source = "another"
			}
			v, err := ix.View(t.Context())
			must(t, err)
			defer v.Close()
			if hurt, _ := ix.Hurt(); !slices.Contains(hurt, source) || ix.Sound() == nil {
				t.Errorf("to be loaded: %q", hurt)
			}
			if some, err := v.Of(t.Context(), []string{source}); err == nil {
				some.Close()
				t.Error("who asks before the next load gets no error")
			}
			asBefore(t, dir, ix, want)
			ix, err = local.Open(t.Context(), again, local.Options{})
			must(t, err)
			_, found := ix.Hurt()
			must(t, loadAll(t.Context(), ix, sourceOf()))
			must(t, ix.SetAside(t.Context(), found, false))
			if hurt, _ := ix.Hurt(); answers(t.Context(), ix) != want || ix.Sound() != nil || len(hurt) > 0 {
				t.Errorf("a load does not mend it: %v", ix.Sound())
			}
			must(t, ix.Close())
		})
	}
}

// TestRowsAreWrittenAgain mends what the database says of a story from what is held
// in memory.
func TestRowsAreWrittenAgain(t *testing.T) {
	whole, want := damaged(t)
	for _, spoil := range []string{
		"UPDATE stories SET title = 'forged' WHERE key % 3 = 1",
		"UPDATE stories SET id = 'forged' || key WHERE key % 3 = 1",
		"UPDATE stories SET words = x'00' WHERE key % 3 = 1",
		"UPDATE stories SET text = 9 WHERE key = 7",
		"DELETE FROM stories WHERE key % 3 = 1",
	} {
		dir := copyOf(t, whole)
		ix := open(t, dir)
		must(t, local.Spoil(dir, "PRAGMA foreign_keys = OFF; "+spoil))
		for range 6 { // enough to see all
			must(t, ix.Watch(t.Context()))
		}
		must(t, ix.Sound())
		must(t, ix.Close())
		ix = open(t, dir)
		if answers(t.Context(), ix) != want {
			t.Errorf("%s: the answers are others at the next start", spoil)
		}
		must(t, ix.Close())
	}
}

// TestAnothersText notices a text that is whole and of another story.
func TestAnothersText(t *testing.T) {
	dir, _ := damaged(t)
	ix := open(t, dir)
	defer func() { must(t, ix.Close()) }()
	must(t, local.Spoil(dir, "UPDATE texts SET (body, sum) = (SELECT body, sum FROM texts WHERE id = 9) WHERE id = 7"))
	if !strings.Contains(answers(t.Context(), ix), "another story's") {
		t.Error("it is not noticed")
	}
	must(t, loadAll(t.Context(), ix, sourceOf()))
	must(t, local.Spoil(dir, "UPDATE versions SET text = (SELECT max(text) FROM versions) WHERE id = 1"))
	v, err := ix.View(t.Context())
	must(t, err)
	defer v.Close()
	first := indextest.NewNewsroom(5).Write(300)[0] // its old version
	if text, err := v.Text(context.Background(), first.ID, first.Fingerprint()); err == nil && !bytes.Equal([]byte(text), []byte(first.Text)) {
		t.Error("the text of another story is given as an old version")
	}
}

// TestHurtAndTakenAway: a text that was found damaged is not lost where the database is taken away, too, and put back.
func TestHurtAndTakenAway(t *testing.T) {
	dir, want := damaged(t)
	ix, err := local.Open(t.Context(), dir, local.Options{})
	must(t, err)
	must(t, local.Spoil(dir, "UPDATE texts SET body = substr(body, 1, 30) || 'x' || substr(body, 32) WHERE id = 7"))
	if !strings.Contains(answers(t.Context(), ix), "cannot be read") {
		t.Fatal("nothing is noticed")
	}
	must(t, os.Remove(filepath.Join(dir, local.DatabaseName)))
	if err := ix.Watch(t.Context()); !errors.Is(err, local.ErrReopen) {
		t.Fatal(err)
	}
	must(t, ix.Close())
	ix = open(t, dir)
	defer func() { must(t, ix.Close()) }()
	if got := answers(t.Context(), ix); got != want && !strings.Contains(got, "cannot be read") {
		t.Error("a story is gone without a word")
	}
}
