package ask

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// Also is, as a question of its own, what else a question asks at its end, as in "who resigned, and when?"; empty where it asks one thing.
func Also(l *text.Language, question string) string {
	if question == "" {
		return ""
	}
	words, q := l.Words(question), &l.Questions
	for i := max(2, len(words)-mostAlso); i+1 < len(words); i++ {
		if w := &words[i+1]; l.Clauses.And[words[i].Norm] && q.Words[w.Norm] && q.Words[words[0].Norm] {
			rest := words[1].Start
			if n := words[1].Norm; q.Many[n] || q.Much[n] {
				rest = words[2].Start
			}
			if rest >= words[i].Start {
				return ""
			}
			return strings.TrimRight(question[w.Start:], " ?!.") + " " + strings.TrimRight(question[rest:words[i].Start], " ,")
		}
	}
	return ""
}

// mostAlso is how many words what else is asked has at most, its "and" with it.
const mostAlso = 4
