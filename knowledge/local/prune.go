package local

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/storybot/storybot/knowledge/local/packed"
)

// Prune forgets the versions that were replaced before a moment: see [knowledge.Index].
func (x *Index) Prune(ctx context.Context, before time.Time, keep func(story, hash string) bool) (int, error) {
	if err := x.begin(ctx); err != nil {
		return 0, err
	}
	defer x.end()
	n := 0
	err := x.db.inTx(ctx, func(c *sql.Conn) error {
		old, err := replaced(ctx, c, packed.Time(before), keep)
		if err != nil {
			return err
		}
		n = len(old)
		return forgetVersions(ctx, c, old)
	})
	if err != nil {
		x.db.truncateLog(ctx)
		return 0, fmt.Errorf("prune the versions: %w", diskError(x.dir, err))
	}
	if n > 0 {
		x.db.checkpoint(ctx)
		x.db.shrink(ctx)
	}
	return n, nil
}

// version is a row of versions.
type version struct {
	id, text int64
}

// replaced returns the versions that were replaced before a moment and are not to
// be kept. One that nothing has replaced counts from when it was seen, if its
// story is gone; that of a present story stays.
func replaced(ctx context.Context, c *sql.Conn, before string, keep func(story, hash string) bool) ([]version, error) {
	rows, err := c.QueryContext(ctx, `SELECT v.id, v.text, v.story, v.hash FROM versions v
		WHERE NOT EXISTS (SELECT 1 FROM stories s WHERE s.id = v.story AND s.hash = v.hash)
		AND coalesce((SELECT w.seen FROM versions w WHERE w.story = v.story AND w.id > v.id ORDER BY w.id LIMIT 1), v.seen) < ?`, before)
	if err != nil {
		return nil, fmt.Errorf("find old versions: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var old []version
	for rows.Next() {
		var v version
		var story, hash string
		if err := rows.Scan(&v.id, &v.text, &story, &hash); err != nil {
			return nil, fmt.Errorf("find old versions: %w", err)
		}
		if !keep(story, hash) {
			old = append(old, v)
		}
	}
	return old, rows.Err() //nolint:wrapcheck // wrapped by Prune
}

// forgetVersions deletes versions, and their texts where nothing else has them.
func forgetVersions(ctx context.Context, c *sql.Conn, old []version) error {
	for _, v := range old {
		if _, err := c.ExecContext(ctx, "DELETE FROM versions WHERE id = ?", v.id); err != nil {
			return fmt.Errorf("forget a version: %w", err)
		}
	}
	if len(old) == 0 {
		return nil
	}
	// All at once: texts have no index by which to find who has them.
	_, err := c.ExecContext(ctx, `DELETE FROM texts WHERE id NOT IN
		(SELECT text FROM versions UNION SELECT text FROM stories UNION SELECT (t.sum >> 32) - 1 FROM versions v JOIN texts t ON t.id = v.text)`)
	if err != nil {
		return fmt.Errorf("forget old texts: %w", err)
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
