package local

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local/disk"
	"github.com/storybot/storybot/knowledge/local/packed"
	"github.com/storybot/storybot/knowledge/local/vectors"
)

// fullDatabase is the error of SQLite where a database may not grow.
func fullDatabase(t *testing.T) error {
	t.Helper()
	path := filepath.Join(t.TempDir(), "small.db")
	must(t, os.WriteFile(path, nil, 0o600))
	db, err := connect(path, "", "&_pragma=max_page_count(3)")
	must(t, err)
	defer func() { must(t, db.Close()) }()
	_, err = db.ExecContext(t.Context(), "CREATE TABLE a (b BLOB); INSERT INTO a VALUES (zeroblob(1000000))")
	if err == nil {
		t.Fatal("a database that may not grow has grown")
	}
	return err //nolint:wrapcheck // a test
}

// noDatabase is the error of SQLite for a file that is none.
func noDatabase(t *testing.T) error {
	t.Helper()
	path := filepath.Join(t.TempDir(), "notes.txt")
	must(t, os.WriteFile(path, []byte(strings.Repeat("Not a database. ", 100)), 0o600))
	db, err := connect(path, "", "")
	must(t, err)
	defer func() { must(t, db.Close()) }()
	_, err = db.ExecContext(t.Context(), "SELECT * FROM stories")
	if err == nil {
		t.Fatal("a text is read as a database")
	}
	return err //nolint:wrapcheck // a test
}

