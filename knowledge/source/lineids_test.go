package source

import (
	"context"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

const (
	ferryLine = `{"title": "Ferry to sail again", "text": "The ferry to Alder sails on Friday, the port said."}`
	towerLine = `{"title": "Tower is open", "text": "The tower of Norton is open to all, the city said."}`
	plainLine = `{"title": "Note", "text": "The office is closed."}`
)

// TestLinesKnownByContent: which story a line tells does not change with what stands
// around it, or with how it is written.
func TestLinesKnownByContent(t *testing.T) {
	ferry := only(t, "a.jsonl", ferryLine).ID
	for name, c := range map[string]struct {
		file, text string
		want       int // the line that is the ferry's
	}{
		"a line on top":        {"a.jsonl", towerLine + "\n" + ferryLine, 2},
		"a line below":         {"a.jsonl", ferryLine + "\n" + towerLine, 1},
		"empty lines":          {"a.jsonl", "\n\n" + ferryLine, 3},
		"a bad line on top":    {"a.jsonl", "{\n" + ferryLine, 2},
		"another file":         {"moved/b.ndjson", towerLine + "\n" + ferryLine, 2},
		"other order of keys":  {"a.jsonl", `{"text": "The ferry to Alder sails on Friday, the port said.", "title": "Ferry to sail again"}`, 1},
		"more fields":          {"a.jsonl", strings.Replace(ferryLine, "{", `{"published": "2024-05-03", "outlet": "The Lamp", "label": "wire", `, 1), 1},
		"white space":          {"a.jsonl", `{"title": " Ferry  to sail again\n", "text": "The ferry to Alder\nsails on Friday,  the port said.\n"}`, 1},
		"an address of no use": {"a.jsonl", strings.Replace(ferryLine, "{", `{"url": "n/a", "id": "", `, 1), 1},
		"escapes":              {"a.jsonl", strings.Replace(ferryLine, "Ferry", `\u0046erry`, 1), 1},
	} {
		found := false
		for _, item := range read(t, map[string]string{c.file: c.text}) {
			if item.Story != nil && item.Name == lineName(c.file, c.want) {
				found = true
				if item.Story.ID != ferry || item.Known != knowledge.ByContent {
					t.Errorf("%s: has the ID %s (known by %d), want %s", name, item.Story.ID, item.Known, ferry)
				}
			}
		}
		if !found {
			t.Errorf("%s: line %d was not read", name, c.want)
		}
	}
	for name, line := range map[string]string{
		"another title": strings.Replace(ferryLine, "again", "soon", 1), "another text": strings.Replace(ferryLine, "Friday", "Monday", 1),
		"another collection":              strings.Replace(ferryLine, "{", `{"collection": "staff", `, 1),
		"a word of the text in the title": `{"title": "Ferry to sail again The", "text": "ferry to Alder sails on Friday, the port said."}`,
		"an ID":                           strings.Replace(ferryLine, "{", `{"id": "7", `, 1),
		"an address":                      strings.Replace(ferryLine, "{", `{"url": "https://example.org/ferry", `, 1),
	} {
		if got := only(t, "a.jsonl", line).ID; got == ferry {
			t.Errorf("%s: the ID is %s, as without it", name, got)
		}
	}
	if id := only(t, "a.jsonl", `{"title": "Паром / снова", "text": "Паром идёт в пятницу."}`).ID; plain.Identity(id, "") != id || len(id) < 20 {
		t.Errorf("a title without Latin letters has the ID %q", id)
	}
	if id := only(t, "a.jsonl", `{"title": "Open", "html": "<html><head><link rel=canonical href=https://example.org/open></head><body><p>The bridge over the Alder opens on Monday.</p></body></html>"}`).ID; id != knowledge.StoryID("https://example.org/open") {
		t.Errorf("a page that names its address has the ID %q", id)
	}
}

// TestLineTwice: two lines of one title and text are one story, and that is said.
func TestLineTwice(t *testing.T) {
	expect(t, read(t, map[string]string{"a.jsonl": plainLine + "\n" + ferryLine + "\n" + plainLine, "b.jsonl": ferryLine}),
		"a.jsonl:1: Note", "a.jsonl:2: Ferry to sail again",
		"a.jsonl:3: has the same title and text as a.jsonl:1, which is kept; remove one of the two",
		"b.jsonl:1: has the same title and text as a.jsonl:2, which is kept; remove one of the two")
}

// TestLineAddedOnTop loads a file of lines again once one was put on top of it: the
// others stay what they were.
func TestLineAddedOnTop(t *testing.T) {
	load := func(lines ...string) map[string]string {
		ids := make(map[string]string)
		for item := range FS("x", filesOf(map[string]string{"wire.jsonl": strings.Join(lines, "\n")})).Read(context.Background(), nil) {
			if item.Story == nil {
				t.Fatalf("%s: %v", item.Name, item.Err)
			}
			ids[item.Story.ID] = item.Story.Title + item.Story.Text
		}
		return ids
	}
	before, after := load(ferryLine, towerLine), load(plainLine, ferryLine, towerLine)
	if len(before) != 2 || len(after) != 3 {
		t.Fatalf("%d and %d stories", len(before), len(after))
	}
	for id, text := range before {
		if after[id] != text {
			t.Errorf("%s was %q and is %q", id, text, after[id])
		}
	}
}
