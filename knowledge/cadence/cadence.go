// Package cadence tells how often a source brings something new, and so from when on it is silent.
package cadence

import (
	"slices"
	"time"
)

const (
	day = 24 * time.Hour

	mostEvents   = 200 // at most so many of the last events are looked at
	fewestEvents = 6   // fewer than these show no cadence
	daysKnown    = 5   // loads that brought something show a cadence if they lie on at least so many days
)

// Of returns when something new last came from a source, and after how long without
// anything new it counts as silent; 0 if that is unknown. arrivals are the loads that found
// something new, dates those of its stories if it is fetched, in any order; now ends them.
//
// The cadence is that of the dates or, where there are too few, of the arrivals. A source counts as silent after twice its longest pause so far, and
// after a day at least. If less than eight days of it are known, the least is
// three days, because a weekend may follow; but it is one day if the source
// never paused for more than a few hours.
func Of(arrivals, dates []time.Time, now time.Time) (latest time.Time, patience time.Duration) {
	events := moments(arrivals, now)
	if dated := moments(dates, now); len(dated) >= fewestEvents {
		latest, patience = dated[len(dated)-1], patienceOf(dated)
		if n := len(events); n > 0 && events[n-1].After(latest) {
			latest = events[n-1]
		}
		return latest, patience
	}
	if len(events) == 0 {
		return time.Time{}, 0
	}
	latest = events[len(events)-1]
	days := make(map[string]bool)
	for _, e := range events {
		days[e.Format(time.DateOnly)] = true
	}
	if len(events) < fewestEvents || len(days) < daysKnown {
		return latest, 0
	}
	return latest, patienceOf(events)
}

// moments returns the last of the times that are not in the future, in order;
// times within a minute of each other count as one.
func moments(times []time.Time, now time.Time) []time.Time {
	list := slices.Clone(times)
	list = slices.DeleteFunc(list, func(t time.Time) bool { return t.After(now) })
	slices.SortFunc(list, time.Time.Compare)
	list = slices.CompactFunc(list, func(a, b time.Time) bool { return a.Sub(b).Abs() < time.Minute })
	return list[max(0, len(list)-mostEvents):]
}

// patienceOf is after how long without anything new a source with these events
// counts as silent.
func patienceOf(events []time.Time) time.Duration {
	longest := time.Duration(0)
	for i := 1; i < len(events); i++ {
		longest = max(longest, events[i].Sub(events[i-1]))
	}
	known := events[len(events)-1].Sub(events[0])
	least := 3 * day
	if known >= 8*day || known >= day && longest <= day/4 {
		least = day
	}
	return max(least, 2*longest)
}
