package compare

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/scope"
	"github.com/storybot/storybot/knowledge/text"
)

// Value is what a sentence gives for what is asked.
type Value struct {
	Text string // as the sentence has it
	sure float64
	near int // how many words from those of the question
	kind choose.AnswerType

	number  *number         // of numbers
	date    date            // of days
	clock   *int            // of times of day: minutes since midnight
	names   map[string]bool // of names: its telling words, normal
	common  bool            // of a place: it has no name
	country bool            // it is one
	others  []number        // what else the sentence counts in that unit
}

// known reports whether there is a value.
func (v *Value) known() bool { return v.Text != "" }

// number is a number with what it counts.
type number struct {
	value, second float64
	kind          text.AmountKind
	unit          string // the currency or measure; empty: it counts things
	at            text.Span
	rough, left   bool    // left: it is told as what was before
	hours         float64 // of its unit, where that is one of time of a known length
}

// date is a day as a sentence names it; what it does not name is 0.
type date struct{ year, month, day, weekday, to int } // to: the later month of a time of days

// sentenceReach is how many bytes of a sentence are read for values.
const sentenceReach = 1500

// valueIn is the value that a sentence gives for what q asks; ok is false where it gives none that could be compared.
func (r *reader) valueIn(sentence string) (v Value, ok bool) {
	sentence = text.Cut(sentence, sentenceReach)
	v.kind = r.Want
	if r.Want == choose.Reason || r.Want == choose.Anything {
		return r.subjectIn(sentence)
	}
	switch r.Want {
	case choose.Number, choose.Money, choose.Percent, choose.Duration, choose.Age:
		return r.numberIn(sentence)
	case choose.Date:
		if v, ok = r.clockIn(sentence); !ok {
			v, ok = r.dateIn(sentence)
		}
		return v, ok
	case choose.Place:
		if v, ok = r.nameIn(sentence); !ok {
			v, ok = r.placeIn(sentence)
		}
		return v, ok
	case choose.Person, choose.Organisation, choose.Country, choose.State, choose.City, choose.Name:
		return r.nameIn(sentence)
	}
	return v, false
}

// best is the thing that is surest and nearest to the question's words.
func best(things []choose.Thing, than func(a, b *choose.Thing) bool) *choose.Thing {
	var top *choose.Thing
	for i := range things {
		if t := &things[i]; top == nil || than(t, top) {
			top = t
		}
	}
	return top
}

// What a word less between a thing and the question's words is worth, and up to how many.
const (
	nearGain = 0.1
	nearMost = 10
)

func surer(a, b *choose.Thing) bool {
	return a.Sure-nearGain*float64(min(a.Near, nearMost)) > b.Sure-nearGain*float64(min(b.Near, nearMost))
}

// How sure a number must be: one that counts things, and one of a kind that shows a unit.
const (
	countSure = 0.15
	unitSure  = 0.18 // as digits without one have, and words have not
)

func (r *reader) numberIn(sentence string) (v Value, ok bool) {
	things := r.Things(sentence)
	if len(things) == 0 {
		return v, false
	}
	f := r.annotate(sentence)
	all, asked := make(map[int]number), r.timeAsked()
	states, measured := statesIn(r.lang, r.wordsOf(r.Text)), r.measureAsked()
	for i := range f.Amounts {
		a := &f.Amounts[i]
		n, ok := numberAt(f, i)
		if !ok || r.label(f, i) || measured != "" && n.unit != measured || n.kind == text.AmountPlain && scope.OtherTally(f, i, states) || asked != "" && n.unit != asked || asked == "" && r.Want != choose.Duration && r.Want != choose.Age && lasts(f, a) {
			continue
		}
		all[f.Words[a.From].At.Start] = n
	}
	kept := things[:0]
	for _, t := range things {
		if n, known := all[t.Start]; known && (t.Sure > unitSure || r.Want == choose.Number && t.Sure > countSure) {
			if n.left {
				t.Sure -= leftLoss
			}
			kept = append(kept, t)
		}
	}
	t := best(kept, func(a, b *choose.Thing) bool {
		return a.Sure-nearGain*float64(min(a.Near, nearMost))+clauseGain*r.clauseShare(f, a.Start) > b.Sure-nearGain*float64(min(b.Near, nearMost))+clauseGain*r.clauseShare(f, b.Start)
	})
	if t == nil {
		return v, false
	}
	n := all[t.Start]
	v = Value{Text: n.at.Of(sentence), sure: t.Sure, near: t.Near, kind: r.Want, number: &n}
	for _, o := range all {
		if o.unit == n.unit && o.kind == n.kind && o != n {
			v.others = append(v.others, o)
		}
	}
	return v, true
}

