// Package plain makes stories of bytes that need neither HTML nor a network: it
// decodes and cleans text, reads dates, names and addresses, and drops the
// boilerplate around a story.
//
// [FromText], [FromMarkdown] and [Fields.Story] make stories. The rest of its door is
// what the readers of pages, PDFs and feeds have in common: [Decode] and [Scrub] for
// text, [ParseDate], [Canonical] and [Identity], [TidyLines], and [Spec], which is what an
// operator says of the stories of a source.
package plain

import (
	"strings"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// LongTitle is how long a headline may be, in bytes.
const LongTitle = 240

// FromText makes a story of plain text whose first line is a title, without the
// boilerplate around it. ends may be nil.
func FromText(doc string, ends CommonEnding) (*knowledge.Story, error) {
	return fromText(LanguageOf(""), doc, ends)
}

// fromText does the same for a text in a language.
func fromText(lang *text.Language, doc string, ends CommonEnding) (*knowledge.Story, error) {
	lines := unwrap(strings.TrimSpace(doc))
	if len(lines) == 0 {
		return nil, ErrNoText
	}
	if p, is := pastedPage(lang, lines); is {
		if s := p.story(ends); s.Text != "" {
			return s, nil
		}
	}
	head := &boilerplate{lang: lang}
	whole := trimTop(head.top(lines))
	if len(whole) == 0 { // all of it looks like what stands around a story: then it is the story
		head, whole = &boilerplate{lang: lang}, lines
	}
	s := &knowledge.Story{Outlet: head.outlet, Authors: head.authors, Published: head.published, Updated: head.updated}
	lines = whole
	if title := strings.TrimLeft(whole[0], "# "); title != "" && len(title) <= LongTitle {
		s.Title, lines = title, whole[1:]
	} else {
		s.Title = FirstSentence(lang, whole[0])
	}
	TidyLines(s, lines, ends)
	if s.Text == "" {
		s.Text = joinLines(whole)
	}
	if s.Published.IsZero() {
		s.Published = DatelineDay(lang, s.Text)
	}
	return s, nil
}

// TakeTitle takes the title from the first of these paragraphs, of which there
// must be one: all of it, where it may be a headline, and else a copy of its
// first sentence. rest is what remains of the text.
func TakeTitle(lang *text.Language, lines []string) (title string, rest []string) {
	if title = lines[0]; len(title) <= LongTitle && !StandsAlone(lang, title) {
		return title, trimTop(lines[1:])
	}
	return FirstSentence(lang, joinLines(lines)), lines
}

// trimTop drops empty lines at the top.
func trimTop(lines []string) []string {
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	return lines
}

// FirstSentence makes a title of a text that has none.
func FirstSentence(lang *text.Language, line string) string {
	const most = 120
	if spans := lang.Sentences(line); len(spans) > 0 {
		line = spans[0].Of(line)
	}
	if len(line) <= most {
		return line
	}
	line = line[:most]
	if at := strings.LastIndexByte(line, ' '); at > 0 {
		line = line[:at]
	}
	for !utf8.ValidString(line) {
		line = line[:len(line)-1]
	}
	return line + "…"
}

// TidyText sets the Text of a story whose title is known, without boilerplate.
func TidyText(s *knowledge.Story, text string) { TidyLines(s, unwrap(text), nil) }

// TidyLines does the same for text that is cut into paragraphs, with an empty
// string where an empty line was. ends may be nil.
func TidyLines(s *knowledge.Story, lines []string, ends CommonEnding) {
	e := &boilerplate{lang: LanguageOf(s.Lang), title: s.Title, outlet: s.Outlet, authors: s.Authors, common: ends}
	kept := e.bottom(e.middle(e.top(lines)))
	if joinLines(kept) == "" {
		kept = lines
	}
	s.Text = joinLines(kept)
	Fill(s, &knowledge.Story{Outlet: e.outlet, Authors: e.authors, Published: e.published, Updated: e.updated})
}

// joinLines writes such lines as a text, one empty line between paragraphs.
func joinLines(lines []string) string {
	var b strings.Builder
	total := 0
	for _, l := range lines {
		total += len(l) + 1
	}
	b.Grow(total)
	gap := ""
	for _, l := range lines {
		if l == "" {
			if b.Len() > 0 {
				gap = "\n\n"
			}
			continue
		}
		b.WriteString(gap)
		b.WriteString(l)
		gap = "\n"
	}
	return b.String()
}
