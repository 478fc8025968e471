package thing

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// A sentence names one of what is asked for where the noun stands beside a name that the question has not.
func TestNamesOne(t *testing.T) {
	t.Parallel()
	const (
		city   = "Which Varnian city did the minister visit?"
		dancer = "Which dancer was killed in the war?"
		fire   = "What's the fire near the cedars called?"
		term   = "Which term was chosen as the word of the year?"
	)
	for _, c := range []struct {
		question, sentence string
		want               bool
	}{
		{city, "The minister flew to the Varnian city of Lund on Sunday.", true},
		{city, "The minister flew to Lund, a small city in the south of Varnia, on Sunday.", true},
		{city, "The minister flew to the city Lund on Sunday.", true},
		{city, "The minister flew to the city on Sunday.", false},
		{city, "The minister flew to the city, Sunday's papers said.", false},
		{city, "The minister saw the city of Varnian merchants.", false}, // which the question names
		{city, "In Lund, the minister liked the city best.", false},
		{city, "The minister gave Lund a city it was proud of.", false},
		{city, "On Sunday, a city in the south of Varnia was shown to the minister.", false},
		{dancer, "Oleks Moen, a standout ballet dancer, was killed on Monday.", true},
		{dancer, "The ballet dancer Oleks Moen was killed on Monday.", true},
		{dancer, "Oleks Moen, the dancer, was killed on Monday.", true},
		{dancer, "Oleks Moen was killed on Monday.", false},
		{dancer, "A dancer was killed on Monday in Lund.", false},
		{dancer, "Oleks Moen, a dancer who was killed in a war of old, has a street in Lund.", false},
		{fire, "The Ostby Fire is near the cedars.", true},
		{fire, "The fire is near the cedars of Lund.", false},
		{fire, "A fire on Monday came near the cedars.", false},
		{term, "Under the rules of Oxley, the term means a kind of joke.", false},
		{term, "Editors chose \"ferry mode\", a term of sailors.", false},
		{"Who was killed in the war?", "The dancer Oleks Moen was killed.", false},
		{"How many cities did the minister visit?", "He saw the city of Lund.", false},
	} {
		if got := NamesOne(wantedBy(c.question), c.sentence, text.English().Words(c.sentence)); got != c.want {
			t.Errorf("%s\n %s: %v", c.question, c.sentence, got)
		}
	}
}
