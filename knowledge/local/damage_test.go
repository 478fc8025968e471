package local_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/indextest"
	"github.com/storybot/storybot/knowledge/local"
)

// many is how many of what is broken at random: all where .ci/run sees to it, by STORYBOT_KILLS, else few.
func many(few, all int) int {
	if os.Getenv("STORYBOT_KILLS") != "" {
		return all
	}
	return few
}

// damaged makes an engine with several segments, some stories of them dead, and
// returns its folder and its answers.
func damaged(t *testing.T) (dir, want string) {
	t.Helper()
	return damagedOf(t, 300)
}

// flipped is how many passages the engine has whose bits are flipped one after the other.
func flipped() int { return many(120, 300) }

// damagedOf makes an engine of so many passages.
func damagedOf(t *testing.T, n int) (dir, want string) {
	t.Helper()
	dir = t.TempDir()
	ix := open(t, dir)
	g := indextest.NewNewsroom(5)
	stories := g.Write(n)
	third := len(stories) / 3
	for _, some := range [][]knowledge.Story{stories[:third], stories[third : 2*third], stories[2*third:]} {
		must(t, loadAll(t.Context(), ix, some))
	}
	must(t, loadAll(t.Context(), ix, []knowledge.Story{changed(stories[0]), changed(stories[third])}))
	want = answers(t.Context(), ix)
	must(t, ix.Close())
	return dir, want
}

// sourceOf are the stories that damaged has put last.
func sourceOf() []knowledge.Story { return sourceOfN(300) }

// sourceOfN are the stories that damagedOf has put last.
func sourceOfN(n int) []knowledge.Story {
	stories := indextest.NewNewsroom(5).Write(n)
	third := len(stories) / 3
	stories[0], stories[third] = changed(stories[0]), changed(stories[third])
	return stories
}

// heard is a log that is kept, to see what it names.
type heard struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (h *heard) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.b.Write(b) //nolint:wrapcheck // never fails
}

func (h *heard) says(words string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return strings.Contains(h.b.String(), words)
}

func (h *heard) options() local.Options {
	return local.Options{Logger: slog.New(slog.NewTextHandler(h, nil))}
}

// survives opens an engine with a bit flipped: what it answers is as before, or it names what
// is damaged, and then a load from the sources mends it, which is tried if wanted.
// It reports whether it opens.
func survives(t *testing.T, dir, want, what string, mend bool) bool {
	t.Helper()
	var log heard
	ix, err := local.Open(t.Context(), dir, log.options())
	if err != nil {
		var de *local.DamagedError
		if !errors.As(err, &de) {
			t.Errorf("%s is refused with %v", what, err)
		}
		return false
	}
	defer func() { must(t, ix.Close()) }()
	if got := answers(t.Context(), ix); got == want {
		return true
	} else if !strings.Contains(got, "cannot be read") && !log.says("set aside") {
		t.Errorf("%s changes the answers, and nothing is said", what)
	}
	if !mend {
		return true
	}
	if err := loadAll(t.Context(), ix, sourceOfN(flipped())); err != nil {
		var de *local.DamagedError
		if !errors.As(err, &de) {
			t.Errorf("%s: cannot be loaded again: %v", what, err)
		}
		return true
	}
	_, found := ix.Hurt()
	if err := ix.SetAside(t.Context(), found, false); err != nil {
		var de *local.DamagedError
		if !errors.As(err, &de) {
			t.Errorf("%s: cannot be set aside: %v", what, err)
		}
		return true
	}
	if answers(t.Context(), ix) != want || ix.Sound() != nil {
		t.Errorf("%s is not mended by a load: %v", what, ix.Sound())
	}
	return true
}

func changed(s knowledge.Story) knowledge.Story {
	s.Text = "Now in few words. " + s.Text[:len(s.Text)/2]
	s.Hash = s.Fingerprint()
	return s
}

