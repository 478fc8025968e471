package dated

import (
	"strings"
	"time"
)

// day reads year, month and day from what the clock and the zone have left.
func (r *reader) day() error {
	r.marked()
	month := r.monthWord()
	var rest []int
	for i := range r.tokens {
		if r.at(i).digits > 0 {
			rest = append(rest, i)
		}
		if w := r.tokens[i].word.weekday; w > 0 && i != month && !r.used[i] {
			r.weekday = w
		}
	}
	if month >= 0 && len(rest) == 3 && r.tokens[month].word.weekday > 0 { // "Mar 5/3/2024"
		r.weekday, month = r.tokens[month].word.weekday, -1
	}
	if month >= 0 && r.parts[monthPart] == 0 {
		r.parts[monthPart] = r.tokens[month].word.month
		r.used[month] = true
		return r.besideMonth(rest, month)
	}
	switch {
	case len(rest) == 0 && r.parts[yearPart] > 0 && r.parts[monthPart] > 0 && r.parts[dayPart] > 0:
		return nil
	case len(rest) == 3 && r.parts == [4]int{}:
		return r.numeric(rest)
	case len(rest) == 2 && r.parts[yearPart] > 0 && r.parts[monthPart] == 0: // "4/3 2024年"
		return ErrNone
	case r.parts[monthPart] > 0:
		return r.besideMonth(rest, -1)
	}
	return ErrNone
}

// marked reads the numbers that stand beside a word for what they are: 2024年, ngày 4.
func (r *reader) marked() {
	for i := range r.tokens {
		t := r.at(i)
		if t.digits == 0 || t.digits > 4 {
			continue
		}
		is := r.at(i + 1).word.mark
		if is == noPart || is > dayPart || is == yearPart && t.digits != 4 && r.at(i-1).word.era == 0 {
			is = r.at(i - 1).word.before
		}
		if is == noPart || is > dayPart || r.parts[is] != 0 || is == yearPart && r.endsTriple(i) {
			continue
		}
		r.parts[is] = t.number
		if era := r.at(i - 1).word.era; is == yearPart && era > 0 {
			r.parts[is] += era
			r.used[i-1] = true
		}
		r.used[i] = true
	}
}

// endsTriple reports whether a number is the last of three that points or strokes part, whose
// order tells what they are, whatever word stands behind: "04.03.2024 г.".
func (r *reader) endsTriple(i int) bool {
	mark := r.at(i - 1).text
	return strings.Contains("./-", mark) && mark != "" && r.at(i-2).digits > 0 && r.at(i-3).text == mark && r.at(i-4).digits > 0
}

// monthWord is the token that names the month; -1 for none. A word that may be a weekday
// as well is one where another word is the month, or where no number stands before it.
func (r *reader) monthWord() int {
	found := -1
	for i := range r.tokens {
		t := r.at(i)
		if t.word.month == 0 || t.word.zoned && found >= 0 {
			continue
		}
		switch {
		case found < 0:
			found = i
		case r.tokens[found].word.weekday > 0:
			found = i
		case t.word.weekday == 0:
			return -1 // two months
		}
	}
	return found
}

// besideMonth reads the day and the year beside the name of a month.
func (r *reader) besideMonth(rest []int, month int) error {
	year, day := r.parts[yearPart] == 0, r.parts[dayPart] == 0
	number := func(i int) token { return r.tokens[rest[i]] }
	switch {
	case len(rest) == 0 && !year && !day:
		return nil
	case len(rest) == 1 && year && !day:
		r.parts[yearPart] = fullYear(number(0))
	case len(rest) == 1 && !year && day:
		r.parts[dayPart] = number(0).number
	case len(rest) == 2 && year && day:
		y, d := number(1), number(0)
		if y.digits < 3 && d.digits > 2 || d.digits < 3 && d.number > 31 {
			y, d = d, y
		}
		if y.digits == 3 || d.digits > 2 || y.digits == 1 || y.digits == 2 && month < 0 {
			return ErrNone
		}
		r.parts[yearPart], r.parts[dayPart] = fullYear(y), d.number
	default:
		return ErrNone
	}
	for _, i := range rest {
		r.used[i] = true
	}
	return nil
}

// fullYear is a year of two digits, or four, in full.
func fullYear(t token) int {
	switch {
	case t.digits > 2:
		return t.number
	case t.number < 70:
		return 2000 + t.number
	}
	return 1900 + t.number
}

// numeric reads a day in numbers alone, joined by one mark.
func (r *reader) numeric(rest []int) error {
	a, b, c := r.tokens[rest[0]], r.tokens[rest[1]], r.tokens[rest[2]]
	join := r.join(rest[0], rest[1])
	if join == "" || join != r.join(rest[1], rest[2]) || b.digits > 2 {
		return ErrNone
	}
	for _, i := range rest {
		r.used[i] = true
	}
	switch {
	case a.digits == 4 && c.digits <= 2:
		return r.set(a.number, b.number, c.number)
	case a.digits > 2 || c.digits != 4 && c.digits != 2:
		return ErrNone
	case a.digits == 2 && c.digits == 2 && a.number > 31:
		return r.set(fullYear(a), b.number, c.number)
	}
	return r.ordered(a, b, fullYear(c), join, c.digits == 2)
}

// ordered tells the day from the month: by what can be no month, by the point, which
// is the mark of those who write the day first, by the weekday, else by the order given.
func (r *reader) ordered(a, b token, year int, join string, brief bool) error {
	switch {
	case a.number > 12 && b.number > 12:
		return ErrNone
	case brief && r.order == Unknown && join != "." && b.number <= 12: // it may begin with the year
		return ErrAmbiguous
	case a.number > 12:
		return r.set(year, b.number, a.number)
	case b.number > 12:
		return r.set(year, a.number, b.number)
	case a.number == b.number, join == ".":
		return r.set(year, b.number, a.number)
	}
	if r.weekday > 0 {
		dayFirst, monthFirst := weekdayOf(year, b.number, a.number) == r.weekday, weekdayOf(year, a.number, b.number) == r.weekday
		if dayFirst != monthFirst {
			if dayFirst {
				return r.set(year, b.number, a.number)
			}
			return r.set(year, a.number, b.number)
		}
	}
	switch r.order {
	case DayFirst:
		return r.set(year, b.number, a.number)
	case MonthFirst:
		return r.set(year, a.number, b.number)
	}
	return ErrAmbiguous
}

// weekdayOf is the weekday of a day, Monday being 1.
func weekdayOf(year, month, day int) int {
	return (int(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Weekday())+6)%7 + 1
}

func (r *reader) set(year, month, day int) error {
	r.parts = [4]int{yearPart: year, monthPart: month, dayPart: day}
	if month < 1 || month > 12 {
		return ErrNone
	}
	return nil
}

// join is the mark that stands alone between two tokens.
func (r *reader) join(from, to int) string {
	if to == from+1 {
		return " "
	}
	if mark := r.tokens[from+1].text; to == from+2 && isJoin(mark) {
		return mark
	}
	return ""
}
