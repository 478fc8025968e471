package text

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text/lang"
)

// Lines is what lines around a story say that are no part of it.
type Lines struct {
	Elliptic   *Pattern // the beginning of a question to the reader that leaves "do you" or "are you" out
	Asked      *Pattern // what a site asks its readers for
	Bidding    *Pattern // the beginning of a call to the reader
	BidsUs     *Pattern // the beginning of a call to the reader that needs nothing more to be one
	Reported   *Pattern // what a sentence has that is no call: it tells what someone said, or the bid is a noun
	Mine       *Pattern // words for those who write
	Yours      *Pattern // words for the reader
	Copyright  *Pattern // the beginning of a copyright notice
	Rights     *Pattern // the claim that all rights are reserved
	By         []string // the word before an owner or an author
	Company    *Pattern // the legal form at the end of the name of a company
	Credit     *Pattern // the beginning of a credit of a picture
	Agency     *Pattern // words of the names of picture agencies
	Caption    *Pattern // the end of a caption, which credits the picture
	Byline     *Pattern // a byline; its group is the names
	And        []string // what joins the names of two authors
	NameEnds   []string // abbreviations at the end of a name
	SmallWords Set      // words that are written small within a name or a title
	Pointer    *Pattern // the beginning of a line that only leads to another story
	CutOff     *Pattern // the end of a text that goes on elsewhere
}

func compileLines(d *lang.Lines) Lines {
	return Lines{
		Elliptic:   patternOf(d.Elliptic),
		Asked:      patternOf(d.Asked),
		Bidding:    patternOf(d.Bidding),
		BidsUs:     patternOf(d.BidsUs),
		Reported:   patternOf(d.Reported),
		Mine:       patternOf(d.Mine),
		Yours:      patternOf(d.Yours),
		Copyright:  patternOf(d.Copyright),
		Rights:     patternOf(d.Rights),
		By:         strings.Fields(d.By),
		Company:    patternOf(d.Company),
		Credit:     patternOf(d.Credit),
		Agency:     patternOf(d.Agency),
		Caption:    patternOf(d.Caption),
		Byline:     patternOf(d.Byline),
		And:        listOf(d.And),
		NameEnds:   strings.Fields(d.NameEnds),
		SmallWords: setOf(d.SmallWords),
		Pointer:    patternOf(d.Pointer),
		CutOff:     patternOf(d.CutOff),
	}
}
