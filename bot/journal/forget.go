package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Forget deletes everything of an asker of a surface: questions, answers, where
// they were posted, and feedback. It returns how many answers and feedbacks
// that were. When it returns without an error, no file of the journal holds any
// byte of them. It takes about as long as writing the journal once.
func (j *Journal) Forget(ctx context.Context, surface, asker string) (int, error) {
	if asker == "" {
		return 0, errors.New("forget: nobody is named")
	}
	j.waiting.drop(surface, asker)
	n := 0
	err := j.delete(ctx, func(tx *sql.Tx) error {
		// What others asked after them in the same conversation may have been
		// completed by their words.
		if _, err := tx.ExecContext(ctx, `UPDATE answers SET standalone = question
			WHERE conversation != '' AND NOT (surface = ?1 AND asker = ?2) AND conversation IN
			(SELECT conversation FROM answers WHERE surface = ?1 AND asker = ?2)`, surface, asker); err != nil {
			return err //nolint:wrapcheck // wrapped below
		}
		return count(&n, func(query string) (sql.Result, error) { return tx.ExecContext(ctx, query, surface, asker) },
			"DELETE FROM feedback WHERE asker = ?2 AND answer IN (SELECT id FROM answers WHERE surface = ?1)",
			"DELETE FROM answers WHERE surface = ?1 AND asker = ?2")
	})
	if err != nil {
		return 0, fmt.Errorf("forget an asker: %w", err)
	}
	return n, nil
}

// Prune deletes the answers recorded before a moment, with all that belongs to
// them, and the spending of days before it. It returns how many answers that
// were. What it deletes is gone from the files as after Forget.
func (j *Journal) Prune(ctx context.Context, before time.Time) (int, error) {
	n, old := 0, false
	err := j.db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM answers WHERE recorded < ?1) OR EXISTS (SELECT 1 FROM spending WHERE day < ?2)",
		before.UnixMilli(), day(before)).Scan(&old)
	if err != nil {
		return 0, fmt.Errorf("prune the journal: %w", err)
	}
	if !old { // the file need not be written anew
		return 0, nil
	}
	err = j.delete(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM spending WHERE day < ?1", day(before)); err != nil {
			return err //nolint:wrapcheck // wrapped below
		}
		return count(&n, func(query string) (sql.Result, error) { return tx.ExecContext(ctx, query, before.UnixMilli()) },
			"DELETE FROM answers WHERE recorded < ?1")
	})
	if err != nil {
		return 0, fmt.Errorf("prune the journal: %w", err)
	}
	return n, nil
}

// count runs the queries and adds up how many rows they changed.
func count(n *int, run func(query string) (sql.Result, error), queries ...string) error {
	for _, query := range queries {
		r, err := run(query)
		if err != nil {
			return err
		}
		changed, err := r.RowsAffected()
		if err != nil {
			return err //nolint:wrapcheck // wrapped by the callers
		}
		*n += int(changed)
	}
	return nil
}

// delete runs fill in one transaction and erases what it deleted. A process that
// ends between the two leaves a mark, by which the next Open goes on.
func (j *Journal) delete(ctx context.Context, fill func(*sql.Tx) error) error {
	err := j.change(ctx, func(tx *sql.Tx) error {
		if !j.kind.shared {
			if _, err := tx.ExecContext(ctx, "INSERT INTO erasing VALUES (?1)", j.now().UnixMilli()); err != nil {
				return err //nolint:wrapcheck // wrapped by the callers
			}
		}
		return fill(tx)
	})
	if err != nil {
		return err
	}
	return j.erase(ctx)
}

// finish erases what a process before this one deleted but did not erase.
func (j *Journal) finish(ctx context.Context) error {
	var left int
	if err := j.db.QueryRowContext(ctx, "SELECT count(*) FROM erasing").Scan(&left); err != nil {
		return fmt.Errorf("look for what is to be erased: %w", err)
	}
	if left == 0 {
		return nil
	}
	return j.erase(ctx)
}

// erase leaves nothing of what was deleted. secure_delete has overwritten it in
// its pages; the log still holds the pages as they were, so it is emptied. The
// file is written anew, which gives its space back and leaves no page as it was.
func (j *Journal) erase(ctx context.Context) error {
	// Half of it would leave what was promised to be gone.
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer stop()
	if j.kind.shared {
		return j.vacuum(ctx)
	}
	if _, err := j.db.ExecContext(ctx, "VACUUM"); err != nil {
		return fmt.Errorf("write the file anew: %w", err)
	}
	var busy, pages, done int
	if err := j.db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &done); err != nil {
		return fmt.Errorf("empty the log: %w", err)
	}
	if busy != 0 {
		return errors.New("empty the log: another process reads it")
	}
	if _, err := j.db.ExecContext(ctx, "DELETE FROM erasing"); err != nil {
		return fmt.Errorf("note that it is erased: %w", err)
	}
	return nil
}
