package local

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/local/keys"
	"github.com/storybot/storybot/knowledge/local/packed"
)

// storedState is what the database holds at the start.
type storedState struct {
	entries  []entry
	damaged  map[int64]bool // keys of stories whose words must be made again
	lost     []lost         // rows that cannot be used
	reindex  bool           // the index of the stories is not what the rows are
	version  int64
	loaded   time.Time
	analyzer string // how the terms were made; see packed.Analyzer
	files    []manifest
}

// restore reads the state at the start and repairs the word index.
func (x *Index) restore(ctx context.Context) error {
	st, err := x.readState(ctx)
	if err != nil {
		return x.db.unreadable(ctx, err)
	}
	lost := st.lost
	if err := x.leaveOut(ctx, st); err != nil {
		return err
	}
	segs := x.openSegments(ctx, st)
	remake := st.uncovered(segs)
	if len(remake) > 0 || len(segs) != len(st.files) {
		if segs, err = x.repair(ctx, st, segs, remake); err != nil {
			return err
		}
	}
	s := newSnapshot(st.entries, segs, st.version, st.loaded)
	s.aside = x.absentOf(append(lost, st.lost...), s)
	x.swap(s)
	for _, s := range segs {
		if err := s.release(); err != nil { // the snapshot has its own references
			return err
		}
	}
	x.removeOrphans()
	return nil
}

// readState reads all the tables that are held in memory.
func (x *Index) readState(ctx context.Context) (*storedState, error) {
	st := &storedState{damaged: make(map[int64]bool)}
	meta, err := x.readMeta(ctx)
	if err != nil {
		return nil, err
	}
	x.next = 1
	if meta["next"] != "" {
		if x.next, err = strconv.ParseInt(meta["next"], 10, 64); err != nil {
			return nil, fmt.Errorf("read the state: %w", err)
		}
	}
	if st.loaded, err = packed.ReadTime(meta["loaded"]); err != nil {
		return nil, fmt.Errorf("read the state: %w", err)
	}
	st.analyzer = meta["cut"]
	followed := readFollowed(meta["followed"])
	x.followed.Store(&followed)
	if err := x.readStories(ctx, st); err != nil {
		return nil, err
	}
	if err := x.agree(ctx, st); err != nil {
		return nil, err
	}
	if kept := meta["stories"]; kept != "" && kept != strconv.Itoa(len(st.entries)+len(st.lost)) {
		return nil, fmt.Errorf("%s stories were kept, but %d are there", kept, len(st.entries))
	}
	var version sql.NullInt64
	if err := x.db.readers.QueryRowContext(ctx, "SELECT max(id) FROM versions").Scan(&version); err != nil {
		return nil, fmt.Errorf("read the versions: %w", err)
	}
	st.version = version.Int64
	if err := x.db.readers.QueryRowContext(ctx, "SELECT max(id) FROM vectors").Scan(&version); err != nil {
		return nil, fmt.Errorf("read the vectors: %w", err)
	}
	x.lastVector.Store(version.Int64)
	if err := x.readSegments(ctx, st); err != nil {
		return nil, err
	}
	x.next = max(x.next, st.unused())
	return st, nil
}

// unused is the first number after every key and segment that there is, so that none is used
// twice, whatever is damaged.
func (st *storedState) unused() int64 {
	last := int64(0)
	for _, e := range st.entries {
		last = max(last, e.key)
	}
	for _, m := range st.files {
		if n, err := strconv.ParseInt(strings.TrimSuffix(m.name, ".zap"), 10, 64); err == nil {
			last = max(last, n)
		}
	}
	return last + 1
}

func (x *Index) readMeta(ctx context.Context) (map[string]string, error) {
	rows, err := x.db.readers.QueryContext(ctx, "SELECT name, value FROM meta")
	if err != nil {
		return nil, fmt.Errorf("read the state: %w", err)
	}
	defer func() { _ = rows.Close() }()
	meta := make(map[string]string)
	for rows.Next() {
		var name, value string
		if err := rows.Scan(&name, &value); err != nil {
			return nil, fmt.Errorf("read the state: %w", err)
		}
		meta[name] = value
	}
	return meta, rows.Err() //nolint:wrapcheck // wrapped by asDamage
}

// readStories reads all rows in one go or, where one of them stops that, one by one.
func (x *Index) readStories(ctx context.Context, st *storedState) error {
	same := make(packed.Same)
	err := x.readRows(ctx, st, same, " ORDER BY key")
	if err == nil || ctx.Err() != nil {
		return err
	}
	list, kerr := keys.All(ctx, x.db.readers)
	if kerr != nil {
		return err
	}
	st.entries, st.lost = nil, nil
	clear(st.damaged)
	for _, key := range list {
		if err := x.readRows(ctx, st, same, " WHERE key = ?", key); err != nil {
			if ctx.Err() != nil {
				return err
			}
			st.lost = append(st.lost, lost{key: key, id: fmt.Sprint("number ", key), why: err})
		}
	}
	return nil
}

// errKey is why a row is not used: it would answer with another story's words.
var errKey = errors.New("its row and the index of the stories do not agree")

