package lang

// Lines is what lines around a story say that are no part of it.
type Lines struct {
	Elliptic   string // pattern: the beginning of a question to the reader that leaves "do you" or "are you" out
	Asked      string // pattern: what a site asks its readers for
	Bidding    string // pattern: the beginning of a call to the reader
	BidsUs     string // pattern: the beginning of a call to the reader that needs nothing more to be one
	Reported   string // pattern: what a sentence has that is no call: it tells what someone said, or the bid is a noun
	Appeal     string // pattern: what a site asks of its readers, or promises them, for money or attention
	Mine       string // pattern: words for those who write
	Yours      string // pattern: words for the reader
	Enrolled   string // pattern: what a site says to its reader of their account and their data
	Copyright  string // pattern: the beginning of a copyright notice
	Rights     string // pattern: the claim that all rights are reserved
	By         string // list: the word before an owner or an author
	Company    string // pattern: the legal form at the end of the name of a company
	Credit     string // pattern: the beginning of a credit of a picture
	Agency     string // pattern: words of the names of picture agencies
	Gallery    string // pattern: what stands with the pictures and films of a page
	Caption    string // pattern: the end of a caption, which credits the picture
	Pictured   string // pattern: what only a caption says: what is seen in this photo, or who stands where in it
	Shown      string // pattern: how a caption begins: who is seen doing what, in the present tense
	Byline     string // pattern: a byline; its group is the names
	And        string // groups: what joins the names of two authors
	NameEnds   string // list: abbreviations at the end of a name
	SmallWords string // list: words that are written small within a name or a title
	Pointer    string // pattern: the beginning of a line that only leads to another story
	Itself     string // pattern: the beginning of a line in which a site names itself: "About The Lamp"
	Offers     string // pattern: the end of a line in which a site names what it offers: "The Lamp newsletters"
	Staff      string // pattern: a sentence on who wrote a story; its group begins with the outlet that they write for
	Press      string // pattern: what the names of newspapers and stations have and those of companies have not
	Corporate  string // pattern: the end of the name of a company that names its business
	Maker      string // pattern: what stands before the name of who made a site
	Opening    string // pattern: the place and the agency before the first sentence of a story
	CutOff     string // pattern: the end of a text that goes on elsewhere

	SkipLink     string // pattern: the whole text of a link that leads past the menus of a page
	NoStoryTitle string // pattern: the whole title of a page that stands in the way of a story or in its place: a login, a check, a page that is gone
	NoStory      string // pattern: what a sentence has by which such a page asks something of its reader, or tells of itself
}
