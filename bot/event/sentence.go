package event

import (
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Lead is the first sentence of a story that tells something: no caption, no
// link and no question. ok is false where none of the first ones does.
func Lead(l *text.Language, s *knowledge.Story) (span text.Span, ok bool) {
	for i, span := range l.Sentences(text.Cut(s.Text, leadWithin)) {
		if i == leadAmong {
			break
		}
		if Tells(l, span.Of(s.Text)) {
			return span, true
		}
	}
	return text.Span{}, false
}

// Among which sentences of a story its lead is looked for, and in how many bytes.
const (
	leadAmong  = 8
	leadWithin = 4000
)

// How many words a sentence has at least that tells something, and how many of
// them are neither small words nor a time: "Friday, 9:15 p.m." tells nothing.
const (
	fewestWords   = 5
	fewestTelling = 2
)

// Tells reports whether a line of a story is a whole sentence that tells
// something: no question, heading, caption, credit, link, or call to the reader.
func Tells(l *text.Language, line string) bool {
	line = strings.TrimRight(text.OneLine(line), " \"”’')")
	if line == "" || !strings.ContainsRune(".!", rune(line[len(line)-1])) || strings.HasSuffix(line, "...") {
		return false
	}
	words := l.Words(line)
	telling := 0
	for i := range words {
		if w := &words[i]; !w.Stop() && !w.Number && len(w.Norm) > 1 && !l.Weekday(w.Norm) && !l.Month(w.Norm) && !l.Ends.Small[w.Norm] {
			telling++
		}
	}
	if len(words) < fewestWords || telling < fewestTelling {
		return false
	}
	p := &l.Lines
	if p.Gallery.MatchString(line) || p.Caption.MatchString(line) || p.Credit.MatchString(line) || p.Pointer.MatchString(line) || p.Copyright.MatchString(line) || p.BidsUs.MatchString(line) {
		return false
	}
	if l.Instructs(line) {
		return false
	}
	return !(p.Bidding.MatchString(line) || p.Elliptic.MatchString(line)) || !p.Asked.MatchString(line) || p.Reported.MatchString(line)
}

// leadBytes is how much of a story says what it is about.
const leadBytes = 400

// Has reports whether a story has more than half of a topic's stems.
func Has(l *text.Language, s *knowledge.Story, topic []string) bool {
	return nearness(l.TermSet(s.Title+". "+s.Text), topic) > .5
}

// LeadsWith reports whether the title and beginning of a story have more than half of
// a topic's stems.
func LeadsWith(l *text.Language, s *knowledge.Story, topic []string) bool {
	return nearness(l.TermSet(s.Title+". "+text.Cut(s.Text, leadBytes)), topic) > .5
}
