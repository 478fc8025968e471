package bot

import (
	"regexp"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// orders finds sentences that tell whoever reads them with a machine's eyes
// what to write. A story may hold such, but nothing rests on them: a model
// that obeys one has its words dropped.
var orders = regexp.MustCompile(`(?i)\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instructions?|prompts?|rules|guidelines|directions|context|above|previous(?:ly)?|data|document|everything)\b` +
	`|\b(?:reply|respond|answer|output|print|repeat|say|write|return|begin|start|end|append|include|insert|prefix)\b.{0,30}\b(?:with|exactly|only|following|phrase|words?|sentence|string|response|verbatim)\b` +
	`|\b(?:just|only|now) (?:print|say|write|output|repeat)\b` +
	`|\b(?:system|developer) (?:prompt|message)|\byour (?:next |final |entire )?(?:response|reply|answer|output|instructions|task)\b` +
	`|\byou (?:must|should|will|are|shall) (?:now|not|only|always|from)\b|\bAI (?:assistant|model)|\blanguage model|<\/?instruction`)

// withoutOrders leaves them out, and what is still in a quotation begun in one.
func withoutOrders(body string) string {
	var kept strings.Builder
	open := false
	for _, s := range text.Sentences(body) {
		sentence := s.Of(body)
		if order := orders.MatchString(sentence); order || open {
			open = (strings.Count(sentence, `"`)%2 == 1) != open
			continue
		}
		kept.WriteString(sentence)
		kept.WriteByte('\n')
	}
	return kept.String()
}
