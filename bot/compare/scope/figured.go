package scope

import (
	"slices"
	"strings"
	"unicode"

	"github.com/storybot/storybot/knowledge/text"
)

// Figured reports whether a sentence may have a figure that can be compared: a number, and
// what it counts or a sum, as far as a glance tells.
func Figured(l *text.Language, sentence string) bool {
	number := func(w string) bool { return text.IsDigit(w[0]) || l.Numbers.Cardinals[w] > 0 }
	counted := func(w string) bool {
		return l.Numbers.Magnitudes[w] > 0 || text.IsDigit(w[0]) && len(w) == 3 || len(l.Meaning.Tallies[l.Key(w)]) > 0
	}
	return strings.ContainsAny(sentence, "$€£") || glance(sentence, number) && glance(sentence, counted)
}

// glance reports whether one of the words of a sentence, in lower case, is of some kind.
func glance(sentence string, is func(word string) bool) bool {
	for w := range strings.FieldsFuncSeq(sentence, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if is(strings.ToLower(w)) {
			return true
		}
	}
	return false
}

// Counts reports whether a text names a state in which people are counted.
func Counts(l *text.Language, s string) bool {
	return slices.ContainsFunc(l.Words(s), func(w text.Word) bool { return len(l.Meaning.Tallies[l.Key(w.Norm)]) > 0 })
}
