package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// damaged are feeds of three whole entries in each form, with the place of the second.
func damaged() map[string]string {
	item := func(title string) string {
		return wholeItem(title, "/"+strings.ToLower(title), title+" is told.")
	}
	entry := func(title string) string {
		return `<entry><title>` + title + `</title><link href="/` + strings.ToLower(title) + `"/><content type="html"><![CDATA[` + long(title+" is told.") + `]]></content></entry>`
	}
	object := func(title string) string {
		return fmt.Sprintf(`{"id": %q, "url": "/%s", "title": %q, "content_html": %q}`, title, strings.ToLower(title), title, long(title+" is told."))
	}
	return map[string]string{
		"RSS":  rss(item("One"), item("Two"), item("Three")),
		"Atom": `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Lamp</title>` + entry("One") + entry("Two") + entry("Three") + `</feed>`,
		"RDF":  `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Lamp</title></channel>` + item("One") + item("Two") + item("Three") + `</rdf:RDF>`,
		"JSON": `{"version": "https://jsonfeed.org/version/1.1", "title": "The Lamp", "items": [` + object("One") + ", " + object("Two") + ", " + object("Three") + `]}`,
	}
}

// TestDamagedFeed: of a feed that is cut off or broken, the entries that are whole are read, and
// the damage is told.
func TestDamagedFeed(t *testing.T) {
	found := &url.URL{Scheme: "https", Host: "example.org"}
	cut := func(s, at string) string { return s[:strings.Index(s, at)+len(at)/2] }
	in := func(what string) func(string) string {
		return func(s string) string { return strings.Replace(s, "Two is told.", what, 1) }
	}
	xml := map[string]struct {
		damage func(string) string
		want   string
		told   bool
	}{
		"none":          {func(s string) string { return s }, "One Two Three", false},
		"cut in a text": {func(s string) string { return cut(s, "Three is told.") }, "One Two", true},
		"cut in a tag":  {func(s string) string { i := strings.Index(s, "Three"); return s[:i-9] }, "One Two", true},
		"cut after an entry": {func(s string) string {
			i := strings.Index(s, "Three")
			i = max(strings.LastIndex(s[:i], "<item>"), strings.LastIndex(s[:i], "<entry>"), strings.LastIndex(s[:i], ", {"))
			return s[:i]
		}, "One Two", true},
		"cut in the first": {func(s string) string { return cut(s, "One is told.") }, "", true},
		"cut in the head":  {func(s string) string { return cut(s, "The Lamp") }, "", true},
		"bytes after it":   {func(s string) string { return s + "\n<!-- served in 3 ms --><script>x</script>\x00\x01" }, "One Two Three", false},
	}
	for form, feed := range damaged() {
		for name, c := range xml {
			if form == "JSON" && name == "bytes after it" {
				continue
			}
			readAs(t, form+", "+name, c.damage(feed), found, c.want, c.told)
		}
	}
	unended := func(s, title string) string { // the entry of that title has no end
		at := strings.Index(s, title+"</title>")
		end := at + strings.Index(s[at:], "</item>")
		return s[:end] + s[end+len("</item>"):]
	}
	for name, c := range map[string]struct {
		damage func(string) string
		want   string
	}{
		"no end":          {func(s string) string { return unended(s, "Two") }, "One Two Three"},
		"no end at first": {func(s string) string { return unended(s, "One") }, "One Two Three"},
		"no end twice":    {func(s string) string { return unended(unended(s, "One"), "Two") }, "One Two Three"},
		"no end at all":   {func(s string) string { return strings.ReplaceAll(s, "</item>", "") }, "One Two"},
		"an end too many": {func(s string) string { return strings.ReplaceAll(s, "</item>", "</item></item>") }, "One Two Three"},
		"an item within": {func(s string) string {
			return strings.Replace(unended(s, "Three"), "<title>Two", "<m:item>x</m:item><title>Two", 1)
		}, "One Two"},
		"an empty item":     {func(s string) string { return strings.Replace(unended(s, "Two"), "<title>Two", "<item/><title>Two", 1) }, "One Two Three"},
		"an open remark":    {in("]]></content:encoded><!-- oh"), "One"},
		"a control":         {in("Two\x08 is told."), "One Three"},
		"an unknown entity": {func(s string) string { return strings.Replace(s, "<title>Two", "<title>Two &oops; &", 1) }, "One Two &oops; & Three"},
		"a tag left open":   {func(s string) string { return strings.Replace(s, "<title>Two</title>", "<title>Two", 1) }, "One Three"},
		"a wrong end":       {func(s string) string { return strings.Replace(s, "<title>Two</title>", "<title>Two</b></title>", 1) }, "One Three"},
		"an attribute":      {func(s string) string { return strings.Replace(s, "<title>Two", "<title a='<'>Two", 1) }, "One Three"},
	} {
		list, err := readFeed([]byte(c.damage(damaged()["RSS"])), found)
		var titles []string
		for _, e := range list {
			titles = append(titles, e.said.Title)
		}
		for _, title := range strings.Fields(c.want) {
			if !strings.Contains(strings.Join(titles, " "), title) {
				t.Errorf("%s: %q, want %q (%v)", name, titles, c.want, err)
				break
			}
		}
		if len(list) < 3 && !errors.Is(err, errDamaged) {
			t.Errorf("%s: the damage is not told: %v", name, err)
		}
	}
}

