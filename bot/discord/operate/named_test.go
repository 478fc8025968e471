package operate

import (
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/knowledge"
)

// places is a desk with sources of these names.
type places struct {
	desk.InProcess
	names []string
}

func (p places) Sources() []string { return p.names }

// TestSourceNames: operators are shown the names of sources without folders, and what they
// choose is the source again.
func TestSourceNames(t *testing.T) {
	t.Parallel()
	o := &Operations{Desk: places{names: []string{"/srv/news", "/srv/old/papers", "/srv/new/papers", "https://a.example/feed?key=s3cret"}}}
	got := o.Choices("")
	want := []Choice{{"news", "news"}, {"papers", "/srv/old/papers"}, {"papers", "/srv/new/papers"}, {"https://a.example/feed?key=xxxxx", "https://a.example/feed?key=xxxxx"}}
	if !slices.Equal(got, want) {
		t.Errorf("choices %q, want %q", got, want)
	}
	for n, c := range got {
		if s, known := o.sourceCalled(c.Value); !known || s != o.Desk.Sources()[n] {
			t.Errorf("%q is taken for %q, %v", c.Value, s, known)
		}
	}
	for name, known := range map[string]bool{"": true, "papers": false, "none": false, "/srv/news": true} {
		if _, got := o.sourceCalled(name); got != known {
			t.Errorf("%q: known %v, want %v", name, got, known)
		}
	}
	if got := o.Choices("OLD"); !slices.Equal(got, want[1:2]) {
		t.Errorf("choices with a word: %q", got)
	}
}

// TestReadable: stories are named by their titles, escaped, and nothing by its folder; no address has its secrets.
func TestReadable(t *testing.T) {
	t.Parallel()
	r := knowledge.Report{Added: []string{"a", "b"}, Removed: []string{"c"}, Held: []knowledge.Held{{Source: "/srv/news"}},
		Failed: []knowledge.Failure{{Item: "/srv/news/x.md", Error: "open /srv/news/x.md: it is gone"},
			{Item: "https://ada:s3cret@a.example/feed?key=s3cret&page=2", Error: "get https://a.example/x?api_key=s3cret: 403"}},
		Updated: []string{"https://a.example/y?token=s3cret"}}
	got := readable(r, map[string]string{"a": "A *story*", "b": " "})
	if !slices.Equal(got.Added, []string{`A \*story\*`, "b"}) || !slices.Equal(got.Removed, []string{"c"}) || got.Held[0].Source != "news" ||
		got.Failed[0] != (knowledge.Failure{Item: "x.md", Error: "open x.md: it is gone"}) {
		t.Errorf("%+v", got)
	}
	if got.Failed[1] != (knowledge.Failure{Item: "https://ada:xxxxx@a.example/feed?key=xxxxx&page=2", Error: "get https://a.example/x?api_key=xxxxx 403"}) || strings.Contains(got.Updated[0], "s3cret") {
		t.Errorf("secrets: %+v", got)
	}
	if r.Failed[0].Item != "/srv/news/x.md" || r.Added[0] != "a" {
		t.Error("the report itself was changed")
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	var p loadProgress
	p.set("a\n*b*", 3)
	if got := p.words(&words.English().Chat.Operate); got != "Loading … 3 read, now a \\*b\\*" {
		t.Errorf("progress is told as %q", got)
	}
	p.set("https://ada:s3cret@a.example/feed?key=s3cret, /srv/news/x.md", 3)
	if got := p.words(&words.English().Chat.Operate); strings.Contains(got, "s3cret") || strings.Contains(got, "/srv") {
		t.Errorf("progress is told as %q", got)
	}
}
