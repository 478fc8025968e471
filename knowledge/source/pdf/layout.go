package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/source/plain"
	"github.com/storybot/storybot/knowledge/text"
)

// layout is a printed text, line by line in the order of reading, and what is
// known of how it was set.
type layout struct {
	lang    *text.Language
	lines   []placedLine
	size    float64 // of most of the letters
	leading float64 // from a line to the next, in sizes of their letters
	words   map[string]bool
	from    int // the headline: rows [from, to)
	to      int
}

// placedLine is a line and the block of lines that it stands in.
type placedLine struct {
	textLine
	page        int
	left, right float64 // of its block
	block       int
}

// newLayout finds out how pages were set.
func newLayout(lang *text.Language, pages []textPage) *layout {
	s := &layout{lang: lang, words: make(map[string]bool)}
	for i, p := range pages {
		for _, r := range p.Lines {
			s.lines = append(s.lines, placedLine{textLine: r, page: i})
		}
	}
	sizes, gaps := map[float64]int{}, map[float64]int{}
	for i, r := range s.lines {
		sizes[r.Size] += len(r.Text)
		if i > 0 && r.page == s.lines[i-1].page && r.Size > 0 {
			if gap := (s.lines[i-1].Base - r.Base) / r.Size; gap > 0.6 && gap < 2.5 {
				gaps[math.Round(gap*20)/20]++
			}
		}
		for _, w := range strings.FieldsFunc(r.Text, func(c rune) bool { return !unicode.IsLetter(c) && c != '-' }) {
			if strings.Trim(w, "-") == w {
				s.words[strings.ToLower(w)] = true
			}
		}
	}
	s.size, s.leading = mode(sizes), mode(gaps)
	if s.leading == 0 {
		s.leading = 1.2
	}
	s.blocks()
	return s
}

// mode is the key of the highest count, and of several the lowest.
func mode(counts map[float64]int) float64 {
	best, n := 0.0, 0
	for k, v := range counts {
		if v > n || v == n && k < best {
			best, n = k, v
		}
	}
	return best
}

// blocks finds the runs of lines that stand below each other.
func (s *layout) blocks() {
	begin := 0
	for i := 1; i <= len(s.lines); i++ {
		if i < len(s.lines) && s.below(i, begin) {
			s.lines[begin].left = min(s.lines[begin].left, s.lines[i].Left)
			continue
		}
		left, right := math.Inf(1), 0.0
		for _, r := range s.lines[begin:i] {
			left, right = min(left, r.Left), max(right, r.Right)
		}
		for j := begin; j < i; j++ {
			s.lines[j].left, s.lines[j].right, s.lines[j].block = left, right, begin
		}
		if begin = i; i < len(s.lines) {
			s.lines[i].left = s.lines[i].Left
		}
	}
}

// below reports whether line i goes on the block that begins with another.
func (s *layout) below(i, begin int) bool {
	r, last := s.lines[i], s.lines[i-1]
	gap := last.Base - r.Base
	if r.page != last.page || gap < -0.3*r.Size || gap > 3*max(r.Size, last.Size) {
		return false
	}
	return math.Abs(r.Left-s.lines[begin].left) <= 4*r.Size || gap < 0.3*r.Size
}

// headline finds the first lines of the first page that are set largest.
func (s *layout) headline() string {
	largest := 0.0
	for _, r := range s.lines {
		if r.page == s.lines[0].page && utf8.RuneCountInString(plain.Letters(r.Text)) > 2 {
			largest = max(largest, r.Size)
		}
	}
	if largest < 1.15*s.size {
		return ""
	}
	s.from, s.to = 0, 0
	for i, r := range s.lines {
		large := r.page == s.lines[0].page && r.Size >= 0.92*largest
		if s.to > s.from && (!large || s.lines[i-1].Base-r.Base > 2*r.Size) {
			break
		}
		if large {
			if s.to == 0 {
				s.from = i
			}
			s.to = i + 1
		}
	}
	title := ""
	for i := s.from; i < s.to; i++ {
		title = s.joinLine(title, s.lines[i].Text)
	}
	if title = plain.OneLine(title); len(title) > plain.LongTitle {
		return ""
	}
	return title
}

// dropHeadline leaves out the headline.
func (s *layout) dropHeadline() { s.lines = append(s.lines[:s.from:s.from], s.lines[s.to:]...) }

// paragraphs gives the paragraphs, an empty line between each two.
func (s *layout) paragraphs() []string {
	var lines []string
	for i, r := range s.lines {
		if i > 0 && s.goesOn(i) {
			lines[len(lines)-1] = s.joinLine(lines[len(lines)-1], r.Text)
			continue
		}
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, r.Text)
	}
	for i, l := range lines {
		lines[i] = plain.SingleSpaces(strings.TrimSuffix(l, string(hyphen)))
	}
	return lines
}

// goesOn reports whether line i goes on the paragraph of the line before it.
func (s *layout) goesOn(i int) bool {
	last, r := s.lines[i-1], s.lines[i]
	if last.Size == 0 || math.Abs(last.Size-r.Size) > 0.12*max(last.Size, r.Size) && math.Abs(last.Base-r.Base) > 0.3*r.Size {
		return false
	}
	if i <= plain.TopLines && (plain.StandsAlone(s.lang, last.Text) || plain.StandsAlone(s.lang, r.Text)) || plain.IsListItem(r.Text) {
		return false
	}
	if strings.HasSuffix(last.Text, string(hyphen)) {
		return true
	}
	gap, stops := last.Base-r.Base, plain.EndsSentence(last.Text)
	short := last.Right < last.right-0.12*(last.right-last.left)
	switch {
	case last.block != r.block || gap < -0.3*r.Size: // the next column or page
		return !stops && (!short || startsLower(r.Text))
	case gap < 0.3*r.Size: // the same line
		return true
	case gap > 1.2*s.leading*max(r.Size, last.Size):
		return false
	case r.Left > last.Left+0.6*r.Size && !plain.IsListItem(last.Text):
		return false
	}
	return !stops || !short
}

// startsLower reports whether a text begins with a small letter.
func startsLower(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(r)
}

// joinLine puts a line to those before it, and the two halves of a word together
// unless it is written with a hyphen.
func (s *layout) joinLine(done, next string) string {
	cut, ok := strings.CutSuffix(done, string(hyphen))
	if !ok && plain.IsHyphenated(done) {
		cut, ok = done[:len(done)-1], true
	}
	if !ok {
		return strings.TrimSpace(done + " " + next)
	}
	letter := func(r rune) bool { return unicode.IsLetter(r) }
	before := cut[strings.LastIndexFunc(cut, func(r rune) bool { return !letter(r) })+1:]
	after := next
	if at := strings.IndexFunc(next, func(r rune) bool { return !letter(r) }); at >= 0 {
		after = next[:at]
	}
	before, low := strings.ToLower(before), startsLower(after)
	after = strings.ToLower(after)
	switch {
	case before == "" || after == "" || !low, s.words[before+"-"+after]:
		return cut + "-" + next
	case !s.words[before+after] && s.lang.Documents.Hyphened[before]:
		return cut + "-" + next
	}
	return cut + next
}
