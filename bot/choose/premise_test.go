package choose

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestPremise: a name that no line has, where the best tells the same of just one other.
func TestPremise(t *testing.T) {
	t.Parallel()
	for question, c := range map[string]struct{ line, want string }{
		"Who did Ines Okafor marry in Lisbon?":                  {"Tom Adeyemi married a singer in Lisbon on Friday.", "Tom Adeyemi, not Ines Okafor"},
		"How long will Elena Marsh be acting mayor?":            {"Council chief Tom Adeyemi will serve as acting mayor until May.", "Tom Adeyemi, not Elena Marsh"},
		"How many people were rescued from the floods in Lyon?": {"In Hamburg, 82 people were rescued from the floods.", "Hamburg, not Lyon"},
		"When did Elena Marsh's brother leave the council?":     {"Ines Okafor's brother left the council in May.", "Ines Okafor, not Elena Marsh"},

		"How many people were saved from the fire in Lyon?": {"In Altona, outside Hamburg, 82 people were saved from a fire.", "Altona, not Lyon"},
		"When did Tom Adeyemi marry in Lisbon?":             {"Tom Adeyemi married a singer in Lisbon on Friday.", ""},   // no gap
		"When did Adeyemi marry the singer?":                {"Tom Adeyemi married a singer in Lisbon.", ""},             // the surname is enough
		"When did Ines Okafor swim the channel?":            {"Tom Adeyemi married a singer in Lisbon.", ""},             // another event
		"Where did Ines Okafor marry the singer?":           {"Tom Adeyemi and Bo Lindqvist each married a singer.", ""}, // which of the two?
		"Why did Ines Okafor marry?":                        {"Tom Adeyemi married.", ""},                                // too little is said
		"When was the old bridge in Lisbon closed?":         {"The old bridge was closed in March.", ""},                 // nothing in its place
		"When did Ines Okafor open the bridge by car?":      {"In Lisbon the bridge was open by car in March.", ""},      // a place is no person
		"When was the old bridge closed by the mayor?":      {"Tom Adeyemi closed the old bridge, the mayor.", ""},       // no name is asked
	} {
		q := Read(text.English(), question)
		lines := linesOf([]string{c.line})
		p, ok := q.Premise(lines, Fitted().Rank(q, lines), 0)
		got := ""
		if ok {
			got = p.Told + ", not " + p.Asked
		}
		if got != c.want {
			t.Errorf("%s %q: %q, want %q", question, c.line, got, c.want)
		}
	}
}
