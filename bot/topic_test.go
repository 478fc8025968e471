package bot

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

func TestTimelineIsInOrder(t *testing.T) {
	t.Parallel()
	s := newFew(t,
		"A | 2020-10-18 | Loss at sea | The ship Astra sank on Friday with all its sails. // The ship Astra was built in 1994 in Skar. // Astra it was. // The harbour master likes to walk his dog at night.",
		"B #opinion | 2020-10-19 | View | The ship Astra sank in 2018 for want of care.",
		"C #sponsored | 2020-10-19 | Buy | The ship Astra sails again in a game of 2017.",
		"D | 2020-10-20 | Rescue | The ship Astra was raised from the deep bay of Skar on Monday.",
		"E | 2020-10-20 | Rescued | From the deep bay of Skar the ship Astra was raised on Monday.",
		"F | 2020-10-21 | What next | The ship Astra will be towed to Oldport on Friday. // The ship Astra is seen here in the bay on Tuesday (Photo: Marlow)")
	b := &Bot{Stories: s, Journal: &book{}}
	a, err := b.Timeline(t.Context(), Question{Text: " ship Astra ", At: date("2020-11-01"), Conversation: "c"})
	want := "1994: The ship Astra was built in 1994 in Skar. [1]\n" +
		"16 October 2020: The ship Astra sank on Friday with all its sails. [2]\n" +
		"19 October 2020: The ship Astra was raised from the deep bay of Skar on Monday. (also E) [3]"
	if err != nil || a.Text != want || a.Mode != ModeList || a.Confidence != 1 || a.ID != 1 || a.Question != "ship Astra" {
		t.Errorf("%v: %s %v no. %d %q\n%s\nwant\n%s", err, a.Mode, a.Confidence, a.ID, a.Question, a.Text, want)
	}
	if q := s.asked[0]; q.Limit != timelineRead || !q.Dated {
		t.Errorf("searched with %+v", q)
	}
}

// TestTopicIsNotItsLabel: what kind of event a topic is called does not make another story of
// the same label its story.
func TestTopicIsNotItsLabel(t *testing.T) {
	t.Parallel()
	s := newFew(t,
		"A | 2020-10-18 | Envoy gone | The envoy of Norvania left her post in May. // The case shook the ministry, and one more scandal like it would end it.",
		"B | 2020-10-19 | Ferry down | The ferry Astra sank off Skar on Monday. // Divers search the ferry for its crew.",
		"C | 2020-10-20 | Ferry found | The ferry Astra was found off Skar by divers. // The ferry lies in the deep.",
		"D | 2020-10-21 | Ferry raised | The ferry Astra was raised by a crane in Skar.")
	for topic, want := range map[string]string{
		"the ferry case": "ferry", "the ferry scandal": "ferry", "ferry": "ferry", "the envoy case": "envoy", "the envoy scandal": "envoy", "the ministry scandal": "envoy", "the ferry case, a scandal": "ferry",
	} {
		a, err := (&Bot{Stories: s}).Summary(t.Context(), Question{Text: topic}, "", nil)
		if first, _, _ := strings.Cut(a.Text, "\n"); err != nil || !strings.Contains(first, want) {
			t.Errorf("%s: %v %q", topic, err, a.Text)
		}
	}
	if a, err := (&Bot{Stories: s}).Summary(t.Context(), Question{Text: "the unicorn case"}, "", nil); err != nil || strings.Contains(a.Text, "ministry") {
		t.Errorf("of no unicorn: %v %q", err, a.Text)
	}
}

func TestTimelineHasAnEnd(t *testing.T) {
	t.Parallel()
	var lines []string
	for i := range timelineMost + 3 {
		lines = append(lines, fmt.Sprintf("The ship Astra rammed whale%c off port%c in %d.", 'a'+i, 'a'+i, 1950+i))
	}
	s := newFew(t, "A | 2020-10-18 | Ship Astra | "+strings.Join(lines, " // "))
	a, err := (&Bot{Stories: s}).Timeline(t.Context(), Question{Text: "Ship Astra"})
	if n := strings.Count(a.Text, "\n") + 1; err != nil || n != timelineMost {
		t.Errorf("%d events, %v, want %d", n, err, timelineMost)
	}
}

