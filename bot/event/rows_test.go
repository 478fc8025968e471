package event

import (
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

func dayOf(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDated(t *testing.T) {
	t.Parallel()
	sunday := dayOf(t, "2020-10-18")
	for _, c := range []struct {
		sentence  string
		published time.Time
		want      string // since and until, "-" for none; a star: the sentence names it
	}{
		{"It rained in the town.", sunday, "2020-10-18 2020-10-19"},
		{"It rained on Friday.", sunday, "2020-10-16 2020-10-17*"},
		{"It rained on Sunday.", sunday, "2020-10-18 2020-10-19*"},
		{"It rained on Tuesday.", sunday, "2020-10-18 2020-10-19"}, // rather the one to come
		{"It rained yesterday.", sunday, "2020-10-17 2020-10-18*"},
		{"It rained on Friday.", time.Time{}, "-"},
		{"It rained on 5 May 2018.", time.Time{}, "2018-05-05 2018-05-06*"},
		{"It rained on Friday, unlike in 2018.", sunday, "2020-10-16 2020-10-17*"}, // the day
		{"It rained in 2017 and in 2018.", sunday, "2018-01-01 2019-01-01*"},       // the later
		{"It rained more than in 2018.", sunday, "2020-10-18 2020-10-19"},
		{"It had the wettest day since August 2018.", sunday, "2020-10-18 2020-10-19"},
		{"It rained before 2018.", sunday, "2020-10-18 2020-10-19"},
		{"Rain fell as after the 3 May 2018 storm.", sunday, "2020-10-18 2020-10-19"}, // what the storm is known by
		{"It rained in May.", sunday, "2020-05-01 2020-06-01*"},
		{"It rained in March.", sunday, "2020-10-18 2020-10-19"}, // so long ago that it may be to come
		{"It rained last month.", sunday, "2020-10-18 2020-10-19"},
		{"It rained this week.", sunday, "2020-10-18 2020-10-19"},
		{"It rained about a week ago.", sunday, "2020-10-18 2020-10-19"},
		{"He fled in November 2018, almost two years ago.", sunday, "2018-11-01 2018-12-01*"},
		{"The council will vote on 17 December.", sunday, "2020-10-18 2020-10-19"},
		{"The council is to vote on Friday.", sunday, "2020-10-18 2020-10-19"},
		{"The council said on Friday that it will vote.", sunday, "2020-10-16 2020-10-17*"},
		{"Companies must count passengers from 1 November.", sunday, "2020-10-18 2020-10-19"},
		{"The crew was found the day before yesterday.", sunday, "2020-10-16 2020-10-17*"},
		{"Theresa May met the crew of the Friday Star.", sunday, "2020-10-18 2020-10-19"},
		{"The law takes effect on 1 January 2030.", sunday, "2020-10-18 2020-10-19"},
		{"It rained in 2021.", sunday, "2020-10-18 2020-10-19"},
	} {
		since, until, named := Dated(text.English(), c.sentence, c.published)
		got := "-"
		if !since.IsZero() {
			got = knowledge.Day(since) + " " + knowledge.Day(until)
		}
		if named {
			got += "*"
		}
		if got != c.want {
			t.Errorf("%s of %s: %s, want %s", c.sentence, knowledge.Day(c.published), got, c.want)
		}
	}
}

func TestHappened(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sentence    string
		here, leads bool // as any sentence, and as a lead
	}{
		{"The ferry sank off the island on Monday.", true, true},
		{"Nine people were killed in the fire.", true, true},
		{"The council has approved the tram line.", true, true},
		{"Police said that the captain was arrested.", true, true},
		{"The mayor said on Friday that the line was too dear.", false, true},
		{"The firm said on Tuesday that it would buy the yard.", false, true},
		{"The council agreed on Tuesday to scrap the plan next year.", false, true},
		{"The ferry will sail again on Friday.", false, false},
		{"The bridge could be closed until it is mended.", false, false},
		{"The yard is at the mouth of the river that flooded.", false, false},
		{"The captain was among the guests.", false, false},
		{"The damaged road leads to the sea.", false, false},
		{"The fire in the hall started on Monday.", true, true},
		{"The minister, a tired man, is to resign.", false, false},
		{"“The bridge collapsed at noon” is the headline.", false, false},
	} {
		if here, leads := happened(text.English(), c.sentence, false), happened(text.English(), c.sentence, true); here != c.here || leads != c.leads {
			t.Errorf("%q happened: %v, as a lead %v; want %v, %v", c.sentence, here, leads, c.here, c.leads)
		}
	}
}

func TestStandsAlone(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]bool{
		"The ferry sank on Monday.":                                    true,
		"She sank on Monday.":                                          false,
		"But the ferry sank on Monday.":                                false,
		"We saw the ferry sink on Monday.":                             false,
		"I saw the ferry sink on Monday.":                              false,
		"flood water reached the town on Monday.":                      false,
		"“The ferry leaned and then it sank,” he said.":                false,
		"“The ferry sank on Monday in the bay of Skar, he wrote.":      false,
		"The ferry, “a wreck”, sank on Monday off the island of Skar.": true,
	} {
		if got := StandsAlone(text.English(), sentence); got != want {
			t.Errorf("%q stands alone: %v, want %v", sentence, got, want)
		}
	}
}

