package text

import (
	"sync"

	"github.com/storybot/storybot/knowledge/text/en"
	"github.com/storybot/storybot/knowledge/text/lang"
	"github.com/storybot/storybot/knowledge/text/memo"
)

// English returns English.
var English = sync.OnceValue(func() *Language {
	d := en.Data()
	return compile(&d)
})

// Of returns the language with that ISO 639-1 code; English where it is empty
// or of no language known.
func Of(code string) *Language {
	languages := map[string]func() *Language{"en": English}
	if language, known := languages[code]; known {
		return language()
	}
	return English()
}

func compile(d *lang.Data) *Language {
	l := &Language{Code: d.Code, Name: d.Name, stem: d.Stem, stems: memo.New(), norms: memo.New()}
	l.Numbers = compileNumbers(&d.Numbers, l)
	l.Forms = compileForms(&d.Forms, l)
	l.Common = compileCommon(&d.Common, l)
	l.Ends = compileEnds(&d.Ends, d)
	l.Calendar = compileCalendar(&d.Calendar, l)
	l.Names = compileNames(&d.Names, l)
	l.Pronouns = compilePronouns(&d.Pronouns, d.Clauses.Relative)
	l.Meaning = compileMeaning(&d.Meaning, l)
	l.Questions = compileQuestions(&d.Questions, l)
	l.Polarity = compilePolarity(&d.Polarity, l)
	l.Certainty = compileCertainty(&d.Certainty)
	l.Clauses = compileClauses(&d.Clauses, l)
	l.Places = compilePlaces(&d.Names)
	l.Patterns = compilePatterns(&d.Patterns)
	l.Intents = compileIntents(&d.Intents)
	l.Dates = compileDates(&d.Dates)
	l.Lines = compileLines(&d.Lines)
	l.Documents = compileDocuments(&d.Documents)
	l.Notices = compileNotices(&d.Notices)
	l.times = compileTimes(&d.Times, &d.Numbers)
	return l
}
