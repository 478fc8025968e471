package bot

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestOpenCauses: where a cause is asked for and the stories tell that it is not known, or only suspected, that is the answer.
func TestOpenCauses(t *testing.T) {
	t.Parallel()
	const (
		bridge = "The Courier | 2026-03-04 | Bridge at Orvik falls | The bridge at Orvik fell into the river on Tuesday. Buses had used the bridge until noon. Ten people were hurt at the bridge when it fell. "
		blaze  = "The Courier | 2026-03-04 | Mill of Dorn burns | A fire gutted the mill of Dorn on Tuesday night. Sixty people fought the fire at the mill. High winds at the mill caused the fire to glow for days. "
	)
	for name, c := range map[string]struct{ question, story, want string }{
		"under investigation": {"What caused the bridge at Orvik to fall?", bridge + "The cause is under investigation, police said.", "under investigation"},
		"not known":           {"Why did the bridge at Orvik fall?", bridge + "The mayor said that the reason for the fall of the bridge was not known.", "not known"},
		"still investigating": {"What caused the fall of the bridge at Orvik?", bridge + "Police are still investigating what caused the fall.", "still investigating"},
		"suspected":           {"Why did the mill of Dorn burn?", blaze + "Police suspect that a heater set off the fire at the mill.", "a heater"},
		"may have":            {"What caused the fire at the mill of Dorn?", blaze + "The fire may have been sparked by a heater, an officer said.", "a heater"},
		"yet to be found":     {"what was the cause of the fire at the mill of dorn", blaze + "The cause of the fire has yet to be determined.", "yet to be determined"},
		"never known":         {"What was the motive for the fire at the mill of Dorn?", blaze + "We may never know why the mill was set on fire.", "never know why"},

		"since a day":     {"Why did the bridge at Orvik fall?", bridge + "The road office gave figures of the bridge at Orvik, which fell, since Tuesday. The cause was not known, said the mayor of Orvik.", "cause was not known"},
		"since the start": {"Why did the mill of Dorn burn?", blaze + "The mill of Dorn had burned since the start of the night. Police do not know what caused the fire at the mill.", "do not know what caused"},
		"since it was":    {"Why did the bridge at Orvik fall?", bridge + "The bridge at Orvik fell since it was rotten, the road office said.", "rotten"},
		"it is known":     {"What caused the fire at the mill of Dorn?", "The Courier | 2026-03-04 | Mill of Dorn burns | A heater caused the fire that gutted the mill of Dorn on Tuesday, the fire office said. The cause of a fire next door is not known.", "A heater"},
		"of a fall":       {"Why did the bridge at Orvik fall?", bridge + "The reason for a fall of the bridge is not known, the mayor said.", "not known"},
		"nothing of why":  {"When did the bridge at Orvik fall?", bridge + "The cause is under investigation, police said.", "on Tuesday"},
	} {
		s := newFew(t, c.story)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: c.question})
		if first, _, _ := strings.Cut(a.Text, "[1]"); !strings.Contains(first, c.want) {
			t.Errorf("%s: %q, want %q first", name, a.Text, c.want)
		}
	}
}

// TestOpenCauseOfAny: the cause of one of a sort is not known, either; a lead speaks so of what its story is about.
func TestOpenCauseOfAny(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"The cause of a fire that gutted the mill of Dorn is not known.", "The reason for an outage in Orvik is under investigation.",
		"The motive for a shooting in Ulm remains unclear.", "The cause of the fall has yet to be determined.", "The causes of fires at mills are unknown.",
	} {
		if !text.English().Patterns.OpenCause.MatchString(s) {
			t.Errorf("%q tells no open cause", s)
		}
	}
}

// TestYesNoEnds: what is over is answered by one sentence, and one person is not answered for by the figures of many.
func TestYesNoEnds(t *testing.T) {
	t.Parallel()
	stories := []string{
		"The Courier | 2026-03-04 | Ferry Gull capsizes | Nine people died and 31 were missing after the ferry Gull capsized off Orvik on Tuesday, the coastguard said. The captain of the Gull, Ada Quist, was rescued by a boat. Lifeboats of Orvik brought 44 people of the Gull ashore. Police of Orvik arrested the mate of the Gull on Tuesday.",
		"The Courier | 2026-03-06 | Correction: 14 people missing from the Gull | Fourteen people are missing from the ferry Gull off Orvik, and 15 are dead, the coastguard said, and it withdrew its higher figures of the Gull.",
	}
	for question, want := range map[string]string{
		"Is the captain of the Gull dead?":         "Ada Quist",
		"Was the captain of the Gull rescued?":     "Ada Quist",
		"Did the ferry Gull capsize off Orvik?":    "capsized",
		"did police arrest the mate of the gull":   "arrested the mate",
		"Was the mate of the Gull arrested?":       "arrested the mate",
		"Were people of the Gull brought ashore?":  "44 people",
		"Did the captain of the Gull get rescued?": "Ada Quist",
	} {
		s := newFew(t, stories...)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		if first, _, _ := strings.Cut(a.Text, "[1]"); !strings.Contains(first, want) {
			t.Errorf("%s: %q, want %q first", question, a.Text, want)
		}
		if n := len(a.Citations); n > 1 && !strings.Contains(question, "people") {
			t.Errorf("%s: %d sentences: %q", question, n, a.Text)
		}
	}
}

