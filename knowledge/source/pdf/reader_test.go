package pdf

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// TestMain lets the tests' own program be the child that reads PDFs.
func TestMain(m *testing.M) {
	if len(os.Args) < 2 || os.Args[1] != Command {
		os.Exit(m.Run())
	}
	if err := Serve(os.Stdin, os.Stdout, os.Args[2]); err != nil {
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
	const dir = "testdata"
	p := New(nil, 0)
	defer p.Close()
	for _, want := range []knowledge.Story{
		{ID: "ferry", Title: "Harbour ferry returns after two winters in the dry dock", Authors: []string{"Marta Quill", "Owen Brandt"}, Published: calendarDay(2023, 3, 14)},
		{ID: "library", Title: "Village library lends out bees, seeds and a telescope", Authors: []string{"Hanne Dorrit"}, Published: calendarDay(2023, 4, 6)},
	} {
		text, err := os.ReadFile(filepath.Join(dir, want.ID+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(filepath.Join(dir, want.ID+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		got, err := p.Story(t.Context(), bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			t.Fatal(want.ID, err)
		}
		if got.Title != want.Title || strings.Join(got.Authors, ";") != strings.Join(want.Authors, ";") || !got.Published.Equal(want.Published) {
			t.Errorf("%s: %q by %q on %s, want %q by %q on %s", want.ID, got.Title, got.Authors, got.Published, want.Title, want.Authors, want.Published)
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
			return fmt.Sprintf("at %d: got %q, want %q", i, plain.Shorten(got[from:], 120), plain.Shorten(want[from:], 120))
		}
	}
	return fmt.Sprintf("one is longer: got %d, want %d bytes", len(got), len(want))
}

// TestPDFReaderMissing has no child at all, one that ends, and one that says nothing.
func TestPDFReaderMissing(t *testing.T) {
	t.Parallel()
	for _, command := range [][]string{{filepath.Join(t.TempDir(), "none")}, {"/bin/true"}, {"/bin/echo", "{}"}} {
		p := New(command, time.Second)
		raw := printedLines("The bridge opens", pdfText1)
		if s, err := p.Story(t.Context(), bytes.NewReader([]byte(raw)), int64(len(raw))); err == nil {
			t.Errorf("%s: read %q", command, s.Title)
		}
		if p.child != nil {
			t.Errorf("%s: left behind", command)
		}
	}
}
