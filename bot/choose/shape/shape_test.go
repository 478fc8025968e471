package shape

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// What a word looks like, by its letters alone.
func TestWords(t *testing.T) {
	t.Parallel()
	l := text.English()
	for name, c := range map[string]struct {
		is   func(*text.Language, string) bool
		yes  []string
		noes []string
	}{
		"plural":      {Plural, []string{"boats", "cities", "bakeries"}, []string{"boat", "glass", "bus", "gas"}},
		"going":       {Going, []string{"winning"}, []string{"won", "winner"}},
		"adverb":      {Adverb, []string{"quickly"}, []string{"quick"}},
		"ordinal":     {Ordinal, []string{"19th"}, []string{"19"}},
		"act":         {Act, []string{"defection", "explosion"}, []string{"defect", "mill"}},
		"past":        {Past, []string{"defected", "signed"}, []string{"red", "sign", "went"}},
		"has past":    {HasPast, []string{"signed", "went", "written"}, []string{"sign", "mill"}},
		"superlative": {Superlative, []string{"strongest", "largest"}, []string{"strong", "nest", "east"}},
		"year":        {func(_ *text.Language, w string) bool { return Year(w) }, []string{"1984", "1980s", "2026"}, []string{"984", "3024", "2126", "19a4", "19845"}},
		"capitals":    {func(_ *text.Language, w string) bool { return AllUpper(w) }, []string{"NATO", "A1"}, []string{"Nato", "12", ""}},
	} {
		for _, w := range c.yes {
			if !c.is(l, w) {
				t.Errorf("%s: not %q", name, w)
			}
		}
		for _, w := range c.noes {
			if c.is(l, w) {
				t.Errorf("%s: %q", name, w)
			}
		}
	}
	for noun, want := range map[string]string{"cities": "city", "boats": "boat", "bus": "bus", "glass": "glass"} {
		if got := Singular(l, noun); got != want {
			t.Errorf("of %q one is %q, want %q", noun, got, want)
		}
	}
}

// What a word is by what stands around it.
func TestAround(t *testing.T) {
	t.Parallel()
	l := text.English()
	at := func(s, word string) (words []text.Word, i int) {
		words = l.Words(s)
		for i = range words {
			if words[i].Of(s) == word {
				return words, i
			}
		}
		t.Fatalf("no %q in %q", word, s)
		return nil, 0
	}
	for name, c := range map[string]struct {
		is         func(s string, words []text.Word, i int) bool
		word       string
		yes, other string
	}{
		"clock":    {func(s string, w []text.Word, i int) bool { return Clock(s, &w[i]) }, "6", "It began at 6 p.m. on Monday.", "It began at 6 gates."},
		"joined":   {func(s string, w []text.Word, i int) bool { return Compounded(s, &w[i]) }, "time", "The all-time record.", "All time."},
		"paid":     {func(_ string, w []text.Word, i int) bool { return Paid(l, w, i) }, "500", "It cost 500 crowns.", "It has 500 crowns."},
		"measured": {func(_ string, w []text.Word, i int) bool { return Measured(l, w, i) }, "38", "She is 38 metres long.", "She has 38 cabins."},
		"age":      {Apposed, "44", "Aron Beck, 44, was saved.", "Aron Beck saw 44, or so."},
		"number":   {func(_ string, w []text.Word, i int) bool { return NumberNear(w, i) }, "boats", "Some 12 boats sank.", "All boats sank."},
		"owner":    {func(s string, w []text.Word, i int) bool { return Possessive(s, &w[i]) }, "Aldmoor", "In Aldmoor 's weir.", "In Aldmoor the weir."},
		"gap":      {func(s string, w []text.Word, i int) bool { return Gap(s, w, i) == ", " }, "Olm", "In Brask, Olm and Selm.", "In Olm."},
		"time":     {func(_ string, w []text.Word, i int) bool { return Temporal(l, w, i) }, "the", "on the 5th", "on the roof"},
		"day":      {func(_ string, w []text.Word, i int) bool { return Temporal(l, w, i+1) }, "on", "on Monday", "on boats"},
	} {
		for s, want := range map[string]bool{c.yes: true, c.other: false} {
			words, i := at(s, c.word)
			if c.is(s, words, i) != want {
				t.Errorf("%s: %q is not %v", name, s, want)
			}
		}
	}
}

// What a sentence leans on, asks, and which years it has.
func TestSentences(t *testing.T) {
	t.Parallel()
	l := text.English()
	for s, want := range map[string]float64{"He left.": 1, "The mill burned.": 0.4, "Ada Quist left.": 0, "Ada Quist took him along.": 0.6} {
		if got := Leaning(l, l.Words(s)); got != want {
			t.Errorf("%q leans %v, want %v", s, got, want)
		}
	}
	for s, want := range map[string]int{"It burned. Who died? Tell me.": 1, "It burned. Tell me who died.": 1, "It burned. Tell me.": 1, "Who died. It burned.": 0} {
		if got := Asking(l, s, l.Sentences(s)); got != want {
			t.Errorf("%q asks in sentence %d, want %d", s, got, want)
		}
	}
	for s, want := range map[string]struct {
		latest  int
		enclose bool
		last    int
	}{
		"From 1990 to 2004 he was mayor.": {1990, true, 2004}, "In 2004, not in 1990.": {1990, false, 2004}, "In 1995 and 1996.": {1996, false, 1996}, "Never.": {0, false, 0}, "Of 19901 men.": {0, false, 0},
	} {
		words := l.Words(s)
		latest, enclose := Years(words, 1996, 1998)
		if last := LastYear(words); latest != want.latest || enclose != want.enclose || last != want.last {
			t.Errorf("%q: %d %v %d, want %v", s, latest, enclose, last, want)
		}
	}
	if a, b := Key(l, l.Words("St. Ives, twelve")), Key(l, l.Words("st ives 12")); a != b || a == "" {
		t.Errorf("%q is not %q", a, b)
	}
	if !Joined(l.Words("Quist and Marsh")) || Joined(l.Words("Ada Quist")) || !HasWord(l.Words("the mill"), map[string]bool{"mill": true}) || HasWord(l.Words("the mill"), map[string]bool{"mills": true}) {
		t.Error("what is joined, or a word")
	}
}

// TestCauseOfOther: the cause of something else stands before it; of what is asked, or goes on from it, it is no other.
func TestCauseOfOther(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{
		"Because the river rose, the council shut the bridge.":          true,
		"Because the river rose, traders in Ulm lost their stock.":      true,
		"Due to the flood, schools in Ulm stayed shut.":                 true,
		"Amid a strike, buses stood still.":                             true,
		"Because the river rose, the mill of Dorn closed.":              false,
		"Because the river rose, it had no choice.":                     false,
		"Because of the river, its owner gave up.":                      false,
		"Because the river rose.":                                       false,
		"The council shut the bridge because the river, a brook, rose.": false,
		"The mill closed, because the river rose.":                      false,
		"The council shut the bridge, said its head.":                   false,
		"": false,
	} {
		if got := CauseOfOther(text.English(), "Why did the mill of Dorn close?", s); got != want {
			t.Errorf("%q: of something else %v", s, got)
		}
	}
}
