package intent

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// Bare is a topic without the small words before it: the ferry is ferry.
func Bare(l *text.Language, topic string) string {
	for _, w := range l.Words(topic) {
		if !w.Stop() || w.Upper {
			return topic[w.Start:]
		}
	}
	return topic
}

// Subject is a topic without words for what kind of event it was: the ferry disaster
// is the ferry. It is empty where the topic has none, or nothing else.
func Subject(l *text.Language, topic string) string {
	var kept []string
	telling := false
	words := l.Words(topic)
	for i := range words {
		if w := &words[i]; !l.Intents.Events[w.Norm] {
			kept = append(kept, w.Of(topic))
			telling = telling || !w.Stop()
		}
	}
	if !telling || len(kept) == len(words) {
		return ""
	}
	return strings.Join(kept, " ")
}

// Stems are the stems of what a topic is about, without words for what kind of event
// it was, unless there is nothing else.
func Stems(l *text.Language, topic string) []string {
	if subject := Subject(l, topic); subject != "" {
		topic = subject
	}
	var stems []string
	for _, t := range l.Terms(topic) {
		if !slices.Contains(stems, t) {
			stems = append(stems, t)
		}
	}
	return stems
}
