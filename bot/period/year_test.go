package period

import (
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// found are hits in stories of their own: "day coverage text".
func found(t *testing.T, stories ...string) []knowledge.Hit {
	t.Helper()
	var hits []knowledge.Hit
	for i, s := range stories {
		date, told, _ := strings.Cut(s, " ")
		published, err := time.Parse(time.DateOnly, date)
		if err != nil && date != "undated" {
			t.Fatal(err)
		}
		weak := strings.HasPrefix(told, "~")
		h := knowledge.Hit{Story: knowledge.Story{ID: string(rune('a' + i)), Text: told, Published: published}, Span: text.Span{End: len(told)}}
		if h.Why.Coverage = 1; weak {
			h.Why.Coverage = .2
		}
		hits = append(hits, h)
	}
	return hits
}

// TestIn holds days without a year to the one that the stories tell of.
func TestIn(t *testing.T) {
	t.Parallel()
	at := time.Date(2023, 8, 20, 12, 0, 0, 0, time.UTC)
	flood := []string{
		"2022-06-20 The May 2 inquiry heard two divers.", "2022-11-04 The May 2 committee met again.", "2022-05-03 A vigil for the dead of the dam.",
		"2022-08-09 The dam broke on May 2, 2021, and drowned the valley.", "2022-09-09 Since May 2, 2021, the dam is dry. The mayor has left after May 2.",
	}
	for _, c := range []struct {
		question string
		stories  []string
		newest   string
		want     string // the day; "event"
	}{
		{"What broke on May 2?", flood, "2023-08-01", "2021-05-02 event"},
		{"What broke on May 2, 2022?", flood, "2023-08-01", "2022-05-02"},
		{"What broke on May 2?", flood[:3], "2023-08-01", "2022-05-02"}, // no story tells of another year
		{"What broke on May 2?", nil, "2023-08-01", "2023-05-02"},
		{"What broke on May 2?", nil, "2023-04-01", "2022-05-02"},
		{"What broke on May 2?", nil, "2019-05-02", "2019-05-02"},
		{"What broke on May 2?", []string{"2023-03-09 ~A fair was held on May 2, 2004."}, "2023-08-01", "2023-05-02"},
		{"Who sang on October 9?", []string{"2022-10-10 The choir sang.", "2021-10-09 Another choir sang."}, "2023-08-01", "2022-10-09"},
		{"Who sang on October 9?", []string{"2021-10-09 The choir sang.", "2022-12-01 Nobody sang."}, "2023-08-01", "2021-10-09"},
		{"Who sang on October 9?", []string{"2022-06-01 The choir is to sing on October 9.", "2022-07-01 They rehearse for October 9.", "2022-08-01 A choir sang on October 9, 2003."}, "2023-08-01", "2022-10-09"},
		{"Who sang on October 9?", []string{"2022-12-01 A choir sang on October 9, 2003."}, "2023-08-01", "2022-10-09"},
		{"Who sang on October 9?", []string{"2022-12-01 A choir sang on October 9, 2003.", "2022-03-02 They sang on October 9, 2003."}, "2023-08-01", "2003-10-09"},
		{"Who sang on October 9?", []string{"2022-12-01 A singer, born on October 9, 2003.", "2022-03-02 Another, born on October 9, 2003.",
			"2022-06-01 The choir is to sing on October 9.", "2022-07-01 They rehearse for October 9.", "2022-07-02 They will sing on October 9."}, "2023-08-01", "2022-10-09"},
		{"Who sang on October 9?", []string{"2022-12-01 In 2030 they sing on October 9, 2030."}, "2023-08-01", "2022-10-09"},
		{"Who fell on 6/14?", []string{"2023-01-01 After 6/14 the guards left.", "2022-11-11 Nobody had thought of it before 6/14.", "2022-10-10 On June 14, 2018, the tower fell."}, "2023-08-01", "2018-06-14 event"},
		{"Who fell on 6/14?", []string{"2023-01-01 After 6/14 the guards left.", "2022-11-11 Nobody had thought of it before 6/14."}, "2023-08-01", "none event"},
		{"Who fell on 6/14?", []string{"2023-06-15 Two climbers fell.", "2023-06-16 Two climbers fell on 6/14."}, "2023-08-01", "2023-06-14"},
		{"Who fell on June 14?", []string{"undated On June 14, 2018, the tower fell."}, "2023-08-01", "2023-06-14"},
		{"What happened on May 2?", flood, "2023-08-01", "2021-05-02 event"},
		{"What happened on October 9?", []string{"2021-10-09 The choir sang.", "2021-10-10 It rained."}, "2023-08-01", "2022-10-09"},
		{"Who won last May?", []string{"2021-05-03 The choir won in May 2021."}, "2023-08-01", "not open"},
		{"Who won since May 2?", nil, "2023-08-01", "not open"},
		{"Who won on Tuesday?", nil, "2023-08-01", "not open"},
	} {
		w := Read(text.English(), c.question, at)
		got := "not open"
		if w.YearOpen() {
			newest, err := time.Parse(time.DateOnly, c.newest)
			if err != nil {
				t.Fatal(err)
			}
			w = w.In(text.English(), found(t, c.stories...), newest, strings.Contains(c.question, "happened"))
		}
		if w.Since.IsZero() {
			got = "none"
		} else if w.YearOpen() || w.Absolute && c.want != "not open" {
			got = w.Since.Format(time.DateOnly)
		}
		if w.Event {
			got += " event"
		}
		if got != c.want {
			t.Errorf("%s of %q: %s, want %s", c.question, c.stories, got, c.want)
		}
	}
}
