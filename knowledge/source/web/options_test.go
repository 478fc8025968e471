package web

import (
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

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
