package render

import (
	"regexp"
	"strings"
	"unicode/utf16"

	"github.com/rivo/uniseg"
)

// MaxContent is how many characters a message may have.
const MaxContent = 2000

// Chars counts characters as the strictest of Discord's clients does: in UTF-16 units.
func Chars(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// split cuts text into pieces of at most limit characters each: at the end of a
// paragraph, line, sentence or word, in this order, and never within a
// citation, a link or an escaped character. Only a word that is longer than a
// whole piece is cut, between two characters.
func split(text string, limit int) []string {
	var pieces []string
	text = strings.TrimSpace(text)
	for prefix(text, limit) < len(text) {
		at := cutAt(text, limit)
		if piece := strings.TrimSpace(text[:at]); piece != "" {
			pieces = append(pieces, piece)
		}
		text = strings.TrimSpace(text[at:])
	}
	if text != "" {
		pieces = append(pieces, text)
	}
	return pieces
}

// The ends of what is better not cut, each followed by where the next piece begins.
var (
	paragraphEnd = regexp.MustCompile(`\n\s*\n`)
	lineEnd      = regexp.MustCompile(`\n`)
	sentenceEnd  = regexp.MustCompile(`(?:[.!?…]["”’)]*)(?: ?\[\d+\])*(?:\s+|$)|[。！？](?: ?\[\d+\])*\s*|\[\d+\](?:\s+|$)`)
	wordEnd      = regexp.MustCompile(`\s+`)
)

// cutAt finds where to cut the first piece off.
func cutAt(text string, limit int) int {
	head := text[:prefix(text, limit)]
	for i, ends := range []*regexp.Regexp{paragraphEnd, lineEnd, sentenceEnd, wordEnd} {
		least := len(head) / 2
		if i == 3 {
			least = 0
		}
		found := ends.FindAllStringIndex(head, -1)
		for j := len(found) - 1; j >= 0 && found[j][1] > least; j-- {
			at := found[j][1]
			if at == len(head) && found[j][0] == at { // the window's end, not the text's
				continue
			}
			if !citation.MatchString(text[at:]) { // a citation stays with its sentence
				return at
			}
		}
	}
	return hardCut(text, len(head))
}

// prefix is the length of the longest beginning of text within limit characters.
func prefix(text string, limit int) int {
	n := 0
	for i, r := range text {
		if n += max(1, utf16.RuneLen(r)); n > limit {
			return i
		}
	}
	return len(text)
}

// hardCut cuts a run without a gap after the last grapheme that ends within
// most bytes, out of a citation or an escape.
func hardCut(text string, most int) int {
	at, state := 0, -1
	for rest := text[:min(len(text), most+maxGrapheme)]; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if at+len(cluster) > most {
			break
		}
		at += len(cluster)
	}
	if i := strings.LastIndexByte(text[:at], '['); i > 0 && at-i < 6 && citation.MatchString(text[i:]) && !strings.Contains(text[i:at], "]") {
		at = i
	}
	if n := at - len(strings.TrimRight(text[:at], "\\")); n%2 == 1 {
		at--
	}
	if at == 0 {
		return most
	}
	return at
}

// maxGrapheme is how many bytes are read to see a grapheme whole.
const maxGrapheme = 64

// Shorten cuts text to limit characters, at a word, and says so by "…".
func Shorten(text string, limit int) string {
	if Chars(text) <= limit {
		return text
	}
	return strings.TrimSpace(text[:cutAt(text, limit-1)]) + "…"
}
