package web

import (
	"html"
	"regexp"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/storybot/storybot/knowledge/source/plain"
)

// tags are tags and remarks of HTML. A "<" before anything else is one that was meant.
var tags = regexp.MustCompile(`<(/?)([A-Za-z][A-Za-z0-9-]*)(\s[^<>]*=[^<>]*|\s+[\w-]+)?\s*/?>|<!--.*?-->|<!\[CDATA\[|\]\]>`)

// mostEscaped is how often a title is escaped at most.
const mostEscaped = 3

// titleOf is what one reads of a title or a name of a feed, in one line. Whatever its format has it
// be, plain or HTML, feeds write all of them either way, and escape them once too often: what is
// escaped is read as long as it is, and of tags those are left out that mark something.
func titleOf(s string) string {
	for range mostEscaped {
		was := s
		if s = html.UnescapeString(withoutTags(s, true)); s == was {
			break
		}
	}
	return plain.OneLine(s)
}

// plainOf is what one reads of a piece of HTML, in one line.
func plainOf(s string) string {
	return plain.OneLine(html.UnescapeString(withoutTags(html.UnescapeString(s), false)))
}

// withoutTags writes a space for each tag. A sign of less is none where no element of HTML
// follows it; nor, of a text that may write of tags, where it marks nothing: it has no attributes,
// is no break, and what it begins is not ended.
func withoutTags(s string, writesOf bool) string {
	all := tags.FindAllStringSubmatchIndex(s, -1)
	if all == nil {
		return s
	}
	part := func(at []int, n int) string {
		if at[2*n] < 0 {
			return ""
		}
		return s[at[2*n]:at[2*n+1]]
	}
	ends := func(name, as string) bool {
		for _, at := range all {
			if strings.EqualFold(part(at, 2), name) && part(at, 1) == as {
				return true
			}
		}
		return false
	}
	var b strings.Builder
	from := 0
	for _, at := range all {
		name := strings.ToLower(part(at, 2))
		other := "/"
		if part(at, 1) == other {
			other = ""
		}
		element := atom.Lookup([]byte(name))
		if name != "" && (element == 0 || writesOf && part(at, 3) == "" && !isBreak(element) && !ends(name, other)) {
			continue
		}
		b.WriteString(s[from:at[0]] + " ")
		from = at[1]
	}
	return b.String() + s[from:]
}

// isBreak reports whether an element stands alone, or ends a line.
func isBreak(element atom.Atom) bool {
	switch element {
	case atom.Br, atom.Wbr, atom.Hr, atom.Img, atom.P, atom.Div:
		return true
	}
	return false
}
