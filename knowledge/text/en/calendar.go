package en

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text/lang"
)

// calendar is months, weekdays and other words of time.
func calendar() lang.Calendar {
	const months = `january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct
		november/nov december/dec`
	const weekdays = `monday/mon/mondays tuesday/tue/tues/tuesdays wednesday/wed/wednesdays thursday/thu/thur/thurs/thursdays
		friday/fri/fridays saturday/sat/saturdays sunday/sun/sundays`
	return lang.Calendar{
		Months:    months,
		Ambiguous: "may march mar jan jun dec august",
		Weekdays:  weekdays,
		Relative:  "yesterday today tomorrow tonight spring summer autumn fall winter christmas easter midnight noon",
		Lengths: `hour:1 hours:1 day:24 days:24 week:168 weeks:168 fortnight:336 month:730.5 months:730.5 year:8766 years:8766
			decade:87660 decades:87660 century:876600 centuries:876600`,
		Periods: "week weekend fortnight month quarter season half year",
		Units: `second seconds minute minutes hour hours day days week weeks month months year years decade decades century
			centuries season seasons generation generations millennium millennia`,
	}
}

// beginnings are the first three letters of each name of a list, as
// alternatives of a pattern.
func beginnings(list string) string {
	var all []string
	for _, name := range strings.Fields(list) {
		all = append(all, name[:3])
	}
	return strings.Join(all, "|")
}
