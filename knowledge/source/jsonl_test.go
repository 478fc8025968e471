package source

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

func TestLineFields(t *testing.T) {
	s := only(t, "a.jsonl.gz", packed(t, `{"id": 17, "url": "https://example.org/a", "title": "A  title\n", "text": "Said.", "outlet": "The Lamp", `+
		`"authors": ["Ann Lee", {"name": "Raj Patel"}], "published": "2024-05-03", "updated": "2024-05-04T10:00:00+02:00", "label": "Opinion", `+
		`"collection": "press", "lang": "en-GB", "other": {"a": [1, 2]}}`))
	got := fmt.Sprint(s.ID, "|", s.URL, "|", s.Title, "|", s.Text, "|", s.Outlet, "|", s.Authors, "|", s.Published, "|", s.Updated, "|", s.Label, "|", s.Collection, "|", s.Lang, "|", s.Item)
	want := "17|https://example.org/a|A title|Said.|The Lamp|[Ann Lee Raj Patel]|2024-05-03 00:00:00 +0000 UTC|2024-05-04 10:00:00 +0200 +0200|opinion|press|en|a.jsonl.gz"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if s := only(t, "a.jsonl", `{"title": "A", "html": "<p>The bridge opens on Monday.</p><p>It cost 12 million.</p>"}`); s.Text != "The bridge opens on Monday.\n\nIt cost 12 million." {
		t.Errorf("html gives the text %q", s.Text)
	}
}

