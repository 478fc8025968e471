// Package lang declares what a language tells of itself: tables of words as
// plain text, and patterns. A language is a folder beside this one with one
// function that returns a [Data]; package text makes it a Language to read by.
//
// A list is words with white space between them; pairs and values are
// "word:meaning"; groups are lists with semicolons between them. A
// pattern is a regular expression.
package lang

// Data is one language.
type Data struct {
	Code string                   // ISO 639-1
	Name string                   // in English
	Stem func(word string) string // the stem by which inflected forms of a normal word meet

	Common    Common
	Ends      Ends
	Calendar  Calendar
	Numbers   Numbers
	Names     Names
	Pronouns  Pronouns
	Forms     Forms
	Meaning   Meaning
	Questions Questions
	Polarity  Polarity
	Certainty Certainty
	Clauses   Clauses
	Times     Times
	Patterns  Patterns
	Intents   Intents
	Dates     Dates
	Lines     Lines
	Documents Documents
	Notices   Notices
}

// Common is words by how often they stand in any text.
type Common struct {
	Stop      string // list: the words that tell texts apart least
	Light     string // list: stems that a writer adds in retelling, whatever the story
	Commonest string // list: the commonest words beside the stop words
	Usual     string // list: the next commonest
}

// Ends is what a point may stand behind without ending a sentence.
type Ends struct {
	Single   string // list: letters that are words, not initials
	Small    string // list: those of them that are written small; with a capital they are names
	Never    string // list: other abbreviations than those of titles after which no sentence ends
	Loose    string // list: abbreviations, other than those of months, after which one may end
	Numbered string // list: abbreviations that belong to a number after them
	Starters string // list: words that sentences begin with and names do not
	Asking   string // list: forms of verbs by which a question or a cry is told
	Goes     string // list: words with which a telling goes on behind any verb of saying: to whom, where, when
}

// Calendar is months, weekdays and other words of time.
type Calendar struct {
	Months    string // list: the months in order, each with its abbreviations after a slash
	Ambiguous string // list: months that are also words or names
	Weekdays  string // list: the weekdays from Monday on, each with its other forms
	Relative  string // list: words for a time that counts from now or comes every year
	Units     string // list: units of time
	Lengths   string // values: units of time in hours
	Periods   string // list: times over which something is counted
}

// Numbers is numbers in words, and what stands beside numbers.
type Numbers struct {
	Cardinals      string // values: whole numbers
	Ordinals       string // values: their ordinals
	Loose          string // values: words that are a number only by the way
	Fractions      string // values: fractions in one word
	Parts          string // values: the names of parts: two thirds
	Magnitudes     string // values: what multiplies the number before it
	Rough          string // list: words that make a number a rough one
	Left           string // list: words before a number that something had and has no more
	Measures       string // list: units of measure, and their signs
	ShareLeast     string // values: words that tell how much of something, and the least share of 1 that they mean
	ShareMost      string // values: the same words, and the most
	Sole           string // list: words behind an article for one that has none beside it
	Fewer          string // list: words before a number, some with "than", with which there is less
	More           string // list: and with which there is more
	Unanimous      string // list: words of votes in which all agree
	Ratios         string // list: words between the two numbers of a ratio
	LeftBefore     string // phrases: two words before a number that something was to have and has not
	Room           string // list: words beside a number by which there is room for so many, or so much is allowed
	Amid           string // list: words that begin a sentence with the whole of which it counts a part
	Per            string // list: words that make a number one for each of something
	Currencies     string // pairs: currencies and their signs
	OrdinalEndings string // pairs: a last digit and what makes its digits an ordinal; 0 for all others
	Money          string // list: other units of money
	RoughBefore    string // groups: phrases before a number that make it a rough one
	RoughAfter     string // groups: phrases behind a number that make it a rough one
	Percent        string // groups: words and phrases behind a number that make it a share
	PercentExempt  string // groups: phrases that begin so and make it none
	Clock          string // pattern: a time of day at the beginning of a text; its groups are hours, the mark, minutes and what tells the half of the day
}

