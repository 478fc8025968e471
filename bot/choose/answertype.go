package choose

import (
	"strings"

	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// AnswerType is a kind of thing a question may want and a sentence may hold.
type AnswerType int

// The kinds. Anything is anything.
const (
	Anything AnswerType = iota
	Person
	Organisation
	Place
	Country
	State
	City
	Date
	Number
	Money
	Percent
	Duration
	Age
	Reason
	MannerOf
	Saying      // a quotation or what somebody said
	Title       // the name of a work: film, song, book
	Name        // some other proper name
	Member      // one of a known class: a colour, a sport, a language; the class is the focus
	Meaning     // what a word means
	answerTypes // how many kinds there are
)

// String names the kind as a person would.
func (k AnswerType) String() string {
	names := [answerTypes]string{
		"anything", "person", "organisation", "place", "country", "state", "city", "date", "number", "money",
		"percentage", "duration", "age", "reason", "manner", "quote", "title", "name", "member", "meaning",
	}
	if k < 0 || k >= answerTypes {
		return "unknown"
	}
	return names[k]
}

// measured reports whether only a number answers: a sentence without one, or with
// one of another kind, is no answer, whatever else it has.
func (k AnswerType) measured() bool {
	switch k {
	case Number, Money, Percent, Duration, Age:
		return true
	}
	return false
}

// united reports whether only a number with its unit answers; how long something
// takes may be told by a day, too.
func (k AnswerType) united() bool { return k == Money || k == Percent || k == Age }

// named reports whether a name answers.
func (k AnswerType) named() bool {
	switch k {
	case Person, Organisation, Place, Country, State, City:
		return true
	}
	return false
}

// nounKind is the kind of thing a noun asks for after "which" or "what".
func nounKind(l *text.Language, noun string) AnswerType {
	q := &l.Questions
	if k, ok := q.Nouns[noun]; ok {
		return answerType(k)
	}
	if classOf(l, noun) != nil {
		return Member
	}
	if strings.HasSuffix(noun, "s") && !strings.HasSuffix(noun, "ss") {
		return answerType(q.Nouns[shape.Singular(noun)])
	}
	return Anything
}

// classOf is the members of the class that a noun names, in the singular or plural; nil of others.
func classOf(l *text.Language, noun string) map[string]bool {
	if members, ok := l.Questions.Classes[noun]; ok {
		return members
	}
	return l.Questions.Classes[shape.Singular(noun)]
}

// answerType is the kind of that name; Anything where there is none.
func answerType(name string) AnswerType {
	for k := Person; k < answerTypes; k++ {
		if k.String() == name {
			return k
		}
	}
	return Anything
}
