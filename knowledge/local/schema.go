package local

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	sqlite "modernc.org/sqlite"
	_ "modernc.org/sqlite/vec" // the vec0 tables that hold the vectors

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/disk"
	"github.com/storybot/storybot/knowledge/private"
)

// databaseName is the file that holds the truth.
const databaseName = "stories.db"

// schemaVersion is what PRAGMA user_version says of the tables below.
// 2: the texts that were replaced may be packed.
const schemaVersion = 2

// schema makes the tables. A story's key is new whenever its row is replaced,
// and never used twice: segments name stories by key.
const schema = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE stories (
	key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
	title TEXT NOT NULL, outlet TEXT NOT NULL, authors TEXT NOT NULL, published TEXT NOT NULL, updated TEXT NOT NULL,
	url TEXT NOT NULL, collection TEXT NOT NULL, label TEXT NOT NULL, lang TEXT NOT NULL,
	source TEXT NOT NULL, item TEXT NOT NULL, hash TEXT NOT NULL,
	text INTEGER NOT NULL REFERENCES texts(id), sum INTEGER NOT NULL,
	words BLOB NOT NULL, prints BLOB NOT NULL, words_sum INTEGER NOT NULL);
CREATE TABLE texts (id INTEGER PRIMARY KEY, body BLOB NOT NULL, sum INTEGER NOT NULL);
CREATE TABLE versions (
	id INTEGER PRIMARY KEY AUTOINCREMENT, story TEXT NOT NULL, hash TEXT NOT NULL, seen TEXT NOT NULL,
	text_changed INTEGER NOT NULL, title TEXT NOT NULL, text INTEGER NOT NULL REFERENCES texts(id));
