package plain

import (
	"slices"
	"strings"

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

// wordsOf is the set of the long words of a text.
func (p *paste) wordsOf(story string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range longWords(story) {
		set[w] = true
	}
	return set
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
