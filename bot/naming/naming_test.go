package naming

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// date is a day; the empty one is the zero time.
func date(day string) time.Time {
	t, _ := time.Parse(time.DateOnly, day)
	return t
}

func TestDays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ since, until, want string }{
		{"2020-10-07", "", "since 7 October 2020"},
		{"", "2020-10-07", "before 7 October 2020"},
		{"2020-10-07", "2020-10-08", "7 October 2020"},
		{"2020-01-01", "2021-01-01", "2020"},
		{"2020-02-01", "2021-02-01", "1 February 2020 to 31 January 2021"},
		{"2020-01-01", "2022-01-01", "1 January 2020 to 31 December 2021"},
		{"2020-10-01", "2020-11-01", "October 2020"},
		{"2020-10-02", "2020-11-02", "2 October 2020 to 1 November 2020"},
		{"2020-10-01", "2020-11-04", "1 October 2020 to 3 November 2020"},
	} {
		of := "of " + strings.TrimPrefix(c.want, "of ")
		if c.since == "" || c.until == "" {
			of = c.want
		}
		if got := DaysOf(date(c.since), date(c.until)).In("en"); got != of {
			t.Errorf("stories in [%s, %s) are those %s, want %s", c.since, c.until, got, of)
		}
		if got := Days(date(c.since), date(c.until)).In("en"); got != c.want {
			t.Errorf("[%s, %s) is %s, want %s", c.since, c.until, got, c.want)
		}
	}
}

func TestStories(t *testing.T) {
	t.Parallel()
	for want, s := range map[string]knowledge.Story{
		"“A B”":                      {Title: "A\n B"},
		"“A” (Post)":                 {Title: "A", Outlet: "Post"},
		"“A” (3 January 2019)":       {Title: "A", Published: date("2019-01-03")},
		"“A” (Post, 3 January 2019)": {Title: "A", Outlet: "Post", Published: date("2019-01-03")},
	} {
		if got := Story(&s).In("en"); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	var few []knowledge.Story
	for i, want := range []string{"", "“0”", "“0” and “1”", "“0”, “1” and “2”", "“0”, “1” and “2”"} {
		if got := Stories(few[:min(len(few), 3)]).In("en"); got != want {
			t.Errorf("the nearest of %d are %s, want %s", i, got, want)
		}
		few = append(few, knowledge.Story{Title: fmt.Sprint(i)})
	}
}

// TestSources: why a source may be out of date, and a search by words only.
func TestSources(t *testing.T) {
	t.Parallel()
	if m := Stale(&knowledge.SourceStatus{Read: date("2026-01-02")}, date("2026-01-02")); !m.Silent() {
		t.Errorf("a source that is well %s", m.In("en"))
	}
	if got := Stale(&knowledge.SourceStatus{Held: 2}, time.Now()).In("es"); got != "ha dejado de golpe la mayoría de sus artículos, lo que aún hay que confirmar" {
		t.Error(got)
	}
	for why, want := range map[knowledge.Degraded]string{
		knowledge.NoEmbedding: "Searched by words only: the embedding model could not be reached.", knowledge.SlowEmbedding: "Searched by words only: the embedding model took too long.",
		knowledge.NoVectors: "Searched by words only: the vectors could not be searched.", "no vectors": "Searched by words only: no vectors.",
	} {
		if got := Degraded(why).In("en"); got != want {
			t.Errorf("%s: %s", why, got)
		}
	}
	if got := Degraded(knowledge.NoVectors).In("pt"); got != "Procurou-se só por palavras: não foi possível procurar nos vetores." {
		t.Error(got)
	}
}

// TestIn: whether a title has a name that stands in a question.
func TestIn(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]bool{
		"About Grey Marsh. When did they part?": true,
		"What did the Marsh sing?":              true,
		"what did the marsh sing?":              false,
		"Marsh?":                                false, // every question begins with a capital
		"When did Skar open in June?":           false,
		"What did Ida Marshes say?":             false, // the same stem, another name
		"":                                      false,
	} {
		if got := In(text.English(), question, "The Grey Marsh reunite in June"); got != want {
			t.Errorf("%s: %v", question, got)
		}
	}
}
