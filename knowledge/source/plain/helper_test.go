package plain

import (
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// cleanStory fails a test by a story that is not clean.
func cleanStory(t *testing.T, s *knowledge.Story) {
	t.Helper()
	if s.Title == "" || strings.TrimSpace(s.Text) != s.Text || s.Text == "" || strings.Contains(s.Title, "\n") || strings.Contains(s.Text, "\n\n\n") || Scrub(s.Text) != s.Text {
		t.Errorf("a story with the title %q and the text %q", s.Title, s.Text)
	}
}

// bare drops the tags from HTML, a paragraph a line: enough for a test.
func bare(page string) (title string, paragraphs []string) {
	for l := range strings.Lines(regexp.MustCompile(`<[^<>]*>`).ReplaceAllString(page, "")) {
		paragraphs = append(paragraphs, OneLine(l))
	}
	return "", paragraphs
}

// only makes the one story of a document.
func only(t *testing.T, name, text string) *knowledge.Story {
	t.Helper()
	text, err := Decode([]byte(text), "")
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var s *knowledge.Story
	if path.Ext(name) == ".md" {
		s, err = FromMarkdown(text, bare)
	} else {
		s, err = FromText(text, nil)
	}
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return s
}
