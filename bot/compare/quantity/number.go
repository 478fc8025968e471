package quantity

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// Number is a number with what it counts.
type Number struct {
	Value, Second float64
	Kind          text.AmountKind
	Unit          string // the currency or measure; empty: it counts things
	At            text.Span
	Most          float64 // of a number between two: the larger one; 0: it is one number
	Rough, Left   bool    // left: it is told as what was before
	Hours         float64 // of its unit, where that is one of time of a known length
}

// ratio reports whether number i is one of the two of a ratio: "nine in ten".
func ratio(f *text.Annotated, i int) bool {
	joined := func(a, b *text.Amount) bool {
		if b.From <= a.To || b.From > a.To+2 {
			return false
		}
		for _, w := range f.Words[a.To:b.From] {
			if !f.Lang.Numbers.Ratios[w.Norm] {
				return false
			}
		}
		return true
	}
	return i > 0 && joined(&f.Amounts[i-1], &f.Amounts[i]) || i+1 < len(f.Amounts) && joined(&f.Amounts[i], &f.Amounts[i+1])
}

// NumberAt is amount i with what it measures; ok is false where it is a day, a time or a place in an order.
func NumberAt(f *text.Annotated, i int) (n Number, ok bool) {
	a := &f.Amounts[i]
	if a.Loose || a.Kind.Date() || a.Kind == text.AmountOrdinal && !oneMore(f, a) || a.Kind == text.AmountTime || DayNumber(f, i) || ratio(f, i) || titled(f, a) || coded(f, a) || parted(f, a) {
		return n, false
	}
	n = Number{Value: a.Value, Second: a.Second, Kind: a.Kind, Unit: a.Unit, Rough: a.Rough, At: Written(f, a)}
	if n.Kind == text.AmountOrdinal {
		n.Kind = text.AmountPlain
	}
	if n.Unit == "" {
		n.Unit = Measure(f, a)
	}
	if Lasts(f, a) {
		n.Hours = f.Lang.Calendar.Lengths[f.Words[a.To].Norm]
	}
	n.Value, n.Most = between(f, i)
	n.Left = left(f, a)
	return n, true
}

// left reports whether a number is told as what was before or was meant to be: "from 40", "instead of 40", "not 40 but 28".
func left(f *text.Annotated, a *text.Amount) bool {
	if a.From == 0 || f.Words[a.From].Clause {
		return false
	}
	before, n := f.Words[a.From-1].Norm, &f.Lang.Numbers
	return n.Left[before] || a.From > 1 && n.LeftBefore[f.Words[a.From-2].Norm+" "+before] ||
		f.Lang.Polarity.Not[before] && slices.ContainsFunc(f.Words[a.To:], func(w text.Token) bool {
			return f.Lang.Clauses.Begin[w.Norm] && !w.Clause && w.Sentence == f.Words[a.From].Sentence
		})
}

// between are the two numbers between which amount i is told to lie, "between 100 and 200", of which it is one; 0 for the larger
// one where it stands alone.
func between(f *text.Annotated, i int) (least, most float64) {
	for k := max(i-1, 0); k <= i && k+1 < len(f.Amounts); k++ {
		a, b := &f.Amounts[k], &f.Amounts[k+1]
		if a.From > 0 && b.From == a.To+1 && f.Lang.Clauses.And[f.Words[a.To].Norm] && f.Lang.Names.Located[f.Words[a.From-1].Norm] && a.Value < b.Value && a.Kind != text.AmountOrdinal && b.Kind == a.Kind {
			return a.Value, b.Value
		}
	}
	return f.Amounts[i].Value, 0
}

// titled reports whether a number is part of a name: behind it stands a word of every day that is written with a capital, as
// in "the 5 Things podcast"; "12 Norwegians" are counted.
func titled(f *text.Annotated, a *text.Amount) bool {
	if a.To >= len(f.Words) || a.From == 0 {
		return false
	}
	w, before := &f.Words[a.To], &f.Words[a.From-1]
	return w.Upper && before.Sentence == w.Sentence && f.Lang.Rarity(w.Norm, f.Lang.Stem(w.Norm)) < everyDay && !f.Lang.Calendar.Units[w.Norm] && !f.Lang.Numbers.Measures[w.Norm]
}

// oneMore reports whether a place in an order tells how many there are by now: "she is the tenth person to die", "a tenth death".
func oneMore(f *text.Annotated, a *text.Amount) bool {
	if a.To >= len(f.Words) || a.Value < 2 || f.Words[a.To].Sentence != f.Words[a.From].Sentence {
		return false
	}
	w := &f.Words[a.To]
	return f.Lang.Questions.Nouns[w.Norm] == person || f.Lang.Pronouns.Nouns[w.Norm] || len(f.Lang.Meaning.Tallies[w.Key]) > 0
}

