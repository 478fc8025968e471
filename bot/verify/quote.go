package verify

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// wrongQuote returns the first quotation of the sentence that does not stand in
// the source, or nothing.
func wrongQuote(sentence *annotated, source *source) string {
	for _, part := range text.Quoted(sentence.Text) {
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
