package journal

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
)

// Secret returns the random bytes that this journal keeps, the same each time: by them the
// addresses of its answers are sealed, so that nobody can guess one. They are in every backup.
func (j *Journal) Secret(ctx context.Context) ([]byte, error) {
	fresh := make([]byte, 32)
	_, _ = rand.Read(fresh) // never fails
	var secret []byte
	err := j.change(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, j.kind.secret); err != nil {
			return err //nolint:wrapcheck // wrapped below
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO secret ("only", bytes) VALUES (1, ?1) ON CONFLICT DO NOTHING`, fresh); err != nil {
			return err //nolint:wrapcheck // wrapped below
		}
		return tx.QueryRowContext(ctx, `SELECT bytes FROM secret`).Scan(&secret) //nolint:wrapcheck // wrapped below
	})
	if err != nil {
		return nil, fmt.Errorf("read the journal's secret: %w", err)
	}
	return secret, nil
}