func TestTitled(t *testing.T) {
	t.Parallel()
	const title = "Envoy surfaces near Seoul harbour" // five telling words
	for words, want := range map[string]bool{
		"envoy surfaces near Seoul harbour": true, "the envoy surfaces in Seoul harbour": true,
		"envoy surfaces at Seoul": false, "": false, "envoys surfaced near a harbour of Seoul": true,
	} {
		if got := titled(text.English(), words, title); got != want {
			t.Errorf("%q is the title: %v, want %v", words, got, want)
		}
	}
	if titled(text.English(), "anything", "") {
		t.Error("a story without a title is of every title")
	}
}

// TestSummed asks for one story by its name, or for a topic.
func TestSummed(t *testing.T) {
	t.Parallel()
	s := newFew(t, envoy, later, ferry1)
	for _, c := range []struct {
		q    Question
		want string
	}{
		{Question{Text: "s1"}, "s1 s1 s1"},
		{Question{Text: "s1", Until: date("2018-01-01")}, ""},
		{Question{Text: "envoy surfaces in Seoul"}, "s2 s2"},
		{Question{Text: "Ilan Dray"}, "s2 s2 s1 s1 s1"},
		{Question{Text: "Ilan Dray zeppelin"}, "s2 s2 s1 s1 s1"}, // two of three words
		{Question{Text: "Ilan zeppelin"}, ""},
	} {
		b := &Bot{Stories: s}
		p := b.plan(t.Context(), c.q, nil)
		_, e, err := b.summed(t.Context(), &p)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, p := range e.places {
			ids = append(ids, e.stories[p.story].ID)
		}
		slices.Sort(ids)
		want := strings.Fields(c.want)
		slices.Sort(want)
		if !slices.Equal(ids, want) {
			t.Errorf("%s until %v: lines of %v, want %s", c.q.Text, c.q.Until, ids, c.want)
		}
	}
}

func TestCentral(t *testing.T) {
	t.Parallel()
	// two stories that follow each other in the evidence but not in time
	e := gather(text.English(), hits(
		"b 2020-01-02 The storm broke the harbour wall of Oldport last night. Was it the storm that broke the wall? Boats were lost in the harbour. Cheese is sold there.",
		"a 2020-01-01 The storm broke the harbour wall of Oldport on Monday night. Heavy rain fell upon the town before the storm. It came.",
	), nil)
	for n, want := range map[int]string{
		1: "The storm broke the harbour wall of Oldport last night.",
		2: "Heavy rain fell upon the town before the storm.|The storm broke the harbour wall of Oldport last night.",
		3: "Heavy rain fell upon the town before the storm.|The storm broke the harbour wall of Oldport last night.|Boats were lost in the harbour.",
	} {
		var got []string
		for _, i := range e.central(choose.Read(text.English(), "storm"), n) {
			got = append(got, e.lines[i].Text)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("the %d most central:\n got %s\nwant %s", n, s, want)
		}
	}
}

// hits are made of lines "id date text", the first the best.
func hits(lines ...string) []knowledge.Hit {
	var all []knowledge.Hit
	for i, line := range lines {
		f := strings.SplitN(line, " ", 3)
		all = append(all, knowledge.Hit{Story: knowledge.Story{ID: f[0], Title: f[0], Published: date(f[1]), Text: f[2]}, Span: text.Span{End: len(f[2])}, Score: float64(10 - i)})
	}
	return all
}

