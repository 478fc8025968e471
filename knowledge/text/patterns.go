package text

import "github.com/storybot/storybot/knowledge/text/lang"

// Patterns are phrases that one step or another looks for.
type Patterns struct {
	Orders          *Pattern // what tells a reader with a machine's eyes what to write
	ListAsked       *Pattern // a question about the stories themselves
	ListFrame       *Pattern // the words around what such a question is about
	Retracts        *Pattern // words of taking something back
	RetractionTitle *Pattern // the title of a retraction
	Published       *Pattern // words for what was published
	Now             *Pattern // words of a question about the present
	Compares        *Pattern // what compares with the time after it
	ToCome          *Pattern // what tells of something that is yet to happen
	FollowStarts    *Pattern // the beginning of a question that goes on from the one before
	Contradicts     *Pattern // words of a story that contradicts another
	Mark            *Pattern // the mark by which a claim names the sentences it rests on
	LeadIn          *Pattern // words at the beginning of a claim that only tell that it is from what was given
	Chatter         *Pattern // what a model says beside its answer
	SaysNot         *Pattern // a sentence that tells what the stories do not say
	SourcesHead     *Pattern // the head of a list of sources below an answer
	Contrast        *Pattern // the beginning of a sentence that sets itself against the one before
	NamedThen       *Pattern // a full name and what begins to tell who bears it; its group is the name
	NamedSaid       *Pattern // a full name beside a verb of saying; one of its groups is the name
}

func compilePatterns(d *lang.Patterns) Patterns {
	return Patterns{
		Orders: patternOf(d.Orders), ListAsked: patternOf(d.ListAsked), ListFrame: patternOf(d.ListFrame),
		Retracts: patternOf(d.Retracts), RetractionTitle: patternOf(d.RetractionTitle), Published: patternOf(d.Published), Now: patternOf(d.Now),
		Compares: patternOf(d.Compares), ToCome: patternOf(d.ToCome),
		FollowStarts: patternOf(d.FollowStarts), Contradicts: patternOf(d.Contradicts),
		Mark: patternOf(d.Mark), LeadIn: patternOf(d.LeadIn), Chatter: patternOf(d.Chatter), SaysNot: patternOf(d.SaysNot), SourcesHead: patternOf(d.SourcesHead), Contrast: patternOf(d.Contrast),
		NamedThen: patternOf(d.NamedThen), NamedSaid: patternOf(d.NamedSaid),
	}
}
