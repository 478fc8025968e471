package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLongFields reads titles and addresses of 1.2 MB (a file of one story has at most 4) from everything that has them:
// what is listed and answered is of a usual size.
func TestLongFields(t *testing.T) {
	if underRace {
		t.Skip("under the race detector it takes minutes: go test runs it without")
	}
	t.Parallel()
	long := strings.Repeat("long ", 60_000)
	address := func(name string) string { return "https://a.example/" + name + strings.Repeat("x", 300_000) }
	text := "The harbour master of %s is Ada Brond. She took office in May 2019."
	dir, site := t.TempDir(), newTestSite(t)
	write := func(name, format string, args ...any) {
		mustWrite(t, filepath.Join(dir, name), fmt.Sprintf(format, args...))
	}
	write("a.jsonl", `{"title": %q, "outlet": %q, "url": %q, "authors": [%q], "text": %q}`+"\n", long, long, address("a"), long, fmt.Sprintf(text, "Velm"))
	write("b.md", "---\ntitle: %q\nurl: %q\n---\n\n%s\n", long, address("b"), fmt.Sprintf(text, "Oster"))
	write("c.html", `<html><head><title>%s</title><link rel="canonical" href="%s"></head><body><article><p>%s</p></article></body></html>`,
		long, address("c"), strings.Repeat(fmt.Sprintf(text, "Ruvik")+" ", 8))
	site.put("/feed", `<rss version="2.0"><channel><title>A feed</title>`+
		`<item><title>`+long+`</title><link>`+address("d")+`</link><guid>1</guid><description>`+fmt.Sprintf(text, "Tarn")+`</description></item>`+
		`<item><title>A short one</title><link>`+site.URL+`/one</link><description>`+fmt.Sprintf(text, "Wesk")+`</description></item></channel></rss>`)
	site.put("/one", `<html><head><title>A short one</title></head><body><article><h1>A short one</h1><p>`+strings.Repeat(fmt.Sprintf(text, "Wesk")+" ", 8)+`</p></article></body></html>`)
	l := newLiving(t, t.TempDir(), []string{dir, site.URL + "/feed"}, "ALLOW_HOSTS="+strings.TrimPrefix(site.URL, "http://"))
	l.serve()
	out, err := l.run("stories", "--json")
	if err != nil {
		t.Fatal(err)
	}
	if stories := l.stories(); len(out) > 20_000 || len(stories) < 4 {
		t.Errorf("%d stories in %d bytes; it says %.3000s", len(stories), len(out), l.said)
	}
	for _, args := range [][]string{{"reload", "--all", "--json"}, {"check", "--json"}} {
		if out, err := l.run(args...); len(out) > 30_000 {
			t.Errorf("%v: %d bytes, %v", args, len(out), err)
		}
	}
	if said := l.said.String(); len(said) > 30_000 {
		t.Errorf("it says %d bytes", len(said))
	}
	for _, town := range []string{"Velm", "Oster", "Ruvik", "Wesk"} {
		if a := l.ask("Who is the harbour master of " + town + "?"); !strings.Contains(a.Text, "Ada Brond") {
			t.Errorf("%s: %q", town, a.Text)
		}
	}
}

func mustWrite(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
