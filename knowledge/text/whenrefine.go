package text

import (
	"strings"
	"time"
)

type whenChanger = func(l *Language, w *When, g groups, at time.Time) bool

// whenChangers are the readings of [lang.Times].Refine by their names. Each
// reports whether the words before w make another time of it.
func whenChangers() map[string]whenChanger {
	return map[string]whenChanger{
		"drop": func(_ *Language, w *When, _ groups, _ time.Time) bool { *w = When{Span: w.Span}; return true },
		"back": changeBack, "weekof": changeWeekOf, "nthweek": changeNthWeek, "nth": changeNth, "part": changePart,
		"dayof": changeDayOf, "after": changeDayOf, "offset": changeOffset, "adjacent": changeAdjacent,
	}
}

// refined is how many refinements may stand before one time.
const refined = 3

// refine takes in the words before and after the time, within room, that change it.
func (l *Language) refine(w *When, s sought, room Span) {
	for range refined {
		changed := false
		for i := range l.times.refinements {
			f := &l.times.refinements[i]
			base, after := room.Start, strings.HasPrefix(f.re.String(), "^")
			around := s.low[base:w.Start]
			if after {
				base, around = w.End, s.low[w.End:room.End]
			}
			m := f.re.FindStringSubmatchIndex(around)
			if m == nil || w.Since.IsZero() || !f.change(l, w, groupsOfMatch(f.re, around, m), s.at) {
				continue
			}
			if changed = true; after {
				w.End = base + m[1]
			} else {
				w.Start = base + m[0]
			}
		}
		if !changed {
			return
		}
	}
}

func (w *When) long() bool { return w.Until.Sub(w.Since) > 25*time.Hour }

// changeBack counts further back from a day: "a week ago today".
func changeBack(l *Language, w *When, g groups, _ time.Time) bool {
	n, unit := l.count(g.of("count")), l.times.meaning(g.of("unit"))
	if w.long() || n < 1 {
		return false
	}
	d := back(w.Since, n, unit)
	w.Since, w.Until, w.yearly = d, d.AddDate(0, 0, 1), false
	return d.Year() > 0
}

func changeWeekOf(_ *Language, w *When, _ groups, _ time.Time) bool {
	if w.long() {
		return false
	}
	w.Since = weekOf(w.Since)
	w.Until = w.Since.AddDate(0, 0, 7)
	return true
}

// changeNthWeek is a week of a month or year; the first is that of its first Thursday.
func changeNthWeek(l *Language, w *When, g groups, _ time.Time) bool {
	n := l.count(g.of("week"))
	if w.Until.Sub(w.Since) < 27*24*time.Hour || n == 0 || n > 53 {
		return false
	}
	d := weekOf(w.Since.AddDate(0, 0, 3)).AddDate(0, 0, 7*(n-1))
	if n < 0 {
		d = weekOf(w.Until.AddDate(0, 0, -4)).AddDate(0, 0, 7*(n+1))
	}
	w.Since, w.Until, w.yearly = d, d.AddDate(0, 0, 7), false
	return true
}

// changeNth is a quarter, third or half of a year, or a half of a month.
func changeNth(l *Language, w *When, g groups, _ time.Time) bool {
	span, n := l.times.meaning(g.of("span")), l.count(g.of("nth"))
	if q := g.of("quarter"); q != "" {
		n, span = l.count(q), "quarter"
		if q[0] == 'h' {
			span = "half"
		}
	}
	parts := map[string]int{"quarter": 4, "third": 3, "half": 2}[span]
	if n < 0 {
		n = parts
	}
	months := monthsOf(w)
	switch {
	case n < 1 || n > parts:
		return false
	case months > 0 && months%parts == 0:
		w.Since = w.Since.AddDate(0, (n-1)*months/parts, 0)
		w.Until = w.Since.AddDate(0, months/parts, 0)
	case months == 1 && parts == 2:
		if middle := w.Since.AddDate(0, 0, 15); n == 1 {
			w.Until = middle
		} else {
			w.Since = middle
		}
	default:
		return false
	}
	w.yearly = false
	return true
}

// monthsOf is how many whole months a time has, 0 where they are not whole.
func monthsOf(w *When) int {
	n := 12*(w.Until.Year()-w.Since.Year()) + int(w.Until.Month()-w.Since.Month())
	if w.Since.Day() == 1 && w.Until.Day() == 1 {
		return n
	}
	return 0
}

