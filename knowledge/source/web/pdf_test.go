package web

import (
	"strings"
	"testing"
)

// TestPDFOnline reads PDFs that are a source's own address, and that a feed
// leads to.
func TestPDFOnline(t *testing.T) {
	t.Parallel()
	s := newSite()
	s.pages["/one.pdf"], s.kinds["/one.pdf"] = printed(t, "bridge"), "application/pdf"
	l := newLoads(t, "http://public.test/one.pdf", s)
	l.want("first", "The bridge opens", "")
	l.want("not changed", "The bridge opens", "")
	if s.full != 0 {
		t.Errorf("it was fetched %d times though it had not changed", s.full)
	}
	s.pages["/one.pdf"] = printed(t, "closed")
	l.want("changed", "The bridge closes", "")
	s.pages["/one.pdf"] = s.pages["/one.pdf"][:200]
	l.want("cut off", "The bridge closes", "is no whole PDF")
	s.pages["/one.pdf"] = printed(t, "bridge") + strings.Repeat("%\n", pageBytes)
	l.want("large", "The bridge opens", "")
	s.pages["/one.pdf"] += strings.Repeat("%\n", fetchedPDFBytes/2)
	l.want("too large", "The bridge opens", "is larger than 16 MB")

	s = newSite()
	s.pages["/feed"] = `<rss version="2.0"><channel><title>City</title><item><title>Minutes</title><link>http://public.test/minutes</link></item><item><title>Scan</title><link>http://public.test/scan</link></item></channel></rss>`
	s.pages["/minutes"], s.kinds["/minutes"] = printed(t, "minutes"), "application/octet-stream"
	s.pages["/scan"] = printed(t, "scanned")
	l = newLoads(t, "http://public.test/feed", s)
	l.want("a feed", "The minutes of May", "run it through OCR")
}
