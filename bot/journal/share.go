package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/storybot/storybot/bot"
)

const (
	// mostWaiting is how many answers may wait to be recorded while the database is away.
	mostWaiting = 1000
	// seenEvery is how often a process is seen to serve, and what waits is tried again.
	seenEvery = 3 * time.Second
	// lastTry is how long it is tried to record what still waits at the end.
	lastTry = 2 * time.Second
)

// Share opens a journal in a database that several processes share, as
// knowledge/postgres.Pool opens it; process is the name of this one, the same when it is
// started again. It is closed with the journal.
//
// While the database is away, nothing is recalled, and answers wait in memory to be recorded, the
// last thousand of them: they have no number, so they are shown without buttons, and log tells of
// them. What is deleted can no longer be read when the call returns, and the server is asked to
// clear its files of it; its own log and its backups keep it as long as they are kept.
func Share(ctx context.Context, db *sql.DB, process string, log *slog.Logger) (*Journal, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	j := &Journal{db: db, kind: inDatabase(), process: []any{process}, now: time.Now, waiting: waiting{most: mostWaiting}}
	if err := j.serves(ctx); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("open the journal: %w", err)
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var beside sync.WaitGroup
	beside.Go(func() { j.tend(ctx, log) })
	j.stop = func() {
		cancel()
		beside.Wait()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastTry)
		defer cancel()
		if left := j.deliver(last); left > 0 {
			log.Error("answers were not recorded: the database is away", "answers", left)
		}
	}
	return j, nil
}

// serves notes that this process serves, and forgets those that did a day ago.
func (j *Journal) serves(ctx context.Context) error {
	_, err := j.db.ExecContext(ctx, `INSERT INTO processes (name, seen) VALUES (?1, now())
		ON CONFLICT (name) DO UPDATE SET seen = excluded.seen`, j.process...)
	return err //nolint:wrapcheck // it says what was tried
}

// tend sees every few seconds to what waits.
func (j *Journal) tend(ctx context.Context, log *slog.Logger) {
	tick := time.NewTicker(seenEvery)
	defer tick.Stop()
	said := 0
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		_ = j.serves(ctx) // who follows the stories says that the database is away
		switch left := j.deliver(ctx); {
		case left > said:
			log.Warn("answers wait to be recorded: the database is away", "answers", left, "most", mostWaiting)
			said = left
		case left == 0 && said > 0:
			log.Info("the answers that waited are recorded")
			said = 0
		}
	}
}

// waiting are the answers that have yet to be recorded.
type waiting struct {
	mu   sync.Mutex
	most int
	list []late
}

// late is an answer that waits.
type late struct {
	q          bot.Question
	standalone string
	a          bot.Answer
	now        time.Time
	once       string // tells it from all others: it may be in the journal already, where nobody heard of the commit
}

// add has an answer wait, in place of the first where there are too many.
func (w *waiting) add(l late) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.list) >= w.most {
		w.list = slices.Delete(w.list, 0, 1)
	}
	w.list = append(w.list, l)
}

// drop takes out what an asker of a surface asked.
func (w *waiting) drop(surface, asker string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.list = slices.DeleteFunc(w.list, func(l late) bool { return l.q.Surface == surface && l.q.Asker == asker })
}

// deliver records what waits, in its order, until it fails; it returns how many are left.
func (j *Journal) deliver(ctx context.Context) (left int) {
	w := &j.waiting
	w.mu.Lock() // also while it is recorded: who forgets comes before or after
	defer w.mu.Unlock()
	for len(w.list) > 0 {
		l := w.list[0]
		if _, err := j.record(ctx, l); err != nil {
			break
		}
		w.list = slices.Delete(w.list, 0, 1)
	}
	return len(w.list)
}

// vacuum has the server clear its files of what was deleted.
func (j *Journal) vacuum(ctx context.Context) error {
	for _, table := range []string{"answers", "posted", "feedback"} {
		if _, err := j.db.ExecContext(ctx, "VACUUM "+table); err != nil {
			return fmt.Errorf("clear the table %s: %w", table, err)
		}
	}
	return nil
}

// backup copies the journal to a new file.
func (j *Journal) backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("copy the journal to %s: there is a file already", path)
	}
	to, err := Open(ctx, path)
	if err != nil {
		return err
	}
	_, err = Copy(ctx, j, to)
	return errors.Join(err, to.Close())
}
