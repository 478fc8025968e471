package local

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/storybot/storybot/knowledge/local/disk"
	"github.com/storybot/storybot/knowledge/local/packed"
	"github.com/storybot/storybot/knowledge/local/zapfile"
	"github.com/storybot/storybot/knowledge/private"
)

// ErrReopen means that the database of an open Index was taken away or replaced: it
// is to be closed and opened again.
var ErrReopen = errors.New("the database was taken away or replaced: it is opened again")

// Watch looks whether the files of the folder are as they were left, and mends what is not: segments are written
// again, the lock is taken again, a database that was taken away is put back. It returns ErrReopen where the Index
// is to be opened again, and an *InUseError where another process has taken the folder meanwhile. It is to be
// called every few seconds; what has not changed costs it a look at each file and the reading of one text.
func (x *Index) Watch(ctx context.Context) error {
	view := x.open()
	defer view.Close()
	if err := x.watchLock(ctx); err != nil {
		return err
	}
	for _, p := range view.parts {
		if err := x.watchSegment(ctx, p.segment); err != nil {
			return fmt.Errorf("write %s again: %w", p.path, disk.Explain(x.dir, err))
		}
	}
	if err := x.watchDatabase(ctx); err != nil {
		return err
	}
	for range min(looksAtOnce, len(view.docs)) { // each in its turn, so that what fails is known before it is asked for
		if err := x.watchStory(ctx, view, int(x.looked.Add(1))%len(view.docs)); err != nil {
			return err
		}
	}
	return nil
}

// looksAtOnce is how many stories one Watch reads.
const looksAtOnce = 32

// watchStory reads a story's text, of which Sound tells, and its row, which is
// written again where it is not as it was read at the start.
func (x *Index) watchStory(ctx context.Context, v *view, i int) error {
	s, r := &v.docs[i].Story, &v.records[i]
	_, _ = v.Text(ctx, s.ID, s.Hash)
	st := &storedState{damaged: make(map[int64]bool)}
	err := x.readRows(ctx, st, make(packed.Same), " WHERE key = ?", r.key)
	if ctx.Err() != nil || err == nil && len(st.damaged) == 0 && len(st.entries) == 1 && st.entries[0].text == r.text {
		return nil
	}
	if err := x.begin(ctx); err != nil {
		return err
	}
	defer x.end()
	now := x.now.Load()
	if at := now.find(s.ID); at < 0 || now.records[at].key != r.key {
		return nil // it has been loaded anew since
	}
	x.log.WarnContext(ctx, "what the database says of a story is damaged, and is written again", "story", s.ID)
	return x.writeRow(ctx, entry{r.key, v.docs[i], r.fingerprints, r.text})
}

// writeRow puts the row of a story in place of what is there.
func (x *Index) writeRow(ctx context.Context, e entry) error {
	columns, err := e.values()
	if err != nil {
		return err
	}
	err = x.db.inTx(ctx, func(c *sql.Conn) error {
		t := &update{x: x, ctx: ctx, conn: c}
		defer t.closeStatements()
		if err := t.deleteRow(e.key); err != nil {
			return err
		}
		return t.insertRow(columns)
	})
	if err != nil {
		return fmt.Errorf("write what is known of %s again: %w", e.doc.Story.ID, err)
	}
	return nil
}

// watchLock takes the lock again where its file is gone or another.
func (x *Index) watchLock(ctx context.Context) error {
	if err := x.begin(ctx); err != nil {
		return err
	}
	defer x.end()
	if x.lock.There() {
		return nil
	}
	lock, err := private.LockFolder(ctx, x.dir)
	if err != nil {
		return err //nolint:wrapcheck // names the folder
	}
	x.log.WarnContext(ctx, "the lock was taken away or replaced, and is taken again", "file", private.LockName)
	before := x.lock
	x.lock = lock
	return before.Close() //nolint:wrapcheck // it says what was tried
}

// watchDatabase puts a database back that was taken away.
func (x *Index) watchDatabase(ctx context.Context) error {
	for _, f := range x.db.files {
		if f.There() {
			continue
		}
		if err := x.begin(ctx); err != nil {
			return err
		}
		defer x.end()
		x.db.truncateLog(ctx)
		if _, err := os.Lstat(x.db.path); errors.Is(err, fs.ErrNotExist) {
			if err := x.putBack(ctx); err != nil {
				return err
			}
		}
		x.log.ErrorContext(ctx, "a file was taken away or replaced", "file", f.Path)
		return ErrReopen
	}
	return nil
}

// putBack writes the database, which is open still, to its name.
func (x *Index) putBack(ctx context.Context) error {
	made := x.db.path + ".again"
	_ = os.Remove(made)
	if err := x.Backup(ctx, made); err != nil {
		return err
	}
	if err := errors.Join(os.Chmod(made, 0o600), os.Rename(made, x.db.path), zapfile.SyncFolder(x.dir)); err != nil {
		return fmt.Errorf("put %s back: %w", x.db.path, err)
	}
	return nil
}

// MoveAway gives the database in dir another name, and returns it: it is damaged, and all is to be loaded anew.
// The first that is moved away is kept, and the last. It returns an *InUseError if the folder is in use.
func MoveAway(ctx context.Context, dir string) (to string, err error) {
	lock, err := private.LockFolder(ctx, dir) // two that start at once must not move away what the first has made
	if err != nil {
		return "", disk.Explain(dir, err) //nolint:wrapcheck // it says what was tried
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	path := filepath.Join(dir, databaseName)
	to = path + ".damaged"
	if _, err := os.Lstat(to); err == nil {
		to += ".again"
	}
	for _, more := range []string{"", "-wal"} {
		if err := os.Rename(path+more, to+more); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("move the damaged database away: %w", err)
		}
	}
	return to, os.RemoveAll(filepath.Join(dir, wordsFolder)) //nolint:wrapcheck // names the folder; its words are of the stories that are gone
}

// watchSegment writes a segment's file again where it is not as it was written.
func (x *Index) watchSegment(ctx context.Context, s *segment) error {
	if s.path == "" {
		return nil
	}
	info, err := os.Lstat(s.path)
	if seen := s.seen.Load(); err == nil && seen != nil && unchanged(*seen, info) {
		return nil
	}
	if data, err := private.Read(s.path, int64(len(s.data))); err != nil || !slices.Equal(data, s.data) {
		x.log.WarnContext(ctx, "word index: a file was changed or taken away, and is written again", "file", s.path)
		if err := errors.Join(x.makeFolder(), s.write()); err != nil {
			return err
		}
		if info, err = os.Lstat(s.path); err != nil {
			return err //nolint:wrapcheck // wrapped by Watch
		}
	}
	s.seen.Store(&info)
	return nil
}

// unchanged reports whether a file seems to be as it was.
func unchanged(before, now fs.FileInfo) bool {
	return os.SameFile(before, now) && before.Size() == now.Size() && before.ModTime().Equal(now.ModTime())
}

// write writes the file of a segment from what is in memory.
func (s *segment) write() error {
	folder := filepath.Dir(s.path)
	tmp := filepath.Join(folder, tmpPrefix+s.name)
	if err := errors.Join(os.RemoveAll(tmp), os.RemoveAll(s.path)); err != nil { // either may be a folder or a link now
		return err
	}
	f, err := private.Open(tmp, os.O_CREATE|os.O_WRONLY)
	if err != nil {
		return err //nolint:wrapcheck // wrapped by Watch
	}
	_, err = f.Write(s.data)
	return errors.Join(err, f.Sync(), f.Close(), os.Rename(tmp, s.path), zapfile.SyncFolder(folder))
}
