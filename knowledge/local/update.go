package local

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/disk"
	"github.com/storybot/storybot/knowledge/local/packed"
)

// Update runs one load: see [knowledge.Index]. The segment of the new passages is built while fill runs and is
// complete on disk before the one commit that makes everything count.
func (x *Index) Update(ctx context.Context, fill func(knowledge.Tx) error) error {
	return x.load(ctx, &update{at: x.opts.Now().UTC()}, func(t *update) error { return fill(t) }, nil)
}

// load runs a load that t begins. committing, if set, is called when all of it is written
// and nothing of it counts yet; its error breaks the load off.
func (x *Index) load(ctx context.Context, t *update, fill func(*update) error, committing func() error) error {
	if err := x.begin(ctx); err != nil {
		return err
	}
	defer x.end()
	old := x.now.Load()
	t.x, t.ctx, t.old, t.next, t.version = x, ctx, old, x.next, old.version
	if before := x.Followed(); before.Truth == t.followed.Truth {
		t.followed.Vectors = before.Vectors
	}
	t.put, t.removed, t.words = make(map[string]entry), make(map[string]bool), newBuilder(x.folder())
	kept := false
	defer func() {
		if !kept { // also when fill panics
			t.discard()
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
		if err := t.finish(); err != nil || committing == nil {
			return err
		}
		return committing()
	})
	if err != nil {
		x.db.truncateLog(ctx)
		return fmt.Errorf("load: %w", disk.Explain(x.dir, err))
	}
	kept = true
	x.next = t.next
	x.followed.Store(&t.followed)
	x.swap(old.after(t.change()))
	x.hurt.Forget(t.mended)
	if t.segment != nil {
		_ = t.segment.release() // the snapshot has its own reference
	}
	x.mergeIfDue(ctx)
	if len(t.put) > 0 {
		x.db.checkpoint(ctx)
	}
	return nil
}

// update is one call of Update in progress, a knowledge.Tx.
type update struct {
	x        *Index
	ctx      context.Context //nolint:containedctx // lives as long as the one call of Update
	conn     *sql.Conn
	old      *snapshot
	next     int64
	version  int64
	at       time.Time
	put      map[string]entry
	removed  map[string]bool
	words    *builder
	segment  *segment
	followed Followed // what the index has then followed
	stmts    map[string]*sql.Stmt
	failed   error
}

// mended reports whether a story was put anew, or is no more.
func (t *update) mended(id string) bool {
	_, put := t.put[id]
	return put || t.removed[id] || t.old.find(id) < 0
}

// exec runs a statement, prepared once for the load.
func (t *update) exec(query string, args ...any) error {
	s, err := t.prepared(query)
	if err == nil {
		_, err = s.ExecContext(context.WithoutCancel(t.ctx), args...)
	}
	return err //nolint:wrapcheck // wrapped by the callers, who know what it was for
}

func (t *update) prepared(query string) (*sql.Stmt, error) {
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

func (t *update) closeStatements() {
	for _, s := range t.stmts {
		_ = s.Close()
	}
}

// step runs one call of the Tx, unless the load has failed or was cancelled.
func (t *update) step(what, on string, do func() error) error {
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

// finish writes the new segment and what is left to say before the commit.
func (t *update) finish() error {
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
	if err := t.setMeta("cut", packed.Analyzer()); err != nil {
		return err
	}
	if err := t.setMeta("stories", strconv.Itoa(t.stories())); err != nil {
		return err
	}
	if t.x.Followed() != t.followed {
		if err := t.setMeta("followed", t.followed.String()); err != nil {
			return err
		}
	}
	return t.setMeta("loaded", packed.Time(t.at))
}

// stories is how many stories there will be. It is kept so that rows lost to
// damage are noticed at the next start.
func (t *update) stories() int {
	n := len(t.old.docs)
	for id := range t.put {
		if t.old.find(id) < 0 {
			n++
		}
	}
	for id := range t.removed {
		if _, again := t.put[id]; !again && t.old.find(id) >= 0 {
			n--
		}
	}
	return n
}

func (t *update) setMeta(name, value string) error {
	if err := t.exec("REPLACE INTO meta (name, value) VALUES (?,?)", name, value); err != nil {
		return fmt.Errorf("write the state: %w", err)
	}
	return nil
}

// addSegment writes, opens and registers the segment of the load.
func (t *update) addSegment() error {
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

func (t *update) register(m *manifest) error {
	list := packMembers(m.members)
	err := t.exec("INSERT INTO segments (name, size, sum, stories, stories_sum) VALUES (?,?,?,?,?)",
		m.name, m.size, int64(m.sum), list, int64(packed.Checksum(list)))
	if err != nil {
		return fmt.Errorf("register %s: %w", m.name, err)
	}
	return nil
}

// change returns what the load did.
func (t *update) change() change {
	c := change{segment: t.segment, version: t.version, loaded: t.at}
	for id := range t.removed {
		c.removed = append(c.removed, id)
	}
	for _, e := range t.put {
		c.put = append(c.put, e)
	}
	return c
}

// discard removes what a failed load has made.
func (t *update) discard() {
	if t.words != nil { // a merge has none
		_ = t.words.stop()
	}
	if t.segment != nil {
		t.segment.drop.Store(true)
		_ = t.segment.release() // an orphan is removed at the next start
	}
}
