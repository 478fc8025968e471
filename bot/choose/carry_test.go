package choose

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestCarries: what a follow-up takes over of the question before it.
func TestCarries(t *testing.T) {
	t.Parallel()
	const marsh = "When did Elena Marsh open the drawbridge today?"
	for _, c := range []struct{ before, question, want string }{
		{marsh, "and Tom Adeyemi?", "elena marsh open drawbridge"}, // the same of another
		{marsh, "What about the harbour?", "elena marsh open drawbridge"},
		{marsh, "Why?", "elena marsh open drawbridge"},
		{marsh, "And in 2020?", "elena marsh open drawbridge"},
		{marsh, "Who paid her?", "elena marsh drawbridge"}, // something of its own
		{marsh, "Did she cut the ribbon?", "elena marsh drawbridge"},
		{"About drawbridge Marsh. Who paid her?", "What did it cost?", "marsh"}, // taken over once
		{"Which ships sank?", "And the captain?", "sank"},                       // not what was asked for
	} {
		before, own := Read(text.English(), c.before), Read(text.English(), c.question)
		var got []string
		for _, w := range text.English().Words(c.before) {
			if before.Carries(w.Norm, &own) {
				got = append(got, w.Norm)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s %s: %q, want %q", c.before, c.question, strings.Join(got, " "), c.want)
		}
	}
}
