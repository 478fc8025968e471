package bot

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// clockPattern is a time of day; with a point it is one only before am or pm.
var clockPattern = regexp.MustCompile(`^([0-9]{1,2})([.:])([0-9]{2})(?:\s?([aApP]\.?[mM])\b|\b)`)

// amountAt reads the number that begins at word i.
func (f *textFacts) amountAt(i int) (amount, bool) {
	w := &f.words[i]
	if a, ok := f.calendarAt(i); ok {
		return a, true
	}
	if a, ok := f.timeAt(i); ok {
		return a, true
	}
	if digitByte(w.norm[0]) {
		return f.digitsAt(i)
	}
	if a, ok := f.partAt(i); ok {
		return a, true
	}
	if v, ok := amountFractions[w.norm]; ok {
		return amount{value: v, kind: amountFraction, from: i, to: i + 1}, true
	}
	if a, ok := f.spelledAt(i); ok {
		return a, true
	}
	if v, ok := amountLoose[w.norm]; ok {
		return amount{value: v, from: i, to: i + 1, loose: true}, true
	}
	return amount{}, false
}

// timeAt reads a time of day: 9.45pm, 9:45 p.m., 21:45.
func (f *textFacts) timeAt(i int) (amount, bool) {
	if !digitByte(f.words[i].norm[0]) {
		return amount{}, false
	}
	m := clockPattern.FindStringSubmatch(f.text[f.words[i].at.Start:min(len(f.text), f.words[i].at.Start+12)])
	if m == nil || m[2] == "." && m[4] == "" {
		return amount{}, false
	}
	hour, err := strconv.Atoi(m[1])
	if err != nil || hour > 24 {
		return amount{}, false
	}
	minutes, err := strconv.Atoi(m[3])
	if err != nil || minutes > 59 {
		return amount{}, false
	}
	a := amount{value: float64(hour), second: float64(minutes), kind: amountTime, from: i, to: i + 1}
	for end := f.words[i].at.Start + len(m[0]); a.to < len(f.words) && f.words[a.to].at.Start < end; {
		a.to++
	}
	return a, true
}

// isoDateAt reads 2021-03-14 as its weekday, year, month and day, so that it
// says what "Sunday 14 March 2021" says.
func (f *textFacts) isoDateAt(i int) []amount {
	if i+2 >= len(f.words) || !digitByte(f.words[i].norm[0]) {
		return nil
	}
	start := f.words[i].at.Start
	day, err := time.Parse(time.DateOnly, f.text[start:min(len(f.text), start+len(time.DateOnly))])
	if err != nil {
		return nil
	}
	weekday := (int(day.Weekday()) + 6) % 7
	return []amount{
		{value: float64(weekday + 1), kind: amountWeekday, from: i, to: i + 1, loose: true},
		{value: float64(day.Year()), kind: amountYear, from: i, to: i + 1},
		{value: float64(day.Month()), kind: amountMonth, from: i + 1, to: i + 2},
		{value: float64(day.Day()), from: i + 2, to: i + 3},
	}
}

// partAt reads a fraction in words: a third, two-thirds, a tenth of.
func (f *textFacts) partAt(i int) (amount, bool) {
	n := 1.0
	switch norm := f.words[i].norm; {
	case norm == "a" || norm == "one":
	case spelledNumbers[norm] >= 2 && spelledNumbers[norm] <= 9:
		n = spelledNumbers[norm]
	default:
		return amount{}, false
	}
	of, ok := amountParts[f.norm(i+1)]
	if !ok || n > 1 && !strings.HasSuffix(f.norm(i+1), "s") || f.words[i+1].clause {
		return amount{}, false
	}
	if next := f.norm(i + 2); n == 1 && next != "of" && of != 4 { // "a third man"
		return amount{}, false
	}
	return amount{value: n / of, kind: amountFraction, from: i, to: i + 2}, true
}

func digitByte(c byte) bool { return '0' <= c && c <= '9' }

