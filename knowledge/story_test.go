package knowledge

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

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

// TestGiven: a title and a first sentence, the outlet of a small place, and those of the stories that are named by their titles.
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
		{Story{ID: "5", Title: "Offer", Outlet: "Korbry Bay Courier"}, "Offer. Korbry Bay Courier"},
		{Story{ID: "6", Title: "Offer", Outlet: "The New York Times"}, "Offer"},
		{Story{ID: "7", Title: "Offer", Outlet: "Denver Gazette"}, "Offer"},
		{Story{ID: "8", Title: "Offer", Outlet: "The Week"}, "Offer"},
		{Story{ID: "9", Title: "Offer", Outlet: "Stork Courier"}, "Offer"}, // which is a bird
	} {
		if got := c.s.Given(text.English(), others); got != c.want {
			t.Errorf("%s: %q, want %q", c.s.Title, got, c.want)
		}
	}
}

// TestBound cuts what strangers write too long, and leaves everything else alone.
func TestBound(t *testing.T) {
	long, words := strings.Repeat("x", 1_600_000), strings.Repeat("so many words ", 100_000)
	for _, c := range []struct {
		name  string
		story Story
		title, outlet, url,
		authors, author int // lengths: at most
		cut bool
	}{
		{name: "usual", story: Story{Title: "A ferry sank", Outlet: "The Courier", URL: "https://a.example/b", Authors: []string{"A. B."}}, title: 12, outlet: 11, url: 19, authors: 1, author: 5},
		{name: "a long headline", story: Story{Title: words[:300]}, title: 300},
		{name: "a title without words", story: Story{Title: long}, title: 1003, cut: true},
		{name: "a title of words", story: Story{Title: words}, title: 1003, cut: true},
		{name: "a title of signs of several bytes", story: Story{Title: strings.Repeat("\u6771", 500_000)}, title: 1003, cut: true},
		{name: "an outlet", story: Story{Title: "A", Outlet: words}, title: 1, outlet: 203, cut: true},
		{name: "an address", story: Story{Title: "A", URL: "https://a.example/" + long}, title: 1, cut: true},
		{name: "an author", story: Story{Title: "A", Authors: []string{"B", words}}, title: 1, authors: 2, author: 203, cut: true},
		{name: "authors", story: Story{Title: "A", Authors: strings.Fields(words)}, title: 1, authors: 50, author: 5, cut: true},
		{name: "a collection", story: Story{Title: "A", Collection: long}, title: 1, cut: true},
		{name: "a language", story: Story{Title: "A", Lang: long}, title: 1, cut: true},
	} {
		s := c.story
		s.Hash = s.Fingerprint()
		whole := s.Hash
		s.Bound()
		if len(s.Title) > c.title || len(s.Outlet) > c.outlet || len(s.URL) > c.url || len(s.Authors) > c.authors || len(s.Collection)+len(s.Lang) > 406 || s.Title == "" {
			t.Errorf("%s: %d, %d, %d bytes, %d authors", c.name, len(s.Title), len(s.Outlet), len(s.URL), len(s.Authors))
		}
		for _, a := range s.Authors {
			if len(a) > c.author {
				t.Errorf("%s: an author of %d bytes", c.name, len(a))
			}
		}
		if cut := s.Hash != whole; cut != c.cut || s.Hash != s.Fingerprint() || !utf8.ValidString(s.Title) {
			t.Errorf("%s: cut %v, %q", c.name, cut, s.Title)
		}
		if c.cut && len(c.story.Authors) > 0 && len(c.story.Authors[len(c.story.Authors)-1]) == len(s.Authors[len(s.Authors)-1]) && len(c.story.Authors) == len(s.Authors) {
			t.Errorf("%s: the caller's authors were changed", c.name)
		}
	}
}

// TestCountAhead has a story that is dated ahead of the clock be the newest of no source.
func TestCountAhead(t *testing.T) {
	now := time.Date(2026, 10, 20, 12, 0, 0, 0, time.UTC)
	var s SourceStatus
	for _, at := range []time.Time{now.AddDate(0, 0, -3), now.AddDate(900, 0, 0), now.Add(14 * time.Hour), now.AddDate(0, 0, 2), {}} {
		s.count(&Story{Published: at}, now)
	}
	if s.Stories != 5 || !s.Newest.Equal(now.Add(14*time.Hour)) {
		t.Errorf("%d stories, the newest of %v", s.Stories, s.Newest)
	}
}
