package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// long is a text that no teaser has.
func long(words string) string {
	return strings.Repeat("<p>"+words+" The council met again on Tuesday, and the ferry, which has been out of use since March, was not spoken of.</p>\n", 8)
}

// rss is a feed of these items.
func rss(items ...string) string {
	return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Lamp</title><link>http://public.test/</link><language>en-gb</language>` + strings.Join(items, "\n") + `</channel></rss>`
}

// teaser is an item that says little and leads to its page.
func teaser(title, link string) string {
	return "<item><title>" + title + "</title><link>" + link + "</link><description>The city said something about it&#8230;</description><pubDate>Fri, 03 May 2024 08:30:00 GMT</pubDate></item>"
}

func TestReadFeed(t *testing.T) {
	found, err := url.Parse("https://example.org/feeds/news.xml")
	if err != nil {
		t.Fatal(err)
	}
	whole := long("The bridge is closed.")
	for name, feed := range map[string]string{
		"RSS": rss(`<item><title>Bridge &amp;amp; ferry &lt;b&gt;closed&lt;/b&gt;</title><link>../a?utm_source=rss</link><guid>7</guid><dc:creator>Ann Lee</dc:creator>
			<pubDate>Fri, 03 May 2024 10:30:00 +0200</pubDate><description>Short…</description><content:encoded><![CDATA[` + whole + `<script>no()</script>]]></content:encoded></item>`),
		"Atom": `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Lamp</title><entry><title type="html">Bridge &amp;amp; ferry closed</title>
			<link rel="alternate" href="https://example.org/a"/><author><name>Ann Lee</name></author><published>2024-05-03T08:30:00Z</published><updated>2024-05-03T08:30:00Z</updated>
			<content type="html"><![CDATA[` + whole + `]]></content></entry></feed>`,
		"JSON": fmt.Sprintf(`{"version": "https://jsonfeed.org/version/1.1", "title": "The Lamp", "items": [{"id": "7", "url": "https://example.org/a", "title": "Bridge & ferry closed",
			"authors": [{"name": "Ann Lee"}], "date_published": "2024-05-03T10:30:00+02:00", "content_html": %q}]}`, whole),
	} {
		list, err := readFeed([]byte(feed), found)
		if err != nil || len(list) != 1 {
			t.Errorf("%s: %v, %v", name, list, err)
			continue
		}
		e := list[0]
		if e.file != "https://example.org/a" || e.said.Title != "Bridge & ferry closed" || at(e.said.Published) != "2024-05-03T08:30:00Z" || !e.said.Updated.IsZero() ||
			e.said.Outlet != "The Lamp" || strings.Join(e.said.Authors, "|") != "Ann Lee" || e.hash == "" {
			t.Errorf("%s: got %+v", name, e)
		}
		if e.whole == nil || strings.Count(e.whole.Text, "The bridge is closed.") != 8 || strings.Contains(e.whole.Text, "no()") || e.whole.URL != "https://example.org/a" {
			t.Errorf("%s: the whole story is %+v", name, e.whole)
		}
	}
}

func TestWholeOrTeaser(t *testing.T) {
	found := &url.URL{Scheme: "https", Host: "example.org"}
	whole := long("The bridge is closed.")
	for name, c := range map[string]struct {
		item string
		want bool
	}{
		"whole":             {"<link>/a</link><description><![CDATA[" + whole + "]]></description>", true},
		"short":             {"<link>/a</link><description>The bridge is closed.</description>", false},
		"cut off":           {"<link>/a</link><description><![CDATA[" + whole + "<p>And then […]</p>]]></description>", false},
		"goes on":           {"<link>/a</link><description><![CDATA[" + whole + `<p><a href="/a">Continue reading</a> &raquo;</p>]]></description>`, false},
		"a question":        {"<link>/a</link><description><![CDATA[" + whole + "<p>Who will read more books?</p>]]></description>", true},
		"short, no address": {"<guid>7</guid><description>The bridge is closed.</description>", true},
		"nothing":           {"<guid>7</guid>", false},
	} {
		list, err := readFeed([]byte(rss("<item><title>One</title>"+c.item+"</item>")), found)
		if err != nil || len(list) != 1 || (list[0].whole != nil) != c.want {
			t.Errorf("%s: %+v, %v", name, list, err)
		}
	}
}

