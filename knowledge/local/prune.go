package local

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/storybot/storybot/knowledge/local/disk"
	"github.com/storybot/storybot/knowledge/local/packed"
	"github.com/storybot/storybot/knowledge/local/replaced"
)

// packAtOnce is how many texts are packed before a load that waits has its turn.
const packAtOnce = 64

// Prune forgets the versions that were replaced before a moment, and packs the texts of the
// others: see [knowledge.Index].
func (x *Index) Prune(ctx context.Context, before time.Time, keep func(story, hash string) bool) (n int, err error) {
	err = x.tend(ctx, func(c *sql.Conn) error {
		n, err = replaced.Forget(ctx, c, packed.Time(before), keep)
		return err //nolint:wrapcheck // wrapped by tend
	})
	if err != nil {
		return 0, err //nolint:wrapcheck // by tend
	}
	changed := n
	for last, before := int64(0), int64(-1); last != before; {
		before = last
		err := x.tend(ctx, func(c *sql.Conn) error {
			some, next, err := replaced.Pack(ctx, c, before, packAtOnce)
			changed, last = changed+some, next
			return err //nolint:wrapcheck // as above
		})
		if err != nil {
			return n, err
		}
	}
	if changed > 0 {
		x.db.checkpoint(ctx)
		x.db.shrink(ctx)
	}
	return n, nil
}

// tend changes what is kept of replaced versions, in one go.
func (x *Index) tend(ctx context.Context, do func(c *sql.Conn) error) error {
	if err := x.begin(ctx); err != nil {
		return err
	}
	defer x.end()
	if err := x.db.inTx(ctx, do); err != nil {
		x.db.truncateLog(ctx)
		return fmt.Errorf("prune the versions: %w", disk.Explain(x.dir, err))
	}
	return nil
}

// shrink gives back to the disk what the database does not use. One that was made
// before this was possible keeps its length, and fills it again.
func (d *database) shrink(ctx context.Context) {
	// It fails on a disk that is full, where nothing can be done about it.
	_, _ = d.writer.ExecContext(context.WithoutCancel(ctx), "PRAGMA incremental_vacuum")
	d.checkpoint(ctx)
}

// checkpoint moves what was committed from the write-ahead log into the
// database, so that the next load starts the log again instead of making it
// longer. If a reader is in the way, it is left for the next time.
func (d *database) checkpoint(ctx context.Context) { d.runCheckpoint(ctx, "PASSIVE") }

// truncateLog frees the disk space that a failed load has taken: otherwise the
// write-ahead log keeps its length, and on a full disk nobody else could write.
func (d *database) truncateLog(ctx context.Context) { d.runCheckpoint(ctx, "TRUNCATE") }

func (d *database) runCheckpoint(ctx context.Context, how string) {
	// It fails on a disk that is full, where nothing can be done about it.
	_, _ = d.writer.ExecContext(context.WithoutCancel(ctx), "PRAGMA wal_checkpoint("+how+")")
}
