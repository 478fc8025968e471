package text

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text/lang"
	"github.com/storybot/storybot/knowledge/text/world"
)

// Common is words by how often they stand in any text.
type Common struct {
	Stop      Set // the words that tell texts apart least
	Light     Set // stems that a writer adds in retelling, whatever the story
	Commonest Set // the commonest words beside the stop words
	Usual     Set // the next commonest
}

// Ends is what a point may stand behind without ending a sentence.
type Ends struct {
	Single   Set // letters that are words, not initials
	Small    Set // abbreviations after which none ends, written small
	Never    Set // abbreviations after which no sentence ends, in any language
	Loose    Set // abbreviations after which one may end
	Numbered Set // abbreviations that belong to a number after them
	Months   Set // months of the languages that put a point behind the number of a day
	Starters Set // words that sentences begin with and names do not
	Asking   Set // forms of verbs by which a question or a cry is told
	Goes     Set // words with which a telling goes on behind any verb of saying
}

// Calendar is months, weekdays and other words of time.
type Calendar struct {
	MonthNames   []string           // from 1 on, in full
	WeekdayNames []string           // from 1 on, Monday first, in full
	Months       map[string]float64 // the months in order, each with its abbreviations after a slash
	Ambiguous    Set                // months that are also words or names
	Weekdays     map[string]float64 // the weekdays from Monday on, each with its other forms
	Relative     Set                // words for a time that counts from now or comes every year
	Units        Set                // units of time
	Lengths      map[string]float64 // units of time in hours
	Periods      Set                // times over which something is counted: a quarter, a weekend
}

// Numbers is numbers in words, and what stands beside numbers.
type Numbers struct {
	Cardinals     map[string]float64 // whole numbers
	Ordinals      map[string]float64 // their ordinals
	Loose         map[string]float64 // words that are a number only by the way
	Fractions     map[string]float64 // fractions in one word
	Parts         map[string]float64 // the names of parts: two thirds
	Magnitudes    map[string]float64 // what multiplies the number before it
	Rough         Set                // words that make a number a rough one
	Currencies    map[string]string  // currencies and their signs
	Digits        map[string]string  // numbers in words, from two on, in digits
	Money         Set                // units of money
	Vague         Set                // words that are numbers without digits
	RoughBefore   Set                // phrases before a number that make it a rough one
	RoughAfter    Set                // phrases behind a number that make it a rough one
	Percent       Set                // words and phrases behind a number that make it a share
	PercentExempt Set                // phrases that begin so and make it none
	Clock         *Pattern           // a time of day at the beginning of a text; its groups are hours, the mark, minutes and what tells the half of the day
	Left          Set                // words before a number that something had and has no more
	Measures      Set                // units of measure, and their signs
	Ratios        Set                // words between the two numbers of a ratio
	LeftBefore    Set                // two words before a number that something was to have and has not
	Room          Set                // words beside a number by which there is room for so many, or so much is allowed
	Amid          Set                // words that begin a sentence with the whole of which it counts a part
	Per           Set                // words that make a number one for each of something: 30 points per game
	ShareLeast    map[string]float64 // words that tell how much of something, and the least share of 1 that they mean
	ShareMost     map[string]float64 // the same words, and the most
	Sole          Set                // words behind an article for one that has none beside it
	Fewer         Set                // words before a number with which there is less
	More          Set                // and with which there is more
	Unanimous     Set                // words of votes in which all agree
}

// Names is names of people, places and organisations, and what stands beside them.
type Names struct {
	NationEndings []string          // what makes a person of a nation: Dutchman
	Titles        Set               // titles that stand before names
	Joints        Set               // small words within names
	Located       Set               // words before the name of a place
	Sites         Set               // further ones before where something is, which has no name
	Organisations Set               // words within the names of organisations
	PlaceWords    Set               // words within the names of places
	First         Set               // first names
	Nations       Set               // nations as in Dutchman
	Spelled       Set               // small words within what an abbreviation spells out
	Wide          Set               // places so wide that a story of a part of them need not name them
	Seats         map[string]string // what stands for a nation or an institution, and the word for that
	General       Set               // words with a capital that name nobody
}

