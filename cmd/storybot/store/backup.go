package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/storybot/storybot/bot/journal"
	"github.com/storybot/storybot/cmd/storybot/archive"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// Backup writes everything into one file; what it needs beside is made in dir meanwhile.
func (s *Store) Backup(ctx context.Context, dir, file string) error {
	if s.Journal == nil {
		return errors.New("the journal is damaged, so that it cannot be copied; move it away first")
	}
	if err := replaceable(file); err != nil {
		return err
	}
	made, err := os.MkdirTemp(dir, "backup-")
	if err != nil {
		return fmt.Errorf("make room for a backup: %w", err)
	}
	defer func() { _ = os.RemoveAll(made) }()
	// The journal first: what it cites is in the stories of a later moment.
	if err := s.Journal.Backup(ctx, filepath.Join(made, JournalName)); err != nil {
		return err //nolint:wrapcheck // it says what was tried
	}
	if err := s.Index.Backup(ctx, filepath.Join(made, local.DatabaseName)); err != nil {
		return err //nolint:wrapcheck // it says what was tried
	}
	part, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*.part") // for this user alone
	if err != nil {
		return fmt.Errorf("write %s: %w", file, plain.WithoutPath(err))
	}
	if err = errors.Join(archive.Pack(made, inBackup(), part), part.Close()); err == nil {
		err = os.Rename(part.Name(), file)
	}
	if err != nil {
		_ = os.Remove(part.Name())
		return fmt.Errorf("write %s: %w", file, err)
	}
	return nil
}

// replaceable returns an error where something is in the place of a backup that is none: one slip
// of the fingers would replace the stories themselves.
func replaceable(file string) error {
	info, err := os.Stat(file) //nolint:gosec // an operator names it
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("look at %s: %w", file, plain.WithoutPath(err))
	case info.IsDir():
		return fmt.Errorf("%s is a folder; name a file in it", file)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is no file; name another", file)
	}
	in, err := os.Open(file) //nolint:gosec // an operator names it
	if err != nil {
		return fmt.Errorf("look at %s: %w", file, plain.WithoutPath(err))
	}
	defer func() { _ = in.Close() }()
	if err := archive.Check(in); err != nil {
		return fmt.Errorf("%s is there already: %w; name another file", file, err)
	}
	return nil
}

// inBackup are the files of a backup, in their order.
func inBackup() []string { return []string{local.DatabaseName, JournalName} }

// Stage unpacks a backup beside what is in dir, sees that it is sound, and has the next Open put
// it in its place.
func Stage(ctx context.Context, dir, file string) error {
	part := filepath.Join(dir, local.RestoredFolder+".part")
	defer func() { _ = os.RemoveAll(part) }()
	if err := unpack(ctx, part, file); err != nil {
		return err
	}
	if err := os.Rename(part, filepath.Join(dir, local.RestoredFolder)); err != nil {
		return fmt.Errorf("restore %s: %w", file, err)
	}
	return nil
}

// unpack unpacks a backup into a new folder, and sees that it is sound.
func unpack(ctx context.Context, part, file string) error {
	if err := os.RemoveAll(part); err != nil {
		return fmt.Errorf("make room to restore: %w", err)
	}
	if err := os.Mkdir(part, 0o700); err != nil {
		return fmt.Errorf("make room to restore: %w", err)
	}
	if err := archive.Unpack(file, part, inBackup()); err != nil {
		return fmt.Errorf("restore %s: %w; nothing was changed", file, err)
	}
	if err := sound(ctx, part); err != nil {
		var damaged *local.DamagedError
		if errors.As(err, &damaged) { // what it says helps who has it in DATA_DIR
			err = fmt.Errorf("its %s is damaged: %w", filepath.Base(damaged.File), damaged.Err)
		}
		return fmt.Errorf("restore %s: %w; nothing was changed", file, err)
	}
	return nil
}

// sound opens what was unpacked, which also makes its index, and reports what is wrong.
func sound(ctx context.Context, dir string) error {
	x, err := local.Open(ctx, dir, local.Options{})
	if err != nil {
		return err //nolint:wrapcheck // wrapped by unpack
	}
	if err := x.Close(); err != nil {
		return err //nolint:wrapcheck // as above
	}
	j, err := journal.Open(ctx, filepath.Join(dir, JournalName))
	if err != nil {
		return err //nolint:wrapcheck // as above
	}
	return errors.Join(j.Close(), os.Remove(filepath.Join(dir, local.LockName)))
}