func TestSummaryForms(t *testing.T) {
	t.Parallel()
	body := "Ilan Dray left Rome on Monday. His cook stayed there with the cat. The garden is open to all now. Police looked for the blue car. Trains to Oldport were late again. A wall fell upon five sheep. The queen opened a bridge. Rain came over the hills. Nobody bought the old mill. Bees died of the cold. A choir sang for the sick. The baker won a prize. The last ship was sold. Wolves were seen near town."
	s := newFew(t, "A | 2020-01-01 | Town | "+body)
	for style, want := range map[Style]struct {
		lines  int
		prefix string
	}{Brief: {3, ""}, Bullets: {7, "- "}, Long: {12, ""}, "odd": {3, ""}} {
		a, err := (&Bot{Stories: s}).Summary(t.Context(), Question{Text: "s1"}, style, nil)
		lines := strings.Split(a.Text, "\n")
		if err != nil || len(lines) != want.lines || a.Confidence != 1 || slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, "- ") != (want.prefix != "") }) {
			t.Errorf("%s: %v, %q, want %+v", style, err, lines, want)
		}
	}
	m := says("Dogs can fly [1].") // twice: it is asked to mend it
	a, err := (&Bot{Stories: s, Model: m, Journal: &book{}}).Summary(t.Context(), Question{Text: " s1"}, Brief, nil)
	if err != nil || a.Mode != ModeExtract || len(a.Dropped) != 1 || a.Usage.PromptTokens != 200 || !strings.Contains(notesOf(a, "fallback"), "Nothing that the model wrote") || a.ID != 1 {
		t.Errorf("of a model that invents: %s %+v %+v %q %v", a.Mode, a.Dropped, a.Usage, notesOf(a, "fallback"), err)
	}
	if !strings.Contains(m.prompts[0].User, "Town") {
		t.Errorf("the model is not told the title:\n%s", m.prompts[0].User)
	}
}

func TestListOfStories(t *testing.T) {
	t.Parallel()
	var stories []string
	for i := range listNamed + 1 {
		stories = append(stories, fmt.Sprintf("Post | 2020-01-%02d | Ship %d | The ship sank.", i+1, i+1))
	}
	s := newFew(t, stories[:listNamed]...)
	a := ask(t, &Bot{Stories: s}, s, Question{Text: "How many stories are there about the ship?"})
	lines := strings.Split(a.Text, "\n")
	if lines[0] != "10 stories mention “ship”:" || len(lines) != 11 || lines[1] != "- “Ship 10” (Post, 10 January 2020) [1]" || lines[10] != "- “Ship 1” (Post, 1 January 2020) [10]" {
		t.Errorf("ten stories: %s", a.Text)
	}
	s = newFew(t, stories...)
	a = ask(t, &Bot{Stories: s}, s, Question{Text: "How many stories are there about the ship?"})
	if got, _, _ := strings.Cut(a.Text, "\n"); got != "11 stories mention “ship”. The newest 10:" || len(a.Citations) != 10 {
		t.Errorf("eleven stories: %s", a.Text)
	}
}

func TestGatherLaysOutStories(t *testing.T) {
	t.Parallel()
	body := "One is here. Two is there. Three is away."
	h := func(id string, start, end int) knowledge.Hit {
		return knowledge.Hit{Story: knowledge.Story{ID: id, Title: "T", Text: body}, Span: text.Span{Start: start, End: end}, Lead: text.Span{End: 12}, Score: 2}
	}
	opinion := h("c", 13, 26)
	opinion.Story.Label, opinion.Score = knowledge.Opinion, 1
	e := gather(text.English(), []knowledge.Hit{h("a", 27, 41), h("b", 0, 12), h("a", 13, 26), opinion}, nil)
	var got []string
	for i, l := range e.lines {
		got = append(got, fmt.Sprint(e.stories[l.Group].ID, " ", l.Text, " ", e.places[i].Start))
		if l.Given != "T. One is here." {
			t.Errorf("%s is given %q", l.Text, l.Given)
		}
	}
	want := []string{"a One is here. 0", "a Two is there. 13", "a Three is away. 27", "b One is here. 0", "c One is here. 0", "c Two is there. 13"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the lines are\n%q, want\n%q", got, want)
	}
	if scores := []float64{1, 1, .4}; !reflect.DeepEqual(e.scores, scores) {
		t.Errorf("the scores are %v, want %v", e.scores, scores)
	}
	var many []string
	for i := range evidenceStories + 2 {
		many = append(many, fmt.Sprintf("s%d 2020-01-01 It rained.", i))
	}
	if e := gather(text.English(), hits(many...), nil); len(e.stories) != evidenceStories || len(e.lines) != evidenceStories {
		t.Errorf("%d stories with %d lines, want %d", len(e.stories), len(e.lines), evidenceStories)
	}
}

