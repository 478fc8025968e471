package web

import (
	"bytes"
	"context"
	"fmt"
	"net/url"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/pdf"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// fetchedPDFBytes is how long a PDF may be that is fetched.
const fetchedPDFBytes = 16 << 20

// isPDF reports whether a body begins as PDFs do.
func isPDF(body []byte) bool { return bytes.HasPrefix(body, []byte("%PDF-")) }

// story makes the story of a page that was asked for and fetched, as textStory
// does, or of a PDF that was there instead.
func (o *Source) story(ctx context.Context, asked string, r *reply) (*knowledge.Story, error) {
	if !isPDF(r.body) {
		return textStory(asked, r)
	}
	if u, err := url.Parse(asked); err == nil && isFrontPage(r.url) && !isFrontPage(u) {
		return nil, fmt.Errorf("leads to the front page %s, as if it were gone", plain.Canonical(r.url.String()))
	}
	reader := pdf.New(o.options.PDFReader, o.options.PDFPatience)
	defer reader.Close()
	s, err := reader.Story(ctx, bytes.NewReader(r.body), int64(len(r.body)))
	if err != nil {
		return nil, err
	}
	s.URL = plain.Canonical(r.url.String())
	return s, nil
}
