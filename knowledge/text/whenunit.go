package text

import (
	"slices"
	"strings"
	"time"
)

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

// direct takes in a word such as "since" that stands before the time.
func (l *Language) direct(w *When, low string) {
	m := l.times.before.FindStringSubmatchIndex(low[:w.Start])
	if m == nil || w.open {
		return
	}
	switch l.times.meaning(low[m[2]:m[3]]) {
	case "since":
		w.Until = time.Time{}
	case "after":
		w.Since, w.Until = w.Until, time.Time{}
	case "before":
		w.Until, w.Since = w.Since, time.Time{}
	default:
		w.Since = time.Time{}
	}
	w.Start = m[0]
	w.open = true
}

// join makes one time of "between" two, "from" one to another, and one "to" another.
func (l *Language) join(found []When, low string) []When {
	for i := 0; i+1 < len(found); i++ {
		a, b := found[i], found[i+1]
		joint := low[a.End:b.Start]
		between := l.times.between.FindStringIndex(low[:a.Start])
		if between == nil && !l.times.to.MatchString(joint) || !l.times.and.MatchString(joint) {
			continue
		}
		w := rangeOf(a, b)
		if w.Since.After(w.To) {
			continue
		}
		if w.Span = (Span{a.Start, b.End}); between != nil {
			w.Start = between[0]
		}
		found[i] = w
		found = slices.Delete(found, i+1, i+2)
	}
	return found
}

// rangeOf is the time from a to b, b included. Of two of which one has a year
// the other is that nearest to it; of two without one b follows a.
func rangeOf(a, b When) When {
	if !a.edge.IsZero() {
		a.Since = a.edge
	}
	switch {
	case a.Yearly && b.Absolute:
		a.Since = a.Since.AddDate(b.Since.Year()-a.Since.Year(), 0, 0)
		if a.Since.After(b.Since) {
			a.Since = a.Since.AddDate(-1, 0, 0)
		}
	case b.Yearly:
		years := a.Since.Year() - b.Since.Year()
		if b.Since.AddDate(years, 0, 0).Before(a.Since) {
			years++
		}
		b.Since, b.Until = b.Since.AddDate(years, 0, 0), b.Until.AddDate(years, 0, 0)
	}
	to := b.Since
	if !b.edge.IsZero() {
		to, b.Until = b.edge, b.edge
	}
	return When{
		Since: a.Since, Until: b.Until, First: a.Since, Last: b.Until, To: to,
		Absolute: a.Absolute || b.Absolute, open: true,
	}
}

// meaning explains a word that a pattern caught; see [lang.Times].Means.
func (t *timeWords) meaning(word string) string {
	return t.means[strings.ReplaceAll(word, " ", "_")]
}
