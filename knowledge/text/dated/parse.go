// Package dated reads the dates that people and programs write, in the languages
// that news is written in, from what they are made of: numbers, names of months
// and weekdays, clocks and zones. What has anything else in it is no date, and
// what may be two is none.
//
// The door: [Parse] reads a text that is a date, [Find] finds dates in a line, and
// [OrderOf] tells by other dates of one writer which number is the day.
package dated

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	// ErrNone is the error of a text that is no date.
	ErrNone = errors.New("no date in it")
	// ErrAmbiguous is the error of a date whose day and month cannot be told apart.
	ErrAmbiguous = errors.New("day and month cannot be told apart")
)

// Order tells which number of a date in numbers comes first.
type Order int

// The orders. Unknown lets no date be read whose order matters.
const (
	Unknown Order = iota
	DayFirst
	MonthFirst
)

// longest is how long a text may be that is a date, in bytes.
const longest = 120

// Parse reads a text that is a date and nothing else. The time is in the zone that
// the text names; where it tells a clock and no zone, the hours are those of UTC and
// [IsFloating] reports true. It is midnight in UTC where there is no clock. The error is ErrNone or ErrAmbiguous.
func Parse(s string, order Order) (time.Time, error) {
	s = strings.TrimSpace(s)
	if len(s) > longest || !strings.ContainsFunc(s, isDigit) {
		return time.Time{}, ErrNone
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly, time.RFC1123Z} {
		if t, err := time.Parse(layout, s); err == nil {
			return plainZone(t)
		}
	}
	if t, is := epoch(strings.TrimSuffix(strings.TrimPrefix(s, "/Date("), ")/")); is { // as some programs write it in JSON
		return inRange(t)
	}
	if t, is := isoDay(s); is {
		return inRange(t)
	}
	r := reader{text: s, tokens: tokens(s), order: order}
	return r.read()
}

// plainZone gives a time the bare hours of its zone; none other than UTC without any.
func plainZone(t time.Time) (time.Time, error) {
	_, offset := t.Zone()
	return inRange(t.In(zoneOf(offset)))
}

// floating is the name of the zone of a time whose zone is not told.
const floating = "floating"

// IsFloating reports whether a time is one whose zone the text did not tell.
func IsFloating(t time.Time) bool {
	name, _ := t.Zone()
	return name == floating
}

// In puts a time whose zone was not told into a zone, its clock unchanged; nil is UTC. Any
// other time it returns as it is.
func In(t time.Time, zone *time.Location) time.Time {
	if !IsFloating(t) {
		return t
	}
	if zone == nil {
		zone = time.UTC
	}
	t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
	_, offset := t.Zone()
	return t.In(zoneOf(offset))
}

// zoneOf is the zone of so many seconds east of Greenwich.
func zoneOf(offset int) *time.Location {
	if offset == 0 {
		return time.UTC
	}
	return time.FixedZone("", offset)
}

// inRange refuses years that no story can be of: they are numbers misread. The first
// moment of 1970 is a date that was never set.
func inRange(t time.Time) (time.Time, error) {
	if t.Year() < 1400 || t.Year() > 2200 || t.Unix() == 0 {
		return time.Time{}, ErrNone
	}
	return t, nil
}

// epoch reads seconds since 1970, or thousandths or millionths of them, of the years
// from 2001 on.
func epoch(s string) (time.Time, bool) {
	whole, fraction, _ := strings.Cut(s, ".")
	if strings.Trim(whole+fraction, "0123456789") != "" || len(fraction) > 9 {
		return time.Time{}, false
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || whole[0] == '0' {
		return time.Time{}, false
	}
	switch {
	case len(whole) == 10:
		return time.Unix(n, 0).UTC(), true
	case fraction != "":
	case len(whole) == 13:
		return time.UnixMilli(n).UTC(), true
	case len(whole) == 16:
		return time.UnixMicro(n).UTC(), true
	}
	return time.Time{}, false
}

// weekOrDay is a day by its week and weekday, or by its place in the year (ISO 8601).
var weekOrDay = regexp.MustCompile(`^((?:19|20)\d\d)(?:-?W([0-5]\d)-?([1-7])|-([0-3]\d\d))$`)

// isoDay reads a day written as 2024-W19-1 or 2024-127.
func isoDay(s string) (time.Time, bool) {
	m := weekOrDay.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, false
	}
	number := func(i int) int {
		n, _ := strconv.Atoi(m[i]) // digits, or nothing
		return n
	}
	year, week, ordinal := number(1), number(2), number(4)
	t := time.Date(year, 1, ordinal, 0, 0, 0, 0, time.UTC)
	if m[2] != "" { // the fourth of January is in the first week
		fourth := weekdayOf(year, 1, 4)
		t = time.Date(year, 1, 4+7*(week-1)+number(3)-fourth, 0, 0, 0, 0, time.UTC)
		_, is := t.ISOWeek()
		return t, is == week
	}
	return t, ordinal > 0 && t.Year() == year
}