// agree sets aside the stories whose keys the index of the stories does not have so.
func (x *Index) agree(ctx context.Context, st *storedState) error {
	index, err := keys.Indexed(ctx, x.db.readers)
	if ctx.Err() != nil {
		return err //nolint:wrapcheck // it says what it was
	}
	if err != nil { // the rows are all there, and what finds them is made again of them
		x.log.WarnContext(ctx, "the index of the stories cannot be read and is made again", "err", err)
		st.reindex = true
		return nil
	}
	damaged := make(map[int64]bool)
	for _, l := range st.lost {
		damaged[l.key] = true
	}
	wrong, gone, differ := keys.Compare(st.rows(), index, damaged)
	for n, i := range wrong {
		e := st.entries[i-n]
		st.entries = slices.Delete(st.entries, i-n, i-n+1)
		st.lost = append(st.lost, lost{e.key, e.doc.Story.ID, e.doc.Story.Source, e.doc.Story.Item, errKey})
	}
	for _, r := range gone {
		st.lost = append(st.lost, lost{key: r.Key, id: r.ID, why: errKey})
	}
	st.reindex = differ
	return nil
}

// rows are the stories' rows as they are believed.
func (st *storedState) rows() []keys.Row {
	rows := make([]keys.Row, len(st.entries))
	for i, e := range st.entries {
		rows[i] = keys.Row{Key: e.key, ID: e.doc.Story.ID}
	}
	return rows
}

func (x *Index) readRows(ctx context.Context, st *storedState, same packed.Same, which string, args ...any) error {
	rows, err := x.db.readers.QueryContext(ctx, "SELECT "+storyColumns+" FROM stories"+which, args...) //nolint:gosec // of two
	if err != nil {
		return fmt.Errorf("read the stories: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var r row
		targets := r.targets()
		targets[16] = (*sql.RawBytes)(&r.words) // unpacked before the next row, so it need not be copied
		if err := rows.Scan(targets...); err != nil {
			return fmt.Errorf("read the stories: %w", err)
		}
		d, damaged, err := r.document()
		if err != nil {
			st.lost = append(st.lost, lost{r.key, r.s.ID, r.s.Source, r.s.Item, err})
			continue
		}
		if damaged {
			st.damaged[r.key] = true
		}
		same.Story(&d.Story)
		st.entries = append(st.entries, entry{r.key, d, r.fingerprints, r.text})
	}
	return rows.Err() //nolint:wrapcheck // wrapped by asDamage
}

func (x *Index) readSegments(ctx context.Context, st *storedState) error {
	rows, err := x.db.readers.QueryContext(ctx, "SELECT name, size, sum, stories, stories_sum FROM segments ORDER BY name")
	if err != nil {
		return fmt.Errorf("read the segments: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var m manifest
		var list []byte
		var sum, listSum int64
		if err := rows.Scan(&m.name, &m.size, &sum, &list, &listSum); err != nil {
			return fmt.Errorf("read the segments: %w", err)
		}
		m.sum = uint32(sum) //nolint:gosec // written from a uint32
		if m.members, err = unpackMembers(list); err != nil || int64(packed.Checksum(list)) != listSum {
			m.members = nil // its stories are found uncovered
		}
		st.files = append(st.files, m)
	}
	return rows.Err() //nolint:wrapcheck // wrapped by asDamage
}

// openSegments opens the segments that are whole and agree with the stories.
func (x *Index) openSegments(ctx context.Context, st *storedState) []*segment {
	passages := make(map[int64]int, len(st.entries))
	for _, e := range st.entries {
		if !st.damaged[e.key] { // a damaged story is made again under another key
			passages[e.key] = len(e.doc.Passages)
		}
	}
	var segs []*segment
	for i := range st.files {
		m := &st.files[i]
		if st.analyzer != packed.Analyzer() || m.members == nil || !m.agrees(passages) {
			x.log.WarnContext(ctx, "word index: a segment does not match the stories and is made again", "file", m.name)
			continue
		}
		s, err := openSegment(x.folder(), m)
		if err != nil {
			x.log.WarnContext(ctx, "word index: a segment cannot be used and is made again", "error", err)
			continue
		}
		for _, mem := range m.members {
			delete(passages, mem.key) // a second segment with the same story does not agree
		}
		segs = append(segs, s)
	}
	return segs
}

// agrees reports whether the present stories of m have as many passages as m says.
func (m *manifest) agrees(passages map[int64]int) bool {
	seen := make(map[int64]bool, len(m.members))
	for _, mem := range m.members {
		if n, ok := passages[mem.key]; ok && n != mem.passages || seen[mem.key] {
			return false
		}
		seen[mem.key] = true
	}
	return true
}

// uncovered returns the stories that no open segment has, or whose words are damaged.
func (st *storedState) uncovered(segs []*segment) []int {
	covered := make(map[int64]bool, len(st.entries))
	for _, s := range segs {
		for _, m := range s.members {
			covered[m.key] = true
		}
	}
	var list []int
	for i, e := range st.entries {
		if !covered[e.key] && len(e.doc.Passages) > 0 || st.damaged[e.key] {
			list = append(list, i)
		}
	}
	return list
}

// removeOrphans removes the files of the words folder that nothing refers to:
// those of a load or merge that was killed.
func (x *Index) removeOrphans() {
	known := make(map[string]bool)
	for _, p := range x.now.Load().parts {
		known[p.name] = true
	}
	files, err := os.ReadDir(x.folder())
	if x.db.made && len(files) > 0 {
		x.log.Error("the database was gone or emptied, and has nothing of what was in it: all stories are loaded again, what only it had is in a backup, if there is one", "file", x.db.path)
	}
	for _, f := range files {
		if known[f.Name()] || !strings.HasPrefix(f.Name(), tmpPrefix) && !strings.HasSuffix(f.Name(), ".zap") {
			continue
		}
		err = errors.Join(err, os.RemoveAll(filepath.Join(x.folder(), f.Name())))
	}
	if err != nil {
		x.log.Warn("word index: cannot remove what is left over", "error", err)
	}
}
