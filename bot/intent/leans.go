package intent

import "github.com/storybot/storybot/knowledge/text"

// LeansBack reports whether a question stands only together with the one before:
// it begins as a continuation, it has a pronoun and names nobody, or it is a
// few words without a name; and whether it is nameless, so that it may be about
// what the one before was about.
func LeansBack(l *text.Language, question string) (leans, nameless bool) {
	words := l.Words(question)
	names, telling, pronoun := 0, 0, false
	for i := range words {
		w := &words[i]
		pronoun = pronoun || l.Pronouns.Following[w.Norm]
		if w.Stop() || l.Questions.Words[w.Norm] {
			continue
		}
		telling++
		if w.Upper && i > 0 || w.Number {
			names++
		}
	}
	continues := l.Patterns.FollowStarts.MatchString(question)
	return continues || names == 0 && (pronoun || telling <= 1), continues || names == 0
}
