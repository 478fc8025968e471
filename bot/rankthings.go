package bot

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// rankThing is something of the wanted kind in a sentence: words [from, to).
type rankThing struct {
	from, to int
	sure     float64 // 0 to 1: how surely it is of that kind
}

// thingsOf finds what in the sentence may be of the kind that q wants. A
// question that wants nothing in particular finds nothing.
func thingsOf(q *asked, text string, words []text.Word) []rankThing {
	switch q.want {
	case wantDate:
		return datesIn(q, text, words)
	case wantNumber, wantMoney, wantPercent, wantDuration, wantAge:
		return numbersIn(q, text, words)
	case wantPerson, wantOrganisation, wantPlace, wantCountry, wantState, wantCity:
		return namesIn(q.want, text, words)
	case wantName:
		return append(namesIn(wantName, text, words), namingIn(words)...)
	case wantMeaning:
		return markedIn(words, meaningMarks)
	case wantTitle:
		return append(quotesIn(text, words), namesIn(wantTitle, text, words)...)
	case wantSaid:
		return saidIn(text, words)
	case wantReason:
		return markedIn(words, reasonMarks)
	case wantManner:
		return mannerIn(words)
	case wantMember:
		return markedIn(words, classMembers[askSingular(q.focus)])
	case wantAny, wantCount:
	}
	return nil
}

// datesIn finds dates: years, months, weekdays and words like "yesterday".
func datesIn(q *asked, text string, words []text.Word) []rankThing {
	var things []rankThing
	yearOnly := q.focus == "year" || q.focus == "decade"
	for i := range words {
		w := &words[i]
		sure := 0.0
		switch {
		case w.Number && yearLike(w.Norm):
			sure = 1
		case w.Number && strings.HasSuffix(w.Norm, "th") && i+1 < len(words) && strings.HasPrefix(words[i+1].Norm, "centur"):
			sure = 0.9
		case w.Upper && dateMonths[w.Norm] && (w.Norm != "may" || numberNear(words, i)):
			sure = 0.9
		case dateDays[w.Norm]:
			sure = 0.6
		case dateRelative[w.Norm] || (w.Norm == "last" || w.Norm == "next") && i+1 < len(words) && timeUnits[words[i+1].Norm]:
			sure = 0.4
		case w.Norm == "ago" || w.Norm == "century" || w.Norm == "centuries":
			sure = 0.4
		case w.Number && clockTime(text, w):
			sure = 0.3
		}
		if yearOnly && sure < 1 {
			sure *= 0.4
		}
		if sure > 0 {
			things = append(things, rankThing{i, i + 1, sure})
		}
	}
	return things
}

func yearLike(n string) bool {
	n = strings.TrimSuffix(n, "s")
	return len(n) == 4 && (n[0] == '1' || n[0] == '2' && n[1] == '0') && askDigit(n[1]) && askDigit(n[2]) && askDigit(n[3])
}

func numberNear(words []text.Word, i int) bool {
	return i > 0 && words[i-1].Number || i+1 < len(words) && words[i+1].Number
}

func clockTime(text string, w *text.Word) bool {
	rest := strings.TrimLeft(text[w.End:], " ")
	return strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "a.m") || strings.HasPrefix(rest, "p.m")
}

// numbersIn finds numbers, surer of those with the unit that is asked for.
func numbersIn(q *asked, text string, words []text.Word) []rankThing {
	var things []rankThing
	focus := rankStem(q.focus)
	for i := range words {
		w := &words[i]
		word := smallNumbers[w.Norm] != "" && !strings.HasSuffix(w.Norm, "th") || vagueNumbers[w.Norm]
		if !w.Number && !word {
			continue
		}
		sure := numberSure(q.want, numberUnit(text, words, i))
		if focus != "" && q.want == wantNumber {
			for j := i + 1; j < len(words) && j <= i+4; j++ {
				if rankStem(words[j].Norm) == focus {
					sure = 1
				}
			}
		}
		if word && w.Norm != "half" && sure < 1 {
			sure *= 0.8
		}
		if sure > 0 {
			things = append(things, rankThing{i, i + 1, sure})
		}
	}
	return things
}

