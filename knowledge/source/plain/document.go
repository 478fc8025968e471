package plain

import (
	"regexp"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

var (
	fileEnd   = regexp.MustCompile(`(?i)\.(?:docx?|pdf|indd|qx[dp]|tex|dvi|ps|html?|odt|rtf|txt|md|pptx?|pages|xlsx?|pub|cdr|ai)\b`)
	ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")
)

// WithoutLigatures writes the letters that print joins apart again.
func WithoutLigatures(s string) string { return ligatures.Replace(s) }

// SensibleTitle is the title that a document says it has, or "" where a program
// has made it up.
func SensibleTitle(documents *text.Documents, title string) string {
	title = OneLine(WithoutLigatures(Scrub(title)))
	words := strings.Fields(title)
	if len(words) < 2 || len(title) > LongTitle || documents.Titles.MatchString(title) || fileEnd.MatchString(title) || strings.ContainsRune(title, '\uFFFD') {
		return ""
	}
	return title
}

// DocumentAuthors are the names of people among those whom a document says it is by;
// what names an account, a program or an office is none.
func DocumentAuthors(lang *text.Language, said ...string) []string {
	var people []string
	for _, n := range Names(lang, said) {
		if strings.Contains(n, " ") && len(n) <= 60 && Capitalised(lang, n) && !lang.Documents.Authors.MatchString(n) && !strings.ContainsAny(n, "@\\/0123456789") {
			people = append(people, n)
		}
	}
	return people
}
