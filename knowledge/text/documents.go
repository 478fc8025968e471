package text

import (
	"github.com/storybot/storybot/knowledge/text/lang"
)

// Documents is what programs and printers write into documents.
type Documents struct {
	Titles     *Pattern // a title that a program made up
	Authors    *Pattern // a word of an author who is none
	PageNumber *Pattern // a page number, its digits as #
	Hyphened   Set      // words that a hyphen joins to the word after them
}

func compileDocuments(d *lang.Documents) Documents {
	return Documents{
		Titles:     patternOf(d.Titles),
		Authors:    patternOf(d.Authors),
		PageNumber: patternOf(d.PageNumber),
		Hyphened:   setOf(d.Hyphened),
	}
}