CREATE INDEX versions_of_story ON versions (story, hash);
CREATE TABLE marks (source TEXT, item TEXT, mark TEXT NOT NULL, PRIMARY KEY (source, item)) WITHOUT ROWID;
CREATE TABLE segments (name TEXT PRIMARY KEY, size INTEGER NOT NULL, sum INTEGER NOT NULL, stories BLOB NOT NULL, stories_sum INTEGER NOT NULL);
CREATE TABLE models (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, dimension INTEGER NOT NULL);
CREATE TABLE vectors (id INTEGER PRIMARY KEY, model INTEGER NOT NULL, text BLOB NOT NULL, UNIQUE (model, text));
`

// DamagedError means that the database itself cannot be used.
type DamagedError struct {
	File string
	Err  error
}

// Error names the file and says what to do.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("%s cannot be read: %v; put back a copy of it, or move it away and load the stories again, as storybot serve does when it starts", e.File, e.Err)
}

// Unwrap returns the cause.
func (e *DamagedError) Unwrap() error { return e.Err }

// Is reports whether it is knowledge.ErrDamaged.
func (*DamagedError) Is(target error) bool { return target == knowledge.ErrDamaged }

// database is stories.db: one connection that writes and some that read.
type database struct {
	path    string
	writer  *sql.DB
	readers *sql.DB
	text    *sql.Stmt           // the body and sum of a text, by its id
	files   []private.NamedFile // that are open
	made    bool                // it was not there, or empty
}

// nameFiles notes the files of the database.
func (d *database) nameFiles() (err error) {
	d.files, err = private.NameFiles(d.path, d.path+"-wal")
	return err //nolint:wrapcheck // it names the file
}

// openDatabase opens or makes the database in dir.
func openDatabase(ctx context.Context, dir string) (*database, error) {
	d := &database{path: filepath.Join(dir, databaseName)}
	// SQLite would let the group and others read a new file.
	made, err := os.OpenFile(d.path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", d.path, err)
	}
	if err := made.Close(); err != nil {
		return nil, fmt.Errorf("open %s: %w", d.path, err)
	}
	if d.writer, err = connect(d.path, "&_pragma=auto_vacuum(2)", "&_pragma=cache_size(-32000)"); err != nil {
		return nil, err
	}
	d.writer.SetMaxOpenConns(1)
	if err := d.prepare(ctx); err != nil {
		_ = d.writer.Close()
		return nil, d.asDamage(err)
	}
	if d.readers, err = connect(d.path, "", "&_pragma=query_only(1)"); err != nil {
		_ = d.writer.Close()
		return nil, err
	}
	d.readers.SetMaxOpenConns(readersAtOnce)
	d.readers.SetMaxIdleConns(readersAtOnce)
	if err := d.openAll(ctx); err != nil {
		return nil, errors.Join(d.asDamage(err), d.close())
	}
	if d.text, err = d.readers.PrepareContext(ctx, "SELECT body, sum FROM texts WHERE id = ?"); err != nil {
		return nil, errors.Join(d.unreadable(ctx, fmt.Errorf("read %s: %w", d.path, err)), d.close())
	}
	if err := d.nameFiles(); err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

// readersAtOnce is how many read at one time.
const readersAtOnce = 4

// openAll opens all connections that will ever be: one that is opened later would
// find whatever has that name by then.
func (d *database) openAll(ctx context.Context) (err error) {
	for range readersAtOnce {
		c, oerr := d.readers.Conn(ctx)
		if oerr != nil {
			return errors.Join(err, fmt.Errorf("read %s: %w", d.path, oerr))
		}
		defer func() { err = errors.Join(err, c.Close()) }()
	}
	return nil
}

// connect opens connections to a database. made is what a new file is made with; it is
// the writer's, for SQLite takes the lock of a writer to set auto_vacuum (2: incremental).
func connect(path, made, more string) (*sql.DB, error) {
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
	// FULL makes a commit last through a power cut.
	dsn := u.String() + alone() + "_pragma=busy_timeout(10000)" + made + "&_pragma=journal_mode(WAL)" +
		"&_pragma=synchronous(FULL)&_pragma=journal_size_limit(67108864)" + more
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return db, nil
}

// alone begins the settings of a connection. The file belongs to this process, so
// that the index of the write-ahead log is held in memory: in a file that is mapped,
// it would end the process when somebody cuts that file short.
func alone() string {
	if runtime.GOOS == "windows" {
		return "?mode=rw&"
	}
	return "?mode=rw&vfs=unix-excl&"
}

// prepare makes the tables of a new database and refuses those of a newer program.
func (d *database) prepare(ctx context.Context) error {
	var version int
	if err := d.writer.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		if version = d.headVersion(); version <= schemaVersion {
			return fmt.Errorf("read the version: %w", err)
		}
	}
	switch {
	case version == schemaVersion:
		return nil
	case version > schemaVersion:
		return fmt.Errorf("%s was written by a newer storybot (layout %d; this one knows %d): use that one, or another DATA_DIR",
			d.path, version, schemaVersion)
	}
	return d.inTx(ctx, func(c *sql.Conn) error {
		if d.made = version == 0; d.made {
			if _, err := c.ExecContext(ctx, schema); err != nil {
				return fmt.Errorf("make the tables: %w", err)
			}
		}
		_, err := c.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", schemaVersion))
		return err //nolint:wrapcheck // wrapped by the caller
	})
}

// headVersion is the version that the head of the file tells, also where the rest of it is damaged; 0: none.
func (d *database) headVersion() int {
	head, err := private.Read(d.path, 64)
	if err != nil || len(head) < 64 || !bytes.HasPrefix(head, []byte("SQLite format 3\x00")) {
		return 0
	}
	return int(int32(binary.BigEndian.Uint32(head[60:]))) //nolint:gosec // as SQLite has it
}

// inTx runs do in one transaction of the writer. It begins, commits and rolls back itself, because database/sql
// gives back a connection whose commit failed with the transaction still open. Cancelling ctx does not break into
// a commit: it is over or it is not.
func (d *database) inTx(ctx context.Context, do func(*sql.Conn) error) error {
	c, err := d.writer.Conn(ctx)
	if err != nil {
		return fmt.Errorf("write %s: %w", d.path, err)
	}
	defer func() { _ = c.Close() }()
	whole := context.WithoutCancel(ctx)
	if _, err := c.ExecContext(whole, "BEGIN IMMEDIATE"); err != nil {
		return d.asDamage(fmt.Errorf("write %s: %w", d.path, err))
	}
	kept := false
	defer func() {
		if !kept { // also when do panics
			_, _ = c.ExecContext(whole, "ROLLBACK") // fails where SQLite has done so already
		}
	}()
	if err := do(c); err != nil {
		return d.asDamage(err)
	}
	if _, err := c.ExecContext(whole, "COMMIT"); err != nil {
		return d.asDamage(fmt.Errorf("commit to %s: %w", d.path, err))
	}
	kept = true
	return nil
}

// asDamage turns SQLite's errors for a broken file into a *DamagedError.
func (d *database) asDamage(err error) error {
	var se *sqlite.Error
	var de *DamagedError
	if errors.As(err, &se) && !errors.As(err, &de) {
		switch se.Code() & 0xff {
		case 11, 26: // SQLITE_CORRUPT, SQLITE_NOTADB
			return &DamagedError{File: d.path, Err: err}
		}
	}
	return disk.Explain(filepath.Dir(d.path), err) //nolint:wrapcheck // to read needs room, too
}

// unreadable is asDamage for what is read at the start: a value that makes no
// sense is damage too.
func (d *database) unreadable(ctx context.Context, err error) error {
	var se *sqlite.Error
	var de *DamagedError
	unfit := errors.As(err, &se) && se.Code()&0xff == 1 // SQLITE_ERROR: our statements do not fit the tables, so what they are made of is damaged
	if ctx.Err() != nil || errors.As(err, &de) || se != nil && !unfit {
		return d.asDamage(err)
	}
	return &DamagedError{File: d.path, Err: err}
}

func (d *database) close() error {
	if err := errors.Join(d.readers.Close(), d.writer.Close()); err != nil {
		return fmt.Errorf("close %s: %w", d.path, err)
	}
	return nil
}
