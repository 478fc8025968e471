package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/page"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// site is a web site whose pages tests write, and break.
type site struct {
	pages  map[string]string // path to its page
	status map[string]int    // path to another status than 200
	to     map[string]string // path to where it leads
	kinds  map[string]string
	asked  []string // paths asked for since the last load, without robots.txt
	full   int      // answers that were not 304
}

func newSite() *site {
	return &site{pages: map[string]string{}, status: map[string]int{}, to: map[string]string{}, kinds: map[string]string{}}
}

func (s *site) ServeHTTP(out http.ResponseWriter, in *http.Request) {
	body, ok := s.pages[in.URL.Path]
	if in.URL.Path != "/robots.txt" {
		s.asked = append(s.asked, in.URL.Path)
	}
	switch {
	case s.to[in.URL.Path] != "":
		http.Redirect(out, in, s.to[in.URL.Path], http.StatusFound)
		return
	case s.status[in.URL.Path] != 0:
		out.WriteHeader(s.status[in.URL.Path])
		return
	case !ok:
		http.NotFound(out, in)
		return
	}
	etag := fmt.Sprintf("%q", knowledge.StoryID(body))
	out.Header().Set("ETag", etag)
	out.Header().Set("Content-Type", plain.First(s.kinds[in.URL.Path], "text/html; charset=utf-8"))
	if in.Header.Get("If-None-Match") == etag {
		out.WriteHeader(http.StatusNotModified)
		return
	}
	s.full++
	_, _ = out.Write([]byte(body))
}

// article is a page with a story.
func article(title, text, head string) string {
	return "<!DOCTYPE html><html><head><title>" + title + "</title>" + head + "</head><body><article><h1>" + title + "</h1><p>" + text + "</p></article></body></html>"
}

// loads reads one source time and again, keeping of it what a load keeps.
type loads struct {
	t         *testing.T
	src       *Source
	site      *site
	canary    *canary
	marks     map[string]string
	stories   map[string]*knowledge.Story
	elsewhere map[string]bool // the IDs that another source has told
	all       bool
	until     time.Time
	more      bool // the last load left something
}

func newLoads(t *testing.T, where string, s *site) *loads {
	t.Helper()
	_, c := newCanary(t, s)
	o, err := New(where, Options{Pace: time.Nanosecond})
	if err != nil {
		t.Fatal(err)
	}
	c.into(t, o.fetcher)
	return &loads{t: t, src: o, site: s, canary: c, marks: map[string]string{}, stories: map[string]*knowledge.Story{}, elsewhere: map[string]bool{}}
}

// load loads once and tells what came of it: the titles there are, and what failed.
func (l *loads) load() (titles string, failed []string) {
	l.t.Helper()
	l.site.asked, l.site.full = nil, 0
	marks, stories := map[string]string{}, map[string]*knowledge.Story{}
	l.more = false
	past := knowledge.Past{Marks: l.marks, All: l.all, Until: l.until, Told: func(id string) bool { return l.elsewhere[id] },
		Story: func(_ context.Context, id string) *knowledge.Story { return l.stories[id] }}
	for item := range l.src.Fetch(context.Background(), past) {
		if item.Err != nil {
			failed = append(failed, item.Name+": "+item.Err.Error())
		}
		l.more = l.more || item.More
		if item.Whole {
			marks, stories = l.marks, l.stories
			break
		}
		if item.Mark != "" {
			marks[item.File] = item.Mark
		}
		if item.Story != nil {
			if stories[item.Story.ID] != nil {
				l.t.Errorf("%s was told twice", item.Story.ID)
			}
			stories[item.Story.ID] = item.Story
		}
		if item.Same || item.Err != nil {
			for id, s := range l.stories {
				if s.Item == item.File && stories[id] == nil {
					stories[id] = s
				}
			}
		}
	}
	l.marks, l.stories = marks, stories
	var list []string
	for _, s := range stories {
		if s.Hash != s.Fingerprint() || s.Source != l.src.name || s.Text == "" {
			l.t.Errorf("an unfinished story: %+v", s)
		}
		list = append(list, s.Title)
	}
	slices.Sort(list)
	if len(l.canary.leaked) > 0 {
		l.t.Errorf("dialled %q", l.canary.leaked)
	}
	return strings.Join(list, ", "), failed
}

