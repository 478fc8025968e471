// Package stray finds what stands in a story and is no evidence: sentences that speak to whoever
// writes or reads an answer, and what is in another language than its story, or in none.
package stray

import (
	"slices"
	"strings"
	"unicode"

	"github.com/storybot/storybot/knowledge/text"
)

// Instructions are the sentences of a paragraph that instruct ([text.Language.Instructs]):
// by themselves, as the rest of a quotation begun in one that does, where they go on
// speaking to their reader, and whatever they are behind the mark of a role in a
// conversation with a machine, or behind the first of several that instruct.
func Instructions(l *text.Language, paragraph string) (found []text.Span) {
	sentences := l.Sentences(paragraph)
	itself, first, all := make([]bool, len(sentences)), -1, false
	for i, at := range sentences {
		if itself[i] = l.Instructs(at.Of(paragraph)) && !toldOf(l, at.Of(paragraph)); itself[i] {
			all = all || first >= 0 || l.Patterns.Roles.MatchString(at.Of(paragraph))
			if first < 0 {
				first = i
			}
		}
	}
	if all && first > 0 {
		if before := sentences[first-1].Of(paragraph); len(l.Words(before[strings.LastIndexByte(before, ':')+1:])) <= greeting {
			first--
		}
	}
	open := false
	for i := max(first, 0); first >= 0 && i < len(sentences); i++ {
		if line := sentences[i].Of(paragraph); itself[i] || all || open || l.Addresses(line) {
			open = (strings.Count(line, `"`)%2 == 1) != open
			found = append(found, sentences[i])
		}
	}
	return found
}

// toldOf reports whether a sentence only tells of an order: it is quoted, close before or
// behind it stands who said or wrote it, and what is outside of the quotation says
// nothing to its reader.
func toldOf(l *text.Language, sentence string) bool {
	parts := strings.Split(strings.NewReplacer("“", `"`, "”", `"`).Replace(sentence), `"`)
	var outside strings.Builder
	told := false
	for i := 0; i < len(parts) && len(parts) > 1; i += 2 {
		outside.WriteString(parts[i] + " ")
		words := l.Words(parts[i])
		near := words[:min(len(words), nearQuotation)] // behind one; the first words of a sentence have none before them
		if i == 0 {
			near = words[min(len(words), max(1, len(words)-nearQuotation)):] // without the first word: that would be an order
		}
		told = told || slices.ContainsFunc(near, func(w text.Word) bool { return l.Meaning.Quoting[w.Norm] })
	}
	return told && !l.Instructs(outside.String()) && !l.Addresses(outside.String())
}

// nearQuotation is within how many words of a quotation its verb of saying stands.
const nearQuotation = 4

// greeting is how many words a greeting has at most, before whoever is greeted is told what to do.
const greeting = 4

// Foreign reports whether a line, of which these are the words, is in another language than its story
// says it is in, by its letters or its words, be it in a part of it. lang is what the story says, a code;
// of a story in another language than l, nothing is known.
func Foreign(l *text.Language, lang, line string, words []text.Word) bool {
	return is(l, lang) && (strays(line) || elsewhere(l, words, foreignLine))
}

// ForeignHeading is Foreign of a heading, which may have no everyday word at all.
func ForeignHeading(l *text.Language, lang, line string, words []text.Word) bool {
	return is(l, lang) && (strays(line) || elsewhere(l, words, foreignWords))
}

func is(l *text.Language, lang string) bool { return strings.HasPrefix(strings.ToLower(lang), l.Code) }

// strays reports whether most of a line's letters are no Latin ones, or three of its words
// on end are none.
func strays(line string) bool {
	strange := func(r rune) bool { return r >= firstStrange && unicode.IsLetter(r) }
	letters, odd, run, longest := 0, 0, 0, 0
	for _, w := range strings.Fields(line) {
		if run++; !strings.ContainsFunc(w, strange) {
			run = 0
		}
		longest = max(longest, run)
	}
	for _, r := range line {
		if unicode.IsLetter(r) {
			letters++
			if strange(r) {
				odd++
			}
		}
	}
	return 2*odd > letters || longest >= strangeWords
}

// elsewhere reports whether a line, or a stretch of it, is in another language than l,
// or in none: none of its words, if it has so many, is an everyday one there, or none of six on end, or one of nine,
// names aside; or it is numbers. Of 31,414 sentences of news, 26 are so.
func elsewhere(l *text.Language, line []text.Word, fewest int) bool {
	words, everyday, before, since, numbers, found := 0, 0, 0, 0, 0, false // since the last everyday word, and the last but one before it
	for i, w := range line {
		if numbers++; !w.Number {
			numbers = 0
		}
		found = found || numbers >= codeNumbers
		if w.Number || w.Upper && i > 0 {
			continue
		}
		if words, since = words+1, since+1; l.Everyday(w.Norm) {
			everyday, before, since = everyday+1, since, 0
		}
		found = found || since >= foreignWords || before+since >= foreignStretch
	}
	return (found || words >= fewest && everyday == 0) && len(l.Common.Commonest) > 0
}

// firstStrange is where the letters begin that are no Latin ones.
const firstStrange = '\u0370'

// How many words on end show another script or language, of a stretch but for one, and
// of a whole line; and how many numbers no language.
const (
	strangeWords   = 3
	foreignWords   = 6
	foreignStretch = 9
	foreignLine    = 3
	codeNumbers    = 20
)

// Tells reports whether a line is a sentence, and no caption, link or heading.
func Tells(line string) bool {
	return strings.ContainsAny(line[max(0, len(line)-4):], ".!?…。！？।")
}
