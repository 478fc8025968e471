package web

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/storybot/storybot/knowledge/source/plain"
)

var (
	tags = regexp.MustCompile(`<!--.*?-->|</?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>`)
	// surrogates are two references that together are one character, as programs write it that
	// count in halves.
	surrogates = regexp.MustCompile(`&(?:amp;)?#([xX][0-9a-fA-F]{4}|\d{5});&(?:amp;)?#([xX][0-9a-fA-F]{4}|\d{5});`)
)

// plainOf is what one reads of a short piece of HTML, in one line.
func plainOf(s string) string {
	return plain.OneLine(html.UnescapeString(withoutTags(html.UnescapeString(s))))
}

// withoutTags writes a space for each tag. A sign of less is none where no element of HTML
// follows it.
func withoutTags(s string) string {
	return tags.ReplaceAllStringFunc(s, func(tag string) string {
		name := tags.FindStringSubmatch(tag)[1]
		if name != "" && atom.Lookup([]byte(strings.ToLower(name))) == 0 {
			return tag
		}
		return " "
	})
}

// joinSurrogates writes the characters for which two references stand.
func joinSurrogates(body []byte) []byte {
	return surrogates.ReplaceAllFunc(body, func(pair []byte) []byte {
		m := surrogates.FindSubmatch(pair)
		if r := utf16.DecodeRune(reference(string(m[1])), reference(string(m[2]))); r != utf8.RuneError {
			return []byte(string(r))
		}
		return pair
	})
}

// reference is the character of a reference by its number.
func reference(number string) rune {
	base := 10
	if number[0] == 'x' || number[0] == 'X' {
		number, base = number[1:], 16
	}
	n, err := strconv.ParseUint(number, base, 31)
	if err != nil {
		return utf8.RuneError
	}
	return rune(n)
}
