package local

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// Update runs one load: see [knowledge.Index]. The segment of the new passages
// is built while fill runs and is complete on disk before the one commit that
// makes everything count.
func (x *Index) Update(ctx context.Context, fill func(knowledge.Tx) error) error {
	if err := x.begin(ctx); err != nil {
		return err
	}
	defer x.end()
	old := x.now.Load()
	t := &load{
		x: x, ctx: ctx, old: old, next: x.next, version: old.version, at: x.opts.Now().UTC(),
		put: make(map[string]entry), gone: make(map[string]bool), words: newBuilder(x.folder()),
	}
	kept := false
	defer func() {
		if !kept { // also when fill panics
			t.abandon()
		}
	}()
	err := x.db.inTx(ctx, func(c *sql.Conn) error {
		defer t.closeStatements()
		t.conn = c
		if err := fill(t); err != nil {
			return err
		}
		if t.failed != nil { // fill went on regardless; half a story must not be kept
			return t.failed
		}
		return t.finish()
	})
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	kept = true
	x.next = t.next
	x.swap(old.after(t.change()))
	if t.segment != nil {
		_ = t.segment.release() // the snapshot has its own reference
	}
	x.tidy(ctx)
	return nil
}

// load is a knowledge.Tx.
type load struct {
	x       *Index
	ctx     context.Context //nolint:containedctx // lives as long as the one call of Update
	conn    *sql.Conn
	old     *snapshot
	next    int64
	version int64
	at      time.Time
	put     map[string]entry
	gone    map[string]bool
	words   *builder
	segment *segment
	stmts   map[string]*sql.Stmt
	failed  error
}

// exec runs a statement, prepared once for the load.
func (t *load) exec(query string, args ...any) error {
	s, err := t.prepared(query)
	if err == nil {
		_, err = s.ExecContext(context.WithoutCancel(t.ctx), args...)
	}
	return err //nolint:wrapcheck // wrapped by the callers, who know what it was for
}

func (t *load) prepared(query string) (*sql.Stmt, error) {
	if s := t.stmts[query]; s != nil {
		return s, nil
	}
	s, err := t.conn.PrepareContext(t.ctx, query)
	if err != nil {
		return nil, err //nolint:wrapcheck // as above
	}
	if t.stmts == nil {
		t.stmts = make(map[string]*sql.Stmt)
	}
	t.stmts[query] = s
	return s, nil
}

func (t *load) closeStatements() {
	for _, s := range t.stmts {
		_ = s.Close()
	}
}

// step runs one call of the Tx, unless the load has failed or was cancelled.
func (t *load) step(what, on string, do func() error) error {
	if t.failed == nil {
		t.failed = t.ctx.Err()
	}
	if t.failed == nil {
		t.failed = do()
	}
	if t.failed != nil {
		return fmt.Errorf("%s %s: %w", what, on, t.failed)
	}
	return nil
}

// Put adds a story or replaces the one with its ID.
func (t *load) Put(p knowledge.Prepared) error {
	return t.step("keep", p.Story.ID, func() error {
		if err := check(&p); err != nil {
			return err
		}
		if p.Story.Hash == "" {
			p.Story.Hash = p.Story.Fingerprint()
		}
		d := p.Document()
		if sameDocument(t.current(p.Story.ID), d) {
			return nil
		}
		text, err := t.addVersion(&p.Story)
		if err != nil {
			return err
		}
		e := entry{t.next, d, prints(&p.Story, p.Passages), text}
		t.next++
		columns, err := e.values()
		if err != nil {
			return err
		}
		if err := t.exec("REPLACE INTO stories ("+storyColumns+") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", columns...); err != nil {
			return err
		}
		t.put[p.Story.ID] = e
		return t.words.add(t.ctx, e.key, p.Title, p.Terms)
	})
}

// check refuses what would break the engine later.
func check(p *knowledge.Prepared) error {
	if p.Story.ID == "" {
		return errors.New("a story without an ID")
	}
	if len(p.Passages) != len(p.Terms) {
		return fmt.Errorf("%d passages with %d lists of terms", len(p.Passages), len(p.Terms))
	}
	for _, s := range p.Passages {
		if s.Start < 0 || s.End < s.Start || s.End > len(p.Story.Text) {
			return fmt.Errorf("passage [%d, %d) is not within the %d bytes of the text", s.Start, s.End, len(p.Story.Text))
		}
	}
	return nil
}

// current is the story as the load has it so far, or nil.
func (t *load) current(id string) *knowledge.Document {
	if e, ok := t.put[id]; ok {
		return e.doc
	}
	if i := t.old.find(id); i >= 0 && !t.gone[id] {
		return t.old.docs[i]
	}
	return nil
}

// sameDocument tells a story that is there already, cut and stemmed the same way.
func sameDocument(a, b *knowledge.Document) bool {
	return a != nil && a.Story.Hash == b.Story.Hash && slices.Equal(a.Title, b.Title) &&
		slices.Equal(a.Passages, b.Passages) && slices.EqualFunc(a.Terms, b.Terms, slices.Equal[[]knowledge.Term])
}