// digitsAt reads a number written in digits: 12, 1,200, 1.2m, 5th, 1860s, 3-1.
func (f *textFacts) digitsAt(i int) (amount, bool) {
	norm := f.words[i].norm
	n := 0
	for n < len(norm) && (digitByte(norm[n]) || norm[n] == '.') {
		n++
	}
	v, err := strconv.ParseFloat(strings.TrimRight(norm[:n], "."), 64)
	if err != nil || math.IsInf(v, 0) {
		return amount{}, false
	}
	a := amount{value: v, from: i, to: i + 1}
	switch tail := norm[n:]; {
	case tail == "th" || tail == "st" && v != 0 && math.Mod(v, 10) == 1 || tail == "nd" || tail == "rd":
		a.kind = amountOrdinal
	case tail == "s" && v >= 1000 && v < 2100:
		a.kind = amountYear
	case amountMagnitudes[tail] != 0:
		a.value *= amountMagnitudes[tail]
	case tail == "" && n == 4 && v >= 1200 && v < 2100 && !strings.Contains(f.words[i].at.Of(f.text), ","):
		a.kind = amountYear
	case tail == "" && n <= 2:
		if b, ok := f.scoreAt(i, a); ok {
			return b, true
		}
	}
	return a, true
}

// scoreAt reads 3-1 as one thing: whoever swaps in another result is wrong.
func (f *textFacts) scoreAt(i int, a amount) (amount, bool) {
	if i+1 >= len(f.words) || !digitByte(f.words[i+1].norm[0]) {
		return a, false
	}
	gap := f.gap(i + 1)
	if gap != "-" && gap != "–" && gap != " - " && gap != ":" {
		return a, false
	}
	if i+2 < len(f.words) && (f.gap(i+2) == gap || f.gap(i+2) == "-") {
		return a, false // 6-4-2, 12-year-old
	}
	v, err := strconv.ParseFloat(f.words[i+1].norm, 64)
	if err != nil || v >= 100 {
		return a, false
	}
	a.second, a.kind, a.to = v, amountScore, i+2
	return a, true
}

// spelledAt reads number words: two, twenty-five, two hundred and fifty, third.
func (f *textFacts) spelledAt(i int) (amount, bool) {
	total, part, j := 0.0, 0.0, i
	ordinal, after := false, 0.0
	for ; j < len(f.words) && !ordinal; j++ {
		norm := f.words[j].norm
		if j > i && (f.words[j].clause || f.words[j].sentence != f.words[i].sentence) {
			break
		}
		v, ok := spelledNumbers[norm]
		if o, isOrdinal := spelledOrdinals[norm]; !ok && isOrdinal {
			v, ok, ordinal = o, true, true
		}
		switch {
		case ok && j == i:
			part = v
		case ok && (after >= 20 && after < 100 && v < 10 || after == 100 && v < 100):
			part += v
		case norm == "hundred" && j > i && part < 100:
			part, v = part*100, 100
		case norm == "thousand" && j > i:
			total, part, v = total+part*1000, 0, 1000
		case norm == "and" && after == 100 && j+1 < len(f.words) && spelledNumbers[f.words[j+1].norm] > 0:
			v = 100
		default:
			if ordinal {
				ordinal = false
			}
			return spelledAmount(total+part, i, j, ordinal)
		}
		after = v
	}
	return spelledAmount(total+part, i, j, ordinal)
}

func spelledAmount(v float64, from, to int, ordinal bool) (amount, bool) {
	if to == from {
		return amount{}, false
	}
	a := amount{value: v, from: from, to: to}
	if ordinal {
		a.kind = amountOrdinal
	}
	return a, true
}

// tornAt reads a number that a bad conversion tore apart: "36, 000" or "7. 8".
// The torn parts are read too, since a list may look the same.
func (f *textFacts) tornAt(i int) (amount, bool) {
	if i+1 >= len(f.words) || !digitsOnly(f.words[i].norm) || !digitByte(f.words[i+1].norm[0]) {
		return amount{}, false
	}
	next := f.words[i+1].norm
	digits := 0
	for digits < len(next) && digitByte(next[digits]) {
		digits++
	}
	number := ""
	switch gap := f.gap(i + 1); {
	case gap == ", " && digits == 3 && len(f.words[i].norm) <= 3:
		number = f.words[i].norm + next[:digits]
	case gap == ". " && digits <= 2:
		number = f.words[i].norm + "." + next[:digits]
	}
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return amount{}, false
	}
	if m := amountMagnitudes[next[digits:]]; m != 0 {
		v *= m
	}
	return amount{value: v, from: i, to: i + 2, torn: true}, true
}

func digitsOnly(s string) bool {
	for i := range len(s) {
		if !digitByte(s[i]) {
			return false
		}
	}
	return s != ""
}
