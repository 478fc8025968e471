package source

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// served is what a server answers under one path.
type served struct{ kind, body string }

// fetchedItems are the items of a source at a path of a server with these answers.
func fetchedItems(t *testing.T, path string, answers map[string]served) (items []knowledge.Item) {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
		a, ok := answers[in.URL.Path]
		if !ok {
			http.NotFound(out, in)
			return
		}
		out.Header()["Content-Type"] = []string{a.kind}
		_, _ = out.Write([]byte(a.body))
	}))
	defer s.Close()
	o, err := Open(s.URL+path, Options{AllowHosts: []string{strings.TrimPrefix(s.URL, "http://")}})
	if err != nil {
		t.Fatal(err)
	}
	for item := range o.(knowledge.Remote).Fetch(context.Background(), knowledge.Past{}) {
		items = append(items, item)
	}
	return items
}

// came is what came of a fetch: the titles, the attachments and the errors.
func came(items []knowledge.Item) string {
	var all []string
	for _, item := range items {
		switch {
		case item.Story != nil:
			all = append(all, item.Story.Title)
		case item.Passed != nil:
			all = append(all, fmt.Sprintf("%d %s", item.Passed.Count, item.Passed.Kind))
		case item.Err != nil:
			all = append(all, item.Err.Error())
		}
	}
	return strings.Join(all, "; ")
}

// TestDocumentsOnline: a document at an address, or to which a feed leads, is read as one in a
// folder, be it known by its media type, its name or its first bytes; what is not read is named.
func TestDocumentsOnline(t *testing.T) {
	docs := documents(t)
	const opens = "Bridge opens"
	withFile := "From: Press <a@example.org>\r\nSubject: Bridge opens\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + pdfText1 +
		"\r\n--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=map.png\r\n\r\nx\r\n--b--\r\n"
	for name, c := range map[string]struct {
		path string
		served
		want string
	}{
		"Word, by its type":          {"/a", served{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", docs[".docx"]}, opens},
		"Word, of no type":           {"/a", served{"application/octet-stream", docs[".docx"]}, opens},
		"Word, called a zip":         {"/a.docx", served{"application/zip", docs[".docx"]}, opens},
		"Word, its parts otherwise":  {"/a.docx", served{"application/octet-stream", string(zipOf(t, "_rels/.rels", "<r/>", "[Content_Types].xml", "<Types/>", "word/document.xml", wordBody))}, opens},
		"OpenDocument":               {"/a", served{"application/vnd.oasis.opendocument.text", docs[".odt"]}, opens},
		"OpenDocument, of no type":   {"/a.odt", served{"", docs[".odt"]}, opens},
		"EPUB":                       {"/a", served{"application/epub+zip", docs[".epub"]}, opens},
		"EPUB, of no type":           {"/a.epub", served{"binary/octet-stream", docs[".epub"]}, opens},
		"RTF":                        {"/a", served{"application/rtf", docs[".rtf"]}, opens},
		"RTF, called text":           {"/a", served{"text/plain", docs[".rtf"]}, opens},
		"a mail":                     {"/a", served{"message/rfc822", docs[".eml"]}, opens},
		"a mail, by its name":        {"/a.eml", served{"application/octet-stream", withFile}, "1 attached .png; " + opens},
		"a mail, called text":        {"/a.eml", served{"text/plain; charset=utf-8", docs[".eml"]}, opens},
		"a page that is called so":   {"/a.eml", served{"text/html", "<!doctype html><html><head><title>Bridge opens</title></head><body><h1>Bridge opens</h1><p>" + pdfText1 + "</p></body></html>"}, opens},
		"a text that begins so":      {"/a.txt", served{"text/plain", "From: the harbour\n\n" + pdfText1}, "From: the harbour"},
		"a table":                    {"/a.xlsx", served{"application/zip", string(zipOf(t, "[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<w/>"))}, "is a table of Excel (.xlsx), which is not read; save it as JSON lines, text or PDF"},
		"a presentation":             {"/a", served{"application/octet-stream", string(zipOf(t, "[Content_Types].xml", "<Types/>", "ppt/presentation.xml", "<w/>"))}, "is a presentation of PowerPoint (.pptx), which is not read; save it as .docx or PDF"},
		"a table of OpenDocument":    {"/a.ods", served{"application/vnd.oasis.opendocument.spreadsheet", string(zipOf(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<w/>"))}, "is a table or drawing of OpenDocument (.ods, .odp, .odg), which is not read; save it as .odt or PDF"},
		"Pages":                      {"/a.pages", served{"application/octet-stream", string(zipOf(t, "Index/Document.iwa", "x", "preview.jpg", "x"))}, "is a document of Pages, Numbers or Keynote, which is not read; save it as .docx or PDF"},
		"Word of old":                {"/a.doc", served{"application/msword", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)}, "is a document of before 2007 (.doc, .xls, .ppt), or locked with a password, which is not read; save it as .docx or PDF, without one"},
		"a damaged document":         {"/a.docx", served{"application/octet-stream", docs[".docx"][:len(docs[".docx"])-9]}, ""},
		"a picture":                  {"/a.png", served{"image/png", "\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\x01", 300)}, "is image/png, which is not read; name a page, a PDF or another document"},
		"a zip of what is not read":  {"/a.zip", served{"application/zip", string(zipOf(t, "a.csv", "x", "b.csv", "x", "c.png", "x"))}, "holds nothing that is read, but 3 files of kinds that are not read: .csv 2, .png 1; save it as a kind that is, or remove it"},
		"a zip of nothing":           {"/a.zip", served{"application/zip", string(zipOf(t, "a/", ""))}, "holds no file of a kind that is read; remove it"},
		"a document that opens none": {"/a", served{"application/epub+zip", string(zipOf(t, "META-INF/container.xml", `<c><rootfile full-path="/etc/hosts"/></c>`))}, ""},
	} {
		got := came(fetchedItems(t, c.path, map[string]served{c.path: c.served}))
		if c.want == "" && (got == "" || strings.Contains(got, opens)) || c.want != "" && got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if strings.HasSuffix(c.path, ".zip") {
			continue
		}
		feed := `<rss version="2.0"><channel><title>City</title><item><title>` + opens + `</title><link>` + c.path + `</link></item></channel></rss>`
		got = came(fetchedItems(t, "/feed", map[string]served{"/feed": {"text/xml", feed}, c.path: c.served}))
		if c.want == "" && (got == "" || strings.Contains(got, opens)) || c.want != "" && got != c.want {
			t.Errorf("%s, of a feed: %s, want %s", name, got, c.want)
		}
	}
	feed := `<rss version="2.0"><channel><title>City</title><item><title>` + opens + `</title><link>/a</link></item></channel></rss>`
	got := came(fetchedItems(t, "/feed", map[string]served{"/feed": {"text/xml", feed}, "/a": {"application/zip", string(zipOf(t, "a.txt", "Bridge opens\n\n"+pdfText1))}}))
	if got != "is a zip, which is read as a source of its own: name it in STORIES" {
		t.Errorf("a zip to which a feed leads: %s", got)
	}
}
