package verify

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// quotedParts returns what stands between quotation marks in a sentence. A mark that
// is never closed quotes up to the end, one that was never opened from the beginning.
func quotedParts(sentence string) []string {
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

// wrongQuote returns the first quotation of the sentence that does not stand in
// the source, or nothing.
func wrongQuote(sentence *annotated, source *source) string {
	for _, part := range quotedParts(sentence.Text) {
		if !source.hasQuote(part) {
			return strings.TrimSpace(part)
		}
	}
	return ""
}

// hasQuote reports whether the words of a quotation stand in the source in a row.
// "..." and [brackets] leave room: what stands between is not the speaker's.
func (s *source) hasQuote(quote string) bool {
	for _, piece := range s.quotePieces(quote) {
		if !s.hasRow(piece) {
			return false
		}
	}
	return true
}

// quotePieces cuts a quotation at ellipses and bracketed insertions.
func (s *source) quotePieces(quote string) [][]string {
	quote = strings.NewReplacer("...", "…", ". . .", "…", "[", "…[", "]", "]…").Replace(quote)
	var pieces [][]string
	for _, piece := range strings.Split(quote, "…") {
		if strings.HasPrefix(piece, "[") {
			continue
		}
		var norms []string
		for _, w := range annotate(s.Lang, piece, factsMaxSentence).Words {
			norms = append(norms, s.quoteNorm(w.Norm))
		}
		if len(norms) > 0 {
			pieces = append(pieces, norms)
		}
	}
	return pieces
}

// hasRow reports whether the source has these words in a row.
func (s *source) hasRow(norms []string) bool {
	for i := range s.Words {
		if i+len(norms) > len(s.Words) {
			return false
		}
		n := 0
		for n < len(norms) && s.quoteNorm(s.Words[i+n].Norm) == norms[n] {
			n++
		}
		if n == len(norms) {
			return true
		}
	}
	return false
}

// quoteNorm forgives what a newspaper's house style changes in a quotation.
func (s *source) quoteNorm(norm string) string {
	if same, ok := s.Lang.Meaning.HouseStyle[norm]; ok {
		return same
	}
	return strings.TrimRight(norm, "'")
}
