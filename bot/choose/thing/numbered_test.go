package thing

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestAnother: what tells of another one of a name that a number tells apart.
func TestAnother(t *testing.T) {
	t.Parallel()
	l := text.English()
	for _, c := range []struct {
		question, line string
		want           bool
	}{
		{"What is the price of the iPhone 14?", "The iPhone 13 starts at $799, the iPhone 13 Pro at $999.", true},
		{"what is the price of the iphone 14", "The iPhone 13 starts at $799.", true},
		{"What is the price of the iPhone 14?", "The iPhone 14 starts at $799, as the iPhone 13 did.", false},
		{"Is Windows 10 free?", "The software is free during the first year for whoever still has Windows 7.", false},
		{"What is the price of the iPhone 14?", "The phone starts at $799.", false},
		{"When does Artemis I fly?", "Artemis II is to fly in May.", true},
		{"When does Artemis I fly?", "Artemis I is to fly in May.", false},
		{"Who won Game 5?", "Moen won Game 4 by a run.", true},
		{"who won game 5", "It was a game 40 people saw.", false},
		{"Who sings at Super Bowl LVI?", "Moen sang at Super Bowl LV.", true},
		{"What happened on June 14?", "On June 12 a ship sank.", false},
		{"Who won the election in 2016?", "The Election 2020 was lost.", false},
		{"Who killed 14 people in Ulm?", "Moen killed 12 people in Ulm.", false},
		{"Which Boeing 737 crashed?", "A Boeing 747-8 landed.", true},
		{"Which Boeing crashed?", "A Boeing 747-8 landed.", false},
		{"What is the difference between the iPhone 13 and the iPhone 14?", "The iPhone 13 has a smaller battery.", false},
		{"Is the iPhone 14 better than the iPhone 13?", "The iPhone 13 has a smaller battery.", false},
		{"iphone 13 vs iphone 14 price", "The iPhone 14 starts at $799.", false},
		{"How much heavier is oxygen-18 than oxygen-16?", "Oxygen-18 is heavier by 12 percent.", false},
		{"", "", false},
	} {
		if got := Another(l, Numbered(l, c.question, l.Words(c.question)), c.line, l.Words(c.line)); got != c.want {
			t.Errorf("%s / %s: %v", c.question, c.line, got)
		}
	}
}
