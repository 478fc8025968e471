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
	if unit == "weekend" {
		since, until := period(midnight(at), unit, -n)
		return When{Since: since, Until: until}, n > 0
	}
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
