// Package quotation finds what stands in quotation marks, of whatever kind they are.
package quotation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/text"
)

// Spans are what stands in double quotation marks, an opening one with it; what is never closed is none.
func Spans(s string) []text.Span {
	var spans []text.Span
	open := -1
	for i, r := range s {
		switch {
		case r == '“' || r == '"' && open < 0:
			open = i
		case (r == '”' || r == '"') && open >= 0:
			spans = append(spans, text.Span{Start: open, End: i})
			open = -1
		}
	}
	return spans
}

// Within reports whether place at stands within one of the spans.
func Within(spans []text.Span, at int) bool {
	for _, s := range spans {
		if s.Start <= at && at < s.End {
			return true
		}
	}
	return false
}

// Parts are what stands between quotation marks in a sentence. A mark that
// is never closed quotes up to the end, one that was never opened from the beginning.
func Parts(sentence string) []string {
	s := quoteMarks(sentence)
	var parts []string
	for _, pair := range [][2]rune{{'“', '”'}, {'‘', '’'}} {
		open := -1
		for i, r := range s {
			switch {
			case r == pair[0] && open < 0:
				open = i + utf8.RuneLen(r)
			case r == pair[1] && open >= 0:
				parts = append(parts, s[open:i])
				open = -1
			case r == pair[1] && pair[1] == '”' && len(parts) == 0:
				parts = append(parts, s[:i])
			}
		}
		if open >= 0 && pair[0] == '“' {
			parts = append(parts, s[open:])
		}
	}
	return parts
}

// quoteMarks writes every kind of quotation mark as “ ” or ‘ ’, and every
// apostrophe as a straight one.
func quoteMarks(s string) string {
	s = strings.NewReplacer("``", "“", "''", "”", "`", "‘", "«", "“", "»", "”", "„", "“", "‟", "“", "‚", "‘", "‛", "‘").Replace(s)
	runes := []rune(s)
	open := make(map[rune]bool)
	for i, r := range runes {
		before, after := ' ', ' '
		if i > 0 {
			before = runes[i-1]
		}
		if i+1 < len(runes) {
			after = runes[i+1]
		}
		runes[i] = quoteMark(r, before, after, open)
	}
	return string(runes)
}

// quoteMark decides for one mark between two characters.
func quoteMark(r, before, after rune, open map[rune]bool) rune {
	inner := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	switch r {
	case '"':
		if open['"'] = !open['"']; open['"'] {
			return '“'
		}
		return '”'
	case '‘':
		open['\''] = true
		return '‘'
	case '\'', '’':
		switch {
		case inner(before) && inner(after):
			return '\''
		case r == '\'' && !inner(before) && before != '.' && before != ',' && !open['\''] && !unicode.IsDigit(after) && after != ' ':
			open['\''] = true
			return '‘'
		case open['\'']:
			open['\''] = false
			return '’'
		}
		return '\''
	}
	return r
}
