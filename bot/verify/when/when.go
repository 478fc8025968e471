// Package when reads the days that a text names, and whether a date agrees with one of them.
package when

import (
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// Days are those of [Since, Until).
type Days struct{ Since, Until time.Time }

// Date is a date as far as it is said; zero where it is not.
type Date struct{ Weekday, Day, Month, Year int }

// Named are the times that a text of that day names. A weekday, and a day
// or month without a year, may be the one to come, too.
func Named(l *text.Language, body string, day time.Time) []Days {
	var known []Days
	for _, w := range l.Whens(body, day) {
		if w.First.IsZero() || w.Last.IsZero() {
			continue
		}
		known = append(known, Days{w.First, w.Last})
		if !w.Absolute && w.Last.Sub(w.First) <= 24*time.Hour {
			known = append(known, Days{w.First.AddDate(0, 0, 7), w.Last.AddDate(0, 0, 7)})
			if strings.ContainsAny(w.Of(body), "0123456789") { // a day and a month
				known = append(known, Days{w.First.AddDate(1, 0, 0), w.Last.AddDate(1, 0, 0)})
			}
		}
		if !w.Absolute && w.Last.Sub(w.First) > 24*time.Hour && w.Last.Sub(w.First) < 40*24*time.Hour {
			known = append(known, Days{w.First.AddDate(1, 0, 0), w.Last.AddDate(1, 0, 0)})
		}
	}
	return known
}

// Within reports whether a date agrees with the days k as exactly as it is said.
func (d Date) Within(k Days) bool {
	days := int(k.Until.Sub(k.Since).Hours()/24 + 0.5)
	switch {
	case d.Day > 0 || d.Weekday > 0:
		return days <= 2 && d.Is(k.Since) || days == 2 && d.Is(k.Since.AddDate(0, 0, 1))
	case d.Month > 0:
		return days <= 31 && (d.Is(k.Since) || d.Is(k.Until.AddDate(0, 0, -1)))
	}
	return days <= 366 && (d.Is(k.Since) || d.Is(k.Until.AddDate(0, 0, -1)))
}

// Is reports whether a day has every part that the date says.
func (d Date) Is(day time.Time) bool {
	return (d.Weekday == 0 || d.Weekday%7 == int(day.Weekday())) && (d.Day == 0 || d.Day == day.Day()) &&
		(d.Month == 0 || d.Month == int(day.Month())) && (d.Year == 0 || d.Year == day.Year())
}

// HeadingDay is the day that the heading of a text names; zero: none.
func HeadingDay(l *text.Language, body string) time.Time {
	heading, _, found := strings.Cut(body, "\n\n")
	if !found || len(heading) > longestHeading {
		return time.Time{}
	}
	for _, w := range l.Whens(heading, time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)) {
		if w.Absolute && w.Last.Sub(w.First) == 24*time.Hour {
			return w.First
		}
	}
	return time.Time{}
}

const longestHeading = 500 // bytes
