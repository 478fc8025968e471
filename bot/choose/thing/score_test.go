package thing

import (
	"testing"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/knowledge/text"
)

// TestScores: how a match or a vote ended goes before another number.
func TestScores(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"Ulm beat Bonn 3-2 after extra time in front of 48 guests.": "3-2",
		"Ulm beat Bonn 3–2.":                                "3–2",
		"The council voted by 27 to 21 on 8 May.":           "27 to 21",
		"In the 12th minute Lund made it 1-0.":              "1-0",
		"Lund won 6-3, 6-4.":                                "6-3",
		"After 90 minutes it was 112-98 for Ulm.":           "112-98",
		"The trip takes 10-12 hours.":                       "10",
		"Call 1-800-555.":                                   "1",
		"It rose from 3 to 4 million in the season 2022-23": "3",
		"The match of 2022-23 was lost.":                    "23",
		"Nobody scored.":                                    "",
		"Lund scored 30 points.":                            "30",
	} {
		if got := surest(&Wanted{Lang: text.English(), Type: ask.Number, Focus: "score"}, line); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}
