package local

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"

	sqlite "modernc.org/sqlite"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/hurt"
	"github.com/storybot/storybot/knowledge/local/keys"
)

// Where more stories than these are damaged, the database as a whole is, and
// nothing of it is set aside: a copy of it is to be put back.
const (
	fewDamaged   = 3
	damagedShare = 10 // at most every tenth
)

// tooMany reports whether so many of all stories are more than a few.
func tooMany(damaged, all int) bool { return damaged > max(fewDamaged, all/damagedShare) }

// absent is a story that is set aside until its source has been loaded again.
type absent struct {
	story knowledge.Story
	found int // the how manieth time that one was found to be hurt
}

// absentOf are rows that were lost at the start, until their sources have been loaded again: all, where
// it is not known whose one was.
func (x *Index) absentOf(list []lost, s *snapshot) (aside []absent) {
	for _, l := range list {
		sources := map[string]bool{l.source: true}
		if l.source == "" {
			for _, d := range s.docs {
				sources[d.Story.Source] = true
			}
		}
		for source := range sources {
			aside = append(aside, absent{knowledge.Story{ID: l.id, Source: source}, x.hurt.Next()})
		}
	}
	return aside
}

// errAbsent is the error of who asks while a story cannot be read.
func errAbsent(id string) error {
	return fmt.Errorf("the text of %s cannot be read and is being loaded again", id)
}

// Hurt returns the sources of the stories whose texts turned out to be unreadable and that
// have not been loaded anew, also of those that are set aside until then: a load with All of
// them mends these. It returns also how many times one has turned out to be so, for SetAside.
func (x *Index) Hurt() (sources []string, found int) {
	s := x.open()
	defer s.Close()
	ids, found := x.hurt.IDs(hurt.All)
	for _, id := range ids {
		if i := s.find(id); i >= 0 {
			sources = append(sources, s.docs[i].Story.Source)
		}
	}
	for _, a := range s.aside {
		sources = append(sources, a.story.Source)
	}
	slices.Sort(sources)
	return slices.Compact(sources), found
}

// Sound returns why questions fail, or nil.
func (x *Index) Sound() error {
	if why := x.trouble.Load(); why != nil {
		return *why
	}
	if ids, _ := x.hurt.IDs(hurt.All); len(ids) > 0 {
		return errAbsent(ids[0])
	}
	if aside := x.now.Load().aside; len(aside) > 0 {
		return errAbsent(aside[0].story.ID)
	}
	return nil
}

// told notes how the reading of a story's text went. One that is damaged is to be
// loaded again; whatever else fails counts until something can be read.
func (x *Index) told(ctx context.Context, id string, err error) {
	var damaged *DamagedError
	switch why := x.trouble.Load(); {
	case err == nil && why != nil && !errors.As(*why, &damaged):
		x.trouble.CompareAndSwap(why, nil)
	case err == nil || ctx.Err() != nil:
	case errors.As(err, &damaged):
		if !x.hurt.Has(id) {
			x.log.ErrorContext(ctx, "a text is damaged and is loaded again from its source", "story", id, "err", err)
		}
		x.hurt.Add(id)
	default:
		x.trouble.Store(&err)
	}
}

// SetAside takes the stories out of what can be found whose texts are unreadable still, and names them in the log:
// their sources did not have them any more. They come back when a source has them again. One that turned out to be
// so since the first found times, as Hurt counts them, is left: a load has yet to read it. With again, all are
// taken out, for they were in the way of a load that is tried again: until they are there again, or a later
// SetAside says that their sources did not have them, View.Of of their sources is an error. Where the database is
// damaged beyond the texts, so that what is written anew is damaged, too, it returns a *DamagedError.
func (x *Index) SetAside(ctx context.Context, found int, again bool) error {
	if err := x.begin(ctx); err != nil {
		return err
	}
	defer x.end()
	return x.setAside(ctx, found, again)
}

// setAside is SetAside for who may change things.
func (x *Index) setAside(ctx context.Context, found int, again bool) error {
	old := x.now.Load()
	if again {
		found = hurt.All
	}
	ids, _ := x.hurt.IDs(found)
	ids = slices.DeleteFunc(ids, func(id string) bool { return old.find(id) < 0 })
	if len(ids) == 0 && again {
		return nil
	}
	t := &update{x: x, ctx: ctx, old: old, removed: make(map[string]bool)}
	if err := x.takeOut(t, ids); err != nil || len(ids) == 0 && len(old.aside) == 0 {
		return err
	}
	next := old.after(change{removed: ids, version: old.version, loaded: old.info.Loaded})
	if again {
		for _, id := range ids {
			next.aside = append(next.aside, absent{old.docs[old.find(id)].Story, x.hurt.Next()})
		}
	} else {
		next.aside = slices.DeleteFunc(next.aside, func(a absent) bool {
			if a.found <= found {
				ids = append(ids, a.story.ID)
			}
			return a.found <= found
		})
	}
	x.swap(next)
	x.hurt.Forget(t.mended)
	switch {
	case len(ids) == 0:
	case again:
		x.log.ErrorContext(ctx, "stories are set aside until their sources are loaded again: their texts are damaged", "stories", ids)
	default:
		x.log.ErrorContext(ctx, "stories are set aside: their texts are damaged and their sources do not have them", "stories", ids)
	}
	return nil
}

