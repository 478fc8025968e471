package text

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// When is a time that words name: the days [Since, Until). A zero end is open.
type When struct {
	Span         // the words in the text
	Since, Until time.Time
	First, Last  time.Time // the time named, [First, Last), without the "since" or "before" before it
	Absolute     bool      // the words name a year; otherwise they count from the moment of asking
	open         bool      // "since", "before" and the like stand before it
}

// Whens finds the times that a text names, as understood at the moment at, in
// its location, in order: dates, months, years, weekdays, "yesterday", "last
// week", "two months ago", with "since", "before", "after" or "until" before
// them, "between" two of them. A month or weekday without a year is the last
// one up to at. Times to come ("next week") are left out.
func Whens(text string, at time.Time) []When {
	low := asciiLower(text)
	var found []When
	for _, f := range whenForms {
		for _, m := range f.re.FindAllStringSubmatchIndex(low, -1) {
			if overlaps(found, m[0], m[1]) {
				continue
			}
			groups := make([]string, len(m)/2)
			for i := range groups {
				if m[2*i] >= 0 {
					groups[i] = low[m[2*i]:m[2*i+1]]
				}
			}
			if f.capital && (text[m[2]] < 'A' || text[m[2]] > 'Z') {
				continue
			}
			w, ok := f.read(groups, at)
			if ok {
				w.Span = Span{m[2*f.span], m[2*f.span+1]}
				w.First, w.Last = w.Since, w.Until
				found = append(found, w)
			}
		}
	}
	slices.SortFunc(found, func(a, b When) int { return a.Start - b.Start })
	for i := range found {
		found[i].direct(low)
	}
	return join(found, low)
}

// asciiLower keeps byte positions, which strings.ToLower does not.
func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

func overlaps(found []When, start, end int) bool {
	return slices.ContainsFunc(found, func(w When) bool { return start < w.End && w.Start < end })
}

var whenBefore = regexp.MustCompile(`\b(since|after|before|until|till|by|up to|prior to)\s+(?:the\s+)?$`)

// direct takes in a word such as "since" that stands before the time.
func (w *When) direct(low string) {
	m := whenBefore.FindStringSubmatchIndex(low[:w.Start])
	if m == nil {
		return
	}
	switch low[m[2]:m[3]] {
	case "since":
		w.Until = time.Time{}
	case "after":
		w.Since, w.Until = w.Until, time.Time{}
	case "before", "prior to":
		w.Until, w.Since = w.Since, time.Time{}
	default:
		w.Since = time.Time{}
	}
	w.Start = m[0]
	w.open = true
}

var (
	whenBetween = regexp.MustCompile(`\b(between|from)\s+(?:the\s+)?$`)
	whenAnd     = regexp.MustCompile(`^\s*(?:and|to|until|till|through|-|–)\s*$`)
)

// join makes one time of "between" two and "from" one to another.
func join(found []When, low string) []When {
	for i := 0; i+1 < len(found); i++ {
		a, b := found[i], found[i+1]
		m := whenBetween.FindStringIndex(low[:a.Start])
		between := low[a.End:b.Start]
		if b.open {
			between += "to"
		}
		if m == nil || a.open || !whenAnd.MatchString(between) {
			continue
		}
		if !a.Absolute && b.Absolute { // "from March to May 2020"
			a.Since = a.Since.AddDate(b.Since.Year()-a.Since.Year(), 0, 0)
		}
		if a.Since.After(b.Until) {
			continue
		}
		found[i] = When{Span: Span{m[0], b.End}, Since: a.Since, Until: b.Until, First: a.Since, Last: b.Until, Absolute: a.Absolute || b.Absolute, open: true}
		found = slices.Delete(found, i+1, i+2)
	}
	return found
}

type whenForm struct {
	re      *regexp.Regexp
	span    int  // the group that is the time; the rest only stands round it
	capital bool // the first group must begin with a capital: may, march, sun
	read    func(g []string, at time.Time) (When, bool)
}

