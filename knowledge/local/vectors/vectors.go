// Package vectors keeps the vectors of texts in the tables that knowledge/local has made: a row of
// vectors for each, by the fingerprint of its text, and for each model a vec0 table, which searches them by going
// through them all. A vector is never changed and never deleted, and a later one has a greater number.
package vectors

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/storybot/storybot/knowledge/local/packed"
)

// Queries is what reads: a database, or a connection with a transaction under way.
type Queries interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Model is a row of models.
type Model struct {
	Dimension int // how many numbers each of its vectors has
	number    int64
	name      string
}

// table is the vec0 table of the model's vectors.
func (m Model) table() string { return fmt.Sprintf("vectors_%d", m.number) }

// Find returns the model of that name, if it has vectors.
func Find(ctx context.Context, q Queries, name string) (m Model, found bool, err error) {
	m.name = name
	err = q.QueryRowContext(ctx, "SELECT number, dimension FROM models WHERE name = ?", name).Scan(&m.number, &m.Dimension)
	if errors.Is(err, sql.ErrNoRows) {
		return m, false, nil
	}
	if err != nil {
		return m, false, m.failed("read", err)
	}
	return m, true, nil
}

// Make finds the model, or makes its table. Vectors of another dimension than it has are refused.
func Make(ctx context.Context, c *sql.Conn, name string, dimension int) (Model, error) {
	m, found, err := Find(ctx, c, name)
	if err != nil {
		return m, err
	}
	if found {
		if m.Dimension != dimension {
			return m, fmt.Errorf("%s gave vectors of %d numbers before and of %d now: is it another model under the same name?",
				name, m.Dimension, dimension)
		}
		return m, nil
	}
	r, err := c.ExecContext(ctx, "INSERT INTO models (name, dimension) VALUES (?,?)", name, dimension)
	if err == nil {
		m.number, err = r.LastInsertId()
	}
	if err == nil {
		m.Dimension = dimension
		_, err = c.ExecContext(ctx, fmt.Sprintf("CREATE VIRTUAL TABLE %s USING vec0(vector float[%d] distance_metric=cosine)", m.table(), dimension))
	}
	if err != nil {
		return m, fmt.Errorf("make a table for %s: %w", name, err)
	}
	return m, nil
}

// Put keeps vectors by the fingerprints of their texts; a text that has one already keeps it. It returns the number of the
// last that is new; 0: none is.
func (m Model) Put(ctx context.Context, c *sql.Conn, prints [][]byte, vectors [][]float32) (last int64, err error) {
	for i, p := range prints {
		r, err := c.ExecContext(ctx, "INSERT OR IGNORE INTO vectors (model, text) VALUES (?,?)", m.number, p)
		if err != nil {
			return 0, m.failed("keep", err)
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			continue
		}
		if last, err = r.LastInsertId(); err != nil {
			return 0, m.failed("keep", err)
		}
		_, err = c.ExecContext(ctx, "INSERT INTO "+m.table()+" (rowid, vector) VALUES (?,?)", last, packed.Vector(vectors[i])) //nolint:gosec // a number
		if err != nil {
			return 0, m.failed("keep", err)
		}
	}
	return last, nil
}

// failed says what was tried with the vectors.
func (m Model) failed(what string, err error) error {
	return fmt.Errorf("%s vectors of %s: %w", what, m.name, err)
}
