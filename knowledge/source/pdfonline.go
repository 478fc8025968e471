package source

import (
	"bytes"
	"context"
	"fmt"
	"net/url"

	"github.com/storybot/storybot/knowledge"
)

// fetchedPDFBytes is how long a PDF may be that is fetched.
const fetchedPDFBytes = 16 << 20

func isPDF(body []byte) bool { return bytes.HasPrefix(body, []byte("%PDF-")) }

// storyIn makes the story of a page that was asked for and fetched, as storyOf
// does, or of a PDF that was there instead.
func (o *online) storyIn(ctx context.Context, asked string, r *reply) (*knowledge.Story, error) {
	if !isPDF(r.body) {
		return storyOf(asked, r)
	}
	if u, err := url.Parse(asked); err == nil && front(r.url) && !front(u) {
		return nil, fmt.Errorf("leads to the front page %s, as if it were gone", canonical(r.url.String()))
	}
	reader := newPDFs(o.options.PDFReader, o.options.PDFPatience)
	defer reader.close()
	s, err := reader.story(ctx, bytes.NewReader(r.body), int64(len(r.body)))
	if err != nil {
		return nil, err
	}
	s.URL = canonical(r.url.String())
	return s, nil
}
