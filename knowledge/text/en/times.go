package en

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text/lang"
)

const (
	year  = `((?:19|20)\d\d)`
	count = `(\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|couple of)`
	unit  = `(day|week|month|year)s?`
)

// times is how words name times.
func times() lang.Times {
	month := `(` + variants(calendar().Months) + `)\.?`
	day := `(` + strings.ReplaceAll(inFull(calendar().Weekdays), " ", "|") + `)`
	return lang.Times{
		Before:  `\b(since|after|before|until|till|by|up to|prior to)\s+(?:the\s+)?$`,
		Between: `\b(between|from)\s+(?:the\s+)?$`,
		And:     `^\s*(?:and|to|until|till|through|-|–)\s*$`,

		Date:        `\b` + year + `-(\d\d)-(\d\d)\b`,
		DayMonth:    `\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ` + month + `(?:,? ` + year + `)?\b`,
		MonthDay:    `\b` + month + ` (\d{1,2})(?:st|nd|rd|th)?(?:,? ` + year + `)?\b`,
		MonthYear:   `\b` + month + `,?(?: of)? ` + year + `\b`,
		MonthOfYear: `\b(?:(?:this|last|past) )?` + month + ` (this|last) year\b`,
		SeasonYear:  `\b(spring|summer|autumn|fall|winter) (?:of )?` + year + `\b`,
		Year:        `\b(?:in|of|during|since|before|after|until|till|by|from|between|and|to|through|early|late|mid) (?:the year )?` + year + `\b`,
		DayWord:     `\b(today|tonight|yesterday|last night|this morning|this afternoon|this evening)\b`,
		LastSome:    `\b(?:in|over|during|within)? ?(?:the )?(?:last|past) ` + count + ` ` + unit + `\b`,
		Ago:         `\b` + count + ` ` + unit + ` (?:ago|earlier)\b`,
		LastUnit:    `\b(this|last|past|previous) (week|weekend|month|year|spring|summer|autumn|fall|winter)\b`,
		Weekday:     `\b(?:(this|last|past) )?` + day + `\b`,
		LastMonth:   `\b(?:last|this|past) ` + month + `\b`,
		Month:       `\b` + month + `\b`,

		Counts: "a:1 an:1 one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 twelve:12 few:3 couple_of:2",
		Means: `since:since after:after before:before prior_to:before until:until till:until by:until up_to:until
			this:this last:last past:past previous:previous
			day:day week:week weekend:weekend month:month year:year
			spring:spring summer:summer autumn:autumn fall:autumn winter:winter
			today:today tonight:today this_morning:today this_afternoon:today this_evening:today
			yesterday:yesterday last_night:yesterday`,
	}
}
