// Package journal is the durable record of answers given: what was asked and
// answered, which story versions were cited, where the answer was posted, and
// whether it helped. A [Journal] is a [bot.Journal] kept in one SQLite file ([Open]), or in a
// database that several processes share ([Share]): the same queries serve both, and kind
// holds what has to be said otherwise.
//
// What a user asked is private: the file is readable by its owner alone, and
// what is deleted from it ([Journal.Forget], [Journal.Prune]) is gone from the
// bytes on the disk when the call returns.
package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Errors of a journal.
var (
	ErrDamaged  = errors.New("the journal is damaged")
	ErrNotFound = errors.New("no such answer")
)

// layouts are what makes each version of the file (its user_version) of the one before;
// the first makes it of nothing. What is there is never changed: the next one is added.
func layouts() []string { return []string{schema, settingsTable, pendingTable} }

const schema = `
CREATE TABLE answers (
	id           INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: old buttons carry it
	surface      TEXT NOT NULL,
	asker        TEXT NOT NULL,
	conversation TEXT NOT NULL,
	question     TEXT NOT NULL,
	standalone   TEXT NOT NULL,
	asked        INTEGER NOT NULL, -- milliseconds
	recorded     INTEGER NOT NULL, -- milliseconds
	answer       TEXT NOT NULL     -- JSON, see kept
);
CREATE INDEX answers_conversation ON answers (conversation, id);
CREATE INDEX answers_asker ON answers (surface, asker);
CREATE INDEX answers_recorded ON answers (recorded);
CREATE TABLE posted (
	place  TEXT PRIMARY KEY,
	answer INTEGER NOT NULL REFERENCES answers (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX posted_answer ON posted (answer);
CREATE TABLE feedback (
	answer  INTEGER NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
	asker   TEXT NOT NULL,
	helpful INTEGER NOT NULL,
	PRIMARY KEY (answer, asker)
) WITHOUT ROWID;
CREATE TABLE spending ( -- apart from the answers: who is forgotten has still spent
	day               TEXT PRIMARY KEY,
	prompt_tokens     INTEGER NOT NULL,
	completion_tokens INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE erasing (since INTEGER NOT NULL); -- a row: something is deleted, but not yet erased
`

// smallEnough is the size up to which a file is checked whole when it is opened.
const smallEnough = 32 << 20

// Journal is an open journal. It may be used by many goroutines; what they do is
// done one after the other.
type Journal struct {
	db      *sql.DB
	kind    *kind
	folder  string
	process []any // the name of this process, where the journal is shared
	now     func() time.Time
	waiting waiting // what has yet to be recorded, where the journal is shared
	stop    func()  // ends what goes on beside
}

// Open opens the journal in the file at path, or makes a new one there, with its folder. It
// belongs to one process. A file that is no journal or no longer sound is
// ErrDamaged, named, and left as it is; a bot can do without its journal.
func Open(ctx context.Context, path string) (*Journal, error) {
	small, err := prepare(path)
	if err != nil {
		return nil, fmt.Errorf("open the journal: %w", err)
	}
	db, err := sql.Open("sqlite", address(path))
	if err != nil {
		return nil, fmt.Errorf("open the journal %s: %w", path, err)
	}
	db.SetMaxOpenConns(1) // nobody reads what a forgetting has yet to clear away
	j := &Journal{db: db, kind: inFile(), folder: filepath.Dir(path), now: time.Now, stop: func() {}}
	if err = j.check(ctx, small); err == nil {
		err = j.finish(ctx)
	}
	if err != nil {
		_ = db.Close()
		return nil, explain(path, err)
	}
	return j, nil
}

// Close ends the use of the journal.
func (j *Journal) Close() error {
	j.stop()
	if err := j.db.Close(); err != nil {
		return fmt.Errorf("close the journal: %w", err)
	}
	return nil
}

// Backup writes a copy of the journal to a new file, as it is at this moment.
func (j *Journal) Backup(ctx context.Context, path string) error {
	if j.kind.shared {
		return j.backup(ctx, path)
	}
	if _, err := j.db.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		return fmt.Errorf("copy the journal to %s: %w", path, roomless(filepath.Dir(path), err))
	}
	return nil
}

