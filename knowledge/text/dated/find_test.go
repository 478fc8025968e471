package dated

import (
	"strings"
	"testing"
	"time"
)

// TestFind: the dates in a line, and what stands beside them.
func TestFind(t *testing.T) {
	for line, want := range map[string]string{
		"By Ann Lee | March 4, 2024 | 5 min read":    "[March 4, 2024]2024-03-04",
		"Published 10:02 AM EST May 3, 2024":         "[10:02 AM EST May 3, 2024]2024-05-03",
		"Posted: May 3, 2024 | Updated: May 4, 2024": "[May 3, 2024]2024-05-03 [May 4, 2024]2024-05-04",
		"Norton, den 4. März 2024, von Ann Lee":      "[4. März 2024]2024-03-04",
		"Publié le 4 mars 2024 à 10h20 par Ann Lee":  "[4 mars 2024 à 10h20]2024-03-04",
		"发布时间：2024年3月4日 10:20 来源：灯报":                 "[2024年3月4日 10:20]2024-03-04",
		"東京 2024年3月4日（月）配信":                          "[2024年3月4日（月）]2024-03-04",
		"入力 2024.03.04. 오전 10:20":                    "[2024.03.04. 오전 10:20]2024-03-04",
		"Ann Lee, 04/13/2024, Norton":                "[04/13/2024]2024-04-13",
		"Ann Lee, 04/03/2024, Norton":                "",
		"The 12 workers had come on May 3":           "",
		"Call 555 1234 or write to 12 Mar Road":      "",
		"In 2024 the bridge was 40 years old":        "",
		"Photo 3 of 12":                              "",
		"Score: 4-3 (2-1)":                           "",
	} {
		var got []string
		for _, f := range Find(line, Unknown) {
			got = append(got, "["+line[f.Start:f.End]+"]"+f.Time.Format(time.DateOnly))
		}
		if all := strings.Join(got, " "); all != want {
			t.Errorf("%q: %s, want %s", line, all, want)
		}
	}
}

// TestOrderOf: other dates of a writer tell which number is the day.
func TestOrderOf(t *testing.T) {
	now := time.Date(2024, 3, 20, 0, 0, 0, 0, time.UTC)
	for list, want := range map[string]Order{
		"3/14/2024 6:22 PM;3/4/2024 6:22 PM": MonthFirst,
		"14/03/2024;04/03/2024":              DayFirst,
		"04/03/2022;05/03/2022":              Unknown,
		"14/03/2024;03/14/2024":              Unknown,
		"03/12/2024":                         MonthFirst, // the third of December is yet to come
		"12/03/2024":                         DayFirst,   // as is that of December, read otherwise
		"Mon, 04/03/2024":                    DayFirst,
		"Mon, 03/04/2024":                    MonthFirst,
		"2022-03-14;04/03/2022":              Unknown,
		"14.03.2024;04/03/2024":              DayFirst,
		"Thu, 14 Mar 2024 10:00:00 GMT":      Unknown,
		"":                                   Unknown,
		"13/02/24;01/02/24":                  DayFirst,
	} {
		if got := OrderOf(strings.Split(list, ";"), now); got != want {
			t.Errorf("%q: %d, want %d", list, got, want)
		}
	}
}

// TestOrders: what an order makes of dates that have none of their own.
func TestOrders(t *testing.T) {
	for in, want := range map[string][2]string{ // by DayFirst and by MonthFirst
		"04/03/2024":          {"2024-03-04", "2024-04-03"},
		"4/3/24":              {"2024-03-04", "2024-04-03"},
		"04-03-2024 10:20":    {"2024-03-04", "2024-04-03"},
		"14/03/2024":          {"2024-03-14", "2024-03-14"},
		"03/14/2024":          {"2024-03-14", "2024-03-14"},
		"04.03.2024":          {"2024-03-04", "2024-03-04"},
		"Monday, 04/03/2024":  {"2024-03-04", "2024-03-04"},
		"Wednesday, 4/3/2024": {"2024-04-03", "2024-04-03"},
		"2024/04/03":          {"2024-04-03", "2024-04-03"},
		"32/13/2024":          {"none", "none"},
	} {
		for i, order := range []Order{DayFirst, MonthFirst} {
			got := "none"
			if at, err := Parse(in, order); err == nil {
				got = at.Format(time.DateOnly)
			}
			if got != want[i] {
				t.Errorf("%q by %d: %s, want %s", in, order, got, want[i])
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for row := range strings.Lines(shapes) {
		if _, in, ok := strings.Cut(row, "\t"); ok {
			f.Add(in, 1)
		}
	}
	f.Fuzz(func(t *testing.T, s string, order int) {
		if got, err := Parse(s, Order(order%3)); err == nil && (got.Year() < 1400 || got.Year() > 2200) {
			t.Errorf("%q is of %v", s, got)
		}
		for _, d := range Find(s, Order(order%3)) {
			if d.Start < 0 || d.End > len(s) || d.Start >= d.End {
				t.Errorf("%q has a date at [%d, %d)", s, d.Start, d.End)
			}
		}
	})
}