func readAs(t *testing.T, name, feed string, found *url.URL, want string, told bool) {
	t.Helper()
	list, err := readFeed([]byte(feed), found)
	var titles []string
	for _, e := range list {
		titles = append(titles, e.said.Title)
		if e.whole == nil || e.said.Outlet != "The Lamp" || strings.Count(e.whole.Text, e.said.Title+" is told.") != 8 {
			t.Errorf("%s: an entry is not as it was: %+v", name, e)
		}
	}
	if got := strings.Join(titles, " "); got != want || (err != nil) != told || want != "" && told && !errors.Is(err, errDamaged) {
		t.Errorf("%s: %q, want %q; %v", name, got, want, err)
	}
}

// TestCutOnTheWay: of a feed whose answer ends too early what is whole is read, and it is asked
// for again; of everything else nothing, and it stays as it was.
func TestCutOnTheWay(t *testing.T) {
	feeds := damaged()
	cut := func(s string) string { return s[:strings.Index(s, "Three is told.")] }
	most := func(s string) string { return s[:len(s)-30] }
	site := `<urlset><url><loc>http://public.test/one</loc></url><url><loc>http://public.test/two</loc></url></urlset>`
	for name, c := range map[string]struct {
		body, encoding string
		want, said     string
	}{
		"RSS":                {cut(feeds["RSS"]), "", "One Two", "is damaged: 2 of its entries are whole and read, 1 or more are lost"},
		"Atom":               {cut(feeds["Atom"]), "", "One Two", "is damaged: 2 of its entries"},
		"JSON":               {cut(feeds["JSON"]), "", "One Two", "is damaged: 2 of its entries"},
		"a length that lies": {feeds["RSS"], "", "One Two Three", ""},
		"gzip":               {most(packedBy(t, "gzip", feeds["RSS"])), "gzip", "One", "is damaged"},
		"gzip, at its end":   {packedBy(t, "gzip", feeds["RSS"])[:len(packedBy(t, "gzip", feeds["RSS"]))-5], "gzip", "One Two Three", ""},
		"gzip as a file":     {most(packedBy(t, "gzip", feeds["RSS"])), "", "One", "is damaged"},
		"deflate":            {most(packedBy(t, "zlib", feeds["RSS"])), "deflate", "One", "is damaged"},
		"no entry":           {feeds["RSS"][:200], "", "", "cannot be fetched: unexpected EOF"},
		"nothing":            {"", "", "", "cannot be fetched: unexpected EOF"},
		"a page":             {article("One", "One is told.", ""), "", "", "cannot be fetched: unexpected EOF"},
		"a sitemap":          {site, "", "", "cannot be fetched: unexpected EOF"},
	} {
		asked, validated := 0, false
		f, _ := newCanary(t, http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
			asked, validated = asked+1, validated || in.Header.Get("If-None-Match") != ""
			out.Header().Set("ETag", `"1"`)
			out.Header().Set("Content-Encoding", c.encoding)
			out.Header().Set("Content-Length", fmt.Sprint(len(c.body)+50))
			_, _ = io.WriteString(out, c.body)
		}))
		o, err := New("http://public.test/feed", Options{})
		if err != nil {
			t.Fatal(err)
		}
		o.fetcher = f
		marks := make(map[string]string)
		for range 2 {
			var titles, said []string
			for item := range o.Fetch(t.Context(), knowledge.Past{Marks: marks, All: true}) {
				if item.Mark != "" {
					marks[item.File] = item.Mark
				}
				switch {
				case item.Story != nil:
					titles = append(titles, item.Story.Title)
				case item.Err != nil:
					said = append(said, item.Err.Error())
				}
			}
			got, text := strings.Join(titles, " "), strings.Join(said, "; ")
			if !strings.HasPrefix(got, c.want) || got == "" && c.want != "" || !strings.HasPrefix(text, c.said) || (text == "") != (c.said == "") || strings.Count(text, "; ") > 0 {
				t.Errorf("%s: %q, want %q; said %q, want %q", name, got, c.want, text, c.said)
			}
		}
		if asked != 2*(1+mostRetries) || validated {
			t.Errorf("%s: asked for %d times, by what was known: %v", name, asked, validated)
		}
	}
}