// clauseGain is what a number gains whose own clause has all of the question's telling words.
const clauseGain = 0.3

// clauseShare is how many of the question's telling words stand in the clause of what begins at that byte: of "the number of
// missing is 14, and the number of dead is 15" each number belongs to its own.
func (r *reader) clauseShare(f *text.Annotated, start int) float64 {
	i := slices.IndexFunc(f.Words, func(w text.Token) bool { return w.At.End > start })
	if i < 0 || len(r.Terms) == 0 {
		return 0
	}
	has := make(map[string]bool)
	for k := f.ClauseStart(i); k < max(f.ClauseEnd(i+1), i+1); k++ {
		if w := &f.Words[k]; w.Content && r.Names(w.Norm) {
			has[w.Key] = true
		}
	}
	return float64(len(has)) / float64(len(r.Terms))
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

// timeAsked is the key of the unit of time whose number is asked for: "how many days"; empty: none is.
func (r *reader) timeAsked() string {
	for i := range r.Terms {
		if t := &r.Terms[i]; t.Focus && r.lang.Calendar.Units[t.Norm] {
			return r.lang.Key(t.Norm)
		}
	}
	return ""
}

// measureAsked is the unit of measure in which a number is asked for, "how many hectares"; empty: there is none.
func (r *reader) measureAsked() string {
	for i := range r.Terms {
		if t := &r.Terms[i]; t.Focus && r.Want == choose.Number && r.lang.Numbers.Measures[t.Norm] {
			return r.lang.Key(t.Norm)
		}
	}
	return ""
}

// numberAt is amount i with what it measures; ok is false where it is a day, a time or a place in an order.
func numberAt(f *text.Annotated, i int) (n number, ok bool) {
	a := &f.Amounts[i]
	if a.Loose || a.Kind.Date() || a.Kind == text.AmountOrdinal || a.Kind == text.AmountTime || dayNumber(f, i) || ratio(f, i) || titled(f, a) || coded(f, a) {
		return n, false
	}
	n = number{value: a.Value, second: a.Second, kind: a.Kind, unit: a.Unit, rough: a.Rough, at: written(f, a)}
	if n.unit == "" {
		n.unit = measure(f, a)
	}
	if lasts(f, a) {
		n.hours = f.Lang.Calendar.Lengths[f.Words[a.To].Norm]
	}
	n.left = a.From > 0 && f.Lang.Numbers.Left[f.Words[a.From-1].Norm]
	return n, true
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

// dayNumber reports whether number i is the day of a month.
func dayNumber(f *text.Annotated, i int) bool {
	a := &f.Amounts[i]
	if a.Kind != text.AmountPlain || a.Value < 1 || a.Value > 31 {
		return false
	}
	month := func(k int) bool {
		return k >= 0 && k < len(f.Words) && f.Words[k].Upper && f.Lang.Month(f.Words[k].Norm)
	}
	return month(a.From-1) || month(a.To)
}

// written is where a number stands with its currency and its unit.
func written(f *text.Annotated, a *text.Amount) text.Span {
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

// lasts reports whether a number counts units of time.
func lasts(f *text.Annotated, a *text.Amount) bool {
	return a.To < len(f.Words) && f.Lang.Calendar.Units[f.Words[a.To].Norm]
}

// measure is the unit of measure that stands behind a number.
func measure(f *text.Annotated, a *text.Amount) string {
	for k := a.To; k < min(len(f.Words), a.To+2); k++ {
		w := &f.Words[k]
		if f.Lang.Calendar.Units[w.Norm] || f.Lang.Numbers.Measures[w.Norm] || f.Lang.Numbers.Money[w.Norm] {
			return f.Lang.Key(w.Norm)
		}
	}
	return ""
}

// typed reports whether the number shows by itself what it measures.
func (n *number) typed() bool { return n.kind != text.AmountPlain || n.unit != "" }

// leftLoss is how much less sure a number is that is told as what was before.
const leftLoss = 0.9

// same reports whether two numbers may be one, and whether they can be compared at all.
func (n *number) same(m *number) (same, comparable bool) {
	if n.kind != m.kind || n.unit != m.unit {
		return false, false
	}
	if n.kind == text.AmountScore {
		return n.value == m.value && n.second == m.second, true
	}
	a, b := math.Abs(n.value), math.Abs(m.value)
	switch gap := math.Abs(n.value - m.value); {
	case gap == 0:
		return true, true
	case (n.rough || m.rough) && !n.exact() && !m.exact():
		return gap <= roughSlack*math.Max(a, b), true
	default:
		return rounded(a, b) || rounded(b, a), true
	}
}

// exact reports whether a number has two decimals, so that "up to" before it makes it no rough one.
func (n *number) exact() bool {
	return math.Abs(n.value) < 1000 && math.Mod(math.Abs(n.value)*10, 1) != 0
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

// sameAs is same, also of lengths of time in other units.
func (v *Value) sameAs(o *Value, said time.Time) (same, comparable bool) {
	if n, m := v.number, o.number; n != nil && m != nil && n.hours > 0 && m.hours > 0 && n.unit != m.unit {
		a, b := n.value*n.hours, m.value*m.hours
		return math.Abs(a-b) <= unitSlack*max(a, b), true
	}
	if v.kind == choose.Place && v.common != o.common { // "in the brickworks", "in Kestrel Street"
		return false, true
	}
	return v.same(o, said)
}

// far reports whether one number is more than so many times the other, or they have no size to compare.
func (n *number) far(m *number, times float64) bool {
	a, b := n.value, m.value
	if n.hours > 0 && m.hours > 0 {
		a, b = a*n.hours, b*m.hours
	}
	return min(a, b) <= 0 || max(a, b) > times*min(a, b)
}

func (r *reader) dateIn(sentence string) (v Value, ok bool) {
	things := r.Things(sentence)
	if to := r.lang.Patterns.MovedTo.FindStringIndex(sentence); to != nil { // "the truce that was due on Thursday was put off to Saturday"
		if later := slices.DeleteFunc(slices.Clone(things), func(t choose.Thing) bool { return t.Start < to[1] || t.Start > to[1]+movedGap }); len(later) > 0 {
			things = later
		}
	}
	t := best(things, surer)
	if t == nil || t.Sure < .5 {
		return v, false
	}
	d, at := r.dateAt(sentence, t.Span)
	if d == (date{}) {
		return v, false
	}
	return Value{Text: at.Of(sentence), sure: t.Sure, near: t.Near, kind: choose.Date, date: d}, true
}

// movedGap is how many bytes behind the words that move something a day begins at most: "to the morning of 3 May".
const movedGap = 24

// clockIn is the time of day that a sentence gives, where a time is asked for and no unit of it such as a year.
func (r *reader) clockIn(sentence string) (v Value, ok bool) {
	if !slices.ContainsFunc(r.Terms, func(t choose.Term) bool { return t.Focus && !r.lang.Calendar.Units[t.Norm] }) {
		return v, false
	}
	f := r.annotate(sentence)
	for i := range f.Amounts {
		if a := &f.Amounts[i]; a.Kind == text.AmountTime {
			minutes := int(60*a.Value + a.Second)
			return Value{Text: written(f, a).Of(sentence), sure: 1, kind: choose.Date, clock: &minutes}, true
		}
	}
	return v, false
}

// dateAt reads the day around a word that is part of one.
func (r *reader) dateAt(sentence string, at text.Span) (d date, whole text.Span) {
	whole = at
	f := r.annotate(sentence)
	for i := range f.Amounts {
		a := &f.Amounts[i]
		start := f.Words[a.From].At.Start
		if start < at.Start-24 || start > at.End+12 {
			continue
		}
		switch {
		case a.Kind == text.AmountMonth && d.month == 0:
			d.month = int(a.Value)
		case a.Kind == text.AmountMonth && d.day > 0 && d.to == 0: // "31 October to 12 November"
			d.to = int(a.Value)
		case a.Kind == text.AmountYear && d.year == 0:
			d.year = int(a.Value)
		case a.Kind == text.AmountWeekday && d.weekday == 0:
			d.weekday = int(a.Value)
		case dayNumber(f, i) && d.day == 0:
			d.day = int(a.Value)
		default:
			continue
		}
		whole.Start, whole.End = min(whole.Start, start), max(whole.End, f.Words[a.To-1].At.End)
	}
	return d, whole
}

func (d date) same(o date, said time.Time) (same, comparable bool) {
	switch {
	case d.month > 0 && o.month > 0 && (d.day == 0 && d.month == o.to || o.day == 0 && o.month == d.to):
		return true, true
	case d.month > 0 && o.month > 0:
		return d.month == o.month && (d.day == o.day || d.day == 0 || o.day == 0) && (d.year == o.year || d.year == 0 || o.year == 0), true
	case d.month > 0 && d.day > 0 && o.weekday > 0:
		return d.weekdayOf(said) == o.weekday, true
	case o.month > 0 && o.day > 0 && d.weekday > 0:
		return o.weekdayOf(said) == d.weekday, true
	case d.weekday > 0 && o.weekday > 0:
		return d.weekday == o.weekday, true
	case d.year > 0 && o.year > 0:
		return d.year == o.year, true
	}
	return false, false
}

// clockSlack is how many minutes apart two tellings of one time of day may be.
const clockSlack = 10

// weekdayOf is the weekday of a day, 1 for Monday, in the year of the story.
func (d date) weekdayOf(said time.Time) int {
	year := d.year
	if year == 0 {
		year = said.Year()
	}
	return (int(time.Date(year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Weekday())+6)%7 + 1
}

func (r *reader) nameIn(sentence string) (v Value, ok bool) {
	f := r.annotate(sentence)
	t := best(slices.DeleteFunc(r.Things(sentence), func(t choose.Thing) bool {
		from, to := scope.Words(f, t.Span)
		return day(r.lang, t.Of(sentence)) || from >= 0 && (r.speaker(f, from, to) || r.otherName(f, from, to))
	}), surer)
	if t == nil || t.Sure < .5 {
		return v, false
	}
	at := t.Span
	v = Value{sure: t.Sure, near: t.Near, kind: r.Want, names: make(map[string]bool)}
	for _, w := range r.lang.Words(t.Of(sentence)) {
		if !w.Upper && len(v.names) == 0 {
			at.Start = t.Start + w.End // "named Terry Mallow"
		}
		if w.Upper && !w.Stop() && !r.lang.Names.Titles[w.Norm] {
			if land := r.lang.Places.Demonyms[w.Norm]; land != "" {
				v.names[r.lang.Key(land)] = true
			}
			v.names[r.lang.Key(strings.TrimSuffix(w.Norm, "'s"))] = true
		}
	}
	for _, w := range r.lang.Words(t.Of(sentence)) { // Mill Street is not Hill Street
		if key := r.lang.Key(w.Norm); len(v.names) > 1 && v.names[key] && (r.lang.Names.PlaceWords[w.Norm] || r.lang.Names.Organisations[w.Norm]) {
			delete(v.names, key)
		}
	}
	v.Text = strings.TrimSpace(at.Of(sentence))
	v.country = r.lang.Places.Kinds[strings.ToLower(v.Text)] == text.Country
	return v, len(v.names) > 0
}

// day reports whether a name is that of a day or a month.
func day(l *text.Language, name string) bool {
	return !slices.ContainsFunc(l.Words(name), func(w text.Word) bool { return !l.Weekday(w.Norm) && !l.Month(w.Norm) })
}

// subjectIn is who or what a sentence says did it.
func (r *reader) subjectIn(sentence string) (v Value, ok bool) {
	at := r.Subject(sentence)
	v = Value{Text: at.Of(sentence), sure: 1, kind: r.Want, names: make(map[string]bool)}
	for _, w := range r.lang.Words(v.Text) {
		if !w.Stop() && !r.Names(w.Norm) {
			v.names[r.lang.Key(w.Norm)] = true
		}
	}
	if len(v.names) == 0 {
		return Value{}, false
	}
	return v, true
}

// same reports whether two values say the same, and whether they can be compared.
func (v *Value) same(o *Value, said time.Time) (same, comparable bool) {
	switch {
	case v.number != nil && o.number != nil:
		return v.number.same(o.number)
	case v.clock != nil && o.clock != nil:
		return max(*v.clock-*o.clock, *o.clock-*v.clock) <= clockSlack, true
	case v.date != (date{}) && o.date != (date{}):
		return v.date.same(o.date, said)
	case v.common != o.common || v.kind == choose.Place && v.country != o.country: // "in Edinburgh", "in Britain"
		return false, false
	case v.names != nil && o.names != nil:
		for n := range v.names {
			if o.names[n] {
				return true, true
			}
		}
		return false, true
	}
	return false, false
}