// person is how the kind of noun is written that is for people.
const person = "person"

// partsMost is into how many parts something is told to break at most.
const partsMost = 10

// parted reports whether a number tells into how many parts something goes, and counts nothing: "it broke in two on Monday".
func parted(f *text.Annotated, a *text.Amount) bool {
	if a.Kind != text.AmountPlain || a.Value != math.Trunc(a.Value) || a.Value > partsMost || a.From == 0 || !f.Lang.Names.Located[f.Words[a.From-1].Norm] || !f.Lang.Numbers.Ratios[f.Words[a.From-1].Norm] || text.IsDigit(f.Words[a.From].Norm[0]) {
		return false
	}
	next := a.To
	return next == len(f.Words) || f.Words[next].Clause || f.Words[next].Sentence != f.Words[a.From].Sentence || f.Lang.Questions.Prepositions[f.Words[next].Norm] && !f.Lang.Numbers.Amid[f.Words[next].Norm]
}

// coded reports whether a number ends a name: "the F-16", "the Falcon 9". With a preposition before the name it counts what
// follows: "at Lund 280 trains".
func coded(f *text.Annotated, a *text.Amount) bool {
	k := a.From - 1
	if k < 0 || !f.Words[k].Upper || f.Words[k].Sentence != f.Words[a.From].Sentence || f.Words[a.From].Clause || !text.IsDigit(f.Words[a.From].Norm[0]) {
		return false
	}
	if start := f.Words[a.From].At.Start; f.Text[start-1] == '-' && f.Words[k].At.End == start-1 {
		return true
	}
	w := &f.Words[k]
	if !w.Content || w.Key[0] == '#' || f.CalendarWord(w) || f.Lang.Numbers.Rough[w.Norm] || f.Lang.Rarity(w.Norm, f.Lang.Stem(w.Norm)) < everyDay {
		return false
	}
	for k > 0 && f.Words[k-1].Upper && f.Words[k-1].Content && f.Words[k-1].Sentence == w.Sentence {
		k--
	}
	return k == 0 || f.Words[k-1].Sentence != w.Sentence || f.Lang.Questions.Determiners[f.Words[k-1].Norm]
}

// everyDay is below which rarity a word is one of every day.
const everyDay = 2

// DayNumber reports whether number i is the day of a month.
func DayNumber(f *text.Annotated, i int) bool {
	a := &f.Amounts[i]
	if a.Kind != text.AmountPlain || a.Value < 1 || a.Value > 31 {
		return false
	}
	month := func(k int) bool {
		return k >= 0 && k < len(f.Words) && f.Words[k].Upper && f.Lang.Month(f.Words[k].Norm)
	}
	return month(a.From-1) || month(a.To)
}

// Written is where a number stands with its currency and its unit.
func Written(f *text.Annotated, a *text.Amount) text.Span {
	at := text.Span{Start: f.Words[a.From].At.Start, End: f.Words[a.To-1].At.End}
	if a.From > 0 {
		at.Start -= len(strings.TrimLeft(f.Text[f.Words[a.From-1].At.End:at.Start], " (\"“‘'.,:;–—-"))
	}
	if w := a.To; w < len(f.Words) && f.Words[w].Sentence == f.Words[a.From].Sentence &&
		(f.Lang.Calendar.Units[f.Words[w].Norm] || f.Lang.Numbers.Measures[f.Words[w].Norm] || f.Lang.Numbers.Percent[f.Words[w].Norm]) {
		at.End = f.Words[w].At.End
	}
	return at
}

// Lasts reports whether a number counts units of time.
func Lasts(f *text.Annotated, a *text.Amount) bool {
	return a.To < len(f.Words) && f.Lang.Calendar.Units[f.Words[a.To].Norm]
}

// Measure is the unit of measure that stands behind a number.
func Measure(f *text.Annotated, a *text.Amount) string {
	for k := a.To; k < min(len(f.Words), a.To+2); k++ {
		w := &f.Words[k]
		if f.Lang.Calendar.Units[w.Norm] || f.Lang.Numbers.Measures[w.Norm] || f.Lang.Numbers.Money[w.Norm] {
			return f.Lang.Key(w.Norm)
		}
	}
	return ""
}

// Typed reports whether the number shows by itself what it measures.
func (n *Number) Typed() bool { return n.Kind != text.AmountPlain || n.Unit != "" }

