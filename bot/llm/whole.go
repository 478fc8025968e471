package llm

import (
	"regexp"
	"strings"
)

// closing is what may follow the end of a sentence: marks of sources, brackets,
// quotation marks and the signs of Markdown.
var closing = regexp.MustCompile(`(?:\s|[\[【(（][^\[\]【】()（）]{1,24}[\]】)）]|["'”’»*_)|\]])+$`)

// endsWhole reports whether text ends with a whole sentence, or with the mark of
// a source: what a server that ends its stream without a word has sent, was all.
func endsWhole(text string) bool {
	text = strings.TrimRight(text, " \t\r\n")
	rest := closing.ReplaceAllString(text, "")
	if marked := text[len(rest):]; strings.ContainsAny(marked, "]】") {
		return true
	}
	for _, end := range []string{".", "!", "?", "…", "。", "！", "？", "؟", "।"} {
		if strings.HasSuffix(rest, end) {
			return true
		}
	}
	return false
}
