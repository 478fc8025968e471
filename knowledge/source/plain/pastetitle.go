package plain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/text/dated"
)

// title is the line of the headline: of those above the story that may be one, that
// whose words the story has most, which stands near it, above a byline or a date, and
// which stands there twice;
// -1 for none.
func (p *paste) title(story string) int {
	inStory := p.wordsOf(story)
	best, most := -1, 0.0
	for i := p.body - 1; i >= 0; i-- {
		if score := p.likely(i, inStory); score > most {
			best, most = i, score
		}
	}
	return best
}

// likely is how likely a line above the story is its headline.
func (p *paste) likely(i int, inStory map[string]bool) float64 {
	l := p.lines[i]
	if !p.mayBeTitle(l) && !p.isShortTitle(i) {
		return 0
	}
	score := p.shared(l, inStory)
	score += 0.5 * min(float64(text.CountWords(l)), fullTitle) / fullTitle
	score -= 0.02 * float64(p.body-i)
	if (EndsSentence(l) || strings.HasSuffix(l, ":")) && !strings.HasSuffix(l, "?") || text.CountWords(l) > 2*fullTitle {
		score -= 0.5
	} else if text.CountWords(l) > longTitle { // rather what stands below a headline
		score -= 0.25
	}
	if p.whoBelow(i) {
		score += 0.3
	}
	if p.tellsWho(p.lines[i+1]) && text.CountWords(l) > mostKicker && !EndsSentence(l) {
		score += 0.2
	}
	if len(p.lang.Sentences(l)) > 1 && !strings.HasSuffix(l, "?") {
		score -= 0.3
	}
	score += p.place(i, inStory)
	if p.isRepeated(i) {
		score += 0.3
	}
	return score
}

// isRepeated reports whether a line stands on the page once more: above the story as a part of
// another, or anywhere with most of its words, as no sentence.
func (p *paste) isRepeated(i int) bool {
	l := p.lines[i]
	if len(l) <= 20 {
		return false
	}
	own := p.wordsOf(l)
	for j, other := range p.lines {
		if j == i {
			continue
		}
		if j < p.body && strings.Contains(other, l) {
			return true
		}
		if len(own) > mostKicker && len(other) < 2*len(l) && len(l) < 2*len(other) && !EndsSentence(other) && p.shared(l, p.wordsOf(other)) >= mostAlike && p.shared(other, own) >= mostAlike {
			return true
		}
	}
	return false
}

// shared is the share of a line's long words that the story has.
func (p *paste) shared(l string, inStory map[string]bool) float64 {
	shared, words := 0, longWords(l)
	for _, w := range words {
		if inStory[w] {
			shared++
		}
	}
	return float64(shared) / float64(max(len(words), 2))
}

// isShortTitle reports whether a line is a headline of two words, which are no name: who wrote
// the story and when stands right below it.
func (p *paste) isShortTitle(i int) bool {
	l := p.lines[i]
	return i+2 < len(p.lines) && text.CountWords(l) == 2 && !Capitalised(p.lang, l) && !p.isAround(l) && !p.tellsWho(l) && p.tellsWho(p.lines[i+1]) && p.tellsWho(p.lines[i+2])
}

// isFigures reports whether half of the words of a line are numbers.
func isFigures(l string) bool {
	words := strings.Fields(l)
	figures := 0
	for _, w := range words {
		if strings.Trim(w, "0123456789.,:;%°+-–—/()") == "" {
			figures++
		}
	}
	return 2*figures >= len(words)
}

// place is what the lines around one say for or against a headline: a longer line stands
// below it, which tells what the story is about; it is not that line itself, nor a kicker or a
// caption, nor does it stand below the byline of another that may be it.
func (p *paste) place(i int, inStory map[string]bool) (score float64) {
	l := p.lines[i]
	if i > 0 && p.mayBeTitle(p.lines[i-1]) && p.shared(p.lines[i-1], inStory) > 0 && p.isLead(l, text.CountWords(p.lines[i-1])) {
		score -= 0.4
	} else if i > 0 && p.mayBeTitle(p.lines[i-1]) && text.CountWords(p.lines[i-1]) > mostKicker && Capitalised(p.lang, p.lines[i-1]) && !Capitalised(p.lang, l) {
		score -= 0.3 // small letters below a line with capitals
	}
	if next, words := p.lines[i+1], text.CountWords(l); words <= mostKicker && p.mayBeTitle(next) && words < text.CountWords(next) && !p.isLead(next, words) {
		score -= 0.3
	}
	if p.isCaption(i) {
		score -= 1
	}
	if slices.ContainsFunc(p.lines[max(0, i-mostLinks):i], func(above string) bool { return isPointer(p.lang, above) && text.CountWords(above) > 1 }) {
		score -= 0.4
	}
	if i > 0 && p.onlyNames(i) && p.mayBeTitle(p.lines[i-1]) && !Capitalised(p.lang, p.lines[i-1]) {
		score -= 0.6
	}
	for j := i - 1; j >= max(0, i-mostBelow); j-- {
		if !p.tellsWho(p.lines[j]) {
			continue
		}
		for k := j - 1; k >= max(0, j-1-mostBelow); k-- {
			if p.mayBeTitle(p.lines[k]) && p.shared(p.lines[k], inStory) >= someShared {
				return score - 0.3
			}
		}
	}
	return score
}

