package lang

// Dates is how dates are written for people, and what stands beside them.
type Dates struct {
	ZoneName   string // pattern: the name of a time zone in [Dates.Zones]
	Zones      string // values: names of time zones and their hours east of Greenwich
	ClockFirst string // pattern: a clock that stands before its day; its groups are the two
	HalfDay    string // pattern: a clock of twelve hours; its groups are the last digit and the letter that tells the half
	PointClock string // pattern: a clock behind a year that has a point for a colon; its groups are hours and minutes
	Weekday    string // pattern: the weekday that a date begins with
	Ordinal    string // pattern: a day as an ordinal; its group is the last digit
	Fillers    string // list: words within a date that tell nothing
	Spellings  string // pairs: spellings of months that parsers do not know, and those that they do
	InAddress  string // pattern: a day within an address; its groups are year, month and day
	Dateline   string // pattern: the place and the date that a story begins with; its group is the date
	Head       string // pattern: what stands before the date in a line that tells when a story was published or updated
	Updated    string // list: words of such a head that tell of an update
	Shown      string // pattern: a date, with the clock beside it; its group is the day
	Changed    string // pattern: words before a date that make it the date of a change
}