// prepare makes the folder and the file, for their owner alone, and reports whether
// the file is small enough to be checked.
func prepare(path string) (small bool, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return false, err //nolint:wrapcheck // names the folder; Open says the rest
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // the operator's own setting
	if err != nil {
		return false, err //nolint:wrapcheck // names the file; Open says the rest
	}
	info, err := f.Stat()
	if err := errors.Join(err, f.Close()); err != nil {
		return false, err
	}
	return info.Size() <= smallEnough, nil
}

func address(path string) string {
	q := url.Values{"_txlock": {"immediate"}, "_pragma": {
		"busy_timeout(2000)", "journal_mode(WAL)", "synchronous(FULL)",
		"secure_delete(ON)", "foreign_keys(ON)", "temp_store(MEMORY)",
	}}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if runtime.GOOS != "windows" {
		// It belongs to this process alone. The index of the write-ahead log is in memory: a
		// file that is mapped ends the process when somebody cuts it short.
		q.Set("vfs", "unix-excl")
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: q.Encode()}).String()
}

// check makes the tables of a new file, or sees that an old one is sound.
func (j *Journal) check(ctx context.Context, whole bool) error {
	var found, tables int
	if err := j.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&found); err != nil {
		return err //nolint:wrapcheck // explained by Open
	}
	if err := j.db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return err //nolint:wrapcheck // explained by Open
	}
	version := len(layouts())
	switch {
	case found == 0 && tables == 0:
		return j.renew(ctx, 0)
	case found > version:
		return fmt.Errorf("it was written by a newer version of this program (%d, this one knows %d)", found, version)
	case found <= 0:
		return fmt.Errorf("%w: it is another program's database", ErrDamaged)
	case !whole:
		return j.renew(ctx, found)
	}
	var verdict string
	if err := j.db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err //nolint:wrapcheck // explained by Open
	}
	if verdict != "ok" {
		return fmt.Errorf("%w: %.200s", ErrDamaged, strings.Join(strings.Fields(verdict), " "))
	}
	return j.renew(ctx, found)
}

// renew brings a file of an older version to the present one, all or nothing.
func (j *Journal) renew(ctx context.Context, found int) error {
	missing := layouts()[found:]
	if len(missing) == 0 {
		return nil
	}
	return j.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, strings.Join(missing, "\n")+fmt.Sprintf("\nPRAGMA user_version = %d;", len(layouts())))
		return err //nolint:wrapcheck // explained by Open
	})
}

// explain says which file it is and what can be done about it.
func explain(path string, err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) {
		switch e.Code() & 0xff {
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			err = fmt.Errorf("%w: %w", ErrDamaged, err)
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return fmt.Errorf("open the journal %s: another process uses it: %w", path, err)
		}
		err = roomless(filepath.Dir(path), err)
	}
	if errors.Is(err, ErrDamaged) {
		return fmt.Errorf("open the journal %s: %w; to begin a new one, move it and its -wal and -shm files away", path, err)
	}
	return fmt.Errorf("open the journal %s: %w", path, err)
}

// diskError is a failure to write, most likely because the disk is full.
type diskError struct {
	words string
	err   error
}

// Error says what can be done.
func (e *diskError) Error() string { return e.words + " (" + e.err.Error() + ")" }

// Unwrap returns the cause.
func (e *diskError) Unwrap() error { return e.err }

// roomless says what can be done about a disk that is full or broken.
func roomless(folder string, err error) error {
	var known *diskError
	var e *sqlite.Error
	if errors.As(err, &known) || !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		return &diskError{"the disk that holds " + folder + " is full: make room there and try again", err}
	case sqlite3.SQLITE_IOERR: // also where a file could not grow
		return &diskError{"the disk that holds " + folder + " cannot be written: see that it is neither full nor broken, and try again", err}
	}
	return err
}

// change runs fill in one transaction.
func (j *Journal) change(ctx context.Context, fill func(*sql.Tx) error) error {
	tx, err := j.db.BeginTx(ctx, nil)
	if err != nil {
		return roomless(j.folder, err)
	}
	defer func() { _ = tx.Rollback() }() // after a commit it does nothing
	if err := fill(tx); err != nil {
		return roomless(j.folder, err)
	}
	return roomless(j.folder, tx.Commit())
}
