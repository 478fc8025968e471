package event

import (
	"regexp"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Lead is the sentence of a story that tells best what is new: the first that tells something, no
// caption, no link and no question, has a telling word of the title, and is one of the first ones.
// Of a topic, given by its stems, it is one that has it: among the first ones, else, where
// none of those has a word of the title, further down. ok is false where nothing tells.
func Lead(l *text.Language, s *knowledge.Story, topic []string) (span text.Span, ok bool) {
	span, how := lead(l, s, topic)
	return span, how > leadNone
}

// Of are those of some clusters, in their order, whose lead tells of a topic itself, or of a title that has
// it and lists no others; all where none does.
func Of(l *text.Language, stories []knowledge.Story, clusters []Cluster, topic []string) []Cluster {
	var of []Cluster
	for _, c := range clusters {
		s := &stories[c.Lead]
		if _, how := lead(l, s, topic); how == leadOn || how == leadTitled && strings.Count(s.Title, ",") < listCommas && nearness(l.TermSet(s.Title), topic) > .5 {
			of = append(of, c)
		}
	}
	if len(of) == 0 {
		return clusters
	}
	return of
}

// listCommas is how many commas a title has that lists what a story tells of.
const listCommas = 2

// lead is the sentence that Lead tells of, and what it has.
func lead(l *text.Language, s *knowledge.Story, topic []string) (span text.Span, how int) {
	title := titleStems(l, s.Title)
	for i, at := range l.Sentences(s.Text) {
		if i >= leadAmong && (how == leadTitled || len(topic) == 0) || i == leadOfTopic {
			break
		}
		if !Tells(l, at.Of(s.Text)) {
			continue
		}
		terms, has := l.TermSet(at.Of(s.Text)), leadTells
		switch {
		case len(topic) > 0 && nearness(terms, topic) > .5, len(topic) == 0 && sharesAny(terms, title):
			return at, leadOn
		case sharesAny(terms, title):
			has = leadTitled
		}
		if has > how && i < leadAmong {
			span, how = at, has
		}
	}
	return span, how
}

// Walled reports whether nothing of a story is there but what its site says to a reader of their account and
// their data: what stands before a story that one must register for.
func Walled(l *text.Language, s *knowledge.Story) bool {
	told := 0
	for _, at := range l.Sentences(s.Text) {
		line := at.Of(s.Text)
		switch {
		case l.Lines.Enrolled.MatchString(line) && !l.Lines.Reported.MatchString(line):
			told++
		case Tells(l, line):
			return false
		}
	}
	return told > 0
}

// What a sentence that may lead has.
const (
	leadNone = iota
	leadTells
	leadTitled // a word of the title
	leadOn     // the topic, or, where none is asked for, a word of the title
)

// sharesAny reports whether two sets have a word in common.
func sharesAny(a, b map[string]bool) bool {
	for t := range a {
		if b[t] {
			return true
		}
	}
	return false
}

// titleStems are the stems of a title's words that stand not in texts of any matter.
func titleStems(l *text.Language, title string) map[string]bool {
	stems := make(map[string]bool)
	for _, w := range l.Words(title) {
		if !w.Number && !w.Stop() && !l.Common.Usual[w.Norm] && !l.Common.Commonest[w.Norm] && !l.Month(w.Norm) && !l.Weekday(w.Norm) {
			for t := range l.TermSet(w.Of(title)) {
				stems[t] = true
			}
		}
	}
	return stems
}

// Among how many sentences of a story its lead is looked for, and what it tells of a topic.
const (
	leadAmong   = 8
	leadOfTopic = 200
)

// How many words a sentence has at least that tells something, and how many of
// them are neither small words nor a time: "Friday, 9:15 p.m." tells nothing.
const (
	fewestWords   = 5
	fewestTelling = 2
)

// annals is how a line of what happened on a day of other years begins: "1912 — ...".
var annals = regexp.MustCompile(`^\d{4}\s*[–—-]\s`)

// Tells reports whether a line of a story is a whole sentence that tells
// something: no question, heading, caption, credit, link, or call to the reader.
func Tells(l *text.Language, line string) bool {
	line = strings.TrimRight(text.OneLine(line), " \"”’')")
	if line == "" || !strings.ContainsRune(".!", rune(line[len(line)-1])) || strings.HasSuffix(line, "...") {
		return false
	}
	if annals.MatchString(line) {
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
	if p.Gallery.MatchString(line) || p.Caption.MatchString(line) || p.Pictured.MatchString(line) || p.Credit.MatchString(line) || p.Pointer.MatchString(line) || p.Copyright.MatchString(line) || p.BidsUs.MatchString(line) {
		return false
	}
	if l.Instructs(line) {
		return false
	}
	if p.Enrolled.MatchString(line) && !p.Reported.MatchString(line) {
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
