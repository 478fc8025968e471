package web

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/source/plain"
)

// FuzzRobots: remarks, empty lines and other line ends change nothing of what
// a robots.txt says.
func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /private\nAllow: /private/a$\nCrawl-delay: 3\nSitemap: /a"), "/private/a")
	f.Add([]byte("\xef\xbb\xbfUser-Agent:storybot\nDisallow:*/x*y$\n"), "/x/y")
	f.Add([]byte("<html>"), "/")
	f.Fuzz(func(t *testing.T, body []byte, path string) {
		says := readRobots(body)
		allowed := says.allows(path)
		if says.delay < 0 || says.size < 0 {
			t.Errorf("a pause of %s", says.delay)
		}
		if bytes.ContainsAny(body, "\r#\x1b") || !utf8.Valid(body) || bytes.HasPrefix(body, []byte("\xef\xbb\xbf")) || bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) || bytes.IndexByte(body, 0) >= 0 {
			return
		}
		for _, other := range [][]byte{append([]byte("# a remark\n\n"), body...), bytes.ReplaceAll(body, []byte("\n"), []byte("\r\n")), append(slices.Clone(body), "\n# a remark\n"...)} {
			again := readRobots(other)
			if again.allows(path) != allowed {
				t.Errorf("%q allows %q: %v, and %q: %v", body, path, allowed, other, !allowed)
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
			if e.file == "" || !strings.HasPrefix(e.file, "#") && plain.Canonical(e.file) != e.file || e.hash == "" {
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
		m := &sitemap{named: make(map[string]bool)}
		if err := m.read(body, fuzzedFrom(t)); err != nil {
			return
		}
		seen := make(map[string]bool)
		for _, e := range m.list {
			u, err := url.Parse(e.link)
			if err != nil || !sameSite(u.Host, "www.example.org") || plain.Canonical(e.link) != e.file || seen[e.file] || !m.named[e.file] {
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
		if (err == nil) != slices.Contains(Kinds(), got) {
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
