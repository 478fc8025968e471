package choose

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestBears: a story is near where it has the noun or the name that is asked about, not where it only has a common word or the verb.
func TestBears(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		question, story string
		want            bool
	}{
		{"What time does the tram open?", "The council voted to build a tram line to the airport.", true},
		{"What time does the tram open?", "The bridge may open again at noon, said the police.", false},
		{"What time does the tram open?", "Divers found four more bodies.", false},
		{"Who is the new harbour master?", "The harbour railway was closed.", true},
		{"Who is the new harbour master?", "A new symphony was found.", false},
		{"Who painted the Mona Lisa?", "The shed was painted green.", false},
		{"Who painted the Mona Lisa?", "The Mona Lisa hangs in Paris.", true},
		{"How old is Lia Moen?", "Tom Moen is 40 years old.", true},
		{"How old is Lia Moen?", "The mill is 40 years old.", false},
		{"When did the ferry sink?", "Ferries stay in port in a storm.", true},
		{"When did the ferry sink?", "The pound sank on Monday.", false},
		{"Which envoy won the chess cup of Ostholm?", "An envoy vanished.", true},
		{"Which people left Ostholm?", "Five people ate.", false},
		{"Where?", "The pound sank on Monday.", true}, // nothing is asked about
	} {
		q := Read(text.English(), c.question)
		if got := q.Reader().Bears(c.story); got != c.want {
			t.Errorf("%s: %q is near: %v, want %v", c.question, c.story, got, c.want)
		}
	}
}
