package office

import (
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// partsOf are the parts of a document, each a name and its content.
func partsOf(list ...string) Parts {
	return func(name string) (io.ReadCloser, error) {
		for i := 0; i < len(list); i += 2 {
			if list[i] == name {
				return io.NopCloser(strings.NewReader(list[i+1])), nil
			}
		}
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
}

// flat is a reader of pages for tests: each <p> and <h1> is a paragraph.
func flat(page string) (title string, lines []string) {
	for _, piece := range strings.FieldsFunc(strings.NewReplacer("<p>", "\x00", "</p>", "\x00", "<h1>", "\x00", "</h1>", "\x00", "<body>", "\x00", "</body>", "\x00").Replace(page), func(r rune) bool { return r == 0 }) {
		if piece = strings.TrimSpace(piece); piece != "" && !strings.HasPrefix(piece, "<") {
			lines = append(lines, piece)
		}
	}
	return "", lines
}

// told writes a story as the tables have it: title, outlet, authors, day, and its text with /
// between its paragraphs.
func told(s *knowledge.Story, err error) string {
	if err != nil {
		return "error: " + err.Error()
	}
	return fmt.Sprintf("%s | %s | %s | %s | %s", s.Title, s.Outlet, strings.Join(s.Authors, ", "), knowledge.Day(s.Published), strings.ReplaceAll(s.Text, "\n\n", " / "))
}

// clean fails a test by a story that is not clean.
func clean(t *testing.T, s *knowledge.Story) {
	t.Helper()
	if s.Title == "" || s.Text == "" || strings.TrimSpace(s.Text) != s.Text || strings.Contains(s.Title, "\n") || strings.Contains(s.Text, "\n\n\n") ||
		plain.Scrub(s.Text) != s.Text || !utf8.ValidString(s.Title) {
		t.Errorf("a story with the title %q and the text %q", s.Title, s.Text)
	}
}

const (
	bridge = "The bridge over the Alder opens on Monday, the city said."
	cost   = "It cost 12 million euros, two more than planned."
)