// mended opens a damaged engine and checks that it noticed, mended itself and
// answers as before, now and at the next start.
func mended(t *testing.T, dir, want string) {
	t.Helper()
	rebuilt := ""
	ix, err := local.Open(t.Context(), dir, local.Options{Progress: func(what string, done, total int) { rebuilt = what }})
	if err != nil {
		t.Errorf("open: %v", err)
		return
	}
	if rebuilt == "" {
		t.Error("nothing was rebuilt")
	}
	for range 2 {
		if answers(t.Context(), ix) != want {
			t.Error("the answers are others")
		}
		leftovers(t, ix, dir)
		must(t, ix.Close())
		ix = open(t, dir) // takes a second rebuild for a failure
	}
	must(t, ix.Close())
}

func copyOf(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	must(t, os.CopyFS(to, os.DirFS(dir)))
	return to
}

func TestBitFlips(t *testing.T) {
	dir, want := damagedOf(t, flipped())
	files, err := filepath.Glob(filepath.Join(dir, "words", "*"))
	must(t, err)
	if len(files) < 3 {
		t.Fatalf("%d segments", len(files))
	}
	for _, file := range files {
		whole, err := os.ReadFile(file) //nolint:gosec // a test
		must(t, err)
		for n := range many(6, 12) {
			bit := rand.IntN(8 * len(whole)) //nolint:gosec // a test
			switch n {
			case 0:
				bit = 0
			case 1:
				bit = 8*len(whole) - 1
			}
			t.Run(fmt.Sprint(filepath.Base(file), " bit ", bit), func(t *testing.T) {
				flipped := copyOf(t, dir)
				b := append([]byte(nil), whole...)
				b[bit/8] ^= 1 << (bit % 8)
				must(t, os.WriteFile(filepath.Join(flipped, "words", filepath.Base(file)), b, 0o600))
				mended(t, flipped, want)
			})
		}
	}
}

func TestLostFiles(t *testing.T) {
	dir, want := damaged(t)
	files, err := filepath.Glob(filepath.Join(dir, "words", "*"))
	must(t, err)
	first, second := "words/"+filepath.Base(files[0]), "words/"+filepath.Base(files[1])
	tests := []struct {
		name  string
		spoil func(dir string) error
	}{
		{"the folder", func(dir string) error { return os.RemoveAll(filepath.Join(dir, "words")) }},
		{"a file in its place", func(dir string) error {
			return errors.Join(os.RemoveAll(filepath.Join(dir, first)), os.MkdirAll(filepath.Join(dir, first, "x"), 0o700))
		}},
		{"one file", func(dir string) error { return os.Remove(filepath.Join(dir, first)) }},
		{"the end of a file", func(dir string) error { return os.Truncate(filepath.Join(dir, first), 1000) }},
		{"all of a file", func(dir string) error { return os.Truncate(filepath.Join(dir, first), 0) }},
		{"two files changed places", func(dir string) error {
			a, b, c := filepath.Join(dir, first), filepath.Join(dir, second), filepath.Join(dir, "c")
			return errors.Join(os.Rename(a, c), os.Rename(b, a), os.Rename(c, b))
		}},
		{"a row of the table of segments", func(dir string) error {
			return local.Spoil(dir, "DELETE FROM segments WHERE name = (SELECT min(name) FROM segments)")
		}},
		{"the table of segments", func(dir string) error { return local.Spoil(dir, "DELETE FROM segments") }},
		{"the stories of a segment", func(dir string) error {
			return local.Spoil(dir, "UPDATE segments SET stories = substr(stories, 3) WHERE name = (SELECT max(name) FROM segments)")
		}},
		{"the words of a story", func(dir string) error {
			return local.Spoil(dir, "UPDATE stories SET words = substr(words, 1, 50) || x'00' || substr(words, 52) WHERE key % 7 = 1")
		}},
		{"the prints of a story", func(dir string) error {
			return local.Spoil(dir, "UPDATE stories SET prints = substr(prints, 2) || x'00' WHERE key % 7 = 1")
		}},
		{"the way texts are cut", func(dir string) error { return local.Spoil(dir, "UPDATE meta SET value = 'other' WHERE name = 'cut'") }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			lost := copyOf(t, dir)
			must(t, test.spoil(lost))
			mended(t, lost, want)
		})
	}
}

