package plain

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// surrogates are two character references that stand for one character, as programs
// write them that count in sixteen bits.
var surrogates = regexp.MustCompile(`&(?:amp;)?#(?:(5[5-7]\d{3})|[xX]([dD][89abAB][0-9a-fA-F]{2}));&(?:amp;)?#(?:(5[67]\d{3})|[xX]([dD][c-fC-F][0-9a-fA-F]{2}));`)

// JoinSurrogates writes in a text of HTML or XML the characters that two references
// stand for: "&#55357;&#56971;" alone is none.
func JoinSurrogates(s string) string {
	if !strings.Contains(s, ";&") {
		return s
	}
	return surrogates.ReplaceAllStringFunc(s, func(pair string) string {
		m := surrogates.FindStringSubmatch(pair)
		if r := utf16.DecodeRune(reference(m[1], m[2]), reference(m[3], m[4])); r != '\uFFFD' {
			return string(r)
		}
		return pair
	})
}

// reference is the number of a character reference, which is decimal or hexadecimal.
func reference(decimal, hex string) rune {
	n, err := strconv.ParseInt(decimal, 10, 32)
	if err != nil {
		n, _ = strconv.ParseInt(hex, 16, 32) // the pattern has seen to it
	}
	return rune(n)
}
