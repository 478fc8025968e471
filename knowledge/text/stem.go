package text

import "strings"

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

// Base is the stem of a normal word with irregular forms brought home, numbers
// written as digits and demonyms left as they are.
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
	case l.Common.Commonest[stem]:
		return 1
	case l.Common.Usual[stem]:
		return 1.6
	case norm == "" || len(norm) <= 3 && norm[0] >= 'a':
		return 2
	}
	return 2.4
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
