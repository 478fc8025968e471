package text

import (
	"math"
	"strconv"
)

// AmountKind says what a number counts, as far as the text shows it.
type AmountKind int

// The kinds.
const (
	AmountPlain AmountKind = iota
	AmountOrdinal
	AmountPercent
	AmountMoney
	AmountYear
	AmountFraction
	AmountScore   // 3-1: value is the first, second the other
	AmountTime    // 9.45pm: value is the hour, second the minutes
	AmountMonth   // value 1 to 12
	AmountWeekday // value 1 to 7
)

// Date reports whether the kind is part of a date.
func (k AmountKind) Date() bool { return k == AmountYear || k == AmountMonth || k == AmountWeekday }

// Amount is a number of a text, however it was written.
type Amount struct {
	Value    float64
	Second   float64 // of a score
	Kind     AmountKind
	Unit     string // currency, for money
	From, To int    // its words [from, to)
	Rough    bool   // "about", "nearly", "more than": the number is near, not exact
	Torn     bool   // put together from parts, see tornAt
	Loose    bool   // a word that is a number only by the way: one, both, couple, second
}

// readAmounts finds the numbers, months and weekdays of a text in order, and gives their words the key by which equal numbers are one word.
func readAmounts(f *Annotated) []Amount {
	var found []Amount
	for i := 0; i < len(f.Words); {
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
		i = a.To
	}
	return found
}

// mark makes the words of a one word of the number.
func (f *Annotated) mark(a Amount) {
	for i := a.From; i < a.To; i++ {
		f.Words[i].Content = false
	}
	w := &f.Words[a.From]
	w.Key = f.Lang.AmountKey(&a)
	w.Content = !a.Loose
}

// AmountKey is what makes equal numbers one word.
func (l *Language) AmountKey(a *Amount) string {
	switch a.Kind {
	case AmountMonth:
		return l.Calendar.MonthNames[int(a.Value)]
	case AmountWeekday:
		return l.Calendar.WeekdayNames[int(a.Value)]
	case AmountScore:
		return "#" + NumberKey(a.Value) + "-" + NumberKey(a.Second)
	case AmountTime:
		return "#" + NumberKey(math.Mod(a.Value, 12)) + ":" + NumberKey(a.Second)
	}
	return "#" + NumberKey(a.Value)
}

// NumberKey writes a number so that equal ones are written alike.
func NumberKey(v float64) string { return strconv.FormatFloat(v, 'g', 8, 64) }
