package source

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

func TestWanted(t *testing.T) {
	tests := []struct {
		include, exclude string
		path             string
		want             bool
	}{
		{"", "", "a.md", true},
		{"world/*", "", "world/a.md", true},
		{"/world/*", "", "world/a.md", true},
		{"world/*", "", "/world/a/", true},
		{"world/*", "", "world/2026/a.md", false},
		{"world/**", "", "world/2026/a.md", true},
		{"world/", "", "world/2026/a.md", true},
		{"world/", "", "worlds/a.md", false},
		{"**/2026/**", "", "world/2026/05/a.md", true},
		{"**/2026/**", "", "2026/a.md", true},
		{"**/2026/**", "", "world/2025/a.md", false},
		{"*.md", "", "a.md", true},
		{"*.md", "", "b/a.md", false},
		{"**/*.{md,txt}", "", "b/a.txt", true},
		{"world/* sport/*", "", "sport/a.md", true},
		{"", "**/sport/**", "b/sport/a.md", false},
		{"", "**/sport/**", "b/sports/a.md", true},
		{"world/**", "**/drafts/**", "world/drafts/a.md", false},
		{"world/**", "**/drafts/**", "world/a.md", true},
		{"world/*", "", "", false},
		{"", "world/*", "", true},
	}
	for _, test := range tests {
		o := Options{Include: strings.Fields(test.include), Exclude: strings.Fields(test.exclude)}
		if got := o.wanted(test.path); got != test.want {
			t.Errorf("include %q, exclude %q: %q is wanted: %v", o.Include, o.Exclude, test.path, got)
		}
	}
}

