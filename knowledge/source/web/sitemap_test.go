package web

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"strings"
	"testing"
	"time"
)

// urls is a sitemap of these paths, each with the date it was changed.
func urls(paths ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">`)
	for _, p := range paths {
		path, day, _ := strings.Cut(p, " ")
		fmt.Fprintf(&b, "<url><loc>http://public.test%s</loc><lastmod>%s</lastmod></url>\n", path, day)
	}
	return b.String() + "</urlset>"
}

func zipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSitemapIsFollowed(t *testing.T) {
	s := newSite()
	l := newLoads(t, "http://public.test/sitemap.xml", s)
	for _, name := range []string{"One", "Two", "Three"} {
		s.pages["/"+name] = article(name, "The bridge is closed, the city said. "+name, "")
	}
	s.pages["/sitemap.xml"] = urls("/One 2024-05-01", "/Two 2024-05-03T10:00:00Z", "/Three")
	l.want("first", "One, Three, Two", "")
	if got := strings.Join(s.asked, " "); got != "/sitemap.xml /Two /One /Three" {
		t.Errorf("not the newest first: %s", got)
	}
	l.want("same", "One, Three, Two", "")
	if s.full != 0 || len(s.asked) != 1 {
		t.Errorf("asked for %v", s.asked)
	}
	s.pages["/One"] = article("One, corrected", "The bridge is open, the city said.", "")
	s.pages["/sitemap.xml"] = urls("/One 2024-05-04", "/Two 2024-05-03T10:00:00Z", "/Three")
	l.want("one changes", "One, corrected, Three, Two", "")
	if got := strings.Join(s.asked, " "); got != "/sitemap.xml /One" {
		t.Errorf("asked for %s", got)
	}
	s.pages["/sitemap.xml"] = urls("/One 2024-05-04", "/Three")
	l.want("one is gone from the sitemap", "One, corrected, Three", "")
	for _, broken := range []string{urls(), "<urlset><url><loc>http://public.test/One</loc>", "<urlset></urlset>", " "} {
		s.pages["/sitemap.xml"] = broken
		if titles, failed := l.load(); titles != "One, corrected, Three" || len(failed) != 1 {
			t.Errorf("%q: %q, %q", broken, titles, failed)
		}
	}
	s.pages["/sitemap.xml"] = urls("/One 2024-05-05", "/Three")
	s.status["/One"] = 503
	l.want("a page fails", "One, corrected, Three", "503")
	s.status["/sitemap.xml"] = 404
	l.want("the sitemap is gone", "One, corrected, Three", "404")
	delete(s.status, "/sitemap.xml")
	s.status["/One"] = 404
	l.want("a page is gone", "Three", "")
}

func TestSitemapIndex(t *testing.T) {
	s := newSite()
	l := newLoads(t, "http://public.test/index.xml", s)
	s.pages["/One"] = article("One", "The bridge is closed, the city said.", "")
	s.pages["/Two"] = `<html><body><p>The ferry is late, the city said.</p></body></html>`
	s.pages["/index.xml"] = `<sitemapindex><sitemap><loc>/a.xml.gz</loc></sitemap><sitemap><loc>http://public.test/b.xml</loc></sitemap><sitemap><loc>http://public.test/index.xml</loc></sitemap>
		<sitemap><loc>http://10.0.0.1/c.xml</loc></sitemap><sitemap><loc>http://elsewhere.test/d.xml</loc></sitemap></sitemapindex>`
	s.pages["/a.xml.gz"] = zipped(t, urls("/One 2024-05-01"))
	s.pages["/b.xml"] = `<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://public.test/Two</loc><n:news><n:publication><n:name>The Lamp</n:name><n:language>en</n:language></n:publication>
		<n:publication_date>2024-05-03T08:30:00Z</n:publication_date><n:title>Ferry &amp; late</n:title></n:news></url><url><loc>http://127.0.0.1/x</loc></url><url><loc>ftp://public.test/x</loc></url></urlset>`
	l.want("first", "One, The ferry is late, the city said.", "")
	for _, story := range l.stories {
		if story.Title != "One" && (story.Outlet != "The Lamp" || at(story.Published) != "2024-05-03T08:30:00Z") {
			t.Errorf("got %+v", story)
		}
	}
	s.status["/a.xml.gz"] = 500
	s.pages["/b.xml"] = urls("/nothing")
	s.status["/nothing"] = 404
	titles, failed := l.load()
	if titles != "One, The ferry is late, the city said." || !strings.Contains(strings.Join(failed, "\n"), "no page is taken for gone") {
		t.Errorf("a part of it fails: %q, %q", titles, failed)
	}
	delete(s.status, "/a.xml.gz")
	s.pages["/b.xml"] = urls("/One 2024-05-01")
	l.want("all of it is there again", "One", "")
}