// TestSummaryTellsEachFactOnce holds what a summary takes of stories of one event.
func TestSummaryTellsEachFactOnce(t *testing.T) {
	t.Parallel()
	const sank = "OLDPORT — The ferry Astra sank off Skar in a storm and nine people drowned, the coastguard said."
	for name, c := range map[string]struct {
		stories  []string
		has, not string
	}{
		"a fact told again":  {[]string{"A | 2020-01-01 | Ferry Astra sinks | " + sank, "B | 2020-01-01 | Nine drown | Nine people drowned as the ferry Astra sank off Skar in the storm."}, "nine people drowned", "Nine people drowned as"},
		"a later number":     {[]string{"A | 2020-01-01 | Ferry Astra sinks | " + sank, "A | 2020-01-03 | More dead | The number of people who drowned as the ferry Astra sank off Skar has risen to 12, the coastguard said."}, "risen to 12", "nine people drowned"},
		"how things stand":   {[]string{"A | 2020-01-01 | Captain of the ferry hurt | The captain of the ferry Astra fights for her life in the hospital of Oldport after the wreck off Skar.", "A | 2020-01-02 | Captain of the ferry dies | The captain of the ferry Astra died in the hospital of Oldport after the wreck off Skar."}, "Astra died", "fights"},
		"no dateline":        {[]string{"A | 2020-01-01 | Ferry Astra sinks | " + sank}, "The ferry Astra sank", "OLDPORT"},
		"no caption or link": {[]string{"A | 2020-01-01 | Ferry Astra sinks | " + sank + " // The ferry Astra off Skar in May (Photo: Marlow) // Watch: the ferry Astra sinks off Skar. // Read more: the ferry Astra and the storm"}, "sank off Skar", "Photo|Watch|Read more"},
		"the leaning last":   {[]string{"A | 2020-01-01 | Ferry Astra sinks | " + sank + " She had left Oldport at dawn. Boats from Skar looked for people all night. Two helicopters of the navy joined them. The queen sent flowers to the families."}, "sank off Skar", "She had left"},
	} {
		s := newFew(t, c.stories...)
		a, err := (&Bot{Stories: s}).Summary(t.Context(), Question{Text: "ferry Astra", At: date("2020-02-01")}, Brief, nil)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, a, s)
		for _, part := range strings.Split(c.has, "|") {
			if !strings.Contains(a.Text, part) {
				t.Errorf("%s: no %q in\n%s", name, part, a.Text)
			}
		}
		for _, part := range strings.Split(c.not, "|") {
			if part != "" && strings.Contains(a.Text, part) {
				t.Errorf("%s: %q in\n%s", name, part, a.Text)
			}
		}
	}
}

// TestSummaryOfATitle names a story by its title, in which there is a date.
func TestSummaryOfATitle(t *testing.T) {
	t.Parallel()
	s := newFew(t,
		"A | 2020-06-16 | What to expect on 3 May 2019: a hearing | The hearing of the ferry begins at noon in Oldport.",
		"A | 2019-05-03 | The hearing | The hearing of the ferry was opened on 3 May 2019 in Oldport.")
	a, err := (&Bot{Stories: s}).Summary(t.Context(), Question{Text: "what to expect on 3 May 2019: A hearing", At: date("2021-01-01")}, Brief, nil)
	if err != nil || len(a.Citations) != 1 || a.Citations[0].Story != "s1" || notesOf(a, "window") != "" {
		t.Errorf("%v: %s, %+v", err, a.Text, a.Notes)
	}
	if a, _ := (&Bot{Stories: s}).Summary(t.Context(), Question{Text: "The hearing", Until: date("2019-01-01")}, Brief, nil); a.Mode != ModeNone {
		t.Errorf("a story outside of the window asked for: %s", a.Text)
	}
}