// Pronouns is words that point back.
type Pronouns struct {
	Subjects        Set // for who was named before, and who speaks
	Opening         Set // with which a sentence leans on the one before
	Following       Set // with which a question leans on the one before
	Referring       Set // for who or what was named before, and what is of them
	One, Thing      Set // of Referring, for one person and for one thing
	Objects, Owners Set // for an object named before, and of Referring for what is of somebody
	Leaning         Set // for a subject named before
	LeaningWords    Set // other words that point back
	Nouns           Set // nouns that with an article stand for a name told before
}

// Forms is forms of one word.
type Forms struct {
	Possessive  string            // the ending that makes a possessive
	Written     map[string]string // a word as it is written, and the normal word that it is
	Same        map[string]string // spellings and forms that stemming keeps apart
	Participles Set               // participles without the usual ending
	Derived     Set               // endings that make one word from another
	Endings     Set               // what stems of one family differ in
	Irregular   map[string]string // irregular forms, after their base form
	Inflected   lang.Inflected    // how words show by their ends what they are
	Plural      [][2]string       // endings of plurals and of their singulars, the longest first
}

// Meaning is words of like meaning.
type Meaning struct {
	Say        string            // the stem of the plainest verb of saying
	Alike      map[string]int    // stems that may stand for one another in retelling
	Saying     Set               // forms of verbs of saying
	Quoting    Set               // forms of verbs, and other words, by which words are given to who says them
	Synonyms   Groups            // words that may answer for one another
	Contrasts  map[string][]int  // keys by the groups in which one is never said for another
	Tallies    map[string][]int  // keys by the states in which people are counted: the dead, the missing
	TallyWords []string          // the words for each of these states, with spaces between
	HouseStyle map[string]string // what a newspaper's house style changes in a quotation
}

// Questions is how questions are asked.
type Questions struct {
	Words        Set               // question words
	Prepositions Set               // what may stand before a question word
	Auxiliaries  Set               // verbs that carry tense and begin yes-or-no questions
	Past         Set               // those that ask of what is over
	Fillers      Set               // what stands before a noun asked for and tells nothing of it
	EmptyNouns   Set               // nouns that leave what is asked for to the noun after "of"
	Weak         Set               // words that carry a question and seldom its answer
	Times        Set               // words that only say when a question was asked
	Money        Set               // words of questions about money
	Defining     Set               // verbs that say what something is
	Naming       Set               // words before what something is called
	Meaning      Set               // words that tell a meaning
	Nouns        map[string]string // of a noun that asks for something, the kind of answer
	Classes      map[string]Set    // of a noun that asks for one of a class, its members
	Heads        map[string]Set    // of a noun that stands for a whole question, what is said where it is answered
	Sufferers    Set               // those of Heads to whom it is done
	Converses    map[string]Set    // of a verb, what tells the same of whom it is done to: lost to
	Onsets       Set               // words behind a reason word that make it tell a time
	Reasons      Set               // words that tell a reason, or two with a line between: effort_to
	Who          Set               // question words for a person
	When         Set               // question words for a time
	Where        Set               // question words for a place
	Onward       Set               // verbs of moving that ask where to
	Towards      Set               // words before the place where something moves to
	Begun        Set               // participles before the year from which on something is there
	Anyone       Set               // words for whoever it is
	Nobody       Set               // words that tell that a number of people is none
	Why          Set               // question words for a reason
	How          Set               // question words for a manner or a measure
	Certain      Set               // question words that seldom only join two clauses
	Contracted   Set               // question words with a form of "to be" in them
	Indefinite   Set               // articles of one of several
	Be           Set               // forms of "to be"
	Does         Set               // forms of "to do"
	Doing        Set               // all of its forms, before a "what" that asks what somebody does
	Ones         Set               // possessives of a person
	Determiners  Set               // words before a noun, after which no verb comes
	Commands     Set               // verbs that ask without a question word
	Many         Set               // words after "how" that ask for a number
	Much         Set               // words after "how" that ask for an amount
	Long         Set               // words after "how" that ask for a duration
	Old          Set               // words after "how" that ask for an age
	Soon         Set               // words after "how" that ask for a time
	Superlatives string            // how adjectives end that say the most of something
	Often        Set               // words after "how" that ask how often something happens
	Degrees      Set               // words after "how" that ask for a measure
	Strengths    Set               // words after "how" that ask for a measure of what is Gauged
	Gauged       Set               // nouns for what has its strength told in numbers
	Gauges       Set               // nouns for such a measure
	Measures     Set               // units in which such a measure is told
	Plurals      Set               // plurals without the usual ending
	AsksMeaning  Set               // verbs at the end of a question for a meaning
	AsksName     Set               // participles at the end of a question for a name
	Means        Set               // words before a manner
	With         Set               // words that are before a manner now and then
	Rates        Set               // words that tell by themselves how often something happens
	Repeats      Set               // words behind which a unit of time tells that
	Counts       Set               // words of how many times
	Pers         Set               // words between those and a unit of time
	Closings     Set               // verbs at the end of a question when something happens
}