func TestSameAddress(t *testing.T) {
	line := func(title, url, text, updated string) string {
		raw, err := json.Marshal(map[string]string{"title": title, "url": url, "text": text, "updated": updated})
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	items := read(t, map[string]string{"a.jsonl": strings.Join([]string{
		line("A, old", "https://example.org/a", "Ten were hurt.", ""), line("A, new", "https://example.org/a#x", "Nine were hurt.", ""),
		line("B, new", "https://example.org/b", "Open.", "2024-05-04"), line("B, old", "https://example.org/b", "Shut.", "2024-05-03"),
		line("C", "https://example.org/c", "Same.", ""), line("C", "https://example.org/c", "Same.", ""),
		line("D", "https://example.org/d", "Whole.", ""), line("", "https://example.org/d", "Half.", ""),
		line("E", "https://example.org/e", "It is all here, from the first word to the last.", ""), line("E", "https://example.org/e", "Loading", ""),
		line("F whole", "https://example.org/f", "Six.", ""), line("F wh...", "https://example.org/f", "Six of them.", ""),
	}, "\n"), "b.jsonl": line("A, third", "https://example.org/a", "Eight were hurt.", "") + "\n" + line("C", "https://example.org/c", "Same.", "")})
	expect(t, items,
		"a.jsonl:1: has the same address (https://example.org/a) as a.jsonl:2, which is kept", "a.jsonl:2: A, new",
		"a.jsonl:3: B, new", "a.jsonl:4: has the same address (https://example.org/b) as a.jsonl:3, which is kept",
		"a.jsonl:5: has the same address (https://example.org/c) and text as a.jsonl:6, which is kept", "a.jsonl:6: C", "a.jsonl:7: D", "a.jsonl:8: has the same address (https://example.org/d) as a.jsonl:7",
		"a.jsonl:9: E", "a.jsonl:10: has the same address (https://example.org/e) as a.jsonl:9, which is kept",
		"a.jsonl:11: F whole", "a.jsonl:12: has the same address (https://example.org/f) as a.jsonl:11, which is kept",
		"b.jsonl:1: has the same address (https://example.org/a) as a.jsonl:2, which is kept", "b.jsonl:2: has the same address (https://example.org/c) and text as a.jsonl:6, which is kept")
}

// TestSameTextIsSaid: of two that are one story one is kept, whatever it is known by, and that is
// said of the other. What another file has is not said for sure: that may go.
func TestSameTextIsSaid(t *testing.T) {
	const (
		named  = "---\ntitle: Ferry\nurl: https://lamp.test/ferry\n---\nThe ferry to Alder sails on Friday, the port said.\n"
		listed = `{"title": "Ferry", "url": "https://lamp.test/ferry", "text": "The ferry to Alder sails on Friday, the port said."}`
		known  = `{"title": "Ferry", "id": "f1", "text": "The ferry to Alder sails on Friday, the port said."}`
		plain  = `{"title": "Ferry", "text": "The ferry to Alder sails on Friday, the port said."}`
	)
	for name, c := range map[string]struct {
		files map[string]string
		said  string // of what; empty: nothing
		sure  bool
	}{
		"an address, two files":      {map[string]string{"a.jsonl": listed, "b.jsonl": listed}, "b.jsonl:1: has the same address (https://lamp.test/ferry) and text as a.jsonl:1,", false},
		"an address, one file":       {map[string]string{"a.jsonl": listed + "\n" + listed}, "a.jsonl:1: has the same address (https://lamp.test/ferry) and text as a.jsonl:2,", true},
		"an ID, two files":           {map[string]string{"a.jsonl": known, "b.jsonl": known}, "b.jsonl:1: has the same ID (f1) and text as a.jsonl:1,", false},
		"an ID, one file":            {map[string]string{"a.jsonl": known + "\n" + known}, "a.jsonl:1: has the same ID (f1) and text as a.jsonl:2,", true},
		"a text, two files":          {map[string]string{"a.jsonl": plain, "b.jsonl": plain}, "b.jsonl:1: has the same title and text as a.jsonl:1,", false},
		"a text, one file":           {map[string]string{"a.jsonl": plain + "\n" + plain}, "a.jsonl:2: has the same title and text as a.jsonl:1,", true},
		"front matter":               {map[string]string{"a.md": named, "b.md": named}, "b.md: has the same address (https://lamp.test/ferry) and text as a.md,", false},
		"front matter and lines":     {map[string]string{"a.md": named, "b.jsonl": listed}, "b.jsonl:1: has the same address (https://lamp.test/ferry) and text as a.md,", false},
		"lines and front matter":     {map[string]string{"a.jsonl": listed, "b/c.md": named}, "b/c.md: has the same address (https://lamp.test/ferry) and text as a.jsonl:1,", false},
		"packed and not":             {map[string]string{"a.jsonl": listed, "a.jsonl.gz": packed(t, listed)}, "a.jsonl.gz:1: has the same address (https://lamp.test/ferry) and text as a.jsonl:1,", false},
		"an address, and none":       {map[string]string{"a.jsonl": listed, "b.jsonl": plain}, "", false},
		"an ID, and an address":      {map[string]string{"a.jsonl": known, "b.jsonl": listed}, "", false},
		"files of one text, no name": {map[string]string{"a.txt": "Ferry\n\nThe ferry sails.", "b.txt": "Ferry\n\nThe ferry sails."}, "", false},
	} {
		var said []string
		stories := 0
		for _, item := range read(t, c.files) {
			if item.Story != nil {
				stories++
				continue
			}
			said = append(said, item.Name+": "+fmt.Sprint(item.Err))
			if !errors.Is(item.Err, knowledge.ErrTwice) || item.Sure != c.sure || item.Mark == "" {
				t.Errorf("%s: %+v", name, item)
			}
		}
		want := 1
		if c.said == "" {
			want = 2
		}
		if got := strings.Join(said, "\n"); stories != want || !strings.HasPrefix(got, c.said) || (got == "") != (c.said == "") {
			t.Errorf("%s: %d stories, said %q, want %q", name, stories, got, c.said)
		}
	}
}

// TestCommonEndings reads stories that all end with the same lines, which are
// then no story's own.
func TestCommonEndings(t *testing.T) {
	const ending = "The Lamp is printed in Norton six days a week by its own staff."
	var lines []string
	files := make(map[string]string)
	for i := range 10 {
		own := fmt.Sprintf("The council met on day %d of the month. The trial continues.", i)
		lines = append(lines, fmt.Sprintf(`{"title": "Day %d", "text": "%s\n\n%s\n\nMost read today"}`, i, own, ending))
		files[fmt.Sprintf("%d.txt", i)] = fmt.Sprintf("Day %d\n\n%s\n\n%s\n\nMost read today\n", i, own, ending)
	}
	files["all.jsonl"] = strings.Join(lines, "\n")
	files["few/all.jsonl"] = strings.ReplaceAll(strings.Join(lines[:5], "\n"), `"Day `, `"The day `)
	for _, item := range read(t, files) {
		if item.Story == nil {
			t.Fatal(item.Name, item.Err)
		}
		few := strings.HasPrefix(item.Name, "few/")
		if left := strings.Contains(item.Story.Text, ending); left != few {
			t.Errorf("%s: the common ending is left: %v, want %v", item.Name, left, few)
		}
		if !strings.Contains(item.Story.Text, "The trial continues.") || !strings.Contains(item.Story.Text, "The council met on day") {
			t.Errorf("%s: a sentence of the story is lost: %q", item.Name, item.Story.Text)
		}
	}
}
