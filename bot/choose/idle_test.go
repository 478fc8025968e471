package choose

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
		"The ferry at the quay. Jo Farrow/Picture Pool":  true,
		"Photo: Jo Farrow, Northport.":                   true,
		"► The ferry sank yesterday.":                    true,
		"More ferries:All boats of the bay in one list.": true,
		"Read more: the ferry that sank.":                true,
		"Sign up for our newsletter.":                    true,
		"Follow our live coverage of the ferry.":         true,

		"The ferry sank.":                                            false,
		"“The ferry sank,” he said.":                                 false,
		"$3 million was paid for the ferry.":                         false,
		"The mayor said: “The ferry sank.”":                          false,
		"Ferries: two sank, one was sold.":                           false,
		"The ferry sailed at 10:30 a.m. on Monday.":                  false,
		"Join the queue at dawn, she told the sailors of the ferry.": false,
		"Is it a ship or a ferry, the clerks wondered .":             false,
	} {
		if got := idle(text.English(), line); got != want {
			t.Errorf("%q: idle %v", line, got)
		}
	}
}

// TestIdleLinesSink: an idle line of a story goes behind the others; where no
// title tells of a story, nothing is idle.
func TestIdleLinesSink(t *testing.T) {
	t.Parallel()
	q := Read(text.English(), "When did the Northport ferry sink?")
	for title, want := range map[string]int{"Weather": 1, "": 0} {
		lines := []Line{{Text: "When in May 1987 did the Northport ferry sink", Title: title}, {Text: "It was in 1987.", Title: title}}
		if got := orderOf(scoresOf(Fitted().Rank(q, lines)))[0]; got != want {
			t.Errorf("title %q: line %d goes first", title, got)
		}
	}
}
