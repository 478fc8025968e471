package text

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text/lang"
	"github.com/storybot/storybot/knowledge/text/world"
)

// Lines is what lines around a story say that are no part of it.
type Lines struct {
	Elliptic   *Pattern // the beginning of a question to the reader that leaves "do you" or "are you" out
	Asked      *Pattern // what a site asks its readers for
	Bidding    *Pattern // the beginning of a call to the reader
	BidsUs     *Pattern // the beginning of a call to the reader that needs nothing more to be one
	Reported   *Pattern // what a sentence has that is no call: it tells what someone said, or the bid is a noun
	Appeal     *Pattern // what a site asks of its readers, or promises them, for money or attention
	Mine       *Pattern // words for those who write
	Yours      *Pattern // words for the reader
	Enrolled   *Pattern // what a site says to its reader of their account and their data
	Addressed  *Pattern // the same, in any language
	Copyright  *Pattern // the beginning of a copyright notice
	Rights     *Pattern // the claim that all rights are reserved
	By         []string // the word before an owner or an author
	Company    *Pattern // the legal form at the end of the name of a company
	Credit     *Pattern // the beginning of a credit of a picture
	Agency     *Pattern // words of the names of picture agencies
	Gallery    *Pattern // what stands with the pictures and films of a page
	Caption    *Pattern // the end of a caption, which credits the picture
	Pictured   *Pattern // what only a caption says: what is seen in this photo, or who stands where in it
	Shown      *Pattern // how a caption begins: who is seen doing what, in the present tense
	Byline     *Pattern // a byline, in any language; one of its groups is the names
	And        []string // what joins the names of two authors
	NameEnds   []string // abbreviations at the end of a name
	SmallWords Set      // words that are written small within a name or a title
	Pointer    *Pattern // the beginning of a line that only leads to another story
	Itself     *Pattern // the beginning of a line in which a site names itself, in any language: "About The Lamp"
	Offers     *Pattern // the end of a line in which a site names what it offers, in any language: "The Lamp newsletters"
	Staff      *Pattern // a sentence on who wrote a story; its group begins with the outlet that they write for
	Press      *Pattern // what the names of newspapers and stations have and those of companies have not, in any language
	Platform   *Pattern // a service that all sites lead to
	Corporate  *Pattern // the end of the name of a company that names its business
	Maker      *Pattern // what stands before the name of who made a site
	Opening    *Pattern // the place and the agency before the first sentence of a story
	CutOff     *Pattern // the end of a text that goes on elsewhere

	SkipLink     *Pattern // the whole text of a link that leads past the menus of a page, in any language
	NoStoryTitle *Pattern // the whole title of a page that stands in the way of a story or in its place, in any language
	NoStory      *Pattern // what a sentence has by which such a page asks something of its reader, or tells of itself, in any language
}

func compileLines(d *lang.Lines) Lines {
	return Lines{
		Elliptic: patternOf(d.Elliptic), Asked: patternOf(d.Asked), Bidding: eitherOf(d.Bidding, world.BidsUs()), BidsUs: eitherOf(d.BidsUs, world.BidsUs()),
		Reported: patternOf(d.Reported), Appeal: patternOf(d.Appeal), Mine: patternOf(d.Mine), Yours: patternOf(d.Yours), Enrolled: patternOf(d.Enrolled),
		Addressed: eitherOf(d.Yours, world.Yours()), Copyright: patternOf(d.Copyright), Rights: patternOf(d.Rights), By: strings.Fields(d.By),
		Company: patternOf(d.Company), Credit: patternOf(d.Credit), Agency: patternOf(d.Agency), Gallery: patternOf(d.Gallery), Caption: patternOf(d.Caption), Pictured: patternOf(d.Pictured), Shown: patternOf(d.Shown),
		Byline: eitherOf(d.Byline, world.Byline()), And: listOf(d.And), NameEnds: strings.Fields(d.NameEnds), SmallWords: setOf(d.SmallWords),
		Pointer: patternOf(d.Pointer), Itself: eitherOf(d.Itself, world.Itself()), Offers: eitherOf(d.Offers, world.Offers()), Staff: patternOf(d.Staff),
		Press: eitherOf(d.Press, world.Press()), Platform: patternOf(world.Platform()), Corporate: patternOf(d.Corporate), Maker: patternOf(d.Maker),
		Opening: patternOf(d.Opening), CutOff: eitherOf(d.CutOff, world.CutOff()), SkipLink: eitherOf(d.SkipLink, world.SkipLink()),
		NoStoryTitle: eitherOf(d.NoStoryTitle, world.NoStoryTitle()), NoStory: eitherOf(d.NoStory, world.NoStory()),
	}
}

// Documents is what programs and printers write into documents.
type Documents struct {
	Titles     *Pattern // a title that a program made up
	Authors    *Pattern // a word of an author who is none
	PageNumber *Pattern // a page number, its digits as #
	Hyphened   Set      // words that a hyphen joins to the word after them
}

func compileDocuments(d *lang.Documents) Documents {
	return Documents{
		Titles: patternOf(d.Titles), Authors: patternOf(d.Authors), PageNumber: patternOf(d.PageNumber), Hyphened: setOf(d.Hyphened),
	}
}

// Dates is how dates are written for people, and what stands beside them.
type Dates struct {
	Zones     map[string]float64 // names of time zones and their hours east of Greenwich; a point stands for a space
	Ordinals  []string           // what stands behind the number of a day
	Fillers   []string           // words within a date that tell nothing
	InAddress *Pattern           // a day within an address; its groups are year, month and day
	Dateline  *Pattern           // the place and the date that a story begins with; its group is the date
	Head      *Pattern           // what stands before the date in a line that tells when a story was published or updated, in any language
	Updated   []string           // words of such a head that tell of an update, in any language
	Changed   *Pattern           // words before a date that make it the date of a change, in any language
}

func compileDates(d *lang.Dates) Dates {
	return Dates{
		Zones: valuesOf(d.Zones), Ordinals: strings.Fields(d.Ordinals), Fillers: strings.Fields(d.Fillers), InAddress: patternOf(d.InAddress),
		Dateline: patternOf(d.Dateline), Head: eitherOf(d.Head, world.Head()), Updated: append(strings.Fields(d.Updated), strings.Fields(world.Updated())...), Changed: eitherOf(d.Changed, world.Changed()),
	}
}

// eitherOf is the pattern of what one of two sources matches; the first may be empty.
func eitherOf(a, b string) *Pattern {
	if a == "" {
		return patternOf(b)
	}
	return patternOf(`(?:` + a + `)|(?:` + b + `)`)
}
