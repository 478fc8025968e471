package web

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/pdf"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// cleanStory fails a test by a story that is not clean.
func cleanStory(t *testing.T, s *knowledge.Story) {
	t.Helper()
	if s.Title == "" || strings.TrimSpace(s.Text) != s.Text || s.Text == "" || strings.Contains(s.Title, "\n") || strings.Contains(s.Text, "\n\n\n") || plain.Scrub(s.Text) != s.Text {
		t.Errorf("a story with the title %q and the text %q", s.Title, s.Text)
	}
}

func at(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// TestMain lets the tests' own program be the child that reads PDFs.
func TestMain(m *testing.M) {
	if len(os.Args) < 2 || os.Args[1] != pdf.Command {
		os.Exit(m.Run())
	}
	if err := pdf.Serve(os.Stdin, os.Stdout, os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// printed is a PDF of the package that reads them.
func printed(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "pdf", "testdata", name+".pdf"))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
