package choose

import (
	"math"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestConfidenceFallsWithGaps: what is asked and nowhere told makes it less sure
// that there is an answer, and what is of another kind that the first is it.
func TestConfidenceFallsWithGaps(t *testing.T) {
	t.Parallel()
	lines := linesOf([]string{
		"Elena Marsh, 44, the mayor of Northport, opened the new bridge in May 1987.",
		"The bridge cost $3 million, said Tom Adeyemi, who built it.",
		"A barge had struck one of its piers.",
	})
	for i := range lines {
		lines[i].Title = "Northport opens its new bridge"
	}
	sure := func(question string) Sure {
		q := Read(text.English(), question)
		return Fitted().Confidence(q, lines, Fitted().Rank(q, lines))
	}
	for _, c := range [][2]string{
		{"When did Elena Marsh open the bridge?", "When did Ines Okafor open the bridge?"},   // a name
		{"When did Elena Marsh open the bridge?", "When did Elena Marsh marry the butcher?"}, // the verb
		{"How old is Elena Marsh?", "How old is Tom Adeyemi?"},                               // what is told of another
		{"How much did the bridge cost?", "How much did the zeppelin cost?"},                 // a thing
		{"Who opened the bridge?", "Who won the 2030 chess cup?"},                            // all of it
	} {
		if more, less := sure(c[0]), sure(c[1]); more.First <= less.First || more.Answered <= less.Answered {
			t.Errorf("%q: %.2f, %q: %.2f", c[0], more, c[1], less)
		}
	}
	if s := sure("Who won the 2030 chess cup?"); !Fitted().Refuses(s) {
		t.Errorf("of nothing that is told: %.2f", s)
	}
	if s := sure("When did Elena Marsh open the bridge?"); Fitted().Refuses(s) || s.First < Fitted().Doubt {
		t.Errorf("of what is told: %.2f", s)
	}
}

// TestWhatIsNoAnswer: a question of which the story has next to nothing, and one
// for a number of a kind that the line has not, are less sure than all else makes them.
func TestWhatIsNoAnswer(t *testing.T) {
	t.Parallel()
	lines := linesOf([]string{"Elena Marsh opened the new bridge of Northport in May.", "It rained all day."})
	for question, loosen := range map[string]func(w *Weights){
		"Who won the chess cup on the bridge in Lisbon against Ines Okafor?": func(w *Weights) { w.Least = 0 },
		"What percentage of the new bridge did Elena Marsh open?":            func(w *Weights) { w.Filled = 0 },
	} {
		q := Read(text.English(), question)
		w, loose := Fitted(), Fitted()
		loosen(loose)
		r := w.Rank(q, lines)
		if s, l := w.Confidence(q, lines, r), loose.Confidence(q, lines, r); s.Answered > 0.6*l.Answered || s.First > 0.6*l.First {
			t.Errorf("%q: %.3f, without that %.3f", question, s, l)
		}
	}
	w := Fitted()
	for question, c := range map[string]struct {
		line    string
		refused bool
	}{
		"How old is Elena Marsh?":               {"Elena Marsh sings.", true},
		"What does the bridge cost?":            {"The bridge is dear.", true},
		"How long is the bridge closed?":        {"The bridge is closed until May.", false},
		"How old is the mayor of Northport?":    {"The mayor of Northport is 44 years old.", false},
		"What does the bridge of Lisbon cost? ": {"The bridge of Lisbon costs 500 crowns.", false},
	} {
		q, lines := Read(text.English(), question), linesOf([]string{c.line, "It rained all day."})
		if s := w.Confidence(q, lines, w.Rank(q, lines)); w.Refuses(s) != c.refused {
			t.Errorf("%q of %q: %.2f", question, c.line, s)
		}
	}
	q := Read(text.English(), "When did Elena Marsh open the bridge?")
	if w := Fitted(); !w.Refuses(Sure{w.Refuse - .01, .9}) || !w.Refuses(Sure{.9, w.Unlikely - .01}) || w.Refuses(w.Confidence(q, lines, w.Rank(q, lines))) {
		t.Error("what is refused")
	}
}

// TestClaim: the first claim is right more often than the best line in it, the surer the more often.
func TestClaim(t *testing.T) {
	t.Parallel()
	w := &Weights{Quoted: Scale{Slope: 0.5, Shift: 1}}
	for first, want := range map[string][2]float64{"even": {0.5, 0.7311}, "four to one": {0.8, 0.8446}, "never": {0, 0.1616}, "surely": {1, 0.9746}} {
		if got := w.Claim(want[0]); math.Abs(got-want[1]) > 0.001 {
			t.Errorf("%s: %.4f, want %.4f", first, got, want[1])
		}
	}
	if f := Fitted(); f.Claim(0.3) <= 0.3 || f.Claim(0.3) >= f.Claim(0.4) {
		t.Errorf("%.2f of .3, %.2f of .4", f.Claim(0.3), f.Claim(0.4))
	}
}

func TestTimes(t *testing.T) {
	t.Parallel()
	if got, want := (Sure{.8, .5}).Times(.5), (Sure{.4, .25}); got != want {
		t.Errorf("%v, want %v", got, want)
	}
}
