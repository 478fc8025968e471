package bot

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

func TestWindowNote(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"Who left?":              "",
		"Who left in 2018?":      "“2018” was taken as stories of 2018, or passages that name 2018.",
		"Who left before 2018?":  "“before 2018” was taken as stories before 1 January 2018, or passages that name 2017.",
		"Who left last summer?":  "“last summer” was taken as stories of 1 June 2020 to 31 August 2020, or passages that name last summer.",
		"Who left since 2018?":   "“since 2018” was taken as stories since 1 January 2018, or passages that name 2018.",
		"Who left last October?": "“last October” was taken as stories of October 2020, or passages that name October.",
	} {
		p := (&Bot{}).plan(t.Context(), Question{Text: question, At: date("2020-11-20")}, nil)
		if got := notesOf(Answer{Notes: p.windowNote(nil, knowledge.Info{})}, "window"); got != want {
			t.Errorf("%s\n got %s\nwant %s", question, got, want)
		}
	}
}

// TestSpellingNote: what a misspelled word was taken for is told, and answers.
func TestSpellingNote(t *testing.T) {
	t.Parallel()
	s := newFew(t, envoy)
	s.respelled = []knowledge.Respelling{{From: "ambasador", To: "ambassador"}, {From: "Norvana", To: "Norvania"}}
	a := ask(t, &Bot{Stories: s}, s, Question{Text: "Who is Norvana's ambasador to Italy?"})
	if want := "No story has “ambasador” or “Norvana”: read as “ambassador”, “Norvania”."; notesOf(a, "spelling") != want {
		t.Errorf("the note is %q, want %q", notesOf(a, "spelling"), want)
	}
	if a.Mode != ModeExtract || !strings.Contains(a.Text, "Ilan Dray") || a.Question != "Who is Norvana's ambasador to Italy?" {
		t.Errorf("%s %q to %q", a.Mode, a.Text, a.Question)
	}
	if a := ask(t, &Bot{Stories: newFew(t, envoy)}, s, Question{Text: "Who is Norvania's ambassador to Italy?"}); notesOf(a, "spelling") != "" {
		t.Errorf("a note on a question spelled right: %v", a.Notes)
	}
}

func TestLabelNotes(t *testing.T) {
	t.Parallel()
	cite := func(n int, story string, l knowledge.Label, title string) Citation {
		return Citation{N: n, Story: story, Label: l, Title: title}
	}
	retracted := knowledge.Story{Title: "Lost song", Outlet: "Post", Published: date("2020-01-02"), Label: knowledge.Retracted, Text: "It was found."}
	notice := knowledge.Story{Title: "Retraction: song", Label: knowledge.Retracted}
	for name, c := range map[string]struct {
		cited   []Citation
		stories []knowledge.Story
		score   float64
		want    string
	}{
		"news":           {[]Citation{cite(1, "a", knowledge.News, ""), cite(2, "b", knowledge.Wire, "")}, nil, 1, ""},
		"each kind":      {[]Citation{cite(1, "a", knowledge.Opinion, ""), cite(2, "b", knowledge.Sponsored, ""), cite(3, "c", knowledge.Live, ""), cite(4, "d", knowledge.Retracted, "")}, nil, 1, "[1] is an opinion piece. [2] is sponsored content. [3] is a live page, written while it happened. [4] is about a retraction."},
		"corrections":    {[]Citation{cite(1, "a", knowledge.Correction, "Correction: it"), cite(2, "b", knowledge.Correction, "It")}, nil, 1, "[1] is a correction. [2] has been corrected by its outlet."},
		"one it has not": {[]Citation{cite(1, "a", "Satire", "Correction"), cite(2, "b", knowledge.Opinion, "Correction")}, nil, 1, "[1] is labelled satire. [2] is an opinion piece."},
		"once a story":   {[]Citation{cite(1, "a", knowledge.Opinion, ""), cite(2, "a", knowledge.Opinion, "")}, nil, 1, "[1] is an opinion piece."},
		"left out":       {nil, []knowledge.Story{retracted}, .71, "“Lost song” (Post, 2 January 2020) was retracted and is not used."},
		"far off":        {nil, []knowledge.Story{retracted}, .7, ""},
		"the notice":     {nil, []knowledge.Story{notice}, 1, ""},
	} {
		e := &evidence{lang: text.English(), stories: c.stories, scores: []float64{c.score}}
		if got := notesOf(Answer{Notes: e.labelNotes(c.cited)}, "label"); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
	}
}