func TestFeedIsFollowed(t *testing.T) {
	s := newSite()
	l := newLoads(t, "http://public.test/feed", s)
	s.kinds["/feed"] = "application/rss+xml"
	s.pages["/robots.txt"] = "User-agent: *\nDisallow: /secret\nDisallow: /feed"
	s.pages["/a"] = article("One", "The bridge is closed, the city said.", `<link rel="canonical" href="http://www.public.test/one">`)
	s.pages["/b"] = article("Two", "The ferry is late, the city said.", "")
	s.to["/short"] = "/a"
	whole := "<item><title>Three</title><link>http://public.test/c</link><content:encoded><![CDATA[" + long("The tower leans.") + "]]></content:encoded></item>"
	s.pages["/feed"] = rss(teaser("One", "http://public.test/a"), teaser("Two", "/b?utm_source=feed"), whole, teaser("One", "/short"), "<item><title>Hidden</title><link>/secret/x</link></item>")
	l.want("first", "One, Three, Two", "robots.txt of its site asks us not to")
	for _, story := range l.stories {
		want := map[string]string{"One": "http://www.public.test/one", "Two": "http://public.test/b", "Three": "http://public.test/c"}[story.Title]
		if story.URL != want || story.Outlet != "The Lamp" || story.Title == "Two" && at(story.Published) != "2024-05-03T08:30:00Z" {
			t.Errorf("got %+v", story)
		}
	}
	s.pages["/feed"] = rss(teaser("One", "/a"), teaser("Two", "/b"), whole)
	l.want("without what is hidden", "One, Three, Two", "")
	l.want("same", "One, Three, Two", "")
	if got := strings.Join(s.asked, " "); got != "/feed" || s.full != 0 {
		t.Errorf("nothing is new, and asked is %s (%d full answers)", got, s.full)
	}

	s.pages["/d"] = article("Four", "The rain ends, the city said.", "")
	s.pages["/feed"] = rss(teaser("Four", "/d"))
	l.want("the others have rolled off", "Four, One, Three, Two", "")
	if got := strings.Join(s.asked, " "); got != "/feed /d" {
		t.Errorf("asked for %s", got)
	}
	s.pages["/feed"] = rss()
	l.want("an empty feed", "Four, One, Three, Two", "")
	for _, status := range []int{500, 503, 404, 410, 403, 429} {
		s.status["/feed"] = status
		l.want("the feed fails", "Four, One, Three, Two", fmt.Sprint(status))
	}
	delete(s.status, "/feed")
	delete(s.kinds, "/feed")
	for what, page := range map[string]string{"<html><p>Please log in.</p></html>": "was a feed and is now a page", " ": "answers with nothing", "<rss><channel><item>": "", "{}": ""} {
		s.pages["/feed"] = what
		if titles, failed := l.load(); titles != "Four, One, Three, Two" || page != "" && !strings.Contains(strings.Join(failed, ""), page) {
			t.Errorf("the feed is %q: %q, %q", what, titles, failed)
		}
	}
}

