package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a run of bytes [Start, End) of a story's Text.
type Span struct{ Start, End int }

// Of returns the part of text that the span covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Cut returns the first n bytes of s without breaking a character.
func Cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// OneLine puts a text on one line.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// CountWords is how many words a text has as a person counts them: what white space
// and dashes set apart and has a letter or a digit; in scripts that set no words apart, every character.
func CountWords(s string) int {
	n, in := 0, false
	for _, r := range s {
		switch {
		case r < 0x80 && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'):
			if !in {
				n, in = n+1, true
			}
		case unicode.IsSpace(r), r == '—', r == '–':
			in = false
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			n, in = n+1, false
		case !in && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			n, in = n+1, true
		}
	}
	return n
}
