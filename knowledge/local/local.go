package local

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sort"
	"sync"
	"sync/atomic"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/disk"
	"github.com/storybot/storybot/knowledge/local/hurt"
	"github.com/storybot/storybot/knowledge/private"
)

// LockName is the file by which a process owns a folder.
const LockName = private.LockName

// InUseError means that another process owns the folder.
type InUseError = private.InUseError

// Options are the settings of an Index. The zero value works.
type Options struct {
	// Progress, if set, is told how far the rebuilding of a damaged or missing
	// word index is. It is called from one goroutine.
	Progress func(what string, done, total int)
	// Logger is told what was found damaged and mended; nil: nothing is logged.
	Logger *slog.Logger
	// Now is the clock; nil: time.Now.
	Now func() time.Time
}

// Index is the embedded engine: a [knowledge.Index] that keeps everything in
// one folder. It may be used by many goroutines.
type Index struct {
	dir     string
	opts    Options
	log     *slog.Logger
	lock    *private.Lock
	db      *database
	now     atomic.Pointer[snapshot]
	writing chan struct{} // holds one token; who has it may change things
	scratch sync.Pool     // of *scoring

	hurt     hurt.Texts
	looked   atomic.Int64 // how many texts Watch has looked at
	followed atomic.Pointer[Followed]
	trouble  atomic.Pointer[error] // why what is there cannot be relied on; nil: it can

	// Guarded by writing.
	closed     bool
	next       int64        // the next key of a story and number of a segment
	lastVector atomic.Int64 // the newest vector there is
}

var _ knowledge.Index = (*Index)(nil)

// Open opens the engine in dir, making the folder where there is none. It verifies the word index and makes anew
// what of it is missing or damaged. It returns an *InUseError if another process owns dir, and a *DamagedError if
// the database itself cannot be read.
func Open(ctx context.Context, dir string, opts Options) (*Index, error) {
	if opts.Progress == nil {
		opts.Progress = func(string, int, int) {}
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	x := &Index{dir: dir, opts: opts, log: opts.Logger, writing: make(chan struct{}, 1)}
	if x.log == nil {
		x.log = slog.New(slog.DiscardHandler)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", dir, err)
	}
	x.dir = dir
	if err := private.Folder(dir); err != nil {
		return nil, fmt.Errorf("open the folder: %w", disk.Explain(dir, err))
	}
	if x.lock, err = private.LockFolder(ctx, dir); err != nil {
		return nil, disk.Explain(dir, err) //nolint:wrapcheck // it says what was tried
	}
	if err := finishRestore(dir); err != nil {
		return nil, errors.Join(disk.Explain(dir, err), x.lock.Unlock())
	}
	if x.db, err = openDatabase(ctx, dir); err != nil {
		if disk.IsBusy(err) { // its lock was taken away, and it has the database still
			err = &InUseError{Dir: dir}
		}
		return nil, errors.Join(disk.Explain(dir, err), x.lock.Unlock())
	}
	if err := x.makeFolder(); err != nil {
		return nil, errors.Join(disk.Explain(dir, err), x.db.close(), x.lock.Unlock())
	}
	if err := x.restore(ctx); err != nil {
		return nil, errors.Join(disk.Explain(dir, x.db.asDamage(err)), x.db.close(), x.lock.Unlock())
	}
	return x, nil
}

// makeFolder makes the folder of the word index, also where something else is in its place.
func (x *Index) makeFolder() error {
	if info, err := os.Lstat(x.folder()); err == nil && !info.IsDir() {
		if err := os.Remove(x.folder()); err != nil {
			return fmt.Errorf("make %s: %w", x.folder(), err)
		}
	}
	if err := os.MkdirAll(x.folder(), 0o700); err != nil {
		return fmt.Errorf("make %s: %w", x.folder(), err)
	}
	return nil
}

// folder is where the word index is.
func (x *Index) folder() string { return filepath.Join(x.dir, wordsFolder) }

// Close ends the use of the engine and gives the folder back. It waits for an
// Update that is under way. Later Views are empty and later Updates fail.
func (x *Index) Close() error {
	x.writing <- struct{}{}
	defer x.end()
	if x.closed {
		return nil
	}
	if x.db.files[0].There() { // else it would be set aside in what nobody opens again
		_ = x.setAside(context.Background(), hurt.All, true) // what is damaged is read again from its source at the next start; the log has why not
	}
	x.closed = true
	x.swap(newSnapshot(nil, nil, 0, time.Time{}))
	return errors.Join(x.db.close(), x.lock.Unlock())
}

var errClosed = errors.New("it has been closed")

// begin waits for the right to change things.
func (x *Index) begin(ctx context.Context) error {
	select {
	case x.writing <- struct{}{}:
		if x.closed {
			x.end()
			return fmt.Errorf("load into %s: %w", x.dir, errClosed)
		}
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for a load under way: %w", ctx.Err())
	}
}

func (x *Index) end() { <-x.writing }

// swap shows s to later Views.
func (x *Index) swap(s *snapshot) {
	if old := x.now.Swap(s); old != nil {
		old.release()
	}
}

// Marks returns what was remembered for a source: item to mark.
func (x *Index) Marks(ctx context.Context, source string) (map[string]string, error) {
	marks := make(map[string]string)
	rows, err := x.db.readers.QueryContext(ctx, "SELECT item, mark FROM marks WHERE source = ?", source)
	if err != nil {
		return nil, fmt.Errorf("read the marks of %s: %w", source, x.db.asDamage(err))
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var item, mark string
		if err := rows.Scan(&item, &mark); err != nil {
			return nil, fmt.Errorf("read the marks of %s: %w", source, err)
		}
		marks[item] = mark
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the marks of %s: %w", source, x.db.asDamage(err))
	}
	return marks, nil
}

// Sources returns the sources that have stories or marks, sorted.
func (x *Index) Sources(ctx context.Context) ([]string, error) {
	rows, err := x.db.readers.QueryContext(ctx, "SELECT DISTINCT source FROM marks UNION SELECT DISTINCT source FROM stories")
	if err != nil {
		return nil, fmt.Errorf("read the sources: %w", x.db.asDamage(err))
	}
	defer func() { _ = rows.Close() }()
	var sources []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, fmt.Errorf("read the sources: %w", err)
		}
		sources = append(sources, s)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the sources: %w", x.db.asDamage(err))
	}
	sort.Strings(sources)
	return sources, nil
}
