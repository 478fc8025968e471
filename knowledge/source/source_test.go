package source

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/storybot/storybot/knowledge"
)

// read gathers all that a source of these files gives.
func read(t *testing.T, files map[string]string) []knowledge.Item {
	t.Helper()
	var items []knowledge.Item
	for item := range FS("test", filesOf(files)).Read(context.Background(), nil) {
		items = append(items, item)
	}
	return items
}

func filesOf(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// only reads the one story of one file.
func only(t *testing.T, name, text string) *knowledge.Story {
	t.Helper()
	items := read(t, map[string]string{name: text})
	if len(items) != 1 || items[0].Err != nil || items[0].Story == nil {
		t.Fatalf("%s: want one story, got %+v", name, items)
	}
	s := items[0].Story
	if s.Hash != s.Fingerprint() {
		t.Errorf("%s: Hash is not the story's fingerprint", name)
	}
	return s
}

func TestFormats(t *testing.T) {
	const text = "The bridge over the Alder opens on Monday, the city said.\n\nIt cost 12 million euros."
	tests := map[string]string{
		"a.txt":   "Bridge opens\n\n" + text + "\n",
		"a.md":    "---\ntitle: Bridge opens\npublished: 2024-05-02\n---\n" + text + "\n",
		"a.html":  "<html><head><title>Bridge opens</title></head><body><article><h1>Bridge opens</h1><p>The bridge over the Alder opens on Monday, the city said.</p><p>It cost 12 million euros.</p></article></body></html>",
		"a.jsonl": `{"title": "Bridge opens", "text": "The bridge over the Alder opens on Monday, the city said.\n\nIt cost 12 million euros.", "more": [1]}`,
	}
	for name, doc := range tests {
		s := only(t, name, doc)
		if s.Title != "Bridge opens" || s.Text != text || s.Item != name || s.Source != "test" || s.Lang != "en" || s.Label != knowledge.News {
			t.Errorf("%s: got %+v", name, s)
		}
	}
}

// TestMarkdownWithPages: HTML within Markdown is read as pages are.
func TestMarkdownWithPages(t *testing.T) {
	s := only(t, "a.md", "# T\n\n<div>Some <b>bold</b></div>\n\n<p hidden>Not seen.</p>\n\nText<br>here.\n")
	if want := "Some bold\n\nText here."; s.Text != want {
		t.Errorf("got %q, want %q", s.Text, want)
	}
}
