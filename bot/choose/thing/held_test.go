package thing

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/knowledge/text"
)

// wantedBy is what a question asks for, as far as what holds a thing depends on it.
func wantedBy(question string) *Wanted {
	l := text.English()
	p := ask.Read(l, question)
	want := &Wanted{Lang: l, Type: p.Want, Manner: p.Manner, Focus: p.Focus, Measure: p.Measure}
	for i := range p.Words {
		want.Asking = append(want.Asking, p.Words[i].Norm)
	}
	return want
}

// A measure in another dimension, a time of the other end and the age of something else are no sure things of the kind that is asked for.
func TestHeld(t *testing.T) {
	t.Parallel()
	const (
		wide  = "The pit near Varn is 30 metres wide, and it draws a crowd."
		until = "Until 20 August the beach at Linn stays closed, the town said on Monday."
		since = "The beach at Linn has been closed since 6 August."
		boat  = "Beneath the chapel at Ruskin a boat has been found that is 2,100 years old."
	)
	for _, c := range []struct {
		question, sentence, thing string
		sure                      bool
	}{
		{"How deep is the pit near Varn?", wide, "30", false},
		{"How wide is the pit near Varn?", wide, "30", true},
		{"How big is the pit near Varn?", wide, "30", true},
		{"What is the depth of the pit near Varn?", wide, "30", false},
		{"What is the width of the pit near Varn?", wide, "30", true},
		{"How long is the pit near Varn?", wide, "30", false},
		{"How tall is the mast?", "The mast is 90 metres high.", "90", true},
		{"How high is the mast?", "The mast weighs 90 tonnes.", "90", true}, // of which no word tells the dimension
		{"How deep is the pit?", "The pit is 30 metres in depth.", "30", true},
		{"How deep is the pit?", "The pit is 30 metres in width.", "30", false},
		{"Since when has the beach at Linn been closed?", until, "August", false},
		{"Since when has the beach at Linn been closed?", since, "August", true},
		{"Since when has the beach at Linn been closed?", until, "Monday", false},
		{"Until when does the beach at Linn stay closed?", until, "August", true},
		{"Until when does the beach at Linn stay closed?", since, "August", false},
		{"When was the beach at Linn closed?", since, "August", true},
		{"How old is the chapel at Ruskin?", boat, "2,100", false},
		{"How old is the boat under the chapel at Ruskin?", boat, "2,100", true},
		{"How old is the chapel at Ruskin?", "It is a chapel that is 700 years old.", "700", true},
	} {
		words := text.English().Words(c.sentence)
		sure := -1.0
		for _, th := range In(wantedBy(c.question), c.sentence, words) {
			if strings.HasPrefix(c.sentence[words[th.From].Start:], c.thing) {
				sure = th.Sure
			}
		}
		if sure < 0 || sure > 0.3 != c.sure {
			t.Errorf("%s\n %s: %s is as sure as %.2f", c.question, c.sentence, c.thing, sure)
		}
	}
}
