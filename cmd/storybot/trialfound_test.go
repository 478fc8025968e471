package main

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/journal"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/postgres"
	"github.com/storybot/storybot/knowledge/text"
)

// settled holds the bot to have loaded a state, and learns its texts.
func (k *trial) settled(state int) {
	k.t.Helper()
	ctx, cancel := context.WithTimeout(k.t.Context(), time.Minute)
	defer cancel()
	client := k.bot.client()
	list, err := client.Stories(ctx, "")
	if err != nil {
		k.t.Fatal(err)
	}
	k.state = state
	known := k.texts[state] != nil
	if !known {
		k.texts[state] = make(map[string]string)
	}
	for i := range list.Stories {
		if id := list.Stories[i].ID; !known {
			s, err := client.Story(ctx, id)
			if err != nil {
				k.t.Fatal(err)
			}
			k.texts[state][id] = s.Text
		}
	}
	if got := k.whole(&list); got != state {
		k.t.Fatalf("loaded is %s, want %s", colours[got], colours[state])
	}
	k.turned = time.Now() // so far, it was to this state
}

// record is how much there is that must not become less.
type record struct{ versions, answers int }

// examine looks at a copy of what a killed bot left: the stories are wholly of
// one state, which it returns, every version that there was can be read, and
// every answer that was given is in the journal. orphans reports whether words
// were written that were never committed. A bot that starts loads source by
// source: then each of them is of one state.
func (k *trial) examine(bySource bool) (state int, orphans bool) {
	k.t.Helper()
	dir := k.t.TempDir()
	defer func() { _ = os.RemoveAll(dir) }()
	if err := copied(k.bot.dir, dir); err != nil {
		k.t.Fatal(err)
	}
	files, err := os.ReadDir(filepath.Join(dir, "words"))
	if err != nil {
		k.t.Fatal(err)
	}
	named := k.named(dir) // nobody else reads the database while the engine has it
	index := k.opened(dir)
	defer func() { _ = index.Close() }()
	view, err := index.View(k.t.Context())
	if err != nil {
		k.t.Fatal(err)
	}
	defer view.Close()
	state = k.sources(view, !bySource)
	now := record{versions: k.versions(view), answers: k.recorded(view, dir)}
	if now.versions < k.past.versions || now.answers < k.past.answers || !k.forgets && now.answers < int(k.answers.Load()) {
		k.t.Errorf("there are %+v after %+v, and %d answers were given", now, k.past, k.answers.Load())
	}
	k.past = now
	for _, f := range files {
		orphans = orphans || !slices.Contains(named, f.Name())
	}
	return state, orphans
}

// opened opens the stories that are left: those of the copy in dir or, if a database has them,
// those, in a folder of their own, whatever the copy says.
func (k *trial) opened(dir string) knowledge.Index {
	k.t.Helper()
	if k.database != "" {
		k.settle()
		index, err := postgres.Open(k.t.Context(), k.database, filepath.Join(dir, "anew"), local.Options{})
		if err != nil {
			k.t.Fatal(err)
		}
		return index
	}
	index, err := local.Open(k.t.Context(), dir, local.Options{Progress: func(what string, _, _ int) {
		k.t.Errorf("after the kill: %s", what)
	}})
	if err != nil {
		k.t.Fatal(err)
	}
	return index
}

// sources holds the stories to be of one state, those of each source or all
// together, and returns the state of the last.
func (k *trial) sources(view knowledge.View, together bool) (state int) {
	k.t.Helper()
	titles := make(map[string]string)
	count := 0
	for d, err := range view.Stories(k.t.Context()) {
		if err != nil {
			k.t.Fatal(err)
		}
		count++
		source := d.Story.Source
		if together {
			source = ""
		}
		titles[source] += d.Story.Title + "\n"
	}
	for _, all := range titles {
		state = k.ofOne(all)
	}
	if count != k.paper.total() {
		k.t.Errorf("there are %d stories, want %d", count, k.paper.total())
	}
	return state
}

// versions reads every version of every story, counts them, and finds the
// present ones by their words.
func (k *trial) versions(view knowledge.View) int {
	k.t.Helper()
	n := 0
	for one, texts := range k.texts {
		for id := range texts {
			if one == 1 && k.texts[0][id] != "" {
				continue // counted already
			}
			versions, err := view.Versions(k.t.Context(), id)
			if err != nil && !errors.Is(err, knowledge.ErrNotFound) { // the state may never have been loaded
				k.t.Error(err)
			}
			n += len(versions)
			for _, v := range versions[max(0, len(versions)-4):] {
				got, err := view.Text(k.t.Context(), id, v.Hash)
				if err != nil || got != k.texts[0][id] && got != k.texts[1][id] {
					k.t.Errorf("version %s of %s: %v, %q", v.Hash, id, err, got)
				}
			}
			docs, err := view.Documents(k.t.Context(), []string{id})
			if err == nil {
				k.inPlace(view, docs[0])
			} else if !errors.Is(err, knowledge.ErrNotFound) {
				k.t.Error(err)
			} else if k.texts[1-one][id] != "" {
				k.t.Errorf("%s is lost", id)
			}
		}
	}
	return n
}

