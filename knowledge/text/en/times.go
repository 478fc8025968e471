package en

import "github.com/storybot/storybot/knowledge/text/lang"

// times is how words name times.
func times() lang.Times {
	return lang.Times{
		Parts: timeParts, Forms: timeForms, Refine: timeRefinements,

		Before:  `\b(since|after|before|until|till|by|up to|prior to)\s+(?:the\s+)?$`,
		Between: `\b(?:between|from|since)\s+(?:the\s+)?$`,
		And:     `^\s*(?:and|to|until|till|through|thru|-|–|—)\s*(?:the\s+)?$`,
		To:      `^\s*(?:to|until|till|through|thru|-|–|—)\s*(?:the\s+)?$`,
		Ordinal: `^(\d+)(?:st|nd|rd|th)$`,

		Timely:     timelyBefore,
		TimelyNext: `^(?:'s|’s)?\s*(?:to|-|–|and|through|until|till|or)\s*(?:the\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)`,
		Named:      namedBefore,
		Article:    `\bthe\s+$`,
		NamedNext:  `^\s+(?:on (?:washington|rome|versailles|moscow)|for (?:our|life|science|women)|of dimes|madness)\b|^-[a-z]`,
		Unread:     timeUnread,

		Ambiguous: "march april june may august jan feb mar apr jun jul aug sep sept oct nov dec sun sat wed mon",
		Counts: `a:1 an:1 one:1 first:1 second:2 few:3 couple_of:2 couple:2 several:4 last:-1 final:-1 next_to_last:-2
			q1:1 q2:2 q3:3 q4:4 h1:1 h2:2 twenties:20 thirties:30 forties:40 fifties:50 sixties:60 seventies:70 eighties:80
			nineties:90 hundred:100 thousand:1000`,
		Means: `since:since after:after before:before prior_to:before until:until till:until by:until up_to:until
			this:this current:this last:last past:last previous:last latest:last
			hour:hour day:day night:day evening:day morning:day afternoon:day week:week fortnight:fortnight weekend:weekend month:month quarter:quarter year:year
			decade:decade century:century centurie:century
			half:half third:third spring:spring summer:summer autumn:autumn fall:autumn winter:winter
			today:today tonight:today now:today this_morning:today this_afternoon:today this_evening:today the_present:today
			yesterday:yesterday last_night:yesterday yesterday_morning:yesterday
			early:early beginning:early start:early mid:mid middle:mid late:late end:end close:end ending:end later:later earlier:earlier so_far:so_far
			eoy:year eom:month`,
		Holidays: `christmas:12-25 international_workers'_day:5-1 4th_of_july:7-4 fourth_of_july:7-4 christmas_day:12-25 xmas:12-25 christmas_eve:12-24 boxing_day:12-26 new_year's_eve:12-31 new_year's_day:1-1
			new_year's:1-1 valentine's_day:2-14 st_patrick's_day:3-17 earth_day:4-22 may_day:5-1 independence_day:7-4 bastille_day:7-14
			halloween:10-31 veterans_day:11-11 armistice_day:11-11 easter:easter+0 easter_sunday:easter+0 good_friday:easter-2
			easter_monday:easter+1 ash_wednesday:easter-46 thanksgiving:11-thu4 thanksgiving_day:11-thu4 black_friday:11-thu4+1
			cyber_monday:11-thu4+4 labor_day:9-mon1 memorial_day:5-mon-1 martin_luther_king_day:1-mon3 mother's_day:5-sun2 father's_day:6-sun3`,
	}
}

const (
	monthNames = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`
	digitWords = `one|two|three|four|five|six|seven|eight|nine`
	firstWords = `first|second|third|fourth|fifth|sixth|seventh|eighth|ninth`
	teenWords  = `ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen`
	teenths    = `tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth`
	tenWords   = `twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety`
	ordinals   = `(?:\d{1,2}(?:st|nd|rd|th)|(?:twenty|thirty)[ -](?:` + firstWords + `)|` + firstWords + `|` + teenths + `)`
	holidays   = `christmas day|christmas eve|christmas|xmas|boxing day|new year's eve|new year's day|new year's|valentine's day|st patrick's day|earth day|may day|` +
		`independence day|bastille day|halloween|veterans day|armistice day|easter sunday|easter monday|easter|good friday|ash wednesday|thanksgiving day|thanksgiving|` +
		`black friday|cyber monday|labor day|memorial day|martin luther king day|mother's day|father's day`
	quartered  = `first|second|third|fourth|last|final|1st|2nd|3rd|4th`
	daysBefore = `(?:on|of|since|before|after|until|till|by|from|and|to)`
)

