package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime"
	"path"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/page"
	"github.com/storybot/storybot/knowledge/source/pdf"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// pageStory makes the story of a page that was asked for and fetched. Its address
// is where it was found in the end, or another one of the same site that it names.
func pageStory(asked string, r *reply) (s *knowledge.Story, err error) {
	defer plain.Recover(&err)
	if err := leadsAway(asked, r.url); err != nil {
		return nil, err
	}
	if general, _, _ := strings.Cut(r.kind, "/"); general == "image" || general == "audio" || general == "video" || general == "font" {
		return nil, unreadError(r.kind)
	}
	text, err := r.text()
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("answers with nothing")
	}
	if strings.Count(text, "<") > page.MaxTags {
		return nil, errors.New("has more elements than a page has")
	}
	if r.kind == "text/plain" {
		s, err = plain.FromText(text, nil)
	} else {
		s, err = page.FromHTML(text)
	}
	if err != nil {
		return nil, err
	}
	if calledFront(s.URL, r.url, s) {
		return nil, errFrontPage
	}
	s.URL = addressOf(s.URL, r.url)
	return s, nil
}

// text is the text of a page, or its markup.
func (r *reply) text() (string, error) {
	if r.kind != "text/plain" {
		return plain.Decode(r.body, plain.First(r.declared, "text/html")) //nolint:wrapcheck // it says what is wrong with the page
	}
	_, params, _ := mime.ParseMediaType(r.declared)
	return plain.DecodeAs(r.body, params["charset"]) //nolint:wrapcheck // it says what is wrong with the page
}

// story makes the story of a page that was asked for and fetched, as pageStory
// does, or of a PDF or another document that was there instead.
func (c *crawl) story(ctx context.Context, asked string, r *reply) (s *knowledge.Story, err error) {
	read := c.document(r)
	switch {
	case read == nil && !isPDF(r.body) && len(r.body) > pageBytes:
		return nil, fmt.Errorf("is larger than %s, which is the most for a page", plain.Size(pageBytes))
	case read == nil && isZip(r.body):
		return nil, errors.New("is a zip, which is read as a source of its own: name it in STORIES")
	case read == nil && !isPDF(r.body):
		return pageStory(asked, r)
	}
	if err := leadsAway(asked, r.url); err != nil {
		return nil, err
	}
	if read != nil {
		s, err = c.written(read)
	} else {
		reader := pdf.New(c.options.PDFReader, c.options.PDFPatience)
		defer reader.Close()
		s, err = reader.Story(ctx, bytes.NewReader(r.body), int64(len(r.body)))
	}
	if err != nil {
		return nil, err
	}
	s.URL = plain.Canonical(r.url.String())
	return s, nil
}

// document finds the reader of what was fetched, where it is a document but no PDF.
func (c *crawl) document(r *reply) DocumentReader {
	if c.options.Document == nil || len(r.body) == 0 {
		return nil
	}
	return c.options.Document(r.body, r.kind, path.Base(r.url.Path))
}

// written makes the story of a document, and tells what is attached to it.
func (c *crawl) written(read DocumentReader) (*knowledge.Story, error) {
	s, passed, err := read()
	for i := range passed {
		c.give(knowledge.Item{Name: passed[i].Example, Passed: &passed[i]})
	}
	return s, err
}
