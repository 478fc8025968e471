package source

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzCanonical: an address is made the same once and for all, and loses
// nothing but its fragment and what only tracks.
func FuzzCanonical(f *testing.F) {
	for _, s := range []string{"https://Example.ORG:443/News/A?utm_source=x&id=7#top", "http://[::1]:80", "http://a.b/%2F/../c?x=%zz&&y", "HTTP://user@a", "https://a:/?#", "https://ä.de/ö?ü=ß", "http://a/;p?utm_=1&UTM_X=2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		got := canonical(address)
		if got == "" {
			return
		}
		if again := canonical(got); again != got {
			t.Fatalf("%q becomes %q, and then %q", address, got, again)
		}
		was, err := url.Parse(strings.TrimSpace(address))
		if err != nil {
			t.Fatalf("%q, which is no address, becomes %q", address, got)
		}
		now, err := url.Parse(got)
		if err != nil {
			t.Fatalf("%q becomes %q, which is no address", address, got)
		}
		if strings.ToLower(was.Hostname()) != now.Hostname() || !strings.EqualFold(was.Scheme, now.Scheme) || portOf(&url.URL{Scheme: now.Scheme, Host: was.Host}) != portOf(now) {
			t.Errorf("%q becomes %q of another host", address, got)
		}
		if was.EscapedPath() != now.EscapedPath() && (was.EscapedPath() != "" || now.Path != "/") {
			t.Errorf("%q loses its path in %q", address, got)
		}
		kept := strings.Split(now.RawQuery, "&")
		for part := range strings.SplitSeq(was.RawQuery, "&") {
			part = strings.TrimSpace(part)
			name, _, _ := strings.Cut(part, "=")
			if name != "" && !tracks(strings.ToLower(name)) && !slices.Contains(kept, part) {
				t.Errorf("%q loses %q in %q", address, part, got)
			}
		}
		if id := identity("", got); id != safeID(id) || id != identity("", address) {
			t.Errorf("%q has the ID %q", address, id)
		}
	})
}

// FuzzRobots: remarks, empty lines and other line ends change nothing of what
// a robots.txt says.
func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /private\nAllow: /private/a$\nCrawl-delay: 3\nSitemap: /a"), "/private/a")
	f.Add([]byte("\xef\xbb\xbfUser-Agent:storybot\nDisallow:*/x*y$\n"), "/x/y")
	f.Add([]byte("<html>"), "/")
	f.Fuzz(func(t *testing.T, body []byte, path string) {
		group, err := groupOf(http.StatusOK, body)
		if err != nil || group == nil {
			t.Fatalf("%q: %v, %v", body, group, err)
		}
		allowed := group.Test(path)
		if group.CrawlDelay < 0 {
			t.Errorf("a pause of %s", group.CrawlDelay)
		}
		if bytes.ContainsAny(body, "\r#") || !utf8.Valid(body) {
			return
		}
		for _, other := range [][]byte{append([]byte("# a remark\n\n"), body...), bytes.ReplaceAll(body, []byte("\n"), []byte("\r\n")), append(slices.Clone(body), "\n# a remark\n"...)} {
			if bytes.HasPrefix(body, []byte("\xef\xbb\xbf")) && other[0] == '#' {
				continue
			}
			again, err := groupOf(http.StatusOK, other)
			if err != nil || again.Test(path) != allowed {
				t.Errorf("%q allows %q: %v, and %q: %v (%v)", body, path, allowed, other, again.Test(path), err)
			}
		}
	})
}

