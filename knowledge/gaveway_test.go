package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// outlet is a feed that owns the addresses of its site.
type outlet struct{ feed }

func (outlet) Owns(address string) bool { return strings.HasPrefix(address, "https://lamp.example/") }

// addressed gives every story of a source an address of the lamp's site.
func addressed(s *shelf) *shelf {
	for i := range s.items {
		story := *s.items[i].Story
		story.URL = "https://lamp.example/" + story.ID
		story.Hash = story.Fingerprint()
		s.items[i].Story, s.items[i].Known = &story, ByName
	}
	return s
}

// TestGaveWay: what gives way to the owner of its address is said, in one line for each two sources, and in the
// status; it is no failure, and no more said when it gives way no more.
func TestGaveWay(t *testing.T) {
	thousand := make([]string, 0, 2000)
	for n := range 1000 {
		thousand = append(thousand, fmt.Sprintf("n%03d", n), fmt.Sprintf("Ferry %d is late.", n))
	}
	one, two := []string{"n", "The ferry is late."}, []string{"n", "The ferry is late.", "m", "The tower is open."}
	type load struct {
		names string // of the sources that are there: a folder, another one, the lamp's feed
		only  string
	}
	for name, c := range map[string]struct {
		desk, lamp []string
		loads      []load
		want       string // after the last load, of the folder
	}{
		"at once":              {one, one, []load{{"desk lamp", ""}}, "n.md gives way to lamp, which has the same story and owns its address"},
		"again":                {one, one, []load{{"desk lamp", ""}, {"desk lamp", ""}}, "n.md gives way to lamp, which has the same story and owns its address"},
		"the folder first":     {one, one, []load{{"desk", ""}, {"desk lamp", ""}}, "n.md gives way to lamp, which has the same story and owns its address"},
		"the feed first":       {one, one, []load{{"lamp", ""}, {"lamp desk", ""}}, "n.md gives way to lamp, which has the same story and owns its address"},
		"the feed alone":       {one, one, []load{{"desk", ""}, {"desk lamp", "lamp"}}, "n.md gives way to lamp, which has the same story and owns its address"},
		"the folder alone":     {one, one, []load{{"desk lamp", "lamp"}, {"desk lamp", "desk"}}, "n.md gives way to lamp, which has the same story and owns its address"},
		"some of it":           {two, one, []load{{"desk lamp", ""}}, "n.md gives way to lamp, which has the same story and owns its address"},
		"two":                  {two, two, []load{{"desk lamp", ""}}, "2 items, such as m.md, give way to lamp, which has the same stories and owns their addresses"},
		"a thousand":           {thousand, thousand, []load{{"desk lamp", ""}}, "1000 items, such as n000.md, give way to lamp, which has the same stories and owns their addresses"},
		"nothing":              {one, two[2:], []load{{"desk lamp", ""}}, ""},
		"no owner":             {one, one, []load{{"desk", ""}}, ""},
		"the owner is gone":    {one, one, []load{{"desk lamp", ""}, {"desk", ""}}, ""},
		"the file is gone":     {one, one, []load{{"desk lamp", ""}, {"empty lamp", ""}}, ""},
		"gone as the feed had": {one, one, []load{{"desk", ""}, {"empty lamp", ""}}, ""},
	} {
		b := &Base{Index: newMemory()}
		var r Report
		for _, l := range c.loads {
			var list []Source
			for s := range strings.FieldsSeq(l.names) {
				switch s {
				case "desk":
					list = append(list, addressed(files("desk", c.desk...)))
				case "empty":
					list = append(list, files("desk"))
				default:
					list = append(list, outlet{feed{placed{addressed(files("lamp", c.lamp...)), "https://lamp.example/rss"}}})
				}
			}
			options := LoadOptions{Confirm: true, Only: strings.Fields(l.only)}
			r = loadWith(t, b, options, list...)
			if len(r.Failed) > 0 {
				t.Errorf("%s: %+v", name, r.Failed)
			}
		}
		var said []string
		for _, g := range r.GaveWay {
			if said = append(said, g.Line()); g.Source != "desk" || len(g.Items) != g.Count || !slices.Contains(g.Items, g.Example) {
				t.Errorf("%s: %s: %d of %d are named", name, g.Source, len(g.Items), g.Count)
			}
		}
		if got := strings.Join(said, "; "); got != c.want {
			t.Errorf("%s: said %q, want %q", name, got, c.want)
		}
		states, err := b.SourceStatus(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		said = nil
		for _, g := range states["desk"].GaveWay {
			if said = append(said, g.Line()); g.Items != nil {
				t.Errorf("%s: the status names all", name)
			}
		}
		if got := strings.Join(said, "; "); got != c.want {
			t.Errorf("%s: the status says %q, want %q", name, got, c.want)
		}
		if s := states["desk"]; s.Failed > 0 || s.Problem != "" {
			t.Errorf("%s: %+v", name, s)
		}
	}
}
