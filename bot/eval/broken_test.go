package eval

import (
	"slices"
	"testing"
)

// TestBroken holds the judge of how an answer reads to what a copy editor would mark.
func TestBroken(t *testing.T) {
	t.Parallel()
	const asked = "What sank the ferry off Kiel?"
	passages := []passage{
		{Text: "The ferry Hermia sank off Kiel in a storm. It had left Oslo at noon. Captain Jan Holm ignored the warnings, a court said."},
		{Text: "Holm denied that he had been warned. The owner, Norlin, rejected the findings of the court. But the weather office stood by its warning."},
		{Text: "Divers found 40 lifejackets. Another twelve were found on the beach at Laboe. The divers went home."},
	}
	const (
		storm = "A storm sank the ferry Hermia off Kiel."
		court = "Captain Jan Holm had ignored warnings, a court found."
		deny  = "Holm denied that anyone had warned him."
		found = "Divers found 40 lifejackets."
	)
	for name, c := range map[string]struct {
		wrote, shown string
		want         defect // empty: it is sound
	}{
		"a pronoun without its name":             {storm + " " + court + " He was on the bridge at noon.", storm + " [1] He was on the bridge at noon. [2]", lostNoun},
		"a possessive without its name":          {storm + " " + court + " His trial begins in May.", storm + " [1] His trial begins in May. [2]", lostNoun},
		"a pronoun after some words":             {storm + " Norlin owns three ferries. Last year it sold one.", storm + " [1] Last year it sold one. [2]", lostNoun},
		"a pronoun behind a pronoun":             {storm + " " + court + " He was on the bridge. He blamed the wind.", storm + " [1] He blamed the wind. [2]", lostNoun},
		"the company":                            {storm + " Norlin bought the Hermia in 2011. The company has three ferries left.", storm + " [1] The company has three ferries left. [2]", lostNoun},
		"the man":                                {storm + " Ole Lund swam to the beach. The man was found by a farmer.", storm + " [1] The man was found by a farmer. [2]", lostNoun},
		"a quotation with a pronoun":             {"Rain fell.", "Divers found 40 lifejackets. [3] He left at noon. [1]", ""},
		"but":                                    {storm + " The owner says she was sound. But an inspector had found rust.", storm + " [1] But an inspector had found rust. [2]", lostLink},
		"also":                                   {storm + " A tug brought 20 people home. Also, a helicopter took four.", storm + " [1] Also, a helicopter took four. [2]", lostLink},
		"another":                                {storm + " " + found + " Another twelve lay on the beach.", storm + " [1] Another twelve lay on the beach. [2]", lostLink},
		"the latter":                             {storm + " Oslo and Kiel sent tugs. The latter came first.", storm + " [1] The latter came first. [2]", lostLink},
		"a quotation that leads on":              {"The weather office was sure.", "But the weather office stood by its warning. [2]", lostLink},
		"a quotation of one more":                {"Things were found.", "Another twelve were found on the beach at Laboe. [3]", lostLink},
		"a denial gone":                          {court + " " + deny, court + " [1]", lostSide},
		"a correction gone":                      {court + " Norlin rejected the finding.", court + " [1]", lostSide},
		"a heading":                              {"## The ferry Hermia\n\n" + storm, "The ferry Hermia [1] " + storm + " [1]", noClaim},
		"a lead-in":                              {"What is known of the Hermia:\n\n" + storm, "What is known of the Hermia: [1] " + storm + " [1]", noClaim},
		"a list of sources":                      {storm + "\n\n*Sources: The Courier, Kiel Gazette*", storm + " [1]\n\nSources: The Courier, Kiel Gazette [2]", noClaim},
		"one item left":                          {"What was found:\n- 40 lifejackets lay on the beach at Laboe\n- A boat was near Kiel", "- A boat was near Kiel [1]", loneItem},
		"items of a name":                        {storm + " Towns that sent tugs include:\n- Oslo\n- Kiel", storm + " [1]\n- Oslo [2]\n- Kiel [3]", loneItem},
		"the end gone":                           {"A storm sank the ferry Hermia off Kiel after Captain Jan Holm had ignored warnings.", "A storm sank the ferry Hermia off Kiel [1]", cutSentence},
		"the beginning gone":                     {"In a test, nobody could open the doors of the ferry Hermia.", "could open the doors of the ferry Hermia. [1]", cutSentence},
		"a quotation without its end":            {"Rain fell.", "The ferry Hermia sank off Kiel in a [1]", cutSentence},
		"as it was written":                      {storm + " " + court + " He was on the bridge. But " + deny, storm + " [1] " + court + " [2] He was on the bridge. [2] But " + deny + " [3]", ""},
		"a pronoun of the question":              {"It was a storm, a court in Kiel found.", "It was a storm, a court in Kiel found. [1]", ""},
		"a pronoun whose name is in question":    {"Kiel had a storm that night. It lasted six hours.", "It lasted six hours. [1]", ""},
		"a pronoun with its name":                {court + " " + found + " He was on the bridge.", court + " [1] He was on the bridge. [2]", ""},
		"a pronoun within a sentence":            {storm + " " + found + " Jan Holm says he is sorry.", storm + " [1] Jan Holm says he is sorry. [2]", ""},
		"a quotation that names the missing one": {storm + " Holm steered her on. He was on the bridge.", storm + " [1] Captain Jan Holm ignored the warnings, a court said. [2] He was on the bridge. [3]", ""},
		"the last sentences gone":                {storm + " " + court + " " + found, storm + " [1]", ""},
		"the first gone":                         {storm + " " + found, found + " [1]", ""},
		"but with what it is set against":        {storm + " The owner says she was sound. But an inspector had found rust.", "The owner says she was sound. [1] But an inspector had found rust. [2]", ""},
		"quotations in their order":              {"Rain fell.", "Divers found 40 lifejackets. [3] Another twelve were found on the beach at Laboe. [3]", ""},
		"a denial quoted instead":                {court + " " + deny, court + " [1] Holm denied that he had been warned. [2]", ""},
		"both sides gone":                        {storm + " " + court + " " + deny, storm + " [1]", ""},
		"a lead-in cut off":                      {"According to the passages, a storm sank the Hermia.", "A storm sank the Hermia. [1]", ""},
		"a list without one of its items":        {"What was found:\n- 40 lifejackets lay on the beach\n- A boat was near Kiel\n- A bell hung there", "- 40 lifejackets lay on the beach [1]\n- A bell hung there [2]", ""},
		"one item left as a sentence":            {"What was found:\n- 40 lifejackets lay on the beach at Laboe\n- A boat was near Kiel", "A boat was near Kiel [1]", ""},
		"items of a name with their lead-in":     {"Towns that sent tugs include:\n- Oslo\n- Kiel", "- Towns that sent tugs include: Oslo [2]\n- Towns that sent tugs include: Kiel [3]", ""},
		"sentences without full stops":           {"- A boat was near Kiel\n- A bell hung there", "- A boat was near Kiel [1]\n- A bell hung there [1]", ""},
		"without the word that leads on":         {storm + " The owner says she was sound. However, an inspector had found rust.", storm + " [1] An inspector had found rust. [2]", ""},
	} {
		got := broken(asked, c.wrote, c.shown, passages)
		if c.want == "" && len(got) > 0 || c.want != "" && !slices.Equal(got, []defect{c.want}) {
			t.Errorf("%s: %v, want %q\nwrote %s\nshown %s", name, got, c.want, c.wrote, c.shown)
		}
	}
	// Without a name in the question a quotation must not begin with a pronoun.
	if got := broken("What was found?", "Rain fell.", "He left at noon. [1]", passages); !slices.Equal(got, []defect{lostNoun}) {
		t.Errorf("a quotation that begins with a pronoun: %v", got)
	}
}
