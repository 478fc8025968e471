package text

import (
	"strconv"
	"strings"
	"time"
)

// readHoliday is the last such day up to at, or that of its year.
func readHoliday(l *Language, g groups, at time.Time) (When, bool) {
	rule := l.times.holidays[strings.ReplaceAll(g.of("holiday"), " ", "_")]
	year, named := l.yearOf(g, at), g.of("year") != ""
	if !named {
		year = at.Year()
		if l.times.meaning(g.of("which")) == "last" && strings.HasSuffix(g.low[:g.at[1]], "year") {
			year--
		}
	}
	if rule == "" {
		return When{}, false
	}
	d := holidayIn(rule, year, at.Location())
	if !named && d.After(at) && !strings.HasSuffix(g.low[:g.at[1]], "year") {
		d = holidayIn(rule, year-1, at.Location())
	}
	w := dayFrom(d)
	if g.of("weekend") != "" {
		w = weekendAt(d)
	}
	w.Absolute = named
	return w, true
}

// weekendAt is the weekend nearest to d, with d where it stands beside it.
func weekendAt(d time.Time) When {
	saturday := weekOf(d.AddDate(0, 0, 4)).AddDate(0, 0, -2) // from Thursday on that of the same week
	if d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
		saturday = weekOf(d).AddDate(0, 0, 5)
	}
	w := When{Since: saturday, Until: saturday.AddDate(0, 0, 2)}
	switch {
	case d.Equal(w.Until):
		w.Until = d.AddDate(0, 0, 1)
	case d.AddDate(0, 0, 1).Equal(w.Since):
		w.Since = d
	}
	return w
}

// holidayIn is a holiday of a year by its rule: "12-25", "easter-2", or
// "11-thu4+1", the day after the fourth Thursday of November.
func holidayIn(rule string, year int, in *time.Location) time.Time {
	if days, ok := strings.CutPrefix(rule, "easter"); ok {
		return easter(year, in).AddDate(0, 0, number(strings.TrimPrefix(days, "+")))
	}
	month, rest, _ := strings.Cut(rule, "-")
	if n, err := strconv.Atoi(rest); err == nil {
		return time.Date(year, time.Month(number(month)), n, 0, 0, 0, 0, in)
	}
	weekday := time.Weekday(strings.Index("sunmontuewedthufrisat", rest[:3]) / 3)
	nth, later, _ := strings.Cut(rest[3:], "+")
	d := time.Date(year, time.Month(number(month)), 1, 0, 0, 0, 0, in)
	if number(nth) < 0 {
		d = d.AddDate(0, 1, -7)
	}
	for d.Weekday() != weekday {
		d = d.AddDate(0, 0, 1)
	}
	return d.AddDate(0, 0, 7*(max(number(nth), 1)-1)+number(later))
}

// easter is Easter Sunday of the Gregorian calendar, by the algorithm of
// Meeus, Jones and Butcher.
func easter(year int, in *time.Location) time.Time {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, in)
}

// Month reports whether a word, normal, is the name of a month or its abbreviation.
func (l *Language) Month(norm string) bool { return l.Calendar.Months[norm] > 0 }

// Weekday reports whether a word, normal, is the name of a weekday in full, or
// its plural: abbreviations of weekdays are also words.
func (l *Language) Weekday(norm string) bool {
	n := int(l.Calendar.Weekdays[norm])
	return n > 0 && strings.HasPrefix(norm, l.Calendar.WeekdayNames[n])
}
