package scope

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// wordsOf are a sentence and the words of that part of it.
func wordsOf(t *testing.T, sentence, part string) (f *text.Annotated, from, to int) {
	t.Helper()
	at := strings.Index(sentence, part)
	if at < 0 {
		t.Fatalf("no %q in %q", part, sentence)
	}
	f = text.English().Annotate(sentence, len(sentence))
	from, to = Words(f, text.Span{Start: at, End: at + len(part)})
	return f, from, to
}

// Of how much a number is told stands around it.
func TestOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sentence, number string
		want             Scope
	}{
		{"Nine miners were hurt at Ostby.", "Nine", Scope{}},
		{"Three of the seven men were hurt.", "Three", Scope{Part: true}},
		{"Three of seven boats sank.", "Three", Scope{Part: true}},
		{"The port loads 40 wagons a day.", "40", Scope{Rate: "day"}},
		{"The port loaded 40 wagons on a day of fog.", "40", Scope{}},
		{"Ada Quist scored 30.3 points per game.", "30.3", Scope{Rate: "game"}},
		{"The pump moved 900 tonnes in five days.", "900", Scope{Span: "#5 day"}},
		{"The pump moved 900 tonnes in the last ten days.", "900", Scope{Span: "#10 day"}},
		{"The pump moved 900 tonnes in the second quarter.", "900", Scope{Span: "#2 #0.25"}},
		{"The film made 156 million crowns in its opening weekend.", "156 million", Scope{Span: "open weekend"}},
		{"They found 900 cases in the week.", "900", Scope{}},
		{"They found 900 cases this week.", "900", Scope{}},
		{"The mill has more than 800 workers.", "800", Scope{Had: true}},
		{"The mill dismissed 800 workers.", "800", Scope{}},
		{"The town cut the fare by 2 crowns.", "2", Scope{By: true}},
		{"The fare was designed by 2 brothers.", "2", Scope{}},
		{"Its workforce of 7,500 people went home.", "7,500", Scope{Size: "workforc"}},
		{"Varnia consists of 30 villages.", "30", Scope{}},
	} {
		f, from, to := wordsOf(t, c.sentence, c.number)
		got := Of(f, from, to, func(string) bool { return false })
		if got != c.want {
			t.Errorf("%s\n got %+v\nwant %+v", c.sentence, got, c.want)
		}
	}
}

// What is asked for is no whole of which the number is the size.
func TestOfAsked(t *testing.T) {
	t.Parallel()
	f, from, to := wordsOf(t, "Its workforce of 7,500 people went home.", "7,500")
	if got := Of(f, from, to, func(norm string) bool { return norm == "workforce" }); got != (Scope{}) {
		t.Errorf("%+v", got)
	}
}

// A number counts people in the state that stands nearest behind it, or else before it.
func TestTally(t *testing.T) {
	t.Parallel()
	f, _, _ := wordsOf(t, "Six are dead and 11 missing at Orm.", "Six")
	dead, missing := f.Lang.Meaning.Tallies[f.Lang.Key("dead")], f.Lang.Meaning.Tallies[f.Lang.Key("missing")]
	if len(dead) == 0 || len(missing) == 0 {
		t.Fatal("English has no states in which people are counted")
	}
	for _, c := range []struct {
		sentence string
		want     []int  // of each number; -1: none
		others   []bool // whether it counts others than the dead
	}{
		{"Six are dead and 11 missing at Orm.", []int{dead[0], missing[0]}, []bool{false, true}},
		{"The number of dead has risen to 14.", []int{dead[0]}, []bool{false}},
		{"The dam at Orm is 90 years old.", []int{-1}, []bool{false}},
		{"Of the passengers 40 came home, while six are dead.", []int{-1, dead[0]}, []bool{true, false}},
		{"The flood killed 12 and 300 people moved to the hill.", []int{dead[0], -1}, []bool{false, true}},
		{"The flood killed 300 head of cattle.", []int{-1}, []bool{false}},
	} {
		f, _, _ := wordsOf(t, c.sentence, c.sentence)
		var got []int
		for k := range f.Amounts {
			state, _, ok := Tally(f, k)
			if !ok {
				state = -1
			}
			got = append(got, state)
			if other := OtherTally(f, k, dead); k < len(c.others) && other != c.others[k] {
				t.Errorf("%s: number %d counts others: %v", c.sentence, k, other)
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want %v", c.sentence, got, c.want)
			continue
		}
		for k := range got {
			if got[k] != c.want[k] {
				t.Errorf("%s: %v, want %v", c.sentence, got, c.want)
			}
		}
	}
}

// Who has what a number counts is told, or left open.
func TestOwner(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]string{
		"Varnia has more than 800 wells.":   "Varnia",
		"In May Varnia had 800 wells.":      "Varnia",
		"Varnia dug 800 wells.":             "",
		"Varnia is 800 kilometres away.":    "",
		"The town of Esk has 800 lanterns.": "Esk",
	} {
		f, from, _ := wordsOf(t, sentence, "800")
		got := ""
		if k := Owner(f, from); k >= 0 {
			got = f.Words[k].At.Of(sentence)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", sentence, got, want)
		}
	}
	f, from, _ := wordsOf(t, "The mill's 800 looms are Varnia’s pride.", "mill")
	if !Owns(f, from) || Owns(f, from+1) {
		t.Error("who owns is not told by the ending")
	}
}

// A number counts the dead where lives are lost, and not where savings are, somebody lives, or life is taken in some way.
func TestLivesLost(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]string{
		"Nineteen people had lost their lives in the fire.":            "lost their lives",
		"The fire claimed 19 lives and injured 30.":                    "claimed 19 lives",
		"The fire cost the lives of 19 people.":                        "cost the lives",
		"It claimed at least twenty-three lives.":                      "claimed at least twenty-three lives",
		"She is the tenth person to lose her life.":                    "lose her life",
		"In all 12 lives were lost.":                                   "lives were lost",
		"Some 90 people lost their life savings.":                      "",
		"A man of 90 who took it lives in Ulm.":                        "",
		"In 12 shows she takes life seriously.":                        "",
		"Of 30 burnt sheds nothing is left, nor of their lives' work.": "",
	} {
		f := text.English().Annotate(sentence, len(sentence))
		if got := livesLost(f, 0); got != want {
			t.Errorf("%s: %q, want %q", sentence, got, want)
		}
	}
}
