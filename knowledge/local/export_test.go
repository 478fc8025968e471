package local

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"

	"github.com/storybot/storybot/knowledge/local/replaced"
)

// SegmentNames are the files of the word index that are in use.
func SegmentNames(x *Index) []string {
	s := x.open()
	defer s.Close()
	var names []string
	for _, p := range s.parts {
		names = append(names, p.name)
	}
	return names
}

// Spoil runs SQL on the database of a closed engine.
func Spoil(dir, query string) error {
	db, err := connect(filepath.Join(dir, databaseName), "", "")
	if err != nil {
		return err
	}
	if _, err = db.ExecContext(context.Background(), query); err != nil {
		return err //nolint:wrapcheck // a test
	}
	return db.Close() //nolint:wrapcheck // a test
}

// Merge merges all segments into one.
func Merge(ctx context.Context, x *Index) error {
	s := x.open()
	defer s.Close()
	from := make([]int, len(s.parts))
	for i := range from {
		from[i] = i
	}
	return x.merge(ctx, s.snapshot, from)
}

// Layout is the layout that the database of a closed engine has.
func Layout(dir string) (n int, err error) {
	db, err := connect(filepath.Join(dir, databaseName), "", "")
	if err != nil {
		return 0, err
	}
	err = db.QueryRowContext(context.Background(), "PRAGMA user_version").Scan(&n)
	return n, errors.Join(err, db.Close())
}

// PackAgain returns how many texts another Prune would try to pack.
func PackAgain(ctx context.Context, x *Index) (n int, err error) {
	err = x.tend(ctx, func(c *sql.Conn) (err error) {
		n, _, err = replaced.Pack(ctx, c, 0, 1000)
		return err
	})
	return n, err
}
