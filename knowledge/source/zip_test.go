package source

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	bin "encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// zipOf is a zip of files, each a name and its content, in their order. What tells the kind of
// a document is not packed, as programs have it.
func zipOf(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		h := &zip.FileHeader{Name: files[i], Method: zip.Deflate}
		if files[i] == "mimetype" {
			h.Method = zip.Store
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// zipAs is a zip of one file with that header, packed by flate.
func zipAs(t testing.TB, h zip.FileHeader, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.CreateHeader(&h)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = f.Write([]byte(content))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func note(title string) string {
	return "# " + title + "\n\nThe bridge over the Alder opens on Monday, said " + title + "."
}

func TestZip(t *testing.T) {
	t.Parallel()
	raw := zipOf(t, "b/one.md", note("One"), "a.txt", "Two\n\nThe harbour is closed, the city said.", "b/", "",
		"lines.jsonl", `{"title": "Three", "text": "The ferry sails on Friday, the city said."}`+"\n"+`{"title": "Four"}`,
		"page.pdf", printed(t, "bridge"), ".hidden.md", note("No"), "__MACOSX/._one.md", note("No"), "b/.git/x.md", note("No"), "picture.png", "no")
	items := allOf(t, FS("files", fstest.MapFS{"news/old.zip": {Data: raw}, "z.md": {Data: []byte(note("Z"))}}))
	want := `news/old.zip/a.txt: Two
news/old.zip/b/one.md: One
news/old.zip/lines.jsonl:1: Three
news/old.zip/lines.jsonl:2: has no text; a story needs a title and a text
news/old.zip/page.pdf: The bridge opens
z.md: Z
`
	if got := itemLines(items); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, i := range items {
		if p := i.Passed; p != nil {
			if p.Kind != ".png" || p.Count != 1 || i.File != "" {
				t.Errorf("passed over %+v", *p)
			}
			continue
		}
		inZip := strings.HasPrefix(i.Name, "news/")
		if inZip && i.File != "news/old.zip" {
			t.Errorf("%s is of the file %s", i.Name, i.File)
		}
		if i.Story != nil && i.Story.Item != i.File {
			t.Errorf("%s: its story is of the file %s", i.Name, i.Story.Item)
		}
	}
	if s := storyOfItem(t, items, "news/old.zip/b/one.md"); s.ID != knowledge.StoryID("news/old.zip/b/one.md") {
		t.Errorf("its ID is %s", s.ID)
	}
}

// TestZipUnchanged reads a zip again only when it has changed, and keeps the
// stories of one that cannot be opened.
func TestZipUnchanged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "news.zip")
	put := func(raw []byte) {
		if err := os.WriteFile(file, raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(zipOf(t, "a.md", note("A"), "b.md", note("B")))
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	marks := map[string]string{}
	load := func() string {
		var b strings.Builder
		for i := range s.Read(t.Context(), func(file, mark string) bool { return marks[file] == mark }) {
			if i.Mark != "" {
				marks[i.File] = i.Mark
			}
			fmt.Fprintf(&b, "%s same %v failed %v\n", i.Name, i.Same, i.Err != nil)
		}
		return b.String()
	}
	for _, step := range []struct {
		raw  []byte
		want string
	}{
		{want: "news.zip/a.md same false failed false\nnews.zip/b.md same false failed false\nnews.zip same false failed false\n"},
		{want: "news.zip same true failed false\n"},
		{raw: zipOf(t, "a.md", note("Another A")), want: "news.zip/a.md same false failed false\nnews.zip same false failed false\n"},
		{raw: []byte("PK\x03\x04 and nothing more"), want: "news.zip same false failed true\n"},
	} {
		if step.raw != nil {
			put(step.raw)
		}
		if got := load(); got != step.want {
			t.Errorf("got\n%s\nwant\n%s", got, step.want)
		}
	}
}

// TestZipRefused has what no zip should have.
func TestZipRefused(t *testing.T) {
	t.Parallel()
	link := zip.FileHeader{Name: "link.md"}
	link.SetMode(fs.ModeSymlink | 0o777)
	locked := zipOf(t, "locked.md", note("L"))
	for _, sign := range []string{"PK\x03\x04", "PK\x01\x02"} {
		at := bytes.Index(locked, []byte(sign))
		locked[at+map[string]int{"PK\x03\x04": 6, "PK\x01\x02": 8}[sign]] |= 1
	}
	odd := zipOf(t, "odd.md", note("O"))
	for _, sign := range []string{"PK\x03\x04", "PK\x01\x02"} {
		at := bytes.Index(odd, []byte(sign)) + map[string]int{"PK\x03\x04": 8, "PK\x01\x02": 10}[sign]
		odd[at] = 97
	}
	broken := zipOf(t, "broken.md", note("B"), "whole.md", note("W"))
	broken[50] ^= 0xFF
	escapes := zipOf(t, "../up.md", note("1"), "/root.md", note("2"), "a/../../b.md", note("3"), `..\up.md`, note("4"), `C:\x.md`, note("5"), "c:/x.md", note("6"), "ok.md", note("OK"))
	const out = " leads out of the zip by its name; it is not read\n"
	for _, c := range []struct {
		name string
		raw  []byte
		want string
	}{
		{"escapes", escapes, "z.zip/../up.md:" + out + "z.zip//root.md:" + out + "z.zip/a/../../b.md:" + out + `z.zip/..\up.md:` + out + `z.zip/C:\x.md:` + out + "z.zip/c:/x.md:" + out + "z.zip/ok.md: OK\n"},
		{"link", zipAs(t, link, "/etc/passwd"), "z.zip/link.md: is a link or no ordinary file; put the file itself there\n"},
		{"locked", locked, "z.zip/locked.md: is locked with a password; pack it without one\n"},
		{"odd", odd, "z.zip/odd.md: open it: it is packed in a way that is not read, pack it in the usual one; check that it may be read\n"},
		{"broken", broken, "z.zip/broken.md: unpack it: "},
		{"twice", zipOf(t, "a.md", note("A"), "a.md", note("B")), "z.zip/a.md: is in it twice; the first one is read\nz.zip/a.md: A\n"},
		{"nested", zipOf(t, "in.zip", string(zipOf(t, "a.md", note("A"))), "b.md", note("B")), "z.zip/in.zip: is a zip in a zip; put it beside it\nz.zip/b.md: B\n"},
		{"nothing", zipOf(t, "a.png", "no"), "z.zip: holds nothing that is read, but 1 file of a kind that is not read: .png 1; save it as a kind that is, or remove it\n"},
		{"empty", zipOf(t), "z.zip: holds no file of a kind that is read; remove it\n"},
		{"none", []byte("This is no zip."), "z.zip: open it: zip: not a valid zip file; it is no whole zip, fetch or pack it again\n"},
		{"cut", escapes[:len(escapes)/2], "z.zip: open it: zip: not a valid zip file; it is no whole zip, fetch or pack it again\n"},
	} {
		if got := itemLines(allOf(t, FS("files", fstest.MapFS{"z.zip": {Data: c.raw}}))); !strings.HasPrefix(got, c.want) || c.name != "broken" && got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// overlapped is a zip of so many files whose content is one and the same.
func overlapped(name func(i int) string, files, length int) []byte {
	var content, b bytes.Buffer
	w, _ := flate.NewWriter(&content, flate.BestCompression)
	text := bytes.Repeat([]byte("The bridge opens on Monday. "), length/28)
	_, _ = w.Write(text)
	_ = w.Close()
	sum := crc32.ChecksumIEEE(text)
	fields := func(values ...any) {
		for _, v := range values {
			_ = bin.Write(&b, bin.LittleEndian, v)
		}
	}
	fields([]byte("PK\x03\x04"), uint16(20), uint16(0), uint16(8), uint32(0), sum, uint32(content.Len()), uint32(len(text)), uint16(0), uint16(0), content.Bytes())
	start := b.Len()
	for i := range files {
		n := name(i)
		fields([]byte("PK\x01\x02"), uint16(20), uint16(20), uint16(0), uint16(8), uint32(0), sum, uint32(content.Len()), uint32(len(text)),
			uint16(len(n)), uint16(0), uint16(0), uint16(0), uint16(0), uint32(0), uint32(0), []byte(n))
	}
	size := b.Len() - start
	fields([]byte("PK\x05\x06"), uint16(0), uint16(0), uint16(files), uint16(files), uint32(size), uint32(start), uint16(0))
	return b.Bytes()
}

// heap follows how much memory is in use; what it returns ends that, and tells
// in MB how much more it was at the most.
func heap() (most func() int) {
	done, told := make(chan struct{}), make(chan int)
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	before := now.HeapAlloc
	go func() {
		held := before
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			runtime.ReadMemStats(&now)
			held = max(held, now.HeapAlloc)
			select {
			case <-done:
				told <- int((held - before) >> 20) //nolint:gosec // it is small
				return
			case <-tick.C:
			}
		}
	}()
	return func() int { close(done); return <-told }
}

// TestZipBombs reads zips that would fill the memory: each ends soon and with
// one line, and takes little.
func TestZipBombs(t *testing.T) { //nolint:paralleltest // it measures the memory
	measured(t)
	lying := zipOf(t, "a.md", note("A")+strings.Repeat(" and on", 1000))
	at := bytes.Index(lying, []byte("PK\x01\x02")) + 24
	bin.LittleEndian.PutUint32(lying[at:], 10)
	var jsonl bytes.Buffer
	w := zip.NewWriter(&jsonl)
	f, _ := w.Create("a.jsonl")
	for range 300 {
		_, _ = f.Write(bytes.Repeat([]byte(" "), 1<<20))
	}
	_ = w.Close()
	for _, c := range []struct {
		name string
		raw  []byte
		want string
	}{
		{"ratio", zipOf(t, "a.md", strings.Repeat("a", 16<<20)), "unpacks to more than 200 times its size"},
		{"jsonl", jsonl.Bytes(), "unpacks to more than 200 times its size"},
		{"one over the other", overlapped(func(i int) string { return fmt.Sprintf("%d.md", i) }, 1000, 900<<10), "lie over each other"},
		{"many files", overlapped(func(i int) string { return fmt.Sprintf("%d", i) }, 65535*8, 100), "holds more files than"},
		{"says less than it is", lying, "unpack it: zip: not a valid zip file"},
		{"gzip in it", zipOf(t, "a.md.gz", packed(t, strings.Repeat("a", 200<<20))), "is larger than 4 MB"},
	} {
		runtime.GC()
		held := heap()
		began := time.Now()
		items := allOf(t, FS("files", fstest.MapFS{"bomb.zip": {Data: c.raw}, "z.md": {Data: []byte(note("Z"))}}))
		took, more := time.Since(began), held()
		t.Logf("%-22s %4d KB, %5.2f s, %d MB, says %v", c.name, len(c.raw)>>10, took.Seconds(), more, items[0].Err)
		if len(items) < 2 || items[0].Err == nil || !strings.Contains(items[0].Err.Error(), c.want) || items[len(items)-1].Story == nil {
			t.Errorf("%s: got\n%s", c.name, plain.Shorten(itemLines(items), 500))
		}
		if took > 10*time.Second || more > 64 {
			t.Errorf("%s: took %s and %d MB", c.name, took, more)
		}
	}
}

// FuzzZip reads any bytes as a zip: what comes of it names the zip, and has a
// name that leads nowhere else.
func FuzzZip(f *testing.F) {
	f.Add(zipOf(f, "b/one.md", note("One"), "a.txt", "Two\n\nThe harbour is closed, the city said."))
	f.Add(zipOf(f, "../up.md", note("1"), "lines.jsonl", `{"title": "Three", "text": "The ferry sails."}`))
	f.Add(overlapped(func(i int) string { return fmt.Sprintf("%d.md", i) }, 3, 1000))
	f.Add(zipOf(f, "b/one.md", note("One"), "b/noending", "of no kind", "sheet.xlsx", "of another"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		z, err := openZip(bytes.NewReader(raw), int64(len(raw)), Options{}.withDefaults())
		if err != nil {
			return
		}
		for name := range z.files {
			if !isSafePath(name) || !filepath.IsLocal(name) {
				t.Errorf("the name %q", name)
			}
			if in, err := z.Open(name); err == nil {
				_, _ = io.Copy(io.Discard, io.LimitReader(in, 1<<20))
				_ = in.Close()
			}
		}
		source := &folder{name: "files", options: Options{MaxStoryBytes: 1 << 20, MaxFileBytes: 1 << 22, PDFReader: []string{"none"}}, open: func() (fs.FS, string, error) {
			return fstest.MapFS{"a.zip": {Data: raw}}, ".", nil
		}}
		for i := range source.Read(t.Context(), nil) {
			if i.Passed != nil && strings.HasPrefix(i.Name, "a.zip/") {
				continue // a file of a kind that is not read: counted, and of no file that is
			}
			if i.File != "a.zip" || i.Err == nil && i.Name != "a.zip" && !strings.HasPrefix(i.Name, "a.zip/") {
				t.Errorf("item %q of %q: %v", i.Name, i.File, i.Err)
			}
		}
	})
}
