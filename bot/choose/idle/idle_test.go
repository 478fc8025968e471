package idle

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestIdle: what stands around a story and tells nothing of it.
func TestIdle(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"":                               true,
		"What will become of the ferry?": true,
		"“Will the ferry sail again?”":   true,
		"The ferry sinks":                true,
		"Northport ferry: what we know":  true,
		"The ferry at the quay. Jo Farrow/Picture Pool":   true,
		"Photo: Jo Farrow, Northport.":                    true,
		"► The ferry sank yesterday.":                     true,
		"More ferries:All boats of the bay in one list.":  true,
		"Read more: the ferry that sank.":                 true,
		"Sign up for our newsletter.":                     true,
		"Follow our live coverage of the ferry.":          true,
		"Leaving is not.":                                 true,
		"The captain did.":                                true,
		"His crew has not.":                               true,
		"Leaving isn't.":                                  true,
		"She sailed last May.":                            false,
		"He lost his will.":                               false,
		"The ferry, she said, would not sail on.":         false,
		"“The ferry will,” she said.":                     false,
		"The ferry has sailed.":                           false,
		"Nobody on the ferry was told what the crew did.": false,

		"The ferry sank.":                                            false,
		"“The ferry sank,” he said.":                                 false,
		"$3 million was paid for the ferry.":                         false,
		"The mayor said: “The ferry sank.”":                          false,
		"Ferries: two sank, one was sold.":                           false,
		"The ferry sailed at 10:30 a.m. on Monday.":                  false,
		"Join the queue at dawn, she told the sailors of the ferry.": false,
		"Is it a ship or a ferry, the clerks wondered .":             false,
	} {
		if got := Line(text.English(), line); got != want {
			t.Errorf("%q: idle %v", line, got)
		}
	}
}
