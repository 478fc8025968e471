package postgres

import (
	"database/sql"
	"errors"
	"testing"

	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

// What is asked on a connection that the server ended while it was in the pool is asked on another one; what had begun
// in a transaction fails with it, and says that the server may be away.
func testEndedInPool(t *testing.T, server *pgtest.Server) {
	db, err := Pool(t.Context(), server.URL("ended in the pool"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	endAll := func() {
		server.Exec("", "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'")
	}
	var n int
	for name, ask := range map[string]func() error{
		"a query":                       func() error { return db.QueryRowContext(t.Context(), "SELECT 1").Scan(&n) },
		"a query with arguments":        func() error { return db.QueryRowContext(t.Context(), "SELECT ?1 + 1", 1).Scan(&n) },
		"statements":                    func() error { _, err := db.ExecContext(t.Context(), "SELECT 1; SELECT 2"); return err },
		"a statement with arguments":    func() error { _, err := db.ExecContext(t.Context(), "SELECT ?1 + 1", 1); return err },
		"a transaction":                 func() error { return within(t, db, &sql.TxOptions{}, func(*sql.Tx) error { return nil }) },
		"a transaction that only reads": func() error { return within(t, db, &sql.TxOptions{ReadOnly: true}, func(*sql.Tx) error { return nil }) },
	} {
		if err := db.PingContext(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := ask(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		endAll()
		if err := ask(); err != nil {
			t.Errorf("%s, when the connection in the pool had ended: %v", name, err)
		}
	}
	err = within(t, db, nil, func(tx *sql.Tx) error {
		endAll()
		return tx.QueryRowContext(t.Context(), "SELECT 1").Scan(&n)
	})
	var away *Error
	if !errors.As(err, &away) || !away.Away() {
		t.Errorf("a query in a transaction whose connection has ended: %v", err)
	}
	server.Stop()
	defer server.Run()
	if err := db.QueryRowContext(t.Context(), "SELECT 1").Scan(&n); !errors.As(err, &away) || !away.Away() {
		t.Errorf("a query when the server is away: %v", err)
	}
}

// within does something in a transaction.
func within(t *testing.T, db *sql.DB, o *sql.TxOptions, do func(*sql.Tx) error) error {
	t.Helper()
	tx, err := db.BeginTx(t.Context(), o)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}
