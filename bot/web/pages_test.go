package web

import (
	"context"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

func TestStoryLink(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		id, version string
		start, end  int
		want        string
	}{
		{"a", "", 0, 0, "story/a"},
		{"a/b ?#", "", 0, 0, "story/a%2Fb%20%3F%23"},
		{"a", "h", 0, 0, "story/a?version=h"},
		{"a", "h", 0, 9, "story/a?end=9&start=0&version=h#passage"},
		{"a", "", 9, 9, "story/a"},
	} {
		if got := storyLink(c.id, c.version, c.start, c.end); got != c.want {
			t.Errorf("the link is %s, want %s", got, c.want)
		}
	}
}

func TestPassage(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]text.Span{
		"start=0&end=2": {Start: 0, End: 2}, "start=0&end=7": {Start: 0, End: 7}, "start=3&end=5": {Start: 3, End: 5},
		"start=0&end=8": {}, "start=2&end=2": {}, "start=3&end=1": {}, "start=-1&end=2": {}, "start=4&end=7": {}, "start=0&end=4": {},
		"start=x&end=2": {}, "start=0&end=": {}, "": {},
	} {
		v, err := url.ParseQuery(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := passage(v, "ab ü cd"[:7]); got != want {
			t.Errorf("%s marks %v, want %v", address, got, want)
		}
	}
}

// dated is a Shelf of one story with three versions, of which the middle one has the same text as the last.
type dated struct{ fakeShelf }

func (dated) Versions(context.Context, string) ([]knowledge.Version, error) {
	return []knowledge.Version{{Hash: "v1"}, {Hash: "v2"}, {Hash: "v3"}}, nil
}

func (dated) Text(_ context.Context, _, hash string) (string, error) {
	return map[string]string{"v1": "It rains. Nine died.", "v2": "It rains. Ten died.", "v3": "It rains. Ten died."}[hash], nil
}

func TestOtherVersions(t *testing.T) {
	t.Parallel()
	grown := []change{{{Text: "Nine", Taken: true}, {Text: "Ten", Added: true}, {Text: " died."}}}
	other := func(hash string, older bool, c []change) otherVersion {
		return otherVersion{knowledge.Version{Hash: hash}, "story/a?version=" + hash, older, c}
	}
	s := &Server{Shelf: dated{fakeShelf{story: knowledge.Story{ID: "a", Hash: "v3", Title: "A"}}}}
	for _, c := range []struct {
		id, version, shown string
		newer, gone        bool
		others             []otherVersion
	}{
		{"a", "", "v3", false, false, []otherVersion{other("v2", true, nil), other("v1", true, grown)}},
		{"a", "v2", "v2", true, false, []otherVersion{other("v3", false, nil), other("v1", true, grown)}},
		{"a", "v1", "v1", true, false, []otherVersion{other("v3", false, grown), other("v2", false, grown)}},
		{"b", "", "v3", false, true, nil},
	} {
		page, err := s.storyPageOf(get("/"), c.id, url.Values{"version": {c.version}})
		if err != nil {
			t.Fatal(err)
		}
		if c.others == nil {
			c.others = page.Others
		}
		if page.Version.Hash != c.shown || page.Newer != c.newer || page.Gone != c.gone || !reflect.DeepEqual(page.Others, c.others) {
			t.Errorf("%s %s: shown %s, newer %v, gone %v, others %v, want %+v", c.id, c.version, page.Version.Hash, page.Newer, page.Gone, page.Others, c)
		}
	}
}

// found is a Shelf on which every search has the same hits.
type found struct {
	fakeShelf
	hits  []knowledge.Hit
	asked *string
}

func (f found) Search(_ context.Context, q knowledge.Query) (knowledge.Found, error) {
	*f.asked = q.Text
	return knowledge.Found{Hits: f.hits}, nil
}

func TestCopies(t *testing.T) {
	t.Parallel()
	hit := func(id string, copies ...string) knowledge.Hit {
		h := knowledge.Hit{Story: knowledge.Story{ID: id}}
		for _, c := range copies {
			h.Copies = append(h.Copies, knowledge.Story{ID: c})
		}
		return h
	}
	for name, c := range map[string]struct {
		hits []knowledge.Hit
		want string
	}{
		"nothing":       {nil, ""},
		"alone":         {[]knowledge.Hit{hit("a")}, ""},
		"the first":     {[]knowledge.Hit{hit("a", "b", "c")}, "b c"},
		"a copy itself": {[]knowledge.Hit{hit("x", "y"), hit("b", "a", "c")}, "b c"},
		"others only":   {[]knowledge.Hit{hit("x", "y")}, ""},
	} {
		asked := ""
		s := &Server{Shelf: found{fakeShelf{}, c.hits, &asked}}
		list, err := s.copies(t.Context(), &knowledge.Story{ID: "a", Title: "T", Text: "One. Two. Three."})
		var ids []string
		for _, s := range list {
			ids = append(ids, s.ID)
		}
		if got := strings.Join(ids, " "); err != nil || got != c.want || asked != "T One. Two." {
			t.Errorf("%s: %q, %v by %q, want %q", name, got, err, asked, c.want)
		}
	}
}

