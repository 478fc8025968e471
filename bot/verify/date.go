package verify

import (
	"math"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// date is a date of a claim as far as it says it; zero where it does not.
type date struct {
	weekday, day, month, year int
	from, to                  int // its amounts [from, to)
}

// dateAround reads the date that amount i of a claim is part of.
func (f *annotated) dateAround(i int) (date, bool) {
	from, to := i, i+1
	for from > 0 && f.oneDate(from-1) {
		from--
	}
	for to < len(f.Amounts) && f.oneDate(to-1) {
		to++
	}
	d := date{from: from, to: to}
	for k := from; k < to; k++ {
		switch a := &f.Amounts[k]; {
		case a.Kind == text.AmountWeekday:
			d.weekday = int(a.Value)
		case a.Kind == text.AmountMonth:
			d.month = int(a.Value)
		case a.Kind == text.AmountYear:
			d.year = int(a.Value)
		default:
			d.day = int(a.Value)
		}
	}
	if d.day > 0 && d.month == 0 {
		return d, false
	}
	return d, d.weekday+d.month+d.year > 0
}

// oneDate reports whether amounts i and i+1 are parts of one date.
func (f *annotated) oneDate(i int) bool {
	a, b := &f.Amounts[i], &f.Amounts[i+1]
	if b.From-a.To > 1 || f.Words[a.From].Sentence != f.Words[b.From].Sentence || b.From > a.To && f.Words[a.To].Content {
		return false
	}
	switch {
	case a.Kind == text.AmountWeekday:
		return b.Kind == text.AmountMonth || dayNumber(b)
	case a.Kind == text.AmountMonth:
		return b.Kind == text.AmountYear || dayNumber(b) && b.From == a.To
	case dayNumber(a):
		return b.Kind == text.AmountMonth || b.Kind == text.AmountYear && i > 0 && f.Amounts[i-1].Kind == text.AmountMonth && f.Amounts[i-1].To == a.From
	}
	return false
}

// dayNumber reports whether an amount can be a day of a month.
func dayNumber(a *text.Amount) bool {
	return (a.Kind == text.AmountPlain || a.Kind == text.AmountOrdinal) && a.Value >= 1 && a.Value <= 31 && a.Value == math.Trunc(a.Value)
}

// namedDates are the times that a text of that day names. A weekday, and a day
// or month without a year, may be the one to come, too.
func namedDates(l *text.Language, body string, day time.Time) []span {
	var known []span
	for _, w := range l.Whens(body, day) {
		if w.First.IsZero() || w.Last.IsZero() {
			continue
		}
		known = append(known, span{w.First, w.Last})
		if !w.Absolute && w.Last.Sub(w.First) <= 24*time.Hour {
			known = append(known, span{w.First.AddDate(0, 0, 7), w.Last.AddDate(0, 0, 7)})
			if strings.ContainsAny(w.Of(body), "0123456789") { // a day and a month
				known = append(known, span{w.First.AddDate(1, 0, 0), w.Last.AddDate(1, 0, 0)})
			}
		}
		if !w.Absolute && w.Last.Sub(w.First) > 24*time.Hour && w.Last.Sub(w.First) < 40*24*time.Hour {
			known = append(known, span{w.First.AddDate(1, 0, 0), w.Last.AddDate(1, 0, 0)})
		}
	}
	return known
}

// within reports whether a date agrees with the days k as exactly as it is said.
func (d date) within(k span) bool {
	days := int(k.until.Sub(k.since).Hours()/24 + 0.5)
	switch {
	case d.day > 0 || d.weekday > 0:
		return days <= 2 && d.is(k.since) || days == 2 && d.is(k.since.AddDate(0, 0, 1))
	case d.month > 0:
		return days <= 31 && (d.is(k.since) || d.is(k.until.AddDate(0, 0, -1)))
	}
	return days <= 366 && (d.is(k.since) || d.is(k.until.AddDate(0, 0, -1)))
}

// is reports whether a day has every part that the date says.
func (d date) is(day time.Time) bool {
	return (d.weekday == 0 || d.weekday%7 == int(day.Weekday())) && (d.day == 0 || d.day == day.Day()) &&
		(d.month == 0 || d.month == int(day.Month())) && (d.year == 0 || d.year == day.Year())
}

// headingDay is the day that the heading of a text names; zero: none.
func headingDay(l *text.Language, body string) time.Time {
	heading, _, found := strings.Cut(body, "\n\n")
	if !found || len(heading) > headingMax {
		return time.Time{}
	}
	for _, w := range l.Whens(heading, time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)) {
		if w.Absolute && w.Last.Sub(w.First) == 24*time.Hour {
			return w.First
		}
	}
	return time.Time{}
}

const headingMax = 500 // bytes of a heading

// outletOf is how many bytes of a text name its outlet: those of its heading before the colon or the comma.
func outletOf(body string) int {
	heading, _, found := strings.Cut(body, "\n\n")
	colon := strings.Index(heading, ": ")
	if !found || colon < 0 || colon > headingMax {
		return 0
	}
	if comma := strings.Index(heading[:colon], ", "); comma >= 0 {
		return comma
	}
	return colon
}
