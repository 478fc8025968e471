package bot

import (
	"math"
	"strconv"
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
	amountTime    // 9.45pm: value is the hour, second the minutes
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
		if date := f.isoDateAt(i); date != nil {
			for _, a := range date {
				f.mark(a)
			}
			found = append(found, date...)
			i += 3
			continue
		}
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
	case amountTime:
		return "#" + amountKey(math.Mod(a.value, 12)) + ":" + amountKey(a.second)
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
