package eval

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/storybot/storybot/knowledge/text"
)

// unit is a sentence, a heading or a lead-in that a model wrote.
type unit struct {
	text     string // plain, without a lead-in such as "According to the passages,"
	whole    string // plain
	kind     unitKind
	list     int // the number of the first item of its list; -1: it is no item
	shown    bool
	replaced bool // a quotation stands in its place
}

// startsLate reports whether what is shown is the sentence without its lead-in, or
// without words that only lead on.
func (u *unit) startsLate(shown string) bool {
	lost := strings.TrimSpace(strings.TrimSuffix(bareWords(u.text), shown))
	return lost == "" || text.English().Patterns.GoesOn.MatchString(lost+", ")
}

type unitKind int

const (
	sentenceUnit unitKind = iota
	headingUnit           // a line of its own with # or all bold
	leadUnit              // it ends in a colon
	sourceUnit            // names of sources below the answer
)

var (
	headingLine = regexp.MustCompile(`^\s*(?:#{1,6}\s.*|\*\*[^*]+\*\*:?|__[^_]+__:?)\s*$`)
	sourceLine  = regexp.MustCompile(`^\PL*\pL+\PL*:(.*)$`)
	lowerWord   = regexp.MustCompile(`(?:^|[\s(])\p{Ll}+`)
)

// unitsOf cuts a text that a model wrote into sentences, headings and lead-ins.
func unitsOf(wrote string) []unit {
	var all []unit
	lines := strings.Split(strings.TrimSpace(wrote), "\n")
	list := -1
	for n, line := range lines {
		item := listMark.MatchString(line)
		switch {
		case strings.TrimSpace(line) == "":
			continue
		case !item:
			list = -1
		case list < 0:
			list = len(all)
		}
		bare := plainLine(line)
		if kind := lineKind(line, bare, n == len(lines)-1 && n > 0 && !item); kind != sentenceUnit {
			all = append(all, unit{text: bare, whole: bare, kind: kind, list: -1})
			continue
		}
		for _, s := range text.English().Sentences(bare) {
			u := unit{text: s.Of(bare), whole: s.Of(bare), list: list}
			if lead := text.English().Patterns.LeadIn.FindString(u.text); lead != "" && len(lead) < len(u.text) {
				u.text = u.text[len(lead):]
			}
			if strings.HasSuffix(u.text, ":") {
				u.kind = leadUnit
			}
			if wordRunes.MatchString(u.text) {
				all = append(all, u)
			}
		}
	}
	return all
}

// lineKind is the kind of a line that is no sentence.
func lineKind(line, bare string, last bool) unitKind {
	if headingLine.MatchString(line) && !strings.HasSuffix(bare, ".") {
		return headingUnit
	}
	if m := sourceLine.FindStringSubmatch(bare); last && m != nil && !lowerWord.MatchString(m[1]) {
		return sourceUnit
	}
	return sentenceUnit
}

// plainLine is a line without list mark, marks and emphasis.
func plainLine(line string) string {
	line = marks.ReplaceAllString(listMark.ReplaceAllString(line, ""), "")
	return strings.TrimSpace(strings.Trim(strings.TrimLeft(emphasis.ReplaceAllString(line, ""), "# "), "*_ "))
}

// shownLines cuts the text of an answer into its sentences, in their order.
func shownLines(shown string) []shownLine {
	var all []shownLine
	for line := range strings.Lines(shown) {
		item := listMark.MatchString(line)
		line = listMark.ReplaceAllString(line, "")
		for _, chunk := range citation.Split(line, -1) { // a citation ends a claim
			chunk = strings.TrimSpace(chunk)
			for _, s := range text.English().Sentences(chunk) {
				if said := s.Of(chunk); wordRunes.MatchString(said) {
					all = append(all, shownLine{text: said, item: item, unit: -1})
				}
			}
		}
	}
	return all
}

// fewWords reports whether an item is no sentence, but a name or a few words.
func fewWords(item string) bool {
	words := wordRunes.FindAllString(item, -1)
	small := 0
	for _, w := range words {
		if unicode.IsLower([]rune(w)[0]) {
			small++
		}
	}
	return len(words) <= 5 && small <= 1
}
