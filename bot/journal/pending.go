package journal

import (
	"context"
	"fmt"
)

// pendingTable holds the answers that are being written: what a process that was killed
// has left is found there by the next. A row is gone when its answer is shown, so it
// holds nothing that Forget, which ends the answers under way, would have to delete.
const pendingTable = `CREATE TABLE pending (place TEXT PRIMARY KEY, shown TEXT NOT NULL) WITHOUT ROWID;`

// Pending remembers that an answer is being written at a place, which the surface names,
// and what is shown there of it, in place of what was before.
func (j *Journal) Pending(ctx context.Context, place, shown string) error {
	if _, err := j.db.ExecContext(ctx, j.kind.pending, append([]any{place, shown}, j.process...)...); err != nil {
		return fmt.Errorf("remember an answer under way: %w", roomless(j.folder, err))
	}
	return nil
}

// Settled forgets the answer that was being written at a place.
func (j *Journal) Settled(ctx context.Context, place string) error {
	if _, err := j.db.ExecContext(ctx, "DELETE FROM pending WHERE place = ?1", place); err != nil {
		return fmt.Errorf("forget an answer under way: %w", roomless(j.folder, err))
	}
	return nil
}

// Unsettled returns what Pending was told of and Settled was not, by its places: of a journal
// that is shared, by this process or by one that is no more.
func (j *Journal) Unsettled(ctx context.Context) (map[string]string, error) {
	return j.pairs(ctx, j.kind.unsettled, j.process...)
}