func TestFeedPagesChangeAndGo(t *testing.T) {
	s := newSite()
	l := newLoads(t, "http://public.test/feed", s)
	whole := "<item><title>Three</title><link>http://public.test/c</link><content:encoded><![CDATA[" + long("The tower leans.") + "]]></content:encoded></item>"
	s.pages["/a"] = article("One", "The bridge is closed, the city said.", "")
	s.pages["/b"] = article("Two", "The ferry is late, the city said.", "")
	s.pages["/c"] = "anything"
	s.pages["/feed"] = rss(teaser("One", "/a"), teaser("Two", "/b"), whole)
	l.want("first", "One, Three, Two", "")
	s.pages["/a"] = article("One, corrected", "The bridge is open, the city said.", "")
	l.want("a page changes, and the feed does not tell", "One, Three, Two", "")
	s.pages["/feed"] = rss(strings.Replace(teaser("One", "/a"), "something", "something else", 1), teaser("Two", "/b"), whole)
	l.want("the feed tells", "One, corrected, Three, Two", "")
	l.src.recheckAfter = 0 // from here on all pages are due
	s.pages["/b"] = article("Two, corrected", "The ferry is on time, the city said.", "")
	l.want("a page that is due", "One, corrected, Three, Two, corrected", "")
	s.pages["/feed"] = rss(teaser("One", "/a"))
	for _, status := range []int{500, 403, 429} {
		s.status["/b"], s.status["/c"] = status, status
		l.want("a page that the feed no longer names fails", "One, corrected, Three, Two, corrected", "")
	}
	s.status["/c"] = 410
	l.want("a page is gone whose text stood in the feed", "One, corrected, Two, corrected", "")
	s.status["/b"] = 404
	l.want("another one is gone", "One, corrected", "")
	s.status["/a"] = 503
	l.want("a named page fails", "One, corrected", "503")
	s.status["/a"] = 404
	l.want("a named page is gone", "", "")
	l.want("and stays gone", "", "404")
	delete(s.status, "/a")
	l.want("and comes back", "One, corrected", "")
	s.pages["/a"] = " "
	l.want("a page is empty", "One, corrected", "answers with nothing")
}

func TestOneStoryOfManyFeeds(t *testing.T) {
	s := newSite()
	l := newLoads(t, "http://public.test/feed", s)
	s.pages["/a"] = article("One", "The bridge is closed, the city said.", `<link rel="canonical" href="/one"><meta property="og:url" content="http://public.test/one">`)
	s.pages["/b"] = article("Two", "The ferry is late, the city said.", "")
	s.pages["/feed"] = rss(teaser("One", "/a"), teaser("Two", "/b"))
	l.elsewhere[knowledge.StoryID("http://public.test/b")] = true
	l.want("a story that another feed has", "One", "")
	if got := strings.Join(s.asked, " "); got != "/feed /a" {
		t.Errorf("asked for %s", got)
	}
	l.elsewhere[knowledge.StoryID("http://public.test/one")] = true
	l.want("both, now", "", "")
	l.want("both, still", "", "")
	if got := strings.Join(s.asked, " "); got != "/feed" {
		t.Errorf("asked for %s", got)
	}
	clear(l.elsewhere)
	l.want("the other feed is no longer wanted", "One, Two", "")
	l.want("same", "One, Two", "")
}

func TestSiteThatIsDown(t *testing.T) {
	s := newSite()
	l := newLoads(t, "http://public.test/feed", s)
	var items []string
	for i := range 40 {
		path := fmt.Sprintf("/a%d", i)
		items = append(items, teaser(path, path))
		s.status[path] = 503
	}
	s.pages["/feed"] = rss(items...)
	_, failed := l.load()
	if len(failed) != 40 || len(l.stories) != 40 || len(s.asked) != 1+mostFailed*(1+mostRetries) {
		t.Errorf("%d failures, %d requests: %v", len(failed), len(s.asked), s.asked)
	}
	s.status["/a39"] = 0
	s.pages["/a39"] = article("Late", "The ferry is late, the city said.", "")
	for i := range 39 {
		s.status[fmt.Sprintf("/a%d", i)] = 404
	}
	l.want("later", "Late", "")
	l.want("and still", "Late", "404")
}

