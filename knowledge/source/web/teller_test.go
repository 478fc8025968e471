package web

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// tellings loads sources one after the other, as one load does, and lists what they
// tell: ID, outlet and the beginning of the text.
func tellings(t *testing.T, s *site, addresses ...string) map[string]string {
	t.Helper()
	told := make(map[string]string)
	for _, where := range addresses {
		l := newLoads(t, where, s)
		l.canary.others = publicIP
		for id := range told {
			l.elsewhere[id] = true
		}
		for range 2 { // the second finds nothing new
			if _, failed := l.load(); len(failed) > 0 {
				t.Errorf("%s: %q", where, failed)
			}
		}
		for id, story := range l.stories {
			if told[id] != "" {
				t.Errorf("%s: tells %s again", where, id)
			}
			told[id] = story.Outlet + ": " + strings.SplitAfter(story.Text, ".")[0]
		}
	}
	return told
}

// wholeItem is an item of a feed with all of its text.
func wholeItem(title, link, words string) string {
	return "<item><title>" + title + "</title><link>" + link + "</link><content:encoded><![CDATA[" + long(words) + "]]></content:encoded></item>"
}

// TestFeedOfAnothersAddress: a feed that carries another outlet's address does not
// take the place of that outlet's own story, whatever is read first.
func TestFeedOfAnothersAddress(t *testing.T) {
	const address = "http://public.test/bridge"
	own := knowledge.StoryID(address)
	feed := func(title, body string) string { return strings.Replace(rss(body), "The Lamp", title, 1) }
	for name, c := range map[string]struct {
		other string // what the feed of mirror.test carries
		page  string // the outlet's own page
		want  string // how the other's telling is shown; empty: there is none
		owned string
	}{
		"RSS":            {feed("Mirror", wholeItem("Bridge", address, "The bridge is gone.")), "", "Mirror, as told by mirror.test: The bridge is gone.", "The Lamp: The bridge is open."},
		"under its name": {feed("The Lamp", wholeItem("Bridge", address, "The bridge is gone.")), "", "The Lamp, as told by mirror.test: The bridge is gone.", "The Lamp: The bridge is open."},
		"tracked":        {feed("Mirror", wholeItem("Bridge", address+"?utm_source=mirror#top", "The bridge is gone.")), "", "Mirror, as told by mirror.test: The bridge is gone.", "The Lamp: The bridge is open."},
		"an index":       {feed("Mirror", wholeItem("Bridge", address+"/index.html", "The bridge is gone.")), "", "Mirror, as told by mirror.test: The bridge is gone.", "The Lamp: The bridge is open."},
		"Atom": {`<feed xmlns="http://www.w3.org/2005/Atom"><title>Mirror</title><entry><title>Bridge</title><link href="` + address + `"/><content type="html"><![CDATA[` + long("The bridge is gone.") + `]]></content></entry></feed>`, "",
			"Mirror, as told by mirror.test: The bridge is gone.", "The Lamp: The bridge is open."},
		"JSON": {fmt.Sprintf(`{"version": "https://jsonfeed.org/version/1.1", "title": "Mirror", "items": [{"id": "7", "url": %q, "title": "Bridge", "content_html": %q}]}`, address, long("The bridge is gone.")), "",
			"Mirror, as told by mirror.test: The bridge is gone.", "The Lamp: The bridge is open."},
		"without a name": {feed("", wholeItem("Bridge", address, "The bridge is gone.")), "", "as told by mirror.test: The bridge is gone.", "The Lamp: The bridge is open."},
		"its page alone": {feed("Mirror", teaser("Bridge", address)), article("Bridge", "The bridge is open.", `<meta property="og:site_name" content="The Lamp">`), "", "The Lamp: The bridge is open."},
	} {
		for _, order := range [][]string{{"http://public.test/feed", "http://mirror.test/other"}, {"http://mirror.test/other", "http://public.test/feed"}} {
			s := newSite()
			s.pages["/feed"], s.pages["/other"] = rss(wholeItem("Bridge", address, "The bridge is open.")), c.other
			if c.page != "" {
				s.pages["/bridge"] = c.page
			}
			told := tellings(t, s, order...)
			if told[own] != c.owned {
				t.Errorf("%s, %v: the outlet's own story is %q, want %q", name, order, told[own], c.owned)
			}
			var others []string
			for id, story := range told {
				if id != own {
					others = append(others, story)
				}
			}
			slices.Sort(others)
			if got := strings.Join(others, ", "); got != c.want {
				t.Errorf("%s, %v: the other's is %q, want %q", name, order, got, c.want)
			}
		}
	}
}

// TestFeedOfItsOwn: a feed speaks for its site, wherever the site keeps it, and for
// what the operator's address leads to.
func TestFeedOfItsOwn(t *testing.T) {
	for _, c := range []struct{ where, to, link, outlet string }{
		{"http://feeds.lamp.test/feed", "", "http://www.lamp.test/a", "The Lamp"},
		{"http://lamp.test/rss", "http://feeds.host.test/feed", "http://www.lamp.test/a", "The Lamp"},
		{"http://lamp.test/rss", "http://feeds.host.test/feed", "http://host.test/a", "The Lamp"},
		{"http://feeds.host.test/feed", "", "http://www.lamp.test/a", "The Lamp, as told by feeds.host.test"},
		{"http://public.test/feed", "", "/a", "The Lamp"},
		{"http://public.test/feed", "", "http://93.184.216.34/a", "The Lamp, as told by public.test"},
	} {
		s := newSite()
		s.pages["/feed"] = rss(wholeItem("One", c.link, "The bridge is open."))
		if c.to != "" {
			s.to["/rss"] = c.to
		}
		for id, story := range tellings(t, s, c.where) {
			if outlet, _, _ := strings.Cut(story, ":"); outlet != c.outlet {
				t.Errorf("%s with %s: %s is of %q, want %q", c.where, c.link, id, outlet, c.outlet)
			}
		}
	}
}

// TestOutletOfAnothersPage: a page that a feed of another site leads to is not of the
// outlet that the feed is of.
func TestOutletOfAnothersPage(t *testing.T) {
	for name, c := range map[string]struct{ head, given, want string }{
		"the page tells":     {`<meta property="og:site_name" content="The Lamp">`, "", "The Lamp: The bridge is open."},
		"it does not":        {"", "", "public.test: The bridge is open."},
		"the operator tells": {"", "Wire", "Wire: The bridge is open."},
	} {
		s := newSite()
		s.pages["/bridge"] = article("Bridge", "The bridge is open.", c.head)
		s.pages["/feed"] = rss(teaser("Bridge", "http://public.test/bridge"))
		l := newLoads(t, "http://mirror.test/feed", s)
		l.canary.others = publicIP
		l.src.options.Outlet = c.given
		l.load()
		for _, story := range l.stories {
			if got := story.Outlet + ": " + story.Text; got != c.want || len(l.stories) != 1 {
				t.Errorf("%s: %q, want %q", name, got, c.want)
			}
		}
	}
}
