package ask

import (
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// Type is a kind of thing a question may want and a sentence may hold.
type Type int

// The kinds. Anything is anything.
const (
	Anything Type = iota
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
	Saying   // a quotation or what somebody said
	Title    // the name of a work: film, song, book
	Name     // some other proper name
	Member   // one of a known class: a colour, a sport, a language; the class is the focus
	Meaning  // what a word means
	Rate     // how often something happens
	typesEnd // behind the last
)

// String names the kind as a person would.
func (k Type) String() string {
	names := [typesEnd]string{
		"anything", "person", "organisation", "place", "country", "state", "city", "date", "number", "money",
		"percentage", "duration", "age", "reason", "manner", "quote", "title", "name", "member", "meaning", "rate",
	}
	if k < 0 || k >= typesEnd {
		return "unknown"
	}
	return names[k]
}

// Measured reports whether only a number answers: a sentence without one, or with
// one of another kind, is no answer, whatever else it has.
func (k Type) Measured() bool {
	switch k {
	case Number, Money, Percent, Duration, Age:
		return true
	}
	return false
}

// United reports whether only a number with its unit answers; how long something
// takes may be told by a day, too.
func (k Type) United() bool { return k == Money || k == Percent || k == Age }

// Named reports whether a name answers.
func (k Type) Named() bool {
	switch k {
	case Person, Organisation, Place, Country, State, City:
		return true
	}
	return false
}

// NounType is the kind of thing a noun asks for after "which" or "what".
func NounType(l *text.Language, noun string) Type {
	q := &l.Questions
	if k, ok := q.Nouns[noun]; ok {
		return typeOf(k)
	}
	if Class(l, noun) != nil {
		return Member
	}
	return typeOf(q.Nouns[shape.Singular(l, noun)])
}

// Class is the members of the class that a noun names, in the singular or plural; nil of others.
func Class(l *text.Language, noun string) map[string]bool {
	if members, ok := l.Questions.Classes[noun]; ok {
		return members
	}
	return l.Questions.Classes[shape.Singular(l, noun)]
}

// Scored reports whether a noun asks for the number by which a match or a vote ended: "3-2".
func Scored(l *text.Language, noun string) bool {
	return l.Questions.Nouns[noun] == scored || l.Questions.Nouns[shape.Singular(l, noun)] == scored
}

// scored is the name of the numbers that Scored tells of.
const scored = "score"

// typeOf is the kind of that name; Anything where there is none.
func typeOf(name string) Type {
	if name == scored {
		return Number
	}
	for k := Person; k < typesEnd; k++ {
		if k.String() == name {
			return k
		}
	}
	return Anything
}
