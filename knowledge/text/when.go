package text

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/text/lang"
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
func (l *Language) Whens(text string, at time.Time) []When {
	low := asciiLower(text)
	var found []When
	for _, f := range l.whens {
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
			w, ok := f.read(l, groups, at)
			if ok {
				w.Span = Span{m[2*f.span], m[2*f.span+1]}
				w.First, w.Last = w.Since, w.Until
				found = append(found, w)
			}
		}
	}
	slices.SortFunc(found, func(a, b When) int { return a.Start - b.Start })
	for i := range found {
		l.direct(&found[i], low)
	}
	return l.join(found, low)
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

// direct takes in a word such as "since" that stands before the time.
func (l *Language) direct(w *When, low string) {
	m := l.times.before.FindStringSubmatchIndex(low[:w.Start])
	if m == nil {
		return
	}
	switch l.times.meaning(low[m[2]:m[3]]) {
	case "since":
		w.Until = time.Time{}
	case "after":
		w.Since, w.Until = w.Until, time.Time{}
	case "before":
		w.Until, w.Since = w.Since, time.Time{}
	default:
		w.Since = time.Time{}
	}
	w.Start = m[0]
	w.open = true
}

// join makes one time of "between" two and "from" one to another.
func (l *Language) join(found []When, low string) []When {
	for i := 0; i+1 < len(found); i++ {
		a, b := found[i], found[i+1]
		m := l.times.between.FindStringIndex(low[:a.Start])
		between := low[a.End:b.Start]
		if m == nil || a.open || !l.times.and.MatchString(between) && !(b.open && strings.TrimSpace(between) == "") {
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

// timeWords is how words name times, ready for use.
type timeWords struct {
	before, between, and *regexp.Regexp
	counts               map[string]float64
	means                map[string]string
}

func compileTimes(t *lang.Times) timeWords {
	return timeWords{
		before: regexp.MustCompile(t.Before), between: regexp.MustCompile(t.Between), and: regexp.MustCompile(t.And),
		counts: valuesOf(t.Counts), means: pairsOf(t.Means),
	}
}

// meaning explains a word that a pattern caught; see [lang.Times].Means.
func (t *timeWords) meaning(word string) string { return t.means[strings.ReplaceAll(word, " ", "_")] }

// whenForm is one form in which words name times.
type whenForm struct {
	re      *regexp.Regexp
	span    int  // the group that is the time; the rest only stands round it
	capital bool // the first group must begin with a capital: may, march, sun
	read    func(l *Language, g []string, at time.Time) (When, bool)
}

// whenForms are tried in turn; what one has taken the next leave alone.
func whenForms(t *lang.Times) []whenForm {
	form := func(pattern string, read func(l *Language, g []string, at time.Time) (When, bool)) whenForm {
		return whenForm{re: regexp.MustCompile(pattern), read: read}
	}
	year, month := form(t.Year, readYear), form(t.Month, readMonth)
	year.span, month.capital = 1, true
	return []whenForm{
		form(t.Date, func(_ *Language, g []string, at time.Time) (When, bool) {
			return dayOf(number(g[1]), time.Month(number(g[2])), number(g[3]), at)
		}),
		form(t.DayMonth, func(l *Language, g []string, at time.Time) (When, bool) {
			return dayOf(number(g[3]), l.monthOf(g[2]), number(g[1]), at)
		}),
		form(t.MonthDay, func(l *Language, g []string, at time.Time) (When, bool) {
			return dayOf(number(g[3]), l.monthOf(g[1]), number(g[2]), at)
		}),
		form(t.MonthYear, func(l *Language, g []string, at time.Time) (When, bool) {
			return monthsFrom(number(g[2]), l.monthOf(g[1]), 1, at, true)
		}),
		form(t.MonthOfYear, readMonthOfYear),
		form(t.SeasonYear, func(l *Language, g []string, at time.Time) (When, bool) {
			return monthsFrom(number(g[2]), seasonOf(l.times.meaning(g[1])), 3, at, true)
		}),
		year,
		form(t.DayWord, readDayWord),
		form(t.LastSome, func(l *Language, g []string, at time.Time) (When, bool) {
			return When{Since: back(midnight(at), l.count(g[1]), l.times.meaning(g[2])), Until: tomorrow(at)}, true
		}),
		form(t.Ago, readAgo),
		form(t.LastUnit, readLast),
		form(t.Weekday, readWeekday),
		form(t.LastMonth, readMonth),
		month,
	}
}

func readYear(_ *Language, g []string, at time.Time) (When, bool) {
	return monthsFrom(number(g[1]), time.January, 12, at, true)
}

func readMonthOfYear(l *Language, g []string, at time.Time) (When, bool) {
	year := at.Year()
	if l.times.meaning(g[2]) == "last" {
		year--
	}
	return monthsFrom(year, l.monthOf(g[1]), 1, at, false)
}

func readWeekday(l *Language, g []string, at time.Time) (When, bool) {
	d, wanted := midnight(at), time.Weekday(int(l.Calendar.Weekdays[g[2]])%7)
	for ahead := l.times.meaning(g[1]) == "last"; ahead || d.Weekday() != wanted; ahead = false {
		d = d.AddDate(0, 0, -1)
	}
	return When{Since: d, Until: d.AddDate(0, 0, 1)}, true
}

func number(s string) int {
	n, _ := strconv.Atoi(s) // the pattern allows digits only; nothing is 0
	return n
}

func (l *Language) count(s string) int {
	if n := number(s); n > 0 {
		return n
	}
	return max(1, int(l.times.counts[strings.ReplaceAll(s, " ", "_")]))
}

func (l *Language) monthOf(s string) time.Month { return time.Month(l.Calendar.Months[s]) }

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
func readMonth(l *Language, g []string, at time.Time) (When, bool) {
	month, year := l.monthOf(g[1]), at.Year()
	if month > at.Month() || month == at.Month() && strings.HasPrefix(g[0], "last") {
		year--
	}
	return monthsFrom(year, month, 1, at, false)
}

func readDayWord(l *Language, g []string, at time.Time) (When, bool) {
	d := midnight(at)
	if l.times.meaning(g[1]) == "yesterday" {
		d = d.AddDate(0, 0, -1)
	}
	return When{Since: d, Until: d.AddDate(0, 0, 1)}, true
}

// readAgo allows for roundness: "two months ago" is the month around that day.
func readAgo(l *Language, g []string, at time.Time) (When, bool) {
	unit := l.times.meaning(g[2])
	d := back(midnight(at), l.count(g[1]), unit)
	slack := map[string]int{"day": 0, "week": 3, "month": 15, "year": 183}[unit]
	return When{Since: d.AddDate(0, 0, -slack), Until: d.AddDate(0, 0, slack+1)}, true
}

// readLast reads "this week" as the last seven days, for so it is meant on a
// Monday; "last week" is the calendar's.
func readLast(l *Language, g []string, at time.Time) (When, bool) {
	d, this := midnight(at), l.times.meaning(g[1]) == "this"
	monday := d.AddDate(0, 0, -(int(d.Weekday())+6)%7)
	switch l.times.meaning(g[2]) {
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
	return readSeason(l.times.meaning(g[2]), this, at)
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
