package store

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/storybot/storybot/bot/journal"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/postgres"
)

// Counted tells of the rows of one kind that were copied, read back and found the same.
type Counted struct {
	Kind string
	Rows int
	Hash string // of all of them, whatever their order
}

// Move copies everything from a DATA_DIR into a database, or from a database into a new DATA_DIR,
// and reads it back; what was there stays. Nobody may use the DATA_DIR meanwhile. A database that
// has stories, or a folder that is not empty, is refused and left as it is.
func Move(ctx context.Context, from, to Place) ([]Counted, error) {
	if to.Database == "" {
		return takeOut(ctx, from, to)
	}
	has, err := postgres.Holds(ctx, to.Database)
	if err != nil {
		return nil, unfitAs("--to", err)
	}
	if has > 0 {
		return nil, &UnfitError{fmt.Errorf("%w (%d): name an empty one, or put back a backup with restore, which replaces them", postgres.ErrFull, has)}
	}
	if _, err := os.Stat(filepath.Join(from.Dir, local.DatabaseName)); err != nil {
		return nil, &UnfitError{fmt.Errorf("there are no stories in %s", from.Dir)}
	}
	return putIn(ctx, from.Dir, to, false)
}

// RestoreInto replaces what is in the database of a place by what a backup holds.
func RestoreInto(ctx context.Context, at Place, file string) error {
	if err := os.MkdirAll(at.Dir, 0o700); err != nil {
		return fmt.Errorf("make %s: %w", at.Dir, err)
	}
	scratch, err := os.MkdirTemp(at.Dir, "restore-")
	if err != nil {
		return fmt.Errorf("make room to restore: %w", err)
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	part := filepath.Join(scratch, "backup")
	if err := unpack(ctx, part, file); err != nil {
		return err
	}
	_, err = putIn(ctx, part, at, true)
	return err
}

// putIn puts what is in a folder into a database: the journal first, for the stories are what
// says that the database is in use.
func putIn(ctx context.Context, dir string, to Place, replace bool) (all []Counted, err error) {
	x, err := local.Open(ctx, dir, local.Options{})
	if err != nil {
		return nil, opened("stories", err)
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	if x.Followed().Truth != "" && !replace { // its journal is there
		return nil, &UnfitError{fmt.Errorf("%s has a copy of what is in a database: name that with DATABASE_URL", dir)}
	}
	own, err := journal.Open(ctx, filepath.Join(dir, JournalName))
	if err != nil {
		return nil, opened("journal", err)
	}
	defer func() { err = errors.Join(err, own.Close()) }()
	there, err := passing(ctx, to)
	if err != nil {
		return nil, unfit(err)
	}
	defer func() { err = errors.Join(err, there.Close()) }()
	copied, err := journal.Copy(ctx, own, there)
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what was tried
	}
	scratch, err := os.MkdirTemp(dir, "move-")
	if err != nil {
		return nil, fmt.Errorf("make room for a copy: %w", err)
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	sums, err := postgres.Fill(ctx, to.Database, x, scratch, replace)
	if err != nil {
		return nil, unfit(err)
	}
	return counted(sums, copied), nil
}

// takeOut copies what is in a database into a new folder.
func takeOut(ctx context.Context, from, to Place) ([]Counted, error) {
	files, err := os.ReadDir(to.Dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) || len(files) > 0 {
		return nil, &UnfitError{fmt.Errorf("%s is there already: name a new folder", to.Dir)}
	}
	there, err := passing(ctx, from)
	if err != nil {
		return nil, unfit(err)
	}
	defer func() { _ = there.Close() }()
	// Until all is there it is no DATA_DIR.
	part := filepath.Clean(to.Dir) + ".part"
	defer func() { _ = os.RemoveAll(part) }()
	scratch := filepath.Join(part, "scratch")
	if err := errors.Join(os.RemoveAll(part), os.MkdirAll(scratch, 0o700)); err != nil {
		return nil, fmt.Errorf("make room: %w", err)
	}
	made := filepath.Join(part, "made")
	own, err := journal.Open(ctx, filepath.Join(made, JournalName))
	if err != nil {
		return nil, opened("journal", err)
	}
	copied, err := journal.Copy(ctx, there, own)
	if err := errors.Join(err, own.Close()); err != nil {
		return nil, err
	}
	sums, err := postgres.Take(ctx, from.Database, made, scratch)
	if err != nil {
		return nil, unfit(err)
	}
	if err := os.Remove(to.Dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("make %s: %w", to.Dir, err)
	}
	if err := os.Rename(made, to.Dir); err != nil {
		return nil, fmt.Errorf("make %s: %w", to.Dir, err)
	}
	return counted(sums, copied), nil
}

// passing opens the journal of a database for who does not serve.
func passing(ctx context.Context, at Place) (*journal.Journal, error) {
	db, err := postgres.Pool(ctx, at.Database)
	if err != nil {
		return nil, err //nolint:wrapcheck // it says what was tried
	}
	return journal.Share(ctx, db, "a command", slog.New(slog.DiscardHandler)) //nolint:wrapcheck // as above
}

// counted are the sums of both.
func counted(sums postgres.Sums, copied []journal.Copied) []Counted {
	var all []Counted
	for _, s := range sums {
		all = append(all, Counted{s.Kind, s.Rows, hex.EncodeToString(s.Hash[:8])})
	}
	for _, c := range copied {
		all = append(all, Counted{"journal." + c.Table, c.Rows, hex.EncodeToString(c.Sum[:8])})
	}
	return all
}
