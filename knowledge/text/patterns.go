package text

import (
	"regexp"

	"github.com/storybot/storybot/knowledge/text/lang"
)

// Patterns are phrases that one step or another looks for.
type Patterns struct {
	Orders          *regexp.Regexp // what tells a reader with a machine's eyes what to write
	ListAsked       *regexp.Regexp // a question about the stories themselves
	ListFrame       *regexp.Regexp // the words around what such a question is about
	Retracts        *regexp.Regexp // words of taking something back
	RetractionTitle *regexp.Regexp // the title of a retraction
	Published       *regexp.Regexp // words for what was published
	Now             *regexp.Regexp // words of a question about the present
	Compares        *regexp.Regexp // what compares with the time after it
	Superlative     *regexp.Regexp // what a time since when nothing was like it stands behind
	ToCome          *regexp.Regexp // what tells of something that is yet to happen
	FollowStarts    *regexp.Regexp // the beginning of a question that goes on from the one before
	Contradicts     *regexp.Regexp // words of a story that contradicts another
}

func compilePatterns(d *lang.Patterns) Patterns {
	return Patterns{
		Orders: regexp.MustCompile(d.Orders), ListAsked: regexp.MustCompile(d.ListAsked), ListFrame: regexp.MustCompile(d.ListFrame),
		Retracts: regexp.MustCompile(d.Retracts), RetractionTitle: regexp.MustCompile(d.RetractionTitle), Published: regexp.MustCompile(d.Published), Now: regexp.MustCompile(d.Now),
		Compares: regexp.MustCompile(d.Compares), Superlative: regexp.MustCompile(d.Superlative), ToCome: regexp.MustCompile(d.ToCome),
		FollowStarts: regexp.MustCompile(d.FollowStarts), Contradicts: regexp.MustCompile(d.Contradicts),
	}
}
