package bot

import (
	"strings"
	"testing"
)

// TestHeld: an answer is given as one only where what is asked is said of whom, or what, it is asked. Where the verb, the
// name or the kind of place or number lacks, it is said that the sentences are only the nearest, or nothing is quoted.
func TestHeld(t *testing.T) {
	t.Parallel()
	const (
		boat = "The Post | 2026-03-05 | Ferry Tern sinks off Ulm; six dead | Six people died when the ferry Tern sank off the rock of Ulm on Monday, the coastguard said. The ferry left Orvik at noon with 60 people aboard. // " +
			"Boats brought 40 people ashore. Lia Moen, the captain of the Tern, was among those rescued. // The Tern was built in 1988 and is 38 metres long. The line runs between Orvik and the islands. Her owner, Nils Hov, ought to resign, said the union."
		fire = "The Star | 2026-03-06 | Fire guts the mill of Orvik | A fire gutted the old mill of Orvik early on Friday, the fire brigade said. Forty firefighters fought it for three hours. // Nobody was killed. Two firefighters were injured. " +
			"The mill of Anna Falk stored 300 bicycles, and she put the damage at 2 million crowns. Falk, whose brother lives in Ulm, said that she would build it up again."
		cup = "The Star | 2026-03-07 | Moen scores twice as Rovers beat Albion | Rovers beat Albion 2-1 in the final on Saturday. Per Moen scored both goals for Rovers, and Tor Lund scored for Albion. Moen, who is 1.94 metres tall, left the field with a limp."
		ad  = "The Star #sponsored | 2026-03-07 | Five reasons for a Warmbox in your cellar | The Warmbox costs 4,000 crowns and cuts your power bill by half, a survey showed. The power of the sun is stored in its cells. Warmbox was started by Ida Hov."
	)
	for question, c := range map[string]struct{ story, want string }{ // want: what stands first; "?" before it: or doubted; "": refused or doubted
		"Where was the ferry going?":                    {boat, ""},
		"Where was the Tern headed when it sank?":       {boat, ""},
		"How many people were rescued from the Tern?":   {boat, "?Boats brought 40 people"},
		"How old is the ferry Tern?":                    {boat, "built in 1988"},
		"Why did Nils Hov resign?":                      {boat, ""},
		"Why did Lia Moen resign?":                      {boat, ""},
		"How much was Lia Moen paid?":                   {boat, ""},
		"Who was arrested for the sinking of the Tern?": {boat, ""},
		"How many people died on the Tern?":             {boat, "Six people died"},
		"tern length":                                   {boat, "38 metres"},
		"How many people were killed in the mill fire?": {fire, "Nobody was killed"},
		"Was anybody injured in the fire at the mill?":  {fire, "Two firefighters were injured"},
		"Was anyone killed in the fire at the mill?":    {fire, "Nobody was killed"},
		"What is the name of Anna Falk's brother?":      {fire, ""},
		"How many bathrooms did the mill have?":         {fire, ""},
		"How much did the insurer pay Anna Falk?":       {fire, ""},
		"How many goals did Tor Lund score for Rovers?": {cup, "?"},
		"per moen height":                               {cup, "1.94 metres"},
		"How tall is Per Moen?":                         {cup, "1.94 metres"},
		"what caused the power cuts?":                   {ad, ""},
		"Who started Warmbox?":                          {ad, "Ida Hov"},
		"How much does a Warmbox cost?":                 {ad, "4,000 crowns"},
	} {
		s := newFew(t, c.story)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		first, _, _ := strings.Cut(a.Text, "[1]")
		want, doubt := strings.CutPrefix(c.want, "?")
		sure := a.Mode == ModeExtract && !a.Hedged()
		switch {
		case c.want == "" && sure, doubt && sure && (want == "" || !strings.Contains(first, want)), !doubt && want != "" && (a.Mode != ModeExtract || !strings.Contains(first, want)):
			t.Errorf("%s: want %q: %s %.2f\n%s\n%v", question, c.want, a.Mode, a.Confidence, a.Text, a.Notes)
		}
	}
}
