// Package replaced tends the versions of stories that were replaced: it packs their texts, and
// forgets them when their time has come. It works within a transaction that its caller has begun
// and may break off, on the tables that knowledge/local has made.
package replaced

import (
	"context"
	"database/sql"
	"fmt"
)

// version is a row of versions.
type version struct {
	id, text int64
	story    string
}

// Forget deletes the versions that were replaced before a moment, as the column seen has it, and
// that keep does not hold. One that nothing has replaced counts from when it was seen, if its
// story is gone; that of a present story stays. It returns how many.
func Forget(ctx context.Context, c *sql.Conn, before string, keep func(story, hash string) bool) (int, error) {
	old, err := outdated(ctx, c, before, keep)
	if err != nil || len(old) == 0 {
		return 0, err
	}
	for _, v := range old {
		if _, err := c.ExecContext(ctx, "DELETE FROM versions WHERE id = ?", v.id); err != nil {
			return 0, fmt.Errorf("forget a version: %w", err)
		}
	}
	// All at once: texts have no index by which to find who has them.
	_, err = c.ExecContext(ctx, `DELETE FROM texts WHERE id NOT IN
		(SELECT text FROM versions UNION SELECT text FROM stories UNION SELECT (t.sum >> 32) - 1 FROM versions v JOIN texts t ON t.id = v.text)`)
	if err == nil { // a number may be had again; there is no such table before the first Pack
		_, err = c.ExecContext(ctx, "CREATE TABLE IF NOT EXISTS unpackable (text INTEGER PRIMARY KEY); DELETE FROM unpackable WHERE text NOT IN (SELECT id FROM texts)")
	}
	if err != nil {
		return 0, fmt.Errorf("forget old texts: %w", err)
	}
	return len(old), nil
}

// outdated returns the versions that Forget is to delete.
func outdated(ctx context.Context, c *sql.Conn, before string, keep func(story, hash string) bool) ([]version, error) {
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
		var hash string
		if err := rows.Scan(&v.id, &v.text, &v.story, &hash); err != nil {
			return nil, fmt.Errorf("find old versions: %w", err)
		}
		if !keep(v.story, hash) {
			old = append(old, v)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("find old versions: %w", err)
	}
	return old, nil
}