// Polarity is denying.
type Polarity struct {
	No           Set      // words like "no"
	Not          Set      // words like "not"
	Suffix       string   // an ending that denies
	Prefix       string   // a beginning that denies
	PrefixExempt []string // beginnings that only look like it
	Denials      Set      // words that turn what follows into its contrary
	Soft         Set      // words that say of what follows that it is not or will not be so
	Only         Set      // words that deny all else
	NoExempt     Set      // words after a "no" that make it no denial
	NotExempt    Set      // words after a "not" that make it no denial
	Verbs        Set      // verbs that deny a whole clause
	Links        Set      // words with which that clause begins
}

// Certainty is how sure a telling is of what it tells.
type Certainty struct {
	Doubts   Set // words by which something is only possible, asked or alleged
	Plans    Set // words by which something is only planned, asked for or expected
	Future   Set // words for what is yet to come
	Held     Set // other words by which a telling holds back
	Meant    Set // words before a value that is wished, asked for or expected, and none yet
	Firm     Set // words for what is done and settled
	Standing Set // words for what is so up to now
	Modal    Set // words right before a verb by which it is not told that it has happened
	Wishes   Set // words before "to" and a verb, or before "that" and a clause, by which it is not told so either
	Duties   Set // those of Modal and Wishes by which it ought to happen
	Ifs      Set // words that begin a clause which may be so or not

	Past       Set    // past forms of verbs without the usual ending, but for those of being and having
	PastEnd    string // the ending of the others
	PastExempt Set    // words that end so and are none
}

// Clauses is how clauses are joined.
type Clauses struct {
	Relative Set    // those that go on about the noun before them
	Begin    Set    // words that begin a new clause
	That     string // begins a clause that tells what is said, wished or known
	Turns    Set    // words that turn the order of who and whom
	Causes   Set    // words that tell why
	And      Set    // words that put a clause beside another
	Joints   Set    // words that turn the order of who and whom, or leave it open
}

func compileCommon(d *lang.Common, l *Language) Common {
	return Common{
		Stop:      setOf(d.Stop),
		Light:     setOf(d.Light),
		Commonest: l.stemSet(d.Commonest),
		Usual:     l.stemSet(d.Usual),
	}
}

func compileEnds(d *lang.Ends, all *lang.Data) Ends {
	return Ends{
		Single:   setOf(d.Single),
		Small:    setOf(d.Small),
		Never:    setOf(d.Never, all.Names.TitleAbbreviations, world.Abbreviations()),
		Loose:    setOf(d.Loose, abbreviationsOf(all.Calendar.Months)),
		Numbered: setOf(d.Numbered),
		Months:   setOf(world.PointedMonths()),
		Starters: setOf(d.Starters),
		Asking:   setOf(d.Asking),
		Goes:     setOf(d.Goes),
	}
}

func compileCalendar(d *lang.Calendar, l *Language) Calendar {
	return Calendar{
		MonthNames:   namesOf(d.Months),
		WeekdayNames: namesOf(d.Weekdays),
		Months:       ranksOf(d.Months),
		Ambiguous:    setOf(d.Ambiguous),
		Weekdays:     ranksOf(d.Weekdays),
		Relative:     setOf(d.Relative),
		Units:        setOf(d.Units),
		Lengths:      valuesOf(d.Lengths),
		Periods:      setOf(d.Periods),
	}
}

