package lang

// Notices is how a story tells that it was itself corrected or retracted. Those that begin
// a sentence are of its beginning only.
type Notices struct {
	Stems             string // groups: beginnings of words of which every notice has one
	Head              string // pattern: the head of a notice; its groups are that of a note, an editor's note, a note to editors, several corrections, a correction and a retraction, and then a date
	HeadTime          string // pattern: a clock between such a head and what it says
	BareHeads         string // groups: heads of a correction that stand alone in a line
	AppendedWord      string // word: in such a head, says that the correction stands elsewhere
	Attributed        string // pattern: what makes a sentence the word of somebody
	It                string // word: begins a sentence that goes on about what the one before names
	The               string // word: stands before the name of an outlet
	Faulty            string // pattern: words for an error
	Contrast          string // pattern: words that set right what was said
	OfVersion         string // pattern: the beginning of a sentence about an earlier version of this story
	TheVersion        string // pattern: the same of the story, which may be another
	WrongVersion      string // pattern: the beginning of a sentence that says what an earlier version got wrong
	VersionSaid       string // pattern: what an earlier version said
	InVersion         string // pattern: where an error stood: in an earlier version
	Corrected         string // pattern: this story was corrected
	CorrectedTo       string // pattern: what may be no story was corrected to say something
	Amended           string // pattern: this story was amended
	AmendedToAdd      string // pattern: it was amended only to say more
	UpdatedTo         string // pattern: this story was updated to correct something
	FirstPublished    string // pattern: when this story was first published
	StoryErred        string // pattern: this story itself said something before, or wrongly
	Corrects          string // pattern: this version corrects another
	AddsAndCorrects   string // pattern: the note of a wire that says what was changed, and corrected
	Appended          string // pattern: a correction was added
	WeCorrect         string // pattern: we have corrected this story
	WeErred           string // pattern: we said something wrongly
	InStory           string // pattern: this story, as the place of an error
	WeRegret          string // pattern: we regret the error
	OurStory          string // pattern: this story, or an earlier version
	Contact           string // pattern: words on how errors are to be reported
	Markets           string // pattern: words of which a correction may be another thing than one of a story
	CorrectedFor      string // pattern: what figures are corrected for
	Retracted         string // pattern: this story was retracted
	ReportRetracted   string // pattern: the same of what may be no story
	StoryRetracted    string // pattern: the same as an editor's note says it
	HasRetracted      string // pattern: someone has retracted this story
	WeRetract         string // pattern: we retract this story
	OutletRetracts    string // pattern: an outlet retracts a story; its group is the name of the outlet
	OwnWork           string // pattern: this story, or we
	CapitalsRetracted string // pattern: a story was retracted, in capitals
	ToEditors         string // pattern: editors are told not to use a story
	KillTitle         string // pattern: the title of a wire's order to use a story no more
	KillText          string // pattern: words of the text of such an order
	RetractionTitle   string // pattern: the title of a retracted story
	RetractionMark    string // pattern: the mark of a retraction at either end of a title
	AdvisoryTitle     string // pattern: the title of an advisory that a story is withdrawn
	CorrectionsTitle  string // pattern: the title of a column of corrections
	CorrectionTitle   string // pattern: the beginning of the title of a correction
	CorrectionMark    string // pattern: the mark of a correction at either end of a title
	NotThat           string // pattern: what says in a title that something was not so
	RetractedWords    string // groups: words before a title, in a list, that tell of a retraction
	CorrectedWords    string // groups: words before a title, in a list, that tell of a correction
}
