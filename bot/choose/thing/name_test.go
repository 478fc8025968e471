package thing

import (
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestNamesEnd: a name runs on over initials, titles and small words, and
// never over the end of a sentence.
func TestNamesEnd(t *testing.T) {
	l := text.English()
	for body, want := range map[string][]string{
		"He flies with El Al. Previously he sailed.":          {"He", "El Al", "Previously"},
		"She met J. R. Jones in St. Louis.":                   {"She", "J. R. Jones", "St. Louis"},
		"They asked Dr. Ana de Souza. Tomas Reyes was there.": {"They", "Dr. Ana de Souza", "Tomas Reyes"},
		"It was in the Gulf of Aden. Ships left.":             {"It", "Gulf of Aden", "Ships"},
		"We saw Kim. Yesterday Lee left the House of Lords.":  {"We", "Kim", "Yesterday Lee", "House of Lords"},
	} {
		words := l.Words(body)
		s := &Sentence{Lang: l, Text: body, Words: words}
		var got []string
		for i := 0; i < len(words); {
			end := s.NameEnd(i)
			if end == i {
				if words[i].Upper {
					got = append(got, words[i].Of(body))
				}
				i++
				continue
			}
			got = append(got, body[words[i].Start:words[end-1].End])
			i = end
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q:\n got %s\nwant %s", body, strings.Join(got, " | "), strings.Join(want, " | "))
		}
	}
}
