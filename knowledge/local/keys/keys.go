// Package keys checks that the rows of the stories are found by the right keys. Segments and passages
// go by a row's key, and no checksum has it: a damaged one would answer with another story's words. What
// tells each key a second time is the index of the stories' IDs.
package keys

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// Row is a story as a row of its table has it, or as the index of the IDs has it.
type Row struct {
	Key int64
	ID  string
}

// Source is what rows are read from: a database, or a connection in a transaction.
type Source interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// All lists the keys of all rows, ascending, each once.
func All(ctx context.Context, db Source) ([]int64, error) {
	rows, err := read(ctx, db, "SELECT key, '' FROM stories NOT INDEXED")
	keys := make([]int64, len(rows))
	for i, r := range rows {
		keys[i] = r.Key
	}
	slices.Sort(keys) // what is damaged may be in another's place
	return slices.Compact(keys), err
}

// Indexed lists what the index of the IDs has.
func Indexed(ctx context.Context, db Source) ([]Row, error) {
	return read(ctx, db, "SELECT key, id FROM stories INDEXED BY sqlite_autoindex_stories_1")
}

func read(ctx context.Context, db Source, query string) (list []Row, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("read the keys of the stories: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var r Row
		if err := rows.Scan(&r.Key, &r.ID); err != nil {
			return nil, fmt.Errorf("read the keys of the stories: %w", err)
		}
		list = append(list, r)
	}
	return list, rows.Err() //nolint:wrapcheck // wrapped by the callers
}

// Compare compares rows, whose IDs have a checksum, with the index. Where an ID of the index is damaged,
// the row is believed; where the two have another key each, neither is. It returns the positions
// of the rows that are not believed, the stories that only the index has and that are not among
// the keys of the rows known to be damaged, and whether the two differ at all.
func Compare(rows, index []Row, damaged map[int64]bool) (wrong []int, gone []Row, differ bool) {
	byID, byKey := make(map[string]int64, len(index)), make(map[int64]bool, len(index))
	for _, r := range index {
		byID[r.ID], byKey[r.Key] = r.Key, true
	}
	matched := make(map[int64]bool, len(rows)) // keys of the index that a row explains
	for i, r := range rows {
		key, there := byID[r.ID]
		delete(byID, r.ID) // a second row with the same ID is wrong
		switch {
		case there && key == r.Key:
			matched[key] = true
		case !there && byKey[r.Key] && !matched[r.Key]:
			matched[r.Key], differ = true, true
		default:
			if there {
				matched[key] = true
			}
			wrong, differ = append(wrong, i), true
		}
	}
	for _, r := range index {
		if _, left := byID[r.ID]; left && !matched[r.Key] && !damaged[r.Key] {
			gone, differ = append(gone, r), true
		}
	}
	return wrong, gone, differ
}

// Left returns an error unless the rows that are left in the table are those. A row that is not where its
// key says cannot be deleted: what is deleted instead is another one that has the key rightly.
func Left(ctx context.Context, db Source, rows []Row) error {
	left, err := read(ctx, db, "SELECT key, id FROM stories NOT INDEXED")
	if err != nil {
		return err
	}
	should := make(map[Row]bool, len(rows))
	for _, r := range rows {
		should[r] = true
	}
	for _, r := range left {
		if !should[r] {
			return fmt.Errorf("the row of %s is there still", r.ID)
		}
		delete(should, r)
	}
	for r := range should {
		return fmt.Errorf("the row of %s is gone", r.ID)
	}
	return nil
}
