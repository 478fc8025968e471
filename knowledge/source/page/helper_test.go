package page

import (
	"path"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// cleanStory fails a test by a story that is not clean.
func cleanStory(t *testing.T, s *knowledge.Story) {
	t.Helper()
	if s.Title == "" || strings.TrimSpace(s.Text) != s.Text || s.Text == "" || strings.Contains(s.Title, "\n") || strings.Contains(s.Text, "\n\n\n") || plain.Scrub(s.Text) != s.Text {
		t.Errorf("a story with the title %q and the text %q", s.Title, s.Text)
	}
}

// only makes the one story of a document, as a source of that file would.
func only(t *testing.T, name, text string) *knowledge.Story {
	t.Helper()
	var s *knowledge.Story
	var err error
	switch path.Ext(name) {
	case ".html":
		s, err = FromHTML(plain.Scrub(text))
	case ".md":
		s, err = plain.FromMarkdown(plain.Scrub(text), FlatText)
	default:
		s, err = plain.FromText(plain.Scrub(text), nil)
	}
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	Complete(s, Origin{Source: "test", File: name, Key: name}, plain.Spec{})
	if s.Hash != s.Fingerprint() {
		t.Errorf("%s: Hash is not the story's fingerprint", name)
	}
	return s
}
