package write

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/text"
)

// MarkedSentences cuts text into sentences, marks that follow one being part of it.
func MarkedSentences(l *text.Language, body string) []text.Span {
	spans := l.Sentences(withoutEndMarks(l, body))
	for i := range spans {
		next := len(body)
		if i+1 < len(spans) {
			next = spans[i+1].Start
		}
		spans[i].End += leadingMarks(l, body[spans[i].End:next])
	}
	return spans
}

// ordinal finds a short number with a point at the end of what was cut as a sentence.
var ordinal = regexp.MustCompile(`(?:^|\s)\d{1,2}\.$`)

// ordinalsJoined puts together what a point after a number has cut in a sentence of
// another language: many write the day of a month so, "am 12. November".
func ordinalsJoined(body string, spans []text.Span) []text.Span {
	var joined []text.Span
	for _, s := range spans {
		if n := len(joined) - 1; n >= 0 && ordinal.MatchString(joined[n].Of(body)) {
			joined[n].End = s.End
			continue
		}
		joined = append(joined, s)
	}
	return joined
}

// sentenceEnd finds where a sentence may have ended, before marks.
var sentenceEnd = regexp.MustCompile(`[.!?…。！？।]["'”’»)\]]*[ \t]*$`)

// withoutEndMarks puts blanks in the place of the marks behind sentences, so that
// the next one begins where it would without them, and a line break where a mark
// shows that a sentence has ended, whatever the next one begins with: "[1.8]. eBay".
func withoutEndMarks(l *text.Language, body string) string {
	b := make([]byte, 0, len(body))
	at, ended := 0, false
	for _, m := range l.Patterns.Mark.FindAllStringSubmatchIndex(body, -1) {
		b = append(b, body[at:m[0]]...)
		if at != m[0] || at == 0 {
			ended = sentenceEnd.Match(b[max(0, len(b)-endReach):])
		}
		at = m[1]
		stop := stopBehind(body[at:])
		switch {
		case ended && stop == 0 && endsWithin(l, string(b[max(0, len(b)-endReach):])):
			b = append(append(b, '\n'), strings.Repeat(" ", m[1]-m[0]-1)...)
		case ended:
			b = append(b, strings.Repeat(" ", m[1]-m[0])...)
		default:
			b = append(b, body[m[0]:m[1]]...)
		}
		if stop > 0 {
			b = append(append(b, body[at:at+stop]...), '\n')
			at += stop + 1
		}
	}
	return string(append(b, body[at:]...))
}

// stopBehind is how many bytes the end mark has that a text begins with, blank space
// behind it; 0: it begins with none.
func stopBehind(rest string) int {
	if len(rest) > 1 && strings.IndexByte(".!?", rest[0]) >= 0 && (rest[1] == ' ' || rest[1] == '\t') {
		return 1
	}
	return 0
}

// endsWithin reports whether a text ends in a word and a point that is the end of a
// sentence, not of a short form: no "6 a.m.".
func endsWithin(l *text.Language, before string) bool {
	word, point := strings.CutSuffix(before, ".")
	word = word[strings.LastIndexAny(word, " \t(\"“‘'—–-/")+1:]
	last, _ := utf8.DecodeLastRuneInString(word)
	return point && word != "" && last != '.' && (!unicode.IsLetter(last) || !l.Abbreviated(word))
}

// endReach is how far before a mark the end of a sentence may be, in bytes: the
// marks between are blanks by then.
const endReach = 200

// leadingMarks is how many bytes of marks a text begins with, no line break before them.
func leadingMarks(l *text.Language, rest string) int {
	n := 0
	for {
		at := l.Patterns.Mark.FindStringIndex(rest[n:])
		if at == nil || at[0] != 0 {
			return n
		}
		n += at[1]
		for n < len(rest) && strings.ContainsRune(".,;", rune(rest[n])) {
			n++
		}
	}
}