// numberUnit tells what the number at words[i] counts; wantNumber: something.
func numberUnit(text string, words []text.Word, i int) wanted {
	w := &words[i]
	before := strings.TrimRight(text[:w.Start], " ")
	if strings.HasSuffix(before, "$") || strings.HasSuffix(before, "£") || strings.HasSuffix(before, "€") {
		return wantMoney
	}
	after := strings.TrimLeft(text[w.End:], " ")
	if strings.HasPrefix(after, "%") {
		return wantPercent
	}
	for j := i + 1; j < len(words) && j <= i+2; j++ {
		n := words[j].Norm
		switch {
		case n == "percent" || n == "percentage" || n == "per" && j+1 < len(words) && words[j+1].Norm == "cent":
			return wantPercent
		case moneyUnits[n]:
			return wantMoney
		case n == "old" || strings.HasPrefix(after, "-year-old"):
			return wantAge
		case timeUnits[n]:
			if j+1 < len(words) && words[j+1].Norm == "old" {
				return wantAge
			}
			return wantDuration
		case !vagueNumbers[n]:
			j = i + 2
		}
	}
	if i > 0 && (words[i-1].Norm == "age" || words[i-1].Norm == "aged") {
		return wantAge
	}
	if yearLike(w.Norm) && !strings.Contains(w.Of(text), ",") || i > 0 && dateMonths[words[i-1].Norm] {
		return wantDate
	}
	return wantNumber
}

// numberSure tells how surely a number with that unit is what is wanted.
func numberSure(want, unit wanted) float64 {
	switch {
	case want == unit:
		return 1
	case unit == wantDate:
		return 0.1
	case want == wantNumber:
		return 0.6
	case want == wantAge && unit == wantNumber:
		return 0.4
	case unit == wantNumber:
		return 0.3
	}
	return 0.15
}

// quotesIn finds what stands in quotation marks, tokenised ones too.
func quotesIn(text string, words []text.Word) []rankThing {
	var things []rankThing
	from := -1
	for i := range words {
		gap := gapBefore(text, words, i)
		if from >= 0 && strings.ContainsAny(gap, "\"”") || from >= 0 && strings.Contains(gap, "''") {
			if i-from <= 8 {
				things = append(things, rankThing{from, i, 0.9})
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

// gapBefore is what stands between word i and the word before it.
func gapBefore(text string, words []text.Word, i int) string {
	from := 0
	if i > 0 {
		from = words[i-1].End
	}
	return text[from:words[i].Start]
}

// saidIn finds a quotation or a verb of saying.
func saidIn(text string, words []text.Word) []rankThing {
	if strings.ContainsAny(text, "\"“") || strings.Contains(text, "``") {
		return []rankThing{{0, len(words), 1}}
	}
	return markedIn(words, sayVerbs)
}

// markedIn finds single words of a set.
func markedIn(words []text.Word, marks map[string]bool) []rankThing {
	var things []rankThing
	for i := range words {
		if marks[words[i].Norm] || marks[askSingular(words[i].Norm)] {
			things = append(things, rankThing{i, i + 1, 1})
		}
	}
	return things
}

// namingIn finds what something is called: "known as", "called".
func namingIn(words []text.Word) []rankThing {
	var things []rankThing
	for i := range words {
		n := words[i].Norm
		if namingMarks[n] || n == "as" && i > 0 && (words[i-1].Norm == "known" || words[i-1].Norm == "to") {
			things = append(things, rankThing{i, min(i+3, len(words)), 1})
		}
	}
	return things
}

// mannerIn finds how something is done: "by doing", "through", "using".
func mannerIn(words []text.Word) []rankThing {
	var things []rankThing
	for i := range words {
		n := words[i].Norm
		switch {
		case n == "by" && i+1 < len(words) && strings.HasSuffix(words[i+1].Norm, "ing"):
			things = append(things, rankThing{i, i + 2, 1})
		case n == "using" || n == "via" || n == "through" || n == "means":
			things = append(things, rankThing{i, i + 1, 0.7})
		case n == "by" || n == "with":
			things = append(things, rankThing{i, i + 1, 0.3})
		}
	}
	return things
}

// The words by which things are known. They are read only.
var (
	dateMonths   = askSet(monthNames + " jan feb mar apr jun jul aug sept sep oct nov dec")
	dateDays     = askSet("monday tuesday wednesday thursday friday saturday sunday")
	dateRelative = askSet("yesterday today tomorrow tonight spring summer autumn fall winter christmas easter midnight noon")
	timeUnits    = askSet(`second seconds minute minutes hour hours day days week weeks month months year years decade decades
		century centuries season seasons generation generations millennium millennia`)
	moneyUnits   = askSet("dollar dollars euro euros pound pounds yen yuan rupee rupees ruble rubles peso pesos franc francs cents bitcoin")
	vagueNumbers = askSet("one hundred thousand million billion trillion dozen dozens hundreds thousands millions billions half quarter third thirds single double couple pair first second")
	namingMarks  = askSet("called named dubbed termed nicknamed titled entitled christened codenamed")
	meaningMarks = askSet("means mean meaning meant indicates denotes signifies refers defined definition implies translates translated")
	reasonMarks  = askSet("because due since caused cause reason therefore thus owing amid blame blamed blaming result resulted purpose prompted why")
)
