package source

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/storybot/storybot/knowledge"
)

const good = "The bridge opens\n\nThe bridge over the Alder opens on Monday, the city said."

// outcome writes what a source gave, an item a line: its name and error.
func outcome(items []knowledge.Item) string {
	var b strings.Builder
	for _, item := range items {
		switch {
		case item.Err != nil:
			fmt.Fprintf(&b, "%s: %v\n", item.Name, item.Err)
		case item.Story != nil:
			fmt.Fprintf(&b, "%s: %s\n", item.Name, item.Story.Title)
		case item.Passed != nil:
			fmt.Fprintf(&b, "%s: passed over %d %s\n", item.Name, item.Passed.Count, item.Passed.Kind)
		default:
			fmt.Fprintf(&b, "%s: same=%v\n", item.Name, item.Same)
		}
	}
	return b.String()
}

func expect(t *testing.T, items []knowledge.Item, want ...string) {
	t.Helper()
	got := strings.Split(strings.TrimSuffix(outcome(items), "\n"), "\n")
	if len(got) != len(want) {
		t.Fatalf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("item %d is\n%s\nwant\n%s", i, got[i], want[i])
		}
	}
}

// folderOf reads a folder of this machine, and fails a test that it blocks.
func folderOf(t *testing.T, where string) []knowledge.Item {
	t.Helper()
	src, err := Open(where, Options{})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan []knowledge.Item, 1)
	go func() {
		var items []knowledge.Item
		for item := range src.Read(context.Background(), nil) {
			items = append(items, item)
		}
		done <- items
	}()
	select {
	case items := <-done:
		return items
	case <-time.After(30 * time.Second):
		t.Fatal("reading blocks")
		return nil
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func packed(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestBadFiles(t *testing.T) {
	gz := packed(t, `{"title": "A", "text": "`+strings.Repeat("Some of the text. ", 5000)+`"}`+"\n"+`{"title": "B", "text": "More."}`)
	items := read(t, map[string]string{
		"a-empty.txt":        "",
		"b-binary.txt":       "\x00\x01\x02\x03\x04\x05\x00\x00\x10",
		"c-blank.md":         "\n \n",
		"d-line.jsonl":       `{"title": "A", "text": "Said."}` + "\n{\"title\": \n\n" + `{"title": "C", "text": "Done."}`,
		"e-cut.jsonl.gz":     gz[:len(gz)/2],
		"f-nogz.txt.gz":      "this is not packed",
		"g-front.md":         "---\ntitle: [a\n---\nText.",
		"h-open.md":          "---\ntitle: A\nText.",
		"i-pdf.txt":          "%PDF-1.7 and so on",
		"j-good.txt":         good,
		"k-page.html":        "<html><body></body></html>",
		"l-deep.html":        "<title>Deep</title>" + strings.Repeat("<div>", 10000) + "<p>At the bottom of it lies a story.</p>",
		"m-notitle.jsonl":    `{"text": "Said."}` + "\n" + `{"title": "A"}` + "\n" + `[1]` + "\n" + `{"title": "T", "text": "Said.", "published": "03/01/2019"}`,
		"n-label.jsonl":      `{"title": "A", "text": "Said.", "label": "gossip"}`,
		"o-blank.jsonl":      "\n\n",
		"p-invalid-utf8.txt": "Caf\xe9 in Orl\xe9ans closes\n\nThe caf\xe9 closes.",
		".hidden.txt":        good,
		".hidden/a.txt":      good,
		"notes.docx":         good,
		"z-2099.jsonl":       `{"title": "Far", "text": "Said.", "published": "2099-01-01"}`,
	})
	expect(t, items,
		"a-empty.txt: is empty", "b-binary.txt: is not text but binary", "c-blank.md: is empty",
		"d-line.jsonl:1: A", "d-line.jsonl:2: is not a JSON object of a story", "d-line.jsonl:4: C",
		"e-cut.jsonl.gz: unpack it: unexpected EOF; the file is damaged", "f-nogz.txt.gz: unpack it: gzip: invalid header",
		"g-front.md: the front matter between the --- lines cannot be read", "h-open.md: the front matter has no closing --- line",
		"i-pdf.txt: is not text but binary", "j-good.txt: The bridge opens", "k-page.html: has no text", "l-deep.html: Deep",
		"m-notitle.jsonl:1: has no title", "m-notitle.jsonl:2: has no text", "m-notitle.jsonl:3: is not a JSON object",
		`m-notitle.jsonl:4: the date in "published" is not clear: day and month cannot be told apart`,
		`n-label.jsonl:1: the label "gossip" is not known`, "notes.docx: open it: zip: not a valid zip file", "o-blank.jsonl: has no lines", "p-invalid-utf8.txt: Café in Orléans closes", "z-2099.jsonl:1: Far")
	for _, item := range items {
		if whole := !strings.Contains(item.Name, ":"); item.Err != nil && whole != (item.Mark == "") {
			t.Errorf("%s: the mark is %q: a file that failed is to be read again, one with a bad line is not", item.Name, item.Mark)
		}
		if item.Err != nil && strings.Contains(item.Err.Error(), "\n") {
			t.Errorf("%s: the error has more than one line: %v", item.Name, item.Err)
		}
		if item.Story != nil && item.Story.Title == "Far" && item.Story.Published.Year() != 2099 {
			t.Errorf("the date in 2099 became %v", item.Story.Published)
		}
		if item.Story != nil && item.Story.Title == "Deep" && item.Story.Text != "At the bottom of it lies a story." {
			t.Errorf("the deep page's text is %q", item.Story.Text)
		}
	}
}

// TestHuge reads lines of 30 MB, which are too long.
func TestHuge(t *testing.T) {
	huge := strings.Repeat("word ", 6<<20)
	items := read(t, map[string]string{
		"a.txt":   huge,
		"b.jsonl": `{"title": "A", "text": "Said."}` + "\n" + `{"title": "B", "text": "` + huge + `"}` + "\n" + `{"title": "C", "text": "Done."}`,
	})
	expect(t, items, "a.txt: is larger than 4 MB", "b.jsonl:1: A", "b.jsonl:2: is longer than 8 MB", "b.jsonl:3: C")
}

// limited reads files with limits of its own.
func limited(files map[string]string, o Options) (items []knowledge.Item) {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	src := &folder{name: "limited", options: o.withDefaults(), open: func() (fs.FS, string, error) { return fsys, ".", nil }}
	for item := range src.Read(context.Background(), nil) {
		items = append(items, item)
	}
	return items
}

// TestBomb reads files that unpack to far more than they should, and lines
// that never end.
func TestBomb(t *testing.T) {
	measured(t)
	line := func(title string) string { return `{"title": "` + title + `", "text": "Said."}` + "\n" }
	endless := strings.Repeat("word ", 1<<20)
	items := limited(map[string]string{
		"a.jsonl.gz": packed(t, line("A")+strings.Repeat("\n", 9<<20)),
		"b.jsonl":    `{"title": "B", "text": "` + endless + "\"}\n" + line("C"),
		"c.jsonl.gz": packed(t, line("D")+endless),
		"d.txt.gz":   packed(t, endless),
	}, Options{MaxFileBytes: 8 << 20, MaxStoryBytes: 1 << 20})
	expect(t, items, "a.jsonl.gz:1: A", "a.jsonl.gz: read it: more than 8 MB unpacked: split it", "b.jsonl:1: is longer than 2 MB", "b.jsonl:2: C",
		"c.jsonl.gz:1: D", "c.jsonl.gz:2: is longer than 2 MB", "d.txt.gz: is larger than 1 MB")
}

func TestVanished(t *testing.T) {
	items := folderOf(t, filepath.Join(t.TempDir(), "gone"))
	if len(items) != 1 || !items[0].Whole || items[0].Err == nil {
		t.Errorf("a folder that is not there gives %+v, want one error for the whole source", items)
	}
	items = folderOf(t, filepath.Join(t.TempDir(), "gone.txt"))
	if len(items) != 1 || !items[0].Whole || items[0].Err == nil {
		t.Errorf("a file that is not there gives %+v, want one error for the whole source", items)
	}
}

// failing is a file system in which one name cannot be opened or looked at.
type failing struct {
	fs.FS
	name, op string
	err      error
}

func (f failing) Open(name string) (fs.File, error) {
	if name == f.name && f.op == "open" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: f.err}
	}
	return f.FS.Open(name) //nolint:wrapcheck // a fake passes on what it wraps
}

