package thing

import (
	"testing"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/knowledge/text"
)

// TestReasonsOfTime: what tells since when tells no reason.
func TestReasonsOfTime(t *testing.T) {
	t.Parallel()
	w := &Wanted{Lang: text.English(), Type: ask.Reason, Manner: ask.Why}
	for line, want := range map[string]bool{
		"The ferry has lain in port since Wednesday.":        false,
		"The ferry has lain in port since 14 October.":       false,
		"The ferry has lain in port since May.":              false,
		"The ferry has lain in port since then.":             false,
		"The ferry has lain in port since the start of May.": false,
		"The ferry has lain in port ever since.":             false,
		"The ferry stopped since its door was broken.":       true,
		"The ferry stopped because its door was broken.":     true,
		"Because Wednesday is a holiday, the ferry stopped.": true,
		"The ferry stopped due to the storm of Wednesday.":   true,
		"The mate was held on suspicion of theft.":           true,
		"The mate was accused of theft.":                     true,
		"The ferry turned back in an effort to reach port.":  true,
		"The strike was sparked by a pay cut.":               true,
		"The rules are aimed at ferries.":                    false,
		"The rescue effort went on.":                         false,
		"The line made a bid for the port.":                  false,
		"The police response was slow.":                      false,
		"The mate faces charges.":                            false,
	} {
		if got := len(In(w, line, text.English().Words(line))) > 0; got != want {
			t.Errorf("%s: a reason: %v", line, got)
		}
	}
}
