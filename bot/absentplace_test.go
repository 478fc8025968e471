package bot

import (
	"strings"
	"testing"
)

// TestPlaceOfNoStory: a place that no story found has is told of and nothing is quoted, also where comparing the stories has found a number; what
// contains the place of a story, or is left unsaid by it, is none.
func TestPlaceOfNoStory(t *testing.T) {
	t.Parallel()
	stories := []string{
		"The Courier | 2026-03-04 | Ferry Gull capsizes off Orvik | Nine people died and 31 were missing after the ferry Gull capsized off Orvik on Tuesday, the coastguard said.",
		"The Courier #correction | 2026-03-06 | Correction: 15 people dead in the Gull | Fifteen people died when the ferry Gull capsized off Orvik, the coastguard said, and it withdrew its lower figures of the Gull. The ministers of Sweden sent flowers.",
	}
	for question, absent := range map[string]string{
		"how many people died on the ferry":                 "",
		"How many people died on the ferry off Orvik?":      "",
		"how many people died on the ferry in Norway":       "Norway",
		"how many people died on the ferry in norway?":      "norway",
		"How many people died on the ferry in Turkey?":      "Turkey",
		"How many people died on the Norwegian ferry?":      "Norwegian",
		"How many people died on the ferry in New Zealand?": "New Zealand",
		"How many people died on the ferry in Sweden?":      "",
		"How many people died on the ferry in Europe?":      "",
		"How many people died on the ferry on Tuesday?":     "",
		"How many people died on the ferry in March?":       "",
	} {
		s := newFew(t, stories...)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question, At: date("2026-03-10")})
		note := notesOf(a, "premise")
		if absent == "" && (a.Mode != ModeExtract || note != "") || absent != "" && (a.Mode != ModeNone || !strings.Contains(note, absent)) {
			t.Errorf("%s: want %q absent: %s %s %v", question, absent, a.Mode, a.Text, a.Notes)
		}
	}
}
