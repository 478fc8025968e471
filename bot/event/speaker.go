package event

import (
	"cmp"
	"slices"
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
	said, then := l.Patterns.NamedSaid, l.Patterns.NamedThen
	if name := named(l, said, sentence); name != "" {
		return name
	}
	words := l.Words(sentence)
	for i := 1; i < len(words) && n > 0; i++ { // "...", she said
		if l.Meaning.Saying[words[i].Norm] && l.Pronouns.Subjects[words[i-1].Norm] {
			before := sentences[n-1].Of(s.Text)
			return cmp.Or(named(l, said, before), named(l, then, before))
		}
	}
	return named(l, then, sentence)
}

// named is the full name that a form of sentences tells: without the small words before it,
// and of a person, not of an organisation. It is empty where there is none.
func named(l *text.Language, form *text.Pattern, sentence string) string {
	match := form.FindStringSubmatch(sentence)
	for i := 1; i < len(match); i++ {
		words := l.Words(match[i])
		for len(words) > 0 && (words[0].Stop() || l.Names.Titles[words[0].Norm] || l.Weekday(words[0].Norm) || l.Month(words[0].Norm)) {
			words = words[1:]
		}
		if slices.ContainsFunc(words, func(w text.Word) bool {
			word := w.Of(match[i])
			return l.Names.Organisations[w.Norm] || l.Weekday(w.Norm) || len(word) > 2 && word == strings.ToUpper(word) || strings.HasSuffix(strings.ReplaceAll(word, "’", "'"), "'s")
		}) {
			return ""
		}
		if n := len(words); n > 2 || n == 2 && !l.Names.Titles[words[1].Norm] { // "Jackson Jr" is no full name
			return match[i][words[0].Start:]
		}
	}
	return ""
}

// SameSpeaker reports whether one name is the other or its end: Thule is Rikard Thule.
func SameSpeaker(a, b string) bool {
	return a == b || strings.HasSuffix(a, " "+b) || strings.HasSuffix(b, " "+a)
}
