package compare

import (
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/quantity"
	"github.com/storybot/storybot/bot/compare/scope"
	"github.com/storybot/storybot/knowledge/text"
)

// Value is what a sentence gives for what is asked.
type Value struct {
	Text string // as the sentence has it
	sure float64
	near int // how many words from those of the question
	kind choose.AnswerType

	number  *quantity.Number  // of numbers
	date    quantity.Date     // of days
	clock   *int              // of times of day: minutes since midnight
	names   map[string]bool   // of names: its telling words, normal
	common  bool              // of a place: it has no name
	country bool              // it is one
	others  []quantity.Number // what else the sentence counts in that unit
}

// known reports whether there is a value.
func (v *Value) known() bool { return v.Text != "" }

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
	all, asked := make(map[int]quantity.Number), r.timeAsked()
	states, measured := statesIn(r.lang, r.Text, r.wordsOf(r.Text)), r.measureAsked()
	for i := range f.Amounts {
		a := &f.Amounts[i]
		n, ok := quantity.NumberAt(f, i)
		if !ok || r.label(f, i) || measured != "" && n.Unit != measured || n.Kind == text.AmountPlain && r.Want != choose.Age && scope.OtherTally(f, i, states) || asked != "" && n.Unit != asked || asked == "" && r.Want != choose.Duration && r.Want != choose.Age && quantity.Lasts(f, a) {
			continue
		}
		if r.Want == choose.Age { // "Tarn, 52,", "a man of 52", "52 years old"
			n.Unit, n.Hours = ageUnit, 0
		}
		all[f.Words[a.From].At.Start] = n
	}
	kept := things[:0]
	for _, t := range things {
		if n, known := all[t.Start]; known && (t.Sure > unitSure || r.Want == choose.Number && t.Sure > countSure) {
			if n.Left {
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
	v = Value{Text: n.At.Of(sentence), sure: t.Sure, near: t.Near, kind: r.Want, number: &n}
	for _, o := range all {
		if o.Unit == n.Unit && o.Kind == n.Kind && o != n {
			v.others = append(v.others, o)
		}
	}
	return v, true
}

// ageUnit is the unit of ages, however they are told.
const ageUnit = "age"

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

// leftLoss is how much less sure a number is that is told as what was before.
const leftLoss = 0.9

// sameAs is same, also of lengths of time in other units.
func (v *Value) sameAs(o *Value, said time.Time) (same, comparable bool) {
	if n, m := v.number, o.number; n != nil && m != nil && n.InOtherUnits(m) {
		return n.AsLong(m), true
	}
	if v.kind == choose.Place && v.common != o.common { // "in the brickworks", "in Kestrel Street"
		return false, true
	}
	return v.same(o, said)
}

// toldThen reports whether a day is that on which the sentence's speaker said it: "officials said Saturday", "announced on Saturday".
func (r *reader) toldThen(sentence string, at text.Span) bool {
	f := r.annotate(sentence)
	i, _ := scope.Words(f, at)
	for i > 0 && !f.Words[i].Clause && (f.Words[i-1].Key[0] == '#' || f.CalendarWord(&f.Words[i-1])) { // "13 January"
		i--
	}
	if i > 0 && !f.Words[i-1].Content && f.Lang.Names.Located[f.Words[i-1].Norm] || i > 0 && f.Lang.Questions.Prepositions[f.Words[i-1].Norm] {
		i--
	}
	return i > 0 && !f.Words[i].Clause && f.Lang.Meaning.Saying[f.Words[i-1].Norm] && scope.PastForm(f.Lang, f.Words[i-1].Norm) && !r.asksSaying()
}

func (r *reader) dateIn(sentence string) (v Value, ok bool) {
	things := slices.DeleteFunc(r.Things(sentence), func(t choose.Thing) bool { return owner(sentence, t) || r.toldThen(sentence, t.Span) })
	things = r.fromThen(sentence, r.movedTo(sentence, things))
	t := best(things, surer)
	if t == nil || t.Sure < .5 {
		return v, false
	}
	d, at := quantity.DateAt(r.annotate(sentence), t.Span)
	if d == (quantity.Date{}) {
		return v, false
	}
	return Value{Text: at.Of(sentence), sure: t.Sure, near: t.Near, kind: choose.Date, date: d}, true
}

// movedTo are, of things in a sentence, those to which something is moved, where it is: "the truce that was due on Thursday was put
// off to Saturday".
func (r *reader) movedTo(sentence string, things []choose.Thing) []choose.Thing {
	to := r.lang.Patterns.MovedTo.FindStringIndex(sentence)
	if to == nil {
		return things
	}
	if later := slices.DeleteFunc(slices.Clone(things), func(t choose.Thing) bool { return t.Start < to[1] || t.Start > to[1]+movedGap }); len(later) > 0 {
		return later
	}
	return things
}

// fromThen are the days of a sentence without those that only tell since, before or until when something was, where there are
// others and the question does not ask that: "missed since July, he was found on Tuesday".
func (r *reader) fromThen(sentence string, things []choose.Thing) []choose.Thing {
	f := r.annotate(sentence)
	if slices.ContainsFunc(r.wordsOf(r.Text), func(w text.Word) bool { return scope.Bounds(f.Lang, w.Norm) }) {
		return things
	}
	free := slices.DeleteFunc(slices.Clone(things), func(t choose.Thing) bool {
		from, _ := scope.Words(f, t.Span)
		return scope.Bounded(f, from) || from > 0 && scope.Bounds(f.Lang, f.Words[from].Norm)
	})
	if len(free) > 0 {
		return free
	}
	return things
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
		a := &f.Amounts[i]
		if minutes, ok := quantity.Clock(f, a); ok {
			return Value{Text: quantity.Written(f, a).Of(sentence), sure: 1, kind: choose.Date, clock: &minutes}, true
		}
	}
	return v, false
}

// clockSlack is how many minutes apart two tellings of one time of day may be.
const clockSlack = 10

// nameLow is how sure a name of the kind asked for must be.
const nameLow = 0.5

// owner reports whether what a sentence names only has what follows: in "Spain's king" and "July's full moon" nothing
// is told to be in Spain or in July.
func owner(sentence string, t choose.Thing) bool {
	named := strings.ReplaceAll(t.Of(sentence), "’", "'")
	return strings.HasSuffix(named, "'s") || strings.HasPrefix(sentence[t.End:], "'s") || strings.HasPrefix(sentence[t.End:], "’s")
}

func (r *reader) nameIn(sentence string) (v Value, ok bool) {
	things := slices.DeleteFunc(r.Things(sentence), func(t choose.Thing) bool {
		return day(r.lang, t.Of(sentence)) || r.Want == choose.Place && owner(sentence, t)
	})
	if !slices.ContainsFunc(things, func(t choose.Thing) bool { return t.Sure >= nameLow }) {
		return v, false
	}
	if r.Want == choose.Place {
		things = r.movedTo(sentence, things)
	}
	f := r.annotate(sentence)
	t := best(slices.DeleteFunc(things, func(t choose.Thing) bool {
		from, to := scope.Words(f, t.Span)
		return from >= 0 && (r.speaker(f, from, to) || r.otherName(f, from, to))
	}), surer)
	if t == nil || t.Sure < nameLow {
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
		return v.number.Same(o.number)
	case v.clock != nil && o.clock != nil:
		return max(*v.clock-*o.clock, *o.clock-*v.clock) <= clockSlack, true
	case v.date != (quantity.Date{}) && o.date != (quantity.Date{}):
		return v.date.Same(o.date, said)
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

// How far behind a verb a place may stand that has no name, and how many words it has.
const (
	placeAfter = 8
	placeWords = 5
)

// placeIn is where a sentence says that what the question's verb tells took place, or where it was moved to,
// by a noun behind a preposition: "in the boiler room of the school".
func (r *reader) placeIn(sentence string) (v Value, ok bool) {
	f := r.annotate(sentence)
	for i := range f.Words {
		w := &f.Words[i]
		if !w.Content || w.Name || !r.Names(w.Norm) && !r.lang.Patterns.Changed.MatchString(w.Norm) || !scope.PastForm(f.Lang, w.Norm) && !r.Names(w.Norm) {
			continue
		}
		from := r.asksFrom()
		for k := i + 1; k < min(len(f.Words), i+placeAfter) && !f.Words[k].Clause && f.Words[k].Sentence == w.Sentence && !f.Lang.Clauses.Begin[f.Words[k].Norm]; k++ {
			if !f.Lang.Names.Located[f.Words[k].Norm] && !(f.Lang.Names.Sites[f.Words[k].Norm] && k+1 < len(f.Words) && f.Lang.Questions.Determiners[f.Words[k+1].Norm]) {
				continue
			}
			if v, ok = r.placeAt(f, k+1); ok && (!from || scope.From(f, k+1)) {
				return v, true
			}
		}
	}
	return Value{}, false
}

// asksFrom reports whether the question asks from where something comes.
func (r *reader) asksFrom() bool {
	return slices.ContainsFunc(r.wordsOf(r.Text), func(w text.Word) bool { return r.lang.Numbers.Left[w.Norm] })
}

// placeAt is the place whose noun begins at word i, with an article or without; ok is false where it is none but a time, or is named
// in the question.
func (r *reader) placeAt(f *text.Annotated, i int) (v Value, ok bool) {
	if i+2 < len(f.Words) && f.Words[i].Content && scope.Partitive(f.Lang, f.Words[i+1].Norm) && f.Lang.Questions.Determiners[f.Words[i+2].Norm] { // "in front of the town hall"
		i += 2
	}
	v = Value{kind: choose.Place, sure: placeSure, names: make(map[string]bool), common: true}
	to := i
	for ; to < min(len(f.Words), i+placeWords); to++ {
		w := &f.Words[to]
		if w.Clause || w.Sentence != f.Words[i].Sentence || f.Lang.Names.Located[w.Norm] || f.Lang.Clauses.Begin[w.Norm] || f.Lang.Clauses.And[w.Norm] || f.Lang.Clauses.Turns[w.Norm] ||
			w.Content && (scope.PastForm(f.Lang, w.Norm) || f.CalendarWord(w) || w.Upper && f.Lang.Month(w.Norm)) {
			break
		}
		switch {
		case f.Lang.Calendar.Units[w.Norm] || f.Lang.Calendar.Relative[w.Norm] || w.Key[0] == '#':
			return Value{}, false
		case w.Content && !r.Names(w.Norm):
			v.names[w.Key] = true
		}
	}
	if len(v.names) == 0 {
		return Value{}, false
	}
	for !f.Words[to-1].Content {
		to--
	}
	v.Text = f.Text[f.Words[i].At.Start:f.Words[to-1].At.End]
	return v, true
}

// placeSure is how sure a place is at most that no list knows.
const placeSure = 0.7
