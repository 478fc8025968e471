package bot

import (
	"strings"
	"testing"
	"time"
)

// TestDefinitions: asked what something is, what says so stands first and alone is sure, however old its story is; what is
// new of it stands first where that is asked, and where no story says what it is.
func TestDefinitions(t *testing.T) {
	t.Parallel()
	s := newFew(t,
		"The Post | 2025-02-01 | Skarpox: what is known | Skarpox is a disease of seals that spreads on crowded rocks. Doctors saw it first in 1968.",
		"The Star | 2026-03-05 | Skarpox reaches the bay | Skarpox was found in nine seals of the bay on Thursday. The mayor of Vik said that skarpox would be beaten. Testing for skarpox, a slow task, began.",
		"The Post | 2026-03-06 | Skarpox: the bay is closed | The bay of Vik was closed over skarpox on Friday. A vaccine against skarpox is on its way, officials said.",
		"The Star | 2026-03-07 | “Tidequake” is the word of the year | “Tidequake” is the Vik Dictionary's word of the year. Its use rose ninefold. It's defined as “a sudden turn of what a town believes”.",
		"The Star | 2026-03-08 | Rescuers praised | The Zonal Rescue Team, or ZRT, saved forty seals on Sunday. The ZRT has nine boats.",
		"The Post | 2026-03-08 | The Reed Act passes | The council passed the Reed Act on Sunday by 27 to 21. The Reed Act – a ban on new piers – goes to the governor.",
		"The Post | 2026-03-08 | Night over Vik | Crowds watched the pale moon over Vik on Sunday. A pale moon — which comes every nine years — is another name for a moon behind thin clouds.",
		"The Star | 2026-03-07 | Fjord Maid: 12 missing | Twelve people are missing from the ferry Fjord Maid, the coastguard of Orm said on Saturday.",
		"The Star #correction | 2026-03-08 | Correction: nine people are missing from the Fjord Maid | Nine people are missing from the ferry Fjord Maid, and not twelve, the coastguard of Orm said on Sunday.",
		"The Star | 2026-03-08 | Orm's water | Orm Mayor Nora Quist told The Star on Sunday that the water is safe. “Bring a can,” the mayor said.",
		"The Post | 2026-03-07 | Orm's pipes | Orm Mayor Nora Quist told The Post on Saturday that the pipes of Orm had burst. “Boil it,” the mayor of Orm said.",
		"The Star | 2026-03-08 | Lund quits | Per Lund resigned as head of the Vik Bank on Sunday. The Vik Bank is looking for a new head.",
	)
	at := time.Date(2026, 3, 9, 9, 0, 0, 0, time.UTC)
	for question, want := range map[string]string{ // what stands first
		"What is skarpox?":                      "a disease of seals that spreads",
		"what's skarpox":                        "a disease of seals that spreads",
		"whats skarpox":                         "a disease of seals that spreads",
		"define skarpox":                        "a disease of seals that spreads",
		"What does tidequake mean?":             "a sudden turn",
		"tidequake meaning":                     "a sudden turn",
		"What is the meaning of tidequake?":     "a sudden turn",
		"What is ZRT?":                          "Zonal Rescue Team",
		"What is the Reed Act?":                 "a ban on new piers",
		"What is a pale moon?":                  "another name for",
		"What is the Fjord Maid?":               "",
		"Who is the mayor of Orm?":              "Nora Quist",
		"What was closed over skarpox?":         "The bay of Vik was closed",
		"When was skarpox found in the bay?":    "Thursday",
		"Who resigned as head of the Vik Bank?": "Per Lund",
	} {
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question, At: at})
		if first, _, _ := strings.Cut(a.Text, "[1]"); a.Mode != ModeExtract || !strings.Contains(first, want) {
			t.Errorf("%s: want %q: %s %.2f\n%s", question, want, a.Mode, a.Confidence, a.Text)
		}
		for _, n := range a.Notes {
			if strings.Contains(n.Text, "latest is") || strings.Contains(n.Text, "differ") || strings.Contains(question, "skarpox") && strings.Contains(n.Text, "for certain") {
				t.Errorf("%s: %s", question, n.Text)
			}
		}
	}
}