func fuzzedFrom(t *testing.T) *url.URL {
	t.Helper()
	u, err := url.Parse("https://www.example.org/news/feed.xml")
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// FuzzFeed: whatever a feed holds, each of its entries can be named, and what
// is told as whole is clean.
func FuzzFeed(f *testing.F) {
	f.Add([]byte(rss(teaser("Bridge", "https://www.example.org/a"))))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>A</title><link href="/a"/><content type="html">` + long("said") + `</content><updated>2024-05-03T00:00:00Z</updated></entry></feed>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","url":"b","content_text":"Said.","date_published":"2024-05-03T00:00:00Z"}]}`))
	f.Add([]byte(`<rdf:RDF xmlns:rdf="a"><item><title>A</title></item></rdf:RDF>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		list, err := readFeed(body, fuzzedFrom(t))
		if err != nil {
			return
		}
		for _, e := range list {
			if e.file == "" || !strings.HasPrefix(e.file, "#") && canonical(e.file) != e.file || e.hash == "" {
				t.Errorf("an entry is named %q, with the hash %q", e.file, e.hash)
			}
			if e.whole != nil {
				cleanStory(t, e.whole)
			}
			if !e.said.Updated.IsZero() && !e.said.Updated.After(e.said.Published) {
				t.Errorf("updated %s, published %s", e.said.Updated, e.said.Published)
			}
		}
	})
}

// FuzzSitemap: a sitemap names pages of its own site, each once.
func FuzzSitemap(f *testing.F) {
	f.Add([]byte(urls("/a", "/b")))
	f.Add([]byte(`<sitemapindex><sitemap><loc>/map2.xml</loc><lastmod>2024-05-03</lastmod></sitemap></sitemapindex>`))
	f.Add([]byte(`<urlset xmlns:news="n"><url><loc>https://www.example.org/a?utm_source=x</loc><news:news><news:title>A &amp; b</news:title><news:publication_date>2024-05-03</news:publication_date></news:news></url><url><loc>//evil.test/</loc></url>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		m := &siteMap{named: make(map[string]bool)}
		if err := m.read(body, fuzzedFrom(t)); err != nil {
			return
		}
		seen := make(map[string]bool)
		for _, e := range m.list {
			u, err := url.Parse(e.link)
			if err != nil || !sameSite(u.Host, "www.example.org") || canonical(e.link) != e.file || seen[e.file] || !m.named[e.file] {
				t.Errorf("%q leads to %q (%v)", e.file, e.link, err)
			}
			seen[e.file] = true
		}
		for _, address := range m.maps {
			if u, err := url.Parse(address); err != nil || !sameSite(u.Host, "www.example.org") {
				t.Errorf("another sitemap is %q (%v)", address, err)
			}
		}
	})
}

// FuzzKindOfReply: what is fetched is of one of the kinds, or is refused.
func FuzzKindOfReply(f *testing.F) {
	f.Add([]byte("<!-- a --><?xml?><a:rss"), "text/xml")
	f.Add([]byte("\ufeff <!DOCTYPE html><html>"), "")
	f.Add([]byte("<!--<!--"), "text/html")
	f.Add([]byte("%PDF-1.7"), "application/pdf")
	f.Add([]byte("PK\x03\x04"), "application/zip")
	f.Fuzz(func(t *testing.T, body []byte, kind string) {
		got, err := kindOfReply(&reply{body: body, kind: kind})
		if (err == nil) != slices.Contains(kinds(), got) {
			t.Errorf("%q as %q is %q, %v", body, kind, got, err)
		}
		if name := rootElement(string(body)); name != strings.ToLower(name) || strings.ContainsAny(name, "<> !?") {
			t.Errorf("the first element of %q is %q", body, name)
		}
	})
}

// FuzzMark: what is remembered is read as it was written.
func FuzzMark(f *testing.F) {
	f.Add(mark{Kind: feedKind, ETag: `"7"`, Modified: "Mon", Entry: "ab", Story: "s", Else: true, Looked: 5}.String())
	f.Add(`{"v":1,"k":"page"}`)
	f.Fuzz(func(t *testing.T, s string) {
		m := parseMark(s)
		again := parseMark(m.String())
		if m.Format = again.Format; again != m || m.String() == "" {
			t.Errorf("%q is %+v, and then %+v", s, m, again)
		}
	})
}

// FuzzRetryAfter: a pause is never less than none, nor longer than a server can mean.
func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"120", "-1", "9999999999999999999", "Fri, 31 Dec 1999 23:59:59 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "soon"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d := retryAfter(s); d < 0 || d.Hours() > 24*366*9000 {
			t.Errorf("%q is a pause of %s", s, d)
		}
	})
}

// FuzzHeadline: a title without its site is a part of the title, and stays as it is.
func FuzzHeadline(f *testing.F) {
	f.Add("Bridge opens | World | The Lamp", "The Lamp")
	f.Add("The Lamp: Bridge - opens – today · x » y", "opens")
	f.Add("| | |", "|")
	f.Fuzz(func(t *testing.T, title, site string) {
		title, site = scrub(title), scrub(site)
		bare := withoutSite(title, []string{site})
		if !strings.Contains(oneLine(title), bare) || bare == "" && oneLine(title) != "" {
			t.Errorf("%q without %q is %q", title, site, bare)
		}
		if share := sharedWords(title, site); share < 0 || share > 1 {
			t.Errorf("%q and %q share %f", title, site, share)
		}
		if head := shownTitle(title, []paragraph{{text: site}}); head != "" && !strings.HasPrefix(strings.TrimSpace(title), head) {
			t.Errorf("%q shows %q", title, head)
		}
	})
}

// FuzzShownDate: a date found in a line or an address is one that can be.
func FuzzShownDate(f *testing.F) {
	for _, s := range []string{"Published 10:02 AM EST May 3, 2024", "05/10/2018 - Ann Lee", "[ 2018-09-28 17:32 ]", "https://a.test/2024/may/03/b", "Updated: May 4, 2024 | Posted: May 3, 2024"} {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, line string, first bool) {
		line = scrub(line)
		for _, got := range []time.Time{lineDate(line, first), addressDate(line), shownDate([]paragraph{{text: "T"}, {text: line}}, "T", first)} {
			if !got.IsZero() && (got.Location() != time.UTC || got.Year() < 1400 || got.Year() > 9999) {
				t.Errorf("%q is of %v", line, got)
			}
		}
	})
}

// FuzzStyle: no style sheet hides what it does not name.
func FuzzStyle(f *testing.F) {
	f.Add("/* a */ @media x { .b { display:none } } .a, #c { display: none } .a{}", ".a")
	f.Add("}}{{ ; @ .x{position:absolute;left:-9999em", "x")
	f.Fuzz(func(t *testing.T, sheet, declared string) {
		s := make(style)
		s.read(sheet)
		for name := range s {
			if !strings.Contains(withoutRemarks(sheet), name) || len(name) < 2 {
				t.Errorf("%q speaks of %q", sheet, name)
			}
		}
		_ = hiding(declared)
	})
}

// FuzzFlat: a page that is nested too deep is read by its words, line by line.
func FuzzFlat(f *testing.F) {
	f.Add("<title>T</title><p>Said.</p><div hidden><div>No</div></div><p>So</p>")
	f.Add("<style>.a{display:none}</style><b class=a>No</b>&amp;<select><option>x")
	f.Fuzz(func(t *testing.T, page string) {
		page = scrub(page)
		_, lines := flatText(page)
		for _, l := range lines {
			if l == "" || l != oneLine(l) {
				t.Errorf("%q has the line %q", page, l)
			}
		}
		if s, err := flatStory(page); err == nil && (s.Text == "" || s.Title == "") {
			t.Errorf("%q gives %+v", page, s)
		}
	})
}
