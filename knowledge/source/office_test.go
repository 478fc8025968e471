package source

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	wordBody = `<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Bridge opens</w:t></w:r></w:p><w:p><w:r><w:t>` + pdfText1 + `</w:t></w:r></w:p></w:body></w:document>`
	odtBody  = `<d xmlns:text="t"><body><text:h text:outline-level="1">Bridge opens</text:h><text:p>` + pdfText1 + `</text:p></body></d>`
	rtfBody  = `{\rtf1\ansi Bridge opens\par ` + pdfText1 + `\par}`
	mailBody = "Received: from a\r\nFrom: Press <a@example.org>\r\nSubject: Bridge opens\r\n\r\n" + pdfText1 + "\r\n"
)

// documents are a story in each kind, by the ending of its name.
func documents(t testing.TB) map[string]string {
	return map[string]string{
		".docx": string(zipOf(t, "[Content_Types].xml", "<Types/>", "word/document.xml", wordBody)),
		".odt":  string(zipOf(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", odtBody)),
		".epub": string(zipOf(t, "mimetype", "application/epub+zip", "META-INF/container.xml", `<c><rootfile full-path="a.opf"/></c>`,
			"a.opf", `<p><title>Bridge opens</title><item id="a" href="a.html" media-type="application/xhtml+xml"/><itemref idref="a"/></p>`,
			"a.html", "<html><head><style>p {}</style><script>no()</script></head><body><h1>Bridge opens</h1><p>"+pdfText1+"</p></body></html>")),
		".rtf": rtfBody, ".eml": mailBody,
	}
}

// TestDocuments reads each kind as a file of a folder, packed, within a zip, in capitals, and by
// what it holds where it is named without an ending.
func TestDocuments(t *testing.T) {
	for end, doc := range documents(t) {
		for name, files := range map[string]map[string]string{
			"news/a" + end:             {"news/a" + end: doc},
			"A" + strings.ToUpper(end): {"A" + strings.ToUpper(end): doc},
			"a" + end + ".gz":          {"a" + end + ".gz": packed(t, doc)},
			"all.zip/a" + end:          {"all.zip": string(zipOf(t, "a"+end, doc))},
		} {
			items := read(t, files)
			s := storyOfItem(t, items, name)
			if s.Title != "Bridge opens" || s.Text != pdfText1 || !strings.HasPrefix(s.ID, "a-") {
				t.Errorf("%s: got %+v", name, s)
			}
		}
		w := FS("one", fstest.MapFS{"story": {Data: []byte(doc)}}).(*folder)
		open := w.open
		w.open = func() (f fs.FS, root string, err error) { f, _, err = open(); return f, "story", err }
		if s := storyOfItem(t, allOf(t, w), "story"); s.Title != "Bridge opens" || s.Text != pdfText1 {
			t.Errorf("%s without its ending: got %+v", end, s)
		}
	}
}

// TestDocumentsRefused: what is wrong with a document is told.
func TestDocumentsRefused(t *testing.T) {
	docs := documents(t)
	locked := []byte(docs[".docx"])
	for _, sign := range []string{"PK\x03\x04", "PK\x01\x02"} {
		for at := 0; ; {
			next := bytes.Index(locked[at:], []byte(sign))
			if next < 0 {
				break
			}
			at += next + map[string]int{"PK\x03\x04": 6, "PK\x01\x02": 8}[sign]
			locked[at] |= 1
		}
	}
	bomb := zipOf(t, "word/document.xml", "<w:document>"+strings.Repeat("<w:p/>", 1<<20))
	for name, c := range map[string]struct{ file, doc, want string }{
		"old or locked": {"a.docx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("x", 600), "is locked with a password, or of a kind before its name"},
		"locked":        {"a.docx", string(locked), "its part word/document.xml is locked with a password"},
		"a bomb":        {"a.docx", string(bomb), "its part word/document.xml unpacks to more than 200 times its size"},
		"no zip":        {"a.docx", "Bridge", "open it: zip: not a valid zip file"},
		"cut":           {"a.odt", docs[".odt"][:200], "open it: zip: not a valid zip file"},
		"another zip":   {"a.odt", docs[".docx"], "is no text of OpenDocument"},
		"twice":         {"a.docx", string(zipOf(t, "word/document.xml", wordBody, "word/document.xml", wordBody)), ""},
		"a link out":    {"a.docx", string(zipOf(t, "../word/document.xml", wordBody)), "is no document of Word"},
		"overlapping":   {"a.epub", string(overlapped(func(i int) string { return string(rune('a'+i)) + ".html" }, 5, 1000)), "has files that lie over each other"},
		"no mail":       {"a.eml", "Bridge", "is no mail"},
		"empty":         {"a.rtf", "", "is empty"},
		"not RTF":       {"a.rtf", docs[".docx"], "is no document of RTF"},
	} {
		items := read(t, map[string]string{c.file: c.doc})
		if len(items) != 1 || (items[0].Err == nil) != (c.want == "") || items[0].Err != nil && !strings.Contains(items[0].Err.Error(), c.want) {
			t.Errorf("%s: got %+v, want %q", name, items, c.want)
		}
	}
}

// TestSniffZip: a zip named without an ending is no document by the names in it.
func TestSniffZip(t *testing.T) {
	for name, c := range map[string]struct {
		raw  []byte
		want kind
	}{
		"a zip":      {zipOf(t, "a.md", note("A")), zipKind},
		"of words":   {zipOf(t, "words.txt", "Content"), zipKind},
		"a document": {zipOf(t, "[Content_Types].xml", "", "word/document.xml", ""), docxKind},
		"a workbook": {zipOf(t, "xl/workbook.xml", ""), zipKind},
	} {
		if got := sniff(c.raw); got != c.want {
			t.Errorf("%s is a %s, want %s", name, got, c.want)
		}
	}
}
