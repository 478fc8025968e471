package web

import (
	"html"
	"regexp"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/storybot/storybot/knowledge/source/plain"
)

// tags are tags and remarks of HTML. A "<" before anything else is one that was meant.
var tags = regexp.MustCompile(`</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*=[^<>]*|\s+[\w-]+)?\s*/?>|<!--.*?-->|<!\[CDATA\[|\]\]>`)

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
