package bot

import (
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

func TestFollowUpIsSearchedWhole(t *testing.T) {
	s := newFew(t, envoy, later)
	b := &Bot{Stories: s, Journal: &book{}}
	ask(t, b, s, Question{Text: "Where has Ilan Dray lived since 2019?", Conversation: "c"})
	s.asked = nil
	ask(t, b, s, Question{Text: "and his wife?", Conversation: "c"})
	got := s.asked[0]
	if !strings.Contains(got.Text, "Dray") || !strings.Contains(got.Text, "wife") || !got.Since.IsZero() {
		t.Errorf("searched %q since %v", got.Text, got.Since)
	}
}

func TestCarryOver(t *testing.T) {
	got := carryOver(text.English(), "and his wife?", &Turn{Question: "Where did Ilan Dray go this week?", Answer: "Ilan Dray went to Seoul in July on a Monday. [1]\nMars is far. [2]"})
	for _, want := range []string{"Ilan", "Dray", "Seoul", "wife"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %s", got, want)
		}
	}
	for _, not := range []string{"July", "Monday", "week", "Mars"} {
		if strings.Contains(got, not) {
			t.Errorf("%q has %s", got, not)
		}
	}
}

func TestFallbackTellsWhatWasDropped(t *testing.T) {
	s := newFew(t, envoy)
	a := ask(t, &Bot{Stories: s, Model: says("The moon is made of cheese [1]. Dogs can fly [1].")}, s, Question{Text: "Who is Norvania's ambassador to Italy?"})
	if a.Mode != ModeExtract || len(a.Dropped) != 2 {
		t.Errorf("%s, dropped %+v", a.Mode, a.Dropped)
	}
}

func TestTheOtherSideIsHeard(t *testing.T) {
	other := "The Tiller | 2026-11-05 | Another cause | Lithium batteries started the fire at the Quay warehouse, an investigator said."
	s := newFew(t, fire1, other)
	a := ask(t, &Bot{Stories: s}, s, Question{Text: "What caused the fire at the Quay warehouse?"})
	if !strings.Contains(a.Text, "wiring") || !strings.Contains(a.Text, "batteries") || notesOf(a, "disagreement") == "" {
		t.Errorf("%q %+v", a.Text, a.Notes)
	}
}

func TestNothingIsSaidTwice(t *testing.T) {
	same := "The Post | 2019-01-04 | Ambassador gone | Ilan Dray, the ambassador of Norvania to Italy, left his post in November with his wife."
	s := newFew(t, envoy, same)
	a := ask(t, &Bot{Stories: s}, s, Question{Text: "Who is Norvania's ambassador to Italy?"})
	if n := strings.Count(a.Text, "left his post"); n != 1 {
		t.Errorf("said %d times: %q", n, a.Text)
	}
	m := says("He left his post in November with his wife [1]. He left his post in November with his wife [1].")
	a = ask(t, &Bot{Stories: s, Model: m}, s, Question{Text: "Who is Norvania's ambassador to Italy?"})
	if n := strings.Count(a.Text, "left his post"); n != 1 {
		t.Errorf("a model said it %d times: %q", n, a.Text)
	}
}

func TestLaterFigureGoesFirst(t *testing.T) {
	earlier := "The Courier | 2026-10-14 | Accident | 31 people were missing from the ship Astra, said the coastguard, which had sent boats and helicopters."
	later := "The Courier | 2026-10-18 | Missing from the Astra | 14 people were missing from the Astra."
	for _, stories := range [][]string{{ferry1, ferry2}, {ferry2, ferry1}, {earlier, later}} {
		s := newFew(t, stories...)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: "How many people were missing from the Astra?"})
		if !strings.HasPrefix(a.Text, "14 people") || !strings.Contains(notesOf(a, "superseded"), "The latest is 14 [1], told since 18 October 2026; 31 [2], of 14 October 2026, is older.") {
			t.Errorf("%q %+v", a.Text, a.Notes)
		}
	}
}

func TestNowIsTheLatest(t *testing.T) {
	s := newFew(t, "The Courier | 2019-01-03 | Ilan Dray hides | Ilan Dray is in hiding in Rome, the police said.", later)
	a := ask(t, &Bot{Stories: s}, s, Question{Text: "Where is Ilan Dray now?"})
	if !strings.HasPrefix(a.Text, "Ilan Dray has lived in Seoul") {
		t.Errorf("%q", a.Text)
	}
}

func TestFiguresOfOneDayDisagree(t *testing.T) {
	s := newFew(t, ferry1, "The Tiller | 2026-10-14 | Ferry sinks | 29 people were missing from the Astra, the port said.")
	a := ask(t, &Bot{Stories: s}, s, Question{Text: "How many people were missing from the Astra?"})
	if notesOf(a, "superseded") != "" || notesOf(a, "disagreement") != "The stories differ: The Tiller says 29 [1], The Courier says 31 [2]." {
		t.Errorf("%q %+v", a.Text, a.Notes)
	}
}

func TestOtherFiguresDoNotDisagree(t *testing.T) {
	s := newFew(t, ferry1, "The Tiller | 2026-10-18 | Tickets | 84 people had bought tickets for the Astra, the owner said.")
	a := ask(t, &Bot{Stories: s}, s, Question{Text: "How many people were missing from the Astra?"})
	if got := notesOf(a, "superseded") + notesOf(a, "disagreement"); got != "" {
		t.Errorf("%q: %s", a.Text, got)
	}
	s = newFew(t, "The Gazette | 2026-11-05 | Quay | It is the third fire at the Quay in 6 years.", "The Tiller | 2026-11-09 | Quay | The fire at the Quay began where 3,000 batteries lay.")
	a = ask(t, &Bot{Stories: s}, s, Question{Text: "How many people saw the damage of the fire at the Quay?"})
	if got := notesOf(a, "superseded") + notesOf(a, "disagreement"); got != "" || len(a.Citations) < 2 {
		t.Errorf("%q: %s", a.Text, got)
	}
}