// TestCutAnywhere: wherever a feed is cut off, what is read of it is whole, and what is not is told.
func TestCutAnywhere(t *testing.T) {
	measured(t)
	found := &url.URL{Scheme: "https", Host: "example.org"}
	for form, feed := range damaged() {
		for n := 0; n < len(strings.TrimRight(feed, "\n"))-9; n += 37 {
			list, err := readFeed([]byte(feed[:n]), found)
			if err == nil {
				t.Errorf("%s cut at %d: not told, %d entries", form, n, len(list))
			}
			for _, e := range list {
				if e.whole == nil || strings.Count(e.whole.Text, e.said.Title+" is told.") != 8 {
					t.Errorf("%s cut at %d: %+v is not whole", form, n, e)
				}
			}
		}
	}
}

// TestDamagedFeedIsFollowed: what a damaged feed no longer names stays, and the feed is read
// again though it may not have changed.
func TestDamagedFeedIsFollowed(t *testing.T) {
	s := newSite()
	l := newLoads(t, "http://public.test/feed", s)
	feed := damaged()["RSS"]
	s.pages["/feed"] = feed[:strings.Index(feed, "Three is told.")]
	l.want("cut off", "One, Two", "is damaged: 2 of its entries are whole and read, 1 or more are lost")
	l.want("still", "One, Two", "is damaged")
	s.pages["/feed"] = feed
	l.want("whole", "One, Three, Two", "")
	s.pages["/feed"] = feed[:strings.Index(feed, "Two is told.")]
	l.want("cut off again", "One, Three, Two", "is damaged")
}

// TestDamagedSitemap: what a sitemap names before it breaks off is read, and no page is gone.
func TestDamagedSitemap(t *testing.T) {
	s := newSite()
	l := newLoads(t, "http://public.test/sitemap.xml", s)
	whole := "<urlset>"
	for _, p := range []string{"a", "b", "c"} {
		s.pages["/"+p] = article("Story "+p, "The ferry "+p+" is late, the city said.", "")
		whole += "<url><loc>http://public.test/" + p + "</loc></url>"
	}
	cut := strings.LastIndex(whole, "<loc>") + 20
	s.pages["/sitemap.xml"] = whole[:cut]
	l.want("cut off", "Story a, Story b", "is damaged")
	s.pages["/sitemap.xml"] = whole + "</urlset>"
	l.want("whole", "Story a, Story b, Story c", "")
	s.pages["/sitemap.xml"] = whole[:cut]
	l.want("cut off again", "Story a, Story b, Story c", "is damaged")
	s.pages["/sitemap.xml"] = "<urlset><url><loc>"
	l.want("nothing of it", "Story a, Story b, Story c", "read the sitemap")
}