// onlyNames reports whether a line is of names alone, and a date stands right below it: it tells who
// wrote a story.
func (p *paste) onlyNames(i int) bool {
	return i+1 < len(p.lines) && Capitalised(p.lang, p.lines[i]) && p.date(&knowledge.Story{}, p.lines[i+1])
}

// isLead reports whether a line may stand below a headline of so many words and tell what the
// story is about: it is far longer.
func (p *paste) isLead(l string, words int) bool {
	n := text.CountWords(l)
	return words > menuWords && n >= fullTitle && n*2 >= words*3 && !p.isAround(l)
}

// isCaption reports whether a line is of a picture: who made it stands above or below it, or
// begins it.
func (p *paste) isCaption(i int) bool {
	return p.isCreditLine(p.lines[i]) || p.isCreditLine(p.lines[i+1]) || p.beginsWithAgency(p.lines[i]) || i > 0 && p.beginsWithAgency(p.lines[i-1])
}

// isCreditLine reports whether a line is only who made a picture.
func (p *paste) isCreditLine(l string) bool {
	_, sure := slashed(p.lang, l)
	if at := strings.LastIndexByte(l, '('); at > 0 && strings.HasSuffix(l, ")") && isPictureLine(p.lang, l[at:]) {
		return true
	}
	return sure || isPictureLine(p.lang, l) || text.CountWords(l) <= mostCredit && strings.Contains(l, "/") && p.lang.Lines.Agency.MatchString(l[strings.LastIndex(l, "/"):])
}

// beginsWithAgency reports whether a line begins with an agency's name: two of its words, or
// one in capitals.
func (p *paste) beginsWithAgency(l string) bool {
	first, rest, _ := strings.Cut(l, " ")
	second, _, _ := strings.Cut(rest, " ")
	is := p.lang.Lines.Agency.MatchString
	return is(first) && (is(second) || len(first) > 1 && strings.ToUpper(first) == first)
}

// longWords are the words of a text that tell something of it, in small letters; where
// no spaces part them, its pairs of characters.
func longWords(s string) []string {
	var list []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }) {
		runes := []rune(w)
		switch {
		case unicode.In(runes[0], unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			for i := range len(runes) - 1 {
				list = append(list, string(runes[i:i+2]))
			}
		case len(runes) > 3 || unicode.IsDigit(runes[0]):
			list = append(list, w)
		}
	}
	return list
}

// mayBeTitle reports whether a line may be a headline.
func (p *paste) mayBeTitle(l string) bool {
	words := text.CountWords(l)
	return words >= menuWords && (words > menuWords || !unicode.IsDigit([]rune(l)[0])) && len(l) <= LongTitle && !strings.HasPrefix(l, "*") && !leadsOn(l) && !isFigures(l) && !p.isStamp(l) && !p.isShortByline(l) && !p.isAround(l) && byline(p.lang, l) == nil && len(dated.Find(l, dated.Unknown)) == 0 && !isTrail(l)
}

// leadsOn reports whether a line ends in a mark that leads to something else: "Read more »".
func leadsOn(l string) bool {
	last, _ := utf8.DecodeLastRuneInString(l)
	return strings.ContainsRune("»›>→", last) && strings.Count(l, "«") == 0
}

// isTrail reports whether a line is the way that leads to a story: "Home › News › Norton".
func isTrail(l string) bool {
	for _, mark := range []string{" › ", " > ", " » ", " / ", " | ", " · "} {
		if parts := strings.Split(l, mark); len(parts) > 2 || len(parts) == 2 && mark != " | " && mark != " · " && text.CountWords(parts[0]) <= 2 && text.CountWords(parts[1]) <= 2 {
			return true
		}
	}
	return false
}
