package event

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// storiesOf are made of lines "outlet | date | title | text".
func storiesOf(t *testing.T, lines ...string) []knowledge.Story {
	t.Helper()
	var all []knowledge.Story
	for _, line := range lines {
		f := strings.SplitN(line, " | ", 4)
		published, err := time.Parse(time.DateOnly, f[1])
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, knowledge.Story{ID: f[2], Outlet: f[0], Published: published, Title: f[2], Text: f[3]})
	}
	return all
}

const (
	flood  = "The river Arl burst its banks in Mossby on Monday and flooded 300 houses, the fire service said. Some 900 people were taken to schools on the hill. Mayor Tove Brandt asked the army for boats. The water stood two metres high in the market square, and the railway to Oldport was closed."
	flood2 = "The river Arl burst its banks in Mossby on Monday, flooding 300 houses, the fire service said. About 900 people were taken to schools on the hill. Mayor Tove Brandt asked the army for boats. The water stood two metres high in the market square."
	flood3 = "Soldiers in rubber boats brought food to Mossby after the flood of the river Arl. Tove Brandt, the mayor, said that the worst was over, as the river had fallen by half a metre in the night."
	match  = "Oldport Athletic beat Mossby Town 2-1 on Tuesday in front of 4,100 people at Quay Lane. Ned Harker scored both goals. The visitors hit the post twice. Oldport are now third in the league."
	match2 = "Skarholm Rangers beat Laketown City 3-0 on Tuesday in front of 6,300 people at Mill Road. Ivo Lund scored both goals. The visitors hit the post twice. Skarholm are now ninth in the league."
)

func TestClusters(t *testing.T) {
	t.Parallel()
	stories := storiesOf(t,
		"Post | 2024-05-06 | Flood in Mossby drives 900 from their homes | "+flood,
		"Star | 2024-05-06 | 300 houses under water as the Arl bursts its banks | "+flood2,
		"Post | 2024-05-07 | Oldport win the derby | "+match,
		"Star | 2024-05-07 | Army brings food to flooded Mossby | "+flood3,
		"Post | 2024-05-20 | Flood in Mossby: the bill | "+flood3, // two weeks on it is told of anew
		"Star | 2024-05-07 | Rangers too strong for Laketown | "+match2,
	)
	clusters := Clusters(text.English(), stories)
	var got []string
	for _, c := range clusters {
		titles := make([]string, 0, len(c.Stories))
		for _, i := range c.Stories {
			titles = append(titles, string(rune('a'+i)))
		}
		slices.Sort(titles)
		got = append(got, strings.Join(titles, ""))
	}
	slices.Sort(got[1:])
	if want := "abd c e f"; strings.Join(got, " ") != want {
		t.Errorf("the clusters are %v, want %s", got, want)
	}
	if c := clusters[0]; c.Origins != 2 || len(c.Outlets) != 2 || c.Lead != 3 {
		t.Errorf("the largest has %d origins, %v, and is led by %d; want 2, both outlets, the newest", c.Origins, c.Outlets, c.Lead)
	}
	if len(Clusters(text.English(), nil)) != 0 {
		t.Error("no stories make clusters")
	}
}

func TestTexts(t *testing.T) {
	t.Parallel()
	got := Texts(storiesOf(t, "Post | 2024-05-06 | A | "+flood, "Star | 2024-05-06 | B | "+flood2, "Star | 2024-05-07 | C | "+flood3))
	if len(got) != 2 || got[0].Lead != 2 || len(got[1].Stories) != 2 || len(got[1].Outlets) != 2 || got[1].Origins != 1 {
		t.Errorf("%+v", got)
	}
}

