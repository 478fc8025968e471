// Package en is English: every list of words, form, title and pattern of
// English that Storybot reads by, once. Nothing outside of it holds any.
package en

import (
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"github.com/storybot/storybot/knowledge/text/lang"
)

// Data returns what is known of English.
func Data() lang.Data {
	return lang.Data{
		Code:      "en",
		Name:      "English",
		Stem:      stem,
		Common:    common(),
		Ends:      ends(),
		Calendar:  calendar(),
		Numbers:   numbers(),
		Names:     names(),
		Pronouns:  pronouns(),
		Forms:     forms(),
		Meaning:   meaning(),
		Questions: questions(),
		Polarity:  polarity(),
		Certainty: certainty(),
		Clauses:   clauses(),
		Times:     times(),
		Patterns:  patterns(),
		Intents:   intents(),
		Dates:     dates(),
		Lines:     lines(),
		Documents: documents(),
		Notices:   notices(),
	}
}

// stem is the Porter2 stem.
func stem(word string) string {
	env := snowballstem.NewEnv(word)
	english.Stem(env)
	return env.Current()
}
