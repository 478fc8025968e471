package scope

import (
	"slices"
	"strings"
	"unicode"

	"github.com/storybot/storybot/knowledge/text"
)

// Of a sentence that counts what the one before it names.
const (
	countingWords = 8 // how many words it has at most
	onlyWords     = 2 // within how many words the number stands that it begins with
)

// CountsOnly reports whether a sentence with a number counts what the one before it names: it begins with the number, "Only six are still
// in hospital", or tells no more than how many people somebody counts, "Police counted 35,000 people".
func CountsOnly(f *text.Annotated) bool {
	if len(f.Amounts) == 0 {
		return false
	}
	a, n := &f.Amounts[0], len(f.Words)
	if n <= countingWords && len(f.Amounts) == 1 && a.From > 1 && a.To == n-1 && f.Lang.Questions.Plurals[f.Words[n-1].Norm] {
		return !slices.ContainsFunc(f.Words[1:], func(w text.Token) bool { return w.Name })
	}
	if a.From >= onlyWords || a.To >= n || slices.ContainsFunc(f.Words[:a.From], func(w text.Token) bool { return w.Content }) {
		return false
	}
	return f.Lang.Questions.Auxiliaries[f.Words[a.To].Norm] && !f.Words[a.To].Clause
}

// InName reports whether a number is that of a name in the question: of "how many planets does Wendel 7 have" the 7.
func InName(f *text.Annotated, a *text.Amount, question *text.Annotated) bool {
	if a.From == 0 || !f.Words[a.From-1].Upper {
		return false
	}
	words := question.Words
	for i := 1; i < len(words); i++ {
		if words[i].Norm == f.Words[a.From].Norm && words[i-1].Upper && words[i-1].Norm == f.Words[a.From-1].Norm {
			return true
		}
	}
	return false
}

// Replaced reports whether the words right before a name tell that it is whom somebody succeeds: "succeeds Finch", "takes over from Oduya".
func Replaced(f *text.Annotated, from int) bool {
	for k := from - 1; k >= max(0, from-2); k-- {
		if f.Lang.Patterns.Succeeds.MatchString(f.Words[k].Norm) || f.Lang.Clauses.Turns[f.Words[k].Norm] {
			return true
		}
	}
	return false
}

// Another reports whether a sentence begins with one of several that it does not name: "the first earned".
func Another(f *text.Annotated) bool {
	return len(f.Words) > 2 && len(f.Amounts) > 0 && f.Amounts[0].From == 1 && f.Amounts[0].Loose && f.Lang.Questions.Determiners[f.Words[0].Norm] &&
		(PastForm(f.Lang, f.Words[2].Norm) || f.Lang.Questions.Auxiliaries[f.Words[2].Norm])
}

// DeniedContent is how many telling words stand between a denial and what it denies: "not going to go down".
const DeniedContent = 2

// Denied is a word of a sentence from what denies it on: "no one has died".
func Denied(f *text.Annotated, i int) string {
	from := i
	for k := i - 1; f.DeniedAt(i, DeniedContent, 0) && k >= 0 && f.Words[k].Sentence == f.Words[i].Sentence; k-- {
		if from = k; f.DeniesAt(k) {
			break
		}
	}
	return f.Text[f.Words[from].At.Start:f.Words[i].At.End]
}

// OtherOfName reports whether a sentence of these words tells of another one of several of a name than the question does: of Vega III and not Vega I.
func OtherOfName(l *text.Language, question string, words []text.Word, line string, said []text.Word) bool {
	for i := 1; i < len(words); i++ {
		which := words[i].Of(question)
		if name := &words[i-1]; !name.Upper || !numeral(which) || l.Month(name.Norm) || l.Weekday(name.Norm) {
			continue
		}
		other := false
		for k := 1; k < len(said); k++ {
			if of := said[k].Of(line); said[k-1].Norm == words[i-1].Norm && numeral(of) {
				if of == which {
					return false
				}
				other = true
			}
		}
		if other {
			return true
		}
	}
	return false
}

// numeral reports whether a word is a number in digits, Arabic or Roman.
func numeral(word string) bool {
	return strings.Trim(word, "IVXL") == "" || strings.IndexFunc(word, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

// Measure reports whether a sentence has a noun behind a word, and whether it has it behind another one only.
func Measure(f *text.Annotated, of, noun string) (has, other bool) {
	for i := 1; i < len(f.Words); i++ {
		if w, before := &f.Words[i], &f.Words[i-1]; w.Key == noun && !w.Clause && before.Content && !before.Upper && before.Key[0] != '#' {
			has, other = has || before.Key == of, other || before.Key != of
		}
	}
	return has, other && !has
}

// OneOf reports whether a sentence has a kind behind that name, and whether it has it behind another one only.
func OneOf(f *text.Annotated, name, kind string) (has, other bool) {
	for i := 1; i < len(f.Words); i++ {
		if w, before := &f.Words[i], &f.Words[i-1]; w.Key == kind && !w.Clause && before.Upper && before.Content && (before.Key == name || !before.First) {
			has, other = has || before.Key == name, other || before.Key != name
		}
	}
	return has, other && !has
}

// Bounds reports whether a word tells since, before, after or until when something is.
func Bounds(l *text.Language, norm string) bool {
	return l.Clauses.Begin[norm] && l.Questions.Prepositions[norm]
}

// Bounded reports whether such a word stands right before word i.
func Bounded(f *text.Annotated, i int) bool { return i > 0 && Bounds(f.Lang, f.Words[i-1].Norm) }
