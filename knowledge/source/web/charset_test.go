package web

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// TestCharsetOfFeeds: feeds, sitemaps and pages of any charset are read as what they are.
func TestCharsetOfFeeds(t *testing.T) {
	in := func(e encoding.Encoding, s string) string {
		out, err := e.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	german := strings.Replace(rss(wholeItem("Brücke geöffnet", "/a", "Die Brücke ist geöffnet.")), `<?xml version="1.0"?>`, `<?xml version="1.0" encoding="SET"?>`, 1)
	russian := strings.Replace(german, "Brücke geöffnet", "Мост открыт", 1)
	russian = strings.ReplaceAll(russian, "Die Brücke ist geöffnet.", "Мост открыт.")
	json := `{"version": "https://jsonfeed.org/version/1.1", "title": "The Lamp", "items": [{"id": "7", "url": "/a", "title": "Brücke geöffnet", "content_html": "` + strings.ReplaceAll(strings.ReplaceAll(long("Die Brücke."), "\n", ""), `"`, `\"`) + `"}]}`
	as := func(set, feed string) string { return strings.Replace(feed, "SET", set, 1) }
	for name, c := range map[string]struct{ kind, body, want string }{
		"UTF-16, mark":        {"application/rss+xml", in(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), as("UTF-16", german)), "Brücke geöffnet"},
		"UTF-16 BE":           {"application/rss+xml", in(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), as("UTF-16", german)), "Brücke geöffnet"},
		"UTF-16 of Russian":   {"text/xml; charset=utf-16", in(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), as("utf-16", russian)), "Мост открыт"},
		"UTF-32":              {"application/rss+xml", in(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), as("UTF-32", german)), "Brücke geöffnet"},
		"UTF-32 BE, no mark":  {"application/xml", in(utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), as("UTF-32", german)), "Brücke geöffnet"},
		"UTF-16, JSON":        {"application/feed+json", in(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), json), "Brücke geöffnet"},
		"a lie":               {"application/rss+xml", as("ISO-8859-1", german), "Brücke geöffnet"},
		"a lie of the header": {"application/rss+xml; charset=iso-8859-1", as("utf-8", german), "Brücke geöffnet"},
		"the header alone":    {"application/rss+xml; charset=koi8-r", in(charmap.KOI8R, strings.Replace(russian, ` encoding="SET"`, "", 1)), "Мост открыт"},
		"the header corrects": {"text/xml; charset=windows-1251", in(charmap.Windows1251, as("utf-8", russian)), "Мост открыт"},
		"declared":            {"text/xml", in(charmap.Windows1251, as("windows-1251", russian)), "Мост открыт"},
		"a control":           {"text/xml", as("utf-8", strings.Replace(german, "Die Brücke ist", "Die\x0b\x00 Brücke ist", 1)), "Brücke geöffnet"},
		"a cut letter":        {"text/xml", as("utf-8", strings.Replace(german, "</description>", "\xc3</description>", 1)), "Brücke geöffnet"},
		"a page":              {"text/html; charset=koi8-r", in(charmap.KOI8R, article("Мост открыт", "Мост открыт, сообщили власти.", "")), "Мост открыт"},
		"a page, late":        {"text/html", in(charmap.Windows1251, article("Мост открыт", "Мост открыт, сообщили власти.", "<script>"+strings.Repeat("var a = 1; ", 200)+"</script><meta charset=windows-1251>")), "Мост открыт"},
		"plain text":          {"text/plain; charset=koi8-r", in(charmap.KOI8R, "Мост открыт\n\nМост открыт, сообщили власти."), "Мост открыт"},
		"a page in UTF-16":    {"text/html", in(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), article("Brücke geöffnet", "Die Brücke ist geöffnet.", "")), "Brücke geöffnet"},
	} {
		s := newSite()
		l := newLoads(t, "http://public.test/feed", s)
		s.pages["/feed"], s.kinds["/feed"] = c.body, c.kind
		l.want(name, c.want, "")
	}
	s := newSite()
	l := newLoads(t, "http://public.test/sitemap.xml", s)
	s.pages["/sitemap.xml"] = in(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), `<?xml version="1.0" encoding="UTF-16"?><urlset><url><loc>http://public.test/a</loc></url></urlset>`)
	s.pages["/a"] = article("One", "The bridge is closed, the city said.", "")
	l.want("a sitemap", "One", "")
}

// TestCharsetNobodyReads: what is called XML and shows none in any charset that is read is named, and becomes no story.
func TestCharsetNobodyReads(t *testing.T) {
	for _, kind := range []string{"application/rss+xml", "text/xml", "application/xml"} {
		s := newSite()
		l := newLoads(t, "http://public.test/feed", s)
		body, err := charmap.CodePage037.NewEncoder().String(rss(wholeItem("One", "/a", "The bridge is open.")))
		if err != nil {
			t.Fatal(err)
		}
		s.pages["/feed"], s.kinds["/feed"] = body, kind
		if _, failed := l.load(); len(failed) != 1 || len(l.stories) > 0 || !strings.Contains(failed[0], "encoding") && kind != "application/rss+xml" {
			t.Errorf("%s: %q, %d stories", kind, failed, len(l.stories))
		}
	}
}

// TestEntryOfTextAlone: an entry that has neither a title nor an address is a story of its text.
func TestEntryOfTextAlone(t *testing.T) {
	s := newSite()
	l := newLoads(t, "http://public.test/feed", s)
	s.pages["/feed"] = rss("<item><description>The bridge is open. It was closed.</description></item><item><guid>7</guid><description>The tower is shut. It was open.</description></item>")
	if _, failed := l.load(); len(failed) > 0 || len(l.stories) != 2 {
		t.Errorf("%q, %d stories", failed, len(l.stories))
	}
	for id, story := range l.stories {
		if !strings.HasPrefix(story.Text, story.Title) {
			t.Errorf("%s: %q of %q", id, story.Title, story.Text)
		}
	}
}
