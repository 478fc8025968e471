package text

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// amountAt reads the number that begins at word i.
func (f *Annotated) amountAt(i int) (Amount, bool) {
	w := &f.Words[i]
	if a, ok := f.calendarAt(i); ok {
		return a, true
	}
	if a, ok := f.timeAt(i); ok {
		return a, true
	}
	if IsDigit(w.Norm[0]) {
		return f.digitsAt(i)
	}
	if a, ok := f.partAt(i); ok {
		return a, true
	}
	if v, ok := f.Lang.Numbers.Fractions[w.Norm]; ok {
		return Amount{Value: v, Kind: AmountFraction, From: i, To: i + 1}, true
	}
	if a, ok := f.spelledAt(i); ok {
		return a, true
	}
	if v, ok := f.Lang.Numbers.Loose[w.Norm]; ok {
		return Amount{Value: v, From: i, To: i + 1, Loose: true}, true
	}
	return Amount{}, false
}

// timeAt reads a time of day: 9.45pm, 9:45 p.m., 21:45.
func (f *Annotated) timeAt(i int) (Amount, bool) {
	if !IsDigit(f.Words[i].Norm[0]) {
		return Amount{}, false
	}
	m := f.Lang.Numbers.Clock.FindStringSubmatch(f.Text[f.Words[i].At.Start:min(len(f.Text), f.Words[i].At.Start+12)])
	if m == nil || m[2] == "." && m[4] == "" {
		return Amount{}, false
	}
	hour, err := strconv.Atoi(m[1])
	if err != nil || hour > 24 {
		return Amount{}, false
	}
	minutes, err := strconv.Atoi(m[3])
	if err != nil || minutes > 59 {
		return Amount{}, false
	}
	a := Amount{Value: float64(hour), Second: float64(minutes), Kind: AmountTime, From: i, To: i + 1}
	for end := f.Words[i].At.Start + len(m[0]); a.To < len(f.Words) && f.Words[a.To].At.Start < end; {
		a.To++
	}
	return a, true
}

// isoDateAt reads 2021-03-14 as its weekday, year, month and day, so that it
// says what "Sunday 14 March 2021" says.
func (f *Annotated) isoDateAt(i int) []Amount {
	if i+2 >= len(f.Words) || !IsDigit(f.Words[i].Norm[0]) {
		return nil
	}
	start := f.Words[i].At.Start
	day, err := time.Parse(time.DateOnly, f.Text[start:min(len(f.Text), start+len(time.DateOnly))])
	if err != nil {
		return nil
	}
	weekday := (int(day.Weekday()) + 6) % 7
	return []Amount{
		{Value: float64(weekday + 1), Kind: AmountWeekday, From: i, To: i + 1, Loose: true},
		{Value: float64(day.Year()), Kind: AmountYear, From: i, To: i + 1},
		{Value: float64(day.Month()), Kind: AmountMonth, From: i + 1, To: i + 2},
		{Value: float64(day.Day()), From: i + 2, To: i + 3},
	}
}

// partAt reads a fraction in words: a third, two-thirds, a tenth of.
func (f *Annotated) partAt(i int) (Amount, bool) {
	n := 1.0
	switch norm := f.Words[i].Norm; {
	case norm == "a" || norm == "one":
	case f.Lang.Numbers.Cardinals[norm] >= 2 && f.Lang.Numbers.Cardinals[norm] <= 9:
		n = f.Lang.Numbers.Cardinals[norm]
	default:
		return Amount{}, false
	}
	of, ok := f.Lang.Numbers.Parts[f.norm(i+1)]
	if !ok || n > 1 && !strings.HasSuffix(f.norm(i+1), "s") || f.Words[i+1].Clause {
		return Amount{}, false
	}
	if next := f.norm(i + 2); n == 1 && next != "of" && of != 4 { // "a third man"
		return Amount{}, false
	}
	return Amount{Value: n / of, Kind: AmountFraction, From: i, To: i + 2}, true
}

// digitsAt reads a number written in digits: 12, 1,200, 1.2m, 5th, 1860s, 3-1.
func (f *Annotated) digitsAt(i int) (Amount, bool) {
	norm := f.Words[i].Norm
	n := 0
	for n < len(norm) && (IsDigit(norm[n]) || norm[n] == '.') {
		n++
	}
	v, err := strconv.ParseFloat(strings.TrimRight(norm[:n], "."), 64)
	if err != nil || math.IsInf(v, 0) {
		return Amount{}, false
	}
	a := Amount{Value: v, From: i, To: i + 1}
	switch tail := norm[n:]; {
	case tail == "th" || tail == "st" && v != 0 && math.Mod(v, 10) == 1 || tail == "nd" || tail == "rd":
		a.Kind = AmountOrdinal
	case tail == "s" && v >= 1000 && v < 2100:
		a.Kind = AmountYear
	case f.Lang.Numbers.Magnitudes[tail] != 0:
		a.Value *= f.Lang.Numbers.Magnitudes[tail]
	case tail == "" && n == 4 && v >= 1200 && v < 2100 && !strings.Contains(f.Words[i].At.Of(f.Text), ","):
		a.Kind = AmountYear
	case tail == "" && n <= 2:
		if b, ok := f.scoreAt(i, a); ok {
			return b, true
		}
	}
	return a, true
}

