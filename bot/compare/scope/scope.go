// Package scope reads of how much a number of a sentence is told: of all or of a part, in what time, and in which state
// the people are that it counts.
package scope

import (
	"cmp"
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// Scope is of how much a number is told; two numbers of other scopes are of other things.
type Scope struct {
	Part bool   // of a whole that is named: three of the seven
	Rate string // the key of the unit of time in which it is so much, or of what it is so much for: 40,000 a day, 30 per game
	Span string // the keys of the time in which, or for which, it is told: in five days, in the second quarter
	Had  bool   // it is of what somebody has, all told
	Room bool   // it is of how many there is room for
	By   bool   // it is by how much something changes
	Size string // the key of what it is the size of: a workforce of 7,500
}

// Of is that of the number of words [from, to); asked reports whether a normal word is one of the question.
func Of(f *text.Annotated, from, to int, asked func(norm string) bool) Scope {
	return Scope{Part: partAt(f, to) || openedWith(f, from), Rate: rateAt(f, to), Span: cmp.Or(spanAt(f, to), periodAt(f, to), openingPeriod(f, from)), Had: hadAt(f, from), Room: roomAt(f, from, asked), By: byAt(f, from) || beyondAt(f, to), Size: sizeAt(f, from, to, asked)}
}

// Words are the words [from, to) of a span; from is -1 where there are none.
func Words(f *text.Annotated, at text.Span) (from, to int) {
	from = -1
	for i := range f.Words {
		switch w := &f.Words[i]; {
		case w.At.End <= at.Start:
		case w.At.Start >= at.End:
			return from, i
		case from < 0:
			from = i
		}
	}
	return from, len(f.Words)
}

// partAt reports whether what ends before word i is a part of what word i goes on with: "of the seven men".
func partAt(f *text.Annotated, i int) bool {
	if i+1 >= len(f.Words) || !Partitive(f.Lang, f.Words[i].Norm) || f.Words[i].Clause {
		return false
	}
	next := &f.Words[i+1]
	return f.Lang.Questions.Determiners[next.Norm] || f.Lang.Pronouns.Leaning[next.Norm] || next.Key[0] == '#'
}

// Partitive reports whether a word joins a number to that of which it is a part.
func Partitive(l *text.Language, norm string) bool {
	return l.Numbers.Ratios[norm] && !l.Names.Located[norm]
}

// rateWords is how many words behind a number tell in what time it is so much.
const rateWords = 4

// rateAt is the key of the unit of time behind an article near word i, where no preposition stands before that; empty: none is.
func rateAt(f *text.Annotated, i int) string {
	for k := i; k+1 < min(len(f.Words), i+rateWords); k++ {
		w := &f.Words[k]
		if w.Clause || w.Sentence != f.Words[k+1].Sentence {
			return ""
		}
		if f.Lang.Numbers.Per[w.Norm] && f.Words[k+1].Content {
			return f.Words[k+1].Key
		}
		if (f.Lang.Questions.Determiners[w.Norm] || f.Lang.Numbers.Ratios[w.Norm]) && f.Lang.Calendar.Units[f.Words[k+1].Norm] && (k == i || f.Words[k-1].Content) {
			return f.Words[k+1].Key
		}
	}
	return ""
}

// spanAt is the length of time of which what ends before word i is told: "in five days"; empty: there is none.
func spanAt(f *text.Annotated, i int) string {
	for k := i; k+2 < min(len(f.Words), i+spanWords) && !f.Words[k].Clause && f.Words[k].Sentence == f.Words[max(0, i-1)].Sentence; k++ {
		if !f.Lang.Names.Located[f.Words[k].Norm] {
			continue
		}
		n := k + 1
		if f.Lang.Questions.Determiners[f.Words[n].Norm] {
			n++
			if n+1 < len(f.Words) && f.Words[n].Key[0] != '#' { // "in the last ten days"
				n++
			}
		}
		if n+1 < len(f.Words) && f.Words[n].Key[0] == '#' && f.Lang.Calendar.Units[f.Words[n+1].Norm] {
			return keysOf(f, n, n+2)
		}
	}
	return ""
}

// keysOf are the keys of words [from, to).
func keysOf(f *text.Annotated, from, to int) string {
	var keys []string
	for _, w := range f.Words[from:to] {
		keys = append(keys, w.Key)
	}
	return strings.Join(keys, " ")
}

// periodAt is the one of several times of a kind of which what ends before word i is told: "in the second quarter", "for its
// opening weekend"; empty: there is none.
func periodAt(f *text.Annotated, i int) string {
	for k := i + 1; k < min(len(f.Words), i+spanWords) && f.Words[k].Sentence == f.Words[i].Sentence; k++ {
		if !f.Lang.Calendar.Periods[f.Words[k].Norm] {
			continue
		}
		n := k - 1
		for n > i && (f.Words[n].Content || f.Words[n].Key[0] == '#') && !f.Words[n+1].Clause {
			n--
		}
		if n+1 < k && n > i && f.Lang.Questions.Determiners[f.Words[n].Norm] && f.Lang.Questions.Prepositions[f.Words[n-1].Norm] {
			return keysOf(f, n+1, k+1)
		}
	}
	return ""
}

// openingPeriod is the one of several times of a kind with which the sentence of the number at word i begins: "in the fourth quarter
// the firm earned 9 million".
func openingPeriod(f *text.Annotated, i int) string {
	first := i
	for first > 0 && f.Words[first-1].Sentence == f.Words[i].Sentence {
		first--
	}
	if first+3 > i || !f.Lang.Questions.Prepositions[f.Words[first].Norm] || !f.Lang.Questions.Determiners[f.Words[first+1].Norm] {
		return ""
	}
	for k := first + 3; k < min(i, first+periodWords) && !f.Words[k-1].Clause; k++ {
		if f.Lang.Calendar.Periods[f.Words[k].Norm] {
			return keysOf(f, first+2, k+1)
		}
	}
	return ""
}

// periodWords is within how many words of its sentence a time that opens it ends.
const periodWords = 5

// spanWords is how many words behind a number its length of time stands.
const spanWords = 8

// hadAt reports whether the number at word i is of what somebody has, all told: "has more than 12,000 workers".
func hadAt(f *text.Annotated, i int) bool { return Owner(f, i) >= -1 }

// Owner is the last word of who has what the number at word i counts, as in "Varnia has more than 800"; -1 where nobody is named
// before that, and less where nobody has it.
func Owner(f *text.Annotated, i int) int {
	k := BeforeRough(f, i)
	q := &f.Lang.Questions
	if k >= 0 && !f.Words[k+1].Clause && q.Auxiliaries[f.Words[k].Norm] && !q.Be[f.Words[k].Norm] && !q.Does[f.Words[k].Norm] {
		return k - 1
	}
	return -2
}

// byAt reports whether the clause of the number at word i tells that something changed by it: "cut the price by $1".
func byAt(f *text.Annotated, i int) bool {
	k := BeforeRough(f, i)
	return k >= 0 && !f.Words[k+1].Clause && f.Lang.Clauses.Turns[f.Words[k].Norm] && !f.Lang.Numbers.Left[f.Words[k].Norm] &&
		f.Lang.Patterns.Changed.MatchString(f.Text[f.Words[f.ClauseStart(k)].At.Start:f.Words[k].At.Start])
}

// sizeAt is the key of the noun whose size the number [i, to) of things is, where that is none for a number and none that is
// asked for; empty: it counts things by itself.
func sizeAt(f *text.Annotated, i, to int, asked func(norm string) bool) string {
	k := BeforeRough(f, i)
	ends := to >= len(f.Words) || f.Words[to].Clause // "a mean age of 36"
	if k < 1 || f.Words[k+1].Clause || !ends && (!f.Words[to].Content || f.Words[to].Upper) || ends && (f.Words[to-1].Key[0] != '#' || strings.Contains(f.Words[to-1].Norm, ".")) ||
		!Partitive(f.Lang, f.Words[k].Norm) || !f.Lang.Clauses.Joints[f.Words[k].Norm] || f.Lang.Numbers.Ratios[f.Words[k-1].Norm] {
		return ""
	}
	w := &f.Words[k-1]
	if !w.Content || w.Upper || w.Key[0] == '#' || f.Lang.Questions.EmptyNouns[w.Norm] || len(f.Lang.Meaning.Tallies[w.Key]) > 0 || asked(w.Norm) || f.Lang.Patterns.LivesLost.MatchString(f.Text) {
		return ""
	}
	for j := k - 2; j >= 0 && f.Words[j].Sentence == w.Sentence; j-- { // "consists of 3 libraries" has no noun for them
		if f.Lang.Questions.Determiners[f.Words[j].Norm] || Owns(f, j) {
			return w.Key
		}
		if !f.Words[j].Content || f.Words[j].Upper || f.Words[j+1].Clause {
			break
		}
	}
	return ""
}

// Holder is the last word of who has the noun whose size the number at word i is, "Varnia's tally of 23"; -1: nobody is named.
func Holder(f *text.Annotated, i int) int {
	k := BeforeRough(f, i)
	if k < 1 || f.Words[k+1].Clause || !Partitive(f.Lang, f.Words[k].Norm) {
		return -1
	}
	for k--; k > 0 && f.Words[k].Content && !f.Words[k].Upper && f.Words[k].Key[0] != '#' && !f.Words[k].Clause; k-- {
		if Owns(f, k-1) {
			return k - 1
		}
	}
	return -1
}

// Owns reports whether word k has the ending of an owner.
func Owns(f *text.Annotated, k int) bool {
	if k+1 >= len(f.Words) || f.Lang.Forms.Possessive == "" {
		return false
	}
	s := strings.TrimSpace(strings.ReplaceAll(f.Text[f.Words[k].At.Start:f.Words[k+1].At.Start], "’", "'"))
	mark := f.Lang.Forms.Possessive
	return strings.HasSuffix(s, mark) || strings.HasSuffix(s, mark[1:]+mark[:1]) // Ada's, Williams'
}

// BeforeRough is the word before a number at word i and what makes that a rough one: "more than", "about".
func BeforeRough(f *text.Annotated, i int) int {
	k, n := i-1, &f.Lang.Numbers
	for k > 0 && !f.Words[k+1].Clause {
		switch {
		case n.Rough[f.Words[k].Norm]:
			k--
		case n.RoughBefore[f.Words[k-1].Norm+" "+f.Words[k].Norm]:
			k -= 2
		default:
			return k
		}
	}
	return k
}

// How many telling words may stand between a figure and its state; where it counts no
// noun of its own ("the toll of ... has reached 8"), that may stand further before.
const (
	tallyWords    = 3
	tallySentence = 8
)

// Tally is the state, a group of [text.Meaning], in which amount k counts people: the next that is named behind it
// before another number, or the last before it; word is its word, and ok is false where there is none.
func Tally(f *text.Annotated, k int) (state int, word string, ok bool) {
	a := &f.Amounts[k]
	sentence := f.Words[a.From].Sentence
	if OfThings(f, a) {
		return 0, "", false
	}
	if lives := livesLost(f, k); lives != "" {
		return 0, lives, true
	}
	most := tallyWords
	look := func(from, step int) (int, string, bool) {
		for i, n := from, 0; i >= 0 && i < len(f.Words) && f.Words[i].Sentence == sentence && n < most; i += step {
			w := &f.Words[i]
			if w.Content && w.Key[0] == '#' || step > 0 && w.Clause {
				return 0, "", false
			}
			if state := f.Lang.Meaning.Tallies[w.Key]; len(state) > 0 {
				return state[0], w.Norm, true
			}
			if w.Content {
				n++
			}
			if step < 0 && (w.Clause || f.Lang.Clauses.And[w.Norm] && most == tallyWords) { // "killed and 40 people moved"
				return 0, "", false
			}
		}
		return 0, "", false
	}
	if state, word, ok = look(a.To, 1); ok {
		return state, word, true
	}
	if w := a.To; w == len(f.Words) || f.Words[w].Sentence != sentence || f.Words[w].Clause || !f.Words[w].Content {
		most = tallySentence
	}
	return look(a.From-1, -1)
}

// livesLost is what tells by lives that amount k counts the dead, between the amounts around it: "19 people had lost their lives", "claimed 19
// lives"; empty: nothing does.
func livesLost(f *text.Annotated, k int) string {
	a, from, to := &f.Amounts[k], 0, len(f.Words)
	if k > 0 {
		from = f.Amounts[k-1].To
	}
	if k+1 < len(f.Amounts) {
		to = f.Amounts[k+1].From
	}
	for from < a.From && f.Words[from].Sentence != f.Words[a.From].Sentence {
		from++
	}
	for to > a.To && f.Words[to-1].Sentence != f.Words[a.From].Sentence {
		to--
	}
	if told := f.Lang.Patterns.LivesLost.FindStringSubmatch(f.Text[f.Words[from].At.Start:f.Words[to-1].At.End]); told != nil {
		return strings.Join(told[1:], "")
	}
	return ""
}

// OfThings reports whether a number counts things by a noun and what that is of, and no people: "300 head of cattle".
func OfThings(f *text.Annotated, a *text.Amount) bool {
	i := a.To
	if i+2 >= len(f.Words) || !f.Words[i].Content || f.Words[i+1].Clause || f.Words[i+2].Clause || !Partitive(f.Lang, f.Words[i+1].Norm) {
		return false
	}
	people := f.Lang.Questions.Plurals
	return f.Words[i+2].Content && f.Words[i+2].Key[0] != '#' && !f.Words[i+2].Upper && !people[f.Words[i].Norm] && !people[f.Words[i+2].Norm]
}

// OtherTally reports whether amount k counts people in a state, and in none of those, or in none while another one of its sentence
// counts them in one of those.
func OtherTally(f *text.Annotated, k int, states []int) bool {
	if len(states) == 0 {
		return false
	}
	if state, _, ok := Tally(f, k); ok {
		return !slices.Contains(states, state)
	}
	for i := range f.Amounts {
		if state, _, ok := Tally(f, i); ok && i != k && slices.Contains(states, state) && f.Words[f.Amounts[i].From].Sentence == f.Words[f.Amounts[k].From].Sentence {
			return true
		}
	}
	return false
}

// NoState is less than every state in which people are counted.
const NoState = -1

// StateAt is the state in which the number at word i counts people, as [Tally]; NoState where it counts none.
func StateAt(f *text.Annotated, i int) int {
	for k := range f.Amounts {
		if f.Amounts[k].From == i {
			if state, _, ok := Tally(f, k); ok {
				return state
			}
		}
	}
	return NoState
}
