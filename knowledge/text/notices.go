package text

import (
	"github.com/storybot/storybot/knowledge/text/lang"
)

// Notices is how a story tells that it was itself corrected or retracted.
type Notices struct {
	Stems             []string // beginnings of words of which every notice has one
	Head              *Pattern // the head of a notice; its groups are that of a note, an editor's note, a note to editors, several corrections, a correction and a retraction, and then a date
	HeadTime          *Pattern // a clock between such a head and what it says
	BareHeads         Set      // heads of a correction that stand alone in a line
	AppendedWord      string   // in such a head, says that the correction stands elsewhere
	Attributed        *Pattern // what makes a sentence the word of somebody
	It                string   // begins a sentence that goes on about what the one before names
	The               string   // stands before the name of an outlet
	Faulty            *Pattern // words for an error
	Contrast          *Pattern // words that set right what was said
	OfVersion         *Pattern // the beginning of a sentence about an earlier version of this story
	TheVersion        *Pattern // the same of the story, which may be another
	WrongVersion      *Pattern // the beginning of a sentence that says what an earlier version got wrong
	VersionSaid       *Pattern // what an earlier version said
	InVersion         *Pattern // where an error stood: in an earlier version
	Corrected         *Pattern // this story was corrected
	CorrectedTo       *Pattern // what may be no story was corrected to say something
	Amended           *Pattern // this story was amended
	AmendedToAdd      *Pattern // it was amended only to say more
	UpdatedTo         *Pattern // this story was updated to correct something
	FirstPublished    *Pattern // when this story was first published
	StoryErred        *Pattern // this story itself said something before, or wrongly
	Corrects          *Pattern // this version corrects another
	AddsAndCorrects   *Pattern // the note of a wire that says what was changed, and corrected
	Appended          *Pattern // a correction was added
	WeCorrect         *Pattern // we have corrected this story
	WeErred           *Pattern // we said something wrongly
	InStory           *Pattern // this story, as the place of an error
	WeRegret          *Pattern // we regret the error
	OurStory          *Pattern // this story, or an earlier version
	Contact           *Pattern // words on how errors are to be reported
	Markets           *Pattern // words of which a correction may be another thing than one of a story
	CorrectedFor      *Pattern // what figures are corrected for
	Retracted         *Pattern // this story was retracted
	ReportRetracted   *Pattern // the same of what may be no story
	StoryRetracted    *Pattern // the same as an editor's note says it
	HasRetracted      *Pattern // someone has retracted this story
	WeRetract         *Pattern // we retract this story
	OutletRetracts    *Pattern // an outlet retracts a story; its group is the name of the outlet
	OwnWork           *Pattern // this story, or we
	CapitalsRetracted *Pattern // a story was retracted, in capitals
	ToEditors         *Pattern // editors are told not to use a story
	KillTitle         *Pattern // the title of a wire's order to use a story no more
	KillText          *Pattern // words of the text of such an order
	RetractionTitle   *Pattern // the title of a retracted story
	RetractionMark    *Pattern // the mark of a retraction at either end of a title
	AdvisoryTitle     *Pattern // the title of an advisory that a story is withdrawn
	CorrectionsTitle  *Pattern // the title of a column of corrections
	CorrectionTitle   *Pattern // the beginning of the title of a correction
	CorrectionMark    *Pattern // the mark of a correction at either end of a title
	NotThat           *Pattern // what says in a title that something was not so
	RetractedWords    Set      // words before a title, in a list, that tell of a retraction
	CorrectedWords    Set      // words before a title, in a list, that tell of a correction
}

func compileNotices(d *lang.Notices) Notices {
	return Notices{
		Stems:             listOf(d.Stems),
		Head:              patternOf(d.Head),
		HeadTime:          patternOf(d.HeadTime),
		BareHeads:         listSet(d.BareHeads),
		AppendedWord:      d.AppendedWord,
		Attributed:        patternOf(d.Attributed),
		It:                d.It,
		The:               d.The,
		Faulty:            patternOf(d.Faulty),
		Contrast:          patternOf(d.Contrast),
		OfVersion:         patternOf(d.OfVersion),
		TheVersion:        patternOf(d.TheVersion),
		WrongVersion:      patternOf(d.WrongVersion),
		VersionSaid:       patternOf(d.VersionSaid),
		InVersion:         patternOf(d.InVersion),
		Corrected:         patternOf(d.Corrected),
		CorrectedTo:       patternOf(d.CorrectedTo),
		Amended:           patternOf(d.Amended),
		AmendedToAdd:      patternOf(d.AmendedToAdd),
		UpdatedTo:         patternOf(d.UpdatedTo),
		FirstPublished:    patternOf(d.FirstPublished),
		StoryErred:        patternOf(d.StoryErred),
		Corrects:          patternOf(d.Corrects),
		AddsAndCorrects:   patternOf(d.AddsAndCorrects),
		Appended:          patternOf(d.Appended),
		WeCorrect:         patternOf(d.WeCorrect),
		WeErred:           patternOf(d.WeErred),
		InStory:           patternOf(d.InStory),
		WeRegret:          patternOf(d.WeRegret),
		OurStory:          patternOf(d.OurStory),
		Contact:           patternOf(d.Contact),
		Markets:           patternOf(d.Markets),
		CorrectedFor:      patternOf(d.CorrectedFor),
		Retracted:         patternOf(d.Retracted),
		ReportRetracted:   patternOf(d.ReportRetracted),
		StoryRetracted:    patternOf(d.StoryRetracted),
		HasRetracted:      patternOf(d.HasRetracted),
		WeRetract:         patternOf(d.WeRetract),
		OutletRetracts:    patternOf(d.OutletRetracts),
		OwnWork:           patternOf(d.OwnWork),
		CapitalsRetracted: patternOf(d.CapitalsRetracted),
		ToEditors:         patternOf(d.ToEditors),
		KillTitle:         patternOf(d.KillTitle),
		KillText:          patternOf(d.KillText),
		RetractionTitle:   patternOf(d.RetractionTitle),
		RetractionMark:    patternOf(d.RetractionMark),
		AdvisoryTitle:     patternOf(d.AdvisoryTitle),
		CorrectionsTitle:  patternOf(d.CorrectionsTitle),
		CorrectionTitle:   patternOf(d.CorrectionTitle),
		CorrectionMark:    patternOf(d.CorrectionMark),
		NotThat:           patternOf(d.NotThat),
		RetractedWords:    listSet(d.RetractedWords),
		CorrectedWords:    listSet(d.CorrectedWords),
	}
}