// scoreAt reads 3-1 as one thing: whoever swaps in another result is wrong.
func (f *Annotated) scoreAt(i int, a Amount) (Amount, bool) {
	if i+1 >= len(f.Words) || !IsDigit(f.Words[i+1].Norm[0]) {
		return a, false
	}
	gap := f.gap(i + 1)
	if gap != "-" && gap != "–" && gap != " - " && gap != ":" {
		return a, false
	}
	if i+2 < len(f.Words) && (f.gap(i+2) == gap || f.gap(i+2) == "-") {
		return a, false // 6-4-2, 12-year-old
	}
	v, err := strconv.ParseFloat(f.Words[i+1].Norm, 64)
	if err != nil || v >= 100 {
		return a, false
	}
	a.Second, a.Kind, a.To = v, AmountScore, i+2
	return a, true
}

// spelledAt reads number words: two, twenty-one, two hundred and fifty, third.
func (f *Annotated) spelledAt(i int) (Amount, bool) {
	total, part, after, j := 0.0, 0.0, 0.0, i
	ordinal := false
	for ; j < len(f.Words) && !ordinal; j++ {
		if j > i && (f.Words[j].Clause || f.Words[j].Sentence != f.Words[i].Sentence) {
			break
		}
		norm := f.Words[j].Norm
		v, isOrdinal, ok := f.numberWord(norm, j > i)
		switch {
		case ok && (j == i || follows(v, after)):
			part, ordinal = part+v, isOrdinal
		case norm == "hundred" && (j == i || part > 0) && part < 100:
			part, v = max(part, 1)*100, 100
		case norm == "thousand" && total == 0:
			total, part, v = max(part, 1)*1000, 0, 1000
		case norm == "and" && (after == 100 || after == 1000) && f.countsAt(j+1):
			v = after
		case norm == "one" && j == i && (f.norm(j+1) == "hundred" || f.norm(j+1) == "thousand"):
			part, v = 1, 1
		default:
			return f.spelledAmount(total+part, i, j, false)
		}
		after = v
	}
	return f.spelledAmount(total+part, i, j, ordinal)
}

// numberWord reads a cardinal or ordinal; one and first are numbers only at
// the end of a longer one.
func (f *Annotated) numberWord(norm string, later bool) (v float64, ordinal, ok bool) {
	if v, ok = f.Lang.Numbers.Cardinals[norm]; ok {
		return v, false, true
	}
	if v, ok = f.Lang.Numbers.Ordinals[norm]; ok {
		return v, true, true
	}
	return 1, norm == "first", later && (norm == "one" || norm == "first")
}

func (f *Annotated) countsAt(i int) bool {
	v, ordinal, ok := f.numberWord(f.norm(i), true)
	return ok && !ordinal && v > 0
}

// follows reports whether v goes on from the part of a number before it: 20
// and 5, 100 and 25, 1000 and 400.
func follows(v, after float64) bool {
	return after >= 20 && after < 100 && v < 10 || after == 100 && v < 100 || after == 1000 && v < 1000
}

func (f *Annotated) spelledAmount(v float64, from, to int, ordinal bool) (Amount, bool) {
	_, loose := f.Lang.Numbers.Loose[f.Words[from].Norm]
	if to == from || to == from+1 && loose { // "a hundred"
		return Amount{}, false
	}
	a := Amount{Value: v, From: from, To: to}
	if ordinal {
		a.Kind = AmountOrdinal
	}
	return a, true
}

// tornAt reads a number that a bad conversion tore apart: "36, 000" or "7. 8".
// The torn parts are read too, since a list may look the same.
func (f *Annotated) tornAt(i int) (Amount, bool) {
	if i+1 >= len(f.Words) || !digitsOnly(f.Words[i].Norm) || !IsDigit(f.Words[i+1].Norm[0]) {
		return Amount{}, false
	}
	next := f.Words[i+1].Norm
	digits := 0
	for digits < len(next) && IsDigit(next[digits]) {
		digits++
	}
	number := ""
	switch gap := f.gap(i + 1); {
	case gap == ", " && digits == 3 && len(f.Words[i].Norm) <= 3:
		number = f.Words[i].Norm + next[:digits]
	case gap == ". " && digits <= 2:
		number = f.Words[i].Norm + "." + next[:digits]
	}
	v, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return Amount{}, false
	}
	if m := f.Lang.Numbers.Magnitudes[next[digits:]]; m != 0 {
		v *= m
	}
	return Amount{Value: v, From: i, To: i + 2, Torn: true}, true
}
