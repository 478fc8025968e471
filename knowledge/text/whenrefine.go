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
		"back": changeBack, "weekof": changeWeekOf, "nthweek": changeNthWeek, "nthday": changeNthDay, "nth": changeNth, "part": changePart,
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
	w.Since, w.Until, w.Yearly = d, d.AddDate(0, 0, 1), false
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
	w.Since, w.Until, w.Yearly = d, d.AddDate(0, 0, 7), false
	return true
}

// changeNthDay is a day of a month or year: its last, or its first Tuesday.
func changeNthDay(l *Language, w *When, g groups, _ time.Time) bool {
	n, step := l.count(g.of("week")), 1
	if !w.long() || n == 0 || monthsOf(w) == 0 {
		return false
	}
	first, last := w.Since, w.Until.AddDate(0, 0, -1)
	if name := g.of("weekday"); name != "" {
		first, last, step = l.lastWeekday(first.AddDate(0, 0, 6), name), l.lastWeekday(last, name), 7
	}
	d := first.AddDate(0, 0, step*(n-1))
	if n < 0 {
		d = last.AddDate(0, 0, step*(n+1))
	}
	if !d.Before(w.Until) {
		return false
	}
	w.Since, w.Until, w.Yearly, w.now = d, d.AddDate(0, 0, 1), false, false
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
	w.Yearly = false
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
	w.Since, w.Until, w.Yearly = d, d.AddDate(0, 0, 1), false
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
	w.Yearly = false
	return true
}
