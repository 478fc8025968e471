package verify

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestNamesakes: a name is none that has the same stem, and is one misspelt or of a family.
func TestNamesakes(t *testing.T) {
	t.Parallel()
	l := text.English()
	const rest = " left the council of Oldport on Monday after a vote on the harbour of Skar."
	for _, c := range []struct {
		source, claim string
		holds         bool
	}{
		{"Prince Harry", "Kamala Harris", false},
		{"Kamala Harris", "Prince Harry", false},
		{"Tom Roberts", "Tom Robert", false},
		{"Robert Lund", "Roberts", false},
		{"Serena William", "Serena Williams", false},
		{"John Adams", "John Adam", false},
		{"Adam Lund", "Amy Adams", false},
		{"Roger Maris", "Roger Mary", false},
		{"Ed Rogers", "Ed Roger", false},
		{"Kamala Harris", "Kamala Harris", true},
		{"Kamala Harris", "Harris", true},
		{"Serena Williams", "Williams", true},
		{"Elizabeth Lund", "Elizabth Lund", true},
		{"Ada Clinton", "Clinton", true},
		{"Mark Lund", "Mark Lund", true},
	} {
		if v := Verify(l, c.claim+rest, "The mayor was absent. "+c.source+rest); v.Holds != c.holds || !v.Holds && !strings.Contains(v.Why, "not in the stories") {
			t.Errorf("%s for %s: holds %v (%s)", c.claim, c.source, v.Holds, v.Why)
		}
	}
}

// TestMoreOfAName: more than one of what has a first name for its name is no other.
func TestMoreOfAName(t *testing.T) {
	t.Parallel()
	l := text.English()
	for claim, source := range map[string]string{
		"Ann Lund won an Oscar in Skar on Monday.":    "Ann Lund won two Oscars in Skar on Monday.",
		"Ann Lund won two Oscars in Skar on Monday.":  "Ann Lund won an Oscar for song and an Oscar for film in Skar on Monday.",
		"The council passed a Bill on Monday.":        "The council passed two Bills on Monday.",
		"On Monday the Lees left Skar by the ferry.":  "On Monday Tom and Ann Lee left Skar by the ferry.",
		"Roses were sold in Skar on Monday.":          "A rose was sold in Skar on Monday.",
		"Marks fell on Monday in Skar.":               "The mark fell on Monday in Skar.",
		"Williams left Skar on Monday by the ferry.":  "Serena Williams left Skar on Monday by the ferry.",
		"On Monday Tom Roberts left Skar by a ferry.": "Tom Roberts left Skar on Monday by a ferry.",
	} {
		if v := Verify(l, claim, "The mayor of Skar was absent. "+source); !v.Holds {
			t.Errorf("%s for %s: %s", claim, source, v.Why)
		}
	}
}
