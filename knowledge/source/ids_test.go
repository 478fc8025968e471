package source

import (
	"testing"

	"github.com/storybot/storybot/knowledge/source/plain"
)

func TestIDs(t *testing.T) {
	a := only(t, "a.jsonl", `{"id": "story-7.a_B~", "title": "A", "text": "Said.", "url": "https://example.org/a"}`)
	if a.ID != "story-7.a_B~" {
		t.Errorf("a safe ID became %q", a.ID)
	}
	if b := only(t, "a.jsonl", `{"id": "story 7/ä", "title": "A", "text": "Said."}`); plain.Identity(b.ID, "") != b.ID || b.ID == "" || b.ID == "story 7/ä" {
		t.Errorf("an unsafe ID became %q", b.ID)
	}
	c := only(t, "a.jsonl", `{"title": "A", "text": "Said.", "url": "https://Example.org/a?utm_medium=x"}`)
	d := only(t, "b.jsonl", `{"title": "B", "text": "Done.", "url": "https://example.org/a#x"}`)
	if c.ID != d.ID || c.URL != "https://example.org/a" {
		t.Errorf("one address gives the IDs %q and %q", c.ID, d.ID)
	}
	items := read(t, map[string]string{"x/a.txt": good, "y/a.txt": good, "z.jsonl": `{"title": "A", "text": "Said."}` + "\n" + `{"title": "B", "text": "Said."}`})
	ids := make(map[string]bool)
	for _, item := range items {
		ids[item.Story.ID] = true
	}
	if len(ids) != 4 {
		t.Errorf("four stories have %d IDs: %v", len(ids), ids)
	}
}
