package lang

// Documents is what programs and printers write into documents.
type Documents struct {
	Titles     string // pattern: a title that a program made up
	Authors    string // pattern: a word of an author who is none
	PageNumber string // pattern: a page number, its digits as #
	Hyphened   string // list: words that a hyphen joins to the word after them
}