// inPlace holds a story to have the text of its title's state, and to be found
// by the word of that state alone.
func (k *trial) inPlace(view knowledge.View, d *knowledge.Document) {
	k.t.Helper()
	state := k.ofOne(d.Story.Title)
	if got, err := view.Text(k.t.Context(), d.Story.ID, d.Story.Hash); err != nil || got != k.texts[state][d.Story.ID] {
		k.t.Errorf("%s: %v, %q, want %q", d.Story.ID, err, got, k.texts[state][d.Story.ID])
	}
	for colour, want := range map[string]bool{colours[state]: true, colours[1-state]: false} {
		list, err := view.Candidates(k.t.Context(), []string{text.English().Words(colour)[0].Stem()},
			knowledge.Wish{Filter: knowledge.Filter{Story: d.Story.ID}, N: 100})
		if err != nil || want != (len(list) == len(d.Passages)) || !want && len(list) > 0 {
			k.t.Errorf("%d of %d passages of %s are found by %s: %v", len(list), len(d.Passages), d.Story.ID, colour, err)
		}
	}
}

// recorded counts the answers in the journal of dir, and holds those that are
// new to cite versions that can be read.
func (k *trial) recorded(view knowledge.View, dir string) int {
	k.t.Helper()
	book := k.book(dir)
	defer func() { _ = book.Close() }()
	unused := 0 // numbers in a row: a database gives none again that a killed process had
	for n := k.past.answers; ; n++ {
		entry, err := book.Answer(k.t.Context(), int64(n+k.unused)+1)
		if errors.Is(err, journal.ErrNotFound) {
			if unused++; k.database == "" || unused > 20 {
				k.unused -= unused - 1
				return n
			}
			k.unused++
			n--
			continue
		}
		if err != nil {
			k.t.Fatal(err)
		}
		unused = 0
		for _, c := range entry.Answer.Citations {
			text, err := view.Text(k.t.Context(), c.Story, c.Version)
			if err != nil || c.End > len(text) || text[c.Start:c.End] != c.Quote {
				k.t.Errorf("answer %d cites version %s of %s: %v", n+1, c.Version, c.Story, err)
			}
		}
	}
}

// book is the journal of dir or, if a database has it, that.
func (k *trial) book(dir string) *journal.Journal {
	k.t.Helper()
	if k.database == "" {
		book, err := journal.Open(k.t.Context(), filepath.Join(dir, "journal.db"))
		if err != nil {
			k.t.Fatal(err)
		}
		return book
	}
	db, err := postgres.Pool(k.t.Context(), k.database)
	if err != nil {
		k.t.Fatal(err)
	}
	book, err := journal.Share(k.t.Context(), db, "looks", nil)
	if err != nil {
		k.t.Fatal(err)
	}
	return book
}

// answersIn counts the answers in the journal of dir.
func answersIn(t *testing.T, dir string) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "journal.db"))
	if err == nil {
		err = db.QueryRowContext(t.Context(), "SELECT count(*) FROM answers").Scan(&n)
	}
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// copied copies what a DATA_DIR keeps: the databases and the words.
func copied(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || strings.HasSuffix(path, "-shm") {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(to, rel)), 0o700); err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), data, 0o600)
	})
}

// named are the files of words that the database of dir names. A copy is read, since
// nobody else can read the database of a bot that serves.
func (k *trial) named(dir string) []string {
	k.t.Helper()
	aside := k.t.TempDir()
	defer func() { _ = os.RemoveAll(aside) }() // hundreds of copies would fill a small disk
	if err := copied(dir, aside); err != nil {
		k.t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+filepath.Join(aside, "stories.db"))
	if err != nil {
		k.t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	rows, err := db.QueryContext(k.t.Context(), "SELECT name FROM segments")
	if err != nil {
		k.t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			k.t.Fatal(err)
		}
		names = append(names, name)
	}
	if err := rows.Err(); err != nil {
		k.t.Fatal(err)
	}
	return names
}

// tidy holds a bot that was started again to have left nothing of the killed one.
func (k *trial) tidy() {
	k.t.Helper()
	wanted := []string{"journal.db", "process", "stories.db", "storybot.lock", "storybot.sock", "words"}
	files, err := os.ReadDir(k.bot.dir)
	if err != nil {
		k.t.Fatal(err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(strings.TrimSuffix(f.Name(), "-wal"), "-shm")
		if !slices.Contains(wanted, name) {
			k.t.Errorf("left over: %s", f.Name())
		}
	}
	segments := k.named(k.bot.dir)
	words, err := os.ReadDir(filepath.Join(k.bot.dir, "words"))
	if err != nil {
		k.t.Fatal(err)
	}
	for _, f := range words {
		if !slices.Contains(segments, f.Name()) {
			k.t.Errorf("left over: words/%s", f.Name())
		}
	}
}
