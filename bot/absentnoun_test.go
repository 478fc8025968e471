package bot

import (
	"fmt"
	"strings"
	"testing"
)

// TestAbsentNoun: what is asked of a thing that no sentence found has is refused, where many were found; a word of the
// reader's own for what they tell, a misspelling, or a word that stands as no noun is no reason.
func TestAbsentNoun(t *testing.T) {
	t.Parallel()
	var told []string
	for i, what := range strings.Fields("bakers painters sailors farmers nurses welders tailors miners coopers dyers potters weavers masons glaziers printers saddlers tanners hatters joiners brewers millers fowlers cutlers salters") {
		told = append(told, fmt.Sprintf("On day %d the mayor, Ada Moe, and the Norwegian team met the %s of Vik on a road, whose guild has %d members and a hall of its own.", i+1, what, 40+7*i))
	}
	s := newFew(t,
		"The Post | 2026-03-05 | Norwegian team wins | Per Lund coaches the Norwegian hockey team, which won on Thursday. // "+strings.Join(told[:12], " "),
		"The Star | 2026-03-06 | Mayor of Vik opens the fair | Ada Moe, the mayor of Vik, had soup for lunch before she opened the fair on Friday. A storm closed the coastal road. // "+strings.Join(told[12:], " "),
	)
	for question, want := range map[string]string{ // what stands first; empty: it is refused
		"Who coaches the Norwegian hockey team?":     "Per Lund",
		"who coaches the norwegian hockey team":      "Per Lund",
		"Who coaches the Norwegian volleyball team?": "",
		"who coaches the norwegian volleyball team":  "",
		"What did the mayor of Vik have for lunch?":  "soup",
		"Which road did the storm close?":            "coastal road",
		"Which road did the landslide close?":        "",
		"Which road was closed by the landslide?":    "",
		"When did the mayor open the fair?":          "Friday",
		"When did the mayor open the aquarium?":      "",
		"Who coaches the Norwegian hokey team?":      "Per Lund",
	} {
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		if first, _, _ := strings.Cut(a.Text, "[1]"); (a.Mode == ModeNone) != (want == "") || !strings.Contains(first, want) {
			t.Errorf("%s: want %q: %s %.2f\n%s", question, want, a.Mode, a.Confidence, a.Text)
		}
	}
}
