package bot

import (
	"math"
	"strconv"
	"strings"
)

// amountKind says what a number counts, as far as the text shows it.
type amountKind int

const (
	amountPlain amountKind = iota
	amountOrdinal
	amountPercent
	amountMoney
	amountYear
	amountFraction
	amountScore   // 3-1: value is the first, second the other
	amountMonth   // value 1 to 12
	amountWeekday // value 1 to 7
)

// date says whether the kind is part of a date.
func (k amountKind) date() bool { return k == amountYear || k == amountMonth || k == amountWeekday }

// amount is a number of a text, however it was written.
type amount struct {
	value    float64
	second   float64 // of a score
	kind     amountKind
	unit     string // currency, for money
	from, to int    // its words [from, to)
	rough    bool   // "about", "nearly", "more than": the number is near, not exact
	torn     bool   // put together from parts, see tornAt
	loose    bool   // a word that is a number only by the way: one, both, couple, second
}

// readAmounts finds the numbers, months and weekdays of a text in order, and
// gives their words the key by which equal numbers are one word.
func readAmounts(f *textFacts) []amount {
	var found []amount
	for i := 0; i < len(f.words); {
		a, ok := f.amountAt(i)
		if !ok {
			i++
			continue
		}
		f.refine(&a)
		f.mark(a)
		found = append(found, a)
		if b, ok := f.tornAt(i); ok {
			f.refine(&b)
			found = append(found, b)
		}
		i = a.to
	}
	return found
}

// tornAt reads a number that a bad conversion tore apart: "36, 000" or "7. 8".
// The torn parts are read too, since a list may look the same.
func (f *textFacts) tornAt(i int) (amount, bool) {
	if i+1 >= len(f.words) || !allDigits(f.words[i].norm) || !digitByte(f.words[i+1].norm[0]) {
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

func allDigits(s string) bool {
	for i := range len(s) {
		if !digitByte(s[i]) {
			return false
		}
	}
	return s != ""
}

// mark makes the words of a one word of the number.
func (f *textFacts) mark(a amount) {
	for i := a.from; i < a.to; i++ {
		f.words[i].content = false
	}
	w := &f.words[a.from]
	w.key = a.key()
	w.content = !a.loose
}

// key is what makes equal numbers one word.
func (a *amount) key() string {
	switch a.kind {
	case amountMonth, amountWeekday:
		return amountCalendar[a.kind][int(a.value)]
	case amountScore:
		return "#" + amountKey(a.value) + "-" + amountKey(a.second)
	}
	return "#" + amountKey(a.value)
}

func amountKey(v float64) string { return strconv.FormatFloat(v, 'g', 8, 64) }

// gap is the text between word i-1 and word i.
func (f *textFacts) gap(i int) string {
	if i <= 0 || i >= len(f.words) {
		return ""
	}
	return f.text[f.words[i-1].at.End:f.words[i].at.Start]
}

// amountAt reads the number that begins at word i.
func (f *textFacts) amountAt(i int) (amount, bool) {
	w := &f.words[i]
	if a, ok := f.calendarAt(i); ok {
		return a, true
	}
	if digitByte(w.norm[0]) {
		return f.digitsAt(i)
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

// refine reads what stands around a number: magnitude, percent, money, doubt.
func (f *textFacts) refine(a *amount) {
	if a.kind == amountMonth || a.kind == amountWeekday || a.kind == amountScore {
		return
	}
	for a.to < len(f.words) && !f.words[a.to].clause && a.kind != amountOrdinal {
		m, ok := amountMagnitudes[f.words[a.to].norm]
		if !ok || f.words[a.to].sentence != f.words[a.to-1].sentence || len(f.words[a.to].norm) == 1 && !f.isMoney(a) {
			break
		}
		if a.kind == amountYear {
			a.kind = amountPlain
		}
		a.value *= m
		a.to++
		a.loose = false
	}
	f.refineUnit(a)
	f.refineRough(a)
}

func (f *textFacts) refineUnit(a *amount) {
	end := f.words[a.to-1].at.End
	after := strings.TrimLeft(f.text[end:min(end+3, len(f.text))], " ")
	next, next2 := f.norm(a.to), f.norm(a.to+1)
	before := f.before(a)
	switch {
	case strings.HasPrefix(after, "%"):
		a.kind = amountPercent
	case next == "percent" || next == "pc" || next == "percentage" && next2 != "point":
		a.kind = amountPercent
	case next == "per" && (next2 == "cent" || next2 == "cents"):
		a.kind = amountPercent
	case amountCurrency(before) != "":
		a.kind, a.unit = amountMoney, amountCurrency(before)
	case amountCurrencies[next] != "":
		a.kind, a.unit = amountMoney, amountCurrencies[next]
	}
	if a.kind == amountMoney || a.kind == amountPercent {
		a.loose = false
	}
}

// before is the text right before a number, where its currency stands.
func (f *textFacts) before(a *amount) string {
	start := f.words[a.from].at.Start
	return strings.TrimRight(f.text[max(0, start-6):start], " ")
}

func (f *textFacts) isMoney(a *amount) bool { return amountCurrency(f.before(a)) != "" }

func (f *textFacts) refineRough(a *amount) {
	one, two := f.norm(a.from-1), f.norm(a.from-2)
	a.rough = amountRough[one] || one == "than" && (two == "more" || two == "less" || two == "fewer") ||
		one == "to" && (two == "up" || two == "close") || one == "least" || one == "most" && two == "at" ||
		(f.norm(a.to) == "or" && (f.norm(a.to+1) == "so" || f.norm(a.to+1) == "more"))
}

// norm is the norm of word i, or empty where there is none.
func (f *textFacts) norm(i int) string {
	if i < 0 || i >= len(f.words) {
		return ""
	}
	return f.words[i].norm
}

func amountCurrency(s string) string {
	for _, c := range []string{"$", "£", "€", "¥", "₹"} {
		if strings.HasSuffix(s, c) {
			return c
		}
	}
	return ""
}