// want loads and compares: the titles, and what one failure says, if any.
func (l *loads) want(step, titles, failure string) {
	l.t.Helper()
	got, failed := l.load()
	if got != titles {
		l.t.Errorf("%s: got the stories %q, want %q (%q)", step, got, titles, failed)
	}
	if all := strings.Join(failed, "\n"); (failure == "") != (all == "") || !strings.Contains(all, failure) {
		l.t.Errorf("%s: failed %q, want %q", step, failed, failure)
	}
}

func TestOnePage(t *testing.T) {
	s := newSite()
	l := newLoads(t, "http://public.test/a?utm_source=x", s)
	l.want("nothing there yet", "", "404")
	if len(l.marks) > 0 {
		t.Errorf("remembered: %q", l.marks)
	}
	s.pages["/a"] = article("One", "The bridge is closed, the city said.", `<link rel="canonical" href="http://www.public.test/a.html">`)
	l.want("first", "One", "")
	for _, story := range l.stories {
		if story.URL != "http://www.public.test/a.html" || story.Item != "http://public.test/a" {
			t.Errorf("got %+v", story)
		}
	}
	l.want("same", "One", "")
	if s.full != 0 || len(s.asked) != 1 {
		t.Errorf("a page that is as it was: %v asked, %d full answers", s.asked, s.full)
	}
	s.pages["/a"] = article("Two", "The bridge is open, the city said.", "")
	l.want("changed", "Two", "")
	s.status["/a"] = 503
	l.want("down", "Two", "503")
	s.status["/a"] = 403
	l.want("forbidden", "Two", "403")
	delete(s.status, "/a")
	was := s.pages["/a"]
	s.pages["/a"] = " \n"
	l.want("empty", "Two", "answers with nothing")
	s.pages["/a"] = "<html><head><title>x</title></head><body></body></html>"
	l.want("without a story", "Two", "no text")
	s.pages["/a"], s.to["/a"] = was, "/"
	s.pages["/"] = article("Front", "Many things happened, it says here.", "")
	l.want("leads to the front page", "Two", "front page")
	delete(s.to, "/a")
	s.pages["/a"], s.kinds["/a"] = "<rss version='2.0'><channel></channel></rss>", "text/xml"
	l.want("another thing", "Two", "was a page and is now a feed")
	delete(s.kinds, "/a")
	s.pages["/a"] = was
	l.all = true
	l.want("all anew", "Two", "")
	if s.full != 1 {
		t.Error("it was not read anew")
	}
	l.all = false
	s.status["/a"] = 410
	l.want("gone", "", "its story is removed")
	l.want("still gone", "", "410")
	delete(s.status, "/a")
	l.want("back", "Two", "")
	s.status["/a"] = 404
	l.want("gone again", "", "its story is removed")
}

func TestPageToldElsewhere(t *testing.T) {
	s := newSite()
	s.pages["/a"] = article("One", "The bridge is closed, the city said.", "")
	l := newLoads(t, "http://public.test/a", s)
	l.elsewhere[knowledge.StoryID("http://public.test/a")] = true
	l.want("told by another source", "", "")
	clear(l.elsewhere)
	l.want("no longer", "One", "")
}

func TestAddressOf(t *testing.T) {
	for named, want := range map[string]string{
		"":                                  "https://news.example.org/a",
		"https://news.example.org/b?gclid=": "https://news.example.org/b",
		"https://www.example.org/a":         "https://www.example.org/a",
		"https://example.org/":              "https://news.example.org/a",
		"https://example.com/a":             "https://news.example.org/a",
		"https://127.0.0.1/a":               "https://news.example.org/a",
		"/b":                                "https://news.example.org/a",
	} {
		found, err := url.Parse("https://news.example.org/a?utm_source=x#y")
		if err != nil {
			t.Fatal(err)
		}
		if got := addressOf(named, found); got != want {
			t.Errorf("addressOf(%q) = %q, want %q", named, got, want)
		}
	}
	if sameSite("a.co.uk", "b.co.uk") || sameSite("127.0.0.1:1", "127.0.0.1:2") || sameSite("127.0.0.1:80", "127.1.0.1:80") || !sameSite("A.example.org", "b.example.org") {
		t.Error("sites are not told apart")
	}
}

