package ask

import (
	"slices"

	"github.com/storybot/storybot/knowledge/text"
)

// Owes reports whether a question of these words, normal, asks for what ought to happen, or has not.
func Owes(l *text.Language, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return l.Certainty.Duties[w] || l.Polarity.Denials[w] })
}

// ToCome reports whether it asks for what has yet to happen.
func ToCome(l *text.Language, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return l.Certainty.Future[w] })
}

// Supposes reports whether it asks for what may, ought to, or does not happen.
func Supposes(l *text.Language, words []string) bool {
	c := &l.Certainty
	for i, w := range words {
		toCome := i > 0 && w == l.Forms.Inflected.Infinitive && l.Questions.Be[words[i-1]]
		if toCome || c.Modal[w] || c.Future[w] || c.Wishes[w] || c.Plans[w] || l.Polarity.Denials[w] {
			return true
		}
	}
	return false
}
