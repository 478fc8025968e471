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

// titles reads a folder as a load does, with the marks of the load before, and
// tells the stories read anew and the files that are as they were.
func titles(t *testing.T, dir string, o Options, marks map[string]string) (anew, same string) {
	t.Helper()
	src, err := Open(dir, o)
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
		src, err := Open(where, Options{Kind: kind})
		if err != nil {
			t.Fatal(err)
		}
		items := slices.Collect(src.Read(context.Background(), nil))
		if len(items) != 1 || !items[0].Whole || items[0].Err == nil || !strings.Contains(items[0].Err.Error(), "not a "+kind+" as its kind says") {
			t.Errorf("a %s that is none: %+v", kind, items)
		}
	}
	for where, kind := range map[string]string{dir: "feed", "http://example.org/": "folder", file: "rss"} {
		if _, err := Open(where, Options{Kind: kind}); err == nil || !strings.Contains(err.Error(), kind) {
			t.Errorf("%s as a %s: %v", where, kind, err)
		}
	}
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
		src, err := Open(test.where, Options{Include: test.include, Exclude: test.exclude})
		if err != nil {
			t.Fatal(err)
		}
		stories, shut := 0, false
		for item := range src.Read(context.Background(), nil) {
			if item.Err != nil && strings.Contains(item.Err.Error(), "shut out all of them") {
				shut = true
			} else if item.Err != nil {
				t.Errorf("%+v: %v", test, item.Err)
			}
			if item.Story != nil {
				stories++
			}
		}
		if stories != test.want || shut != (test.want == 0) {
			t.Errorf("%+v: got %d stories; said that nothing is left: %v", test, stories, shut)
		}
	}
}
