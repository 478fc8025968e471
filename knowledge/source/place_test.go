package source

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/storybot/storybot/knowledge"
)

// TestPlace: a source is the same place however it is written.
func TestPlace(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	news := filepath.Join(dir, "news")
	if err := os.MkdirAll(filepath.Join(news, "old"), 0o700); err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{"link": "news", "again": "link"} {
		if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
			t.Skip(err)
		}
	}
	t.Chdir(dir)
	world := Options{Include: []string{"world/**"}}
	for _, test := range []struct {
		where string
		o     Options
		place string
	}{
		{"news", Options{}, news}, {"./news/", Options{}, news}, {news, Options{Name: "papers"}, news}, {"news/old/..", Options{Collection: "c"}, news},
		{"link", Options{}, news}, {"again", Options{}, news}, {"file://news", Options{}, news}, {"FILE://" + news, Options{}, news},
		{"link/old", Options{}, news + "/old"}, {"again/to/come", Options{}, news + "/to/come"}, {"link/a.md", Options{}, news + "/a.md"},
		{"news", world, news + "\nworld/**\x00\x00"}, {"news", Options{Exclude: []string{"world/**"}}, news + "\n\x00\x00world/**"},
		{"https://example.org/rss", Options{}, "https://example.org/rss"}, {"https://EXAMPLE.org/rss#top", Options{Name: "wire"}, "https://example.org/rss"},
		{"https://example.org/rss?utm_source=x", world, "https://example.org/rss\nworld/**\x00\x00"},
	} {
		s, err := Open(test.where, test.o)
		if err != nil {
			t.Fatal(err)
		}
		if p, ok := s.(knowledge.Placed); !ok || p.Place() != test.place {
			t.Errorf("%s: the place %q, want %q", test.where, p.Place(), test.place)
		}
	}
	if p, ok := FS("sample", fstest.MapFS{}).(knowledge.Placed); !ok || p.Place() != knowledge.Builtin+"sample" {
		t.Errorf("the sample: %v", p)
	}
}