// Names is names of people, places and organisations, and what stands beside them.
type Names struct {
	NationEndings      string // list: what makes a person of a nation: Dutchman
	Titles             string // list: titles that stand before names
	Joints             string // list: small words within names
	Located            string // list: words before the name of a place
	Sites              string // list: further words before where something is, which has no name: on, behind
	TitleAbbreviations string // list: titles that are written with a point
	Organisations      string // list: words within the names of organisations
	PlaceWords         string // list: words within the names of places
	First              string // list: first names
	Countries          string // groups: countries and, after a colon, their people and adjectives
	States             string // names separated by semicolons: states and provinces
	Cities             string // names separated by semicolons: cities
	Nations            string // list: nations as in Dutchman
	Spelled            string // list: small words within what an abbreviation spells out
	Wide               string // list: places so wide that a story of a part of them need not name them
	Seats              string // groups: nations, institutions and, after a colon, what stands for them: their capital, their seat
	General            string // list: words with a capital that name nobody: languages, regions, time zones
}

// Pronouns is words that point back.
type Pronouns struct {
	Personal      string // list: for a subject named before
	Objects       string // list: for an object named before
	Possessive    string // list
	Reflexive     string // list
	One           string // list: of those above, the ones for one person
	Thing         string // list: and those for one thing
	Speaker       string // list: for who speaks
	Demonstrative string // list: that point back, whatever follows
	Conjunction   string // list: demonstratives that are mostly conjunctions
	Adverbs       string // list: for a place or time named before
	Others        string // list: for one of those named before
	Nouns         string // list: nouns that with an article stand for a name told before
	Linking       string // list: no pronouns, but with them a sentence goes on from the one before
}

// Forms is forms of one word.
type Forms struct {
	Possessive  string // the ending that makes a possessive, apostrophe straight
	Written     string // pairs: a word as it is written, and the normal word that it is
	Same        string // pairs: spellings and forms that stemming keeps apart
	Participles string // list: participles without the usual ending
	Derived     string // list: endings that make one word from another
	Endings     string // list: what stems of one family differ in
	Irregular   string // groups: irregular forms, after their base form
	Inflected   Inflected
}

// Inflected is how words show by their ends, or by the word before them, what they are.
type Inflected struct {
	Going      string // the ending of a verb in progress
	Third      string // the ending of a verb of one who is told of
	Adverb     string // the ending of adverbs
	Infinitive string // the word before an infinitive
	Act        string // the ending of nouns for what is done,
	Actor      string // and of those for who does it
	Ordinal    string // the ending of ordinals
	Plural     string // pairs: endings of plurals and of their singulars, the longest first; one with nothing behind its colon is cut off,
	Unplural   string // but for this ending
}

// Meaning is words of like meaning.
type Meaning struct {
	Say        string // word: the stem of the plainest verb of saying
	Saying     string // list: forms of verbs of saying
	Quoting    string // list: forms of verbs, and other words, by which words are given to who says them
	Synonyms   string // groups: words that may answer for one another; those of a group that begins with "=" also stand for one another in retelling, with "~" there only
	Tallies    string // groups: words for one state in which people are counted, the dead first
	Contrasts  string // groups: words of which one is never said for another, alike in all else
	HouseStyle string // pairs: what a newspaper's house style changes in a quotation
}