func (f failing) Stat(name string) (fs.FileInfo, error) {
	if name == f.name && f.op == "stat" {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: f.err}
	}
	return fs.Stat(f.FS, name) //nolint:wrapcheck // a fake passes on what it wraps
}

func TestUnreadable(t *testing.T) {
	files := fstest.MapFS{"a.txt": {Data: []byte(good)}, "b.txt": {Data: []byte(good)}, "c/d.txt": {Data: []byte(good)}}
	for want, fsys := range map[string]fs.FS{
		"b.txt: open it: permission denied":      failing{files, "b.txt", "open", fs.ErrPermission},
		"b.txt: look at it: file does not exist": failing{files, "b.txt", "stat", fs.ErrNotExist},
	} {
		var items []knowledge.Item
		for item := range FS("x", fsys).Read(context.Background(), nil) {
			items = append(items, item)
		}
		expect(t, items, "a.txt: The", want, "c/d.txt: The")
	}
	var items []knowledge.Item
	for item := range FS("x", failing{files, "c", "open", fs.ErrPermission}).Read(context.Background(), nil) {
		items = append(items, item)
	}
	expect(t, items, "a.txt: The", "b.txt: The", "c: read the folder: permission denied")
	items = nil
	for item := range FS("x", failing{files, ".", "open", errors.New("input/output error")}).Read(context.Background(), nil) {
		items = append(items, item)
	}
	if len(items) != 1 || !items[0].Whole {
		t.Errorf("a folder that cannot be read gives %+v", items)
	}
}

func TestLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need rights on Windows")
	}
	dir, other := t.TempDir(), t.TempDir()
	write(t, dir, "a.txt", good)
	write(t, other, "far.txt", good)
	for name, target := range map[string]string{"b.txt": "b.txt", "loop": ".", "other": other, "twice": other, "dead.txt": "nowhere", "dead": "nowhere", "near.txt": "a.txt"} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	expect(t, folderOf(t, dir), "a.txt: The", "b.txt: follow the link: too many levels of symbolic links",
		"dead.txt: follow the link: no such file", "loop: is a link to a folder that is read already", "near.txt: The", "other/far.txt: The",
		"twice: is a link to a folder that is read already")
}
