package knowledge

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

func TestStoryID(t *testing.T) {
	same := []string{
		"https://news.example/2022/10/12/camp/index.html", "https://news.example/2022/10/12/camp/",
		"https://news.example/2022/10/12/camp", "https://news.example/2022/10/12/camp/index.php",
	}
	for _, u := range same {
		if StoryID(u) != StoryID(same[0]) {
			t.Errorf("%s has the ID %s, %s has %s", u, StoryID(u), same[0], StoryID(same[0]))
		}
	}
	other := []string{"https://news.example/2022/10/13/camp", "news/camp/index.html", "", "日本.txt", strings.Repeat("long ", 100) + ".md"}
	seen := map[string]bool{StoryID(same[0]): true}
	for _, key := range other {
		id := StoryID(key)
		if seen[id] {
			t.Errorf("%q has the ID %s of another", key, id)
		}
		seen[id] = true
		if strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || len(id) > 60 {
			t.Errorf("%q has the ID %q", key, id)
		}
	}
	if id := StoryID(same[0]); !strings.HasPrefix(id, "camp-") {
		t.Errorf("the ID %s does not tell the story", id)
	}
}

func TestFingerprint(t *testing.T) {
	s := Story{Title: "a", Text: "b"}
	for name, change := range map[string]func(*Story){
		"text": func(s *Story) { s.Text += "x" }, "title": func(s *Story) { s.Title += "x" },
		"label": func(s *Story) { s.Label = Retracted }, "author": func(s *Story) { s.Authors = []string{"x"} },
		"border": func(s *Story) { s.Title, s.Text = "ab", "" },
	} {
		c := s
		change(&c)
		if c.Fingerprint() == s.Fingerprint() {
			t.Errorf("a change of the %s leaves the fingerprint", name)
		}
	}
	if s.Fingerprint() != (&Story{Title: "a", Text: "b"}).Fingerprint() {
		t.Error("equal stories differ")
	}
}

func TestLabels(t *testing.T) {
	for _, l := range []Label{News, Opinion, Sponsored, Wire, Live, Correction, Retracted} {
		if got, ok := ParseLabel(" " + strings.ToUpper(string(l))); got != l || !ok {
			t.Errorf("%s is read as %s, %v", l, got, ok)
		}
	}
	if got, ok := ParseLabel(""); got != News || !ok {
		t.Errorf("no label is read as %s, %v", got, ok)
	}
	if got, ok := ParseLabel("gossip"); got != News || ok {
		t.Errorf("gossip is read as %s, %v", got, ok)
	}
}

// TestGiven: a title and a first sentence, and those of the stories that are named by their titles.
func TestGiven(t *testing.T) {
	heron := Story{ID: "1", Title: "Grey heron seen in Northport", Text: "The heron Ida is back. It rained."}
	short := Story{ID: "2", Title: "Heron", Text: "A heron."}
	notice := Story{ID: "3", Title: "Retraction", Text: "We retract “Grey heron seen in Northport”. It was a stork. The heron is no Heron."}
	others := []Story{heron, short, notice}
	for _, c := range []struct {
		s    Story
		want string
	}{
		{heron, "Grey heron seen in Northport. The heron Ida is back."},
		{notice, "Retraction. We retract “Grey heron seen in Northport”.. Grey heron seen in Northport. The heron Ida is back."},
		{Story{ID: "4", Title: "Empty"}, "Empty"},
	} {
		if got := c.s.Given(text.English(), others); got != c.want {
			t.Errorf("%s: %q, want %q", c.s.Title, got, c.want)
		}
	}
}
