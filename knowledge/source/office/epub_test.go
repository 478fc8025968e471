package office

import (
	"strings"
	"testing"
)

func book(meta, manifest, spine string, files ...string) Parts {
	return partsOf(append([]string{"META-INF/container.xml", `<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>`,
		"OEBPS/content.opf", `<package xmlns:dc="d"><metadata>` + meta + `</metadata><manifest>` + manifest + `</manifest><spine>` + spine + `</spine></package>`}, files...)...)
}

func TestEPUB(t *testing.T) {
	const usual = "Bridge opens |  |  |  | " + bridge + " / " + cost
	title := "<dc:title>Bridge opens</dc:title>"
	page := func(s string) string { return "<html><body>" + s + "</body></html>" }
	one, two := page("<h1>Bridge opens</h1><p>"+bridge+"</p>"), page("<p>"+cost+"</p>")
	item := func(id, href, more string) string {
		return `<item id="` + id + `" href="` + href + `" media-type="application/xhtml+xml" ` + more + `/>`
	}
	for name, c := range map[string]struct {
		parts Parts
		want  string
	}{
		"two chapters":  {book(title, item("a", "a.xhtml", "")+item("b", "text/b.xhtml", ""), `<itemref idref="a"/><itemref idref="b"/>`, "OEBPS/a.xhtml", one, "OEBPS/text/b.xhtml", two), usual},
		"their order":   {book(title, item("b", "b.xhtml", "")+item("a", "a.xhtml", ""), `<itemref idref="a"/><itemref idref="b"/>`, "OEBPS/a.xhtml", one, "OEBPS/b.xhtml", two), usual},
		"an odd name":   {book(title, item("a", "a%20b.xhtml", "")+item("b", "b.xhtml", ""), `<itemref idref="a"/><itemref idref="b"/>`, "OEBPS/a b.xhtml", one, "OEBPS/b.xhtml", two), usual},
		"what it says":  {book(title+"<dc:creator>Ann Lee</dc:creator><dc:publisher>The Lamp</dc:publisher><dc:date>2024-05-03</dc:date><dc:language>en-GB</dc:language>", item("a", "a.xhtml", "")+item("b", "b.xhtml", ""), `<itemref idref="a"/><itemref idref="b"/>`, "OEBPS/a.xhtml", one, "OEBPS/b.xhtml", two), "Bridge opens | The Lamp | Ann Lee | 2024-05-03 | " + bridge + " / " + cost},
		"contents":      {book(title, item("n", "nav.xhtml", `properties="nav"`)+item("a", "a.xhtml", "")+item("b", "b.xhtml", ""), `<itemref idref="n"/><itemref idref="a"/><itemref idref="b"/>`, "OEBPS/nav.xhtml", page("<p>Chapter 1</p>"), "OEBPS/a.xhtml", one, "OEBPS/b.xhtml", two), usual},
		"beside it":     {book(title, item("x", "x.xhtml", "")+item("a", "a.xhtml", "")+item("b", "b.xhtml", ""), `<itemref idref="a"/><itemref idref="x" linear="no"/><itemref idref="b"/>`, "OEBPS/x.xhtml", page("<p>Never.</p>"), "OEBPS/a.xhtml", one, "OEBPS/b.xhtml", two), usual},
		"pictures":      {book(title, `<item id="p" href="p.png" media-type="image/png"/>`+item("a", "a.xhtml", "")+item("b", "b.xhtml", ""), `<itemref idref="p"/><itemref idref="a"/><itemref idref="b"/>`, "OEBPS/a.xhtml", one, "OEBPS/b.xhtml", two), usual},
		"no such part":  {book(title, item("a", "a.xhtml", ""), `<itemref idref="a"/>`), "error: open its part OEBPS/a.xhtml"},
		"elsewhere":     {book(title, item("a", "http://127.0.0.1/a.xhtml", "")+item("b", "file:///etc/passwd", ""), `<itemref idref="a"/><itemref idref="b"/>`), "error: has no text"},
		"above":         {book(title, item("a", "../../../etc/passwd", ""), `<itemref idref="a"/>`), "error: open its part etc/passwd"},
		"protected":     {book(title, item("a", "a.xhtml", ""), `<itemref idref="a"/>`, "OEBPS/a.xhtml", "\x13\x37", "META-INF/encryption.xml", `<e><CipherReference URI="OEBPS/a.xhtml"/></e>`), "error: is protected against copying"},
		"locked fonts":  {book(title, item("a", "a.xhtml", "")+item("b", "b.xhtml", ""), `<itemref idref="a"/><itemref idref="b"/>`, "OEBPS/a.xhtml", one, "OEBPS/b.xhtml", two, "META-INF/encryption.xml", `<e><CipherReference URI="OEBPS/x.otf"/></e>`), usual},
		"an entity":     {partsOf("META-INF/container.xml", `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><c>&a;</c>`), "error: read its part META-INF/container.xml"},
		"another zip":   {partsOf("a.txt", "x"), "error: is no EPUB"},
		"a long one":    {book(title, item("a", "a.xhtml", "")+item("b", "b.xhtml", ""), `<itemref idref="a"/><itemref idref="b"/>`, "OEBPS/a.xhtml", page("<p>"+strings.Repeat("word ", 600000)+"</p>"), "OEBPS/b.xhtml", page("<p>"+strings.Repeat("word ", 600000)+"</p>")), "error: " + errLong.Error()},
		"one twice":     {book(title, item("a", "a.xhtml", "")+item("b", "b.xhtml", ""), `<itemref idref="a"/><itemref idref="b"/><itemref idref="a"/>`, "OEBPS/a.xhtml", one, "OEBPS/b.xhtml", two), usual},
		"without title": {book("", item("a", "a.xhtml", "")+item("b", "b.xhtml", ""), `<itemref idref="a"/><itemref idref="b"/>`, "OEBPS/a.xhtml", one, "OEBPS/b.xhtml", two), usual},
	} {
		got := told(EPUB(c.parts, flat))
		if got != c.want && !(strings.HasPrefix(c.want, "error: ") && strings.HasPrefix(got, c.want)) {
			t.Errorf("%s: got\n%.300s\nwant\n%.300s", name, got, c.want)
		}
	}
}