// addVersion records the text of s, unless it is the story's last version, and
// returns the text's id.
func (t *load) addVersion(s *knowledge.Story) (text int64, err error) {
	var hash string
	var body []byte
	q, err := t.prepared(`SELECT v.hash, v.text, t.body FROM versions v JOIN texts t ON t.id = v.text
		WHERE v.story = ? ORDER BY v.id DESC LIMIT 1`)
	if err != nil {
		return 0, err
	}
	err = q.QueryRowContext(t.ctx, s.ID).Scan(&hash, &text, &body)
	first := errors.Is(err, sql.ErrNoRows)
	if err != nil && !first {
		return 0, err //nolint:wrapcheck // wrapped by step
	}
	if !first && hash == s.Hash {
		return text, nil
	}
	changed := first || !bytes.Equal(body, []byte(s.Text))
	if changed {
		if text, err = t.insert("INSERT INTO texts (body, sum) VALUES (?,?)", []byte(s.Text), int64(checksum([]byte(s.Text)))); err != nil {
			return 0, err
		}
	}
	t.version, err = t.insert("INSERT INTO versions (story, hash, seen, text_changed, title, text) VALUES (?,?,?,?,?,?)",
		s.ID, s.Hash, writeTime(t.at), changed, s.Title, text)
	return text, err
}

// insert runs an INSERT and returns the new row's id.
func (t *load) insert(query string, args ...any) (int64, error) {
	s, err := t.prepared(query)
	if err != nil {
		return 0, err
	}
	r, err := s.ExecContext(context.WithoutCancel(t.ctx), args...)
	if err != nil {
		return 0, err //nolint:wrapcheck // wrapped by step
	}
	return r.LastInsertId() //nolint:wrapcheck // as above
}

// Remove takes a story out of what can be found.
func (t *load) Remove(id string) error {
	return t.step("remove", id, func() error {
		if t.current(id) == nil {
			return nil
		}
		delete(t.put, id)
		t.gone[id] = true
		return t.exec("DELETE FROM stories WHERE id = ?", id)
	})
}

// Mark remembers the mark of an item of a source.
func (t *load) Mark(source, item, mark string) error {
	return t.step("mark", item, func() error {
		if mark == "" {
			return t.exec("DELETE FROM marks WHERE source = ? AND item = ?", source, item)
		}
		return t.exec(`INSERT INTO marks (source, item, mark) VALUES (?,?,?)
			ON CONFLICT DO UPDATE SET mark = excluded.mark WHERE mark <> excluded.mark`, source, item, mark)
	})
}

// finish writes the new segment and what is left to say before the commit.
func (t *load) finish() error {
	if err := t.ctx.Err(); err != nil {
		return err //nolint:wrapcheck // wrapped by Update
	}
	if len(t.put) > 0 {
		if err := t.addSegment(); err != nil {
			return err
		}
	} else if err := t.words.stop(); err != nil {
		return err
	}
	if err := t.setMeta("next", strconv.FormatInt(t.next, 10)); err != nil {
		return err
	}
	if err := t.setMeta("cut", cutting()); err != nil {
		return err
	}
	return t.setMeta("loaded", writeTime(t.at))
}

func (t *load) setMeta(name, value string) error {
	if err := t.exec("REPLACE INTO meta (name, value) VALUES (?,?)", name, value); err != nil {
		return fmt.Errorf("write the state: %w", err)
	}
	return nil
}

// addSegment writes, opens and registers the segment of the load.
func (t *load) addSegment() error {
	if t.words.passages == 0 {
		return t.words.stop() // stories without text: nothing to be found by words
	}
	m, err := t.words.finish(t.ctx, segmentName(t.next))
	if err != nil {
		return err
	}
	t.next++
	if t.segment, err = openSegment(t.x.folder(), m); err != nil {
		_ = os.Remove(filepath.Join(t.x.folder(), m.name))
		return err
	}
	return t.register(m)
}

func segmentName(number int64) string { return fmt.Sprintf("%012d.zap", number) }

func (t *load) register(m *manifest) error {
	list := packMembers(m.members)
	err := t.exec("INSERT INTO segments (name, size, sum, stories, stories_sum) VALUES (?,?,?,?,?)",
		m.name, m.size, int64(m.sum), list, int64(checksum(list)))
	if err != nil {
		return fmt.Errorf("register %s: %w", m.name, err)
	}
	return nil
}

// change is what the load did.
func (t *load) change() change {
	c := change{segment: t.segment, version: t.version, loaded: t.at}
	for id := range t.gone {
		c.gone = append(c.gone, id)
	}
	for _, e := range t.put {
		c.put = append(c.put, e)
	}
	return c
}

// abandon leaves nothing of a failed load.
func (t *load) abandon() {
	_ = t.words.stop()
	if t.segment != nil {
		t.segment.drop.Store(true)
		_ = t.segment.release() // an orphan is swept at the next start
	}
}