func TestDateline(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]string{
		"(CNN) The ferry sank.":                    "The ferry sank.",
		"Oldport (AP) — The ferry sank.":           "The ferry sank.",
		"New York (Wire Business) The ferry sank.": "The ferry sank.",
		"OLDPORT, Estmark – The ferry sank.":       "The ferry sank.",
		"OLDPORT — The ferry sank.":                "The ferry sank.",
		"The ferry – an old one – sank.":           "The ferry – an old one – sank.",
		"Sund Line (SUND) sank a ferry.":           "Sund Line (SUND) sank a ferry.",
		"The Daily Tiller (a paper) said so.":      "The Daily Tiller (a paper) said so.",
	} {
		if got := undatelined("x"+sentence, text.Span{Start: 1, End: 1 + len(sentence)}).Of("x" + sentence); got != want {
			t.Errorf("%q without its dateline is %q, want %q", sentence, got, want)
		}
	}
}

func TestRows(t *testing.T) {
	t.Parallel()
	stories := storiesOf(t,
		"Post | 2024-05-07 | Ferry Astra sinks | (Wire) The ferry Astra sank off Skar on Monday, and nine people drowned. The ferry Astra was built in 1994. She had a red funnel. The weather was fine. The ferry Astra will be raised on Friday. Rescuers brought 40 people from the ferry to Skar on Tuesday. The Astra, which won a prize in 2001, was loved.",
		"Star | 2024-05-07 | Nine drown off Skar | Nine people drowned when the ferry Astra sank off Skar on Monday. Boats from Oldport looked for survivors of the ferry Astra in the night.",
		"Post | 2024-05-10 | Ferry Astra is up | A crane lifted the ferry Astra from the sea.",
		"Post | 2024-05-11 | Bakers strike | The bakers of Oldport stopped work on Friday. They had baked for the ferry Astra. Their union met on Thursday for the ferry men. Ovens went out on the ferry Astra on Thursday.",
	)
	stories = append(stories, knowledge.Story{ID: "view", Title: "The Astra", Label: knowledge.Opinion, Published: dayOf(t, "2024-05-08"), Text: "The ferry Astra sank on Monday because nobody cared."})
	var got []string
	for _, r := range Rows(text.English(), stories, []string{"ferri", "astra"}, 15) {
		also := ""
		for _, i := range r.Also {
			also += " also " + stories[i].Outlet
		}
		got = append(got, knowledge.Day(r.Since)+" "+r.Of(stories[r.Story].Text)+also)
	}
	want := []string{
		"1994-01-01 The ferry Astra was built in 1994.",
		"2024-05-06 The ferry Astra sank off Skar on Monday, and nine people drowned. also Star",
		"2024-05-07 Rescuers brought 40 people from the ferry to Skar on Tuesday.",
		"2024-05-09 Ovens went out on the ferry Astra on Thursday.",
		"2024-05-10 A crane lifted the ferry Astra from the sea.",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the rows are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if rows := Rows(text.English(), stories, []string{"ferri", "astra"}, 2); len(rows) != 2 || !rows[0].Since.Before(rows[1].Since) {
		t.Errorf("two rows at most: %d", len(rows))
	}
	if rows := Rows(text.English(), nil, nil, 5); len(rows) != 0 {
		t.Errorf("of no stories: %d rows", len(rows))
	}
}
