package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// bombs are PDFs made to hang, crash or swell who reads them, each made when it is its turn.
func bombs() map[string]func() string {
	catalog, font := "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
	onePage := "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R/Y 7 0 R>>>>>>"
	kids := "<</Type/Pages/Kids[3 0 R]/Count 1>>"
	form := func(draws string) string {
		return strings.Replace(streamed(draws), "<<", "<</Type/XObject/Subtype/Form/BBox[0 0 400 600]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R/Y 7 0 R>>>>", 1)
	}
	whole := printedLines("The bridge opens", pdfText1)
	loop := "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 1>>\nendobj\n"
	at := len(loop)
	loop += fmt.Sprintf("xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n", at, at)
	return map[string]func() string{
		"self.pdf": func() string { return loop },
		"pages.pdf": func() string {
			return made(catalog, "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 1000000>>", "<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 1000000>>")
		},
		"count.pdf": func() string {
			return made(catalog, "<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", onePage, streamed("BT ET"), font)
		},
		"length.pdf": func() string {
			return made(catalog, kids, onePage, "<</Length 4 0 R>>\nstream\nBT ET\nendstream", font)
		},
		"forms.pdf": func() string {
			return made(catalog, kids, onePage, streamed("/X Do"), font, form("/Y Do /Y Do"), form("/X Do /X Do"))
		},
		"doubling.pdf": func() string {
			return made(catalog, kids, onePage, streamed(strings.Repeat("/X Do ", 100_000)), font, form(strings.Repeat("/Y Do ", 1000)), form("BT /F 1 Tf (boom) Tj ET"))
		},
		"nested.pdf": func() string {
			return made(catalog, strings.Repeat("[", 1_000_000)+strings.Repeat("]", 1_000_000), onePage)
		},
		"dicts.pdf": func() string { return made(catalog, strings.Repeat("<</A", 500_000), onePage) },
		"flate.pdf": func() string { return made(catalog, kids, onePage, flated(bytes.Repeat([]byte(" "), 256<<20)), font) },
		"text.pdf": func() string {
			return made(catalog, kids, onePage, streamed("BT /F 10 Tf 20 500 Td 12 TL "+strings.Repeat("(The bridge over the Alder opens on Monday.) Tj T*\n", 200_000)+"ET"), font)
		},
		"line.pdf": func() string {
			return made(catalog, kids, onePage, flated(bytes.Repeat([]byte("BT /F 10 Tf (bridge) Tj ET "), 5<<20)), font)
		},
		"million.pdf": func() string { return manyObjects(1_000_000) + "trailer\n<</Root 1 0 R>>\n" },
		"encrypt.pdf": func() string {
			return strings.Replace(whole, "/Root 1 0 R", "/Root 1 0 R/Encrypt<</Filter/Nonsense/V 99/Length -1/R 1e99>>", 1)
		},
		"xref.pdf": func() string {
			return strings.Replace(whole, "/Root 1 0 R", "/Root 1 0 R/Prev 99999999999999999999", 1)
		},
		"size.pdf": func() string { return strings.Replace(whole, "/Size 6", "/Size 2147483647", 1) },
	}
}

// manyObjects is the beginning of a PDF of n objects, each of which leads to the next.
func manyObjects(n int) string {
	var b strings.Builder
	b.WriteString("%PDF-1.7\n")
	for i := range n {
		fmt.Fprintf(&b, "%d 0 obj\n<</A %d 0 R>>\nendobj\n", i+1, i+2)
	}
	return b.String()
}

// flated is a stream object that unpacks to content.
func flated(content []byte) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(content)
	_ = w.Close()
	return strings.Replace(streamed(b.String()), "<<", "<</Filter/FlateDecode", 1)
}

const (
	bombPatience = 4 * time.Second
	bombMemory   = 64 // MB more than for a good one, besides the file itself
)

// TestPDFBombs reads bombs between two good files: each ends soon and with one
// line, and neither it nor its end takes much memory.
func TestPDFBombs(t *testing.T) {
	measured(t)
	t.Parallel()
	p := New(nil, bombPatience)
	good := printedLines("The bridge opens", pdfText1)
	ask := func(raw string) (*knowledge.Story, error) {
		return p.Story(t.Context(), strings.NewReader(raw), int64(len(raw)))
	}
	if _, err := ask(good); err != nil { // what is to be compiled is compiled
		t.Fatal(err)
	}
	p.Close()
	for name, made := range bombs() {
		if slices.Contains([]string{"million.pdf", "nested.pdf", "text.pdf", "forms.pdf", "line.pdf"}, name) && os.Getenv("STORYBOT_MEASURED") == "" {
			t.Logf("%-13s takes seconds: tried where STORYBOT_MEASURED is set", name)
			continue
		}
		bomb := made()
		if _, err := ask(good); err != nil {
			t.Fatal(err)
		}
		pid := p.child.cmd.Process.Pid
		before, most := memoryOf(pid)(), memoryOf(pid)
		began := time.Now()
		s, err := ask(bomb)
		took, held := time.Since(began), most()
		if _, err := ask(good); err != nil {
			t.Errorf("%s: the next one: %v", name, err)
		}
		p.Close()
		t.Logf("%-13s %5.2f s, from %d to %d MB: %v", name, took.Seconds(), before, held, err)
		if held > before+bombMemory+len(bomb)>>20 {
			t.Errorf("%s: took %d MB", name, held-before)
		}
		if took > 10*time.Second {
			t.Errorf("%s: took %s", name, took)
		}
		if err == nil && len(s.Text) > maxText {
			t.Errorf("%s: gave %d bytes", name, len(s.Text))
		}
		if err != nil && (strings.Contains(err.Error(), "\n") || len(err.Error()) > 200) {
			t.Errorf("%s: says %q", name, err)
		}
	}
}

// TestPDFCancelled waits no longer than who asked, and leaves no process behind.
func TestPDFCancelled(t *testing.T) {
	t.Parallel()
	bomb := bombs()["pages.pdf"]()
	p := New(nil, time.Minute)
	good := printedLines("The bridge opens", pdfText1)
	if _, err := p.Story(t.Context(), strings.NewReader(good), int64(len(good))); err != nil {
		t.Fatal(err)
	}
	process := p.child.cmd.Process
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	began := time.Now()
	if _, err := p.Story(ctx, strings.NewReader(bomb), int64(len(bomb))); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("it ended with %v", err)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("it ended after %s", took)
	}
	if err := process.Signal(os.Interrupt); !errors.Is(err, os.ErrProcessDone) || p.child != nil {
		t.Errorf("its process is still there (%v)", err)
	}
}

// TestPDFChildGone lets a child end between two PDFs, as one does that the
// system ends: the next PDF is read by another.
func TestPDFChildGone(t *testing.T) {
	t.Parallel()
	p := New(nil, 0)
	defer p.Close()
	good := printedLines("The bridge opens", pdfText1)
	for range 3 {
		if _, err := p.Story(t.Context(), strings.NewReader(good), int64(len(good))); err != nil {
			t.Fatal(err)
		}
		if err := p.child.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
	}
}
