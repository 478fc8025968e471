package bot

import (
	"strings"
	"testing"
)

// TestNamesakes: what is told of Harry is not told of Harris, whose name has the same stem.
func TestNamesakes(t *testing.T) {
	t.Parallel()
	s := newFew(t,
		"The Post | 2026-03-05 | Harry visits Skar | Harry Lund visited Skar on Thursday with his wife, Ida. He spoke of his mother, who died in a crash in 1997.",
		"The Star | 2026-03-06 | Robert opens the fair | Robert Moe opened the fair of Vik on Friday. He was born in Ulm in 1961.",
		"The Post | 2026-03-07 | Roberts quits | Ada Roberts resigned as head of the bank on Saturday. She is 61 years old.",
	)
	lees := newFew(t, "The Post | 2026-03-05 | The Lees are back | The Lees returned to Vik from Skar on Saturday. Ann Lee won two Oscars in Ulm.")
	for question, want := range map[string]string{"When did the Lee family return?": "Saturday", "Who won an Oscar?": "Ann Lee"} {
		a := ask(t, &Bot{Stories: lees}, lees, Question{Text: question})
		if !strings.Contains(a.Text, want) || a.Hedged() {
			t.Errorf("%s: want %q: %s %.2f\n%s", question, want, a.Mode, a.Confidence, a.Text)
		}
	}
	for question, want := range map[string]string{ // what stands first; empty: it is refused
		"When did Franco Harris die?":     "",
		"When did Harry Lund visit Skar?": "Thursday",
		"When did Ada Roberts resign?":    "Saturday",
		"How old is Ada Roberts?":         "61",
		"Where was Tom Roberts born?":     "",
	} {
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		if first, _, _ := strings.Cut(a.Text, "[1]"); (a.Mode == ModeNone) != (want == "") || !strings.Contains(first, want) {
			t.Errorf("%s: want %q: %s %.2f\n%s", question, want, a.Mode, a.Confidence, a.Text)
		}
	}
}