// TestSitemapInParts: a load that has no more time leaves the rest to the next,
// and loses nothing.
func TestSitemapInParts(t *testing.T) {
	s := newSite()
	l := newLoads(t, "http://public.test/sitemap.xml", s)
	var paths, all []string
	for i := range 3*fewPages - 1 {
		paths = append(paths, fmt.Sprintf("/S%02d 2024-05-01", i))
		all = append(all, fmt.Sprintf("S%02d", i))
		s.pages[fmt.Sprintf("/S%02d", i)] = article(all[i], fmt.Sprintf("The bridge is closed, the city said. %d", i), "")
	}
	s.pages["/sitemap.xml"] = urls(paths...)
	l.until = time.Now().Add(-time.Minute)
	for _, part := range []int{fewPages, 2 * fewPages, len(all), len(all)} {
		l.want(fmt.Sprintf("so far %d", part), strings.Join(all[:part], ", "), "")
		if l.more != (part < len(all)) {
			t.Errorf("after %d of %d: more is %v", part, len(all), l.more)
		}
	}
}

// TestSitemapLeadsNowhereElse lets a sitemap name every closed address.
func TestSitemapLeadsNowhereElse(t *testing.T) {
	s := newSite()
	l := newLoads(t, "http://public.test/sitemap.xml", s)
	pages, maps := "<urlset>", "<sitemapindex><sitemap><loc>/pages.xml</loc></sitemap>"
	for i, a := range closed() {
		if strings.Contains(a, ":") {
			a = "[" + strings.ReplaceAll(a, "%", "%25") + "]"
		}
		path := fmt.Sprintf("/to%d", i)
		s.to[path] = "http://" + a + "/x"
		l.canary.names[fmt.Sprintf("n%d.public.test", i)] = func(int) []string { return closed()[i : i+1] }
		pages += fmt.Sprintf("<url><loc>http://%s/x</loc></url><url><loc>%s</loc></url><url><loc>http://n%d.public.test/x</loc></url>", a, path, i)
		maps += fmt.Sprintf("<sitemap><loc>http://%s/x.xml</loc></sitemap>", a)
		if i%9 == 0 {
			maps += fmt.Sprintf("<sitemap><loc>%s</loc></sitemap><sitemap><loc>http://n%d.public.test/x.xml</loc></sitemap>", path, i)
		}
	}
	s.pages["/sitemap.xml"], s.pages["/pages.xml"] = maps+"</sitemapindex>", pages+"</urlset>"
	_, failed := l.load()
	if len(l.canary.leaked) > 0 || len(failed) < len(closed()) {
		t.Errorf("dialled %q, %d failures", l.canary.leaked, len(failed))
	}
}

func TestSitemapBombs(t *testing.T) {
	measured(t)
	for name, body := range map[string]string{
		"64 MiB of spaces, packed": zipped(t, "<urlset>"+strings.Repeat(" ", 64<<20)),
		"many pages":               zipped(t, "<urlset>"+strings.Repeat("<url><loc>http://public.test/One</loc></url>", 100000)+"</urlset>"),
		"other pages":              "<urlset>" + strings.Repeat("<url><loc>http://other.test/a</loc></url>", 90000) + "</urlset>",
		"deep":                     "<urlset>" + strings.Repeat("<a>", 1000000),
		"deep in a page":           "<urlset><url>" + strings.Repeat("<a>", 1000000),
		"deep, packed":             zipped(t, "<urlset><url>"+strings.Repeat("<a>", 1000000)),
		"itself":                   `<sitemapindex>` + strings.Repeat("<sitemap><loc>http://public.test/sitemap.xml</loc></sitemap>", 30000) + "</sitemapindex>",
	} {
		s := newSite()
		l := newLoads(t, "http://public.test/sitemap.xml", s)
		s.pages["/One"] = article("One", "The bridge is closed, the city said.", "")
		s.pages["/sitemap.xml"] = urls("/One 2024-05-01")
		l.want(name, "One", "")
		s.pages["/sitemap.xml"] = body
		var titles string
		var failed []string
		memory, took := peak(t, func() { titles, failed = l.load() })
		if titles != "One" || len(failed) > 1 || memory > 64<<20 || took > 10*time.Second {
			t.Errorf("%s: %q, %d failures, %d MB, %s", name, titles, len(failed), memory>>20, took)
		}
		t.Logf("%s (%d bytes): +%d MB, %s, %.100q", name, len(body), memory>>20, took.Round(time.Millisecond), failed)
	}
}