// TestBeginnings: of an entry whose page cannot be had, the beginning is told that the feed has,
// marked as one; the page is tried again.
func TestBeginnings(t *testing.T) {
	const said = "The city said that the bridge is closed"
	item := func(description string) string {
		return rss("<item><title>Bridge closed</title><link>/a</link><description>" + description + "</description></item>")
	}
	for name, c := range map[string]struct {
		status     int
		page, text string // what the page has, and what the entry
		want       string // the story; empty: there is none
	}{
		"forbidden":       {403, "", said + ".", said + ". […]"},
		"paid for":        {402, "", said + "&#8230;", said + " […]"},
		"down":            {503, "", said + " [...]", said + " […]"},
		"cut off":         {403, "", said + " [&#8230;]", said + " […]"},
		"three dots":      {403, "", said + " ...", said + " […]"},
		"without a story": {0, "<html><body></body></html>", said + ".", said + ". […]"},
		"HTML":            {403, "", "&lt;p&gt;" + said + ".&lt;/p&gt;", said + ". […]"},
		"gone":            {404, "", said + ".", ""},
		"gone for good":   {410, "", said + ".", ""},
		"a label":         {403, "", "Comments", ""},
		"its title again": {403, "", "Bridge closed", ""},
		"nothing":         {403, "", "", ""},
	} {
		s := newSite()
		l := newLoads(t, "http://public.test/feed", s)
		s.pages["/feed"], s.pages["/a"], s.status["/a"] = item(c.text), c.page, c.status
		for range 2 {
			_, failed := l.load()
			got := ""
			for _, story := range l.stories {
				got += story.Text
			}
			if got != c.want || len(failed) != 1 || strings.Contains(failed[0], "the beginning that its feed has is told") != (c.want != "") {
				t.Errorf("%s: %q, want %q; failed %q", name, got, c.want, failed)
			}
		}
		delete(s.status, "/a")
		s.pages["/a"] = article("Bridge closed", "It is closed until Friday, the city said.", "")
		l.want(name+", then had", "Bridge closed", "")
		for _, story := range l.stories {
			if strings.Contains(story.Text, "[…]") || len(l.stories) != 1 {
				t.Errorf("%s: its page is %q", name, story.Text)
			}
		}
		s.status["/a"] = 403
		s.pages["/feed"] = item("Something else about the bridge was said.")
		l.want(name+", and fails again", "Bridge closed", "403")
		for _, story := range l.stories {
			if !strings.HasPrefix(story.Text, "It is closed") {
				t.Errorf("%s: a beginning took the place of %q", name, story.Text)
			}
		}
	}
}

// TestBeginningStays: an entry that its feed lets go of keeps its beginning.
func TestBeginningStays(t *testing.T) {
	s := newSite()
	l := newLoads(t, "http://public.test/feed", s)
	s.status["/a"] = 403
	s.pages["/feed"] = rss(teaser("One", "/a"))
	l.want("listed", "One", "403")
	s.pages["/feed"] = rss()
	l.want("no longer", "One", "")
	l.src.recheckAfter = 0
	l.want("looked at", "One", "")
	delete(s.status, "/a")
	s.pages["/a"] = article("One", "The bridge is closed, the city said.", "")
	l.want("and there", "One", "")
	for _, story := range l.stories {
		if story.Text != "The bridge is closed, the city said." {
			t.Errorf("it is %q", story.Text)
		}
	}
}
