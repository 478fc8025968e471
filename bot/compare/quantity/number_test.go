package quantity

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// numbersOf are the numbers of a sentence, as it has them, with their units.
func numbersOf(sentence string) (found []Number, shown string) {
	f := text.English().Annotate(sentence, len(sentence))
	var parts []string
	for i := range f.Amounts {
		if n, ok := NumberAt(f, i); ok {
			part := n.At.Of(sentence)
			if n.Left {
				part += " left"
			}
			found, parts = append(found, n), append(parts, part)
		}
	}
	return found, strings.Join(parts, ", ")
}

// What counts or measures something is a number; a day, a name and a place in an order are none.
func TestNumberAt(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]string{
		"The mill sold 41 looms for $3,000.":                           "41, $3,000",
		"The tower is 90 metres tall.":                                 "90 metres",
		"On 12 May the mill sold 41 looms.":                            "41",
		"She is the tenth person to lose her life.":                    "tenth",
		"It is the second death of the week.":                          "second",
		"He saw The Second Woman on stage.":                            "",
		"It was the third fire at the mill.":                           "",
		"Nine in ten of the pupils passed.":                            "",
		"She told the 5 Things podcast about 12 Norwegians.":           "12",
		"The F-16 flew over 7 villages.":                               "7",
		"The ship docked at 14:30 with 60 people aboard.":              "60",
		"Wages rose by 4 percent.":                                     "4 percent",
		"The fare went up from 3 crowns to 5 crowns.":                  "3 left, 5",
		"The strike of 1984 cost the port 30 million crowns.":          "30 million",
		"The wave broke the pier in two on Monday.":                    "",
		"The mast broke in two.":                                       "",
		"The toll rose to nine on Monday.":                             "nine",
		"Sand was found in two of the jars.":                           "two",
		"Its guards worked for 36 hours, and two of them fell asleep.": "36 hours, two",
	} {
		if _, got := numbersOf(sentence); got != want {
			t.Errorf("%s\n got %s\nwant %s", sentence, got, want)
		}
	}
}

// Two numbers are one where the one may be meant by the other.
func TestNumbersAreOne(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ a, b, want string }{
		{"The mill has 41 looms.", "There are 41 looms.", "same"},
		{"The mill has 41 looms.", "There are 43 looms.", "other"},
		{"The dam holds 1.9 million litres.", "It holds 1,940,000 litres.", "same"},
		{"About 200 people came.", "There came 215 people.", "same"},
		{"About 200 people came.", "There came 350 people.", "other"},
		{"About 98.65 kilos were found.", "They found 98.25 kilos.", "other"},
		{"The bell weighs 640 kilos.", "The bell cost 640 crowns.", "of other things"},
		{"The trip took 60 days.", "It took two months.", "as long"},
		{"The trip took 60 days.", "It took four months.", "of other things"},
	} {
		a, _ := numbersOf(c.a)
		b, _ := numbersOf(c.b)
		if len(a) != 1 || len(b) != 1 {
			t.Fatalf("%s %s: %d and %d numbers", c.a, c.b, len(a), len(b))
		}
		got := "of other things"
		if same, comparable := a[0].Same(&b[0]); same {
			got = "same"
		} else if comparable {
			got = "other"
		} else if a[0].InOtherUnits(&b[0]) && a[0].AsLong(&b[0]) {
			got = "as long"
		}
		if got != c.want {
			t.Errorf("%s %s %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

// Numbers far from each other hardly count the same, in whatever units of time they are.
func TestFar(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b  string
		times float64
		want  bool
	}{
		{"There were 10 boats.", "There were 30 boats.", 4, false}, {"There were 10 boats.", "There were 50 boats.", 4, true},
		{"It took 3 days.", "It took 50 hours.", 4, false}, {"It took 3 years.", "It took 50 hours.", 4, true},
	} {
		a, _ := numbersOf(c.a)
		b, _ := numbersOf(c.b)
		if got := a[0].Far(&b[0], c.times); got != c.want {
			t.Errorf("%s %s %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// A number is another in round figures only where it is near it.
func TestRounded(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b float64
		want bool
	}{
		{1_900_000, 1_940_000, true}, {2_000, 1_940, true}, {500, 512, true}, {200, 195, true}, {1.02e9, 1.025e9, true},
		{200, 152, false}, {200e6, 152e6, false}, {1_000, 1_400, false}, {300, 251, false}, {90, 92, false}, {152, 152, false}, {1_940_000, 1_900_000, false}, {1.02e9, 1.04e9, false}, {1_021, 1_025, false},
	} {
		if got := rounded(c.a, c.b); got != c.want {
			t.Errorf("%v for %v: %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func (d Date) String() string {
	return fmt.Sprintf("%d-%d-%d to %d weekday %d", d.Year, d.Month, d.Day, d.To, d.Weekday)
}