// Same reports whether two numbers may be one, and whether they can be compared at all.
func (n *Number) Same(m *Number) (same, comparable bool) {
	if n.Kind != m.Kind || n.Unit != m.Unit {
		return false, false
	}
	if n.Kind == text.AmountScore {
		return n.Value == m.Value && n.Second == m.Second, true
	}
	if n.Most > 0 || m.Most > 0 {
		return n.Value <= max(m.Value, m.Most) && m.Value <= max(n.Value, n.Most), true
	}
	a, b := math.Abs(n.Value), math.Abs(m.Value)
	switch gap := math.Abs(n.Value - m.Value); {
	case gap == 0:
		return true, true
	case (n.Rough || m.Rough) && !n.exact() && !m.exact():
		return gap <= roughSlack*math.Max(a, b), true
	default:
		return rounded(a, b) || rounded(b, a), true
	}
}

// Equal reports whether two numbers are the same, whatever they count.
func (n *Number) Equal(m Number) bool { return n.Value == m.Value }

// exact reports whether a number has two decimals, so that "up to" before it makes it no rough one.
func (n *Number) exact() bool {
	return math.Abs(n.Value) < 1000 && math.Mod(math.Abs(n.Value)*10, 1) != 0
}

// roughSlack is by what share a number may differ from a rough one and be meant by it.
const roughSlack = 0.16

// rounded reports whether a is b written with fewer digits: 1.9 million for
// 1,940,000. Numbers below a hundred are not rounded without a word that says so.
func rounded(a, b float64) bool {
	if a < 100 || a == b || math.Abs(a-b) > roughSlack*b { // 200 is not 152 in round numbers
		return false
	}
	step := 1.0
	for math.Mod(a, step*10) == 0 && step*10 < a {
		step *= 10
	}
	digits := 100.0
	if a >= 1e6 { // 1.02 billion
		digits = 1000
	}
	return step >= a/digits && math.Abs(a-b) <= step/2
}

// unitSlack is by what share two lengths of time in other units may differ and be one: 60 days, two months.
const unitSlack = 0.05

// InOtherUnits reports whether two numbers count other units of time, each of a known length.
func (n *Number) InOtherUnits(m *Number) bool { return n.Hours > 0 && m.Hours > 0 && n.Unit != m.Unit }

// AsLong reports whether two lengths of time are one, in whatever units: 60 days, two months.
func (n *Number) AsLong(m *Number) bool {
	a, b := n.Value*n.Hours, m.Value*m.Hours
	return math.Abs(a-b) <= unitSlack*max(a, b)
}

// Far reports whether one number is more than so many times the other, or they have no size to compare.
func (n *Number) Far(m *Number, times float64) bool {
	a, b := n.Value, m.Value
	if n.Hours > 0 && m.Hours > 0 {
		a, b = a*n.Hours, b*m.Hours
	}
	return min(a, b) <= 0 || max(a, b) > times*min(a, b)
}

// Clock is the time of day that an amount is, in minutes since midnight, also behind "at" by a point alone: "at 4.20 on Monday morning".
func Clock(f *text.Annotated, a *text.Amount) (minutes int, ok bool) {
	if a.Kind == text.AmountTime {
		return int(60*a.Value + a.Second), true
	}
	if a.Kind != text.AmountPlain || a.From == 0 || a.To != a.From+1 || !f.Lang.Names.Located[f.Words[a.From-1].Norm] {
		return 0, false
	}
	hour, minute, pointed := strings.Cut(f.Words[a.From].Norm, ".")
	if !pointed || len(minute) != 2 || Measure(f, a) != "" {
		return 0, false
	}
	h, err := strconv.Atoi(hour)
	m, bad := strconv.Atoi(minute)
	return 60*h + m, err == nil && bad == nil && h < 24 && m < 60
}

// sumWords is how many telling words before an amount tell what it is for.
const sumWords = 3

// Before are the keys of the telling words just before an amount, which tell what it is for.
func Before(f *text.Annotated, a *text.Amount) []string {
	var near []string
	for i := a.From - 1; i >= 0 && f.Words[i].Sentence == f.Words[a.From].Sentence && len(near) < sumWords; i-- {
		w := &f.Words[i]
		if w.Content && w.Key[0] == '#' {
			break
		}
		if w.Content && !w.Name && f.Lang.Rarity(w.Norm, w.Key) > 1 {
			near = append(near, w.Key)
		}
		if w.Clause {
			break
		}
	}
	return near
}