func changePart(l *Language, w *When, g groups, at time.Time) bool {
	return w.narrow(l.times.meaning(g.of("part")), at)
}

// narrow makes the time a part of itself: its third, or its half where it has
// not ended at the moment at.
func (w *When) narrow(part string, at time.Time) bool {
	since, until := w.Since, w.Until
	switch {
	case part == "earlier" || part == "later" || part == "so_far":
		return w.sofar(part, at)
	case !w.long():
		return part == "early" || part == "late"
	case part == "end" || part == "late" && !w.Absolute:
		w.edge = until
	case part == "mid":
		w.edge = midnight(since.Add(until.Sub(since) / 2))
	}
	if part == "end" || part == "close" {
		w.edge, part = until, "late"
	}
	one, two := thirds(since, until)
	if w.now || !until.Before(midnight(at)) && since.Before(at) && !w.Absolute {
		one = halfOf(since, until)
		two = one
	}
	switch part {
	case "early":
		w.Until = one
	case "late":
		w.Since = two
	case "mid":
		w.Since, w.Until = thirds(since, until)
	default:
		return false
	}
	w.yearly = false
	return true
}

// sofar is what has been of a time that is not over, or is still to come.
func (w *When) sofar(part string, at time.Time) bool {
	if !w.now {
		return false
	}
	today := midnight(at)
	since := w.Since
	if since.Equal(today.AddDate(0, 0, -7)) { // "this week" reaches back further
		since = weekOf(today)
	}
	switch part {
	case "earlier":
		if !since.Before(today) {
			return false
		}
		w.Since, w.Until = since, today
	case "later":
		w.Since, w.Until = today, maxTime(w.Until, weekOf(today).AddDate(0, 0, 7))
	}
	return true
}

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// thirds are where the middle of a time begins and ends: of a year its four
// months, of a decade four years at either end, of a month ten days.
func thirds(since, until time.Time) (one, two time.Time) {
	w := When{Since: since, Until: until}
	switch months := monthsOf(&w); {
	case months == 1:
		return since.AddDate(0, 0, 10), since.AddDate(0, 0, 20)
	case months == 120:
		return since.AddDate(4, 0, 0), since.AddDate(6, 0, 0)
	case months > 0 && months%3 == 0:
		return since.AddDate(0, months/3, 0), since.AddDate(0, 2*months/3, 0)
	}
	third := until.Sub(since) / 3
	return midnight(since.Add(third + 12*time.Hour)), midnight(until.Add(-third + 12*time.Hour))
}

func halfOf(since, until time.Time) time.Time {
	w := When{Since: since, Until: until}
	switch months := monthsOf(&w); {
	case months == 1:
		return since.AddDate(0, 0, 15)
	case months > 0 && months%2 == 0:
		return since.AddDate(0, months/2, 0)
	}
	return midnight(since.Add(until.Sub(since)/2 + 12*time.Hour))
}

// changeDayOf is a weekday of a week: "Friday last week".
func changeDayOf(l *Language, w *When, g groups, _ time.Time) bool {
	days := int(w.Until.Sub(w.Since).Hours()/24 + .5)
	if days != 7 || w.now {
		return false
	}
	d := l.lastWeekday(w.Until.AddDate(0, 0, -1), g.of("weekday"))
	w.Since, w.Until = d, d.AddDate(0, 0, 1)
	return true
}

// changeOffset counts from a day: "two weeks before 13 May".
func changeOffset(l *Language, w *When, g groups, _ time.Time) bool {
	n := l.count(g.of("count"))
	if w.long() || n < 1 {
		return false
	}
	if l.times.meaning(g.of("way")) == "after" {
		n = -n
	}
	d := back(w.Since, n, l.times.meaning(g.of("unit")))
	w.Since, w.Until, w.yearly = d, d.AddDate(0, 0, 1), false
	return d.Year() > 0
}

// changeAdjacent is the day or week beside a day: "the day before yesterday".
func changeAdjacent(l *Language, w *When, g groups, _ time.Time) bool {
	unit := l.times.meaning(g.of("unit"))
	if w.long() {
		return false
	}
	if l.times.meaning(g.of("way")) == "after" {
		w.Since = w.Until
		w.Until = back(w.Since, -1, unit)
	} else {
		w.Until = w.Since
		w.Since = back(w.Until, 1, unit)
	}
	w.yearly = false
	return true
}
