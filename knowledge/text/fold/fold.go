// Package fold brings spellings of a word to one: in small letters, without accents, points and curly apostrophes.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Small reports whether a word has small letters of English alone.
func Small(raw string) bool {
	for i := range len(raw) {
		if c := raw[i]; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// Word folds a word to the form in which two spellings of it are equal.
func Word(raw string) string {
	ascii := true
	for i := range len(raw) {
		if raw[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	s := raw
	if !ascii {
		s = Letters(raw)
	}
	s = strings.ToLower(s)
	if strings.IndexByte(s, '.') >= 0 {
		s = strings.ReplaceAll(s, ".", "")
	}
	return s
}

// Letters drops accents and straightens apostrophes.
func Letters(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case r == '’':
			b.WriteByte('\'')
		case r == 'ß':
			b.WriteString("ss")
		case r == 'ø' || r == 'Ø':
			b.WriteByte('o')
		case r == 'ł' || r == 'Ł':
			b.WriteByte('l')
		case unicode.Is(unicode.Mn, r) && r < 0x0400: // accents, not the vowels of other scripts
		default:
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}
