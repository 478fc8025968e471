package source

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

func TestReadList(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "stories.yaml")
	doc := `sources:
  - name: wire
    kind: feed
    where: https://example.org/rss
    collection: world
    outlet: Example Wire
    label: wire
    include: &world ["world/*", "**/2026/**"]
    exclude: "**/sport/**"
    interval: 15m
  - where: archive/2024
    include: *world
    interval: "0"
  - {name: the  papers, where: /srv/papers, kind: folder, interval: 0, outlet: 1843, label: }
  - where: file:///srv/one.md
`
	if err := os.WriteFile(path, []byte(doc), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := ReadList("file://" + path)
	if err != nil {
		t.Fatal(err)
	}
	quarter, never := 15*time.Minute, time.Duration(0)
	world := []string{"world/*", "**/2026/**"}
	want := []Entry{
		{Name: "wire", Kind: "feed", Where: "https://example.org/rss", Collection: "world", Outlet: "Example Wire", Label: knowledge.Wire,
			Include: world, Exclude: []string{"**/sport/**"}, Interval: &quarter},
		{Name: "archive/2024", Where: filepath.Join(dir, "archive/2024"), Include: world, Interval: &never},
		{Name: "the papers", Kind: "folder", Where: "/srv/papers", Outlet: "1843", Interval: &never},
		{Name: "file:///srv/one.md", Where: "file:///srv/one.md"},
	}
	if len(got) != len(want) {
		t.Fatalf("got %d entries, want %d: %+v", len(got), len(want), got)
	}
	for i := range want {
		if !sameEntry(got[i], want[i]) {
			t.Errorf("entry %d:\ngot  %+v\nwant %+v", i, got[i], want[i])
		}
		s, err := got[i].Source(Options{})
		if err != nil {
			t.Errorf("the source of entry %d: %v", i, err)
		} else if s.Name() != want[i].Name {
			t.Errorf("entry %d is named %q, want %q", i, s.Name(), want[i].Name)
		}
	}
}

func sameEntry(a, b Entry) bool {
	same := a.Name == b.Name && a.Kind == b.Kind && a.Where == b.Where && a.Collection == b.Collection && a.Outlet == b.Outlet && a.Label == b.Label
	return same && slices.Equal(a.Include, b.Include) && slices.Equal(a.Exclude, b.Exclude) &&
		(a.Interval == nil) == (b.Interval == nil) && (a.Interval == nil || *a.Interval == *b.Interval)
}

func TestListMistakes(t *testing.T) {
	tests := map[string]struct{ doc, want string }{
		"nothing":           {"", "l.yaml:1: sources: is missing"},
		"only a comment":    {"# later\n", "l.yaml:1: sources: is missing"},
		"no sources":        {"source: []", "l.yaml:1: source: is not known here|l.yaml:1: sources: is missing"},
		"empty":             {"sources: []", "l.yaml:1: sources: is empty"},
		"null":              {"\nsources:\n", "l.yaml:2: sources: is empty"},
		"a list":            {"- where: a", "l.yaml:1: sources: is missing; write \"sources:\""},
		"text":              {"sources: a b", "l.yaml:1: sources: is \"a b\" where a list should be"},
		"paths alone":       {"sources:\n  - a\n  - [b]\n", "l.yaml:2: sources: \"a\" where a source should be|l.yaml:3: sources: a list where"},
		"no YAML":           {"sources:\n  - where: [a\n", "l.yaml:1: is not YAML: "},
		"a tab":             {"sources:\n\t- where: a\n", "l.yaml:2: is not YAML: found character that cannot start any token; indent with spaces, not with tabs"},
		"a tab in a source": {"sources:\n  - where: a\n\t  name: b\n", "l.yaml:2: is not YAML: found a tab character that violates indentation; indent with spaces, not with tabs"},
		"two documents":     {"sources: [{where: a}]\n---\nsources: [{where: b}]\n", "l.yaml:2: a second document"},
		"twice":             {"sources: [{where: a}]\nsources: [{where: b}]\n", "l.yaml:2: sources: is written twice; it is in line 1"},
		"no text at all":    {"\x00\x01\x02\x03\x00\x00", "l.yaml:1: "},
		"where":             {"sources:\n  - name: a\n  - where:\n", "l.yaml:2: where: is missing|l.yaml:3: where: is missing"},
		"another list":      {"sources:\n  - where: more.yaml\n  - where: /a/B.YML\n", "l.yaml:2: where: is a list of sources itself|l.yaml:3: where: is a list"},
		"ftp":               {"sources:\n  - where: ftp://a/b", "l.yaml:2: where: ftp:// is not supported"},
		"control":           {"sources:\n  - where: \"a\\nb\"", "l.yaml:2: where: has control characters"},
		"unknown keys":      {"sources:\n  - where: a\n    url: b\n    Name: c", "l.yaml:3: url: is not known; a source has|l.yaml:4: Name: is not known"},
		"a key twice":       {"sources:\n  - where: a\n    where: b\n", "l.yaml:3: where: is written twice; it is in line 2"},
		"kind":              {"sources:\n  - where: a\n    kind: rss\n", "l.yaml:3: kind: \"rss\" is not known; write folder"},
		"a kind not there":  {"sources:\n  - where: a\n    kind: feed\n  - kind: folder\n    where: http://a.example/\n", "l.yaml:3: kind: a place of this machine is no feed|l.yaml:4: kind: an address of the web is no folder"},
		"label":             {"sources:\n  - where: a\n    label: gossip\n", "l.yaml:3: label: \"gossip\" is not known"},
		"patterns":          {"sources:\n  - where: a\n    include: [\"a[\", \"{b\"]\n    exclude: {a: b}\n", "l.yaml:3: include: the pattern \"a[\"|l.yaml:3: include: the pattern \"{b\"|l.yaml:4: exclude: a group of fields where a list"},
		"empty patterns":    {"sources:\n  - where: a\n    include:\n      - \"\"\n      -\n      - [c]\n    exclude: 3\n", "l.yaml:4: include: an empty|l.yaml:5: include: an empty|l.yaml:6: include: a list where|l.yaml:7: exclude: \"3\" where a list"},
		"types":             {"sources:\n  - where: [a]\n  - {where: b, name: {c: d}, outlet: [e], label: [f], interval: [g]}\n", "l.yaml:2: where: a list where a text|l.yaml:2: where: is missing|l.yaml:3: name: a group|l.yaml:3: outlet: a list|l.yaml:3: label: a list|l.yaml:3: interval: a list"},
		"intervals":         {"sources:\n  - {where: a, interval: 15}\n  - {where: b, interval: -1m}\n  - {where: c, interval: 900ms}\n  - {where: d, interval: soon}\n", "l.yaml:2: interval: \"15\" is no span|l.yaml:3: interval: -1m0s is less|l.yaml:4: interval: 900ms is too short|l.yaml:5: interval: \"soon\" is no"},
		"names":             {"sources:\n  - {where: a, name: x}\n  - {where: b, name: x}\n  - {where: c, name: a b}\n  - {where: a b}\n", "l.yaml:3: name: is that of line 2|l.yaml:5: where: is the name of line 4"},
		"places":            {"sources:\n  - where: a\n  - where: ./a\n    name: b\n  - where: a\n    name: c\n    include: d\n", "l.yaml:3: where: is the same source as that of line 2"},
		"a long name":       {"sources:\n  - where: a\n    name: " + strings.Repeat("x", 201), "l.yaml:3: name: is longer than 200"},
		"keys of no kind":   {"sources:\n  - where: a\n    [b]: c\n    \"\": d\n", "l.yaml:3: a list where the name|l.yaml:4: \"\" where the name"},
		"all at once":       {"sources:\n  - where: a\n    kind: x\n  - label: y\n    interval: z\n", "l.yaml:3: kind: |l.yaml:4: label: |l.yaml:4: where: is missing|l.yaml:5: interval: "},
	}
	for name, test := range tests {
		entries, err := parseList("l.yaml", []byte(test.doc))
		if err == nil {
			t.Errorf("%s: no mistake found, got %+v", name, entries)
			continue
		}
		got, want := strings.Split(err.Error(), "\n"), strings.Split(test.want, "|")
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || !strings.HasPrefix(got[i], want[i]) {
				t.Errorf("%s: got\n%s\nwant lines that begin with\n%s", name, err, strings.Join(want, "\n"))
				break
			}
		}
	}
	if _, err := ReadList(filepath.Join(t.TempDir(), "none.yaml")); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("a list that is not there: %v", err)
	}
}

