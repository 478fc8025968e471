package verify

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/text/quotation"
)

// wrongQuote returns the first quotation of the sentence that does not stand in
// the source, or nothing.
func wrongQuote(sentence *annotated, source *source) string {
	for _, part := range quotation.Parts(sentence.Text) {
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
		if s.row(piece, text.Run{To: len(s.Words)}) < 0 {
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
		if norms := s.norms(annotate(s.Lang, piece, factsMaxSentence)); len(norms) > 0 {
			pieces = append(pieces, norms)
		}
	}
	return pieces
}

// row is where among words r of the source these stand, one after the other; -1: nowhere.
func (s *source) row(norms []string, r text.Run) int {
	for i := r.From; i+len(norms) <= r.To; i++ {
		n := 0
		for n < len(norms) && s.quoteNorm(s.Words[i+n].Norm) == norms[n] {
			n++
		}
		if n == len(norms) {
			return i
		}
	}
	return -1
}

// norms are the words of a text as row looks for them.
func (s *source) norms(f *annotated) (norms []string) {
	for i := range f.Words {
		norms = append(norms, s.quoteNorm(f.Words[i].Norm))
	}
	return norms
}

// quoteNorm forgives what a newspaper's house style changes in a quotation.
func (s *source) quoteNorm(norm string) string {
	if same, ok := s.Lang.Meaning.HouseStyle[norm]; ok {
		return same
	}
	return strings.TrimRight(norm, "'")
}