func compileNumbers(d *lang.Numbers, l *Language) Numbers {
	return Numbers{
		Cardinals:     valuesOf(d.Cardinals),
		Ordinals:      valuesOf(d.Ordinals),
		Loose:         valuesOf(d.Loose),
		Fractions:     valuesOf(d.Fractions),
		Parts:         valuesOf(d.Parts),
		Magnitudes:    valuesOf(d.Magnitudes),
		Rough:         setOf(d.Rough),
		Currencies:    pairsOf(d.Currencies),
		Digits:        digitsOf(d),
		Money:         setOf(d.Money, keysOf(d.Currencies)),
		Vague:         longerThan(2, setOf(keysOf(d.Loose), keysOf(d.Magnitudes), keysOf(d.Fractions), keysOf(d.Parts))),
		RoughBefore:   listSet(d.RoughBefore),
		LeftBefore:    listSet(d.LeftBefore),
		RoughAfter:    listSet(d.RoughAfter),
		Percent:       listSet(d.Percent),
		PercentExempt: listSet(d.PercentExempt),
		Clock:         patternOf(d.Clock),
		Left:          setOf(d.Left),
		Measures:      setOf(d.Measures),
		Ratios:        setOf(d.Ratios),
		Room:          setOf(d.Room),
		Amid:          setOf(d.Amid),
		Per:           setOf(d.Per),
		ShareLeast:    valuesOf(d.ShareLeast),
		ShareMost:     valuesOf(d.ShareMost),
		Sole:          setOf(d.Sole),
		Fewer:         setOf(d.Fewer),
		More:          setOf(d.More),
		Unanimous:     setOf(d.Unanimous),
	}
}

func compileNames(d *lang.Names, l *Language) Names {
	return Names{
		NationEndings: strings.Fields(d.NationEndings),
		Titles:        setOf(d.Titles, d.TitleAbbreviations),
		Joints:        setOf(d.Joints),
		Located:       setOf(d.Located),
		Sites:         setOf(d.Sites),
		Organisations: setOf(d.Organisations),
		PlaceWords:    setOf(d.PlaceWords),
		First:         setOf(d.First),
		Seats:         keyedOf(d.Seats),
		Wide:          setOf(d.Wide),
		General:       setOf(d.General),
		Nations:       setOf(d.Nations),
		Spelled:       setOf(d.Spelled),
	}
}

func compilePronouns(d *lang.Pronouns, relative string) Pronouns {
	return Pronouns{
		Subjects:  setOf(d.Personal, d.Possessive, d.Speaker, relative),
		Opening:   setOf(d.Personal, d.Objects, d.Possessive, d.Demonstrative),
		Following: setOf(d.Personal, d.Objects, d.Possessive, d.Reflexive, d.Demonstrative, d.Conjunction, d.Adverbs, d.Others),
		Referring: setOf(d.Personal, d.Possessive),
		One:       setOf(d.One), Thing: setOf(d.Thing), Objects: setOf(d.Objects), Owners: setOf(d.Possessive),
		Leaning:      setOf(d.Personal, d.Demonstrative, d.Conjunction),
		LeaningWords: setOf(d.Objects, d.Possessive, d.Adverbs, d.Linking),
		Nouns:        setOf(d.Nouns),
	}
}

func compileForms(d *lang.Forms, l *Language) Forms {
	return Forms{
		Possessive:  d.Possessive,
		Written:     pairsOf(d.Written),
		Same:        l.stemPairs(d.Same),
		Participles: setOf(d.Participles),
		Derived:     setOf(d.Derived),
		Endings:     setOf(d.Endings),
		Irregular:   l.forms(d.Irregular),
		Inflected:   d.Inflected,
		Plural:      orderedPairs(d.Inflected.Plural),
	}
}

func compileMeaning(d *lang.Meaning, l *Language) Meaning {
	return Meaning{
		Say:        d.Say,
		Alike:      l.alike(d.Synonyms),
		Saying:     setOf(d.Saying),
		Quoting:    setOf(d.Saying, d.Quoting),
		Synonyms:   l.synonyms(d.Synonyms),
		Contrasts:  l.keyGroups(d.Contrasts),
		Tallies:    l.keyGroups(d.Tallies),
		TallyWords: listOf(d.Tallies),
		HouseStyle: pairsOf(d.HouseStyle),
	}
}

