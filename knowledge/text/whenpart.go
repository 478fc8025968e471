package text

import "time"

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
	w.Yearly = false
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