// TestFeedLeadsNowhereElse lets a feed name every closed address in every way.
func TestFeedLeadsNowhereElse(t *testing.T) {
	s := newSite()
	l := newLoads(t, "http://public.test/feed", s)
	l.canary.names["evil.test"] = func(times int) []string {
		all := closed()
		return []string{all[times%len(all)]}
	}
	var items []string
	for i, a := range closed() {
		if strings.Contains(a, ":") {
			a = "[" + strings.ReplaceAll(a, "%", "%25") + "]"
		}
		path := fmt.Sprintf("/to%d", i)
		s.to[path] = "http://" + a + "/x"
		s.pages[path+"c"] = article("Page "+path, "The bridge is closed, the city said. "+path, `<link rel="canonical" href="http://`+a+`/x"><meta http-equiv="refresh" content="0; url=http://`+a+`/">`)
		items = append(items, teaser("Direct", "http://"+a+"/x"), teaser("Led", "http://public.test"+path), teaser("Canonical", "http://public.test"+path+"c"),
			teaser("Named", fmt.Sprintf("http://evil.test/%d", i)), "<item><title>Enclosed</title><guid>"+path+"</guid><description>Said.</description><enclosure url='http://"+a+"/x' type='text/html'/><comments>http://"+a+"/</comments></item>")
	}
	s.pages["/feed"] = strings.Replace(rss(items...), "<channel>", `<channel><image><url>http://127.0.0.1/x</url></image><cloud domain="127.0.0.1" port="80"/>`, 1)
	l.src.recheckAfter = 0
	l.load()
	l.load() // and again, with what was found
	if len(l.canary.leaked) > 0 || len(l.stories) < 300 {
		t.Errorf("dialled %q, %d stories", l.canary.leaked, len(l.stories))
	}
	for _, story := range l.stories {
		if story.URL != "" && !strings.HasPrefix(story.URL, "http://public.test/") {
			t.Errorf("a page took the address %s", story.URL)
		}
	}
	t.Logf("a feed of %d items: %d connections to a closed address", len(items), len(l.canary.leaked))
}

func TestFeedBombs(t *testing.T) {
	measured(t)
	laughs := "<!DOCTYPE l [<!ENTITY a0 'ha'>"
	for i := range 20 {
		laughs += fmt.Sprintf("<!ENTITY a%d '%s'>", i+1, strings.Repeat(fmt.Sprintf("&a%d;", i), 10))
	}
	for name, feed := range map[string]string{
		"130,000 items":       rss(strings.Repeat("<item><title>a</title></item>", 130000)),
		"200,000 items":       rss(strings.Repeat("<item/>", 200000)),
		"200,000 of JSON":     `{"version": "https://jsonfeed.org/version/1", "items": [` + strings.Repeat("{},", 200000) + "{}]}",
		"deep":                rss("<item>" + strings.Repeat("<x:a>", 700000) + "</item>"),
		"deep in a text":      rss("<item><description>" + strings.Repeat("<a>", 1000000) + "</description></item>"),
		"deep behind a fault": rss("<item><a x='<'>" + strings.Repeat("<x:a>", 700000) + "</item>"),
		"deep JSON":           `{"version": "https://jsonfeed.org/version/1", "items": ` + strings.Repeat("[", 1000000),
		"many elements":       rss("<item>" + strings.Repeat("<x:a/>", 600000) + "</item>"),
		"many quoted":         rss("<item><title>a</title><description><![CDATA[" + strings.Repeat("<p>", mostQuoted/3) + "]]></description></item>"),
		"a billion laughs":    laughs + "]>" + rss("<item><title>&a20;</title></item>"),
		"a long line":         rss("<item><title>a</title><description>" + strings.Repeat("a", 4<<20-1000) + "</description></item>"),
	} {
		s := newSite()
		l := newLoads(t, "http://public.test/feed", s)
		s.pages["/a"] = article("One", "The bridge is closed, the city said.", "")
		s.pages["/feed"] = rss(teaser("One", "/a"))
		l.want(name, "One", "")
		s.pages["/feed"] = feed
		var titles string
		var failed []string
		memory, took := peak(t, func() { titles, failed = l.load() })
		if titles != "One" || len(failed) > 1 || memory > 64<<20 || took > 10*time.Second {
			t.Errorf("%s: %q, %d failures, %d MB, %s", name, titles, len(failed), memory>>20, took)
		}
		t.Logf("%s (%d bytes): +%d MB, %s, %.100q", name, len(feed), memory>>20, took.Round(time.Millisecond), failed)
	}
}

