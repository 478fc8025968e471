package text

import "time"

// readRolling reads so many units up to now; quarters and decades are those that have ended.
func readRolling(l *Language, g groups, at time.Time) (When, bool) {
	n, unit := l.count(g.of("count")), l.times.meaning(g.of("unit"))
	if g.of("count") == "" {
		n = 1
	}
	switch {
	case g.of("hour") != "":
		since := at.Add(-time.Duration(n) * time.Hour)
		return When{Since: midnight(since), Until: tomorrow(at)}, n > 0
	case unit == "quarter":
		until, _ := period(midnight(at), unit, 0)
		since, _ := period(midnight(at), unit, -n)
		return When{Since: since, Until: until}, n > 0
	}
	w := When{Since: back(midnight(at), n, unit), Until: tomorrow(at), now: true}
	return w, n > 0 && w.Since.Year() > 0
}

// readAgo allows for roundness: "two months ago" is the month around that day,
// "two weeks ago" may be some days from it.
func readAgo(l *Language, g groups, at time.Time) (When, bool) {
	n := l.count(g.of("count"))
	if day := g.of("weekday"); day != "" {
		d := l.lastWeekday(midnight(at).AddDate(0, 0, -1), day)
		return dayFrom(d.AddDate(0, 0, -7*(n-1))), n > 0
	}
	unit := l.times.meaning(g.of("unit"))
	w := dayFrom(back(midnight(at), n, unit))
	slack := map[string]int{"month": 15, "quarter": 45, "year": 183, "decade": 1826, "century": 18262}[unit]
	w.Since, w.Until = w.Since.AddDate(0, 0, -slack), w.Until.AddDate(0, 0, slack)
	if unit == "week" || unit == "fortnight" {
		w.Grace = 3
	}
	return w, n > 0 && w.Since.Year() > 0
}

// readUnit reads "this week" as the last seven days, for so it is meant on a
// Monday; "last week" is the calendar's.
func readUnit(l *Language, g groups, at time.Time) (When, bool) {
	d, this := midnight(at), l.times.meaning(g.of("which")) == "this"
	unit := l.times.meaning(g.of("unit"))
	switch {
	case unit == "week" && this:
		return When{Since: d.AddDate(0, 0, -7), Until: tomorrow(at), now: true}, true
	case unit == "weekend":
		saturday := weekOf(d).AddDate(0, 0, -2)
		if this && d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
			saturday = weekOf(d).AddDate(0, 0, 5)
		}
		return When{Since: saturday, Until: saturday.AddDate(0, 0, 2)}, true
	case seasonKnown(unit):
		return readSeason(unit, this, at)
	}
	n := -1
	if this {
		n = 0
	}
	since, until := period(d, unit, n)
	return When{Since: since, Until: until, now: this}, true
}

// readEndOf reads the end of the present week, month or year.
func readEndOf(l *Language, g groups, at time.Time) (When, bool) {
	since, until := period(midnight(at), l.times.meaning(g.of("unit")), 0)
	w := When{Since: since, Until: until, now: true}
	return w, w.narrow("end", at)
}

func readSeason(name string, this bool, at time.Time) (When, bool) {
	w, _ := monthsFrom(at.Year(), seasonOf(name), 3, at, false)
	if name == "winter" && at.Month() < time.March {
		w.Since, w.Until = w.Since.AddDate(-1, 0, 0), w.Until.AddDate(-1, 0, 0)
	}
	if this {
		return w, !w.Since.After(at) // "this winter" asked in autumn is yet to come
	}
	if w.Until.After(at) {
		w.Since, w.Until = w.Since.AddDate(-1, 0, 0), w.Until.AddDate(-1, 0, 0)
	}
	return w, true
}

func seasonKnown(name string) bool {
	return name == "spring" || name == "summer" || name == "autumn" || name == "winter"
}

func seasonOf(s string) time.Month {
	switch s {
	case "spring":
		return time.March
	case "summer":
		return time.June
	case "winter":
		return time.December
	}
	return time.September
}

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
	w.Absolute, w.yearly = named, !named
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
