//go:build unix

package postgres

import (
	"context"
	"database/sql"
	"errors"
	"syscall"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

// TestFrozen: a server that does not answer any more is away, whatever it was asked: what was tried is to be tried again.
func TestFrozen(t *testing.T) {
	t.Parallel()
	s, err := newServer(pgtest.Start(t).URL("frozen"))
	if err != nil {
		t.Fatal(err)
	}
	s.limits = limits{begin: 100 * time.Millisecond, commit: 100 * time.Millisecond}
	db := sql.OpenDB(&connector{server: s})
	defer func() { _ = db.Close() }()
	for name, do := range map[string]func(ctx context.Context, c *sql.Conn, tx *sql.Tx) error{
		"exec": func(ctx context.Context, c *sql.Conn, _ *sql.Tx) error {
			_, err := c.ExecContext(ctx, "SELECT 1")
			return err
		},
		"exec arguments": func(ctx context.Context, c *sql.Conn, _ *sql.Tx) error {
			_, err := c.ExecContext(ctx, "SELECT ?1", "a")
			return err
		},
		"query": func(ctx context.Context, c *sql.Conn, _ *sql.Tx) error {
			var n int
			return c.QueryRowContext(ctx, "SELECT 1").Scan(&n)
		},
		"begin": func(ctx context.Context, c *sql.Conn, _ *sql.Tx) error { _, err := c.BeginTx(ctx, nil); return err },
		"begin reading": func(ctx context.Context, c *sql.Conn, _ *sql.Tx) error {
			_, err := c.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
			return err
		},
		"commit": func(_ context.Context, _ *sql.Conn, tx *sql.Tx) error { return tx.Commit() },
		"exec within": func(ctx context.Context, _ *sql.Conn, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, "SELECT 1")
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			c, tx, pid := reached(t, db, name == "commit" || name == "exec within")
			defer func() { _ = c.Close() }()
			if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
				t.Fatal(err)
			}
			defer func() { _ = syscall.Kill(pid, syscall.SIGCONT) }()
			err := do(t.Context(), c, tx)
			if own := (*Error)(nil); !errors.As(err, &own) || !own.Away() {
				t.Errorf("it says %v", err)
			}
			if tx != nil {
				_ = tx.Rollback()
			}
		})
	}
}

// reached is a connection, in a transaction if within, with the process that serves it. A busy computer may take longer for that than
// the limits of the test allow: then it is asked again.
func reached(t *testing.T, db *sql.DB, within bool) (c *sql.Conn, tx *sql.Tx, pid int) {
	t.Helper()
	var err error
	for range 100 {
		if c, err = db.Conn(t.Context()); err != nil {
			continue
		}
		if err = c.QueryRowContext(t.Context(), "SELECT pg_backend_pid()").Scan(&pid); err == nil && within {
			tx, err = c.BeginTx(context.Background(), nil)
		}
		if err == nil {
			return c, tx, pid
		}
		_ = c.Close()
	}
	t.Fatal(err)
	return nil, nil, 0
}