// timeParts are what {name} and, a second time, {name2} stand for in the other patterns.
const timeParts = `
	year     = (?:1[4-9]|20)\d\d|nineteen (?:` + teenWords + `|(?:` + tenWords + `)(?:[ -](?:` + digitWords + `))?)|two thousand(?: and)?(?: (?:` + digitWords + `|` + teenWords + `))?|twenty (?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty)(?:[ -](?:` + digitWords + `))?)
	short    = \d\d
	month    = ` + monthNames + `
	digits   = \d\d?
	a        = \d\d?
	b        = \d\d?
	any      = \d{4}|\d\d
	day      = (?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?|(?:twenty|thirty)[ -](?:` + firstWords + `|` + digitWords + `)|` + firstWords + `|` + teenths + `
	ordinal  = ` + ordinals + `
	weekday  = monday|tuesday|wednesday|thursday|friday|saturday|sunday
	short_weekday = (?:mon|tues?|wed|thur?s?|fri|sat|sun)\.?|(?:mon|tues|wednes|thurs|fri|satur|sun)day
	count    = \d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|few|couple of|couple|several
	unit     = day|week|fortnight|month|quarter|year|decade|centur(?:y|ie)
	hour     = hour
	span     = week|month|quarter|half|third
	which    = this|current|last|past|previous
	season   = spring|summer|autumn|fall|winter
	nth      = ` + quartered + `
	week     = \d\d?(?:st|nd|rd|th)?|first|second|third|fourth|fifth|last|final
	decade   = (?:1[4-9]|20)\d0
	tens     = [1-9]0
	tenwords = twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties
	century  = (?:1[0-9]|20|21)(?:th|st)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[ -]first
	part     = early|mid|late
	holiday  = ` + holidays + `
	quarter  = q[1-4]|h[12]
`

