package quantity

import (
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// dateOf reads the day around a word of a sentence.
func dateOf(t *testing.T, sentence, word string) Date {
	t.Helper()
	at := strings.Index(sentence, word)
	if at < 0 {
		t.Fatalf("no %q in %q", word, sentence)
	}
	d, whole := DateAt(text.English().Annotate(sentence, len(sentence)), text.Span{Start: at, End: at + len(word)})
	if whole.Start > at || whole.End < at+len(word) {
		t.Errorf("%q is not around %q", whole.Of(sentence), word)
	}
	return d
}

func TestDateAt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sentence, word string
		want           Date
	}{
		{"The bridge opens on 3 May 2026.", "May", Date{Year: 2026, Month: 5, Day: 3}},
		{"The bridge opens on Thursday.", "Thursday", Date{Weekday: 4}},
		{"The fair lasts from 31 October to 12 November.", "October", Date{Month: 10, Day: 31, To: 11}},
		{"The mill was built in 1931.", "1931", Date{Year: 1931}},
		{"In May 30 looms were sold to a museum far away.", "May", Date{Month: 5, Day: 30}},
	} {
		if got := dateOf(t, c.sentence, c.word); got != c.want {
			t.Errorf("%s: %v, want %v", c.sentence, got, c.want)
		}
	}
}

// Days are compared by what both name.
func TestDatesAreOne(t *testing.T) {
	t.Parallel()
	said := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC) // a Friday
	for name, c := range map[string]struct {
		a, b             Date
		same, comparable bool
	}{
		"a day":                        {Date{Month: 5, Day: 3}, Date{Month: 5, Day: 3, Year: 2026}, true, true},
		"another day":                  {Date{Month: 5, Day: 3}, Date{Month: 5, Day: 4}, false, true},
		"another year":                 {Date{Month: 5, Year: 2025}, Date{Month: 5, Year: 2026}, false, true},
		"its month":                    {Date{Month: 5, Day: 3}, Date{Month: 5}, true, true},
		"its weekday":                  {Date{Month: 5, Day: 3}, Date{Weekday: 7}, true, true},
		"another weekday":              {Date{Weekday: 1}, Date{Month: 5, Day: 3}, false, true},
		"the later month of some days": {Date{Month: 10, Day: 31, To: 11}, Date{Month: 11, Day: 12}, false, true},
		"that month alone":             {Date{Month: 10, Day: 31, To: 11}, Date{Month: 11}, true, true},
		"a year":                       {Date{Year: 1931}, Date{Year: 1932}, false, true},
		"a year and a weekday":         {Date{Year: 1931}, Date{Weekday: 1}, false, false},
	} {
		same, comparable := c.a.Same(c.b, said)
		if same != c.same || comparable != c.comparable {
			t.Errorf("%s: %v and %v: %v, %v", name, c.a, c.b, same, comparable)
		}
	}
}