func TestIsList(t *testing.T) {
	for where, want := range map[string]bool{
		"stories.yaml": true, "/etc/a.YML": true, "file:///etc/a.yaml": true, "https://example.org/a.yaml": false, "a.yaml.md": false, "yaml": false, "": false,
	} {
		if IsList(where) != want {
			t.Errorf("IsList(%q) is %v", where, !want)
		}
	}
}

func FuzzReadList(f *testing.F) {
	f.Add([]byte("sources:\n  - name: wire\n    kind: feed\n    where: https://example.org/rss\n    include: [\"world/*\"]\n    interval: 15m\n"))
	f.Add([]byte("sources: &a\n  - where: b\n    exclude: *a\n"))
	f.Add([]byte("sources: [{where: a, interval: 9223372036s, label: live}]\n---\n"))
	f.Add([]byte("a: &a [*a]"))
	f.Fuzz(func(t *testing.T, doc []byte) {
		entries, err := parseList("l.yaml", doc)
		if (err == nil) != (len(entries) > 0) {
			t.Fatalf("%d entries and the error %v", len(entries), err)
		}
		if err != nil {
			for line := range strings.SplitSeq(err.Error(), "\n") {
				if rest, ok := strings.CutPrefix(line, "l.yaml:"); !ok || rest == "" || rest[0] < '1' || rest[0] > '9' {
					t.Errorf("a mistake without its line: %q", line)
				}
			}
		}
		names := make(map[string]bool)
		for _, e := range entries {
			if e.Name == "" || e.Where == "" || names[e.Name] {
				t.Errorf("got %+v", e)
			}
			names[e.Name] = true
			if s, err := e.Source(Options{}); err == nil && s.Name() != e.Name {
				t.Errorf("the source of %+v is named %q", e, s.Name())
			}
		}
	})
}

// TestDocumentedList: the example of docs/sources.md is a list that can be read.
func TestDocumentedList(t *testing.T) {
	page, err := os.ReadFile("../../docs/sources.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(page), "## Many sources: stories.yaml")
	_, section, _ = strings.Cut(section, "```yaml\n")
	example, _, ok := strings.Cut(section, "```")
	if !ok {
		t.Fatal("docs/sources.md has no example of a list")
	}
	entries, err := parseList("sources.md", []byte(example))
	if err != nil || len(entries) != 2 {
		t.Fatalf("got %+v, %v", entries, err)
	}
	if e := entries[0]; e.Name != "wire" || e.Kind != "feed" || e.Label != knowledge.Wire || len(e.Include) != 2 || e.Interval == nil || *e.Interval != 15*time.Minute {
		t.Errorf("got %+v", e)
	}
}