// timeForms are tried in turn; what one has taken the next leave alone. {time
// ...} is the time itself where words around it only let it be one.
const timeForms = `
	named   = (?:^|[^\d/.-]|[^\d]-)(?P<time>{year}-{digits}-{day})\b
	named   = (?:^|[^\d/.-]|[^\d]-)(?P<time>{year}/{digits}/{day})\b
	named   = (?:^|[^\d/.-]|[^\d]-)(?P<time>{year}\.{digits}\.{day})\b
	named   = \b{year}[-/ ]{month}[-/ ]{day}\b
	named   = \b(?P<year>(?:19|20)\d\d)(?P<digits>[01]\d)(?P<day>[0-3]\d)\b
	numeric = \b(?:(?:{which} )?{short_weekday},? )?{a}(?P<sep>-){b}-{any}\b
	numeric = \b(?:(?:{which} )?{short_weekday},? )?{a}(?P<sep>/){b}/{any}\b
	numeric = \b(?:(?:{which} )?{short_weekday},? )?{a}(?P<sep>\.){b}\.{any}\b
	numeric = \b(?:on|since|before|after|until|till|by|from|dated) (?:the )?(?P<time>{a}(?P<sep>/){b})(?:[^\d/.%-]|$)
	numeric = \b(?:(?:this|last|next) )?{short_weekday},? {a}(?P<sep>[-/.]){b}\b
	numeric = \b(?P<time>{a}(?P<sep>/){b}) ?[-–] ?\d\d?/\d\d?\b
	numeric = \b\d\d?/\d\d?(?:/\d{4})? ?[-–] ?(?P<time>{a}(?P<sep>/){b})\b
	days    = \b{day}(?: of {month2})? ?(?:to|and|-|–|through|thru|until|till) ?(?:the )?{day2}(?: of)? {month}\.?(?:,? (?:of )?{year})?\b
	days    = \b{month}\.? (?:the )?{day} ?(?:to|-|–|through|thru|until|till|and) ?(?:the )?{day2}(?:,? (?:of )?{year}\b|[^\w/-]|$)
	whichyear = \b{day}(?: of)? {month}\.?,? (?:of )?{which} year\b
	whichyear = \b{month}\.?(?: the | ?){day},? (?:of )?{which} year\b
	named   = (?:^|[^$£€\w.])(?P<time>(?:{short_weekday},? (?:the )?)?{day}(?: of)? {month}\.?(?:,? (?:of )?{year}| of ['’]?{short})?)\b
	named   = \b{day}-{month}-{year}\b
	named   = \b(?:{short_weekday},? )?{month}\.?(?: the | ?|/){day}(?: ?,? ?(?:of )?{year})?\b
	named   = \b{month}\.?(?:,? | of | in |-){year}\b
	named   = \b{month} of ['’]?{short}\b
	named   = \b(?P<digits>0?[1-9]|1[0-2])[-/]{year}\b
	named   = \b{year}-(?P<digits>0[1-9]|1[0-2])\b
	whichyear = \b(?:(?:this|last|past) )?{month},? (?:of )?{which} year\b
	named   = \b{short_weekday},? (?:the )?(?P<day>\d\d?(?:st|nd|rd|th))\b
	named   = \b` + daysBefore + ` the (?P<time>(?P<day>` + ordinals + `))(?:\s*$|[?.,;!)])
	holiday = \b(?:international |the )?{holiday}(?: (?P<weekend>weekend))?(?: of| in)?,? {year}\b
	holiday = \b{holiday}(?: (?P<weekend>weekend))? (?:of )?{which} year\b
	holiday = \b(?:at|on|over|during|since|before|after|until|by|by the|over the|{which}) (?P<time>{holiday}(?: (?P<weekend>weekend))?)\b
	holiday = \b(?P<holiday>(?:4th|fourth) of july)\b
	holiday = \b(?P<holiday>international workers' day)\b
	season  = \b{season},? (?:of )?{year}\b
	quarter = \b{quarter}(?: of|,)?[ -]{year}\b
	quarter = \b{year}[ -]?{quarter}\b
	quarter = \b(?:in|of|during|for|since|the) (?P<time>{quarter})\b
	week    = \b(?:in|of|during|the) (?:the )?week (?P<week>\d\d?)(?:[^\w:]|$)
	decade  = \b(?:the )?{decade} ?['’]?s\b
	decade  = \b(?:in|during|of|since|from|the|early|mid|late)[ -](?:the )?['’]?(?P<time>{tens} ?s)\b
	decade  = \b(?:in|during|of|since|from|the|early|mid|late)[ -](?:the )?(?P<time>{tenwords})\b
	century = \b{century}[ -]century\b
	named   = \b(?:the )?(?:calendar )?year (?:of )?(?P<year>(?:1[4-9]|20)\d\d)\b
	named   = \bcy ?(?P<year>(?:1[4-9]|20)\d\d)\b
	named   = \b(?:in|of|during|since|before|after|until|till|by|from|between|and|to|through|throughout|early|late|mid|end of|prior to)[ -](?:the year )?(?P<time>{year})\b
	named   = \b(?:1[4-9]|20)\d\d ?[-–] ?(?P<time>(?P<year>(?:1[4-9]|20)\d\d))\b
	named   = \b{nth} (?:quarter|half),? (?P<time>{year})\b
	rolling = \b(?:(?:in|over|during|within|for|throughout|across) )?(?:the )?(?:last|past|previous|latest) {count} (?:calendar )?{unit}s?\b
	rolling = \b(?:(?:in|over|during|within|for|throughout|across) )?(?:the )?(?:last|past|previous|latest) {count} {hour}s?\b
	rolling = \b(?:(?:in|over|during|within|for|throughout|across) )?(?:the )?past (?P<unit>day|week|fortnight|month|year|decade|century)\b
	rolling = \b(?:in|over|during|within|for|throughout|across) the (?:last|past) (?P<unit>day|week|fortnight|month|year|decade|century)\b
	dayword = \b{count} {unit}s? ago,? (?P<time>(?P<word>today|yesterday))\b
	weekday = \b{count} {unit}s? ago,? (?:on |this |last )?(?P<time>{weekday})\b
	ago     = \b{count} (?:long )?{unit}s? (?:ago|earlier)\b
	ago     = \b{count} {weekday}s ago\b
	ago     = \b{count} (?P<unit>weekend)s ago\b
	beforelast = \b(?:the )?(?P<unit>weekend) before last\b
	beforelast = \b(?:the )?{unit} before last\b
	beforelast = \b(?:the )?{weekday} before last\b
	month   = \b{week} week (?:of|in) (?P<time>{month}\.?)
	month   = \b{week} (?:{weekday}|day) of (?P<time>{month}\.?)
	unit    = \b{which} (?:calendar )?(?P<unit>week|fortnight|weekend|month|quarter|year|decade|century|spring|summer|autumn|fall|winter)\b
	unit    = \b(?:at|on|over|during) the (?P<time>(?P<unit>weekend))\b
	endof   = \bend of (?:the )?(?P<unit>week|month|year)\b
	endof   = \b(?:at |by |the )*(?P<unit>eoy|eom)\b
	dayword = \b(?P<word>today|tonight|yesterday morning|yesterday|last night|this morning|this afternoon|this evening)\b
	dayword = \b(?:and|to|until|till|through) (?P<time>(?P<word>now|the present))\b
	weekday = \b(?:{which} )?{weekday}\b
	lastmonth = \b(?:last|this|past|previous) {month}\b
	month   = \b{month}\b\.?
`

