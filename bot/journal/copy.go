package journal

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// Copied tells of one table of a journal that was copied.
type Copied struct {
	Table string
	Rows  int
	Sum   [sha256.Size]byte // of all rows, in whatever order
}

// Copy replaces all that is in a journal by what another one holds, reads it back, and returns what
// it was: the numbers of answers stay, none is used twice, and neither is changed where it fails.
// Nobody may write to the first one meanwhile.
func Copy(ctx context.Context, from, to *Journal) (all []Copied, err error) {
	read, err := from.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: from.kind.shared})
	if err != nil {
		return nil, fmt.Errorf("copy the journal: %w", err)
	}
	defer func() { _ = read.Rollback() }()
	if _, err := read.ExecContext(ctx, from.kind.secret); err != nil {
		return nil, fmt.Errorf("copy the journal: %w", err)
	}
	err = to.change(ctx, func(tx *sql.Tx) error {
		for _, query := range []string{to.kind.secret, to.kind.lock} {
			if _, err := tx.ExecContext(ctx, query); err != nil {
				return err //nolint:wrapcheck // wrapped below
			}
		}
		for i := range tables() { // those that refer to others go first
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+tables()[len(tables())-1-i].name); err != nil { //nolint:gosec // one of ours
				return err //nolint:wrapcheck // wrapped below
			}
		}
		for _, t := range tables() {
			made, err := t.copy(ctx, read, tx)
			if err != nil {
				return fmt.Errorf("table %s: %w", t.name, err)
			}
			all = append(all, made)
		}
		return number(ctx, from.kind, read, to.kind, tx)
	})
	if err != nil {
		return nil, fmt.Errorf("copy the journal: %w", err)
	}
	return all, nil
}

// table is a table of a journal, as it is copied.
type table struct {
	name    string
	columns []column
}

// column is a column: its name, and a new place for its values.
type column struct {
	name  string
	value func() any
}

func text(name string) column   { return column{name, func() any { return new(string) }} }
func whole(name string) column  { return column{name, func() any { return new(int64) }} }
func truth(name string) column  { return column{name, func() any { return new(bool) }} }
func binary(name string) column { return column{name, func() any { return new([]byte) }} }

// tables are all of a journal that is kept; what others refer to comes first.
func tables() []table {
	return []table{
		{"answers", []column{whole("id"), text("surface"), text("asker"), text("conversation"), text("question"), text("standalone"),
			whole("asked"), whole("recorded"), text("answer")}},
		{"posted", []column{text("place"), whole("answer")}},
		{"feedback", []column{whole("answer"), text("asker"), truth("helpful")}},
		{"spending", []column{text("day"), whole("prompt_tokens"), whole("completion_tokens")}},
		{"settings", []column{text("key"), text("value")}},
		{"pending", []column{text("place"), text("shown")}},
		{"secret", []column{whole(`"only"`), binary("bytes")}},
	}
}

// errOther means that what was written is not what was read.
var errOther = errors.New("what was written there is not what was read here")

// copy copies a table, reads it back and returns what it was.
func (t *table) copy(ctx context.Context, from, to *sql.Tx) (Copied, error) {
	names, places := make([]string, len(t.columns)), make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i], places[i] = c.name, fmt.Sprint("?", i+1)
	}
	insert := fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", t.name, strings.Join(names, ", "), strings.Join(places, ", ")) //nolint:gosec // names of ours
	read, err := t.each(ctx, from, func(values []any) error {
		_, err := to.ExecContext(ctx, insert, values...)
		return err //nolint:wrapcheck // by Copy
	})
	if err != nil {
		return Copied{}, err
	}
	written, err := t.each(ctx, to, func([]any) error { return nil })
	if err == nil && written != read {
		err = errOther
	}
	return read, err
}

// each calls do for each row, and returns what they are.
func (t *table) each(ctx context.Context, tx *sql.Tx, do func(values []any) error) (Copied, error) {
	made := Copied{Table: t.name}
	names, into, values := make([]string, len(t.columns)), make([]any, len(t.columns)), make([]any, len(t.columns))
	for i, c := range t.columns {
		names[i], into[i] = c.name, c.value()
	}
	rows, err := tx.QueryContext(ctx, fmt.Sprintf("SELECT %s FROM %s", strings.Join(names, ", "), t.name)) //nolint:gosec // as above
	if err != nil {
		return made, err //nolint:wrapcheck // by Copy
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return made, err //nolint:wrapcheck // by Copy
		}
		sum := sha256.New()
		for i, v := range into {
			values[i] = value(v)
			_, _ = fmt.Fprintf(sum, "%q\n", fmt.Sprint(values[i]))
		}
		for i, b := range sum.Sum(nil) {
			made.Sum[i] ^= b
		}
		made.Rows++
		if err := do(values); err != nil {
			return made, err
		}
	}
	return made, rows.Err() //nolint:wrapcheck // by Copy
}

// value is what was read into a place.
func value(place any) any {
	switch v := place.(type) {
	case *string:
		return *v
	case *int64:
		return *v
	case *bool:
		return *v
	case *[]byte:
		return *v
	}
	return nil
}

// number has the numbers of answers go on where they were.
func number(ctx context.Context, of *kind, from *sql.Tx, in *kind, to *sql.Tx) error {
	var last int64
	if err := from.QueryRowContext(ctx, of.last).Scan(&last); err != nil {
		return err //nolint:wrapcheck // by Copy
	}
	for _, query := range in.next {
		if _, err := to.ExecContext(ctx, query, last); err != nil {
			return err //nolint:wrapcheck // as above
		}
	}
	return nil
}
