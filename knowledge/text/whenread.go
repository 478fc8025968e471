package text

import (
	"strings"
	"time"
)

type whenReader = func(l *Language, g groups, at time.Time) (When, bool)

// whenReaders are the readings of [lang.Times].Forms by their names.
func whenReaders() map[string]whenReader {
	return map[string]whenReader{
		"named": readNamed, "numeric": readNumeric, "days": readDays, "whichyear": readWhichYear,
		"holiday": readHoliday, "season": readSeasonOfYear, "quarter": readQuarter, "week": readWeekOfYear,
		"decade": readDecade, "century": readCentury, "rolling": readRolling, "ago": readAgo,
		"beforelast": readBeforeLast, "unit": readUnit, "endof": readEndOf, "dayword": readDayWord,
		"weekday": readWeekday, "lastmonth": readLastMonth, "month": readMonth,
	}
}

// readNamed reads what there is of year, month and day.
func readNamed(l *Language, g groups, at time.Time) (When, bool) {
	year, day := l.yearOf(g, at), l.count(g.of("day"))
	month := l.monthOf(g.of("month"))
	if n := g.of("digits"); n != "" {
		month = time.Month(number(n))
	}
	switch {
	case month == 0 && day > 0 && year == 0:
		return l.dayOfMonth(day, g.of("short_weekday"), at)
	case day > 0:
		return dayOf(year, month, day, at)
	case month > 0:
		return monthsFrom(year, month, 1, at, true)
	}
	return monthsFrom(year, time.January, 12, at, true)
}

// readNumeric reads a day and a month in digits, with or without a year; the
// weekday beside them tells which is which.
func readNumeric(l *Language, g groups, at time.Time) (When, bool) {
	a, b, year := number(g.of("a")), number(g.of("b")), 0
	if y := g.of("any"); y != "" {
		year = fullYear(number(y), at)
	}
	first, okFirst := dayOf(year, time.Month(b), a, at)
	second, okSecond := dayOf(year, time.Month(a), b, at)
	if year > 0 && (a > 31 || b > 31) {
		return When{}, false
	}
	weekday, named := l.Calendar.Weekdays[strings.Trim(g.of("short_weekday"), ".")]
	on := func(w When) bool { return int(w.Since.Weekday()) == int(weekday)%7 }
	switch {
	case okFirst && (!okSecond || named && on(first) && !on(second)):
		return first, true
	case okSecond && named && on(second) && !on(first):
		return second, true
	case okFirst && g.of("sep") == "." && year > 0:
		return first, true
	case okSecond && (g.of("sep") != "." || named):
		return second, true
	}
	return When{}, false
}

// readDays reads some days of one month, or from one month to the next.
func readDays(l *Language, g groups, at time.Time) (When, bool) {
	year, month := l.yearOf(g, at), l.monthOf(g.of("month"))
	if g.of("month2") != "" {
		return When{}, false
	}
	first, ok := dayOf(year, month, l.count(g.of("day")), at)
	last := first.Since.AddDate(0, 0, l.count(g.of("day2"))-first.Since.Day())
	if last.Before(first.Since) {
		last = last.AddDate(0, 1, 0)
	}
	return When{Since: first.Since, Until: last.AddDate(0, 0, 1), To: last, Absolute: year > 0}, ok && last.After(first.Since)
}

// readWhichYear reads a month or a day of this year or the last.
func readWhichYear(l *Language, g groups, at time.Time) (When, bool) {
	year := at.Year()
	if l.times.meaning(g.of("which")) == "last" {
		year--
	}
	month, day := l.monthOf(g.of("month")), l.count(g.of("day"))
	if day == 0 {
		return monthsFrom(year, month, 1, at, false)
	}
	w, ok := dayOf(year, month, day, at)
	w.Absolute = false
	return w, ok
}

func readSeasonOfYear(l *Language, g groups, at time.Time) (When, bool) {
	return monthsFrom(l.yearOf(g, at), seasonOf(l.times.meaning(g.of("season"))), 3, at, true)
}

// readQuarter reads a quarter or half of a year, without one the last that has begun.
func readQuarter(l *Language, g groups, at time.Time) (When, bool) {
	year, n, months := l.yearOf(g, at), l.count(g.of("quarter")), 3
	if strings.HasPrefix(g.of("quarter"), "h") {
		months = 6
	}
	w, ok := monthsFrom(max(year, 1), time.Month(1+(n-1)*months), months, at, year > 0)
	if year == 0 {
		if w, ok = monthsFrom(at.Year(), w.Since.Month(), months, at, false); w.Since.After(at) {
			w.Since, w.Until = w.Since.AddDate(-1, 0, 0), w.Until.AddDate(-1, 0, 0)
		}
	}
	return w, ok
}

func readWeekOfYear(l *Language, g groups, at time.Time) (When, bool) {
	n := l.count(g.of("week"))
	if n < 1 || n > 53 {
		return When{}, false
	}
	d := weekOf(time.Date(at.Year(), 1, 4, 0, 0, 0, 0, at.Location())).AddDate(0, 0, 7*(n-1))
	return When{Since: d, Until: d.AddDate(0, 0, 7)}, true
}

func readDecade(l *Language, g groups, at time.Time) (When, bool) {
	year := number(g.of("decade"))
	if year == 0 {
		if year = number(strings.Trim(g.of("tens"), " s")); year == 0 {
			year = l.count(g.of("tenwords"))
		}
		year = fullYear(year, at)
	}
	return monthsFrom(year, time.January, 120, at, true)
}

func readCentury(l *Language, g groups, at time.Time) (When, bool) {
	return monthsFrom(100*l.count(g.of("century"))-99, time.January, 1200, at, true)
}

func readBeforeLast(l *Language, g groups, at time.Time) (When, bool) {
	if day := g.of("weekday"); day != "" {
		d := l.lastWeekday(midnight(at).AddDate(0, 0, -1), day).AddDate(0, 0, -7)
		return dayFrom(d), true
	}
	unit := l.times.meaning(g.of("unit"))
	since, until := period(midnight(at), unit, -2)
	return When{Since: since, Until: until}, true
}

func readLastMonth(l *Language, g groups, at time.Time) (When, bool) {
	w, ok := readMonth(l, g, at)
	if l.times.meaning(strings.Fields(g.low[g.at[0]:])[0]) == "last" && w.Since.Year() == at.Year() && w.Since.Month() == at.Month() {
		w.Since, w.Until = w.Since.AddDate(-1, 0, 0), w.Until.AddDate(-1, 0, 0)
	}
	return w, ok
}

// readMonth is the last such month that has begun.
func readMonth(l *Language, g groups, at time.Time) (When, bool) {
	month, year := l.monthOf(g.of("month")), at.Year()
	if month > at.Month() {
		year--
	}
	w, ok := monthsFrom(year, month, 1, at, false)
	w.Yearly = true
	return w, ok
}

func readWeekday(l *Language, g groups, at time.Time) (When, bool) {
	d := midnight(at)
	if l.times.meaning(g.of("which")) == "last" {
		d = d.AddDate(0, 0, -1)
	}
	return dayFrom(l.lastWeekday(d, g.of("weekday"))), true
}

func readDayWord(l *Language, g groups, at time.Time) (When, bool) {
	d := midnight(at)
	if l.times.meaning(g.of("word")) == "yesterday" {
		d = d.AddDate(0, 0, -1)
	}
	return dayFrom(d), true
}