// takeOut removes stories from the database, unless it is damaged beyond their texts; that
// is looked at also where a load has mended them.
func (x *Index) takeOut(t *update, ids []string) error {
	err := x.db.whole(t.ctx)
	if tooMany(len(ids), len(t.old.docs)) {
		err = &DamagedError{File: x.db.path, Err: fmt.Errorf("the texts of %d stories are damaged", len(ids))}
	}
	if err == nil && len(ids) > 0 {
		err = x.db.inTx(t.ctx, func(c *sql.Conn) error {
			defer t.closeStatements()
			t.conn = c
			return t.setAside(ids)
		})
	}
	if err == nil {
		return nil
	}
	var damaged *DamagedError
	if errors.As(err, &damaged) {
		x.log.ErrorContext(t.ctx, "the stories cannot be relied on any more", "err", err)
		x.trouble.Store(&err)
	}
	return fmt.Errorf("set damaged stories aside: %w", err)
}

// Whole reads the whole database, and returns a *DamagedError where it is damaged beyond what its rows say:
// some 0.1 s for each 60 MB.
func (x *Index) Whole(ctx context.Context) error { return x.db.whole(ctx) }

// whole is Whole.
func (d *database) whole(ctx context.Context) error {
	c, err := d.readers.Conn(ctx)
	if err != nil {
		return fmt.Errorf("read %s: %w", d.path, err)
	}
	defer func() { _ = c.Close() }()
	var verdict string
	if _, err = c.ExecContext(ctx, "PRAGMA shrink_memory"); err == nil { // what is on disk counts, not what it was
		err = c.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict)
	}
	if err == nil && verdict != "ok" {
		err = &DamagedError{File: d.path, Err: errors.New(verdict)}
	}
	return d.asDamage(err)
}

func (t *update) setAside(ids []string) error {
	for _, id := range ids {
		i := t.old.find(id)
		s := &t.old.docs[i].Story
		if err := t.Mark(s.Source, s.Item, ""); err != nil {
			return err
		}
		if err := t.deleteRow(t.old.records[i].key); err != nil { // by its key: what is damaged may be its ID, too
			return fmt.Errorf("set %s aside: %w", id, err)
		}
		t.removed[id] = true
	}
	return t.setMeta("stories", strconv.Itoa(t.stories()))
}

// lost is a row of stories that cannot be used.
type lost struct {
	key          int64
	id           string // as far as it can be read
	source, item string
	why          error
}

// leaveOut deletes the rows that cannot be used from the database, so that the
// next load reads these stories again, and names them in the log.
func (x *Index) leaveOut(ctx context.Context, st *storedState) error {
	if len(st.lost) == 0 && !st.reindex {
		return nil
	}
	if tooMany(len(st.lost), len(st.entries)+len(st.lost)) {
		return &DamagedError{File: x.db.path, Err: fmt.Errorf("%d stories are damaged: %w", len(st.lost), st.lost[0].why)}
	}
	err := x.db.inTx(ctx, func(c *sql.Conn) error {
		t := &update{x: x, ctx: ctx, conn: c}
		defer t.closeStatements()
		return t.leaveOut(st)
	})
	if err != nil {
		return err
	}
	for _, l := range st.lost {
		x.log.ErrorContext(ctx, "a story is damaged and is set aside until its source is read again", "story", l.id, "err", l.why)
	}
	st.lost = nil
	return nil
}

// deleteRow deletes a row of stories, whatever is in it.
func (t *update) deleteRow(key int64) error {
	err := t.exec("DELETE FROM stories WHERE key = ?", key)
	if err != nil { // what is damaged may be its ID, by which the index has it
		if err = t.makeIndex(); err == nil {
			err = t.exec("DELETE FROM stories WHERE key = ?", key)
		}
	}
	return err
}

// makeIndex makes the index of the stories of what their rows are; rows with one ID are damage.
func (t *update) makeIndex() error {
	err := t.exec("REINDEX stories")
	var se *sqlite.Error
	if errors.As(err, &se) && se.Code()&0xff == 19 { // SQLITE_CONSTRAINT
		return &DamagedError{File: t.x.db.path, Err: err}
	}
	if err != nil {
		return fmt.Errorf("make the index of the stories: %w", err)
	}
	return nil
}

func (t *update) leaveOut(st *storedState) error {
	for _, l := range st.lost {
		err := t.deleteRow(l.key)
		if err == nil {
			err = t.exec("DELETE FROM marks WHERE source = ? AND item = ?", l.source, l.item)
		}
		if err != nil {
			return fmt.Errorf("set %s aside: %w", l.id, err)
		}
	}
	if st.reindex {
		if err := t.makeIndex(); err != nil {
			return err
		}
		st.reindex = false
	}
	if err := keys.Left(t.ctx, t.conn, st.rows()); err != nil && t.ctx.Err() == nil {
		return &DamagedError{File: t.x.db.path, Err: err}
	}
	// What the damaged row said of its source may be wrong.
	if err := t.exec(`DELETE FROM marks WHERE source IN (SELECT source FROM stories)
		AND (source, item) NOT IN (SELECT source, item FROM stories)`); err != nil {
		return fmt.Errorf("forget what is to be read again: %w", err)
	}
	return t.setMeta("stories", strconv.Itoa(len(st.entries)))
}
