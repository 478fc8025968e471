package text

import (
	"strings"
	"testing"
	"time"
)

func TestWhens(t *testing.T) {
	at := time.Date(2022, 6, 16, 15, 0, 0, 0, time.UTC) // a Thursday
	for _, c := range []struct{ text, want string }{
		{"Who won in 2018?", "2018: 2018-01-01..2019-01-01 year"},
		{"What happened since 2018", "since 2018: 2018-01-01.. year"},
		{"before 2018", "before 2018: ..2018-01-01 year"},
		{"after March 2020?", "after March 2020: 2020-04-01.. year"},
		{"Who resigned last March?", "last March: 2022-03-01..2022-04-01"},
		{"in November", "November: 2021-11-01..2021-12-01"},
		{"Did it march on? It may.", ""},
		{"in May", "May: 2022-05-01..2022-06-01"},
		{"since Monday", "since Monday: 2022-06-13.."},
		{"on Thursday", "Thursday: 2022-06-16..2022-06-17"},
		{"last Thursday", "last Thursday: 2022-06-09..2022-06-10"},
		{"on January 6, 2021", "January 6, 2021: 2021-01-06..2021-01-07 year"},
		{"on 6 January 2021", "6 January 2021: 2021-01-06..2021-01-07 year"},
		{"the 3rd of July", "3rd of July: 2021-07-03..2021-07-04"},
		{"2022-06-01", "2022-06-01: 2022-06-01..2022-06-02 year"},
		{"this week", "this week: 2022-06-09..2022-06-17"},
		{"last week", "last week: 2022-06-06..2022-06-13"},
		{"last weekend", "last weekend: 2022-06-11..2022-06-13"},
		{"last month", "last month: 2022-05-01..2022-06-01"},
		{"this month", "this month: 2022-06-01..2022-07-01"},
		{"last year", "last year: 2021-01-01..2022-01-01"},
		{"yesterday", "yesterday: 2022-06-15..2022-06-16"},
		{"in the past two weeks", "in the past two weeks: 2022-06-02..2022-06-17"},
		{"three days ago", "three days ago: 2022-06-13..2022-06-14"},
		{"between 2016 and 2018", "between 2016 and 2018: 2016-01-01..2019-01-01 year"},
		{"from March to May 2020", "from March to May 2020: 2020-03-01..2020-06-01 year"},
		{"last summer", "last summer: 2021-06-01..2021-09-01"},
		{"the summer of 2020", "summer of 2020: 2020-06-01..2020-09-01 year"},
		{"the 2022 World Cup", ""},
		{"30 February 2020", "February 2020: 2020-02-01..2020-03-01 year"},
		{"next week", ""},
		{"this summer", "this summer: 2022-06-01..2022-09-01"},
		{"this winter", ""},
		{"Über 日本 in 2018", "2018: 2018-01-01..2019-01-01 year"},
	} {
		var got []string
		for _, w := range English().Whens(c.text, at) {
			s := w.Of(c.text) + ": " + dayOnly(w.Since) + ".." + dayOnly(w.Until)
			if w.Absolute {
				s += " year"
			}
			got = append(got, strings.TrimSpace(s))
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("Whens(%q)\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}

func FuzzWhens(f *testing.F) {
	f.Add("between March 3rd and the 31st of June 2020, two years ago", int64(0))
	f.Fuzz(func(t *testing.T, text string, unix int64) {
		for _, w := range English().Whens(text, time.Unix(unix%(1<<36), 0).UTC()) {
			if w.Start < 0 || w.End > len(text) || w.Start >= w.End {
				t.Fatalf("%q: span %v", text, w.Span)
			}
			if w.Since.IsZero() && w.Until.IsZero() {
				t.Fatalf("%q: no time in %q", text, w.Of(text))
			}
		}
	})
}

// dayOnly writes a day as the tables above do; the zero time is empty.
func dayOnly(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
