package source

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
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
			dir := t.TempDir()
			for _, good := range []string{"a.txt", "b.html", "z.md", "z.txt"} {
				write(t, dir, good, "Ferry of "+good+"\n\nThe ferry runs again, the city said.")
			}
			if err := os.WriteFile(filepath.Join(dir, bomb.file), []byte(bomb.doc), 0o600); err != nil {
				t.Fatal(err)
			}
			stories, size := 0, len(bomb.doc)
			bomb.doc = ""
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
			if bomb.file == "m.jsonl" && len(failed) > 1 {
				said = failed[0] // one for each line
			}
			if wanted := 5; bomb.want == "" && stories != wanted || bomb.want != "" && (stories != wanted-1 || !strings.Contains(said, bomb.want)) || strings.Contains(said, "\n") {
				t.Errorf("%d stories, failed: %.300q", stories, said)
			}
			if memory > 64<<20 || took > 10*time.Second {
				t.Errorf("+%d MB, %s", memory>>20, took)
			}
			t.Logf("%d kB: +%d MB, %s: %.120s", size>>10, memory>>20, took.Round(time.Millisecond), said)
		})
	}
}
