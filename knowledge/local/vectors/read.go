package vectors

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge/local/packed"
)

// MostNearest is the most neighbours that vec0 gives in one go.
const MostNearest = 4096

// Kept is a vector that is kept: its number, and the fingerprint of its text, which is zero where it cannot be read.
type Kept struct {
	ID       int64
	Print    packed.Fingerprint
	Distance float64 // from the one that is asked for, by their cosine; 0: none is
}

// Nearest yields the k nearest vectors, nearest first, until yield returns false.
func (m Model) Nearest(ctx context.Context, q Queries, vector []byte, k int, yield func(Kept) bool) error {
	return m.query(ctx, q, yield, `SELECT v.id, v.text, d.distance FROM (
		SELECT rowid, distance FROM `+m.table()+` WHERE vector MATCH ? AND k = ?) d
		JOIN vectors v ON v.id = d.rowid ORDER BY d.distance, v.id`, vector, k)
}

// All yields all vectors, nearest first, until yield returns false.
func (m Model) All(ctx context.Context, q Queries, vector []byte, yield func(Kept) bool) error {
	return m.query(ctx, q, yield, `SELECT v.id, v.text, vec_distance_cosine(d.vector, ?) AS far FROM `+m.table()+` d
		JOIN vectors v ON v.id = d.rowid ORDER BY far, v.id`, vector)
}

// Of yields the vector of a text, if it has one.
func (m Model) Of(ctx context.Context, q Queries, vector []byte, print packed.Fingerprint, yield func(Kept) bool) error {
	return m.query(ctx, q, yield, `SELECT v.id, v.text, vec_distance_cosine(d.vector, ?) FROM vectors v
		JOIN `+m.table()+` d ON d.rowid = v.id WHERE v.model = ? AND v.text = ?`, vector, m.number, print[:])
}

// After yields up to n vectors behind the one with that number, in the order of their numbers.
func (m Model) After(ctx context.Context, q Queries, after int64, n int, yield func(Kept) bool) error {
	return m.query(ctx, q, yield, "SELECT id, text, 0.0 FROM vectors WHERE model = ? AND id > ? ORDER BY id LIMIT ?", m.number, after, n)
}

// Known yields the vectors that these texts have, or all for nil, in no order.
func (m Model) Known(ctx context.Context, q Queries, prints []packed.Fingerprint, yield func(Kept) bool) error {
	query, args := "SELECT id, text, 0.0 FROM vectors WHERE model = ?", []any{m.number}
	if prints == nil {
		return m.query(ctx, q, yield, query, args...)
	}
	for some := range slices.Chunk(prints, 256) { // SQLite takes so many parameters, and more
		one := args[:1:1]
		for _, p := range some {
			one = append(one, p[:])
		}
		if err := m.query(ctx, q, yield, query+" AND text IN (?"+strings.Repeat(",?", len(some)-1)+")", one...); err != nil {
			return err
		}
	}
	return nil
}

// Numbers returns the numbers of a vector, or nil where it is not there.
func (m Model) Numbers(ctx context.Context, q Queries, id int64) ([]float32, error) {
	rows, err := q.QueryContext(ctx, "SELECT vector FROM "+m.table()+" WHERE rowid = ?", id) //nolint:gosec // a number
	if err != nil {
		return nil, m.failed("read", err)
	}
	defer func() { _ = rows.Close() }()
	var vector sql.RawBytes
	var numbers []float32
	for rows.Next() {
		if err := rows.Scan(&vector); err != nil {
			return nil, m.failed("read", err)
		}
		numbers = packed.ReadVector(vector)
	}
	if err := rows.Err(); err != nil {
		return nil, m.failed("read", err)
	}
	return numbers, nil
}

// query yields what a query finds.
func (m Model) query(ctx context.Context, q Queries, yield func(Kept) bool, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return m.failed("search the", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var one Kept
		var print []byte
		if err := rows.Scan(&one.ID, &print, &one.Distance); err != nil {
			return m.failed("search the", err)
		}
		if len(print) == packed.FingerprintSize {
			one.Print = packed.Fingerprint(print)
		}
		if !yield(one) {
			return nil
		}
	}
	if err := rows.Err(); err != nil {
		return m.failed("search the", err)
	}
	return nil
}
