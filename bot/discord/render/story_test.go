package render

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

func TestBare(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ title, outlet, want string }{
		{"Bakers on strike", "Faro Post", "Bakers on strike"},
		{"Bakers on strike | Faro Post", "Faro Post", "Bakers on strike"},
		{"Bakers on\nstrike  -  Faro  Post", "Faro Post", "Bakers on strike"},
		{"Bakers on strike – Faro Post", "Faro Post", "Bakers on strike"},
		{"Bakers on strike | Faro Post Local ...", "Faro Post", "Bakers on strike"},
		{"Bakers - Faro Post asks why", "Faro Post", "Bakers - Faro Post asks why"},
		{"Bakers | Faro Posting", "Faro Post", "Bakers | Faro Posting"},
		{"Bakers strike at Faro Post", "Faro Post", "Bakers strike at Faro Post"},
		{"A look at anti-Post", "Post", "A look at anti-Post"},
		{"Faro Post", "Faro Post", "Faro Post"},
		{"| Faro Post", "Faro Post", "| Faro Post"},
		{"Bakers | Other", "Faro Post", "Bakers | Other"},
		{"Bakers | ", "", "Bakers |"},
		{"", "Post", ""},
	} {
		if got := bare(c.title, c.outlet); got != c.want {
			t.Errorf("%q of %q is %q, want %q", c.title, c.outlet, got, c.want)
		}
	}
}

func TestStory(t *testing.T) {
	t.Parallel()
	sentence := "The harbour *paid* for [it](https://evil.example). "
	for name, c := range map[string]struct {
		s       knowledge.Story
		page    int
		has     []string
		buttons string
	}{
		"short": {knowledge.Story{ID: "a", Title: "T | Post", Outlet: "Post", Text: "One. Two.", Published: time.Date(2019, 1, 3, 0, 0, 0, 0, time.UTC)}, 0,
			[]string{"**T** (Post, 3 Jan 2019)\n\nOne. Two."}, "try:summary:a 2 Summarise, about:a 2 Ask about it"},
		"empty": {knowledge.Story{ID: "a", Title: "T"}, 3, []string{"**T**"}, "try:summary:a 2 Summarise, about:a 2 Ask about it"},
		"first": {knowledge.Story{ID: "a", Title: "T", Text: strings.Repeat(sentence, 100)}, 0, []string{"\\*paid\\* for \\[it\\]", "Page 1 of 4"},
			"try:summary:a 2 Summarise, about:a 2 Ask about it, read:1:a 2 Read on"},
		"amid": {knowledge.Story{ID: "a", Title: "T", Text: strings.Repeat(sentence, 100)}, 2, []string{"Page 3 of 4"},
			"try:summary:a 2 Summarise, about:a 2 Ask about it, read:1:a 2 Back, read:3:a 2 Read on"},
		"beyond": {knowledge.Story{ID: "a", Title: "T", Text: strings.Repeat(sentence, 100)}, 99, []string{"Page 4 of 4"},
			"try:summary:a 2 Summarise, about:a 2 Ask about it, read:2:a 2 Back"},
		"long head": {knowledge.Story{ID: "a", Title: strings.Repeat("T", 300), Outlet: strings.Repeat("o", 90), URL: "https://news.example/" + strings.Repeat("p", 600), Text: strings.Repeat(sentence, 100)}, 0,
			[]string{"Page 1 of 4"}, "try:summary:a 2 Summarise, about:a 2 Ask about it, read:1:a 2 Read on"},
		"long ID": {knowledge.Story{ID: strings.Repeat("i", 95), Title: "T", Text: "One."}, 0, []string{"One."}, ""},
	} {
		got := english().Story(&c.s, c.page)
		for _, want := range c.has {
			if !strings.Contains(got.Content, want) {
				t.Errorf("%s: %q is not in %q", name, want, got.Content)
			}
		}
		if b := labelsOf(got.Components); name != "long ID" && b != c.buttons {
			t.Errorf("%s: %s", name, b)
		}
		if why := brokenIn(got.Content); why != "" {
			t.Errorf("%s: %s in %s", name, why, got.Content)
		}
		for _, row := range got.Components {
			for _, b := range row.Components {
				if Chars(b.CustomID) > MaxID {
					t.Errorf("%s: an ID of %d characters", name, Chars(b.CustomID))
				}
			}
		}
	}
}

// TestMenuOfStories: a menu has the stories of its page, those that Discord takes.
func TestMenuOfStories(t *testing.T) {
	t.Parallel()
	var all []desk.Listed
	for n := range 25 {
		all = append(all, desk.Listed{ID: fmt.Sprint("s", n), Title: strings.Repeat("wörter ", 30), Outlet: strings.Repeat("o", 90), Published: "2019-01-03"})
	}
	all[11].ID, all[12].ID = strings.Repeat("x", 101), "s10"
	all[13].Title, all[13].Outlet, all[14].Published = " ", "", ""
	got := english().Stories(all, 1, "")
	menu := got.Components[0].Components[0]
	var values []string
	for _, o := range menu.Options {
		values = append(values, o.Value)
		if Chars(o.Label) > 100 || o.Label == "" || Chars(o.Description) > 100 || o.Description == "" {
			t.Errorf("%+v", o)
		}
	}
	if v := strings.Join(values, " "); v != "s10 s13 s14 s15 s16 s17 s18 s19" {
		t.Errorf("the menu has %s", v)
	}
}
