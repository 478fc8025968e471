package source

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

func cleanStory(t *testing.T, s *knowledge.Story) {
	t.Helper()
	if s.Title == "" || strings.TrimSpace(s.Text) != s.Text || s.Text == "" || strings.Contains(s.Title, "\n") || strings.Contains(s.Text, "\n\n\n") || scrub(s.Text) != s.Text {
		t.Errorf("a story with the title %q and the text %q", s.Title, s.Text)
	}
}
