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

const (
	paragraphWords = 12   // a sentence of so many words is a paragraph of a story
	menuWords      = 3    // a line of no more may be of a menu
	menuLines      = 4    // so many such lines above a story are a menu
	breakLines     = 3    // so many lines in a row that are no sentences interrupt a story, or end it
	fullTitle      = 10   // words that a headline has
	longTitle      = 16   // and that few have more of
	bylineBelow    = 3    // a byline or date so many lines below a line makes it a headline
	mostBelow      = 10   // so many lines below a byline a line may still stand in its shadow
	mostLinks      = 4    // so many links to other stories stand below a line that leads to them
	mostBetween    = 1    // paragraphs: so many calls to the reader may stand between such a line and the byline
	mostKicker     = 5    // words: a line above a headline has no more
	mostApart      = 4    // lines: paragraphs that go on behind an interruption stand no farther apart
	mostCredit     = 8    // words: what tells who made a picture has no more
	someShared     = 0.34 // so much of its long words a headline shares with its story
	mostShared     = 0.5  // and so much where another line stands at the top
	mostAlike      = 0.7  // so many words two ways of a headline have in common
	mostAround     = 1000 // bytes: no line around a story is longer
	dateBelow      = 2    // so many lines below the beginning of a story may tell its date,
	leadBelow      = 12   // or so many, up to its next paragraph, where it begins with what it is about
	fewForeign     = 200  // one letter in so many tells that a page is not in English
	dateAbove      = 4    // and so many above the headline
	besideDate     = 12   // so many words may stand beside the date in a line above a story
)

// paste is a whole web page that was copied as text: menus, a story, and what
// stands around it.
type paste struct {
	lang  *text.Language
	lines []string // without empty ones
	body  int      // where the story begins
	order dated.Order
}

// pastedPage returns the lines as those of a copied page; ok reports whether they are one:
// a menu stands above the first paragraph, or a link past it.
func pastedPage(lang *text.Language, lines []string) (p *paste, ok bool) {
	p = &paste{lang: lang, body: -1}
	for _, l := range lines {
		if l != "" {
			p.lines = append(p.lines, l)
		}
	}
	menu := 0
	for i, l := range p.lines {
		if p.isParagraph(l) && p.goesOn(i) && !p.isAbove(i) {
			p.body = i
			break
		}
		if text.CountWords(l) <= menuWords && !EndsSentence(l) {
			menu++
		}
	}
	p.order = orderOf(p.lines)
	return p, p.body > 0 && (menu >= menuLines || lang.Lines.SkipLink.MatchString(p.lines[0]) || p.titledBelow())
}

// titledBelow reports whether the first line is nothing of the story, but a kicker or a notice, and one
// below it is its headline, with who wrote it or when below that.
func (p *paste) titledBelow() bool {
	inStory := p.wordsOf(strings.Join(p.text(), "\n"))
	first := p.shared(p.lines[0], inStory)
	if first >= someShared && text.CountWords(p.lines[0]) > 1 {
		return false
	}
	for i := 1; i < p.body; i++ {
		l := p.lines[i]
		if !p.mayBeTitle(l) || text.CountWords(l) <= mostKicker {
			continue
		}
		if shared := p.shared(l, inStory); shared >= mostShared || shared > first && p.whoBelow(i) {
			return slices.ContainsFunc(p.lines[i+1:p.body], p.tellsWho)
		}
	}
	return false
}

// whoBelow reports whether a byline or a date stands close below a line.
func (p *paste) whoBelow(i int) bool {
	return slices.ContainsFunc(p.lines[i+1:min(i+1+bylineBelow, p.body)], p.tellsWho)
}

// wordsOf is the set of the long words of a text.
func (p *paste) wordsOf(story string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range longWords(story) {
		set[w] = true
	}
	return set
}

// orderOf is which number of a date is the day: the first, where a page has letters that
// English has not.
func orderOf(lines []string) dated.Order {
	foreign, all := 0, 0
	for _, l := range lines {
		for _, r := range l {
			if unicode.IsLetter(r) {
				all++
				if r > unicode.MaxASCII {
					foreign++
				}
			}
		}
	}
	if foreign*fewForeign > all {
		return dated.DayFirst
	}
	return dated.Unknown
}

// isParagraph reports whether a line is a paragraph of a story.
func (p *paste) isParagraph(l string) bool {
	return text.CountWords(l) >= paragraphWords && EndsSentence(l) && !p.isAround(l)
}

// goesOn reports whether another sentence follows soon below a line.
func (p *paste) goesOn(i int) bool {
	for _, l := range p.lines[i+1 : min(len(p.lines), i+1+2*breakLines)] {
		if EndsSentence(l) && text.CountWords(l) > menuWords && !p.isAround(l) {
			return true
		}
	}
	return false
}

// isAbove reports whether a paragraph still stands above the story, as a headline that is a sentence
// does, or what tells what the story is about: a byline or date follows before the next paragraph, or
// both do, beside each other, behind one that may be a call to the reader.
func (p *paste) isAbove(i int) bool {
	between := 0
	for j := i + 1; j < min(len(p.lines), i+1+leadBelow); j++ {
		l := p.lines[j]
		if p.tellsWho(l) && (between == 0 || j+1 < len(p.lines) && p.tellsWho(p.lines[j+1])) {
			return true
		}
		if p.isParagraph(l) && !Alike(l, p.lines[i]) {
			if between++; between > mostBetween {
				return false
			}
		}
	}
	return false
}

