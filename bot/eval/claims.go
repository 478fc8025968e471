package eval

import (
	"regexp"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

var (
	marks     = regexp.MustCompile(`[ \t]*[\[［【][^\]］】\n]{1,24}[\]］】]`)
	citation  = regexp.MustCompile(`\[\d+\]`)
	listMark  = regexp.MustCompile(`^\s*(?:[-*•>]|\d{1,2}[.)])\s+`)
	emphasis  = regexp.MustCompile("\\*\\*|__|`")
	wordRunes = regexp.MustCompile(`[\pL\pN]+`)
)

// firstClaim is the first claim of an answer's text without the marks of its
// citations: the first line up to its first citation, or, where that line cites
// nothing, its first sentence.
func firstClaim(body string) string {
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(listMark.ReplaceAllString(line, ""))
		if at := citation.FindStringIndex(line); at != nil {
			line = line[:at[0]]
		} else {
			line = firstSentence(line)
		}
		if wordRunes.MatchString(line) {
			return strings.TrimSpace(line)
		}
	}
	return ""
}

// firstSentence is the first sentence of a claim, which may have more where they stand together in a story.
func firstSentence(claim string) string {
	if sentences := text.English().Sentences(claim); len(sentences) > 0 {
		return sentences[0].Of(claim)
	}
	return claim
}

// firstSaid is the first claim of a model's text that claims something: no
// heading, no question and no lead-in to a list.
func firstSaid(body string) string {
	for line := range strings.Lines(body) {
		if strings.HasPrefix(strings.TrimSpace(line), "#") {
			continue
		}
		line = listMark.ReplaceAllString(line, "")
		for _, s := range text.English().Sentences(line) {
			claim := strings.TrimSpace(emphasis.ReplaceAllString(marks.ReplaceAllString(s.Of(line), ""), ""))
			if lead := text.English().Patterns.LeadIn.FindString(claim); len(lead) < len(claim) {
				claim = claim[len(lead):]
			}
			if wordRunes.MatchString(claim) && !strings.HasSuffix(claim, ":") && !strings.HasSuffix(claim, "?") {
				return claim
			}
		}
	}
	return ""
}

// contains reports whether the words of a claim stand in text in a row, marks
// and Markdown aside.
func contains(text, claim string) bool {
	claim = bareWords(claim)
	return claim != "" && strings.Contains(bareWords(text), claim)
}

// bareWords are the words of a text in lower case, each between blanks, without
// marks; nothing where there are none.
func bareWords(text string) string {
	words := wordRunes.FindAllString(strings.ToLower(marks.ReplaceAllString(text, "")), -1)
	if len(words) == 0 {
		return ""
	}
	return " " + strings.Join(words, " ") + " "
}