func TestAssets(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]struct {
		status int
		kind   string
	}{
		"/assets/story.js":        {200, "text/javascript; charset=utf-8"},
		"/assets/icon.svg":        {200, "image/svg+xml"},
		"/api/openapi.json":       {200, "application/json"},
		"/assets/channel.html":    {404, "application/json; charset=utf-8"},
		"/assets/none.js":         {404, "application/json; charset=utf-8"},
		"/assets/..%2Fpage.go":    {404, "application/json; charset=utf-8"},
		"/assets/%2e%2e%2fweb.go": {404, "application/json; charset=utf-8"},
	} {
		h := (&Server{}).Handler()
		w := told(h, get(path))
		if kind := w.Header().Get("Content-Type"); w.Code != want.status || kind != want.kind {
			t.Errorf("%s: %d %s, want %+v", path, w.Code, kind, want)
		}
		if w.Code != http.StatusOK {
			continue
		}
		r := get(path)
		r.Header.Set("If-None-Match", w.Header().Get("Etag"))
		if again := told(h, r); again.Code != http.StatusNotModified || again.Header().Get("Cache-Control") != "no-cache" {
			t.Errorf("%s for the second time: %d, %q", path, again.Code, again.Header())
		}
	}
}

func TestChannelShowsWhetherItIsReady(t *testing.T) {
	t.Parallel()
	loading := func(context.Context) error { return http.ErrServerClosed }
	for name, s := range map[string]*Server{
		"/?":       {Shelf: fakeShelf{}, Desk: fakeDesk{}, Model: "m<1>"},
		"/":        {Shelf: fakeShelf{}, Desk: fakeDesk{}, Ready: loading},
		"/story/a": {Desk: fakeDesk{}},
	} {
		_, w := opened(t, s, name)
		h, body := w.Header(), w.Body.String()
		if w.Code == http.StatusOK && (h.Get("X-Frame-Options") != "DENY" || h.Get("Content-Security-Policy") != ownPolicy+"'none'" ||
			h.Get("Content-Type") != "text/html; charset=utf-8" || h.Get("Cache-Control") != "no-store" || h.Get("Referrer-Policy") != "no-referrer") {
			t.Errorf("%s: %v", name, h)
		}
		if (w.Code == http.StatusNotFound) != (s.Shelf == nil) || strings.Contains(body, "m&lt;1&gt;") != (s.Model != "") {
			t.Errorf("%s: %d %s", name, w.Code, body)
		}
	}
}

func TestMonthly(t *testing.T) {
	t.Parallel()
	now := time.Date(2022, 3, 2, 1, 0, 0, 0, time.FixedZone("", 2*60*60)) // 1 March in UTC
	days := []Day{{Day: "2022-01-30", Questions: 99}, {Day: "2022-01-31", Questions: 1}, {Day: "2022-02-27", Questions: 200, Answered: 50}, {Day: "2022-03-01", Questions: 4, Answered: 4}}
	got := monthly(days, now, func(d *Day) (int, int) { return d.Questions, d.Answered })
	if len(got.Bars) != plotDays || got.Most != 200 || got.Total != 205 || got.Width != 300 || got.Height != 80 {
		t.Fatalf("the plot is %+v", got)
	}
	for i, want := range map[int]bar{
		0:  {X: 0, Y: 78, H: 2, PartY: 80, Day: "2022-01-31", All: 1},
		1:  {X: 10, Y: 80, PartY: 80, Day: "2022-02-01"},
		27: {X: 270, Y: 0, H: 80, PartY: 60, PartH: 20, Day: "2022-02-27", All: 200, Part: 50},
		29: {X: 290, Y: 78, H: 2, PartY: 78, PartH: 2, Day: "2022-03-01", All: 4, Part: 4},
	} {
		if got.Bars[i] != want {
			t.Errorf("bar %d is %+v, want %+v", i, got.Bars[i], want)
		}
	}
	if h := monthly(nil, now, nil).Bars[3].H; h != 0 {
		t.Errorf("without questions a bar is %d high", h)
	}
}