func TestDiskError(t *testing.T) {
	for _, test := range []struct {
		name       string
		err        error
		disk, full bool
	}{
		{"none", nil, false, false},
		{"another", errors.New("no"), false, false},
		{"no such file", &os.PathError{Op: "open", Path: "x", Err: syscall.ENOENT}, false, false},
		{"no space", &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, true, true},
		{"over quota", fmt.Errorf("write: %w", syscall.EDQUOT), true, true},
		{"over the limit of a file", fmt.Errorf("write: %w", syscall.EFBIG), true, true},
		{"full for SQLite", fmt.Errorf("keep: %w", fullDatabase(t)), true, true},
		{"no database", noDatabase(t), false, false},
		{"told already", fmt.Errorf("load: %w", &disk.Error{Dir: "/first", Err: syscall.EIO}), true, false},
	} {
		got := disk.Explain("/data", test.err)
		var told *disk.Error
		if is := errors.As(got, &told); is != test.disk || is && told.Full != test.full || !errors.Is(got, test.err) {
			t.Errorf("%s: %v", test.name, got)
		}
		if told != nil && !strings.Contains(got.Error(), "the disk that holds "+told.Dir) {
			t.Errorf("%s: the folder is not named: %v", test.name, got)
		}
		if told != nil && strings.Contains(got.Error(), "is full") != test.full {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

func TestDamageIsTold(t *testing.T) {
	d := &database{path: "/data/stories.db"}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, test := range []struct {
		name          string
		err           error
		asDamage      bool
		atStart       bool // also where it is read at the start
		atStartEnding bool // and where the start is being given up
	}{
		{"no database", noDatabase(t), true, true, true},
		{"full", fullDatabase(t), false, false, false},
		{"a value without sense", errors.New("3 stories were kept, but 2 are there"), false, true, false},
		{"told already", &DamagedError{File: "first", Err: errors.New("no")}, true, true, true},
	} {
		for how, got := range map[string]struct {
			err  error
			want bool
		}{
			"asDamage":             {d.asDamage(test.err), test.asDamage},
			"unreadable":           {d.unreadable(t.Context(), test.err), test.atStart},
			"unreadable, given up": {d.unreadable(ended, test.err), test.atStartEnding},
		} {
			var damaged *DamagedError
			if errors.As(got.err, &damaged) != got.want || !errors.Is(got.err, test.err) {
				t.Errorf("%s, %s: %v", test.name, how, got.err)
			}
		}
	}
}

// TestNewerLayout leaves the database of a newer program alone.
func TestNewerLayout(t *testing.T) {
	dir := t.TempDir()
	x, err := Open(t.Context(), dir, Options{})
	must(t, err)
	must(t, x.Close())
	must(t, Spoil(dir, "PRAGMA user_version = 99"))
	_, err = Open(t.Context(), dir, Options{})
	if err == nil || !strings.Contains(err.Error(), "written by a newer storybot (layout 99; this one knows 2)") {
		t.Errorf("opened: %v", err)
	}
	must(t, Spoil(dir, "PRAGMA user_version = 1"))
	x, err = Open(t.Context(), dir, Options{}) // the folder was given back
	must(t, err)
	must(t, x.Close())
}

func TestCheckVectors(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, test := range []struct {
		name    string
		texts   int
		vectors [][]float32
		want    string
	}{
		{"none", 0, nil, ""},
		{"good", 2, [][]float32{{1, 2}, {-3, 0}}, ""},
		{"too few", 2, [][]float32{{1, 2}}, "m: 1 vectors for 2 texts"},
		{"too many", 0, [][]float32{{1, 2}}, "m: 1 vectors for 0 texts"},
		{"two lengths", 2, [][]float32{{1, 2}, {1}}, "m: vectors of 2 and of 1 numbers"},
		{"zeros", 1, [][]float32{{0, 0}}, "m: a vector of length 0"},
		{"empty", 1, [][]float32{{}}, "m: a vector of length 0"},
		{"not a number", 1, [][]float32{{1, nan}}, "m: a vector of length NaN"},
		{"infinite", 1, [][]float32{{inf}}, "m: a vector of length +Inf"},
	} {
		got := ""
		if err := packed.CheckVectors("m", make([]string, test.texts), test.vectors); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestRolledBack leaves nothing of a transaction that fails, whatever way.
func TestRolledBack(t *testing.T) {
	x := opened(t)
	insert := func(c *sql.Conn) {
		_, err := c.ExecContext(t.Context(), "INSERT INTO meta (name, value) VALUES ('test', 'x')")
		must(t, err)
	}
	failed := errors.New("no")
	if err := x.db.inTx(t.Context(), func(c *sql.Conn) error { insert(c); return failed }); !errors.Is(err, failed) {
		t.Errorf("error %v", err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = x.db.inTx(t.Context(), func(c *sql.Conn) error { insert(c); panic("no") })
	}()
	count := func() (n int) {
		must(t, x.db.readers.QueryRowContext(t.Context(), "SELECT count(*) FROM meta WHERE name = 'test'").Scan(&n))
		return n
	}
	if n := count(); n != 0 {
		t.Errorf("%d rows are left of what failed", n)
	}
	must(t, x.db.inTx(t.Context(), func(c *sql.Conn) error { insert(c); return nil }))
	if n := count(); n != 1 {
		t.Errorf("%d rows of what succeeded", n)
	}
}

// TestNearBehindMany finds what a narrow filter allows behind thousands of
// passages that are nearer.
func TestNearBehindMany(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	x := opened(t)
	const many = vectors.MostNearest + 200
	texts := map[string]string{"wanted": "The one that is wanted."}
	for i := range many {
		texts[fmt.Sprint("s", i)] = fmt.Sprintf("Number %d.", i)
	}
	put(t, x, texts)
	var batch []string
	must(t, x.Unembedded(t.Context(), "m", func(text string) bool { batch = append(batch, text); return true }))
	vectors := make([][]float32, len(batch))
	for i, text := range batch {
		vectors[i] = []float32{1, float32(i) / 1e6}
		if strings.Contains(text, "wanted") {
			vectors[i] = []float32{0, 1}
		}
	}
	must(t, x.PutVectors(t.Context(), "m", batch, vectors))
	must(t, x.Update(t.Context(), func(tx knowledge.Tx) error {
		return tx.Put(knowledge.Prepare(knowledge.Story{ID: "wanted", Text: texts["wanted"], Collection: "few"}))
	}))
	v := x.open()
	defer v.Close()
	list, err := v.Near(t.Context(), "m", []float32{1, 0}, knowledge.Filter{Collections: []string{"few"}}, 3)
	if err != nil || len(list) != 1 || list[0].Story.Story.ID != "wanted" {
		t.Errorf("found %v, %v", list, err)
	}
}

// TestCopyOfNoDatabase: a database of which no copy can be made is damaged, so that one that was taken away is not
// tried to be put back for ever.
func TestCopyOfNoDatabase(t *testing.T) {
	for _, pragmas := range []string{"", "?_pragma=journal_mode(WAL)"} { // noticed while it is copied, and when it is opened
		path := filepath.Join(t.TempDir(), databaseName)
		must(t, os.WriteFile(path, []byte(strings.Repeat("Not a database. ", 1000)), 0o600))
		db, err := sql.Open("sqlite", "file:"+path+pragmas)
		must(t, err)
		x := &Index{db: &database{path: path, readers: db}}
		var damaged *DamagedError
		if err := x.Backup(t.Context(), path+".again"); !errors.As(err, &damaged) {
			t.Errorf("%q: %v", pragmas, err)
		}
		must(t, db.Close())
	}
}