// Questions is how questions are asked.
type Questions struct {
	Words        string // list: question words
	Prepositions string // list: what may stand before a question word
	Auxiliaries  string // list: verbs that carry tense and begin yes-or-no questions
	Past         string // list: those that ask of what is over
	Fillers      string // list: what stands before a noun asked for and tells nothing of it
	EmptyNouns   string // list: nouns that leave what is asked for to the noun after "of"
	Weak         string // list: words that carry a question and seldom its answer
	Times        string // list: words that only say when a question was asked
	Money        string // list: words of questions about money
	Defining     string // list: verbs that say what something is
	Naming       string // list: words before what something is called
	Meaning      string // list: words that tell a meaning
	Nouns        string // groups: after the name of a kind of answer and a colon, the nouns that ask for it
	Classes      string // groups: after the nouns that ask for one and a colon, the members of a class
	Heads        string // groups: after the nouns that stand for a whole question and a colon, what is said where it is answered
	Sufferers    string // list: those of Heads to whom it is done
	Converses    string // groups: after verbs and a colon, what tells the same of whom it is done to, in all their forms, with who does it behind "to": beat: lose lost
	Onsets       string // list: words behind a preposition among Reasons with which it tells a time, beside days, months and numbers
	Reasons      string // list: words that tell a reason, or two with a line between: effort_to; behind the deed asked about only: _after; there if it is passive, or before a gerund: _for_
	Who          string // list: question words for a person
	When         string // list: question words for a time
	Where        string // list: question words for a place
	Onward       string // list: verbs of moving that ask where to
	Towards      string // list: words before the place where something moves to
	Begun        string // list: participles before the year from which on something is there
	Anyone       string // list: words for whoever it is, which a sentence that answers need not have
	Nobody       string // list: words that tell that a number of people is none
	Why          string // list: question words for a reason
	How          string // list: question words for a manner or a measure
	Certain      string // list: question words that seldom only join two clauses
	Contracted   string // list: question words with a form of "to be" in them
	Be           string // list: forms of "to be"
	Indefinite   string // list: articles of one of several
	Does         string // list: forms of "to do"
	Doing        string // list: all of its forms, before a "what" that asks what somebody does
	Ones         string // list: possessives of a person, whose name "what is her name" asks for
	Determiners  string // list: words before a noun, after which no verb comes
	Commands     string // list: verbs that ask without a question word
	Many         string // list: words after "how" that ask for a number
	Much         string // list: words after "how" that ask for an amount
	Long         string // list: words after "how" that ask for a duration
	Old          string // list: words after "how" that ask for an age
	Soon         string // list: words after "how" that ask for a time
	Often        string // list: words after "how" that ask how often something happens
	Degrees      string // list: words after "how" that ask for a measure
	Strengths    string // list: words after "how" that ask for a measure of what is Gauged
	Gauged       string // list: nouns for what has its strength told in numbers
	Superlatives string // how adjectives end that say the most of something
	Gauges       string // list: nouns for such a measure
	Measures     string // list: units in which such a measure is told
	Plurals      string // list: plurals without the usual ending
	AsksMeaning  string // list: verbs at the end of a question for a meaning
	AsksName     string // list: participles at the end of a question for a name
	Means        string // list: words before a manner
	With         string // list: words that are before a manner now and then
	Rates        string // list: words that tell by themselves how often something happens
	Repeats      string // list: words behind which a unit of time tells that: "every week"
	Counts       string // list: words of how many times
	Pers         string // list: words between those and a unit of time
	Closings     string // list: verbs of what happens by itself, which stand at the end where it is asked when
}

// Polarity is denying.
type Polarity struct {
	No           string // list: words like "no"
	Not          string // list: words like "not"
	Suffix       string // word: an ending that denies
	Prefix       string // word: a beginning that denies
	PrefixExempt string // list: beginnings that only look like it
	Denials      string // list: words that turn what follows into its contrary
	Soft         string // list: words that say of what follows that it is not or will not be so
	Only         string // list: words that deny all else
	NoExempt     string // list: words after a "no" that make it no denial
	NotExempt    string // list: words after a "not" that make it no denial
	Verbs        string // list: verbs that deny a whole clause
	Links        string // list: words with which that clause begins
}

// Certainty is how sure a telling is of what it tells.
type Certainty struct {
	Doubts   string // list: words by which something is only possible, asked or alleged
	Plans    string // list: words by which something is only planned, asked for or expected
	Future   string // list: words for what is yet to come
	Held     string // list: other words by which a telling holds back
	Meant    string // list: words before a value that is wished, asked for or expected, and none yet
	Firm     string // list: words for what is done and settled
	Standing string // list: words for what is so up to now
	Modal    string // list: words right before a verb by which it is not told that it has happened
	Wishes   string // list: words before "to" and a verb, or before "that" and a clause, by which it is not told so either
	Duties   string // list: those of Modal and Wishes by which it ought to happen
	Ifs      string // list: words that begin a clause which may be so or not

	Past       string // list: past forms of verbs without the usual ending, but for those of being and having
	PastEnd    string // ending: of the others
	PastExempt string // list: words that end so and are none
}

// Clauses is how clauses are joined.
type Clauses struct {
	Relative string // list: those that go on about the noun before them
	Begin    string // list: words that begin a new clause
	That     string // word: begins a clause that tells what is said, wished or known
	Turns    string // list: words that turn the order of who and whom
	Causes   string // list: words that tell why
	And      string // list: words that put a clause beside another
	Joints   string // list: words that turn the order of who and whom, or leave it open
}

