package knowledge

import (
	"slices"
	"time"
)

const (
	day = 24 * time.Hour

	mostEvents = 200 // so many of the last moments make a habit
	mostAlone  = 6   // and fewer than so many make none
	daysKnown  = 5   // loads that brought something, and that make a habit, lie on so many days at least
)

// habit tells when something new last came from the source and after how long
// without anything new it is to be called silent; 0 where that cannot be told.
//
// What is fetched has the habit of its stories' dates, and what lies on this
// computer that of the loads that found something new. A source may be silent
// for twice as long as its longest pause so far, and for a day at least. Where
// less than eight days of it are known, that is three days, for a weekend may
// be to come; but one day where it never paused for more than a few hours.
func (s *SourceStatus) habit(remote bool, now time.Time) (latest time.Time, patience time.Duration) {
	events := moments(s.Arrivals, now)
	if remote {
		if dated := moments(s.dates, now); len(dated) >= mostAlone {
			latest, patience = dated[len(dated)-1], patienceOf(dated)
			if n := len(events); n > 0 && events[n-1].After(latest) {
				latest = events[n-1]
			}
			return latest, patience
		}
	}
	if len(events) == 0 {
		return time.Time{}, 0
	}
	latest = events[len(events)-1]
	days := make(map[string]bool)
	for _, e := range events {
		days[Day(e)] = true
	}
	if len(events) < mostAlone || len(days) < daysKnown {
		return latest, 0
	}
	return latest, patienceOf(events)
}

// moments are the last of the times that are not to come, in their order, those
// within a minute as one.
func moments(times []time.Time, now time.Time) []time.Time {
	list := slices.Clone(times)
	list = slices.DeleteFunc(list, func(t time.Time) bool { return t.After(now) })
	slices.SortFunc(list, time.Time.Compare)
	list = slices.CompactFunc(list, func(a, b time.Time) bool { return a.Sub(b).Abs() < time.Minute })
	return list[max(0, len(list)-mostEvents):]
}

// patienceOf is how long one waits after such moments before one calls it silence.
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
