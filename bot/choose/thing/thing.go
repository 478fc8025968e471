// Package thing finds what in a sentence may be of the kind that is asked for: a name of
// somebody, a number with its unit, a date, what tells a reason; and how surely it is. It knows
// of the question what [Wanted] has, and of no other sentence.
package thing

import (
	"math"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// Wanted is what is looked for.
type Wanted struct {
	Lang    *text.Language
	Type    ask.Type
	Manner  ask.Manner
	Focus   string          // the noun that is asked for; may be empty
	Measure bool            // a number with a unit
	Onward  bool            // a place where to something moves
	Coming  bool            // a date of what is yet to come
	Clock   bool            // a time of the day
	Present bool            // a date of what happens, that is to say not of what is over
	Said    map[string]bool // the stems of what is said where the noun asked for is answered
	Asking  []string        // all words of the sentence that asks, normal
}

// Thing is something of the wanted kind in a sentence: words [From, To).
type Thing struct {
	From, To int
	Sure     float64 // 0 to 1: how surely it is of that kind
}

// Near falls from 1 with the words between the thing and word i.
func (th *Thing) Near(i int) float64 {
	d := th.From - i
	if i >= th.To {
		d = i - th.To + 1
	}
	return 2 / float64(2+d)
}

// In finds what in a sentence may be of the wanted kind; nothing where nothing in particular is wanted.
func In(want *Wanted, text string, words []text.Word) []Thing {
	s := &Sentence{want.Lang, text, words}
	switch want.Type {
	case ask.Date:
		return datesIn(want, text, words)
	case ask.Number, ask.Money, ask.Percent, ask.Duration, ask.Age:
		if want.Type == ask.Number && ask.Scored(want.Lang, want.Focus) {
			return scoresIn(want.Lang, text, words)
		}
		return numbersIn(want, text, words)
	case ask.Person, ask.Organisation, ask.Place, ask.Country, ask.State, ask.City:
		names := s.Names(want.Type)
		for i := range names {
			switch {
			case !want.Onward:
			case !towards(want.Lang, words, names[i].From):
				names[i].Sure *= 0.3
			case names[i].From > 1 && want.Lang.Questions.Onward[words[names[i].From-2].Norm]: // "bound for Ulm"
				names[i].Sure = math.Max(names[i].Sure, 0.8)
			}
		}
		return names
	case ask.Name:
		return append(s.Names(ask.Name), namingIn(want.Lang, words)...)
	case ask.Meaning:
		return markedIn(want.Lang, words, want.Lang.Questions.Meaning)
	case ask.Title:
		return append(quotesIn(text, words), s.Names(ask.Title)...)
	case ask.Saying:
		return saidIn(want.Lang, text, words)
	case ask.Reason:
		return reasonsIn(want.Lang, text, words)
	case ask.MannerOf:
		return mannerIn(want.Lang, words)
	case ask.Member:
		return markedIn(want.Lang, words, ask.Class(want.Lang, want.Focus))
	case ask.Rate:
		return ratesIn(want.Lang, words)
	case ask.Anything:
	}
	return nil
}

// towards reports whether the name at word i is told as where to something moves, an article aside.
func towards(l *text.Language, words []text.Word, i int) bool {
	if i > 0 && l.Questions.Determiners[words[i-1].Norm] {
		i--
	}
	return i > 0 && l.Questions.Towards[words[i-1].Norm] && !(i > 1 && l.Meaning.Quoting[words[i-2].Norm]) // "according to"
}

// datesIn finds dates: years, months, weekdays and words like "yesterday".
func datesIn(want *Wanted, text string, words []text.Word) []Thing {
	var things []Thing
	yearOnly := want.Focus == "year" || want.Focus == "decade"
	for i := range words {
		w := &words[i]
		sure := 0.0
		switch {
		case w.Number && shape.Year(w.Norm):
			sure = 1
		case w.Number && shape.Ordinal(want.Lang, w.Norm) && i+1 < len(words) && strings.HasPrefix(words[i+1].Norm, "centur"):
			sure = 0.9
		case w.Upper && want.Lang.Month(w.Norm) && (w.Norm != "may" || shape.NumberNear(words, i)):
			sure = 0.9
		case want.Lang.Weekday(w.Norm):
			sure = 0.6
		case want.Lang.Calendar.Relative[w.Norm] || (w.Norm == "last" || w.Norm == "next") && i+1 < len(words) && want.Lang.Calendar.Units[words[i+1].Norm]:
			sure = 0.4
		case w.Norm == "ago" || w.Norm == "century" || w.Norm == "centuries":
			sure = 0.4
		case w.Number && shape.Clock(text, w):
			sure = 0.3
		}
		switch {
		case yearOnly && sure < 1:
			sure *= 0.4
		case want.Clock && w.Number && shape.Clock(text, w):
			sure = 1
		case want.Clock:
			sure *= 0.4
		}
		if (want.Coming || want.Present && past(want.Lang, words, i)) && !coming(want.Lang, words, i) {
			sure *= 0.3
		}
		if sure > 0 {
			things = append(things, Thing{From: i, To: i + 1, Sure: sure})
		}
	}
	return withinBounds(want, words, things)
}

// coming reports whether the words before word i tell of what is yet to come: "work is to begin in May".
func coming(l *text.Language, words []text.Word, i int) bool {
	c := &l.Certainty
	for k := max(0, i-comingReach); k < i; k++ {
		n := words[k].Norm
		if c.Future[n] || c.Modal[n] || c.Plans[n] || k+1 < i && l.Questions.Be[n] && words[k+1].Norm == l.Forms.Inflected.Infinitive {
			return true
		}
	}
	return i > 0 && words[i-1].Norm == "next"
}

// past reports whether the words before word i tell of what is over: "voted on Tuesday to build".
func past(l *text.Language, words []text.Word, i int) bool {
	return slices.ContainsFunc(words[max(0, i-comingReach):i], func(w text.Word) bool { return shape.HasPast(l, w.Norm) })
}

// comingReach is within how many words before a date its verb is looked for.
const comingReach = 16

// numbersIn finds numbers, surer of those with the unit that is asked for.
func numbersIn(want *Wanted, text string, words []text.Word) []Thing {
	var things []Thing
	focus, said := want.Lang.Base(want.Focus), want.Said
	for i := range words {
		w := &words[i]
		word := want.Lang.Numbers.Digits[w.Norm] != "" && !shape.Ordinal(want.Lang, w.Norm) || want.Lang.Numbers.Vague[w.Norm]
		if none := want.Lang.Questions.Nobody[w.Norm] || want.Lang.Polarity.No[w.Norm] && i+1 < len(words) && (words[i+1].Norm == "one" || want.Lang.Base(words[i+1].Norm) == focus); none &&
			want.Manner == ask.HowMany && want.Type == ask.Number {
			things = append(things, Thing{From: i, To: i + 1, Sure: 1})
			continue
		}
		if !w.Number && !word || designates(text, words, i) {
			continue
		}
		unit := numberUnit(want.Lang, text, words, i)
		sure := numberSure(want.Type, unit)
		if want.Manner == ask.HowMuch && want.Type == ask.Number && (unit == ask.Money || unit == ask.Percent) { // "how much did she get"
			sure = 1
		}
		if want.Manner == ask.HowMany && focus != "" && ask.NounType(want.Lang, want.Focus) == ask.Anything && want.Type == ask.Number && unit != ask.Number {
			sure *= 0.5
		}
		if focus != "" && want.Type == ask.Number {
			for j := i + 1; j < len(words) && j <= i+4; j++ {
				if base := want.Lang.Base(words[j].Norm); base == focus || said[base] {
					sure = 1
				}
			}
		}
		switch of := shape.Measured(want.Lang, words, i); {
		case want.Measure && want.Type == ask.Duration && of: // "how long is the bridge"
			sure = 1
		case want.Measure && want.Type == ask.Duration:
			sure *= 0.6
		case want.Measure && want.Type == ask.Number && !of:
			sure *= 0.5
		case want.Type == ask.Age && unit == ask.Date && w.Number && begun(want.Lang, words, i):
			sure = 0.8
		case want.Type == ask.Money && shape.Paid(want.Lang, words, i):
			sure = math.Max(sure, 0.9)
		}
		if want.Lang.Numbers.Vague[w.Norm] {
			sure *= 0.5
		} else if word && w.Norm != "half" && sure < 1 {
			sure *= 0.8
		}
		if want.Measure && otherDimension(want, words, i) || ofAnotherNoun(want, words, i) {
			sure *= HeldOtherwise
		}
		if sure > 0 {
			things = append(things, Thing{From: i, To: i + 1, Sure: sure})
		}
	}
	return things
}

// begun reports whether the year at word i is that from which on something is there: "was built in 1988".
func begun(l *text.Language, words []text.Word, i int) bool {
	for j := max(0, i-4); j < i; j++ {
		if l.Questions.Begun[words[j].Norm] {
			return true
		}
	}
	return false
}

// numberUnit tells what the number at words[i] counts; Number: something.
func numberUnit(l *text.Language, text string, words []text.Word, i int) ask.Type {
	w := &words[i]
	before := strings.TrimRight(text[:w.Start], " ")
	if strings.HasSuffix(before, "$") || strings.HasSuffix(before, "£") || strings.HasSuffix(before, "€") {
		return ask.Money
	}
	after := strings.TrimLeft(text[w.End:], " ")
	if strings.HasPrefix(after, "%") {
		return ask.Percent
	}
	for j := i + 1; j < len(words) && j <= i+2; j++ {
		n := words[j].Norm
		switch {
		case n == "percent" || n == "percentage" || n == "per" && j+1 < len(words) && words[j+1].Norm == "cent":
			return ask.Percent
		case l.Numbers.Money[n]:
			return ask.Money
		case n == "old" || strings.HasPrefix(after, "-year-old") || n == "birthday" && shape.Ordinal(l, w.Norm):
			return ask.Age
		case l.Calendar.Units[n]:
			if j+1 < len(words) && words[j+1].Norm == "old" {
				return ask.Age
			}
			return ask.Duration
		case !l.Numbers.Vague[n]:
			j = i + 2
		}
	}
	if i > 0 && (words[i-1].Norm == "age" || words[i-1].Norm == "aged") || shape.Apposed(text, words, i) || agedOf(l, text, words, i) {
		return ask.Age
	}
	if shape.Year(w.Norm) && !strings.Contains(w.Of(text), ",") || i > 0 && l.Month(words[i-1].Norm) {
		return ask.Date
	}
	return ask.Number
}

// numberSure tells how surely a number with that unit is what is wanted.
func numberSure(want, unit ask.Type) float64 {
	switch {
	case want == unit:
		return 1
	case unit == ask.Date:
		return 0.1
	case want == ask.Number:
		return 0.6
	case unit == ask.Number:
		return 0.2
	}
	return 0.1
}

// quotesIn finds what stands in quotation marks, tokenised ones too.
func quotesIn(text string, words []text.Word) []Thing {
	var things []Thing
	from := -1
	for i := range words {
		gap := shape.Gap(text, words, i)
		if from >= 0 && strings.ContainsAny(gap, "\"”") || from >= 0 && strings.Contains(gap, "''") {
			if i-from <= 8 {
				things = append(things, Thing{From: from, To: i, Sure: 0.9})
			}
			from = -1
			continue
		}
		if strings.ContainsAny(gap, "\"“") || strings.Contains(gap, "``") {
			from = i
		}
	}
	return things
}

// saidIn finds a quotation or a verb of saying.
func saidIn(l *text.Language, text string, words []text.Word) []Thing {
	if strings.ContainsAny(text, "\"“") || strings.Contains(text, "``") {
		return []Thing{{To: len(words), Sure: 1}}
	}
	return markedIn(l, words, l.Meaning.Saying)
}

// markedIn finds single words of a set.
func markedIn(l *text.Language, words []text.Word, marks map[string]bool) []Thing {
	var things []Thing
	for i := range words {
		if marks[words[i].Norm] || marks[shape.Singular(l, words[i].Norm)] {
			things = append(things, Thing{From: i, To: i + 1, Sure: 1})
		}
	}
	return things
}

// reasonsIn finds the words that tell a reason, but for a preposition that tells a time: "since Wednesday".
func reasonsIn(l *text.Language, s string, words []text.Word) []Thing {
	var things []Thing
	for i := range words[:max(len(words)-1, 0)] {
		if l.Questions.Reasons[words[i].Norm+"_"+words[i+1].Norm] { // "in an effort to"
			things = append(things, Thing{From: i, To: i + 2, Sure: 1})
		}
	}
	return append(things, slices.DeleteFunc(markedIn(l, words, l.Questions.Reasons), func(th Thing) bool {
		return l.Questions.Prepositions[words[th.From].Norm] && (shape.Temporal(l, words, th.To) || shape.Going(l, words[th.To].Norm) ||
			th.From > 0 && l.Questions.Auxiliaries[words[th.From-1].Norm] || // "have since left"
			th.From > 2 && words[th.From-2].Norm == "been" && l.Questions.Auxiliaries[words[th.From-3].Norm]) || // "had been expected since"
			bareCause(l, s, words, th.From)
	})...)
}

// bareCause reports whether a noun for a cause or reason at word i is that of nothing: "gave to charitable causes", "overtook reason".
func bareCause(l *text.Language, s string, words []text.Word, i int) bool {
	last := i+1 == len(words) || strings.ContainsAny(shape.Gap(s, words, i+1), ",;.")
	return last && i > 0 && l.Numbers.Digits[words[i-1].Norm] == "" && !l.Clauses.Causes[words[i].Norm] && !words[i].Stop() && !shape.HasPast(l, words[i].Norm) && !l.Questions.Determiners[words[i-1].Norm] && !words[i-1].Stop()
}

// namingIn finds what something is called: "known as", "called".
func namingIn(l *text.Language, words []text.Word) []Thing {
	var things []Thing
	for i := range words {
		n := words[i].Norm
		if l.Questions.Naming[n] || n == "as" && i > 0 && (words[i-1].Norm == "known" || words[i-1].Norm == "to") {
			things = append(things, Thing{From: i, To: min(i+3, len(words)), Sure: 1})
		}
	}
	return things
}

// mannerIn finds how something is done: "by doing", "through", "using".
func mannerIn(l *text.Language, words []text.Word) []Thing {
	var things []Thing
	for i := range words {
		n := words[i].Norm
		switch {
		case n == "by" && i+1 < len(words) && shape.Going(l, words[i+1].Norm):
			things = append(things, Thing{From: i, To: i + 2, Sure: 1})
		case l.Questions.Means[n]:
			things = append(things, Thing{From: i, To: i + 1, Sure: 0.7})
		case l.Questions.With[n]:
			things = append(things, Thing{From: i, To: i + 1, Sure: 0.3})
		}
	}
	return things
}
