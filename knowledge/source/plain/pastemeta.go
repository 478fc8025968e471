package plain

import (
	"slices"
	"strings"
	"unicode"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/text/dated"
)

// whoBelow reports whether a byline or a date stands close below a line.
func (p *paste) whoBelow(i int) bool {
	return slices.ContainsFunc(p.lines[i+1:min(i+1+bylineBelow, p.body)], p.tellsWho)
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
