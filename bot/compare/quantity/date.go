package quantity

import (
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// Date is a day as a sentence names it; what it does not name is 0.
type Date struct{ Year, Month, Day, Weekday, To int } // to: the later month of a time of days

// Same reports whether two days may be one, as stories of that moment name them, and whether they can be compared at all.
func (d Date) Same(o Date, said time.Time) (same, comparable bool) {
	switch {
	case d.Month > 0 && o.Month > 0 && (d.Day == 0 && d.Month == o.To || o.Day == 0 && o.Month == d.To):
		return true, true
	case d.Month > 0 && o.Month > 0:
		return d.Month == o.Month && (d.Day == o.Day || d.Day == 0 || o.Day == 0) && (d.Year == o.Year || d.Year == 0 || o.Year == 0), true
	case d.Month > 0 && d.Day > 0 && o.Weekday > 0:
		return d.weekdayOf(said) == o.Weekday, true
	case o.Month > 0 && o.Day > 0 && d.Weekday > 0:
		return o.weekdayOf(said) == d.Weekday, true
	case d.Weekday > 0 && o.Weekday > 0:
		return d.Weekday == o.Weekday, true
	case d.Year > 0 && o.Year > 0:
		return d.Year == o.Year, true
	}
	return false, false
}

// weekdayOf is the weekday of a day, 1 for Monday, in the year of the story.
func (d Date) weekdayOf(said time.Time) int {
	year := d.Year
	if year == 0 {
		year = said.Year()
	}
	return (int(time.Date(year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Weekday())+6)%7 + 1
}

// DateAt reads the day around a word that is part of one.
func DateAt(f *text.Annotated, at text.Span) (d Date, whole text.Span) {
	whole = at
	for i := range f.Amounts {
		a := &f.Amounts[i]
		start := f.Words[a.From].At.Start
		if start < at.Start-24 || start > at.End+12 {
			continue
		}
		switch {
		case a.Kind == text.AmountMonth && d.Month == 0:
			d.Month = int(a.Value)
		case a.Kind == text.AmountMonth && d.Day > 0 && d.To == 0: // "31 October to 12 November"
			d.To = int(a.Value)
		case a.Kind == text.AmountYear && d.Year == 0:
			d.Year = int(a.Value)
		case a.Kind == text.AmountWeekday && d.Weekday == 0:
			d.Weekday = int(a.Value)
		case DayNumber(f, i) && d.Day == 0:
			d.Day = int(a.Value)
		default:
			continue
		}
		whole.Start, whole.End = min(whole.Start, start), max(whole.End, f.Words[a.To-1].At.End)
	}
	return d, whole
}