// Times is how words name times. Patterns are of lower-case text. Forms and
// refinements are lines of "reading = pattern", parts of "name = pattern": in a
// pattern {name}, or {name2} where one is there already, is a group of that name
// with the part's pattern, so that a reading finds its day, month or unit by name.
type Times struct {
	Parts  string // lines: the parts of forms
	Forms  string // lines: forms in which times are named, the first that fits is taken
	Refine string // lines: words before a time that make another of it; with ^, words after it

	Before  string // pattern: a word that opens or closes the time after it
	Between string // pattern: a word before the first of two times
	And     string // pattern: what joins them
	To      string // pattern: what joins two times without a word before the first
	Ordinal string // pattern: an ordinal in digits, which are its first group

	Timely     string // pattern: what stands before an ambiguous month or weekday that is a time
	TimelyNext string // pattern: or after it
	Named      string // pattern: what stands before a month or weekday that is a name
	Article    string // pattern: what stands before it where the name goes on: the Friday Star
	NamedNext  string // pattern: or after it
	Unread     string // pattern: what sounds like a time, whether or not it can be read

	Ambiguous string // list: months and weekdays that are also words or names
	Counts    string // values: small numbers of units, and numbers of forms; -1 is the last
	Means     string // pairs: a word of the patterns and its meaning: since, after, before, until; this, last; hour to century; early, mid, late, end, earlier, later; spring to winter; today, yesterday
	Holidays  string // pairs: a holiday and its day: month-day, month-weekday and which, easter and days after it
}

// Cue is a phrase with the words that tell where it may be.
type Cue struct {
	Words   string // list: small words, of which whatever has the phrase has one; empty: it needs none
	Besides string // list: small words, of which it has one, too; empty: it needs none
	Opens   string // list: small words, with one of which it begins, unless it has one of the signs : ; – —; empty: it begins anyhow
	Pattern string // pattern: the phrase
}

// Patterns are phrases that one step or another looks for.
type Patterns struct {
	Orders          []Cue  // what tells a reader with a machine's eyes what to write, and what to do when somebody asks
	Requests        []Cue  // the beginning of a clause that asks its reader to do something
	OfAnswers       []Cue  // words of asking and answering, and of what is to be done to a text
	You             []Cue  // words of the second person
	Roles           []Cue  // what marks who speaks in a conversation with a machine
	Retracts        string // words of taking something back
	RetractionTitle string // the title of a retraction
	Published       string // words for what was published
	Now             string // words of a question about the present
	Compares        string // what compares with the time after it
	Superlative     string // what a time since when nothing was like it stands behind
	ToCome          string // what tells of something that is yet to happen
	LivesLost       string // what tells deaths by lives, each way in a group: "lost their lives"
	ToldBy          string // words of a question for the word of somebody; its groups are who
	FollowStarts    string // the beginning of a question that goes on from the one before
	Revised         string // of these, words that tell of a number or plan put in the place of another one
	Changed         string // words that tell that something is no longer as it was, or as it was told
	Succeeds        string // words that put somebody in the place of another
	Motion          string // words that tell of a fall or a rise of something itself, and of no number that does
	MovedTo         string // words that put a plan to another day, up to where that follows
	ChangedTo       string // words that change a number, up to where the new one follows
	AtFirst         string // words of a question for what was known at first
	Mark            string // the mark by which a claim names the sentences it rests on
	LeadIn          string // words at the beginning of a claim that only tell that it is from what was given
	Chatter         string // what a model says beside its answer
	SaysMore        string // where such a sentence goes on to what they say
	SaysNot         string // a sentence that tells what the stories do not say
	SourcesHead     string // the head of a list of sources below an answer
	Contrast        string // the beginning of a sentence that sets itself against the one before
	GoesOn          string // the beginning of a sentence that says no more than that it goes on from the one before: with it cut off, the sentence stands for itself
	Defines         string // pattern: what stands behind a name where it is said what that is; group 1: it means, 2: it is one of a kind, else such a kind
	Verdict         string // words by which somebody who has checked a claim judges it
	InFact          string // the beginning of a sentence that tells what is so, against what was said
	CauseOfAny      string // what names a cause of one thing of a sort, which may be another than that of which a story tells
	OpenCause       string // what tells that a cause is not known yet, or only suspected
	OneMore         string // the beginning of a sentence that counts on from the one before, and cannot do without it
	Rejoinder       string // words with which someone denies, disputes or takes back what was said
	NamedThen       string // a full name and what begins to tell who bears it; its group is the name
	NamedSaid       string // a full name beside a verb of saying; one of its groups is the name
}