// buddhist is how far the years of Thailand are ahead.
const buddhist = 543

// reader reads one date from its tokens.
type reader struct {
	text   string
	tokens []token
	used   []bool
	order  Order

	hour, minute, second int
	clocked              bool
	zone                 *time.Location // nil: none is named
	parts                [4]int         // year, month and day by their part; 0: not known
	weekday              int
}

// read reads the date: first its clock and zone, then the day, from what is left.
func (r *reader) read() (time.Time, error) {
	r.used = make([]bool, len(r.tokens))
	r.compact()
	r.clock()
	r.zones()
	if err := r.day(); err != nil {
		return time.Time{}, err
	}
	if !r.spent() {
		return time.Time{}, ErrNone
	}
	if r.parts[yearPart] > 2200 { // counted as in Thailand, or a number misread
		r.parts[yearPart] -= buddhist
	}
	zone := r.zone
	if zone == nil || !r.clocked {
		zone = time.UTC
	}
	t := time.Date(r.parts[yearPart], time.Month(r.parts[monthPart]), r.parts[dayPart], 0, 0, 0, 0, zone)
	if t.Day() != r.parts[dayPart] || int(t.Month()) != r.parts[monthPart] {
		return time.Time{}, ErrNone
	}
	if r.clocked {
		t = time.Date(t.Year(), t.Month(), t.Day(), r.hour, r.minute, r.second, 0, zone)
	}
	if r.zone == nil && r.clocked {
		return inRange(t.In(time.FixedZone(floating, 0)))
	}
	return plainZone(t)
}

// spent reports whether nothing is left that tells something else.
func (r *reader) spent() bool {
	for i, t := range r.tokens {
		switch {
		case r.used[i]:
		case t.digits > 0:
			return false
		case t.letters && !(t.word.filler || t.word.weekday > 0 || t.word.zoned || t.word.mark != noPart || t.word.before != noPart || t.word.ordinal && i > 0 && r.tokens[i-1].digits > 0 || t.text == "t"):
			return false
		case !t.letters && !strings.Contains(".,/-–—|·•@:()[]（）'’،、+", t.text):
			return false
		}
	}
	return true
}

// compact reads what programs write without marks: 20240304, 20240304100000, 20240304T100000.
func (r *reader) compact() {
	for i := range r.tokens {
		t := &r.tokens[i]
		n := t.number
		switch {
		case t.digits == 14:
			r.setClock(n/10000%100, n/100%100, n%100)
			n /= 1000000
		case t.digits == 12:
			r.setClock(n/100%100, n%100, 0)
			n /= 10000
		case t.digits != 8:
			continue
		}
		if r.parts[yearPart] == 0 {
			r.parts = [4]int{yearPart: n / 10000, monthPart: n / 100 % 100, dayPart: n % 100}
			r.used[i] = true
		}
		if i+2 < len(r.tokens) && r.tokens[i+1].text == "t" && (r.tokens[i+2].digits == 6 || r.tokens[i+2].digits == 4) {
			clock := r.tokens[i+2].number
			if r.tokens[i+2].digits == 4 {
				clock *= 100
			}
			r.setClock(clock/10000, clock/100%100, clock%100)
			r.used[i+2] = true
		}
	}
}

// setClock sets the clock where the numbers are one, and reports whether they are.
func (r *reader) setClock(hour, minute, second int) bool {
	if hour > 24 || minute > 59 || second > 60 || hour == 24 && minute+second > 0 {
		return false
	}
	r.hour, r.minute, r.second, r.clocked = hour, minute, second, true
	return true
}

// at is the token at a place; the empty one where there is none.
func (r *reader) at(i int) token {
	if i < 0 || i >= len(r.tokens) || r.used[i] {
		return token{}
	}
	return r.tokens[i]
}

func (r *reader) use(from, to int) {
	for i := from; i < to; i++ {
		r.used[i] = true
	}
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' || c > 0x80 && isForeignDigit(c) }
