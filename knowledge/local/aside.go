package local

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"sync"

	"github.com/storybot/storybot/knowledge"
)

// Where more stories than these are damaged, the database as a whole is, and
// nothing of it is set aside: a copy of it is to be put back.
const (
	fewDamaged   = 3
	damagedShare = 10 // at most every tenth
)

// tooMany reports whether so many of all stories are more than a few.
func tooMany(damaged, all int) bool { return damaged > max(fewDamaged, all/damagedShare) }

// hurt are the stories whose texts turned out to be unreadable since the start.
type hurt struct {
	mu    sync.Mutex
	found int            // so many times one was
	texts map[string]int // by story ID: the how manieth time it was found
}

func (h *hurt) add(id string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.texts == nil {
		h.texts = make(map[string]int)
	}
	if _, there := h.texts[id]; !there {
		h.found++
		h.texts[id] = h.found
	}
}

func (h *hurt) has(id string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, there := h.texts[id]
	return there
}

// healed forgets the stories that were put anew or removed.
func (h *hurt) healed(t *update) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for id := range h.texts {
		if _, put := t.put[id]; put || t.removed[id] || t.old.find(id) < 0 {
			delete(h.texts, id)
		}
	}
}

// ids are the stories found to be hurt the first so many times and not mended since, sorted,
// and how many times one was found.
func (h *hurt) ids(first int) (ids []string, found int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for id, n := range h.texts {
		if n <= first {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids, h.found
}

// all is every time that a story was found to be hurt.
const all = math.MaxInt

// Hurt returns the stories whose texts turned out to be unreadable and that have
// not been loaded anew: a load with All of their sources mends them. It returns also how many
// times one has turned out to be so, for SetAside.
func (x *Index) Hurt() (list []knowledge.Story, found int) {
	s := x.open()
	defer s.Close()
	ids, found := x.hurt.ids(all)
	for _, id := range ids {
		if i := s.find(id); i >= 0 {
			list = append(list, s.docs[i].Story)
		}
	}
	return list, found
}

// Sound returns why questions fail, or nil.
func (x *Index) Sound() error {
	if why := x.trouble.Load(); why != nil {
		return *why
	}
	if ids, _ := x.hurt.ids(all); len(ids) > 0 {
		return fmt.Errorf("the text of %s cannot be read and is being loaded again", ids[0])
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
		if !x.hurt.has(id) {
			x.log.ErrorContext(ctx, "a text is damaged and is loaded again from its source", "story", id, "err", err)
		}
		x.hurt.add(id)
	default:
		x.trouble.Store(&err)
	}
}

// SetAside takes the stories out of what can be found whose texts are unreadable
// still, and names them in the log: their sources did not have them any more. They
// come back when a source has them again. One that turned out to be so since the first found
// times, as Hurt counts them, is left: a load has yet to read it. Where the database is damaged
// beyond the texts, so that what is written anew is damaged, too, it returns a *DamagedError.
func (x *Index) SetAside(ctx context.Context, found int) error {
	if ids, _ := x.hurt.ids(found); len(ids) == 0 {
		return nil
	}
	if err := x.begin(ctx); err != nil {
		return err
	}
	defer x.end()
	return x.setAside(ctx, found)
}

// setAside is SetAside for who may change things.
func (x *Index) setAside(ctx context.Context, found int) error {
	old := x.now.Load()
	ids, _ := x.hurt.ids(found)
	ids = slices.DeleteFunc(ids, func(id string) bool { return old.find(id) < 0 })
	if len(ids) == 0 {
		return nil
	}
	t := &update{x: x, ctx: ctx, old: old, removed: make(map[string]bool)}
	err := x.db.whole(ctx)
	if tooMany(len(ids), len(old.docs)) {
		err = &DamagedError{File: x.db.path, Err: fmt.Errorf("the texts of %d stories are damaged", len(ids))}
	}
	if err == nil {
		err = x.db.inTx(ctx, func(c *sql.Conn) error {
			defer t.closeStatements()
			t.conn = c
			return t.setAside(ids)
		})
	}
	if err != nil {
		var damaged *DamagedError
		if errors.As(err, &damaged) {
			x.log.ErrorContext(ctx, "the stories cannot be relied on any more", "err", err)
			x.trouble.Store(&err)
		}
		return fmt.Errorf("set damaged stories aside: %w", err)
	}
	x.log.ErrorContext(ctx, "stories are set aside: their texts are damaged and their sources do not have them", "stories", ids)
	x.swap(old.after(change{removed: ids, version: old.version, loaded: old.info.Loaded}))
	x.hurt.healed(t)
	return nil
}

// whole returns a *DamagedError where the database is damaged beyond what its rows say.
func (d *database) whole(ctx context.Context) error {
	var verdict string
	err := d.readers.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict)
	if err == nil && verdict != "ok" {
		err = &DamagedError{File: d.path, Err: errors.New(verdict)}
	}
	return d.asDamage(err)
}

func (t *update) setAside(ids []string) error {
	for _, id := range ids {
		s := &t.old.docs[t.old.find(id)].Story
		if err := t.Mark(s.Source, s.Item, ""); err != nil {
			return err
		}
		if err := t.Remove(id); err != nil {
			return err
		}
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
	if len(st.lost) == 0 {
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
		if err = t.exec("REINDEX stories"); err == nil {
			err = t.exec("DELETE FROM stories WHERE key = ?", key)
		}
	}
	return err
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
	// What the damaged row said of its source may be wrong.
	if err := t.exec(`DELETE FROM marks WHERE source IN (SELECT source FROM stories)
		AND (source, item) NOT IN (SELECT source, item FROM stories)`); err != nil {
		return fmt.Errorf("forget what is to be read again: %w", err)
	}
	return t.setMeta("stories", strconv.Itoa(len(st.entries)))
}