// TestCauseOfNothing: what caused something that no story tells of is not answered by the cause of something else.
func TestCauseOfNothing(t *testing.T) {
	t.Parallel()
	stories := []string{
		"The Courier | 2026-03-04 | Mill burns in Orvik | Faulty wiring caused the fire that destroyed the mill of Orvik on Tuesday, the fire chief said. Nobody was hurt.",
		"The Courier | 2026-03-06 | Orvik bridge shut | The bridge of Orvik was shut on Friday. Rust in two of its cables caused the closure, the council said.",
	}
	for question, want := range map[string]string{
		"What caused the fire?": "Faulty wiring", "what caused the blaze": "Faulty wiring", "What caused the mill fire?": "Faulty wiring", "What caused the closure?": "Rust",
		"What caused the blackout?": "", "what caused the earthquake in Orvik": "", "What caused the shipwreck?": "",
	} {
		s := newFew(t, stories...)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		if first, _, _ := strings.Cut(a.Text, "[1]"); want == "" && a.Mode != ModeNone || !strings.Contains(first, want) {
			t.Errorf("%s: %s %q, want %q first", question, a.Mode, a.Text, want)
		}
	}
}

// TestInFact: what was said at first is not the answer without what was so in fact behind it, and nothing is quoted twice.
func TestInFact(t *testing.T) {
	t.Parallel()
	stories := []string{
		"The Courier | 2026-03-04 | Fair of Orvik | The fair of Orvik was held on Tuesday with 12 stalls, the council said. It rained.",
		"The Courier #correction | 2026-03-06 | Correction: guests of the fair of Orvik | The council of Orvik has counted again. The council said at first that 840 people were at the fair of Orvik. In fact 730 came, for some tickets were counted twice.",
	}
	for question, want := range map[string]string{
		"How many people were at the fair of Orvik?":         "In fact 730",
		"how many people came to the orvik fair":             "In fact 730",
		"How many people were counted at the fair of Orvik?": "In fact 730",
		"How many stalls were at the fair of Orvik?":         "12 stalls",
	} {
		s := newFew(t, stories...)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		first, _, _ := strings.Cut(a.Text, "[1]")
		if !strings.Contains(first, want) {
			t.Errorf("%s: %q, want %q first", question, a.Text, want)
		}
		for i, c := range a.Citations {
			for _, o := range a.Citations[:i] {
				if c.Story == o.Story && c.Start < o.End && o.Start < c.End {
					t.Errorf("%s: twice: %q", question, a.Text)
				}
			}
		}
	}
}

// TestCauseOfAnother: a sentence that begins with the cause of something answers why that was so, and not why anything else
// was: of that it is at most what comes nearest.
func TestCauseOfAnother(t *testing.T) {
	t.Parallel()
	const (
		premier = "The Courier | 2026-03-04 | Premier Ada Trell resigns | Premier Ada Trell resigned on Tuesday after six weeks. Because the markets of Orvik had fallen, the central bank bought bonds of Premier Ada Trell's government. She thanked her staff."
		mill    = "The Courier | 2026-03-04 | Mill of Dorn closes | The mill of Dorn closed on Monday after ninety years. Because the river had flooded the mill of Dorn, a dealer sold the machines. Forty people worked there."
		known   = "The Courier | 2026-03-04 | Mill of Dorn closes | Because flour had become too dear, the mill of Dorn closed on Monday. Forty people worked there. Its owner lives in Ulm."
		noun    = "The Courier | 2026-03-04 | Premier Ada Trell resigns | Because the markets had fallen, Premier Ada Trell announced her resignation on Tuesday. She thanked her staff. Her party meets today."
	)
	for _, c := range []struct {
		question, story string
		sure            bool
	}{
		{"Why did Ada Trell resign?", premier, false},
		{"Why did Premier Ada Trell resign on Tuesday?", premier, false},
		{"Why did the central bank buy bonds?", premier, true},
		{"Why did the mill of Dorn close?", mill, false},
		{"Why did a dealer sell the machines of the mill of Dorn?", mill, true},
		{"Why did the mill of Dorn close?", known, true},
		{"Why did Ada Trell resign?", noun, true},
		{"Why did Ada Trell resign?", strings.Replace(noun, "Premier Ada Trell announced her resignation", "she had no choice", 1), true},
		{"What did the central bank buy?", premier, true},
		{"Why did Ada Trell thank her staff?", premier, false},
		{"Why was the mill of Dorn closed?", known, true},
		{"Why has Premier Ada Trell quit?", noun, true},
	} {
		s := newFew(t, c.story)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: c.question})
		if c.sure != (a.Mode == ModeExtract && !strings.Contains(notesOf(a, "fallback"), "for certain")) {
			t.Errorf("%s: %s %q, notes %v", c.question, a.Mode, a.Text, a.Notes)
		}
	}
}