const (
	whenMonth = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`
	whenDay   = `(mon|tues|wednes|thurs|fri|satur|sun)day`
	whenYear  = `((?:19|20)\d\d)`
	whenCount = `(\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|couple of)`
	whenUnit  = `(day|week|month|year)s?`
)

// whenForms are tried in turn; what one has taken the next leave alone.
var whenForms = []whenForm{
	{re: regexp.MustCompile(`\b` + whenYear + `-(\d\d)-(\d\d)\b`), read: func(g []string, at time.Time) (When, bool) {
		return dayOf(number(g[1]), time.Month(number(g[2])), number(g[3]), at)
	}},
	{re: regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ` + whenMonth + `(?:,? ` + whenYear + `)?\b`), read: func(g []string, at time.Time) (When, bool) {
		return dayOf(number(g[3]), monthOf(g[2]), number(g[1]), at)
	}},
	{re: regexp.MustCompile(`\b` + whenMonth + ` (\d{1,2})(?:st|nd|rd|th)?(?:,? ` + whenYear + `)?\b`), read: func(g []string, at time.Time) (When, bool) {
		return dayOf(number(g[3]), monthOf(g[1]), number(g[2]), at)
	}},
	{re: regexp.MustCompile(`\b` + whenMonth + `,?(?: of)? ` + whenYear + `\b`), read: func(g []string, at time.Time) (When, bool) {
		return monthsFrom(number(g[2]), monthOf(g[1]), 1, at, true)
	}},
	{re: regexp.MustCompile(`\b(?:(?:this|last|past) )?` + whenMonth + ` (this|last) year\b`), read: func(g []string, at time.Time) (When, bool) {
		year := at.Year()
		if g[2] == "last" {
			year--
		}
		return monthsFrom(year, monthOf(g[1]), 1, at, false)
	}},
	{re: regexp.MustCompile(`\b(spring|summer|autumn|fall|winter) (?:of )?` + whenYear + `\b`), read: func(g []string, at time.Time) (When, bool) {
		return monthsFrom(number(g[2]), seasonOf(g[1]), 3, at, true)
	}},
	{span: 1, re: regexp.MustCompile(`\b(?:in|of|during|since|before|after|until|till|by|from|between|and|to|through|early|late|mid) (?:the year )?` + whenYear + `\b`), read: func(g []string, at time.Time) (When, bool) {
		return monthsFrom(number(g[1]), time.January, 12, at, true)
	}},
	{re: regexp.MustCompile(`\b(today|tonight|yesterday|last night|this morning|this afternoon|this evening)\b`), read: readDayWord},
	{re: regexp.MustCompile(`\b(?:in|over|during|within)? ?(?:the )?(?:last|past) ` + whenCount + ` ` + whenUnit + `\b`), read: func(g []string, at time.Time) (When, bool) {
		return When{Since: back(midnight(at), count(g[1]), g[2]), Until: tomorrow(at)}, true
	}},
	{re: regexp.MustCompile(`\b` + whenCount + ` ` + whenUnit + ` (?:ago|earlier)\b`), read: readAgo},
	{re: regexp.MustCompile(`\b(this|last|past|previous) (week|weekend|month|year|spring|summer|autumn|fall|winter)\b`), read: readLast},
	{re: regexp.MustCompile(`\b(?:(this|last|past) )?` + whenDay + `\b`), read: func(g []string, at time.Time) (When, bool) {
		d := midnight(at)
		for ahead := g[1] == "last"; ahead || !strings.HasPrefix(strings.ToLower(d.Weekday().String()), g[2]); ahead = false {
			d = d.AddDate(0, 0, -1)
		}
		return When{Since: d, Until: d.AddDate(0, 0, 1)}, true
	}},
	{re: regexp.MustCompile(`\b(?:last|this|past) ` + whenMonth + `\b`), read: readMonth},
	{re: regexp.MustCompile(`\b` + whenMonth + `\b`), capital: true, read: readMonth},
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // the pattern allows digits only; nothing is 0
	return n
}

func count(s string) int {
	if n := number(s); n > 0 {
		return n
	}
	words := []string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "", "twelve"}
	if i := slices.Index(words, s); i > 0 {
		return i
	}
	switch s {
	case "few":
		return 3
	case "couple of":
		return 2
	}
	return 1
}

func monthOf(s string) time.Month {
	return time.Month(strings.Index("  janfebmaraprmayjunjulaugsepoctnovdec", s[:3])/3 + 1)
}

