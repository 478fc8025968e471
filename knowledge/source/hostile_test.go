package source

import (
	"strings"
	"testing"
	"time"
)

// TestHostile reads texts made to take long. Each took many seconds, or would
// never have ended, before its own guard was put in.
func TestHostile(t *testing.T) {
	many := strings.Repeat
	tests := map[string]struct{ file, doc string }{
		"lists in lists":        {"a.md", "# T\n\n" + many(many("- ", 30000)+"said\n\n", 8)},
		"quotes in quotes":      {"a.md", "# T\n\n" + many(many("> ", 30000)+"said\n\n", 8)},
		"open brackets":         {"a.md", "# T\n\n" + many("[", 100000)},
		"aliases of aliases":    {"a.md", "---\ntitle: T\na: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e]\n---\nSaid."},
		"a menu without end":    {"a.html", "<title>T</title><article><p>" + many("Said so. ", 100) + "</p><ul>" + many("<li><a href=x>Home</a></li>", 20000) + "</ul></article>"},
		"deep JSON-LD":          {"a.html", "<title>T</title><script type='application/ld+json'>" + many(`{"@graph":`, 9000) + "1" + many("}", 9000) + "</script><p>Said.</p>"},
		"deep authors":          {"a.html", "<title>T</title><script type='application/ld+json'>{\"@type\":\"Article\",\"author\":" + many("[", 9000) + many("]", 9000) + "}</script><p>Said.</p>"},
		"calls without end":     {"a.txt", "T\n" + many("Sign up for our newsletter.\n", 100000)},
		"a notice without end":  {"a.txt", "T\n" + many("(c) 2020 ", 400000)},
		"a byline without end":  {"a.txt", many("By A ", 30000) + "\n" + many("By A B\n", 10000)},
		"accents on one letter": {"a.txt", "T\n\na" + many("\u0301", 300000)},
		"deep JSON":             {"a.jsonl", `{"title":"T","text":"Said.","more":` + many("[", 100000) + many("]", 100000) + `}`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			items := read(t, map[string]string{test.file: test.doc})
			if len(items) != 1 || items[0].Story == nil && items[0].Err == nil {
				t.Errorf("got %+v", items)
			}
			if took := time.Since(began); took > 15*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}
