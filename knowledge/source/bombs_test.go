package source

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// packedOf packs what write writes.
func packedOf(t *testing.T, write func(io.Writer)) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	write(z)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// filler is letters that hardly pack.
func filler(n int) string {
	b := make([]byte, n)
	x := uint32(n) + 1 //nolint:gosec // any number will do
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = 'a' + byte(x>>24)%26
	}
	return string(b)
}

// varied repeats what is hardly packed smaller for it.
func varied(format string, times int) string {
	var b strings.Builder
	for i := range times {
		fmt.Fprintf(&b, format, i*i*2654435761%1000003)
	}
	return b.String()
}

// TestBombsInFolder puts one bomb at a time among stories: they are all read,
// in time and in little memory, and the bomb costs one clear line, or is a story.
func TestBombsInFolder(t *testing.T) {
	measured(t)
	many := strings.Repeat
	zeros := packedOf(t, func(out io.Writer) {
		block := make([]byte, 1<<20)
		for range 1 << 10 {
			_, _ = out.Write(block)
		}
	})
	for name, bomb := range map[string]struct{ file, doc, want string }{
		"a gibibyte of zeros":          {"m.txt.gz", zeros, "larger than 4 MB"},
		"a gibibyte of zeros, a page":  {"m.html.gz", zeros, "larger than 4 MB"},
		"a gibibyte of zeros, lines":   {"m.jsonl.gz", zeros, "longer than"},
		"10 MB in one line, text":      {"m.txt", "Bridge\n\n" + many("a", 10<<20), "larger than 4 MB"},
		"10 MB of words in one line":   {"m.txt", "Bridge\n\n" + many("said so ", 10<<17), "larger than 4 MB"},
		"10 MB in one line, Markdown":  {"m.md", "# Bridge\n\n" + many("a", 10<<20), "larger than 4 MB"},
		"10 MB in one line, a page":    {"m.html", "<title>Bridge</title><p>" + many("a", 10<<20), "larger than 4 MB"},
		"10 MB of words, a page":       {"m.html", "<title>Bridge</title><p>" + many("said so ", 10<<17), "larger than 4 MB"},
		"10 MB in one line, lines":     {"m.jsonl", `{"title":"Bridge","text":"` + many("a", 10<<20) + `"}`, "longer than 8 MB"},
		"4 MB in one line, text":       {"m.txt", "Bridge\n\n" + many("a", 4<<20-100), ""},
		"4 MB of words, text":          {"m.txt", "Bridge\n\n" + many("said so ", 4<<17-100), ""},
		"4 MB of sentences, Markdown":  {"m.md", "# Bridge\n\n" + many("He said so. ", 4<<16), ""},
		"4 MB of sentences, a page":    {"m.html", "<title>Bridge</title><p>" + many("He said so. ", 4<<16), "shows more than 1 MB"},
		"1 MB of sentences, a page":    {"m.html", "<title>Bridge</title><p>" + many("He said so. ", 80000), ""},
		"1 MB of words, a page":        {"m.html", "<title>Bridge</title><p>" + many("a ", 1<<19-100), ""},
		"4 MB in one line, a page":     {"m.html", "<title>Bridge</title><p>" + many("a", 4<<20-100), "shows more than 1 MB"},
		"4 MB in one line, lines":      {"m.jsonl", `{"title":"Bridge","text":"` + many("a", 4<<20-100) + `"}`, ""},
		"a page of pictures":           {"m.html", "<title>Bridge</title><p>Said.<img src='data:image/png;base64," + many("iVBORw0KGgo", 1<<20) + "'>", ""},
		"a million nested elements":    {"m.html", "<title>Bridge</title>" + many("<b>", 1000000) + "Said.", ""},
		"a million nested divs":        {"m.html", "<title>Bridge</title>" + many("<div>", 700000) + "Said.", ""},
		"a million elements":           {"m.html", "<title>Bridge</title>" + many("<p>Said.", 500000), "shows more than 1 MB"},
		"a million attributes":         {"m.html", "<title>Bridge</title><p " + many("a=b ", 1000000) + ">Said.", ""},
		"a million hidden elements":    {"m.html", "<title>Bridge</title>" + many("<b style='display:none'>", 100000) + "<p>Said.", "no text"},
		"a style sheet without end":    {"m.html", "<title>Bridge</title><style>" + many(".a{color:red}", 200000) + "</style><p>Said.", ""},
		"times without end":            {"m.html", "<title>Bridge</title><article>" + many("<time datetime=2024-05-03>", 30000) + "Said.", ""},
		"headings without end":         {"m.html", "<title>Bridge</title>" + many("<h1>Bridge said</h1>", 13000) + "<p>Said.", ""},
		"a title of separators":        {"m.html", "<title>" + many("a | ", 100000) + "</title>" + many("<p>Said so.</p>", 1000), ""},
		"a million open quotes, lines": {"m.jsonl", many(`"`, 10<<20), "longer than 8 MB"},
		"aliases of aliases, Markdown": {"m.md", "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n---\n# Bridge\n\nSaid.", ""},
		"twenty thousand short lines":  {"m.jsonl", many("{}\n", 20000), "has no title"},
	} {
		t.Run(name, func(t *testing.T) {
			if slices.Contains([]string{"a gibibyte of zeros, lines", "4 MB in one line, lines", "1 MB of words, a page"}, name) {
				slowBomb(t)
			}
			bombed(t, bomb.file, bomb.doc, bomb.want)
		})
	}
}

