package source

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/storybot/storybot/knowledge"
)

func TestMarks(t *testing.T) {
	day := time.Date(2024, 5, 3, 0, 0, 0, 0, time.UTC)
	files := fstest.MapFS{
		"a.txt":   {Data: []byte(good), ModTime: day},
		"b.jsonl": {Data: []byte(`{"title": "A", "text": "Said."}` + "\n" + `{"title": "B", "text": "Done."}` + "\n{\n"), ModTime: day},
		"c.txt":   {Data: nil, ModTime: day},
	}
	src := FS("x", files)
	marks := make(map[string]string)
	same := func(file, mark string) bool { return mark != "" && marks[file] == mark }
	load := func() (names []string) {
		for item := range src.Read(context.Background(), same) {
			state := "read"
			switch {
			case item.Same:
				state = "same"
			case item.Err != nil:
				state = "failed"
			}
			if item.File == "" || item.Same && (item.Story != nil || item.Err != nil) {
				t.Errorf("a wrong item: %+v", item)
			}
			if marks[item.File] = item.Mark; item.Mark == "" {
				delete(marks, item.File)
			}
			names = append(names, item.Name+" "+state)
		}
		return names
	}
	for i, step := range []struct {
		change func()
		want   string
	}{
		{func() {}, "a.txt read, b.jsonl:1 read, b.jsonl:2 read, b.jsonl:3 failed, c.txt failed"},
		{func() {}, "a.txt same, b.jsonl same, c.txt failed"},
		{func() { files["a.txt"].ModTime = day.Add(time.Nanosecond) }, "a.txt read, b.jsonl same, c.txt failed"},
		{func() { files["b.jsonl"].Data = []byte(`{"title": "A", "text": "Said."}`) }, "a.txt same, b.jsonl:1 read, c.txt failed"},
		{func() { files["c.txt"].Data = []byte(good); delete(files, "a.txt") }, "b.jsonl same, c.txt read"},
	} {
		step.change()
		if got := strings.Join(load(), ", "); got != step.want {
			t.Errorf("step %d: got\n%s\nwant\n%s", i, got, step.want)
		}
	}
}

func TestNew(t *testing.T) {
	for where, want := range map[string]string{
		"": "an empty entry", "https://example.org:8443/feed": "neither 80 nor 443", "HTTP://user:word@example.org": "a user name in it", "http://": "is not an address", "http://[": "is not an address", "s3://bucket/a": "s3:// is not supported",
	} {
		if src, err := Open(where, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("New(%q) = %v, %v; want an error saying %q", where, src, err, want)
		}
	}
}

func TestOneFile(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"story": good, "lines": `{"title": "The lines", "text": "Said."}`, "page.tmp": "<!DOCTYPE html><title>The page</title><p>Said.</p>",
		"notes.md": "---\ntitle: The notes\n---\nSaid.", "front": "---\ntitle: The front\n---\nSaid.", "zipped": packed(t, good), ".hidden": good,
	} {
		write(t, dir, name, text)
	}
	want := map[string]string{"story": "The bridge opens", "lines": "The lines", "page.tmp": "The page", "notes.md": "The notes", "front": "The front", "zipped": "The bridge opens", ".hidden": "The bridge opens"}
	for name, title := range want {
		items := folderOf(t, filepath.Join(dir, name))
		if len(items) != 1 || items[0].Story == nil || items[0].Story.Title != title || items[0].Story.Source != filepath.Join(dir, name) || items[0].Story.Item != name {
			t.Errorf("%s: got %s", name, outcome(items))
		}
	}
	if items := folderOf(t, dir); outcome(items) != "notes.md: The notes\nfront: passed over 4 no ending\npage.tmp: passed over 1 .tmp\n" {
		t.Errorf("the folder gives\n%s", outcome(items))
	}
	src, err := Open("file://"+filepath.ToSlash(filepath.Join(dir, "story")), Options{Collection: "press"})
	if err != nil {
		t.Fatal(err)
	}
	for item := range src.Read(context.Background(), nil) {
		if item.Story == nil || item.Story.Collection != "press" {
			t.Errorf("got %s", outcome([]knowledge.Item{item}))
		}
	}
}

// TestOrder reads a folder twice: the items come in the order of their names.
func TestOrder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"c.txt", "a/z.txt", "a/b/c.txt", "B.txt", "b.txt", "a.txt"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		write(t, dir, name, "Title "+name+"\n\nSaid.")
	}
	const want = "B.txt: Title B.txt\na/b/c.txt: Title a/b/c.txt\na/z.txt: Title a/z.txt\na.txt: Title a.txt\nb.txt: Title b.txt\nc.txt: Title c.txt\n"
	for range 2 {
		if got := outcome(folderOf(t, dir)); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
}

