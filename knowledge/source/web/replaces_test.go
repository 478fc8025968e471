package web

import (
	"strings"
	"testing"
)

const (
	ferrySank  = "A ferry sank off Norton on Monday night, the coast guard said. All 12 people on board were saved by a fishing boat that had seen the flares. The ferry had passed its inspection in March. Its owner, a family firm, runs four more on the same line. The cause is not known, and divers will go down on Wednesday if the sea is calm. The minister asked for a report by the end of the week."
	ferryAgain = "A ferry sank off Norton on Monday night, the coast guard said. All 14 people on board were saved by a fishing boat that had seen the flares. The ferry had passed its inspection in March."
)

// TestReplaces: what a page shows later replaces its story only where it is still one.
func TestReplaces(t *testing.T) {
	for name, test := range map[string]struct{ title, text, head, failure string }{
		"another version":           {"Ferry sinks", ferrySank + " A second boat came too late.", "", ""},
		"another title":             {"All saved as ferry goes down", ferrySank, "", ""},
		"shortened":                 {"Ferry sinks", ferryAgain, "", ""},
		"collapsed":                 {"Ferry sinks", "Loading the latest. Please hold on.", "", "hardly the story"},
		"a teaser":                  {"Ferry sinks", "A ferry sank off Norton on Monday night, the coast guard said.", "", "hardly the story"},
		"retracted":                 {"Ferry sinks", "This story has been retracted.", "", ""},
		"corrected and cut":         {"Ferry sinks", "Correction: An earlier version of this story misstated the place. No ferry sank.", "", ""},
		"something else":            {"Today's offers", "Garden chairs from 20 euros, tents for the whole family, and lamps that charge in the sun. Order by noon and have it tomorrow, with free returns for a month and a day. Whoever buys two gets the third for half of it.", "", "something else"},
		"another story, dated":      {"Garden fair opens", "The garden fair of Norton opened on Tuesday with chairs, tents and lamps. Some 300 firms show what they make, and the mayor cut a ribbon of grass. It runs until Sunday and costs four euros to see.", `<meta property="article:published_time" content="2024-05-07T10:00:00Z">`, ""},
		"a check in another tongue": {"安全验证", "请完成安全验证后继续访问。", "", "in the way"},
	} {
		s := newSite()
		l := newLoads(t, "http://public.test/a", s)
		s.pages["/a"] = article("Ferry sinks", ferrySank, "")
		l.want(name+", before", "Ferry sinks", "")
		s.pages["/a"] = article(test.title, test.text, test.head)
		want := test.title
		if test.failure != "" {
			want = "Ferry sinks"
		}
		l.want(name, want, test.failure)
	}
}

// TestSameShown: several pages of a site that show the same are no stories, and
// what their feed calls them tells as much.
func TestSameShown(t *testing.T) {
	const wall = "Good to see you here. The Lamp is made by forty people in Norton who go out every day for the town. Choose how to stay with them."
	s := newSite()
	l := newLoads(t, "http://public.test/feed.xml", s)
	s.pages["/feed.xml"] = feedOf("/a", "Ferry sinks off Norton", "/b", "Garden fair opens", "/c", "Council cuts bus lines", "/d", "Lamp makers strike")
	s.pages["/a"] = article("Ferry sinks off Norton", ferrySank, "")
	s.pages["/b"] = article("Stay with The Lamp", wall, "")
	s.pages["/c"] = article("Stay with The Lamp", wall, "")
	s.pages["/d"] = article("Lamp makers strike", "The people who make lamps in Norton laid down their work on Monday.", "")
	l.want("two show the same", "Ferry sinks off Norton, Lamp makers strike", "hardly its story")
	s.pages["/feed.xml"] = feedOf("/a", "Ferry sinks off Norton", "/b", "Norton", "/c", "Norton", "/d", "Lamp makers strike")
	l.want("and are not told apart", "Ferry sinks off Norton, Lamp makers strike", "shows the same as")
	s.pages["/b"] = article("Garden fair opens", "The garden fair opened on Tuesday.", "")
	s.pages["/c"] = article("Council cuts bus lines", "The council voted for it on Tuesday.", "")
	l.want("stories again", "Council cuts bus lines, Ferry sinks off Norton, Garden fair opens, Lamp makers strike", "")
}

// feedOf is a feed of pages and their titles.
func feedOf(list ...string) string {
	var b strings.Builder
	b.WriteString(`<rss version="2.0"><channel><title>The Lamp</title>`)
	for i := 0; i < len(list); i += 2 {
		b.WriteString("<item><title>" + list[i+1] + "</title><link>http://public.test" + list[i] + "</link></item>")
	}
	return b.String() + "</channel></rss>"
}

// TestLeadsAway: who asks for a story and is led elsewhere has not found it.
func TestLeadsAway(t *testing.T) {
	for name, test := range map[string]struct{ to, head, failure string }{
		"its own place":           {"/2024/ferry", "", ""},
		"a story of logins":       {"/2024/log-in-trouble-at-bank", "", ""},
		"the front page":          {"/", "", "front page"},
		"a login":                 {"/login?next=/a", "", "in its way"},
		"a consent page":          {"/privacy/consent/", "", "in its way"},
		"an error":                {"/errors/404.html", "", "in its way"},
		"an old browser":          {"/unsupported-browser", "", "in its way"},
		"what calls itself front": {"/2024/ferry", `<link rel="canonical" href="http://public.test/">`, "front page"},
	} {
		s := newSite()
		l := newLoads(t, "http://public.test/a", s)
		path, _, _ := strings.Cut(test.to, "?")
		s.to["/a"] = test.to
		s.pages[path] = article("Ferry sinks", ferrySank, test.head)
		titles, failed := l.load()
		if all := strings.Join(failed, " "); (test.failure == "") != (all == "") || !strings.Contains(all, test.failure) || (titles == "") != (test.failure != "") {
			t.Errorf("%s: stories %q, failed %q, want %q", name, titles, failed, test.failure)
		}
	}
}
