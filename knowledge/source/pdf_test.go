package source

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// TestPDFFaults reads what is no good among what is.
func TestPDFFaults(t *testing.T) {
	t.Parallel()
	whole := printed(t, "bridge")
	locked := strings.Replace(whole, "/Root 1 0 R", "/Root 1 0 R/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<"+strings.Repeat("41", 32)+">/U<"+strings.Repeat("42", 32)+">>>/ID[<41><41>]", 1)
	files := fstest.MapFS{
		"a.md":        {Data: []byte("# A\n\n" + pdfText1 + " It is Monday.")},
		"empty.pdf":   {Data: nil},
		"gone.pdf":    {Data: []byte("%PDF-1.7\nnothing follows")},
		"locked.pdf":  {Data: []byte(locked)},
		"scanned.pdf": {Data: []byte(printed(t, "scanned"))},
		"text.pdf":    {Data: []byte("This is text.")},
		"whole.pdf":   {Data: []byte(whole)},
		"z.md":        {Data: []byte("# Z\n\n" + pdfText1 + " It is Friday.")},
	}
	want := `a.md: A
empty.pdf: is empty; remove it or write the story
gone.pdf: is no whole PDF; fetch it or print it again
locked.pdf: is locked with a password; save it without one
scanned.pdf: has no text, only pictures; run it through OCR
text.pdf: is no whole PDF; fetch it or print it again
whole.pdf: The bridge opens
z.md: Z
`
	items := allOf(t, FS("files", files))
	if got := itemLines(items); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, i := range items {
		if i.Err != nil && i.Mark == "" && i.Name != "empty.pdf" {
			t.Errorf("%s has no mark: it would be read at every load", i.Name)
		}
	}
	if s := storyOfItem(t, items, "whole.pdf"); s.Text != pdfText1 {
		t.Errorf("whole.pdf has the text %q", s.Text)
	}
}

// TestPDFNamed reads a PDF that the operator named and that has another name.
func TestPDFNamed(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "download")
	if err := os.WriteFile(file, []byte(printed(t, "bridge")), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(file, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := itemLines(allOf(t, s)), "download: The bridge opens\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// allOf gives all that a source has.
func allOf(t *testing.T, s knowledge.Source) []knowledge.Item {
	t.Helper()
	var items []knowledge.Item
	for i := range s.Read(t.Context(), nil) {
		items = append(items, i)
	}
	return items
}

func storyOfItem(t *testing.T, items []knowledge.Item, name string) *knowledge.Story {
	t.Helper()
	for _, i := range items {
		if i.Name == name && i.Story != nil {
			return i.Story
		}
		if i.Name == name && i.Err != nil {
			t.Fatalf("%s: %v", name, i.Err)
		}
	}
	t.Fatalf("%s was not read", name)
	return nil
}

func itemLines(items []knowledge.Item) string {
	var b strings.Builder
	for _, i := range items {
		switch {
		case i.Err != nil:
			fmt.Fprintf(&b, "%s: %v\n", i.Name, i.Err)
		case i.Story != nil:
			fmt.Fprintf(&b, "%s: %s\n", i.Name, i.Story.Title)
		}
	}
	return b.String()
}

// TestPDFDamaged reads a good PDF cut off at every so many bytes, and with bytes
// changed: none of it breaks the reading of the rest.
func TestPDFDamaged(t *testing.T) {
	measured(t)
	t.Parallel()
	whole := printed(t, "bridge")
	files := fstest.MapFS{}
	for n := 10; n < len(whole); n += 10 {
		files[fmt.Sprintf("cut%04d.pdf", n)] = &fstest.MapFile{Data: []byte(whole[:n])}
	}
	ferry, err := os.ReadFile(filepath.Join("pdf", "testdata", "ferry.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same every time
	for n := range 60 {
		raw := bytes.Clone([]byte(whole))
		if n%2 == 0 {
			raw = bytes.Clone(ferry)
		}
		for range 1 + n/4 {
			raw[random.IntN(len(raw))] = byte(random.Uint32())
		}
		files[fmt.Sprintf("flip%02d.pdf", n)] = &fstest.MapFile{Data: raw}
	}
	files["zz.md"] = &fstest.MapFile{Data: []byte("# The last\n\n" + pdfText1)}
	began := time.Now()
	items := allOf(t, FS("damaged", files))
	if len(items) != len(files) {
		t.Errorf("%d items of %d files", len(items), len(files))
	}
	stories := 0
	for _, i := range items {
		if i.Story != nil {
			stories++
		}
	}
	if last := items[len(items)-1]; last.Story == nil {
		t.Errorf("the last one: %v", last.Err)
	}
	t.Logf("%d of %d read in %s", stories, len(files), time.Since(began))
}
