package lang

// Intents is how people ask for something else than an answer. The patterns are
// of a whole question without its words of time and its final marks, in any
// case; the first of their groups that has anything is what it is to be about.
type Intents struct {
	Polite    string // pattern: what stands before or behind what is asked, and is no part of it
	Dangling  string // pattern: what is left at the end where the words of time are cut out
	Greets    string // pattern: a greeting
	Thanks    string // pattern: thanks and praise
	Chats     string // pattern: other words that ask for nothing
	WhoAreYou string // pattern: a question about the bot itself, or for help
	News      string // pattern: what is new
	NewsThen  string // pattern: what happened, where a time is named
	NewsOf    string // pattern: what is new of something
	Summary   string // pattern: a summary of something
	Points    string // pattern: words for a list of points
	Long      string // pattern: words for a long summary
	Timeline  string // pattern: the events of something in order
	Explain   string // pattern: what something is about
	Stories   string // pattern: the stories of something, counted or listed
	Outlets   string // pattern: the outlets that have stories of something
	Quoted    string // pattern: who is quoted on something
	Leaning   string // pattern: words for what was talked about before
	Events    string // list: nouns for what kind of event something is, which its stories need not use
}
