package text

import (
	"strconv"
	"strings"
	"time"
)

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

func tomorrow(t time.Time) time.Time { return midnight(t).AddDate(0, 0, 1) }

func dayFrom(d time.Time) When { return When{Since: d, Until: d.AddDate(0, 0, 1)} }

// weekOf is the Monday of the week of d.
func weekOf(d time.Time) time.Time { return d.AddDate(0, 0, -(int(d.Weekday())+6)%7) }

// lastWeekday is the last such weekday up to d.
func (l *Language) lastWeekday(d time.Time, name string) time.Time {
	for wanted := time.Weekday(int(l.Calendar.Weekdays[name]) % 7); d.Weekday() != wanted; {
		d = d.AddDate(0, 0, -1)
	}
	return d
}

// period is the unit of the calendar that d is in, or the one n units later.
func period(d time.Time, unit string, n int) (since, until time.Time) {
	first := func(months int) time.Time {
		m := (int(d.Month()) - 1) / months * months
		return time.Date(d.Year(), time.Month(m+1), 1, 0, 0, 0, 0, d.Location())
	}
	switch unit {
	case "day":
		return d.AddDate(0, 0, n), d.AddDate(0, 0, n+1)
	case "week":
		return weekOf(d).AddDate(0, 0, 7*n), weekOf(d).AddDate(0, 0, 7*n+7)
	case "fortnight":
		return weekOf(d).AddDate(0, 0, 14*n), weekOf(d).AddDate(0, 0, 14*n+14)
	case "weekend":
		saturday := weekOf(d).AddDate(0, 0, 5+7*n)
		return saturday, saturday.AddDate(0, 0, 2)
	case "month":
		return first(1).AddDate(0, n, 0), first(1).AddDate(0, n+1, 0)
	case "quarter":
		return first(3).AddDate(0, 3*n, 0), first(3).AddDate(0, 3*n+3, 0)
	}
	years := map[string]int{"year": 1, "decade": 10, "century": 100}[unit]
	start := first(12).AddDate(-(d.Year() % max(years, 1)), 0, 0)
	if unit == "century" {
		start = first(12).AddDate(-((d.Year() - 1) % 100), 0, 0)
	}
	return start.AddDate(n*years, 0, 0), start.AddDate((n+1)*years, 0, 0)
}

func back(t time.Time, n int, unit string) time.Time {
	switch unit {
	case "day":
		return t.AddDate(0, 0, -n)
	case "week":
		return t.AddDate(0, 0, -7*n)
	case "fortnight":
		return t.AddDate(0, 0, -14*n)
	case "month":
		return t.AddDate(0, -n, 0)
	case "quarter":
		return t.AddDate(0, -3*n, 0)
	case "decade":
		return t.AddDate(-10*n, 0, 0)
	case "century":
		return t.AddDate(-100*n, 0, 0)
	}
	return t.AddDate(-n, 0, 0)
}

// dayOf is one day; without a year it is the last such day up to at.
func dayOf(year int, month time.Month, day int, at time.Time) (When, bool) {
	named := year > 0
	if month < time.January || month > time.December || day < 1 || day > 31 {
		return When{}, false
	}
	if !named {
		year = at.Year()
	}
	d := time.Date(year, month, day, 0, 0, 0, 0, at.Location())
	for back := 0; !named && (d.After(at) || d.Day() != day) && back < 8; back++ {
		year--
		d = time.Date(year, month, day, 0, 0, 0, 0, at.Location())
	}
	w := dayFrom(d)
	w.Absolute, w.Yearly = named, !named
	return w, d.Day() == day
}

// dayOfMonth is the last such day of a month up to at, on that weekday where one is named.
func (l *Language) dayOfMonth(day int, weekday string, at time.Time) (When, bool) {
	wanted, named := l.Calendar.Weekdays[trimPoint(weekday)]
	for d := midnight(at); d.After(midnight(at).AddDate(-2, 0, 0)); d = d.AddDate(0, 0, -1) {
		if d.Day() == day && (!named || int(d.Weekday()) == int(wanted)%7) {
			return dayFrom(d), true
		}
	}
	return When{}, false
}

func monthsFrom(year int, month time.Month, n int, at time.Time, absolute bool) (When, bool) {
	if year < 1 || month < time.January || month > time.December {
		return When{}, false
	}
	d := time.Date(year, month, 1, 0, 0, 0, 0, at.Location())
	return When{Since: d, Until: d.AddDate(0, n, 0), Absolute: absolute}, true
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // the pattern allows digits only; nothing is 0
	return n
}

// count is a number in digits or words, 0 where there is none.
func (l *Language) count(s string) int {
	if m := l.times.ordinal.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if n := number(s); n > 0 {
		return n
	}
	if n, known := l.times.counts[strings.ReplaceAll(s, " ", "_")]; known {
		return int(n)
	}
	sum := 0
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '-' }) {
		sum += int(l.times.counts[w])
	}
	return sum
}

// yearOf is the year of a match, 0 where it has none.
func (l *Language) yearOf(g groups, at time.Time) int {
	if short := g.of("short"); short != "" {
		return fullYear(number(short), at)
	}
	s := g.of("year")
	if n := number(s); n > 0 || s == "" {
		return n
	}
	first, rest, _ := strings.Cut(strings.ReplaceAll(s, "-", " "), " ")
	if second, more, _ := strings.Cut(rest, " "); l.times.counts[second] == 1000 {
		return int(l.times.counts[first])*1000 + l.count(more)
	}
	return int(l.times.counts[first])*100 + l.count(rest)
}

// fullYear takes two digits as the last such year up to at.
func fullYear(n int, at time.Time) int {
	if n >= 100 {
		return n
	}
	if n += at.Year() / 100 * 100; n > at.Year() {
		return n - 100
	}
	return n
}

func (l *Language) monthOf(s string) time.Month {
	return time.Month(l.Calendar.Months[strings.Trim(s, ".")])
}
