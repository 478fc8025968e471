package text

import (
	"strings"
	"testing"
)

func TestKeysAndBases(t *testing.T) {
	for _, c := range []struct{ norm, key, base string }{
		{"houses", "hous", "hous"},
		{"went", "go", "go"},
		{"feet", "foot", "foot"},
		{"colour", "color", "color"},
		{"british", "uk", "british"},
		{"two", "two", "2"},
		{"twelfth", "twelfth", "12th"},
		{"70s", "70s", "1970s"},
		{"1970's", "1970's", "1970s"},
		{"7as", "7as", "7as"},
		{"770s", "770s", "770s"},
		{"12", "12", "12"},
		{"", "", ""},
	} {
		l := English()
		if key, base := l.Key(c.norm), l.Base(c.norm); key != c.key || base != c.base {
			t.Errorf("%q has key %q and base %q, want %q and %q", c.norm, key, base, c.key, c.base)
		}
	}
}

func TestStem(t *testing.T) {
	for word, want := range map[string]string{
		"houses": "hous", "running": "run", "zoos": "zoo", "abc": "abc",
		"as": "as", "is": "is", // too short
		"b2s": "b2s", "cafés": "cafés", "running{": "running{", "running`": "running`", // not only letters
		"dog's": "dog",
	} {
		if got := English().Stem(word); got != want {
			t.Errorf("Stem(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestDigits(t *testing.T) {
	for word, want := range map[string]string{
		"two": "2", "third": "3rd", "second": "2nd", "fourth": "4th", "twelfth": "12th", "thirteenth": "13th", "eleventh": "11th",
		"twentieth": "20th", "ninety": "90", "zero": "", "one": "", "hundredth": "100th",
	} {
		if got := English().Numbers.Digits[word]; got != want {
			t.Errorf("%s in digits is %q, want %q", word, got, want)
		}
	}
}

func TestRarity(t *testing.T) {
	for word, want := range map[string]float64{
		"people": 1, "allowed": 1.6, "ukrainian": 2.4, "": 2, "cat": 2, "oxen": 2.4, "123": 2.4, "1234": 2.4,
	} {
		if got := English().Rarity(word, English().Base(word)); got != want {
			t.Errorf("Rarity(%q) = %v, want %v", word, got, want)
		}
	}
}

func TestTerms(t *testing.T) {
	for text, want := range map[string]string{
		"The houses of the two mayors": "hous two mayor",
		"It is of the":                 "",
		"3,000 dogs, 3000 cats":        "3000 dog 3000 cat",
	} {
		if got := strings.Join(English().Terms(text), " "); got != want {
			t.Errorf("Terms(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestMonthsAndWeekdays(t *testing.T) {
	for word, want := range map[string]string{
		"may": "month", "sept": "month", "december": "month", "sunday": "weekday", "mondays": "weekday",
		"sun": "", "mon": "", "maybe": "", "day": "", "": "",
	} {
		got := ""
		if English().Month(word) {
			got += "month"
		}
		if English().Weekday(word) {
			got += "weekday"
		}
		if got != want {
			t.Errorf("%q is %q, want %q", word, got, want)
		}
	}
}

func TestSentenceLeans(t *testing.T) {
	for text, want := range map[string]struct{ leans, names bool }{
		"He won.":                 {leans: true},
		"Then they won.":          {leans: true},
		"And then they won.":      {},
		"Berg won.":               {},
		"Won by Berg.":            {names: true},
		"I said that The I won.":  {},
		"This is where Anna won.": {leans: true, names: true},
		"":                        {},
	} {
		words := English().Words(text)
		if leans, names := OpensWithPronoun(words), NamesSomebody(words); leans != want.leans || names != want.names {
			t.Errorf("%q leans %v and names %v, want %+v", text, leans, names, want)
		}
	}
}

func TestCut(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "b", 2: "b", 3: "bø", 4: "bø", 5: "bø", 6: "bø東", 9: "bø東"} {
		if got := Cut("bø東", n); got != want {
			t.Errorf("Cut to %d bytes is %q, want %q", n, got, want)
		}
	}
}

func TestPlaces(t *testing.T) {
	p := English().Places
	for name, want := range map[string]string{
		"italy": "Country", "united kingdom": "Country starts united", "texas": "State", "new mexico": "State starts new",
		"paris": "City", "los angeles": "City starts los", "ulmia": "",
		"georgia": "Country", // the first list that has it
	} {
		first, _, _ := strings.Cut(name, " ")
		got := []string{"", "Country", "State", "City"}[p.Kinds[name]]
		if p.Starts[first] {
			got += " starts " + first
		}
		if got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if got := p.Demonyms["italian"] + " " + p.Demonyms["danish"]; got != "italy denmark" {
		t.Errorf("demonyms are %s", got)
	}
}

// A word has the same stem and normal form whether it was seen before or not.
func TestWordsSeenBefore(t *testing.T) {
	t.Parallel()
	l := English()
	for range 2 {
		for _, raw := range []string{"ferries", "US", "U.S.", "Marsh’s", "Élan", "flies", "O'Hara", "größer", "don't"} {
			w := l.Words(raw)[0]
			if want := l.normOf(w.Of(raw)); w.Norm != want || len(want) > 2 && l.stem(want) != w.Stem() && strings.Trim(want, "abcdefghijklmnopqrstuvwxyz'") == "" {
				t.Errorf("%s is read as %s, by its stem %s; want %s", raw, w.Norm, w.Stem(), want)
			}
		}
	}
}
