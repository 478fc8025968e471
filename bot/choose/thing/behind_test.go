package thing

import (
	"testing"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/knowledge/text"
)

// TestReasonsBesideDeeds: some words tell a reason of what is done only behind it, or before it with a comma.
func TestReasonsBesideDeeds(t *testing.T) {
	t.Parallel()
	l := text.English()
	w := &Wanted{Lang: l, Type: ask.Reason, Manner: ask.Why}
	for _, c := range []struct {
		deed, line string
		want       bool
	}{
		{"resign", "Lund resigned over the delays at the port.", true},
		{"resign", "Lund resigned on Tuesday after a vote of the council.", true},
		{"resign", "Lund resigned after weeks of quarrels.", true},
		{"resign", "Lund resigned after six weeks.", false},
		{"resign", "Lund resigned after Tuesday.", false},
		{"resign", "Lund resigned and Falk took over.", false},
		{"resign", "Lund resigned; the port went on over the winter.", false},
		{"resign", "The ferry sailed after a storm and Lund resigned.", false},
		{"resign", "After losing the vote, Lund resigned.", true},
		{"resign", "Amid protests in the port, Lund said that she had resigned.", true},
		{"resign", "After Falk resigned, the port was shut.", false},
		{"resign", "After six weeks, Lund resigned.", false},
		{"fine", "Lund was fined for parking on the quay.", true},
		{"fine", "The city fined Lund for parking on the quay.", true},
		{"fine", "Lund was fined for the third time.", false},
		{"suspend", "Lund was suspended for remarks about the port.", true},
		{"leave", "Lund left for Ulm.", false},
		{"leave", "Lund left for the summer house.", false},
		{"close", "The port closed amid a storm.", true},
		{"close", "The port closed over 30 times.", false},
		{"die", "Lund died of a fever.", true},
		{"die", "Lund died from complications of a fever.", true},
		{"die", "Lund died in Ulm.", false},
		{"close", "There is a reason why Ulm is loved.", false},
		{"close", "There is a reason why the port closed.", true},
		{"close", "Lund gave money to charitable causes.", false},
		{"close", "Lund named three reasons: rust, ice and wind.", true},
		{"close", "Wind causes damage at the port.", true},
	} {
		words := l.Words(c.line)
		does := func(i int) bool { return l.Base(words[i].Norm) == l.Base(c.deed) }
		got := Reasons(l, c.line, words, In(w, c.line, words), does, does, func(int) bool { return false })
		if len(got) > 0 != c.want {
			t.Errorf("%s: a reason to %s: %v", c.line, c.deed, got)
		}
	}
	line := "The shrimp was named after a winch operator."
	words := l.Words(line)
	named := func(i int) bool { return words[i].Norm == "named" }
	if got := Reasons(l, line, words, nil, named, named, func(i int) bool { return words[i].Norm == "after" }); len(got) > 0 {
		t.Errorf("what is asked is a reason: %v", got)
	}
}