// timeRefinements are words before a time, or after it, that make another one of it.
const timeRefinements = `
	drop    = \bhalf\s+$
	drop    = \b(?:next|coming|upcoming|following)\s+$
	drop    = \b(?:between now and|from now (?:to|until|till))\s+(?:the\s+)?$
	drop    = \b{count} {unit}s?,? from\s+(?:the\s+)?$
	back    = \b{count} {unit}s? ago,?\s+(?:on\s+|this\s+|last\s+)?$
	weekof  = \b(?:the\s+)?(?:week (?:of|starting(?: on)?|beginning(?: on)?|commencing)|w/c)\s+(?:the\s+)?$
	nthweek = \b(?:the\s+)?{week} week (?:of|in)\s+(?:the\s+)?$
	nth     = \b(?:the\s+)?{nth} (?P<span>quarter|half|third),? (?:(?:of|in)\s+)?(?:the\s+)?$
	nthday  = \b(?:the\s+)?{week} (?:{weekday}|day) (?:of|in)\s+(?:the\s+)?$
	nthday  = \b(?P<week>\d\d?(?:st|nd|rd|th)) of\s+$
	nth     = \b(?P<quarter>q[1-4]|h[12]) (?:of )?\s*$
	part    = \b{part}[ -]+(?:in\s+|on\s+)?(?:the\s+)?(?:year\s+)?$
	part    = \b(?:the\s+)?(?P<part>beginning|start|middle|end|close)\s+of\s+(?:the\s+)?(?:year\s+)?$
	part    = \b(?P<part>later|earlier|so far)\s+(?:in\s+)?$
	dayof   = \b{weekday},? (?:of\s+|in\s+)?(?:the\s+)?$
	offset  = \b{count} {unit}s? (?P<way>before|prior to|after)\s+(?:the\s+)?$
	adjacent = \b(?:the\s+)?(?P<unit>day|night|evening|morning|week|month|year) (?P<way>before|after)\s+$
	after   = ^,? on {weekday}\b
`

// Months and weekdays that are also words or names are times only after one of these.
const (
	timelyBefore = `(?:^|[^\w-])(?:in|since|last|this|past|during|until|till|by|before|after|from|between|of|on|early|late|mid|middle of|end of|beginning of|start of|every|each|next|through|` +
		`throughout|the|that|for|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*(?:to|-|–|and|through|until|till|or))[\s-]+(?:the\s+)?$`
	namedBefore = `(?:\b(?:series|show|film|movie|song|album|book|novel|band|character|role|hit|single|called|named|titled|entitled|starring|stars?|plays?|played|portrays?|portrayed|` +
		`netflix|lead|cast|actors?|actress) (?:(?:in|of|as)\s+)?|\b(?:stars?|starring|starred|lead|role|part|cast|season \d+|episode|actors?|actress|` +
		`character) (?:in|of|from)\s+|\b(?:mrs?|ms|miss|dr|sir|lady|lord|president|minister|theresa|brian|blue|girl|man|manic|bloody|super|ruby|casual|freaky|` +
		`good|black|ash|cyber|first|second|joe|elizabeth|james|jan|rob|imelda|fiona)\.?\s+|[“"‘'])$`
)

// timeUnread is what sounds like a time. Where none was read there, that is told.
const timeUnread = `\b(?:next|coming|upcoming) (?:day|week|weekend|fortnight|month|quarter|year|decade|century|spring|summer|autumn|fall|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:` + monthNames + `)\b)s?` +
	`|\b(?:the day after )?tomorrow(?: morning| evening| night)?\b` +
	`|\bthe other (?:day|week|month|night)\b` +
	`|\b(?:a |some |many |several |\w+ )?(?:while|time|moments?|minutes?|hours?|days?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|centuries|generations?|moons?|(?:mon|tues|wednes|thurs|fri|satur|sun)days) (?:ago|back)\b` +
	`|\b\d{1,4}[/.]\d{1,2}[/.]\d{2,4}\b` +
	`|\b(?:last|previous) (?:ramadan|eid|diwali|hanukkah|passover|pentecost|lent|season|term|semester|session|century|holidays?|christmas|easter|generation)\b` +
	`|\b(?:last|previous|past) (?:\w+ )?(?:days?|weeks?|weekends?|fortnights?|months?|quarters?|decades?)\b` +
	`|\b(?:day|night|week|month|year|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day) (?:before|after) (?:last|next|tomorrow)\b` +
	`|\b(?:in|from|between|during) (?:now|the days|the weeks|the months) (?:and|until|before|after)\b`
