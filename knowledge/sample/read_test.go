package sample

import (
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// readStories reads every sample story by its file name, strictly: only the
// simple front matter that any YAML reader understands in the same way.
func readStories(t *testing.T) map[string]knowledge.Story {
	t.Helper()
	names, err := fs.Glob(Stories(), "*.md")
	if err != nil {
		t.Fatal(err)
	}
	stories := make(map[string]knowledge.Story, len(names))
	for _, name := range names {
		data, err := fs.ReadFile(Stories(), name)
		if err != nil {
			t.Fatal(err)
		}
		head, text, ok := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "\n---\n\n")
		if !ok || !strings.HasPrefix(string(data), "---\n") {
			t.Fatalf("%s has no front matter", name)
		}
		s := knowledge.Story{Text: text}
		for line := range strings.Lines(head) {
			setField(t, name, &s, strings.TrimSuffix(line, "\n"))
		}
		stories[name] = s
	}
	return stories
}

// setField sets the field of s that the front matter line tells.
func setField(t *testing.T, name string, s *knowledge.Story, line string) {
	t.Helper()
	key, value, ok := strings.Cut(line, ": ")
	if !ok {
		t.Fatalf("%s: %q is no field", name, line)
	}
	switch key {
	case "title":
		s.Title = unquote(t, name, value)
	case "outlet":
		s.Outlet = plain(t, name, value)
	case "authors":
		list, open := strings.CutPrefix(value, "[")
		list, closed := strings.CutSuffix(list, "]")
		if !open || !closed {
			t.Fatalf("%s: authors %q are no list", name, value)
		}
		s.Authors = strings.Split(plain(t, name, list), ", ")
	case "published":
		s.Published = parseDate(t, name, value)
	case "updated":
		s.Updated = parseDate(t, name, value)
	case "url":
		s.URL = plain(t, name, value)
	case "label":
		s.Label, ok = knowledge.ParseLabel(value)
	case "lang":
		s.Lang = plain(t, name, value)
	default:
		ok = false
	}
	if !ok {
		t.Fatalf("%s: %q is unknown", name, line)
	}
}

func unquote(t *testing.T, name, s string) string {
	t.Helper()
	inner, open := strings.CutPrefix(s, `"`)
	inner, closed := strings.CutSuffix(inner, `"`)
	if !open || !closed || strings.ContainsAny(inner, `"\`) {
		t.Fatalf("%s: title %s is not plainly quoted", name, s)
	}
	return inner
}

// plain fails where YAML would give the unquoted s a meaning of its own.
func plain(t *testing.T, name, s string) string {
	t.Helper()
	if strings.ContainsAny(s, `"'#[]{}&*!|>%@`) || strings.Contains(s, ": ") || s != strings.TrimSpace(s) {
		t.Fatalf("%s: %q needs quotes", name, s)
	}
	return s
}

func parseDate(t *testing.T, name, s string) time.Time {
	t.Helper()
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if d, err := time.Parse(layout, s); err == nil {
			return d.UTC()
		}
	}
	t.Fatalf("%s: %q is no date", name, s)
	return time.Time{}
}

// runs returns every run of n words of text, folded as search folds them.
func runs(s string, n int) map[string]bool {
	words := text.English().Words(s)
	all := make(map[string]bool, len(words))
	for i := 0; i+n <= len(words); i++ {
		var b strings.Builder
		for _, w := range words[i : i+n] {
			b.WriteString(w.Norm + " ")
		}
		all[b.String()] = true
	}
	return all
}

// sharedRuns is the share of the runs of n words of either text that stand in both.
func sharedRuns(a, b string, n int) float64 {
	x, y := runs(a, n), runs(b, n)
	both := 0
	for r := range x {
		if y[r] {
			both++
		}
	}
	return float64(both) / float64(max(1, len(x)+len(y)-both))
}
