package thing

import (
	"testing"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/knowledge/text"
)

// surest is the surest thing of that kind in a line; empty where there is none.
func surest(want *Wanted, line string) string {
	best, got := 0.0, ""
	words := text.English().Words(line)
	for _, th := range In(want, line, words) {
		if th.Sure > best {
			best, got = th.Sure, line[words[th.From].Start:words[th.To-1].End]
		}
	}
	return got
}

// TestRates: what tells how often something happens.
func TestRates(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"The ferry sails every two hours.":                        "every two hours",
		"They strike the coast roughly every 10 months or so.":    "every 10 months",
		"The board meets twice a year.":                           "twice a year",
		"Members row three times per week.":                       "times per week",
		"Members row 3 times a week.":                             "3 times a week",
		"The dykes are inspected annually.":                       "annually",
		"The market is held each Friday.":                         "each Friday",
		"The choir sings once every other month.":                 "once every other month",
		"The tower is 40 metres high.":                            "",
		"Every captain knows the reef.":                           "",
		"She rowed for two years.":                                "",
		"Once a captain himself, he sold the boat within a week.": "",
		"The lamp is lit nightly.":                                "nightly",
	} {
		if got := surest(&Wanted{Lang: text.English(), Type: ask.Rate}, line); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// TestNumbersOfNames: a number that a hyphen ties to a name counts nothing.
func TestNumbersOfNames(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"The firm told of its COVID-19 trials.":          "",
		"An F-16 flew over the quay.":                    "",
		"The Soyuz-5 stood on the pad.":                  "",
		"The Covid-19 trials had 112 children.":          "112",
		"Some 40-50 children came.":                      "40",
		"The low forties turned to rain for 12 days.":    "12",
		"Ulm - 12 boats - won.":                          "12",
		"The boat sank with 16 aboard the U-boat, Tern.": "16",
		"Boats and C-130 planes brought 300 tents.":      "300",
		"The G-7 met.":   "",
		"In all 7 came.": "7",
		"The A380-800 carried 500 people to the MD-80 show.": "500",
	} {
		if got := surest(&Wanted{Lang: text.English(), Type: ask.Number, Manner: ask.HowMany}, line); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// TestToCome: a date behind a short "will" is of what is yet to come.
func TestToCome(t *testing.T) {
	t.Parallel()
	for line, sure := range map[string]bool{
		"Moen said last week that she'll teach a class in 2031.":    true,
		"Moen announced that they'll open it in 2031.":              true,
		"Lund told the paper that he’ll retire in 2031.":            true,
		"Lund said he had taught a class in 2031.":                  false,
		"The council announced that the fair had opened in 2031.":   false,
		"The council announced that the fair will open in 2031.":    true,
		"The board decided on Monday that it'll meet again in 2031": true,
	} {
		most := 0.0
		words := text.English().Words(line)
		for _, th := range In(&Wanted{Lang: text.English(), Type: ask.Date, Present: true}, line, words) {
			if words[th.From].Norm == "2031" {
				most = th.Sure
			}
		}
		if (most == 1) != sure {
			t.Errorf("%s: sure %.2f", line, most)
		}
	}
}
