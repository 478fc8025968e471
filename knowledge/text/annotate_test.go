package text

import (
	"reflect"
	"strings"
	"testing"
)

// marksOf writes each word of a text as its key with marks: | a clause ends
// before it, ^ first, - no content, ! name, ~ taken; a slash between sentences.
func marksOf(f *Annotated) string {
	var b strings.Builder
	for i := range f.Words {
		w := &f.Words[i]
		switch {
		case i > 0 && w.Sentence != f.Words[i-1].Sentence:
			b.WriteString(" / ")
		case i > 0:
			b.WriteString(" ")
		}
		for _, m := range []struct {
			is   bool
			mark string
		}{{w.Clause, "|"}, {true, w.Key}, {w.First, "^"}, {!w.Content, "-"}, {w.Name, "!"}, {w.Taken, "~"}} {
			if m.is {
				b.WriteString(m.mark)
			}
		}
	}
	return b.String()
}

func TestAnnotate(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"The mayor, Anna Berg, left.", "the^- mayor |anna! berg! |leav"},
		{"Rain fell (hard): it was late - very late — too late; gone.",
			"rain^ fall |hard |it^- was-~ late~ |veri-~ late~ |too- late |go"},
		{"He met Bo. “Go,” said Ada.", "he^- meet~ bo!~ / go^ |say- ada!"},
		// "met" is four words behind the pronoun, "there" five
		{"He then too late met there.", "he^- then-~ too-~ late~ meet~ there-"},
		{"He saw 1,200 of 3 million birds at 9.45 p.m. on 3-1.", "he^- see~ #1200~ of-~ #3000000~ million- bird at- #9:45 p- m- on- #3-1 1-"},
		{"It fell on Monday in sept.", "it^- fall~ on-~ monday~ in-~ september"},
		{"Both came at 21:45.", "#2^- come at- #9:45 |45^-"},
		{"On 2021-03-14 he left.", "on^- #2021 march #14 he- leav~"},
		// us and US, with and without capitals
		{"He told us of the US and the u.s. army.", "he^- tell~ us-~ of-~ the-~ usa! and- the- usa! s- armi"},
		// names at the beginning of a sentence
		{"Berg won. Then Berg and Anna Holm left. Snow fell.",
			"berg^! win / then^- berg! and- anna! holm! leav / snow^ fall"},
		{"Anna Holm won over Bo Li.", "anna^! holm! win over- bo! li!"},
		{"Green Party won. The green ones of Ulm lost.", "green^ parti! win / the^- green one of- ulm! lose"},
		{"Anna, Holm won in Ulm.", "anna^ |holm! win in- ulm!"},
		{"He said “Snow is here” to Bo Li.", "he^- say-~ snow^~ is-~ here-~ to- bo! li!"},
		{"We saw Mr Berg in May and on Friday.", "we^- see~ mr~ berg!~ in-~ may! and- on- friday"},
		{"We saw April Berg.", "we^- see~ april~ berg!~"},
		{"nobody has capitals here.", "nobodi^ has- capit here-"},
		// a name in more than forty words is no text with capitals
		{strings.Repeat("so ", 41) + "Bo", "so^-" + strings.Repeat(" so-", 40) + " bo"},
		{strings.Repeat("so ", 39) + "Bo", "so^-" + strings.Repeat(" so-", 38) + " bo!"},
		{"Bo saw \u0301 it.", "bo^ see it-"},
	} {
		if got := marksOf(English().Annotate(c.text, 1000)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestAnnotatePlaces(t *testing.T) {
	text := "Ada saw it.\n\nIt left, 5 m on."
	f := English().Annotate(text, 1000)
	var at []string
	for _, w := range f.Words {
		at = append(at, w.At.Of(text))
	}
	if got, want := strings.Join(at, " "), "Ada saw it It left 5 m on"; got != want {
		t.Errorf("the words stand at %q, want %q", got, want)
	}
	if want := []Run{{0, 3}, {3, 8}}; !reflect.DeepEqual(f.Sentences, want) {
		t.Errorf("sentences are %v, want %v", f.Sentences, want)
	}
}

func TestAnnotateAtMost(t *testing.T) {
	for max, want := range map[int]string{100: "snöflinga föll", 16: "snöflinga föll", 14: "snöflinga fö", 13: "snöflinga f", 0: ""} {
		if got := English().Annotate("snöflinga föll", max).Text; got != want {
			t.Errorf("at most %d bytes: %q, want %q", max, got, want)
		}
	}
}

func TestNameRuns(t *testing.T) {
	for text, want := range map[string]string{
		"We saw Anna Berg and Bo Li there.": "Anna Berg; Bo Li",
		"We saw Anna, Bo and it.":           "Anna; Bo",
		"We saw Anna's Bo there.":           "Anna's; Bo",
		"We saw Anna’s Bo there.":           "Anna’s; Bo",
		"They flew to Ulm. Bo Li left.":     "Ulm; Bo Li",
		"They came from Ulm":                "Ulm",
		"nobody came":                       "",
	} {
		f := English().Annotate(text, 1000)
		var names []string
		for _, r := range f.NameRuns() {
			names = append(names, text[f.Words[r.From].At.Start:f.Words[r.To-1].At.End])
		}
		if got := strings.Join(names, "; "); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestKindsOfDates(t *testing.T) {
	for kind := AmountPlain; kind <= AmountWeekday; kind++ {
		want := kind == AmountYear || kind == AmountMonth || kind == AmountWeekday
		if kind.Date() != want {
			t.Errorf("kind %d is of a date: %v, want %v", kind, kind.Date(), want)
		}
	}
}
