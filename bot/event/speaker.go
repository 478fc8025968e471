package event

import (
	"cmp"
	"strings"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Speaker is the full name of who is quoted word for word in the numbered sentence of a
// story, be it only in the one before; empty where nobody is.
func Speaker(l *text.Language, s *knowledge.Story, sentences []text.Span, n int) string {
	sentence := sentences[n].Of(s.Text)
	if !strings.ContainsAny(sentence, "\"“”") {
		return ""
	}
	if name := firstGroup(l.Patterns.NamedSaid.FindStringSubmatch(sentence)); name != "" {
		return name
	}
	words := l.Words(sentence)
	for i := 1; i < len(words) && n > 0; i++ { // "...", she said
		if l.Meaning.Saying[words[i].Norm] && l.Pronouns.Subjects[words[i-1].Norm] {
			before := sentences[n-1].Of(s.Text)
			return cmp.Or(firstGroup(l.Patterns.NamedSaid.FindStringSubmatch(before)), firstGroup(l.Patterns.NamedThen.FindStringSubmatch(before)))
		}
	}
	return firstGroup(l.Patterns.NamedThen.FindStringSubmatch(sentence))
}

// firstGroup is the first group of a match that has anything.
func firstGroup(match []string) string {
	for i := 1; i < len(match); i++ {
		if match[i] != "" {
			return match[i]
		}
	}
	return ""
}

// SameSpeaker reports whether one name is the other or its end: Thule is Rikard Thule.
func SameSpeaker(a, b string) bool {
	return a == b || strings.HasSuffix(a, " "+b) || strings.HasSuffix(b, " "+a)
}
