package dated

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a number, a word or a mark of a text.
type token struct {
	start, end int // in the text
	text       string
	number     int // its value, where digits > 0
	digits     int
	word       meaning
	known      bool // it is a word that dates have
	letters    bool // it is a word
	apart      bool // white space stands before it
}

// mostTokens is how many tokens of a text are looked at.
const mostTokens = 60

// tokens cuts a text into its tokens.
func tokens(s string) []token {
	var list []token
	apart := false
	for i := 0; i < len(s) && len(list) < mostTokens; {
		r, size := utf8.DecodeRuneInString(s[i:])
		end := i + size
		switch {
		case unicode.IsSpace(r) || r == '\u200e' || r == '\u200f':
			apart = true
			i = end
			continue
		case unicode.IsDigit(r):
			end = runEnd(s, i, unicode.IsDigit)
		case isUnspaced(r):
			end = known().wordEnd(s, i)
		case unicode.IsLetter(r):
			end = runEnd(s, i, func(r rune) bool { return (unicode.IsLetter(r) || unicode.IsMark(r)) && !isUnspaced(r) })
		}
		t := token{start: i, end: end, apart: apart, text: fold(s[i:end])}
		if unicode.IsDigit(r) {
			t.number, t.digits = value(s[i:end])
		} else if unicode.IsLetter(r) || r == 'º' || r == 'ª' || r == '°' {
			t.letters = true
			t.word, t.known = known().words[t.text]
		}
		list = append(list, t)
		apart = false
		i = end
	}
	return joined(s, list)
}

func runEnd(s string, i int, in func(rune) bool) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !in(r) {
			break
		}
		i += size
	}
	return i
}

// wordEnd is where the longest known word ends that begins at a place of a text; at
// least one character behind it.
func (v *vocabulary) wordEnd(s string, i int) int {
	end, at := 0, i
	for n := 0; n < v.longest && at < len(s); n++ {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !isUnspaced(r) {
			break
		}
		at += size
		if _, is := v.words[fold(s[i:at])]; is || n == 0 {
			end = at
		}
	}
	return end
}

// value reads digits of any script.
func value(digits string) (n, count int) {
	for _, r := range digits {
		zero := r
		for r-zero < 9 && unicode.IsDigit(zero-1) {
			zero--
		}
		if count++; count <= 18 {
			n = n*10 + int(r-zero)%10
		}
	}
	return n, count
}

// joined puts together what several tokens make: "p.m.", and words of several words.
func joined(s string, list []token) []token {
	out := list[:0:0]
	for i := 0; i < len(list); {
		n := halfLength(list[i:])
		if n == 0 {
			n = phraseLength(list[i:])
		}
		t := list[i]
		if n > 1 {
			t.end = list[i+n-1].end
			t.text = phraseOf(list[i : i+n])
			t.word, t.known = known().words[t.text]
		}
		out = append(out, t)
		i += max(n, 1)
	}
	return out
}

// halfLength is how many tokens are an abbreviation for a half of the day, with its
// points: "p.m.", "π.μ."; 0 for none.
func halfLength(list []token) int {
	if len(list) < 2 || !list[0].letters {
		return 0
	}
	n := 1
	if list[n].text == "." {
		n++
	}
	if n >= len(list) || !list[n].letters || known().words[list[0].text+list[n].text].half == 0 || utf8.RuneCountInString(list[n].text) != 1 {
		return 0
	}
	return n + 1
}

// phraseLength is how many tokens are one known word of several words; 0 for none.
func phraseLength(list []token) int {
	for n := min(known().phrase, len(list)); n > 1; n-- {
		if _, is := known().words[phraseOf(list[:n])]; is {
			return n
		}
	}
	return 0
}

// phraseOf writes words as the vocabulary has those of several; letters with points
// between them are one.
func phraseOf(list []token) string {
	var parts []string
	single := true
	for _, t := range list {
		if t.text == "." {
			continue
		}
		if !t.letters {
			return ""
		}
		single = single && utf8.RuneCountInString(t.text) == 1
		parts = append(parts, t.text)
	}
	if single {
		return strings.Join(parts, "")
	}
	return strings.Join(parts, ".")
}
