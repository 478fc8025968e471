package en

import "github.com/storybot/storybot/knowledge/text/lang"

// zones is the hours of time zones; where an abbreviation has several, those of
// the zone that English-speaking outlets most often mean.
const zones = `EST:-5 EDT:-4 ET:-5 CST:-6 CDT:-5 CT:-6 MST:-7 MDT:-6 MT:-7 PST:-8 PDT:-7 PT:-8 GMT:0 UTC:0 BST:1 WET:0 CET:1 CEST:2 EET:2 EEST:3
	MSK:3 IST:5.5 JST:9 KST:9 HKT:8 SGT:8 AEST:10 AEDT:11 NZST:12 NZDT:13`

// shownClock is a clock as pages show it.
const shownClock = `(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)(?:\s*(?-i:[A-Z]{2,4}\b|[+-]\d{2}:?\d{2}\b))?`

// shownDay is a day as pages show it.
func shownDay() string {
	month := `(?:` + beginnings(calendar().Months) + `)[a-z]*\.?`
	return `(?:\b` + month + `\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\b|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?` + month + `,?\s+\d{4}\b|` +
		`\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\b|T)|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b)`
}

// dates is how dates are written for people, and what stands beside them.
func dates() lang.Dates {
	return lang.Dates{
		ZoneName:   `(?i)\b(` + keys(zones) + `)\b\.?`,
		Zones:      zones,
		ClockFirst: `(?i)^(?:at )?(\d{1,2}(?:(?:[:.]\d{2}){1,2}\s*(?:[ap]\.?m\.?)?|\s*[ap]\.?m\.?))(?:,|\s|on|of)+(.*\d{4})$`,
		HalfDay:    `(?i)(\d)\s*([ap])\.?m\b\.?`,
		PointClock: `(\d{4},? (?:at )?\d{1,2})\.(\d{2})\b`,
		Weekday:    `(?i)^(?:` + variants(calendar().Weekdays) + `)\.?,?\s+`,
		Ordinal:    `(?i)(\d)(?:st|nd|rd|th)\b`,
		Fillers:    "at",
		Spellings:  "Sept:Sep Sept.:Sep",
		InAddress:  `(?i)/((?:19|20)\d{2})[-/]?(0[1-9]|1[0-2]|` + beginnings(calendar().Months) + `)[-/]?(0[1-9]|[12]\d|3[01])(?:[/_-]|$)`,
		Dateline:   `^[\pL .'’-]{2,40},[\pL .,'’-]{0,30}?\s((?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})|(?:\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}))\s*(?:\([^()]{1,40}\)|/[^/]{1,40}/)?\s*(?:—|–|--|-)\s`,
		Head:       `(?i)^(?:(first |last )?(published|posted|updated|modified|date)(?: on| at)?\s*[:|-]?\s*)`,
		Updated:    "updated modified",
		Shown:      `(?i)(?:` + shownClock + `(?:,|\s|on)*(?:(?:` + beginnings(calendar().Weekdays) + `)[a-z]*\.?,?\s+)?)?(` + shownDay() + `)(?:(?:,|\s)*(?:at|@|-|–|•|\|)?\s*` + shownClock + `)?`,
		Changed:    `(?i)\b(?:updated?|modified|changed|edited|revised)\b[\s:|–-]*(?:on|at)?[\s:]*$`,
	}
}
