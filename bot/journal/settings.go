package journal

import (
	"context"
	"database/sql"
	"fmt"
)

// settingsTable holds what is set while the bot runs, not in its environment: of servers,
// and who is blocked. It holds nothing of who asks, so Forget leaves it as it is.
const settingsTable = `CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;`

// Kept returns all that Keep was told, by its keys.
func (j *Journal) Kept(ctx context.Context) (map[string]string, error) {
	return j.pairs(ctx, "SELECT key, value FROM settings")
}

// pairs are the rows of a query of two texts.
func (j *Journal) pairs(ctx context.Context, query string, args ...any) (map[string]string, error) {
	rows, err := j.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("read the journal: %w", err)
	}
	defer func() { _ = rows.Close() }()
	all := make(map[string]string)
	for rows.Next() {
		var key, value string
		if err := rows.Scan(&key, &value); err != nil {
			return nil, fmt.Errorf("read the journal: %w", err)
		}
		all[key] = value
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the journal: %w", err)
	}
	return all, nil
}

// Keep keeps a setting in place of the one before; an empty value: there is none any more.
func (j *Journal) Keep(ctx context.Context, key, value string) error {
	err := j.change(ctx, func(tx *sql.Tx) error {
		if value == "" {
			_, err := tx.ExecContext(ctx, "DELETE FROM settings WHERE key = ?1", key)
			return err //nolint:wrapcheck // wrapped below
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO settings VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)
		return err //nolint:wrapcheck // wrapped below
	})
	if err != nil {
		return fmt.Errorf("keep a setting: %w", err)
	}
	return nil
}
