package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/local/packed"
)

const (
	batchMost = 64      // statements that are sent in one go
	batchSize = 1 << 20 // and bytes of texts, about
	// loadsKept is how many loads are remembered: who has followed to an older one reads all.
	loadsKept = 10_000
	// settled is how long a commit, or what is to be found out of one, may take.
	settled = 30 * time.Second
)

// Update runs one load: see [knowledge.Index]. It begins when no other process loads, with all
// that others have loaded before.
func (x *Index) Update(ctx context.Context, fill func(knowledge.Tx) error) error {
	if err := x.begin(ctx); err != nil {
		return err
	}
	defer x.end()
	l := &load{ctx: ctx}
	err := x.server.with(ctx, "load", func(c *conn) error {
		if err := c.exec(ctx, writing); err != nil {
			return err
		}
		defer c.rollback(ctx) // after a commit it does nothing
		var err error
		var give func()
		if l.truth, give, err = x.server.lease(ctx, c); err != nil {
			return err
		}
		defer give()
		if err := x.apply(ctx, c, l.truth); err != nil {
			return err
		}
		l.begin(c, x.now().UTC())
		return other(x.Follow(ctx, l.id, l.generation, l.at, func(r local.Replay) error {
			l.Replay = r
			return fill(l)
		}, l.commit))
	})
	if err != nil && l.committing {
		return x.settle(ctx, l, err)
	}
	return err
}

// settle finds out whether a load is kept whose end went wrong, and shows it if it is.
func (x *Index) settle(ctx context.Context, l *load, why error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settled)
	defer cancel()
	kept := false
	err := x.server.with(ctx, "look whether the load is kept", func(c *conn) error {
		err := c.row(ctx, "SELECT EXISTS (SELECT FROM loads WHERE generation = $1 AND loaded = $2)", []any{l.generation, packed.Time(l.at)}, &kept)
		if err != nil || !kept {
			return err
		}
		return x.catchUpLocked(ctx, c)
	})
	switch {
	case err == nil && kept:
		return nil
	case kept:
		return fmt.Errorf("the load is kept, but not seen here yet: %w", err)
	}
	return why
}

// load is one load in progress: a knowledge.Tx that writes to the truth and to the replica.
type load struct {
	local.Replay
	truth                      // that it ends in
	ctx        context.Context //nolint:containedctx // lives as long as the one call of Update
	conn       *conn
	at         time.Time
	batch      *batch
	size       int
	failed     error
	committing bool
}

// begin begins the next generation. It is later than the last, whatever the clock says.
func (l *load) begin(c *conn, now time.Time) {
	if !now.After(l.loaded) {
		now = l.loaded.Add(time.Millisecond)
	}
	l.conn, l.at, l.batch = c, now, &batch{}
	l.generation++
}

// Put adds a story or replaces the one with its ID.
func (l *load) Put(p knowledge.Prepared) error {
	if p.Story.Hash == "" {
		p.Story.Hash = p.Story.Fingerprint()
	}
	if err := l.Replay.Put(p); err != nil {
		return err //nolint:wrapcheck // it says what was tried
	}
	s := &p.Story
	authors := make([]string, len(s.Authors))
	for i, a := range s.Authors {
		authors[i] = toText(a)
	}
	l.size += len(s.Text)
	return l.queue("SELECT put_story($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
		toText(s.ID), toText(s.Title), toText(s.Outlet), authors, packed.Time(s.Published), packed.Time(s.Updated), toText(s.URL),
		toText(s.Collection), toText(string(s.Label)), toText(s.Lang), toText(s.Source), toText(s.Item), toText(s.Hash), []byte(s.Text),
		packed.Time(l.at), l.generation)
}

// Remove takes a story out of what can be found.
func (l *load) Remove(id string) error {
	if err := l.Replay.Remove(id); err != nil {
		return err //nolint:wrapcheck // it says what was tried
	}
	return l.queue(`WITH was AS (DELETE FROM stories WHERE id = $1 RETURNING id)
		INSERT INTO removed (id, gone) SELECT id, $2 FROM was ON CONFLICT (id) DO UPDATE SET gone = excluded.gone`, toText(id), l.generation)
}

// Mark remembers the mark of an item of a source.
func (l *load) Mark(source, item, mark string) error {
	if err := l.Replay.Mark(source, item, mark); err != nil {
		return err //nolint:wrapcheck // it says what was tried
	}
	if mark == "" {
		return l.queue("UPDATE marks SET mark = '', born = $3 WHERE source = $1 AND item = $2 AND mark <> ''", toText(source), toText(item), l.generation)
	}
	return l.queue(`INSERT INTO marks (source, item, mark, born) VALUES ($1, $2, $3, $4) ON CONFLICT (source, item)
		DO UPDATE SET mark = excluded.mark, born = excluded.born WHERE marks.mark <> excluded.mark`, toText(source), toText(item), toText(mark), l.generation)
}

// queue sends a statement with the next batch.
func (l *load) queue(query string, args ...any) error {
	l.batch.queue(query, args...)
	if l.batch.length < batchMost && l.size < batchSize {
		return nil
	}
	return l.flush()
}

// flush sends what is waiting. After a failure nothing of the load can be kept.
func (l *load) flush() error {
	if l.failed == nil && l.batch.length > 0 {
		l.failed = failed(l.ctx, "write the stories", l.conn.send(l.ctx, l.batch))
		l.batch, l.size = &batch{}, 0
	}
	return l.failed
}

// commit ends the generation. The replica's side is written.
func (l *load) commit() error {
	l.batch.queue("INSERT INTO loads (generation, loaded, stories) SELECT $1, $2, count(*) FROM stories", l.generation, packed.Time(l.at))
	l.batch.queue("DELETE FROM loads WHERE generation <= $1", l.generation-loadsKept)
	l.batch.queue("DELETE FROM removed WHERE gone <= $1", l.generation-loadsKept)
	l.batch.queue("DELETE FROM marks WHERE mark = '' AND born <= $1", l.generation-loadsKept)
	l.batch.queue("UPDATE truth SET generation = $1", l.generation)
	l.batch.queue("NOTIFY " + channel)
	if err := l.flush(); err != nil {
		return err
	}
	if err := l.ctx.Err(); err != nil {
		return err //nolint:wrapcheck // by Update
	}
	l.committing = true // from here on it is over or it is not
	return late(context.WithoutCancel(l.ctx), settled, "commit the load", l.conn.commit)
}
