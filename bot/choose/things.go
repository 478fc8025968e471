package choose

import (
	"math"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// thing is something of the wanted kind in a sentence: words [from, to).
type thing struct {
	from, to int
	sure     float64 // 0 to 1: how surely it is of that kind
	fresh    bool    // the question does not have it itself
}

// thingsOf finds what in the sentence may be of the kind that q wants. A
// question that wants nothing in particular finds nothing.
func thingsOf(q *Question, text string, words []text.Word) []thing {
	s := &sentence{lang: q.lang, text: text, words: words}
	switch q.Want {
	case Date:
		return datesIn(q, text, words)
	case Number, Money, Percent, Duration, Age:
		return numbersIn(q, text, words)
	case Person, Organisation, Place, Country, State, City:
		return s.names(q.Want)
	case Name:
		return append(s.names(Name), namingIn(q.lang, words)...)
	case Meaning:
		return markedIn(words, q.lang.Questions.Meaning)
	case Title:
		return append(quotesIn(text, words), s.names(Title)...)
	case Saying:
		return saidIn(q.lang, text, words)
	case Reason:
		return reasonsIn(q.lang, words)
	case MannerOf:
		return mannerIn(q.lang, words)
	case Member:
		return markedIn(words, classOf(q.lang, q.focus))
	case Anything, answerTypes:
	}
	return nil
}

// datesIn finds dates: years, months, weekdays and words like "yesterday".
func datesIn(q *Question, text string, words []text.Word) []thing {
	var things []thing
	yearOnly := q.focus == "year" || q.focus == "decade"
	for i := range words {
		w := &words[i]
		sure := 0.0
		switch {
		case w.Number && shape.Year(w.Norm):
			sure = 1
		case w.Number && strings.HasSuffix(w.Norm, "th") && i+1 < len(words) && strings.HasPrefix(words[i+1].Norm, "centur"):
			sure = 0.9
		case w.Upper && q.lang.Month(w.Norm) && (w.Norm != "may" || shape.NumberNear(words, i)):
			sure = 0.9
		case q.lang.Weekday(w.Norm):
			sure = 0.6
		case q.lang.Calendar.Relative[w.Norm] || (w.Norm == "last" || w.Norm == "next") && i+1 < len(words) && q.lang.Calendar.Units[words[i+1].Norm]:
			sure = 0.4
		case w.Norm == "ago" || w.Norm == "century" || w.Norm == "centuries":
			sure = 0.4
		case w.Number && shape.Clock(text, w):
			sure = 0.3
		}
		if yearOnly && sure < 1 {
			sure *= 0.4
		}
		if sure > 0 {
			things = append(things, thing{from: i, to: i + 1, sure: sure})
		}
	}
	return things
}

// numbersIn finds numbers, surer of those with the unit that is asked for.
func numbersIn(q *Question, text string, words []text.Word) []thing {
	var things []thing
	focus, said := q.lang.Base(q.focus), q.saidStems()
	for i := range words {
		w := &words[i]
		word := q.lang.Numbers.Digits[w.Norm] != "" && !strings.HasSuffix(w.Norm, "th") || q.lang.Numbers.Vague[w.Norm]
		if !w.Number && !word {
			continue
		}
		unit := numberUnit(q.lang, text, words, i)
		sure := numberSure(q.Want, unit)
		if q.manner == HowMany && focus != "" && nounKind(q.lang, q.focus) == Anything && q.Want == Number && unit != Number {
			sure *= 0.5
		}
		if focus != "" && q.Want == Number {
			for j := i + 1; j < len(words) && j <= i+4; j++ {
				if base := q.lang.Base(words[j].Norm); base == focus || said[base] {
					sure = 1
				}
			}
		}
		switch of := shape.Measured(q.lang, words, i); {
		case q.measure && q.Want == Duration && of: // "how long is the bridge"
			sure = 1
		case q.measure && q.Want == Number && !of:
			sure *= 0.5
		case q.Want == Money && shape.Paid(q.lang, words, i):
			sure = math.Max(sure, 0.9)
		}
		if q.lang.Numbers.Vague[w.Norm] {
			sure *= 0.5
		} else if word && w.Norm != "half" && sure < 1 {
			sure *= 0.8
		}
		if sure > 0 {
			things = append(things, thing{from: i, to: i + 1, sure: sure})
		}
	}
	return things
}

// numberUnit tells what the number at words[i] counts; Number: something.
func numberUnit(l *text.Language, text string, words []text.Word, i int) AnswerType {
	w := &words[i]
	before := strings.TrimRight(text[:w.Start], " ")
	if strings.HasSuffix(before, "$") || strings.HasSuffix(before, "£") || strings.HasSuffix(before, "€") {
		return Money
	}
	after := strings.TrimLeft(text[w.End:], " ")
	if strings.HasPrefix(after, "%") {
		return Percent
	}
	for j := i + 1; j < len(words) && j <= i+2; j++ {
		n := words[j].Norm
		switch {
		case n == "percent" || n == "percentage" || n == "per" && j+1 < len(words) && words[j+1].Norm == "cent":
			return Percent
		case l.Numbers.Money[n]:
			return Money
		case n == "old" || strings.HasPrefix(after, "-year-old"):
			return Age
		case l.Calendar.Units[n]:
			if j+1 < len(words) && words[j+1].Norm == "old" {
				return Age
			}
			return Duration
		case !l.Numbers.Vague[n]:
			j = i + 2
		}
	}
	if i > 0 && (words[i-1].Norm == "age" || words[i-1].Norm == "aged") || shape.Apposed(text, words, i) {
		return Age
	}
	if shape.Year(w.Norm) && !strings.Contains(w.Of(text), ",") || i > 0 && l.Month(words[i-1].Norm) {
		return Date
	}
	return Number
}

// numberSure tells how surely a number with that unit is what is wanted.
func numberSure(want, unit AnswerType) float64 {
	switch {
	case want == unit:
		return 1
	case unit == Date:
		return 0.1
	case want == Number:
		return 0.6
	case unit == Number:
		return 0.2
	}
	return 0.1
}

// quotesIn finds what stands in quotation marks, tokenised ones too.
func quotesIn(text string, words []text.Word) []thing {
	var things []thing
	from := -1
	for i := range words {
		gap := shape.Gap(text, words, i)
		if from >= 0 && strings.ContainsAny(gap, "\"”") || from >= 0 && strings.Contains(gap, "''") {
			if i-from <= 8 {
				things = append(things, thing{from: from, to: i, sure: 0.9})
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
func saidIn(l *text.Language, text string, words []text.Word) []thing {
	if strings.ContainsAny(text, "\"“") || strings.Contains(text, "``") {
		return []thing{{to: len(words), sure: 1}}
	}
	return markedIn(words, l.Meaning.Saying)
}

// markedIn finds single words of a set.
func markedIn(words []text.Word, marks map[string]bool) []thing {
	var things []thing
	for i := range words {
		if marks[words[i].Norm] || marks[shape.Singular(words[i].Norm)] {
			things = append(things, thing{from: i, to: i + 1, sure: 1})
		}
	}
	return things
}

// reasonsIn finds the words that tell a reason, but for a preposition that tells a time: "since Wednesday".
func reasonsIn(l *text.Language, words []text.Word) []thing {
	return slices.DeleteFunc(markedIn(words, l.Questions.Reasons), func(th thing) bool {
		return l.Questions.Prepositions[words[th.from].Norm] && shape.Temporal(l, words, th.to)
	})
}

// namingIn finds what something is called: "known as", "called".
func namingIn(l *text.Language, words []text.Word) []thing {
	var things []thing
	for i := range words {
		n := words[i].Norm
		if l.Questions.Naming[n] || n == "as" && i > 0 && (words[i-1].Norm == "known" || words[i-1].Norm == "to") {
			things = append(things, thing{from: i, to: min(i+3, len(words)), sure: 1})
		}
	}
	return things
}

// mannerIn finds how something is done: "by doing", "through", "using".
func mannerIn(l *text.Language, words []text.Word) []thing {
	var things []thing
	for i := range words {
		n := words[i].Norm
		switch {
		case n == "by" && i+1 < len(words) && strings.HasSuffix(words[i+1].Norm, "ing"):
			things = append(things, thing{from: i, to: i + 2, sure: 1})
		case l.Questions.Means[n]:
			things = append(things, thing{from: i, to: i + 1, sure: 0.7})
		case l.Questions.With[n]:
			things = append(things, thing{from: i, to: i + 1, sure: 0.3})
		}
	}
	return things
}