func TestOrigins(t *testing.T) {
	t.Parallel()
	cut, _, _ := strings.Cut(flood, " Mayor")
	for _, c := range []struct {
		name, one, other string
		want             bool
	}{
		{"the same", flood, flood, true},
		{"lightly edited", flood, flood2, true},
		{"cut", flood, cut, true},
		{"with a line of its own", flood, "Mossby is under water. " + flood2, true},
		{"independent, of one event", flood, flood3, false},
		{"from one template", match, match2, false},
		{"of other events", flood, match, false},
		{"nothing", flood, "", false},
	} {
		one, other := knowledge.Story{Text: c.one, Lang: "en"}, knowledge.Story{Text: c.other, Lang: "en"}
		if got := origins([]knowledge.Story{one, other}, []int{0, 1}) == 1; got != c.want || (origins([]knowledge.Story{other, one}, []int{0, 1}) == 1) != got {
			t.Errorf("%s: copies %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTells(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"The ferry sank off the island on Monday.":              true,
		"“We saw it lean,” said the fisherman who stood there.": true,
		`"The bridge is closed until further notice."`:          true,
		"Friday, 9:15 p.m.":                                                                   false,
		"The ferry, seen here in May":                                                         false,
		"Who sank the ferry that night?":                                                      false,
		"A diver leaves the water. (Photo: Ines Marlow)":                                      false,
		"Photo by Ines Marlow of the harbour of Oldport.":                                     false,
		"Read more: how the ferry sank off the island.":                                       false,
		"Sign up for our newsletter and get the news of the day.":                             false,
		"Follow us for more news of the harbour and the town.":                                false,
		"Sign up for our newsletter, the mayor told readers of the paper.":                    true,
		"3 of 12 photos: the ferry sank on Monday.":                                           false,
		"Hide Caption The ferry sank on Monday.":                                              false,
		"Watch: the ferry sank on Monday.":                                                    false,
		"A version of this story appeared in our newsletter.":                                 false,
		"Editor’s Note: This column was published on Monday.":                                 false,
		"Ines Marlow/AP The ferry sank on Monday.":                                            false,
		"1912 — The ferry sank off the rock of Ulm in a storm.":                               false,
		"2019 – The harbour wall was raised by a metre.":                                      false,
		"1912-built ferries sank on Monday off the rock.":                                     true,
		"Corrections and clarifications: A previous version misstated the time of the ferry.": false,
		"Correction: nine people died on the ferry, not eleven.":                              true,
		"For our latest coverage of the ferry, see the updates of Friday.":                    false,
		"Editor's note: This page recaps the news of the ferry on Friday.":                    false,
		"For the latest ferry the town paid nine million.":                                    true,
		"Other news today: the ferry sank, and a look at the harbour.":                        false,
		"It sank.": false,
		"The ferry sank off the island of Skar and the captain was brought ...": false,
		"": false,
	} {
		if got := Tells(text.English(), line); got != want {
			t.Errorf("%q tells something: %v, want %v", line, got, want)
		}
	}
}

// TestSpeaker: the full name of who is quoted, as far as the sentence or the one before tells it.
func TestSpeaker(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`"We open one door at a time," said Jonas Weil, the commander.`:                "Jonas Weil",
		`"We open one door at a time," Commander Jonas Weil said.`:                     "Jonas Weil",
		`"We open one door at a time," said Paul O'Connor of the ferry line.`:          "Paul O'Connor",
		`"We open one door at a time," said Mily Treviño-Sauceda.`:                     "Mily Treviño-Sauceda",
		`"We open one door at a time," said Mayor Edna Quill.`:                         "Edna Quill",
		`"We open one door at a time," said Samuel Garrett-Pate on Monday.`:            "Samuel Garrett-Pate",
		`"We open one door at a time," Émile Zorn said.`:                               "Émile Zorn",
		`"We open one door at a time," Garnell Whitby Jr. said.`:                       "Garnell Whitby Jr.",
		`Whitby Jr said he "opened one door".`:                                         "",
		`But Walter Hamm, the head of the line, said he "opened one door".`:            "Walter Hamm",
		`For Farah Noor, a diver, the doors are "closed".`:                             "Farah Noor",
		`While Dorsey said the doors are "closed", they were not.`:                     "",
		`The doors are "closed", Oldport Truth PAC said.`:                              "",
		`The doors are "closed", Norbank's Haas said.`:                                 "",
		`"We open one door at a time," he said at 9 a.m. EST Thursday said "no".`:      "",
		`In Uvalde said "no" to it.`:                                                   "",
		`The harbour is "closed", Oldport Police Department said.`:                     "",
		`Jonas Weil, the commander, came late. "We open one door at a time," he said.`: "Jonas Weil",
		`Jonas Weil said that doors are heavy.`:                                        "",
	} {
		s := knowledge.Story{Text: body}
		sentences := text.English().Sentences(body)
		if got := Speaker(text.English(), &s, sentences, len(sentences)-1); got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}

// TestLeadOf: the sentence that a story is led by, of a topic or of none.
func TestLeadOf(t *testing.T) {
	t.Parallel()
	const (
		hello    = "A long and quiet week has come to an end once more. "
		inbox    = "You can have this letter sent to your inbox every day. "
		fire     = "A fire destroyed the old mill of Oldport on Monday. "
		ferry    = "The ferry to Skar was delayed for hours by the fog. "
		wall     = "The council will raise the harbour wall next year. "
		roundups = hello + inbox + fire + wall
	)
	for _, c := range []struct{ title, text, topic, want string }{
		{"Mill burns in Oldport", hello + fire + ferry, "", fire},
		{"Mill burns in Oldport", inbox + hello + ferry, "", hello},
		{"5 things to know: Mill, Skar", inbox + hello + fire + ferry, "", fire},
		{"Five things to know today", roundups + ferry, "", hello},
		{"Five things to know today", roundups + ferry, "ferri", ferry},
		{"Five things to know today", roundups + strings.Repeat(wall, 12) + ferry, "ferri", ferry},
		{"Mill burns in Oldport", hello + fire + ferry, "ferri", ferry},
		{"Mill burns in Oldport", hello + fire + strings.Repeat(wall, 12) + ferry, "ferri", fire},
		{"Mill burns in Oldport", hello + fire, "mill", fire},
		{"Mill burns in Oldport", hello + fire, "unicorn", fire},
		{"", "Where is the mill? Read more", "", ""},
	} {
		s := knowledge.Story{Title: c.title, Text: c.text}
		span, ok := Lead(text.English(), &s, strings.Fields(c.topic))
		if got := span.Of(s.Text); ok != (c.want != "") || got != strings.TrimSpace(c.want) {
			t.Errorf("%q of %q, asked for %q: %q, want %q", c.title, text.Cut(c.text, 60), c.topic, got, c.want)
		}
	}
}

// TestClustersOfOneDay: what half the stories of a day are about makes them one event, however they word it, and its
// lead is what tells it, not what is said of it.
func TestClustersOfOneDay(t *testing.T) {
	t.Parallel()
	day := time.Date(2020, 10, 18, 0, 0, 0, 0, time.UTC)
	var stories []knowledge.Story
	for _, s := range [][2]string{
		{"How scandals of her own making brought Mara Quill down", "Gifts from builders, a yacht that was never declared and a council kept in the dark: few in Oldport were surprised when the end came. For years voters had forgiven her, and so had the party. Then a clerk spoke out, the papers printed each of the contracts, and even old friends stayed away."},
		{"Mara Quill resigns as mayor of Oldport", "Mayor Mara Quill announced her resignation on Sunday after a scandal over harbour contracts. She had governed the town of Oldport since 2011. Standing outside the town hall, Quill told reporters that she would stay until somebody else is chosen."},
		{"What happens when a mayor resigns?", "The resignation of Mara Quill leaves the council with a choice that it has not had in a century. Under the charter, its members vote in secret; whoever has two thirds moves into the hall. Lawyers doubt whether the deputy may stand."},
		{"Who might replace Mara Quill as mayor", "Three candidates have said that they will run: a dentist, a former pilot and the head of the library. Bookmakers favour the pilot. Nominations close on Friday, and polls will open within a month."},
		{"Mill burns in Skar", "A fire destroyed the old mill of Skar on Sunday, and four engines came too late."},
		{"Herring catch falls by a third", "Fishermen landed a third less herring this season than the year before, the exchange says."},
	} {
		stories = append(stories, knowledge.Story{ID: s[0], Outlet: s[0][:3], Published: day, Title: s[0], Text: s[1]})
	}
	c := Clusters(text.English(), stories)
	if len(c) != 3 || len(c[0].Stories) != 4 || c[0].Lead != 1 {
		t.Errorf("%d clusters, the first of %d stories led by %q; want 3, 4, %q", len(c), len(c[0].Stories), stories[c[0].Lead].Title, stories[1].Title)
	}
}

// TestLeadOfTwo: of two stories, both as near to what they have in common, the same one leads each time.
func TestLeadOfTwo(t *testing.T) {
	t.Parallel()
	day := time.Date(2020, 10, 18, 0, 0, 0, 0, time.UTC)
	stories := []knowledge.Story{
		{ID: "a", Outlet: "A", Published: day, Title: "Mill burns in Oldport after a storm", Text: "A fire destroyed the old mill of Oldport on Monday, when lightning struck its roof and four engines came too late."},
		{ID: "b", Outlet: "B", Published: day, Title: "Old mill of Oldport burns down", Text: "The old mill of Oldport burnt down on Monday after lightning had struck; its owner, a baker, was away at the market."},
	}
	for range 50 {
		if c := Clusters(text.English(), stories); len(c) != 1 || c[0].Lead != c[0].Stories[0] {
			t.Fatalf("%+v, want one that its first leads", c)
		}
	}
}

// TestItems: the newest day is first, and of it what most told of on it, not what was told of longest.
func TestItems(t *testing.T) {
	t.Parallel()
	var stories []knowledge.Story
	cluster := func(days ...int) (c Cluster) {
		for _, d := range days {
			c.Stories, c.Lead = append(c.Stories, len(stories)), len(stories)
			stories = append(stories, knowledge.Story{Published: time.Date(2020, 10, d, 20-len(stories), 0, 0, 0, time.UTC)})
		}
		c.Origins = len(days)
		return c
	}
	long, sudden, old, other := cluster(5, 6, 7, 7, 8), cluster(8, 8, 8), cluster(6, 6, 6, 6), cluster(8)
	items := Items(stories, []Cluster{long, old, sudden, other}, 3)
	if len(items) != 3 || items[0].Lead != sudden.Lead || items[1].Lead != long.Lead || items[2].Lead != old.Lead {
		t.Errorf("%+v, want %+v, %+v, %+v", items, sudden, long, old)
	}
}

// TestItemsByDay: the few events that there are are told day by day, the largest first, in the lines that there are.
func TestItemsByDay(t *testing.T) {
	t.Parallel()
	var stories []knowledge.Story
	for _, s := range []struct {
		day         int
		title, text string
	}{
		{14, "Ferry sinks off Ulm", "The ferry Tern sank off the rock of Ulm on Wednesday, and nine people died."},
		{15, "Ferry off Ulm: nine dead, search goes on", "Boats searched for the missing of the ferry Tern off Ulm on Thursday."},
		{15, "Boats search off Ulm for the missing of the ferry", "The search for the missing of the ferry Tern went on off Ulm."},
		{16, "Ferry off Ulm: divers find bodies", "Divers found four more bodies in the ferry Tern off Ulm on Friday."},
		{15, "Mill burns in Skar", "A fire destroyed the old mill of Skar on Thursday, and four engines came too late."},
	} {
		stories = append(stories, knowledge.Story{ID: s.title, Title: s.title, Text: s.text, Published: time.Date(2020, 10, s.day, 0, 0, 0, 0, time.UTC)})
	}
	clusters := Clusters(text.English(), stories)
	if len(clusters) != 2 || len(clusters[0].Stories) != 4 || len(clusters[1].Days) != 0 {
		t.Fatalf("%+v, want two, of four stories and one", clusters)
	}
	for n, want := range map[int][]int{1: {4}, 2: {4, 1}, 3: {4, 2, 1}, 4: {4, 2, 1, 1}, 7: {4, 2, 1, 1}} {
		var got []int
		for _, c := range Items(stories, clusters, n) {
			got = append(got, len(c.Stories))
		}
		if !slices.Equal(got, want) {
			t.Errorf("in %d lines: of %v stories, want %v", n, got, want)
		}
	}
}

// TestItemsOverMidnight: the newest day's line is of that day, and no story is told twice.
func TestItemsOverMidnight(t *testing.T) {
	t.Parallel()
	var stories []knowledge.Story
	for i, s := range []string{
		"The river Arl flooded Mossby on Monday evening, and 300 houses of Mossby stand in the flood of the Arl.",
		"The flood of the river Arl in Mossby has driven 900 people from their houses in Mossby.",
		"Soldiers in boats reached Mossby after the flood of the river Arl in Mossby.",
		"The flood in Mossby fell at night.",
	} {
		at := time.Date(2020, 5, 6, 18, i, 0, 0, time.UTC)
		if i == 3 {
			at = at.Add(8 * time.Hour)
		}
		stories = append(stories, knowledge.Story{ID: s, Title: "Flood of the river Arl in Mossby", Text: s, Published: at})
	}
	items := Items(stories, Clusters(text.English(), stories), 7)
	if len(items) != 2 || items[0].Lead != 3 || items[1].Lead == 3 || len(items[0].Stories) != 4 {
		t.Errorf("%+v, want two lines, the first of the story of the 7th", items)
	}
}

// TestOf: of a topic are the clusters whose story leads with it, or has it in the title that its lead tells of.
func TestOf(t *testing.T) {
	t.Parallel()
	story := func(title, body string) knowledge.Story { return knowledge.Story{ID: title, Title: title, Text: body} }
	stories := []knowledge.Story{
		story("Ferry sinks off Ulm", "The ferry sank off the rock of Ulm on Monday."),
		story("Five things to know: mill, ferry", "A fire destroyed a barn in Skar on Monday. The council will raise a wall."),
		story("Grieving in Oldport", "Oldport mourns its dead this morning. Nobody has seen such a ferry go down before."),
		story("The mayor, the ferry, the mill", "The mayor went home on Monday. The mill of Skar will be built anew."),
		story("Divers at the ferry", "Divers went down in the morning. They saw no cracks in its hull."),
	}
	ids := func(clusters []Cluster) (got []string) {
		for _, c := range clusters {
			got = append(got, stories[c.Lead].ID)
		}
		return got
	}
	l := text.English()
	if got, want := ids(Of(l, stories, Texts(stories), []string{"ferri"})), []string{stories[0].ID, stories[2].ID, stories[4].ID}; !slices.Equal(got, want) {
		t.Errorf("of the ferry: %q, want %q", got, want)
	}
	if got := ids(Of(l, stories, Texts(stories), []string{"unicorn"})); len(got) != len(stories) {
		t.Errorf("of what none leads with: %q, want all", got)
	}
}

func TestLead(t *testing.T) {
	t.Parallel()
	s := knowledge.Story{Text: "Oldport harbour (Photo: Marlow)\n\nWhat happened here?\n\nA crane fell into the harbour on Monday. Nobody was hurt."}
	span, ok := Lead(text.English(), &s, nil)
	if got := span.Of(s.Text); !ok || got != "A crane fell into the harbour on Monday." {
		t.Errorf("the lead is %q, %v", got, ok)
	}
	if _, ok := Lead(text.English(), &knowledge.Story{Text: "Pictures of the week"}, nil); ok {
		t.Error("a heading leads")
	}
}

// TestWalled: what only asks its reader to register is no story; what also tells something is.
func TestWalled(t *testing.T) {
	for words, want := range map[string]bool{
		"We will use the details you have shared to manage your registration.":                                   true,
		"Would you like to receive The Harbour newsletter?\n\nYou can unsubscribe at any time.\n\nClick here.":   true,
		"You agree to the processing of this information.\n\nThe ferry Tern sank off the rock of Ulm on Monday.": false,
		"The ferry Tern sank off the rock of Ulm on Monday.\n\nYou can unsubscribe at any time.":                 false,
		"Ferry sinks": false,
		"":            false,
		"“You agree to the processing of all your data,” the ferry line told its passengers, and they were angry at that.": false,
	} {
		if got := Walled(text.English(), &knowledge.Story{Text: words}); got != want {
			t.Errorf("%q: %v", words, got)
		}
	}
}
