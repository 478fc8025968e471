package bot

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// A story may hold sentences that tell whoever reads them with a machine's eyes
// what to write ([text.Patterns].Orders), but nothing rests on them: a model
// that obeys one has its words dropped.

// withoutOrders leaves them out, and what is still in a quotation begun in one.
func withoutOrders(l *text.Language, body string) string {
	var kept strings.Builder
	open := false
	for _, s := range l.Sentences(body) {
		sentence := s.Of(body)
		if order := l.Patterns.Orders.MatchString(sentence); order || open {
			open = (strings.Count(sentence, `"`)%2 == 1) != open
			continue
		}
		kept.WriteString(sentence)
		kept.WriteByte('\n')
	}
	return kept.String()
}
