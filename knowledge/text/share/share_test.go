package share

import (
	"fmt"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestIn reads how much of something a text speaks of, in words and in numbers.
func TestIn(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"The fire destroyed 40% of the old warehouse.":          "0.40-0.40 40 of old warehouse",
		"All of the boats sank.":                                "1.00-1.00 All of boats sank",
		"Not every boat sank.":                                  "0.00-0.95 every of boat sank",
		"Nearly all boats sank.":                                "0.70-0.95 all of boats sank",
		"No boats sank.":                                        "0.00-0.00 No of boats sank",
		"Two of the nine boats sank.":                           "0.22-0.22 Two of the nine of boats sank",
		"The vote was unanimous.":                               "1.00-1.00 unanimous of ",
		"They voted 7-2 on Monday.":                             "0.78-0.78 7-2 of ",
		"It passed by seven votes to two.":                      "0.78-0.78 seven of ",
		"She was the only survivor.":                            "1.00-1.00 only of survivor",
		"Half the town is dark.":                                "0.50-0.50 Half of town",
		"A third of the whole town is dark.":                    "0.33-0.33 A third of whole town", // one share, not two
		"Some 40 people left, and rents rose by 40 percent.":    "",
		"He read the story twice and left at noon for Oldport.": "",
	} {
		f := text.English().Annotate(in, len(in))
		var got []string
		of := func(r text.Run) string {
			if r.From == r.To {
				return ""
			}
			return in[f.Words[r.From].At.Start:f.Words[r.To-1].At.End]
		}
		for _, s := range In(f) {
			got = append(got, fmt.Sprintf("%.2f-%.2f %s of %s", s.Least, s.Most, of(s.Said), of(s.Of)))
		}
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("%s\ngot  %s\nwant %s", in, g, want)
		}
	}
}