func TestKindOfReply(t *testing.T) {
	for body, want := range map[string]string{
		"<html>":                                 pageKind,
		"<!-- <rss> --><!DOCTYPE html><HTML>":    pageKind,
		"\ufeff<?xml version='1.0'?>\n<rss >":    feedKind,
		"<?xml version='1.0'?><rdf:RDF xmlns=''": feedKind,
		"<!-- a --><feed xmlns=''>":              feedKind,
		`{"version": "https://jsonfeed.org`:      feedKind,
		"<urlset>":                               sitemapKind,
		"<sm:sitemapindex>":                      sitemapKind,
		"\x1f\x8b\x08":                           sitemapKind,
		"The bridge opens":                       pageKind,
		"<<<":                                    pageKind,
	} {
		if got, err := kindOfReply(&reply{body: []byte(body)}); got != want || err != nil {
			t.Errorf("%q is a %q (%v), want %q", body, got, err, want)
		}
	}
	for kind, body := range map[string]string{"video/mp4": "ftyp", "image/png": "\x89PNG", "text/html": " "} {
		if got, err := kindOfReply(&reply{kind: kind, body: []byte(body)}); err == nil {
			t.Errorf("%s is taken for a %s", kind, got)
		}
	}
}

func TestPageBombs(t *testing.T) {
	measured(t)
	for name, body := range map[string]string{
		"a million nested elements":   "<html><body>" + strings.Repeat("<b>", 1000000),
		"nested divs":                 "<html><body>" + strings.Repeat("<div>", 700000),
		"as many elements as allowed": "<html><body>" + strings.Repeat("<p>a", page.MaxTags-10),
		"many elements":               "<html><body>" + strings.Repeat("<p>a", 500000),
		"a long line":                 "<html><body><p>" + strings.Repeat("a", pageBytes-100),
		"longer than any page":        "<html><body><p>" + strings.Repeat("a ", pageBytes),
	} {
		s := newSite()
		l := newLoads(t, "http://public.test/a", s)
		s.pages["/a"] = body
		var failed []string
		memory, took := peak(t, func() { _, failed = l.load() })
		if took > 10*time.Second || len(failed) > 1 || memory > 64<<20 {
			t.Errorf("%s: %d MB, %s, %q", name, memory>>20, took, failed)
		}
		t.Logf("%s (%d bytes): +%d MB, %s, %.100q", name, len(body), memory>>20, took.Round(time.Millisecond), failed)
	}
}

// TestUnzip: a zip is read by what is given for that, and else refused.
func TestUnzip(t *testing.T) {
	s := newSite()
	s.pages["/news.zip"], s.kinds["/news.zip"] = "PK\x03\x04", "application/zip"
	l := newLoads(t, "http://public.test/news.zip", s)
	l.want("no reader of zips", "", "is a zip, which is not read here")
	l.src.options.Unzip = func(_ context.Context, body []byte, address string, give func(knowledge.Item) bool) error {
		if string(body) != s.pages["/news.zip"] || address != "http://public.test/news.zip" {
			t.Errorf("%q of %s", body, address)
		}
		story := &knowledge.Story{ID: "a", Title: "One", Text: "The bridge is closed.", Source: l.src.name, Item: "a.md"}
		give(knowledge.Item{Name: "a.md", File: "a.md", Mark: "m", Story: story})
		return nil
	}
	l.want("read", "One", "")
	if got := l.stories["a"].Item; got != rootFile || len(l.marks) != 1 {
		t.Errorf("its story is of %q; marks %v", got, l.marks)
	}
	l.want("as it was", "One", "")
	if s.full != 0 {
		t.Error("it was fetched though it had not changed")
	}
}
