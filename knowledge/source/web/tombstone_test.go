package web

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

func TestTombstones(t *testing.T) {
	s := newSite()
	entry := func(id, path, updated string) string {
		return "<entry><id>" + id + "</id><title>" + path + "</title><updated>" + updated + "</updated><link href='http://public.test" + path + "'/><summary>Short.</summary></entry>"
	}
	feed := func(parts ...string) string {
		return "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:at='http://purl.org/atompub/tombstones/1.0'><title>News</title>" + strings.Join(parts, "") + "</feed>"
	}
	for _, path := range []string{"/a", "/b", "/c", "/d"} {
		s.pages[path] = article(path, "The bridge of "+path+" is closed, the city said.", "")
	}
	const early, late = "2026-05-01T10:00:00Z", "2026-05-03T10:00:00Z"
	all := []string{entry("tag:a", "/a", early), entry("http://public.test/b", "/b", early), entry("tag:c", "/c", early), entry("tag:d", "/d", early)}
	s.pages["/feed"] = feed(all...)
	l := newLoads(t, "http://public.test/feed", s)
	l.want("first", "/a, /b, /c, /d", "")
	const when = " when='2026-05-02T10:00:00Z'"
	s.pages["/feed"] = feed(all[3], "<at:deleted-entry ref='tag:a'"+when+"/>")
	l.want("one that it no longer names, by its ID", "/b, /c, /d", "")
	s.pages["/feed"] = feed(all[3], "<at:deleted-entry ref='http://public.test/b'"+when+"><at:comment>An error</at:comment></at:deleted-entry>",
		"<at:deleted-entry ref='tag:other'"+when+"><link href='/c'/></at:deleted-entry>")
	l.want("by its address, and by its link", "/d", "")
	s.pages["/feed"] = feed(all[3])
	l.want("the tombstones are gone", "/d", "")
	s.pages["/feed"] = feed(all[0], all[3], "<at:deleted-entry ref='tag:a'"+when+"/>")
	l.want("named, and withdrawn", "/d", "")
	s.pages["/feed"] = feed(entry("tag:a", "/a", late), all[3], "<at:deleted-entry ref='tag:a'"+when+"/>")
	l.want("named again later", "/a, /d", "")
	s.pages["/feed"] = feed(all[3], "<deleted-entry ref='tag:d'"+when+"/>", "<at:deleted-entry"+when+"/>")
	l.want("no tombstones", "/a, /d", "")
}

func TestReadTombstones(t *testing.T) {
	found := &url.URL{Scheme: "http", Host: "public.test", Path: "/feed"}
	const feed = "<feed xmlns:x='http://purl.org/atompub/tombstones/1.0'><x:deleted-entry ref=' tag:a ' when='2026-05-02'><link rel='edit' href='/e'/></x:deleted-entry><x:deleted-entry ref='b'"
	got := readTombstones([]byte(feed), found)
	want := time.Date(2026, 5, 2, 0, 0, 0, 0, time.UTC)
	if len(got) != 1 || got[0].id != idOf("tag:a") || !got[0].when.Equal(want) || strings.Join(got[0].files, " ") != " #tag:a" {
		t.Errorf("got %+v", got)
	}
}

// TestLabelsOfAFeed: what a feed says of an entry counts, though its page is as it was.
func TestLabelsOfAFeed(t *testing.T) {
	s := newSite()
	feed := func(titles ...string) string {
		items := ""
		for i, title := range titles {
			items += "<item><title>" + title + "</title><link>http://public.test/" + string(rune('a'+i)) + "</link></item>"
		}
		return "<rss version='2.0'><channel><title>News</title>" + items + "</channel></rss>"
	}
	for path, title := range map[string]string{"/a": "Harbour closes", "/b": "Market moves", "/c": "Storm comes"} {
		s.pages[path] = article(title, "The bridge of "+path+" is closed, the city said.", "")
	}
	l := newLoads(t, "http://public.test/feed", s)
	check := func(step string, want ...knowledge.Label) {
		t.Helper()
		l.want(step, "Harbour closes, Market moves, Storm comes", "")
		for i, label := range want {
			if got := l.stories[knowledge.StoryID("http://public.test/"+string(rune('a'+i)))]; got == nil || got.Label != label {
				t.Errorf("%s: story %d is %+v, want it labelled %s", step, i, got, label)
			}
		}
	}
	s.pages["/feed"] = feed("Harbour closes", "Market moves", "Storm comes")
	check("first", knowledge.News, knowledge.News, knowledge.News)
	s.pages["/feed"] = feed("WITHDRAWN: Harbour closes", "Corrected: Market moves", "Drug withdrawn: storm")
	check("announced", knowledge.Retracted, knowledge.Correction, knowledge.News)
	check("as it was", knowledge.Retracted, knowledge.Correction, knowledge.News)
	s.pages["/feed"] = feed("Withdrawn: Harbour closes", "Market moves")
	check("one let go, one taken back", knowledge.Retracted, knowledge.News, knowledge.News)
	s.pages["/feed"] = strings.ReplaceAll(feed("Storm comes"), "/a<", "/c<")
	s.pages["/a"] = article("Harbour closes", "The bridge of /a is closed for good, the city said.", "")
	l.src.recheckAfter = 0
	titles, _ := l.load()
	if a := l.stories[knowledge.StoryID("http://public.test/a")]; a == nil || a.Label != knowledge.Retracted || !strings.Contains(a.Text, "for good") {
		t.Errorf("rolled off and changed: %q, %+v", titles, a)
	}
}