func TestFallbackNotes(t *testing.T) {
	t.Parallel()
	s := newFew(t, envoy)
	for _, c := range []struct {
		question string
		model    Model
		want     string
	}{
		{"Who is Norvania's ambassador to Italy?", nil, "Searched by words only: no vectors."},
		{"Who is Norvania's ambassador to Italy?", says("Ilan Dray is the ambassador of Norvania to Italy [1]."), "Searched by words only: no vectors."},
		{"Who sang of zeppelins?", nil, "Searched by words only: no vectors."},
	} {
		found, err := s.Search(t.Context(), knowledge.Query{Text: c.question})
		if err != nil {
			t.Fatal(err)
		}
		found.Degraded = "no vectors"
		a, err := (&Bot{Model: c.model}).AnswerFrom(t.Context(), Question{Text: "  " + c.question}, found, nil)
		if got := notesOf(a, "fallback"); err != nil || got != c.want || a.Question != c.question {
			t.Errorf("%s (%s): %q, %v, want %q", a.Question, a.Mode, got, err, c.want)
		}
	}
}

// TestPremiseNotes: what a question takes for granted and the stories do not tell is named.
func TestPremiseNotes(t *testing.T) {
	t.Parallel()
	s := newFew(t, envoy, ferry1)
	for question, want := range map[string]string{
		"Who was the coach of Norvania's snooker team?":                     "",
		"Why did the Astra capsize near Gotland on its way to Bornholm?":    "The stories found do not speak of Gotland or Bornholm.",
		"Why did the ambassador attack the embassy?":                        "None of the stories found speaks of “attack”.",
		"How many people were missing from the Astra?":                      "",
		"How many stewardesses were missing from the Astra on the weekend?": "The stories found do not speak of stewardesses.",
	} {
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		got := ""
		for _, n := range a.Notes {
			if n.Kind == "premise" {
				got = n.Text
			}
		}
		if got != want || want != "" && a.Mode == ModeNone == strings.HasPrefix(want, "None of") {
			t.Errorf("%s %s: %q, want %q", question, a.Mode, got, want)
		}
	}
}

// TestNamedByAnother: what another of the stories found names is not told to stand in none, and what the story of the
// answer names in one word or two is no wrong premise.
func TestNamedByAnother(t *testing.T) {
	t.Parallel()
	s := newFew(t,
		"The Post | 2026-02-04 | Lia Moen to sing at the Super Bowl | Lia Moen will sing at the Super Bowl halftime show in the Holm dome on Sunday.",
		"The Star | 2026-01-09 | What wine costs | A bottle of red wine costs 12 euros in Orvik and a bottle of white wine costs 14 euros.",
		"The Wire | 2026-01-12 | No seal for Per Strand | Per Strand, owner of Sandy Creek Cellars, will not put a seal on his wine.",
	)
	for question, want := range map[string]struct {
		mode Mode
		says string
	}{
		"lia moen superbowl halftime which dome":                        {ModeExtract, "Holm dome"},
		"Which dome will Lia Moen sing in at the superbowl halftime?":   {ModeExtract, "Holm dome"},
		"How much does a bottle of wine from Sandy Creek Cellars cost?": {ModeNone, ""},
	} {
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		if a.Mode != want.mode || !strings.Contains(a.Text, want.says) || strings.Contains(notesOf(a, "premise"), "do not speak of") {
			t.Errorf("%s: %s %q %v", question, a.Mode, a.Text, a.Notes)
		}
	}
	a := ask(t, &Bot{Stories: s}, s, Question{Text: "How much does a bottle of wine from Muddy Brook Vineyards cost?"})
	if !strings.Contains(notesOf(a, "premise"), "do not speak of Muddy Brook Vineyards") {
		t.Errorf("nothing names it: %s %v", a.Text, a.Notes)
	}
}
