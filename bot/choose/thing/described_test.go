package thing

import (
	"slices"
	"testing"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/knowledge/text"
)

// Whose age is asked for may be told by what he is, beside the name of somebody else.
func TestDescribed(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"How old is the suspect in the attack on Ann Lee?":   "suspect",
		"How old is Ann Lee's husband?":                      "husband",
		"how old was the man who found the bell":             "man",
		"How old is the alleged killer of Ulm?":              "killer",
		"How old was the gunman who shot Ann Lee?":           "gunman",
		"How old is Ann Lee's attacker?":                     "attacker",
		"How old is Ann Lee?":                                "",
		"How old is the singer Ann Lee?":                     "",
		"How old was Ann Lee when she became the president?": "",
		"How old is the bridge that the mayor opened?":       "",
		"What age?": "",
		"How old is she, and is the driver older than Ann Lee?": "",
	} {
		if got := Described(text.English(), question); got != want {
			t.Errorf("%s\n got %q\nwant %q", question, got, want)
		}
	}
}

// A number behind what somebody is may be his age.
func TestAgeOf(t *testing.T) {
	t.Parallel()
	l := text.English()
	for sentence, want := range map[string]bool{
		"A man of 47 was run over by a tram.":        true,
		"The driver, a woman of 63, was unhurt.":     true,
		"The victim was a boy of 11.":                true,
		"A mother of 12 won the prize.":              false, // so many children
		"A group of 47 doctors came.":                false,
		"A band of 12 played.":                       false,
		"The man of 1,947 songs died.":               false,
		"She is one of 47.":                          false,
		"The suspect of 14 burglaries was caught.":   false,
		"He was the driver of 16 different lorries.": false,
	} {
		found := slices.ContainsFunc(In(&Wanted{Lang: l, Type: ask.Age}, sentence, l.Words(sentence)), func(th Thing) bool { return th.Sure >= sureAge })
		if found != want {
			t.Errorf("%s: age %v", sentence, found)
		}
	}
}