// TestDamagedSchema changes a letter of what the database says of its own
// tables, to which the statements then do not fit.
func TestDamagedSchema(t *testing.T) {
	dir, _ := damaged(t)
	whole, err := os.ReadFile(filepath.Join(dir, "stories.db")) //nolint:gosec // a test
	must(t, err)
	for _, column := range []string{"lang TEXT NOT NULL", "body BLOB NOT NULL", "key INTEGER PRIMARY KEY", "stories_sum INTEGER"} {
		at := bytes.Index(whole, []byte(column))
		if at < 0 {
			t.Fatalf("the schema has no %s", column)
		}
		changed := copyOf(t, dir)
		b := bytes.Clone(whole)
		b[at] ^= 2
		must(t, os.WriteFile(filepath.Join(changed, "stories.db"), b, 0o600))
		_, err := local.Open(t.Context(), changed, local.Options{})
		var de *local.DamagedError
		if !errors.As(err, &de) {
			t.Errorf("without %s: %v, want a *DamagedError", column, err)
		}
	}
}

// TestForeignFiles leaves what a killed load leaves: it is swept, and nothing is rebuilt.
func TestForeignFiles(t *testing.T) {
	dir, want := damaged(t)
	words := filepath.Join(dir, "words")
	must(t, os.WriteFile(filepath.Join(words, "tmp-000000000999.zap"), []byte("half"), 0o600))
	must(t, os.WriteFile(filepath.Join(words, "000000000999.zap"), []byte("never registered"), 0o600))
	ix := open(t, dir)
	defer func() { must(t, ix.Close()) }()
	if answers(t.Context(), ix) != want {
		t.Error("the answers are others")
	}
	leftovers(t, ix, dir)
}

func TestDamagedDatabase(t *testing.T) {
	dir, _ := damaged(t)
	tests := []struct {
		name  string
		spoil func(file string) error
		want  string
	}{
		{"not a database", func(file string) error {
			return os.WriteFile(file, []byte(strings.Repeat("no database ", 1000)), 0o600)
		}, "move it away"},
		{"cut short", func(file string) error { return os.Truncate(file, 20_000) }, "move it away"},
		{"the stories overwritten", func(file string) error { return overwrite(file, 8192) }, "move it away"},
		{"of a newer program", func(file string) error { return local.Spoil(filepath.Dir(file), "PRAGMA user_version = 99") }, "newer"},
		{"a title changed", func(file string) error {
			return local.Spoil(filepath.Dir(file), "UPDATE stories SET title = 'forged' WHERE key % 9 = 1")
		}, "checksum"},
		{"a text changed", func(file string) error {
			return local.Spoil(filepath.Dir(file), "UPDATE texts SET body = 'forged'; UPDATE meta SET value = 'other' WHERE name = 'cut'")
		}, "checksum"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			lost := copyOf(t, dir)
			file := filepath.Join(lost, "stories.db")
			must(t, test.spoil(file))
			before, err := os.Stat(file)
			must(t, err)
			ix, err := local.Open(t.Context(), lost, local.Options{})
			if err == nil {
				_ = ix.Close()
				t.Fatal("it opens")
			}
			if !strings.Contains(err.Error(), file) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v", err)
			}
			if after, err := os.Stat(file); err != nil || after.Size() != before.Size() {
				t.Errorf("the file was changed: %v", err)
			}
			// The folder is given back all the same.
			must(t, os.RemoveAll(file))
			for _, more := range []string{"-wal", "-shm"} {
				if err := os.Remove(file + more); err != nil && !errors.Is(err, fs.ErrNotExist) {
					t.Error(err)
				}
			}
			must(t, open(t, lost).Close())
		})
	}
}

// overwrite fills the file with noise from the offset on.
func overwrite(file string, from int) error {
	b, err := os.ReadFile(file) //nolint:gosec // a test
	if err != nil {
		return err //nolint:wrapcheck // a test
	}
	r := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // a test
	for i := from; i < len(b); i++ {
		b[i] = byte(r.Uint32()) //nolint:gosec // noise
	}
	return os.WriteFile(file, b, 0o600) //nolint:wrapcheck // a test
}
