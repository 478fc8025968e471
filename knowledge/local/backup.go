package local

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	sqlite "modernc.org/sqlite"

	"github.com/storybot/storybot/knowledge/local/disk"
)

// DatabaseName is the file in an Index's folder that holds all of it; what else is
// there is made from it.
const DatabaseName = databaseName

// RestoredFolder is the folder within that of an Index into which somebody puts
// what is to take the place of what is there: whole folders and databases, which
// Open moves when the folder is there. It is to be made under another name and
// renamed when it is complete.
const RestoredFolder = "restored"

// Backup writes a copy of the database to a new file, as it is at this moment.
// Loads may go on meanwhile.
func (x *Index) Backup(ctx context.Context, path string) error {
	c, err := x.db.readers.Conn(ctx)
	if err != nil {
		return fmt.Errorf("copy the stories: %w", x.db.asDamage(err))
	}
	defer func() { _ = c.Close() }()
	// Page by page, as VACUUM INTO might number the rows of the vectors anew.
	err = c.Raw(func(driver any) error {
		from, ok := driver.(interface {
			NewBackup(path string) (*sqlite.Backup, error)
		})
		if !ok {
			return errors.New("the driver makes no copies")
		}
		copying, err := from.NewBackup(path)
		if err != nil {
			return err //nolint:wrapcheck // wrapped below
		}
		for more := true; more && err == nil; {
			if err = ctx.Err(); err == nil {
				more, err = copying.Step(-1)
			}
		}
		return errors.Join(err, copying.Finish())
	})
	if err != nil {
		return fmt.Errorf("copy the stories to %s: %w", path, x.db.asDamage(disk.Explain(filepath.Dir(path), err)))
	}
	return nil
}

// finishRestore moves what was restored to its place. If that is broken off, the
// next Open goes on.
func finishRestore(dir string) error {
	from := filepath.Join(dir, RestoredFolder)
	entries, err := os.ReadDir(from)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("restore from %s: %w", from, err)
	}
	for _, e := range entries {
		to := filepath.Join(dir, e.Name())
		// The log of the database that was there is not of this one.
		for _, old := range []string{to + "-wal", to + "-shm"} {
			if err := os.RemoveAll(old); err != nil {
				return fmt.Errorf("restore %s: %w", to, err)
			}
		}
		if e.IsDir() {
			if err := os.RemoveAll(to); err != nil {
				return fmt.Errorf("restore %s: %w", to, err)
			}
		}
		if err := os.Rename(filepath.Join(from, e.Name()), to); err != nil {
			return fmt.Errorf("restore %s: %w", to, err)
		}
	}
	if err := os.Remove(from); err != nil {
		return fmt.Errorf("restore from %s: %w", from, err)
	}
	return nil
}
