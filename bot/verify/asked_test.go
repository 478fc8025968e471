package verify_test

import (
	"testing"

	"github.com/storybot/storybot/bot/verify"
	"github.com/storybot/storybot/knowledge/text"
)

// TestOnlyAsked: what only asks bears nothing out, but for itself.
func TestOnlyAsked(t *testing.T) {
	t.Parallel()
	const asks, tells = `Who will run the Oldport ferry after the harbour fire?`, "The council runs the Oldport ferry."
	for _, c := range []struct {
		claim string
		cited []string
		holds bool
	}{
		{"The Oldport ferry.", []string{asks}, false},
		{"The harbour fire.", []string{asks}, false},
		{asks, []string{asks}, true},
		{"The Oldport ferry.", []string{tells}, true},
		{"The council runs the ferry.", []string{asks, tells}, true},
		{"The ferry is late.", []string{`"Is the ferry late?" she asked. The ferry is late today.`}, true},
		{"The Oldport ferry.", []string{`"Who will run the Oldport ferry?"`}, false},
		{"The lighthouse keeper.", []string{`Can the lighthouse keeper stay?`, tells}, false},
		{"The lighthouse keeper.", []string{`Can the lighthouse keeper stay?`, "The keeper left."}, true},
	} {
		given := []verify.Evidence{{Story: asks + "\n\n" + tells, Sentences: c.cited}}
		if got := verify.Check(text.English(), c.claim, given); got.Holds != c.holds {
			t.Errorf("%q of %q: %+v", c.claim, c.cited, got)
		}
	}
}
