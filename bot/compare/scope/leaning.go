package scope

import (
	"slices"

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
