package scope

import "github.com/storybot/storybot/knowledge/text"

// openedWith reports whether the sentence of the number at word i begins with the whole of which that is a part: "among the new
// drivers are 34 women", "of those who came, 12 stayed". The number of the whole itself follows at once.
func openedWith(f *text.Annotated, i int) bool {
	k := i
	for k > 0 && f.Words[k-1].Sentence == f.Words[i].Sentence {
		k--
	}
	if k+2 >= i || !f.Lang.Numbers.Amid[f.Words[k].Norm] {
		return false
	}
	for j := k + 1; j < i; j++ {
		if f.Words[j].Content && f.Words[j].Key[0] != '#' {
			return true
		}
	}
	return false
}

// beyondAt reports whether the number that ends before word i is by how much something is more or less than it was to be: "6 million
// euros over its budget", "4 million more than planned". The unit of the number may stand between; what lies above or below
// something else is told of no bare number.
func beyondAt(f *text.Annotated, i int) bool {
	n := &f.Lang.Numbers
	unit := i < len(f.Words) && (n.Currencies[f.Words[i].Norm] != "" || n.Money[f.Words[i].Norm] || n.Measures[f.Words[i].Norm])
	if unit {
		i++
	}
	if i+1 >= len(f.Words) || f.Words[i].Clause || f.Words[i+1].Clause || !n.More[f.Words[i].Norm] && !n.Fewer[f.Words[i].Norm] {
		return false
	}
	return f.Lang.Questions.Prepositions[f.Words[i+1].Norm] || unit && f.Lang.Questions.Determiners[f.Words[i+1].Norm]
}

// roomWords is how many words before a number tell that there is room for so many.
const roomWords = 3

// roomAt reports whether the number at word i is of how many there is room for, and that is not asked: "has room for 15,000".
func roomAt(f *text.Annotated, i int, asked func(norm string) bool) bool {
	for k := BeforeRough(f, i); k >= max(0, i-roomWords) && f.Words[k].Sentence == f.Words[i].Sentence; k-- {
		if w := f.Words[k].Norm; f.Lang.Numbers.Room[w] && !asked(w) {
			return true
		}
	}
	for k := i; k < min(f.ClauseEnd(i), i+2*roomWords, len(f.Words)); k++ {
		if w := f.Words[k].Norm; f.Lang.Numbers.Room[w] && PastForm(f.Lang, w) && !asked(w) { // "where 80 kilometres an hour are allowed"
			return true
		}
	}
	return false
}

// ToCome reports whether the clause of word i tells before it of what is yet to come: "will reach 150", "is to reach 150".
func ToCome(f *text.Annotated, i int) bool {
	to := f.Lang.Forms.Inflected.Infinitive
	for k := f.ClauseStart(i); k < i; k++ {
		if w := f.Words[k].Norm; f.Lang.Certainty.Future[w] || w == to && k > 0 && f.Lang.Questions.Be[f.Words[k-1].Norm] {
			return true
		}
	}
	return false
}

// From reports whether the clause of word i tells before it from where something comes.
func From(f *text.Annotated, i int) bool {
	for k := f.ClauseStart(i); k < i; k++ {
		if f.Lang.Numbers.Left[f.Words[k].Norm] {
			return true
		}
	}
	return false
}

// Speaks reports whether the name [from, to) says what its sentence tells, and stands beside what it is: "said its director, Agnes
// Roth", "the director, Agnes Roth, said". says reports whether a word is a verb of saying.
func Speaks(f *text.Annotated, from, to int, says func(i int) bool) bool {
	ends := to >= len(f.Words) || f.Words[to].Clause || f.Words[to].Sentence != f.Words[from].Sentence
	if !f.Words[from].Clause || !ends {
		return false
	}
	if to < len(f.Words) && says(to) && f.Words[to].Sentence == f.Words[from].Sentence {
		return to+1 == len(f.Words) || !f.Lang.Questions.Determiners[f.Words[to+1].Norm] && !f.Words[to+1].Name || f.CalendarWord(&f.Words[to+1])
	}
	for k := from - 1; k >= max(0, from-roleWords); k-- {
		if says(k) {
			return f.Words[k].Clause
		}
		if f.Words[k].Clause || f.Words[k].Sentence != f.Words[from].Sentence {
			return false
		}
	}
	return false
}

// OwnedByOther reports whether word i is told of the owner before it in its sentence or its clause, whom the question does not name.
func OwnedByOther(f *text.Annotated, i int, asked func(norm string) bool) bool {
	return ownedWithin(f, i, 0, len(f.Words), asked) || ownedWithin(f, i, f.ClauseStart(i), f.ClauseEnd(i+1), asked)
}

// ownedWithin reports whether words [from, to) have an owner before word i, and no name of the question.
func ownedWithin(f *text.Annotated, i, from, to int, asked func(norm string) bool) bool {
	other := false
	for k := from; k < to; k++ {
		w := &f.Words[k]
		if w.Upper && asked(w.Norm) {
			return false
		}
		other = other || k < i && w.Upper && Owns(f, k)
	}
	return other
}

// AsideOfOther reports whether word i stands in a clause that goes on about a name which the question does not have.
func AsideOfOther(f *text.Annotated, i int, asked func(norm string) bool) bool {
	for k := i; k > 1 && f.Words[k].Sentence == f.Words[i].Sentence; k-- {
		if !f.Lang.Clauses.Relative[f.Words[k].Norm] {
			continue
		}
		before := &f.Words[k-1]
		return before.Name && !before.First && !asked(before.Norm)
	}
	return false
}

// ItIs reports whether a sentence begins with a pronoun and a form of be: "It was arson".
func ItIs(l *text.Language, words []text.Word) bool {
	return len(words) > 1 && l.Pronouns.Opening[words[0].Norm] && l.Questions.Be[words[1].Norm]
}
