package lang

// Dates is how dates are written for people, and what stands beside them.
type Dates struct {
	Zones     string // values: names of time zones and their hours east of Greenwich; a point stands for a space
	Ordinals  string // list: what stands behind the number of a day
	Fillers   string // list: words within a date that tell nothing
	InAddress string // pattern: a day within an address; its groups are year, month and day
	Dateline  string // pattern: the place and the date that a story begins with; its group is the date
	Head      string // pattern: what stands before the date in a line that tells when a story was published or updated
	Updated   string // list: words of such a head that tell of an update
	Changed   string // pattern: words before a date that make it the date of a change
}