func TestNewsGoesBeforeOpinion(t *testing.T) {
	s := newFew(t,
		"The Gazette #opinion | 2019-01-03 | View | Ilan Dray is the ambassador to Italy, and a coward.",
		"The Courier | 2019-01-03 | News | Ilan Dray is the ambassador to Italy, says the list.")
	a := ask(t, &Bot{Stories: s}, s, Question{Text: "Who is the ambassador to Italy?"})
	if len(a.Citations) == 0 || a.Citations[0].Label != knowledge.News {
		t.Errorf("%q", a.Text)
	}
}

func TestModelKeepsToTheQuestion(t *testing.T) {
	s := newFew(t, "The Courier | 2019-01-03 | Envoy | Ilan Dray is the ambassador of Norvania to Italy. Umbrellas are on sale this week.")
	a := ask(t, &Bot{Stories: s, Model: says("Ilan Dray is the ambassador [1]. Umbrellas are on sale this week [1].")}, s, Question{Text: "Who is the ambassador of Norvania to Italy?"})
	if a.Mode != ModeModel || strings.Contains(a.Text, "Umbrellas") || len(a.Dropped) != 1 || !strings.Contains(a.Dropped[0].Why, "bear on the question") {
		t.Errorf("%s %q %+v", a.Mode, a.Text, a.Dropped)
	}
}

func TestPromptHasNoRetractedStory(t *testing.T) {
	s := newFew(t, gone, notice)
	m := says("Konrad Beil wrote the symphony in 1953 [1].")
	ask(t, &Bot{Stories: s, Model: m}, s, Question{Text: "Who wrote the symphony found near Lakeside?"})
	if strings.Contains(m.prompts[0].User, "convent") || !strings.Contains(m.prompts[0].User, "Konrad Beil") {
		t.Errorf("the prompt:\n%s", m.prompts[0].User)
	}
}

func TestListNeedsEveryWord(t *testing.T) {
	s := newFew(t, envoy, later)
	if a := ask(t, &Bot{Stories: s}, s, Question{Text: "Which stories mention Ilan Dray and zeppelins?"}); a.Mode == ModeList {
		t.Errorf("%q", a.Text)
	}
	at := time.Date(2019, 6, 1, 0, 0, 0, 0, time.UTC)
	if a := ask(t, &Bot{Stories: s}, s, Question{Text: "What stories do you have?", At: at}); !strings.HasPrefix(a.Text, "1 story:") {
		t.Errorf("in 2019: %q", a.Text)
	}
}

func TestSummaryOfATitleIsOfThatStory(t *testing.T) {
	s := newFew(t, "A | 2020-10-07 | Envoy surfaces in Seoul | Ilan Dray has lived here since July.", "B | 2020-10-08 | Others | The envoy who surfaces in Seoul is not alone.")
	a, err := (&Bot{Stories: s}).Summary(t.Context(), Question{Text: "envoy surfaces in Seoul"}, Brief, nil)
	if err != nil || len(a.Citations) != 1 || a.Citations[0].Story != "s1" {
		t.Errorf("%q %v", a.Text, err)
	}
}

func TestSummaryOfATopicLeavesOthersOut(t *testing.T) {
	s := newFew(t, ferry1, envoy)
	a, err := (&Bot{Stories: s}).Summary(t.Context(), Question{Text: "ferry zeppelin balloon"}, Brief, nil)
	if err != nil || a.Mode != ModeNone {
		t.Errorf("%s %q %v", a.Mode, a.Text, err)
	}
}

// TestHowSureIsTold: below one confidence nothing is quoted, below another it is said to be the nearest only.
func TestHowSureIsTold(t *testing.T) {
	w := choose.Fitted()
	const nearest = "No sentence of the stories answers this for certain; these come nearest."
	s := newFew(t, envoy)
	b := &Bot{}
	p := b.plan(t.Context(), Question{Text: "Who is Norvania's ambassador to Italy in 2019?", At: date("2020-01-01")}, nil)
	found, err := s.Search(t.Context(), p.query)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		sure choose.Sure
		mode Mode
		note string
	}{
		"sure": {choose.Sure{Answered: .9, First: w.Doubt}, ModeExtract, ""}, "in doubt": {choose.Sure{Answered: .9, First: w.Doubt - .01}, ModeExtract, nearest},
		"the least":     {choose.Sure{Answered: w.Refuse, First: w.Unlikely}, ModeExtract, nearest},
		"no answer":     {choose.Sure{Answered: w.Refuse - .01, First: .3}, ModeNone, ""},
		"not the first": {choose.Sure{Answered: .9, First: w.Unlikely - .01}, ModeNone, ""},
	} {
		e := gather(p.lang, found.Hits, p.query.Prefer)
		e.rank(p.asked, w)
		a := b.extract(p, found, e, w, c.sure, nil)
		if a.Mode != c.mode || a.Confidence != w.Claim(c.sure.First) || notesOf(a, "fallback") != c.note || a.Hedged() != (c.note != "") || !strings.Contains(notesOf(a, "window"), "2019") {
			t.Errorf("%s: %s %v %+v", name, a.Mode, a.Confidence, a.Notes)
		}
	}
}