// titles reads a folder as a load does, with the marks of the load before, and
// tells the stories read anew and the files that are as they were.
func titles(t *testing.T, dir string, o Options, marks map[string]string) (anew, same string) {
	t.Helper()
	src, err := New(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	var a, b []string
	now := make(map[string]string)
	for item := range src.Read(context.Background(), func(file, mark string) bool { return marks[file] == mark }) {
		switch {
		case item.Err != nil:
			t.Errorf("%s: %v", item.Name, item.Err)
		case item.Same:
			b = append(b, item.File)
		default:
			a = append(a, strings.Join([]string{item.Story.Title, item.Story.Outlet, item.Story.Collection, string(item.Story.Label)}, "/"))
		}
		now[item.File] = item.Mark
	}
	clear(marks)
	for file, mark := range now {
		marks[file] = mark
	}
	return strings.Join(a, " "), strings.Join(b, " ")
}

func TestOptionsOfAFolder(t *testing.T) {
	dir := t.TempDir()
	for name, doc := range map[string]string{
		"a.md": "# A\n\nThe bridge is open, the city said.", "world/b.md": "---\nlabel: news\noutlet: Own\ncollection: mine\n---\n# B\n\nThe road is open, the city said.",
		"sport/c.md": "# C\n\nThe final is on Sunday, the club said.",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(doc), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	marks := map[string]string{}
	for _, step := range []struct {
		o          Options
		anew, same string
	}{
		{Options{}, "A///news C///news B/Own/mine/news", ""},
		{Options{}, "", "a.md sport/c.md world/b.md"},
		{Options{Name: "other", Kind: "folder"}, "", "a.md sport/c.md world/b.md"},
		{Options{Outlet: "Wire", Label: knowledge.Wire}, "A/Wire//wire C/Wire//wire B/Own/mine/news", ""},
		{Options{Outlet: "Wire", Label: knowledge.Wire}, "", "a.md sport/c.md world/b.md"},
		{Options{Collection: "all"}, "A//all/news C//all/news B/Own/mine/news", ""},
		{Options{Collection: "all", Exclude: []string{"sport/**"}}, "A//all/news B/Own/mine/news", ""},
		{Options{Collection: "all", Exclude: []string{"sport/**"}}, "", "a.md world/b.md"},
		{Options{Include: []string{"world/*"}}, "B/Own/mine/news", ""},
		{Options{}, "A///news C///news B/Own/mine/news", ""},
	} {
		if anew, same := titles(t, dir, step.o, marks); anew != step.anew || same != step.same {
			t.Errorf("%+v: read %q, same %q; want %q and %q", step.o, anew, same, step.anew, step.same)
		}
	}
}

func TestKindOfAPlace(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.md")
	if err := os.WriteFile(file, []byte("# A\n\nThe bridge is open, the city said."), 0o600); err != nil {
		t.Fatal(err)
	}
	for where, kind := range map[string]string{dir: "file", file: "folder"} {
		src, err := New(where, Options{Kind: kind})
		if err != nil {
			t.Fatal(err)
		}
		items := slices.Collect(src.Read(context.Background(), nil))
		if len(items) != 1 || !items[0].Whole || items[0].Err == nil || !strings.Contains(items[0].Err.Error(), "not a "+kind+" as its kind says") {
			t.Errorf("a %s that is none: %+v", kind, items)
		}
	}
	for where, kind := range map[string]string{dir: "feed", "http://example.org/": "folder", file: "rss"} {
		if _, err := New(where, Options{Kind: kind}); err == nil || !strings.Contains(err.Error(), kind) {
			t.Errorf("%s as a %s: %v", where, kind, err)
		}
	}
}

func TestOptionsOfAFeed(t *testing.T) {
	s := newSite()
	item := func(path string) string {
		return "<item><title>" + path + "</title><link>http://public.test" + path + "</link><description>Short.</description></item>"
	}
	feed := func(items ...string) string {
		return "<rss version='2.0'><channel><title>All the news</title>" + strings.Join(items, "") + "</channel></rss>"
	}
	for _, path := range []string{"/world/a", "/sport/b", "/old/c"} {
		s.pages[path] = article(path, "The bridge of "+path+" is closed, the city said.", "")
	}
	s.pages["/feed"] = feed(item("/world/a"), item("/sport/b"), item("/old/c"))
	l := newLoads(t, "http://public.test/feed", s)
	check := func(step, want string) {
		t.Helper()
		var got []string
		for _, s := range l.stories {
			got = append(got, s.Title+" "+s.Outlet+" "+s.Collection+" "+string(s.Label))
		}
		slices.Sort(got)
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: got %q, want %q", step, got, want)
		}
	}
	l.want("first", "/old/c, /sport/b, /world/a", "")
	s.pages["/feed"] = feed(item("/world/a"), item("/sport/b")) // it lets go of the third
	l.want("rolled off", "/old/c, /sport/b, /world/a", "")
	check("no options", "/old/c All the news  news, /sport/b All the news  news, /world/a All the news  news")

	l.src.options.Collection, l.src.options.Outlet, l.src.options.Label = "mine", "Wire", knowledge.Wire
	l.want("of a collection", "/old/c, /sport/b, /world/a", "")
	check("all have it, though nothing has changed", "/old/c Wire mine wire, /sport/b Wire mine wire, /world/a Wire mine wire")
	l.want("as it was", "/old/c, /sport/b, /world/a", "")
	if s.full != 0 {
		t.Errorf("read again: %v", s.asked)
	}

	l.src.options.Exclude = []string{"/sport/*"}
	l.want("one shut out", "/old/c, /world/a", "")
	l.src.options.Include = []string{"world/**"}
	l.want("one not let in", "/world/a", "")
	l.want("as it was, again", "/world/a", "")
	if s.full != 0 || len(s.asked) != 1 {
		t.Errorf("read again: %v", s.asked)
	}
	l.src.options.Include, l.src.options.Exclude = nil, nil
	l.want("let in again", "/sport/b, /world/a", "")

	s.pages["/feed"] = feed(item("/world/a"))
	l.want("it lets go of the second", "/sport/b, /world/a", "")
	l.src.options.Collection, s.status["/sport/b"] = "yours", 503
	l.want("that is not there", "/sport/b, /world/a", "keeps the collection, outlet and label that it had, for its page answers 503")
	check("and stays", "/sport/b Wire mine wire, /world/a Wire yours wire")
	delete(s.status, "/sport/b")
	l.want("and is", "/sport/b, /world/a", "")
	check("and changes", "/sport/b Wire yours wire, /world/a Wire yours wire")

	l.src.options.Kind = "page"
	l.want("another kind", "/sport/b, /world/a", "is a feed, not a page as its kind says")
}

// TestPatternsInAZip: of a zip that is a source they are of the paths within it;
// of one in a folder, of the zip's own.
func TestPatternsInAZip(t *testing.T) {
	dir := t.TempDir()
	packed := zipOf(t, "world/a.md", note("A"), "sport/b.md", note("B"), "c.md", note("C"))
	file := filepath.Join(dir, "pack.zip")
	if err := os.WriteFile(file, packed, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		where            string
		include, exclude []string
		want             int
	}{
		{file, nil, nil, 3},
		{file, []string{"world/*"}, nil, 1},
		{file, nil, []string{"sport/**"}, 2},
		{dir, []string{"*.zip"}, nil, 3},
		{dir, []string{"world/*"}, nil, 0},
	} {
		src, err := New(test.where, Options{Include: test.include, Exclude: test.exclude})
		if err != nil {
			t.Fatal(err)
		}
		stories := 0
		for item := range src.Read(context.Background(), nil) {
			if item.Err != nil {
				t.Errorf("%+v: %v", test, item.Err)
			}
			if item.Story != nil {
				stories++
			}
		}
		if stories != test.want {
			t.Errorf("%+v: got %d stories", test, stories)
		}
	}
}