func seasonOf(s string) time.Month {
	switch s {
	case "spring":
		return time.March
	case "summer":
		return time.June
	case "winter":
		return time.December
	}
	return time.September
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

func tomorrow(t time.Time) time.Time { return midnight(t).AddDate(0, 0, 1) }

func back(t time.Time, n int, unit string) time.Time {
	switch unit {
	case "day":
		return t.AddDate(0, 0, -n)
	case "week":
		return t.AddDate(0, 0, -7*n)
	case "month":
		return t.AddDate(0, -n, 0)
	}
	return t.AddDate(-n, 0, 0)
}

// dayOf is one day; without a year it is the last such day up to at.
func dayOf(year int, month time.Month, day int, at time.Time) (When, bool) {
	named := year > 0
	if !named {
		year = at.Year()
	}
	d := time.Date(year, month, day, 0, 0, 0, 0, at.Location())
	if !named && d.After(at) {
		d = time.Date(year-1, month, day, 0, 0, 0, 0, at.Location())
	}
	return When{Since: d, Until: d.AddDate(0, 0, 1), Absolute: named}, d.Day() == day && month >= 1 && month <= 12
}

func monthsFrom(year int, month time.Month, n int, at time.Time, absolute bool) (When, bool) {
	d := time.Date(year, month, 1, 0, 0, 0, 0, at.Location())
	return When{Since: d, Until: d.AddDate(0, n, 0), Absolute: absolute}, true
}

// readMonth is the last such month that has begun.
func readMonth(g []string, at time.Time) (When, bool) {
	month, year := monthOf(g[1]), at.Year()
	if month > at.Month() || month == at.Month() && strings.HasPrefix(g[0], "last") {
		year--
	}
	return monthsFrom(year, month, 1, at, false)
}

func readDayWord(g []string, at time.Time) (When, bool) {
	d := midnight(at)
	if g[1] == "yesterday" || g[1] == "last night" {
		d = d.AddDate(0, 0, -1)
	}
	return When{Since: d, Until: d.AddDate(0, 0, 1)}, true
}

// readAgo allows for roundness: "two months ago" is the month around that day.
func readAgo(g []string, at time.Time) (When, bool) {
	d := back(midnight(at), count(g[1]), g[2])
	slack := map[string]int{"day": 0, "week": 3, "month": 15, "year": 183}[g[2]]
	return When{Since: d.AddDate(0, 0, -slack), Until: d.AddDate(0, 0, slack+1)}, true
}

// readLast reads "this week" as the last seven days, for so it is meant on a
// Monday; "last week" is the calendar's.
func readLast(g []string, at time.Time) (When, bool) {
	d, this := midnight(at), g[1] == "this"
	monday := d.AddDate(0, 0, -(int(d.Weekday())+6)%7)
	switch g[2] {
	case "week":
		if this {
			return When{Since: d.AddDate(0, 0, -7), Until: tomorrow(at)}, true
		}
		return When{Since: monday.AddDate(0, 0, -7), Until: monday}, true
	case "weekend":
		saturday := monday.AddDate(0, 0, -2)
		if this && d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
			saturday = monday.AddDate(0, 0, 5)
		}
		return When{Since: saturday, Until: saturday.AddDate(0, 0, 2)}, true
	case "month":
		w, _ := monthsFrom(d.Year(), d.Month(), 1, at, false)
		if !this {
			w.Since, w.Until = w.Since.AddDate(0, -1, 0), w.Since
		}
		return w, true
	case "year":
		if this {
			return monthsFrom(d.Year(), time.January, 12, at, false)
		}
		return monthsFrom(d.Year()-1, time.January, 12, at, false)
	}
	return readSeason(g[2], this, at)
}

func readSeason(name string, this bool, at time.Time) (When, bool) {
	w, _ := monthsFrom(at.Year(), seasonOf(name), 3, at, false)
	if this {
		return w, !w.Since.After(at) // "this winter" asked in autumn is yet to come
	}
	if w.Until.After(at) {
		w.Since, w.Until = w.Since.AddDate(-1, 0, 0), w.Until.AddDate(-1, 0, 0)
	}
	return w, true
}
