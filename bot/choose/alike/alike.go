// Package alike tells how far two words may be taken for one another, and how many of
// a headline's words a sentence has. It looks at the words alone, not at what they mean.
package alike

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge/spelling"
	"github.com/storybot/storybot/knowledge/text"
)

// What a word is worth in the place of another, against that word itself.
const (
	Spelled = 0.8 // labour, labor
	Family  = 0.6 // theology, theologian
)

// Kin is how far two stems are of one family, at most Family, or two spellings; 0 of others.
func Kin(l *text.Language, a, b string) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 4 || a[0] != b[0] || a[1] != b[1] || len(b)-len(a) > 5 {
		return 0
	}
	same := 0
	for same < len(a) && a[same] == b[same] {
		same++
	}
	if text.IsDigit(a[0]) {
		return 0
	}
	switch {
	case same == len(a) && len(a) >= 5 && l.Forms.Endings[b[same:]]:
		return Family
	case same >= 5 && same >= len(a)-2 && l.Forms.Endings[a[same:]] && l.Forms.Endings[b[same:]]:
		return Family
	case len(a) >= 5 && oneEdit(a[same:], b[same:]):
		return Spelled
	case same >= 4 && 10*same >= 6*len(b):
		return Family * float64(same) / float64(len(b))
	}
	return 0
}

// oneEdit reports whether what is left of two words after their common beginning
// is one letter apart, within the word and not at its end.
func oneEdit(a, b string) bool {
	if len(a) == 0 {
		return false
	}
	return len(a) == len(b) && len(a) > 1 && a[1:] == b[1:] || len(b) == len(a)+1 && b[1:] == a
}

// Spelling reports whether two words, normal, are an edit or, the longer ones, two apart.
func Spelling(a, b string) bool {
	if len(a) > 5 {
		return spelling.Near(a, b, 2)
	}
	return spelling.Near(a, b, 1)
}

// Misspelt reports whether one of the words is so like a word that it may be meant.
func Misspelt(word string, words []text.Word) bool {
	for i := range words {
		if !words[i].Stop() && Spelling(word, words[i].Norm) {
			return true
		}
	}
	return false
}

// Begun reports whether one of the words is that word misspelt, or goes on from it: Gronk, Gronkowski.
func Begun(word string, words []text.Word) bool {
	for i := range words {
		if strings.HasPrefix(words[i].Norm, word) {
			return true
		}
	}
	return Misspelt(word, words)
}

// HeadKeys are the telling words of a headline, cut so that their forms meet.
func HeadKeys(words []text.Word) map[string]bool {
	keys := make(map[string]bool, len(words))
	for i := range words {
		if !words[i].Stop() {
			keys[headKey(words[i].Norm)] = true
		}
	}
	return keys
}

func headKey(norm string) string { return norm[:min(len(norm), headPrefix)] }

// headPrefix is how many bytes two words of a headline and a sentence share at
// least, that need not be stemmed for it.
const headPrefix = 5

// HeadShare is the share of a headline's keys, HeadKeys, that the words have.
func HeadShare(keys map[string]bool, words []text.Word) float64 {
	if len(keys) == 0 {
		return 0
	}
	seen := make(map[string]bool, 4)
	for i := range words {
		if key := headKey(words[i].Norm); keys[key] {
			seen[key] = true
		}
	}
	return float64(len(seen)) / float64(len(keys))
}

// HasAll reports whether a headline's keys have all telling words of some.
func HasAll(keys map[string]bool, words []text.Word) bool {
	for i := range words {
		if !words[i].Stop() && !keys[headKey(words[i].Norm)] {
			return false
		}
	}
	return true
}

// Start stands for the first three letters of a word, as they also begin its
// stem; 0 for numbers and the shortest words, which are always looked at.
func Start(word string) uint16 {
	if len(word) < 3 || text.IsDigit(word[0]) {
		return 0
	}
	third := word[2]
	if third == 'y' {
		third = 'i' // "try" and its stem "tri"
	}
	return uint16(word[0])<<11 ^ uint16(word[1])<<6 ^ uint16(third)
}

// Opposed reports whether a word is the contrary of one of the others.
func Opposed(l *text.Language, of []string, word string) bool {
	with := l.Meaning.Contrasts[l.Key(word)]
	return slices.ContainsFunc(of, func(o string) bool {
		return slices.ContainsFunc(l.Meaning.Contrasts[l.Key(o)], func(g int) bool { return slices.Contains(with, g) && l.Key(o) != l.Key(word) })
	})
}

// Converses are the words that tell a verb with that stem of whom it is done to: of beating, losing. It is nil where none does.
func Converses(l *text.Language, stem string) text.Set {
	for of, tells := range l.Questions.Converses {
		if l.Base(of) == stem {
			return tells
		}
	}
	return nil
}
