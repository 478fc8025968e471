package choose

import "github.com/storybot/storybot/bot/choose/ask"

// AnswerType is a kind of thing a question may want and a sentence may hold, as package ask tells of it.
type AnswerType = ask.Type

// The kinds that ask tells apart.
const (
	Anything     = ask.Anything
	Person       = ask.Person
	Organisation = ask.Organisation
	Place        = ask.Place
	Country      = ask.Country
	State        = ask.State
	City         = ask.City
	Date         = ask.Date
	Number       = ask.Number
	Money        = ask.Money
	Percent      = ask.Percent
	Duration     = ask.Duration
	Age          = ask.Age
	Reason       = ask.Reason
	MannerOf     = ask.MannerOf
	Saying       = ask.Saying
	Title        = ask.Title
	Name         = ask.Name
	Member       = ask.Member
	Meaning      = ask.Meaning
)