// isAround reports whether a line is of what stands around stories: a notice of
// copyright or consent, a call to the reader, a credit, a pointer.
func (p *paste) isAround(l string) bool {
	if len(l) > mostAround {
		return false
	}
	ok, _ := copyrightLine(p.lang, l)
	lines := &p.lang.Lines
	return ok || isCallToAction(p.lang, l) || isPictureLine(p.lang, l) || isPointer(p.lang, l) || lines.SkipLink.MatchString(l) ||
		lines.NoStory.MatchString(l) && (lines.Yours.MatchString(l) || lines.Mine.MatchString(l)) && !lines.Reported.MatchString(l)
}

// story makes the story of a copied page.
func (p *paste) story(ends CommonEnding) *knowledge.Story {
	s := &knowledge.Story{}
	lines := p.text()
	title := p.title(strings.Join(lines, "\n"))
	if title >= 0 {
		s.Title = p.lines[title]
		lines = append(p.lead(title), lines...)
	}
	p.meta(s, title)
	p.outlet(s, title, lines)
	TidyLines(s, spaced(lines), ends)
	s.Title = First(s.Title, FirstSentence(p.lang, s.Text))
	return s
}

// lead is what stands below the headline and tells what the story is about.
func (p *paste) lead(title int) []string {
	for _, l := range p.lines[title+1 : p.body] {
		if text.CountWords(l) >= paragraphWords && !p.isAround(l) && !Alike(l, p.lines[title]) && len(dated.Find(l, dated.Unknown)) == 0 {
			return []string{l}
		}
	}
	return nil
}

// meta reads the byline and the dates beside the headline: below it first, for above it
// may stand today's date.
func (p *paste) meta(s *knowledge.Story, title int) {
	below := p.lines[title+1 : p.metaEnd()]
	for _, l := range below {
		if by := byline(p.lang, l); by != nil && len(s.Authors) == 0 {
			s.Authors = by
		}
		p.date(s, l)
	}
	for i := title - 1; i >= max(0, title-dateAbove) && s.Published.IsZero(); i-- {
		p.date(s, p.lines[i])
	}
}

// metaEnd is where the lines end that may tell who wrote a story, and when.
func (p *paste) metaEnd() int {
	end := min(len(p.lines), p.body+1+dateBelow)
	for i := p.body + 1; i < min(len(p.lines), p.body+1+leadBelow); i++ {
		if p.isParagraph(p.lines[i]) {
			return max(end, i)
		}
	}
	return end
}

// date reads the dates of a line that says little else; it reports whether there are any.
func (p *paste) date(s *knowledge.Story, l string) bool {
	if len(l) > 200 {
		return false
	}
	found := dated.Find(l, p.order)
	for _, d := range found {
		switch before := l[:d.Start]; {
		case text.CountWords(before)+text.CountWords(l[d.End:]) > besideDate:
			return false
		case p.lang.Dates.Changed.MatchString(before):
			if s.Updated.IsZero() {
				s.Updated = d.Time
			}
		case s.Published.IsZero():
			s.Published = d.Time
		}
	}
	return len(found) > 0
}

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

// tellsWho reports whether a line is a byline or has a date.
func (p *paste) tellsWho(l string) bool {
	return byline(p.lang, l) != nil || p.isShortByline(l) || p.isStamp(l) || p.date(&knowledge.Story{}, l)
}

// isShortByline reports whether a line is a byline of a single name, such as an agency's.
func (p *paste) isShortByline(l string) bool {
	m := p.lang.Lines.Byline.FindStringSubmatch(l)
	return m != nil && text.CountWords(l) <= menuWords && Capitalised(p.lang, m[len(m)-1]) && !EndsSentence(l)
}

// isStamp reports whether a line begins as those do that tell when a story was published, and goes on
// with a number: "Updated Nov 19, 9:41 AM", "Published 1 day ago".
func (p *paste) isStamp(l string) bool {
	head := p.lang.Dates.Head.FindString(l)
	if head == "" || text.CountWords(l) > besideDate {
		return false
	}
	next := strings.Fields(l[len(head):])
	return slices.ContainsFunc(next[:min(len(next), 2)], func(w string) bool { return unicode.IsDigit([]rune(w)[0]) })
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

// text is the lines of the story: up to where several lines that are no sentences
// stand together and no paragraphs follow them.
func (p *paste) text() []string {
	var kept, run []string
	for i := p.body; i < len(p.lines); i++ {
		l := p.lines[i]
		if EndsSentence(l) && text.CountWords(l) > menuWords && !p.isAround(l) {
			if len(run) >= breakLines && !p.resumes(i, kept) {
				return kept
			}
			if len(run) < breakLines {
				kept = append(kept, subheads(run)...)
			}
			kept, run = append(kept, l), nil
			continue
		}
		run = append(run, l)
	}
	return kept
}

// resumes reports whether the story, of which some was kept, goes on at a line behind an
// interruption: with two paragraphs in a row, or with two near each other that speak of the same.
func (p *paste) resumes(i int, kept []string) bool {
	if !p.isParagraph(p.lines[i]) {
		return false
	}
	if i+1 < len(p.lines) && p.isParagraph(p.lines[i+1]) {
		return true
	}
	told := p.wordsOf(strings.Join(kept, "\n") + "\n" + strings.Join(p.lines[max(0, p.body-leadBelow):p.body], "\n"))
	alike := 0
	for _, l := range p.lines[i:min(len(p.lines), i+1+mostApart)] {
		if p.isParagraph(l) && p.shared(l, told) >= someShared {
			alike++
		}
	}
	return alike > 1
}

// subheads are those of some lines between paragraphs that may be subheads: more than one word.
func subheads(run []string) []string {
	if len(run) == 1 && text.CountWords(run[0]) > 1 {
		return run
	}
	return nil
}
