// Package store opens what a bot keeps: its stories and its journal, in files of DATA_DIR or in a
// PostgreSQL that several processes share, and a Weaviate that finds in it; and packs and unpacks backups of them.
package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/storybot/storybot/bot/journal"
	"github.com/storybot/storybot/bot/lease"
	"github.com/storybot/storybot/bot/limit"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/postgres"
	"github.com/storybot/storybot/knowledge/private"
	"github.com/storybot/storybot/knowledge/weaviate"
)

// JournalName is the file of the journal in DATA_DIR.
const JournalName = "journal.db"

// processName is the file in DATA_DIR that has the name of the process in a database.
const processName = "process"

// Place is where things are kept.
type Place struct {
	Dir      string // DATA_DIR
	Database string // the address of a PostgreSQL; empty: all is in Dir
	Weaviate string // the nodes that find passages; empty: the engine does
}

// Store is what was opened.
type Store struct {
	Engine  knowledge.Index
	Index   *local.Index     // the engine, or what of it is in DATA_DIR
	Journal *journal.Journal // nil: it is damaged
	Ledger  *limit.Ledger    // nil: nobody else counts what is asked and spent
	Leases  *lease.Leases    // nil: nobody else does anything
}

// UnfitError means that the settings or what they name are not fit to begin with.
type UnfitError struct{ Err error }

// Error is one line.
func (e *UnfitError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *UnfitError) Unwrap() error { return e.Err }

// Open opens what is kept at a place. It returns an *UnfitError, or what [local.Open] and
// [journal.Open] return; a journal that is damaged is none, and log says so.
func Open(ctx context.Context, at Place, o local.Options, log *slog.Logger) (*Store, error) {
	s := &Store{}
	if err := s.openStories(ctx, at, o); err != nil {
		return nil, unfit(err)
	}
	if err := s.openFinding(ctx, at, log); err != nil {
		return nil, errors.Join(unfit(err), s.Close())
	}
	if err := s.openJournal(ctx, at, log); err != nil {
		return nil, errors.Join(unfit(err), s.Close())
	}
	return s, nil
}

// unfit makes an error of what is not fit an *UnfitError.
func unfit(err error) error { return unfitAs("DATABASE_URL", err) }

// unfitAs is unfit where a database is named by something.
func unfitAs(named string, err error) error {
	var shared *private.SharedError
	var setup *postgres.SetupError
	var finding *weaviate.SetupError
	switch {
	case errors.As(err, &shared):
		return &UnfitError{shared}
	case errors.As(err, &setup):
		return &UnfitError{fmt.Errorf("%s: %w", named, setup)}
	case errors.As(err, &finding):
		return &UnfitError{fmt.Errorf("WEAVIATE_URL: %w", finding)}
	}
	return err
}

func (s *Store) openStories(ctx context.Context, at Place, o local.Options) error {
	if at.Database == "" {
		x, err := local.Open(ctx, at.Dir, o)
		s.Engine, s.Index = x, x
		return opened("stories", err)
	}
	x, err := postgres.Open(ctx, at.Database, at.Dir, o)
	if err != nil {
		return opened("stories", err)
	}
	s.Engine, s.Index = x, x.Index
	return nil
}

// openFinding has a Weaviate find what the engine has, if the place names one.
func (s *Store) openFinding(ctx context.Context, at Place, log *slog.Logger) error {
	if at.Weaviate == "" {
		return nil
	}
	x, err := weaviate.Open(ctx, at.Weaviate, at.Dir, s.Engine, weaviate.Options{Truth: s.Index.Followed().Truth, Logger: log})
	if err != nil {
		return opened("Weaviate", err)
	}
	s.Engine = x
	return nil
}

func (s *Store) openJournal(ctx context.Context, at Place, log *slog.Logger) error {
	if at.Database != "" {
		return opened("journal", s.shareJournal(ctx, at, log))
	}
	j, err := journal.Open(ctx, filepath.Join(at.Dir, JournalName))
	if errors.Is(err, journal.ErrDamaged) {
		log.Error("answers are not recorded and earlier questions not remembered", "err", err)
		return nil
	}
	s.Journal = j
	return opened("journal", err)
}

// shareJournal opens the journal in the database, and what is counted there.
func (s *Store) shareJournal(ctx context.Context, at Place, log *slog.Logger) error {
	name, err := process(at.Dir)
	if err != nil {
		return err
	}
	db, err := postgres.Pool(ctx, at.Database)
	if err != nil {
		return err //nolint:wrapcheck // by openJournal
	}
	if s.Journal, err = journal.Share(ctx, db, name, log); err != nil {
		return err //nolint:wrapcheck // as above
	}
	secret, err := s.Journal.Secret(ctx)
	s.Ledger, s.Leases = limit.NewLedger(db, secret), lease.New(db)
	return err //nolint:wrapcheck // as above
}

// process is the name of whoever has that folder: the same for the next one that has it.
func process(dir string) (string, error) {
	file := filepath.Join(dir, processName)
	name, err := os.ReadFile(file) //nolint:gosec // in DATA_DIR
	if err == nil && len(name) > 0 {
		return strings.TrimSpace(string(name)), nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("read the name of the process: %w", err)
	}
	made := rand.Text()
	if err := os.WriteFile(file, []byte(made+"\n"), 0o600); err != nil {
		return "", fmt.Errorf("name the process: %w", err)
	}
	return made, nil
}

// opened says what was opened.
func opened(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("open the %s: %w", what, err)
}

// Close gives everything back.
func (s *Store) Close() error {
	var errs []error
	if s.Journal != nil {
		errs = append(errs, s.Journal.Close())
	}
	if s.Engine != nil {
		errs = append(errs, s.Engine.Close())
	}
	return errors.Join(errs...)
}
