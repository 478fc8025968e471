package source

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// TestMain lets the tests' own program be the child that reads PDFs.
func TestMain(m *testing.M) {
	if len(os.Args) < 2 || os.Args[1] != ReadPDFsCommand {
		os.Exit(m.Run())
	}
	if err := ReadPDFs(os.Stdin, os.Stdout, os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// made writes a PDF of objects, the first of which is its catalog, with a table
// of where they are.
func made(objects ...string) string {
	var b strings.Builder
	b.WriteString("%PDF-1.7\n")
	var table strings.Builder
	for i, o := range objects {
		fmt.Fprintf(&table, "%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table.String(), len(objects)+1, at)
	return b.String()
}

// streamed is a stream object.
func streamed(content string) string {
	return fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content)
}

// printedPage is a PDF of one page with that content.
func printedPage(content string) string {
	return made("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>", streamed(content),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
}

// printedLines is a PDF of lines of text, the first of which is large.
func printedLines(lines ...string) string {
	content := "BT /F 20 Tf 20 560 Td 14 TL "
	for i, l := range lines {
		if i == 1 {
			content += "/F 10 Tf 0 -16 Td "
		}
		content += "(" + l + ") Tj T* "
	}
	return printedPage(content + "ET")
}

const pdfText1 = "The bridge over the Alder opens on Monday, the city said."

func TestPDFs(t *testing.T) {
	t.Parallel()
	dir := filepath.Join("testdata", "pdf")
	items := allOf(t, FS("printed", os.DirFS(dir)))
	for _, want := range []knowledge.Story{
		{Item: "ferry.pdf", Title: "Harbour ferry returns after two winters in the dry dock", Authors: []string{"Marta Quill", "Owen Brandt"}, Published: calendarDay(2023, 3, 14)},
		{Item: "library.pdf", Title: "Village library lends out bees, seeds and a telescope", Authors: []string{"Hanne Dorrit"}, Published: calendarDay(2023, 4, 6)},
	} {
		text, err := os.ReadFile(filepath.Join(dir, strings.TrimSuffix(want.Item, ".pdf")+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		got := storyOfItem(t, items, want.Item)
		if got.Title != want.Title || strings.Join(got.Authors, ";") != strings.Join(want.Authors, ";") || !got.Published.Equal(want.Published) {
			t.Errorf("%s: %q by %q on %s, want %q by %q on %s", want.Item, got.Title, got.Authors, got.Published, want.Title, want.Authors, want.Published)
		}
		if want := strings.TrimSpace(string(text)); got.Text != want {
			t.Errorf("%s: %s", want, firstDifference(got.Text, want))
		}
	}
}

func calendarDay(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

func firstDifference(got, want string) string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			from := max(0, i-40)
			return fmt.Sprintf("at %d: got %q, want %q", i, cut(got[from:], 120), cut(want[from:], 120))
		}
	}
	return fmt.Sprintf("one is longer: got %d, want %d bytes", len(got), len(want))
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

// allOf gives all that a source has.
func allOf(t *testing.T, s knowledge.Source) []knowledge.Item {
	t.Helper()
	var items []knowledge.Item
	for i := range s.Read(t.Context(), nil) {
		items = append(items, i)
	}
	return items
}

// TestPDFFaults reads what is no good among what is.
func TestPDFFaults(t *testing.T) {
	t.Parallel()
	whole := printedLines("The bridge opens", pdfText1)
	locked := strings.Replace(whole, "/Root 1 0 R", "/Root 1 0 R/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<"+strings.Repeat("41", 32)+">/U<"+strings.Repeat("42", 32)+">>>/ID[<41><41>]", 1)
	files := fstest.MapFS{
		"a.md":        {Data: []byte("# A\n\n" + pdfText1 + " It is Monday.")},
		"empty.pdf":   {Data: nil},
		"gone.pdf":    {Data: []byte("%PDF-1.7\nnothing follows")},
		"locked.pdf":  {Data: []byte(locked)},
		"scanned.pdf": {Data: []byte(printedPage("0 0 100 100 re f"))},
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

// TestPDFNamed reads a PDF that the operator named and that has another name.
func TestPDFNamed(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "download")
	if err := os.WriteFile(file, []byte(printedLines("The bridge opens", pdfText1)), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := New(file, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := itemLines(allOf(t, s)), "download: The bridge opens\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestPDFReaderMissing has no child at all, one that ends, and one that says nothing.
func TestPDFReaderMissing(t *testing.T) {
	t.Parallel()
	for _, command := range [][]string{{filepath.Join(t.TempDir(), "none")}, {"/bin/true"}, {"/bin/echo", "{}"}} {
		p := newPDFs(Options{PDFReader: command, PDFPatience: time.Second})
		raw := printedLines("The bridge opens", pdfText1)
		if s, err := p.story(t.Context(), bytes.NewReader([]byte(raw)), int64(len(raw))); err == nil {
			t.Errorf("%s: read %q", command, s.Title)
		}
		if p.child != nil {
			t.Errorf("%s: left behind", command)
		}
	}
}
