package dated

import (
	"strings"
	"time"
)

// Found is a date within a line.
type Found struct {
	Start, End int // in bytes
	Time       time.Time
}

const (
	mostFound = 4  // so many dates of a line are looked at
	mostRun   = 18 // and so many tokens may be one date

	mostDigits = 8 // and no number of a date that is shown has more digits
)

// Find finds the dates in a line, in their order: of those that begin at one place
// the longest that can be read.
func Find(line string, order Order) []Found {
	var found []Found
	list := tokens(line)
	for i := 0; i < len(list) && len(found) < mostFound; {
		if !begins(list[i]) {
			i++
			continue
		}
		n, t := longestAt(line, list[i:], order)
		if n == 0 {
			i++
			continue
		}
		found = append(found, Found{Start: list[i].start, End: list[i+n-1].end, Time: t})
		i += n
	}
	return found
}

// begins reports whether a date may begin with a token.
func begins(t token) bool {
	return t.digits > 0 || t.word.month > 0 || t.word.weekday > 0 || t.word.before != noPart || t.word.era > 0 || t.word.half > 0
}

// longestAt reads the longest date at the beginning of a list, and says how many tokens it takes.
func longestAt(line string, list []token, order Order) (int, time.Time) {
	end, numbers := 0, 0
	for end < min(len(list), mostRun) && !(list[end].letters && !list[end].known && list[end].text != "t" && list[end].text != "z") {
		if list[end].digits > 0 {
			numbers++
		}
		end++
	}
	if numbers == 0 || list[0].digits > mostDigits { // nobody shows the seconds since 1970 to readers
		return 0, time.Time{}
	}
	for ; end > 0; end-- {
		last := list[end-1]
		if last.digits == 0 && !last.letters && !strings.Contains(")]）", last.text) || last.word.filler && last.word.mark == noPart && last.word.half == 0 && !last.word.zoned {
			continue
		}
		from, to := list[0].start, last.end
		if t, err := Parse(line[from:to], order); err == nil {
			return end, t
		}
	}
	return 0, time.Time{}
}

// OrderOf tells by other dates of one writer which of two numbers is the day: those of
// which it is plain, and those of which one reading lies far ahead of now. Dates that
// tell different orders tell nothing.
func OrderOf(dates []string, now time.Time) Order {
	votes := [3]int{}
	for _, s := range dates {
		day, dayErr := Parse(s, DayFirst)
		month, monthErr := Parse(s, MonthFirst)
		switch ahead := now.Add(48 * time.Hour); {
		case dayErr != nil || monthErr != nil:
		case day.Equal(month):
			votes[slashed(s, day)]++
		case day.After(ahead) && !month.After(ahead):
			votes[MonthFirst]++
		case month.After(ahead) && !day.After(ahead):
			votes[DayFirst]++
		}
	}
	switch {
	case votes[DayFirst] > 0 && votes[MonthFirst] == 0:
		return DayFirst
	case votes[MonthFirst] > 0 && votes[DayFirst] == 0:
		return MonthFirst
	}
	return Unknown
}

// slashed is the order of a date in numbers, which is that day; Unknown for another date.
func slashed(s string, day time.Time) Order {
	list := tokens(s)
	for i := 0; i+4 < len(list); i++ {
		a, b, c := list[i], list[i+2], list[i+4]
		if a.digits == 0 || a.digits > 2 || b.digits == 0 || b.digits > 2 || c.digits != 4 && c.digits != 2 || !isJoin(list[i+1].text) || list[i+1].text != list[i+3].text {
			continue
		}
		switch {
		case a.number == b.number:
			return Unknown
		case day.Day() == a.number && int(day.Month()) == b.number:
			return DayFirst
		}
		return MonthFirst
	}
	return Unknown
}
