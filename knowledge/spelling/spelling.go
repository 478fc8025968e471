// Package spelling compares words by how they are spelled, and finds what a query's words were meant to be.
package spelling

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/text"
)

// How near another spelling must be, by the length of the word in letters: one edit
// from One on, two from Two on. A swap of neighbours is one edit.
const (
	One = 4
	Two = 8

	ofNames = 5 // for the only name that is near, whatever else is asked
)

// Likely reports whether one word as it is written, and not only its stem, is near
// another: Sands is no Sund.
func Likely(from, to string) bool {
	from, to = strings.ToLower(from), strings.ToLower(to)
	return from != "" && (OneEdit(from, to) || utf8.RuneCountInString(from) >= Two)
}

// NameAlike reports whether a term is one edit within from another: Gerda is no Gerd.
func NameAlike(term, near string) bool {
	return utf8.RuneCountInString(term) >= ofNames && term[len(term)-1] == near[len(near)-1] && OneEdit(term, near)
}

// Capital reports whether a word begins with a capital letter.
func Capital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// CommonNear is the word that questions are asked with, or other stop word, that is
// one edit from a word, which may be no name; empty where there is none. A letter
// left out is likelier than one exchanged.
func CommonNear(word string) string {
	if word == "" || word != strings.ToLower(word) {
		return ""
	}
	l := text.Of("")
	best := ""
	for _, words := range []text.Set{l.Common.Stop, l.Questions.Words, l.Questions.Many, l.Questions.Much} {
		for common := range words {
			if len(common) < One-1 || !SameBeginning(common, word) || !OneEdit(common, word) {
				continue
			}
			if best == "" || len(common) > len(best) || len(common) == len(best) && common < best {
				best = common
			}
		}
	}
	return best
}

// OneEdit reports whether a letter put in, left out, exchanged, or swapped with its
// neighbour makes one word of the other.
func OneEdit(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	i := 0
	for i < len(x) && x[i] == y[i] {
		i++
	}
	switch rest, other := string(x[i:]), string(y[i:]); {
	case len(x) < len(y):
		return string(y[i+1:]) == rest
	case rest == "":
		return false
	case i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i]:
		return string(x[i+2:]) == string(y[i+2:])
	default:
		return string([]rune(rest)[1:]) == string([]rune(other)[1:])
	}
}

// SameBeginning reports whether two terms begin with the same letter, or with the
// same two, swapped: people seldom miss the first.
func SameBeginning(a, b string) bool {
	return a[0] == b[0] || len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0]
}

// WordWith is the first word of a text with that stem; upper: with a Capital.
func WordWith(s, term string, upper bool) string {
	words := text.Of("").Words(s)
	for i := range words {
		if words[i].Stem() == term && (words[i].Upper || !upper) {
			return words[i].Of(s)
		}
	}
	return ""
}

// Known reports whether a word, in its normal form, is one of the language's own, as far as its tables have them, or is
// made from one by an ending: winner, voters.
func Known(l *text.Language, norm string) bool {
	if listed(l, norm) {
		return true
	}
	for end := range l.Forms.Derived {
		stem, ok := strings.CutSuffix(norm, end)
		if last := len(stem) - 1; ok && last >= 2 && (listed(l, stem) || listed(l, stem+"e") || stem[last] == stem[last-1] && listed(l, stem[:last])) {
			return true
		}
	}
	return false
}

// listed reports whether a table of the language has the word.
func listed(l *text.Language, norm string) bool {
	q, c, n := &l.Questions, &l.Certainty, &l.Names
	for _, set := range []text.Set{
		l.Intents.Events, q.Fillers, q.Weak, q.Times, q.Money, q.Determiners, q.Plurals, c.Doubts, c.Plans, c.Held, c.Meant, c.Firm, c.Past, l.Polarity.Soft,
		n.Titles, n.Organisations, n.PlaceWords, l.Meaning.Saying, l.Calendar.Units, l.Forms.Participles,
	} {
		if set[norm] {
			return true
		}
	}
	_, noun := q.Nouns[norm]
	_, irregular := l.Forms.Irregular[norm]
	_, digits := l.Numbers.Digits[norm]
	return noun || irregular || digits || q.Heads[norm] != nil || l.Month(norm) || l.Weekday(norm) || l.Everyday(norm)
}

// Near reports whether a becomes b by at most n changes of a letter.
func Near(a, b string, n int) bool {
	if len(a)-len(b) > n || len(b)-len(a) > n || len(a) > 40 {
		return false
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)] <= n
}