// TestBombsInDocuments does the same with documents. Each is made when it is its turn: what is
// held beside it would let the memory grow before it is cleared.
func TestBombsInDocuments(t *testing.T) {
	measured(t)
	many := strings.Repeat
	for name, bomb := range map[string]struct {
		file string
		doc  func() string
		want string
	}{
		"a text of Word without end": {"m.docx", func() string {
			return string(zipOf(t, "word/document.xml", "<w:document><w:p><w:t>"+filler(12<<20)+"</w:t></w:p></w:document>"))
		}, "more text than 4 MB"},
		"paragraphs without end": {"m.docx", func() string {
			return string(zipOf(t, "word/document.xml", "<w:document>"+varied("<w:p/><w:tbl>%d</w:tbl>", 250000)+"</w:document>"))
		}, "no text"},
		"a part of 64 MB": {"m.docx", func() string {
			return string(zipOf(t, "word/document.xml", "<w:document><w:x>"+many(filler(1<<20), 64)+"</w:x></w:document>"))
		}, "more than 16 MB unpacked"},
		"a million attributes, Word": {"m.docx", func() string {
			return string(zipOf(t, "word/document.xml", "<w:document "+varied("a='%d' ", 600000)+"/>"))
		}, "more attributes than one has"},
		"a million elements, ODT": {"m.odt", func() string {
			return string(zipOf(t, "content.xml", "<d><body>"+varied("<text:p>%d</text:p>", 400000)+"</body></d>"))
		}, "more than 40000 paragraphs"},
		"a chapter a thousand times": {"m.epub", func() string {
			return string(zipOf(t, "META-INF/container.xml", `<c><rootfile full-path="a.opf"/></c>`, "a.opf", `<p><title>The bridge</title><item id="a" href="a.html"/>`+varied(`<itemref idref="a" n="%d"/>`, 100000)+`</p>`, "a.html", varied("<p>Said by %d.", 1000)))
		}, ""},
		"a chapter without end": {"m.epub", func() string {
			return string(zipOf(t, "META-INF/container.xml", `<c><rootfile full-path="a.opf"/></c>`, "a.opf", `<p><item id="a" href="a.html"/><itemref idref="a"/></p>`, "a.html", "<p>"+filler(12<<20)))
		}, "more text than 4 MB"},
		"groups without end":  {"m.rtf", func() string { return `{\rtf1 ` + many("{", 10<<20) }, "nested deeper"},
		"groups side by side": {"m.rtf", func() string { return `{\rtf1 Bridge\par Said.` + many("{}", 5<<20) + "}" }, ""},
		"letters without end": {"m.rtf", func() string { return `{\rtf1 ` + many(`\'e9`, 3<<20) + "}" }, "more text than 4 MB"},
		"styles without end":  {"m.rtf", func() string { return `{\rtf1{\stylesheet` + many(`{\s9 Title;}`, 1<<20) + `}Bridge\par Said.}` }, ""},
		"parts within parts": {"m.eml", func() string {
			return "Subject: Bridge\n" + many("Content-Type: multipart/mixed; boundary=x\n\n--x\n", 200000)
		}, "nested deeper"},
		"a header without end": {"m.eml", func() string { return "Subject: " + many("Bridge ", 2<<20) + "\n\nSaid." }, "is no mail"},
		"a mail without end":   {"m.eml", func() string { return "Subject: Bridge\n\n" + many("said so ", 10<<17) }, "more text than 4 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			if slices.Contains([]string{"a part of 64 MB", "a text of Word without end", "a million elements, ODT", "a chapter without end", "a million attributes, Word"}, name) {
				slowBomb(t)
			}
			bombed(t, bomb.file, bomb.doc(), bomb.want)
		})
	}
}

// slowBomb skips one that takes seconds, as others of its kind take less, unless STORYBOT_MEASURED asks for it, as
// .ci/run does.
func slowBomb(t *testing.T) {
	t.Helper()
	if os.Getenv("STORYBOT_MEASURED") == "" {
		t.Skip("takes seconds: tried where STORYBOT_MEASURED is set")
	}
}

// bombed reads a folder of stories with a bomb among them. want is what is said of it; empty: it
// is a story.
func bombed(t *testing.T, file, doc, want string) {
	t.Helper()
	dir := t.TempDir()
	for _, good := range []string{"a.txt", "b.html", "z.md", "z.txt"} {
		write(t, dir, good, "Ferry of "+good+"\n\nThe ferry runs again, the city said.")
	}
	if err := os.WriteFile(filepath.Join(dir, file), []byte(doc), 0o600); err != nil {
		t.Fatal(err)
	}
	stories, size := 0, len(doc)
	var failed []string
	memory, took := peak(t, func() {
		src, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for item := range src.Read(t.Context(), nil) {
			if item.Err != nil {
				failed = append(failed, item.Name+": "+item.Err.Error())
			} else if strings.HasPrefix(item.Name, "m.") != (item.Story != nil && strings.HasPrefix(item.Story.Title, "Ferry")) {
				stories++
			}
		}
	})
	said := strings.Join(failed, "\n")
	if file == "m.jsonl" && len(failed) > 1 {
		said = failed[0] // one for each line
	}
	if wanted := 5; want == "" && stories != wanted || want != "" && (stories != wanted-1 || !strings.Contains(said, want)) || strings.Contains(said, "\n") {
		t.Errorf("%d stories, failed: %.300q", stories, said)
	}
	if memory > 64<<20 || took > 10*time.Second {
		t.Errorf("+%d MB, %s", memory>>20, took)
	}
	t.Logf("%d kB: +%d MB, %s: %.120s", size>>10, memory>>20, took.Round(time.Millisecond), said)
}