func TestStopped(t *testing.T) {
	files := fstest.MapFS{"a.jsonl": {Data: []byte(strings.Repeat(`{"title": "A", "text": "Said."}`+"\n", 100))}, "b.txt": {Data: []byte(good)}}
	n := 0
	for range FS("x", files).Read(context.Background(), nil) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d items after the reader stopped at 3", n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n = 0
	for range FS("x", files).Read(ctx, nil) {
		if n++; n == 5 {
			cancel()
		}
	}
	if n != 5 {
		t.Errorf("%d items, want none after the context ended at 5", n)
	}
}

// TestAhead: files are read at the same time, and given out as if they were not.
func TestAhead(t *testing.T) {
	fsys := fstest.MapFS{}
	for i := range 60 {
		name, text := fmt.Sprintf("%02d/%03d", i%3, i), fmt.Sprintf("The bridge %d opens on Monday, the city said.", i)
		switch i % 5 {
		case 0:
			fsys[name+".md"] = &fstest.MapFile{Data: []byte("# Bridge " + name + "\n\n" + text)}
		case 1:
			fsys[name+".txt"] = &fstest.MapFile{Data: []byte("Bridge " + name + "\n\n" + text)}
		case 2:
			fsys[name+".jsonl"] = &fstest.MapFile{Data: []byte(`{"url":"https://lamp.test/` + fmt.Sprint((i+4)%7) + `","title":"Bridge","text":"` + text + `"}` + "\nbroken\n")}
		default: // of one address, so that the first in order is the one that is kept
			fsys[name+".html"] = &fstest.MapFile{Data: []byte("<title>Bridge</title><link rel=canonical href='https://lamp.test/" + fmt.Sprint(i%7) + "'><p>" + strings.Repeat(text, 1+60*(i%2)))}
		}
	}
	told := func() (all []string) {
		for item := range FS("many", fsys).Read(t.Context(), nil) {
			all = append(all, fmt.Sprintf("%s%v %v %v", item.Name, item.Mark != "", item.Err, item.Story != nil))
		}
		return all
	}
	was := runtime.GOMAXPROCS(1)
	want := told()
	runtime.GOMAXPROCS(max(was, 4))
	defer runtime.GOMAXPROCS(was)
	if len(want) < 60 || !slices.IsSortedFunc(want, func(a, b string) int { return strings.Compare(a[:6], b[:6]) }) {
		t.Fatalf("not in order: %q", want)
	}
	if all := strings.Join(want, "\n"); !strings.Contains(all, "00/012.jsonl:1true has the same address (https://lamp.test/2) as 00/009.html") {
		t.Errorf("the first in order is not the one that is kept:\n%s", all)
	}
	for range 20 {
		if got := told(); !slices.Equal(got, want) {
			t.Fatalf("got %q, want %q", got, want)
		}
	}
	for range FS("many", fsys).Read(t.Context(), nil) {
		break // the others end by themselves
	}
}

// brittle is a file system with one file that breaks whoever reads it.
type brittle struct{ fstest.MapFS }

func (b brittle) Open(name string) (fs.File, error) {
	f, err := b.MapFS.Open(name)
	if strings.HasPrefix(name, "broken") {
		return breaking{f}, err
	}
	return f, err //nolint:wrapcheck // a test
}

type breaking struct{ fs.File }

func (breaking) Read([]byte) (int, error) { panic("index out of range") }

// TestReaderThatBreaks: a fault of the reader is one line, and the rest is read.
func TestReaderThatBreaks(t *testing.T) {
	good := &fstest.MapFile{Data: []byte("# The bridge\n\nThe bridge is closed, the mayor said on Monday.\n")}
	files := brittle{fstest.MapFS{"a.md": good, "broken.md": good, "broken.html": good, "c.md": good}}
	var stories, failed []string
	for item := range FS("news", files).Read(t.Context(), nil) {
		if item.Err != nil {
			failed = append(failed, item.Name+": "+item.Err.Error())
			continue
		}
		stories = append(stories, item.Name)
	}
	if strings.Join(stories, " ") != "a.md c.md" || len(failed) != 2 || !strings.Contains(failed[0], "broken.html: broke the reader (index out of range)") {
		t.Errorf("stories %q, failed %q", stories, failed)
	}
}
