package text

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text/lang"
)

// Dates is how dates are written for people, and what stands beside them.
type Dates struct {
	ZoneName   *Pattern           // the name of a time zone in [Dates.Zones]
	Zones      map[string]float64 // names of time zones and their hours east of Greenwich
	ClockFirst *Pattern           // a clock that stands before its day; its groups are the two
	HalfDay    *Pattern           // a clock of twelve hours; its groups are the last digit and the letter that tells the half
	PointClock *Pattern           // a clock behind a year that has a point for a colon; its groups are hours and minutes
	Weekday    *Pattern           // the weekday that a date begins with
	Ordinal    *Pattern           // a day as an ordinal; its group is the last digit
	Fillers    []string           // words within a date that tell nothing
	Spellings  map[string]string  // spellings of months that parsers do not know, and those that they do
	InAddress  *Pattern           // a day within an address; its groups are year, month and day
	Dateline   *Pattern           // the place and the date that a story begins with; its group is the date
	Head       *Pattern           // what stands before the date in a line that tells when a story was published or updated
	Updated    []string           // words of such a head that tell of an update
	Shown      *Pattern           // a date, with the clock beside it; its group is the day
	Changed    *Pattern           // words before a date that make it the date of a change
}

func compileDates(d *lang.Dates) Dates {
	return Dates{
		ZoneName:   patternOf(d.ZoneName),
		Zones:      valuesOf(d.Zones),
		ClockFirst: patternOf(d.ClockFirst),
		HalfDay:    patternOf(d.HalfDay),
		PointClock: patternOf(d.PointClock),
		Weekday:    patternOf(d.Weekday),
		Ordinal:    patternOf(d.Ordinal),
		Fillers:    strings.Fields(d.Fillers),
		Spellings:  pairsOf(d.Spellings),
		InAddress:  patternOf(d.InAddress),
		Dateline:   patternOf(d.Dateline),
		Head:       patternOf(d.Head),
		Updated:    strings.Fields(d.Updated),
		Shown:      patternOf(d.Shown),
		Changed:    patternOf(d.Changed),
	}
}
