package bot

import (
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

const (
	quay9  = "Harbour Post | 2024-03-09 | Ferry report of Saturday | The ferry carried 410 passengers from the quay, the harbour office said."
	quay10 = "Harbour Post | 2024-03-10 | Ferry report of a calm day | The ferry carried 520 passengers from the quay, the harbour office said."
	quay11 = "Harbour Post | 2024-03-11 | Ferry report of a rough day | The ferry carried 630 passengers from the quay, the harbour office said."
	few10  = "Harbour Post | 2024-03-10 | Sunday on the water | The grey ferry carried 520 passengers from the quay at the old harbour, one of the town clerks had said."
	told11 = "Harbour Post | 2024-03-11 | Ferry report of a windy day | In a strong wind 640 passengers were what the ferry carried, an officer wrote."
	quay21 = "Harbour Post | 2021-05-04 | Ferry report of a holiday | The ferry carried 990 passengers from the quay, the harbour office said."
)

// TestTimePreferred: the days asked for go before the days of grace, these
// before all others, and what is of none of them is said to be.
func TestTimePreferred(t *testing.T) {
	t.Parallel()
	at := time.Date(2024, 3, 13, 23, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, question string
		stories        []string
		first, not     string
		note           string
	}{
		{"the very day first", "How many passengers did the ferry carry on Sunday?", []string{quay11, quay9, quay10}, "520", "630", "10 March 2024"},
		{"and alone", "How many passengers did the ferry carry on Sunday?", []string{told11, quay10}, "520", "640", "10 March 2024"},
		{"though in other words", "How many passengers did the ferry carry on Sunday?", []string{quay11, few10}, "520", "630", "10 March 2024"},
		{"a day of grace where there is none", "How many passengers did the ferry carry on Sunday?", []string{quay11, quay21}, "630", "990", "10 March 2024"},
		{"another day where there is neither, and it is said", "How many passengers did the ferry carry on Sunday?", []string{quay21}, "990", "", "only of other days"},
		{"but not of another year", "How many passengers did the ferry carry in 2019?", []string{quay21}, "The stories of 2019 do not say.", "990", "no story is as old"},
		{"before the first story", "What did the ferry carry 600 years ago?", []string{quay10}, "520", "", "no story is as old"},
		{"not understood", "How many passengers did the ferry carry the other day?", []string{quay10}, "520", "", "“the other day” was not understood"},
	} {
		s := newFew(t, c.stories...)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: c.question, At: at})
		first, _, _ := strings.Cut(a.Text, "\n")
		if !strings.Contains(first, c.first) || c.not != "" && strings.Contains(a.Text, c.not) || !strings.Contains(notesOf(a, "window"), c.note) {
			t.Errorf("%s: %s %q, notes %v", c.name, a.Mode, a.Text, a.Notes)
		}
	}
}

// TestTimelySentenceFirst: of two sentences that answer alike, from stories of one
// score, that of the time asked for goes first.
func TestTimelySentenceFirst(t *testing.T) {
	t.Parallel()
	s := newFew(t, quay11, quay10)
	found, err := s.Search(t.Context(), knowledge.Query{Text: "ferry passengers"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range found.Hits {
		found.Hits[i].Score = 1
		found.Hits[i].Why.Timely = 0.85
		if found.Hits[i].Story.ID == "s2" {
			found.Hits[i].Why.Timely = 1
		}
	}
	e := gather(text.English(), found.Hits, nil)
	e.rank(choose.Read(text.English(), "How many passengers did the ferry carry?"), choose.Fitted())
	if first := e.lines[e.order[0]].Text; !strings.Contains(first, "520") {
		t.Errorf("first is %q", first)
	}
}

// TestAheadOfTheClock: a story dated ahead of the clock is used, and that is
// said; one later than the moment that somebody asks for is not there.
func TestAheadOfTheClock(t *testing.T) {
	t.Parallel()
	s := newFew(t, quay10)
	now := time.Date(2024, 3, 9, 23, 0, 0, 0, time.UTC)
	b := &Bot{Stories: s, Now: func() time.Time { return now }}
	a := clocked(t, b, "How many passengers did the ferry carry?")
	if !strings.Contains(a.Text, "520") || !strings.Contains(notesOf(a, "freshness"), "dated ahead of the clock") {
		t.Errorf("%q %v", a.Text, a.Notes)
	}
	if a := clocked(t, b, "How many passengers did the ferry carry today?"); !strings.Contains(a.Text, "520") {
		t.Errorf("as of now: %q", a.Text)
	}
	if a := ask(t, b, s, Question{Text: "How many passengers did the ferry carry?", At: now}); a.Mode != ModeNone {
		t.Errorf("as of a moment asked for: %q", a.Text)
	}
	b.Zone = time.FixedZone("", 3*3600) // where the 10th has begun
	if a := clocked(t, b, "How many passengers did the ferry carry?"); notesOf(a, "freshness") != "" {
		t.Errorf("of the asker's own day: %v", a.Notes)
	}
}

// clocked asks at the moment of the bot's clock.
func clocked(t *testing.T, b *Bot, question string) Answer {
	t.Helper()
	a, err := b.Answer(t.Context(), Question{Text: question}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestDayOfTheStories: a day without a year is that of which the stories tell, and what stories
// call an event by is no day of this year.
func TestDayOfTheStories(t *testing.T) {
	t.Parallel()
	at := time.Date(2024, 3, 13, 23, 0, 0, 0, time.UTC)
	const (
		broke   = "Harbour Post | 2023-06-12 | The dam | The dam of Orlin broke on February 2, 2022, because a valve had rusted, the inquiry found."
		inquiry = "Harbour Post | 2023-07-20 | Inquiry ends | Judge Ada Korn led the February 2 inquiry into the dam of Orlin, which drowned a valley on February 2, 2022."
		named   = "Harbour Post | 2023-08-20 | A widow speaks | A widow of the dam of Orlin said that February 2 had taken all she had."
		fair    = "Harbour Post | 2024-02-02 | The fair | A fair with 90 stalls opened at Skarholm on Friday."
		fair23  = "Harbour Post | 2023-02-02 | The old fair | A fair with 70 stalls opened at Skarholm on Thursday."
	)
	for _, c := range []struct {
		question string
		stories  []string
		first    string
		note     string
	}{
		{"Why did the dam of Orlin break on February 2?", []string{broke, inquiry, named}, "a valve had rusted", "2 February 2022"},
		{"Who led the February 2 inquiry?", []string{broke, inquiry, named}, "Ada Korn", "2 February 2022"},
		{"How many stalls opened at the fair at Skarholm on February 2?", []string{fair, fair23}, "90", "2 February 2024"},
		{"How many stalls opened at the fair at Skarholm on February 2, 2023?", []string{fair, fair23}, "70", "2 February 2023"},
		{"How many stalls opened at the fair at Skarholm on February 2?", []string{fair23}, "70", "2 February 2023"},
		{"What happened on February 2?", []string{fair, fair23}, "1 event", "2 February 2024"},
		{"What happened on February 2?", []string{fair23}, "1 event", "2 February 2023"},
		{"What happened on February 2?", []string{broke, inquiry, named}, "dam of Orlin", "2 February 2022"},
	} {
		s := newFew(t, c.stories...)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: c.question, At: at})
		first, _, _ := strings.Cut(a.Text, "\n")
		if !strings.Contains(first, c.first) || !strings.Contains(notesOf(a, "window"), c.note) {
			t.Errorf("%s: %s %q, notes %v", c.question, a.Mode, a.Text, a.Notes)
		}
	}
}