func compileQuestions(d *lang.Questions, l *Language) Questions {
	return Questions{
		Words:        setOf(d.Words),
		Prepositions: setOf(d.Prepositions),
		Auxiliaries:  setOf(d.Auxiliaries),
		Past:         setOf(d.Past),
		Fillers:      setOf(d.Fillers),
		EmptyNouns:   setOf(d.EmptyNouns),
		Weak:         setOf(d.Weak),
		Times:        setOf(d.Times),
		Money:        setOf(d.Money),
		Defining:     setOf(d.Defining),
		Naming:       setOf(d.Naming),
		Meaning:      setOf(d.Meaning),
		Nouns:        keyedOf(d.Nouns),
		Classes:      classesOf(d.Classes),
		Heads:        classesOf(d.Heads), Sufferers: setOf(d.Sufferers), Converses: classesOf(d.Converses), Onsets: setOf(d.Onsets),
		Reasons:    setOf(d.Reasons),
		Who:        setOf(d.Who),
		When:       setOf(d.When),
		Where:      setOf(d.Where),
		Onward:     setOf(d.Onward),
		Towards:    setOf(d.Towards),
		Begun:      setOf(d.Begun),
		Anyone:     setOf(d.Anyone),
		Nobody:     setOf(d.Nobody),
		Why:        setOf(d.Why),
		How:        setOf(d.How),
		Certain:    setOf(d.Certain),
		Contracted: setOf(d.Contracted), Indefinite: setOf(d.Indefinite), Be: setOf(d.Be), Does: setOf(d.Does), Doing: setOf(d.Doing),
		Ones:         setOf(d.Ones),
		Determiners:  setOf(d.Determiners),
		Commands:     setOf(d.Commands),
		Many:         setOf(d.Many),
		Much:         setOf(d.Much),
		Long:         setOf(d.Long),
		Old:          setOf(d.Old),
		Soon:         setOf(d.Soon),
		Superlatives: d.Superlatives,
		Often:        setOf(d.Often),
		Degrees:      setOf(d.Degrees),
		Strengths:    setOf(d.Strengths),
		Gauged:       setOf(d.Gauged),
		Gauges:       setOf(d.Gauges),
		Measures:     setOf(d.Measures),
		Plurals:      setOf(d.Plurals),
		AsksMeaning:  setOf(d.AsksMeaning),
		AsksName:     setOf(d.AsksName),
		Means:        setOf(d.Means),
		With:         setOf(d.With),
		Rates:        setOf(d.Rates),
		Repeats:      setOf(d.Repeats),
		Counts:       setOf(d.Counts),
		Pers:         setOf(d.Pers),
		Closings:     setOf(d.Closings),
	}
}

func compilePolarity(d *lang.Polarity, l *Language) Polarity {
	return Polarity{
		No:           setOf(d.No),
		Not:          setOf(d.Not),
		Suffix:       d.Suffix,
		Prefix:       d.Prefix,
		PrefixExempt: strings.Fields(d.PrefixExempt),
		Denials:      setOf(d.Denials),
		Soft:         setOf(d.Soft),
		Only:         setOf(d.Only),
		NoExempt:     setOf(d.NoExempt),
		NotExempt:    setOf(d.NotExempt),
		Verbs:        setOf(d.Verbs),
		Links:        setOf(d.Links),
	}
}

func compileCertainty(d *lang.Certainty) Certainty {
	return Certainty{
		Doubts: setOf(d.Doubts), Plans: setOf(d.Plans), Future: setOf(d.Future),
		Held: setOf(d.Held), Meant: setOf(d.Meant), Firm: setOf(d.Firm), Standing: setOf(d.Standing),
		Modal: setOf(d.Modal), Wishes: setOf(d.Wishes), Duties: setOf(d.Duties), Ifs: setOf(d.Ifs),
		Past: setOf(d.Past), PastEnd: d.PastEnd, PastExempt: setOf(d.PastExempt),
	}
}

func compileClauses(d *lang.Clauses, l *Language) Clauses {
	return Clauses{
		Relative: setOf(d.Relative),
		Begin:    setOf(d.Begin),
		That:     d.That,
		Turns:    setOf(d.Turns),
		Causes:   setOf(d.Causes),
		And:      setOf(d.And),
		Joints:   setOf(d.Joints),
	}
}