// TestPlainOf: what one reads of a title in a feed.
func TestPlainOf(t *testing.T) {
	for in, want := range map[string]string{
		"Inflation &lt; 3% as prices &gt; wages": "Inflation < 3% as prices > wages",
		"Inflation < 3% as prices > wages":       "Inflation < 3% as prices > wages",
		"Profit &lt;10 million&gt; says Norton":  "Profit <10 million> says Norton",
		"A &lt;b&gt;bold&lt;/b&gt; plan":         "A bold plan",
		"A <em class='x'>bold</em> plan":         "A bold plan",
		"One<br/>two":                            "One two",
		"The &lt;fast&gt; tram":                  "The <fast> tram",
		"Q&amp;amp;A with the mayor":             "Q&A with the mayor",
		"Trams <!-- old --> for Norton":          "Trams for Norton",
		"<![CDATA[Tram]]>":                       "Tram",
		"I <3 trams":                             "I <3 trams",
		"a<b and c>d":                            "a<b and c>d",
		"Tram &lt;/p&gt;":                        "Tram",
	} {
		if got := titleOf(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestFeedDates: the day of an entry is the outlet's own, whatever the shape of its
// date; where day and month cannot be told apart, the other entries tell.
func TestFeedDates(t *testing.T) {
	found, err := url.Parse("https://example.org/feed")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ lang, dates, want string }{
		"months first":        {"", "3/14/2024 6:22:08 PM|3/4/2024 6:22:08 PM|03/04/2024", "2024-03-14|2024-03-04|2024-03-04"},
		"days first":          {"", "14/3/2024|04/03/2024", "2024-03-14|2024-03-04"},
		"nothing tells":       {"", "04/03/2022|05/03/2022", "|"},
		"the language tells":  {"de-AT", "04/03/2022|05/03/2022", "2022-03-04|2022-03-05"},
		"American":            {"en-us", "04/03/2022", "2022-04-03"},
		"entries win":         {"de", "3/14/2022|3/4/2022", "2022-03-14|2022-03-04"},
		"the weekday tells":   {"", "Fri, 03/04/2022|05/03/2022", "2022-03-04|2022-05-03"},
		"a zone in the east":  {"", "Mon, 04 Mar 2024 00:10:00 +0800", "2024-03-04"},
		"a zone in the west":  {"", "Mon, 04 Mar 2024 23:10:00 -0800", "2024-03-04"},
		"a zone by its name":  {"", "Mon, 04 Mar 2024 00:10:00 CET", "2024-03-04"},
		"a zone by its place": {"", "Mon, 04 Mar 2024 23:10:00 America/New_York", "2024-03-04"},
		"German":              {"de", "Mo, 04 Mär 2024 11:41:36|Di, 05 Dez 2023 11:41:36", "2024-03-04|2023-12-05"},
		"Russian":             {"ru", "Пн, 04 мар 2024 11:41:36 +0300", "2024-03-04"},
		"Japanese":            {"ja", "2024年3月4日 00時10分", "2024-03-04"},
		"seconds":             {"", "1709547630|1709547630000", "2024-03-04|2024-03-04"},
		"no date":             {"", "soon|", "|"},
	} {
		var items strings.Builder
		for i, d := range strings.Split(test.dates, "|") {
			fmt.Fprintf(&items, "<item><title>T</title><link>https://example.org/%d</link><pubDate>%s</pubDate></item>", i, d)
		}
		list, err := readFeed([]byte(`<rss version="2.0"><channel><title>The Lamp</title><language>`+test.lang+`</language>`+items.String()+`</channel></rss>`), found)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range list {
			got = append(got, knowledge.Day(e.said.Published))
		}
		if all := strings.Join(got, "|"); all != test.want {
			t.Errorf("%s: %s, want %s", name, all, test.want)
		}
	}
}
