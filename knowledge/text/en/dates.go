package en

import "github.com/storybot/storybot/knowledge/text/lang"

// zones is the hours of time zones; where an abbreviation has several, those of
// the zone that English-speaking outlets most often mean.
const zones = `EST:-5 EDT:-4 ET:-5 CST:-6 CDT:-5 CT:-6 MST:-7 MDT:-6 MT:-7 PST:-8 PDT:-7 PT:-8 GMT:0 UTC:0 BST:1 WET:0 CET:1 CEST:2 EET:2 EEST:3
	MSK:3 IST:5.5 JST:9 KST:9 HKT:8 SGT:8 AEST:10 AEDT:11 NZST:12 NZDT:13
	eastern.time:-5 eastern.standard.time:-5 eastern.daylight.time:-4 central.time:-6 central.standard.time:-6 central.daylight.time:-5
	mountain.time:-7 mountain.standard.time:-7 mountain.daylight.time:-6 pacific.time:-8 pacific.standard.time:-8 pacific.daylight.time:-7
	greenwich.mean.time:0 coordinated.universal.time:0 british.summer.time:1 central.european.time:1 central.european.standard.time:1
	central.european.summer.time:2 eastern.european.time:2 eastern.european.summer.time:3 moscow.time:3 moscow.standard.time:3
	india.standard.time:5.5 china.standard.time:8 japan.standard.time:9 korean.standard.time:9 australian.eastern.standard.time:10
	australian.eastern.daylight.time:11`

// dates is how dates are written for people, and what stands beside them.
func dates() lang.Dates {
	return lang.Dates{
		Zones:     zones,
		Fillers:   "at of on the",
		Ordinals:  "st nd rd th",
		InAddress: `(?i)/((?:19|20)\d{2})[-/]?(0[1-9]|1[0-2]|` + beginnings(calendar().Months) + `)[-/]?(0[1-9]|[12]\d|3[01])(?:[/_-]|$)`,
		Dateline:  `^[\pL .'’-]{2,40},[\pL .,'’-]{0,30}?\s((?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})|(?:\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}))\s*(?:\([^()]{1,40}\)|/[^/]{1,40}/)?\s*(?:—|–|--|-)\s`,
		Head:      `(?i)^(?:(first |last )?(published|posted|updated|modified|date)(?: on| at)?\s*[:|-]?\s*)`,
		Updated:   "updated modified",
		Changed:   `(?i)\b(?:updated?|modified|changed|edited|revised)\b[\s:|–-]*(?:on|at)?[\s:]*$`,
	}
}
