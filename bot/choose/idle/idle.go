// Package idle knows the lines around a story that tell nothing of it.
package idle

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/text"
)

// Line reports whether a line of a story tells nothing of it: a question to the
// reader, a heading, caption or credit without an end, a link to another story,
// a promotion, a time alone, or what is left out of it was told before: "Leaving is not."
func Line(l *text.Language, s string) bool {
	s = strings.TrimSpace(s)
	first, _ := utf8.DecodeRuneInString(s)
	switch {
	case s == "" || !ends(s):
		return true
	case strings.HasSuffix(strings.TrimRight(s, "\"”’' )"), "?"):
		return true
	case elliptical(l, s), moment(l, s):
		return true
	case unicode.IsSymbol(first) && !unicode.Is(unicode.Sc, first), strings.ContainsRune("•●▪*>|#", first):
		return true
	}
	n := &l.Lines
	return n.Pointer.MatchString(s) || n.Credit.MatchString(s) || n.Gallery.MatchString(text.Cut(s, galleryBytes)) || strings.HasSuffix(s, ")") && n.Caption.MatchString(s) || n.Pictured.MatchString(s) || n.Copyright.MatchString(s) || linked(s) ||
		!n.Reported.MatchString(s) && (n.Enrolled.MatchString(s) || n.Bidding.MatchString(s) && (n.Asked.MatchString(s) || n.Mine.MatchString(s)))
}

// Shown reports whether a line is a caption by what it tells: who is seen doing what, in the present tense, in a story that
// is else told in the past. Of n lines it is the one with that place; line is the text of each, and the story it is of.
func Shown(l *text.Language, place, n int, line func(int) (string, int)) bool {
	s, story := line(place)
	m := l.Lines.Shown.FindStringSubmatch(s)
	if m == nil || clausal(l, m[1]) || l.Lines.Reported.MatchString(s) || strings.ContainsAny(s, "\"“”") {
		return false
	}
	others, told := 0, 0
	for i := range n {
		if other, of := line(i); i != place && of == story && !l.Lines.Shown.MatchString(other) {
			others++
			if past(l, other) {
				told++
			}
		}
	}
	return told > 0 && 2*told >= others
}

// clausal reports whether what stands before a verb has one itself, or another clause.
func clausal(l *text.Language, before string) bool {
	return past(l, before) || slices.ContainsFunc(l.Words(before), func(w text.Word) bool {
		return l.Questions.Auxiliaries[w.Norm] || l.Clauses.Begin[w.Norm] || l.Clauses.Relative[w.Norm] || w.Norm == l.Clauses.That
	})
}

// past reports whether a sentence has a verb in the past.
func past(l *text.Language, s string) bool {
	c := &l.Certainty
	words := l.Words(s)
	return slices.ContainsFunc(words, func(w text.Word) bool {
		return c.Past[w.Norm] || c.PastEnd != "" && strings.HasSuffix(w.Norm, c.PastEnd) && !c.PastExempt[w.Norm]
	})
}

// galleryBytes is within how many bytes of a line it shows that it stands with a picture.
const galleryBytes = 100

// ends reports whether a line ends as a sentence does.
func ends(s string) bool { return strings.ContainsAny(s[max(0, len(s)-4):], ".!?…。！？।") }

// elliptical reports whether a few words end in a verb that only carries tense, or in its "not": what
// is or is not so stands in the sentence before.
func elliptical(l *text.Language, s string) bool {
	words := l.Words(s)
	last := len(words) - 1
	if last > 0 && l.Polarity.Not[words[last].Norm] {
		last--
	}
	return last > 0 && last < mostElliptical && l.Questions.Auxiliaries[words[last].Norm] && !words[last].Upper && !l.Questions.Determiners[words[last-1].Norm]
}

// moment reports whether a line is a time alone, as over the parts of a live page: "Friday, 9:15 p.m."
func moment(l *text.Language, s string) bool {
	words, timed := l.Words(s), false
	for i := range words {
		n := words[i].Norm
		day := words[i].Number || l.Weekday(n) || l.Month(n)
		if !day && (!words[i].Stop() || l.Questions.Auxiliaries[n]) && !l.Ends.Small[n] && len(n) > 2 && strings.ToUpper(words[i].Of(s)) != words[i].Of(s) { // EDT
			return false
		}
		timed = timed || day
	}
	return timed
}

// mostElliptical is how many words an elliptical sentence has at most, its "not" left out.
const mostElliptical = 4

// linked reports whether a line is the words of a link: a label and, right
// behind its colon, a headline.
func linked(s string) bool {
	at := strings.IndexByte(s, ':')
	if at <= 0 || at > longestLabel || at+1 >= len(s) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[at+1:])
	return unicode.IsLetter(next) && !strings.ContainsAny(s[:at], ".,\"“")
}

// longestLabel is how long the label of a link may be, in bytes.
const longestLabel = 40
