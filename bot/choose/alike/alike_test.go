package alike

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// Kin words share a beginning and differ by endings, or by one letter within.
func TestKin(t *testing.T) {
	t.Parallel()
	l := text.English()
	for pair, want := range map[[2]string]float64{
		{"theolog", "theologian"}:  Family,
		{"labour", "labor"}:        Spelled,
		{"labor", "labour"}:        Spelled,        // whichever is the longer one
		{"organis", "organiz"}:     Family * 6 / 7, // the letter is the last one: no spelling
		{"quay", "quays"}:          Family * 4 / 5,
		{"mine", "mineral"}:        0, // too little of it
		{"cat", "cats"}:            0, // too short
		{"1984", "19845"}:          0, // numbers
		{"bridge", "fridge"}:       0, // another beginning
		{"boat", "boil"}:           0,
		{"inter", "international"}: 0, // too much more
	} {
		if got := Kin(l, pair[0], pair[1]); got != want {
			t.Errorf("%v: %v, want %v", pair, got, want)
		}
	}
}

// A word may be meant by one that is an edit apart, a longer one by one that is two apart; small words never.
func TestMisspelt(t *testing.T) {
	t.Parallel()
	words := text.English().Words("The ferry left Skarnes before a cod was landed.")
	for word, want := range map[string]bool{"fery": true, "skarens": true, "landet": true, "cot": true, "befor": false, "mill": false, "coat": false} {
		if got := Misspelt(word, words); got != want {
			t.Errorf("%s: %v, want %v", word, got, want)
		}
	}
}

// What a sentence has of a headline is told by the first letters of its telling words.
func TestHeads(t *testing.T) {
	t.Parallel()
	l := text.English()
	keys := HeadKeys(l.Words("The bakers of Olm strike"))
	for sentence, want := range map[string]float64{
		"In Olm the baker who was striking went home.": 1,
		"Bakers, bakers and bakers.":                   1.0 / 3,
		"Olm has bakers that strike again.":            1,
		"Nothing of the kind.":                         0,
	} {
		if len(keys) != 3 {
			t.Fatalf("%d keys: %v", len(keys), keys)
		}
		if got := HeadShare(keys, l.Words(sentence)); got != want {
			t.Errorf("%s: %v, want %v", sentence, got, want)
		}
	}
	if HeadShare(nil, l.Words("Olm")) != 0 {
		t.Error("a headline without words has a share")
	}
	for words, want := range map[string]bool{"bakers of Olm": true, "the bakers": true, "the bakers sleep": false, "": true} {
		if HasAll(keys, l.Words(words)) != want {
			t.Errorf("all of %q: not %v", words, want)
		}
	}
}

// Words that may be one stem have one start.
func TestStart(t *testing.T) {
	t.Parallel()
	for pair, want := range map[[2]string]bool{{"trying", "tri"}: true, {"bakery", "bak"}: true, {"bakery", "bal"}: false, {"abc", "acb"}: false, {"12 000", "ab"}: true} {
		if (Start(pair[0]) == Start(pair[1])) != want {
			t.Errorf("%v: not %v", pair, want)
		}
	}
	if Start("ab") != 0 || Start("1984") != 0 || Start("abc") == 0 {
		t.Error("short words and numbers start with nothing, others with something")
	}
}
