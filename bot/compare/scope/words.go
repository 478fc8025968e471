package scope

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// DeniedIn reports whether the clause of word i denies before it: "no reopening on Friday".
func DeniedIn(f *text.Annotated, i int) bool {
	for k := i - 1; k >= f.ClauseStart(i); k-- {
		if p := &f.Lang.Polarity; (p.No[f.Words[k].Norm] || p.Not[f.Words[k].Norm]) && f.DeniesAt(k) {
			return true
		}
	}
	return false
}

// TitleAt is the title with which the name at word i begins, or that stands before it.
func TitleAt(f *text.Annotated, i int) string {
	for k := i; k >= max(0, i-1); k-- {
		if f.Lang.Names.Titles[f.Words[k].Norm] {
			return f.Words[k].Norm
		}
	}
	return ""
}

// Places are the keys of the names that stand behind a preposition of place; true: it is that of a street or the like.
func Places(f *text.Annotated) map[string]bool {
	places := make(map[string]bool)
	for i := 1; i < len(f.Words); i++ {
		if w := &f.Words[i]; w.Name && !w.Clause && !f.CalendarWord(w) && f.Lang.Names.Located[f.Words[i-1].Norm] {
			places[w.Key] = Sited(f, i)
		}
	}
	return places
}

// Sited reports whether word i is part of a name that ends in a word for a kind of place: "Tann Street".
func Sited(f *text.Annotated, i int) bool {
	if !f.Words[i].Name {
		return false
	}
	for i+1 < len(f.Words) && f.Words[i+1].Name && !f.Words[i+1].Clause {
		i++
	}
	return f.Lang.Names.PlaceWords[f.Words[i].Norm]
}

// Within reports whether a text tells of a place of a name within one that the question names: "in the Mill Quarter of Nith".
func Within(f *text.Annotated, asked func(norm string) bool) bool {
	for i := 0; i+1 < len(f.Words); i++ {
		if !f.Lang.Names.Located[f.Words[i].Norm] {
			continue
		}
		k := i + 1
		if f.Lang.Questions.Determiners[f.Words[k].Norm] {
			k++
		}
		from := k
		for k < len(f.Words) && f.Words[k].Upper && !f.Words[k].Clause && !asked(f.Words[k].Norm) && !f.CalendarWord(&f.Words[k]) {
			k++
		}
		if k > from && k+1 < len(f.Words) && Partitive(f.Lang, f.Words[k].Norm) && !f.Words[k].Clause && f.Words[k+1].Name && asked(f.Words[k+1].Norm) {
			return true
		}
	}
	return false
}

// KindsOf are, by the keys of names, the keys of the nouns for kinds of places that they are told to be: the town of Morr, at the lighthouse of Gorm.
func KindsOf(f *text.Annotated) map[string]string {
	kinds := make(map[string]string)
	for i := 2; i < len(f.Words); i++ {
		if w, kind := &f.Words[i], &f.Words[i-2]; w.Upper && w.Content && !w.Clause && Partitive(f.Lang, f.Words[i-1].Norm) && kind.Sentence == w.Sentence && (f.Lang.Names.PlaceWords[kind.Norm] || i > 3 && kind.Content && !kind.Upper && f.Lang.Questions.Determiners[f.Words[i-3].Norm] && f.Lang.Names.Located[f.Words[i-4].Norm]) {
			kinds[w.Key] = kind.Key
		}
		if w, kind := &f.Words[i-1], &f.Words[i]; w.Upper && w.Content && !kind.Upper && !kind.Clause && kind.Sentence == w.Sentence && f.Lang.Names.PlaceWords[kind.Norm] {
			kinds[w.Key] = kind.Key
		}
	}
	return kinds
}

// Keys are the keys of the telling words, numbers aside.
func Keys(words []text.Token) map[string]bool {
	keys := make(map[string]bool)
	for i := range words {
		if w := &words[i]; w.Content && w.Key[0] != '#' {
			keys[w.Key] = true
		}
	}
	return keys
}

// PastForm reports whether a word is a past form of a verb.
func PastForm(l *text.Language, norm string) bool {
	c := &l.Certainty
	return c.Past[norm] || strings.HasSuffix(norm, c.PastEnd) && !c.PastExempt[norm]
}
