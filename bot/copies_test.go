package bot

import (
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// A note tells which outlets carry one text, each once, and nothing where one alone does.
func TestCopyNotes(t *testing.T) {
	t.Parallel()
	story := func(id, outlet string) knowledge.Story { return knowledge.Story{ID: id, Outlet: outlet, Title: id} }
	hits := []knowledge.Hit{
		{Story: story("a", "Post"), Copies: []knowledge.Story{story("b", "Star"), story("c", "Wire"), story("d", "Star")}},
		{Story: story("e", "Herald")},
		{Story: story("f", "Echo"), Copies: []knowledge.Story{story("g", "Echo")}},
		{Story: story("h", ""), Copies: []knowledge.Story{story("i", "Wire")}},
	}
	for name, c := range map[string]struct {
		cited []string
		want  string
	}{
		"three outlets":           {[]string{"a"}, "3 outlets carry [1], from one origin: Post, Star, Wire."},
		"cited twice":             {[]string{"a", "a"}, "3 outlets carry [1], from one origin: Post, Star, Wire."},
		"one outlet":              {[]string{"e"}, ""},
		"twice by one outlet":     {[]string{"f"}, ""},
		"the second cited":        {[]string{"e", "a"}, "3 outlets carry [2], from one origin: Post, Star, Wire."},
		"an outlet without name":  {[]string{"h"}, "2 outlets carry [1], from one origin: “h”, Wire."},
		"none of what was found":  {[]string{"x"}, ""},
		"two texts, each in more": {[]string{"a", "h"}, "3 outlets carry [1], from one origin: Post, Star, Wire. 2 outlets carry [2], from one origin: “h”, Wire."},
	} {
		var citations []Citation
		for i, id := range c.cited {
			citations = append(citations, Citation{N: i + 1, Story: id})
		}
		got := ""
		for i, n := range copyNotes(citations, hits) {
			if i > 0 {
				got += " "
			}
			got += n.Text
			if n.Kind != "copies" {
				t.Errorf("%s: a note of %s", name, n.Kind)
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
