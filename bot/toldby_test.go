package bot

import (
	"fmt"
	"strings"
	"testing"
)

// TestToldBy: what an outlet tells is answered from its stories alone.
func TestToldBy(t *testing.T) {
	t.Parallel()
	stories := []string{
		"The Vik Gazette | 2026-03-05 | Wiring blamed for the fire in Moss | Faulty wiring caused the fire that destroyed the old mill of Moss on Thursday, the fire chief said. It cost 3 million crowns.",
		"The Daily Post | 2026-03-05 | Batteries started the fire in Moss | Batteries of bicycles caused the fire that destroyed the old mill of Moss on Thursday, an inspector said. Two people died in the fire.",
		"The Vik Gazette | 2026-03-06 | Count the children | The mayor of Moss, Ida Aas, ought to resign over the fire.",
	}
	for question, want := range map[string]string{ // what stands first; "": refused or doubted
		"What does the Vik Gazette say caused the fire in Moss?":             "wiring",
		"What does the Daily Post say caused the fire in Moss?":              "Batteries",
		"according to the daily post what caused the fire in moss":           "Batteries",
		"What caused the fire in Moss, according to the Gazette?":            "wiring",
		"Who should resign according to the Gazette's columnist?":            "Ida Aas",
		"Who should resign over the fire according to the Post's columnist?": "",
		"How many people died in the fire according to the Daily Post?":      "Two people",
		"How many people died in the fire according to the Vik Gazette?":     "",
		"How much did the fire in Moss cost according to the Vik Gazette?":   "3 million",
	} {
		s := newFew(t, stories...)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		first, _, _ := strings.Cut(a.Text, "[1]")
		if told := a.Mode == ModeExtract && !a.Hedged(); told != (want != "") || !strings.Contains(first, want) {
			t.Errorf("%s: want %q: %s %.2f\n%s\n%v", question, want, a.Mode, a.Confidence, a.Text, a.Notes)
		}
		outlet, note := "The Daily Post", noteTexts(a)
		if strings.Contains(question, "Gazette") {
			outlet = "The Vik Gazette"
		}
		if !strings.Contains(note, "Only stories of "+outlet+" were searched.") {
			t.Errorf("%s: it is not told whose stories were searched: %q", question, note)
		}
		for _, c := range a.Citations {
			if c.Outlet != outlet {
				t.Errorf("%s: %s is cited", question, c.Outlet)
			}
		}
	}
	s := newFew(t, stories...)
	for _, question := range []string{"What caused the fire in Moss, according to the fire chief?", "What caused the fire in Moss?",
		"Which stories mention the fire according to the Gazette?", "latest on the fire according to the Gazette", "Who is quoted on the fire in the Gazette's report?"} {
		if a := ask(t, &Bot{Stories: s}, s, Question{Text: question}); strings.Contains(noteTexts(a), "Only stories of") {
			t.Errorf("%s: %v", question, a.Notes)
		}
	}
}

// TestFindsToldBy: a search for what an outlet tells finds as many of its passages as are asked for, and no others.
func TestFindsToldBy(t *testing.T) {
	t.Parallel()
	var stories []string
	for i := range 40 {
		outlet := "The Daily Post"
		if i%8 == 7 {
			outlet = "The Vik Gazette"
		}
		stories = append(stories, fmt.Sprintf("%s | 2026-03-05 | Fire %d in Moss | The fire in Moss destroyed mill %d.", outlet, i, i))
	}
	b := &Bot{Stories: newFew(t, stories...)}
	query, found, err := b.Find(t.Context(), Question{Text: "fire in Moss according to the Gazette"}, 10, 1)
	if err != nil || query.Limit != 10 || len(found.Hits) != 5 {
		t.Fatalf("a limit of %d, %d found, %v; want 10 and 5", query.Limit, len(found.Hits), err)
	}
	for i := range found.Hits {
		if o := found.Hits[i].Story.Outlet; o != "The Vik Gazette" {
			t.Errorf("%s is found", o)
		}
	}
	if _, found, err = b.Find(t.Context(), Question{Text: "fire in Moss according to the Gazette"}, 2, 1); err != nil || len(found.Hits) != 2 {
		t.Errorf("%d found, %v; want 2", len(found.Hits), err)
	}
}

// noteTexts are the texts of an answer's notes.
func noteTexts(a Answer) string {
	var all []string
	for _, n := range a.Notes {
		all = append(all, n.Text)
	}
	return strings.Join(all, "\n")
}
