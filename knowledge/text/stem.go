package text

import (
	"strings"
	"unicode"
)

// Key is the stem of a normal word with irregular forms brought home, and nations
// and their people made one.
func (l *Language) Key(norm string) string {
	if same, ok := l.Forms.Same[norm]; ok {
		return same
	}
	if base, ok := l.Forms.Irregular[norm]; ok {
		return base
	}
	return l.Stem(norm)
}

// Namesake reports whether a word in capitals is a name that has the stem of another: Harry, which Harris has, or, behind
// another word of a name, Adams. Else that may be more than one Adam.
func (l *Language) Namesake(norm string, behind bool) bool {
	return l.Names.First[norm] || behind && l.Names.First[strings.TrimSuffix(norm, "s")]
}

// Base is the stem of a normal word with irregular forms brought home, numbers written as digits and demonyms left as they are.
func (l *Language) Base(norm string) string {
	if base, ok := l.Forms.Irregular[norm]; ok {
		return base
	}
	if d, ok := l.Numbers.Digits[norm]; ok {
		return d
	}
	if norm != "" && IsDigit(norm[0]) {
		return decade(norm)
	}
	return l.Stem(norm)
}

// decade writes "70s" and "1970's" as "1970s", other numbers as they are.
func decade(number string) string {
	n := strings.ReplaceAll(number, "'", "")
	if len(n) == 3 && n[2] == 's' && IsDigit(n[1]) {
		return "19" + n
	}
	return n
}

// Rarity guesses how rare a word is in any texts, from 1 (in every third one)
// to 2.4, so that weights make sense where few sentences are known.
func (l *Language) Rarity(norm, stem string) float64 {
	switch {
	case l.Common.Commonest[stem] && (norm == stem || l.Forms.Irregular[stem] == ""): // "founded" is no "found"
		return 1
	case l.Common.Usual[stem]:
		return 1.6
	case norm == "" || len(norm) <= 3 && norm[0] >= 'a':
		return 2
	}
	return 2.4
}

// FewestWords is of how many words a sentence must be for its language to show by them.
const FewestWords = 3

// Foreign reports whether a sentence is in another language: most of its letters are none that this language's common words
// are written with, or, of three words and more, less than half of those that are no names are words that stand in any
// text of this language. A few words, or names alone, do not tell.
func (l *Language) Foreign(sentence string) bool {
	if len(l.Common.Stop) == 0 {
		return false
	}
	letters := l.letters()
	all, odd := countLetters(sentence, letters)
	words, plain, known := 0, 0, 0
	for i, w := range l.Words(sentence) {
		if w.Number {
			continue
		}
		words++
		everyday := l.Everyday(w.Norm)
		switch n, strange := countLetters(w.Of(sentence), letters); {
		case everyday:
			plain, known = plain+1, known+1
		case w.Upper && i > 0, 2*strange > n: // a name, be it in another script
		case strange > 0 && !w.Upper:
			plain += 2
		default:
			plain++
		}
	}
	return 2*odd > all || words >= FewestWords && plain > 1 && 2*known < plain
}

// Everyday reports whether a word, in its normal form, is one that stands in texts of any matter.
func (l *Language) Everyday(norm string) bool {
	if l.Common.Stop[norm] || l.Questions.Words[norm] || l.Common.Commonest[norm] || l.Common.Usual[norm] {
		return true
	}
	base := l.Base(norm)
	return l.Common.Commonest[base] || l.Common.Usual[base] || len(l.Meaning.Synonyms.Of[base]) > 0
}

// letters are those that the common words are written with.
func (l *Language) letters() map[rune]bool {
	letters := make(map[rune]bool)
	for _, words := range []Set{l.Common.Stop, l.Common.Commonest, l.Common.Usual} {
		for word := range words {
			for _, r := range word {
				letters[r] = true
			}
		}
	}
	return letters
}

// countLetters counts the letters of s, and those of them that are not among letters.
func countLetters(s string, letters map[rune]bool) (all, odd int) {
	for _, r := range strings.ToLower(s) {
		if unicode.IsLetter(r) {
			all++
			if !letters[r] {
				odd++
			}
		}
	}
	return all, odd
}

// IsDigit reports whether a byte is an ASCII digit.
func IsDigit(c byte) bool { return '0' <= c && c <= '9' }

func digitsOnly(s string) bool {
	for i := range len(s) {
		if !IsDigit(s[i]) {
			return false
		}
	}
	return s != ""
}
