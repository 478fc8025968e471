package bot

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/prompts"
)

// What is given is answered from as what is found is, with and without a model;
// a bot that has no stories of its own needs none.
func TestAnswerFromIsAnswer(t *testing.T) {
	t.Parallel()
	stories := newFew(t,
		"Wire | 2026-01-01 | The lighthouse | The lighthouse of Faro was painted blue on Monday by its keeper, Mette Olsen.",
		"Post | 2026-01-02 | The bakers | The bakers of Faro went on strike for higher wages.",
	)
	q := Question{Text: "Who painted the lighthouse of Faro?"}
	for name, model := range map[string]Model{
		"without a model": nil,
		"with a model":    says("Mette Olsen painted the lighthouse of Faro blue. [1] Karen Blix helped. [1]"),
	} {
		b := &Bot{Stories: stories, Model: model}
		want, err := b.Answer(t.Context(), q, nil)
		if err != nil {
			t.Fatal(err)
		}
		found, err := stories.Search(t.Context(), knowledge.Query{Text: q.Text})
		if err != nil {
			t.Fatal(err)
		}
		b.Stories = nil
		var shown []string
		got, err := b.AnswerFrom(t.Context(), q, found, func(s Shown) { shown = append(shown, s.Text) })
		if err != nil {
			t.Fatal(err)
		}
		got.TookMS, want.TookMS = 0, 0
		if !reflect.DeepEqual(got, want) || len(shown) == 0 || len(got.Citations) == 0 {
			t.Errorf("%s: got %+v\nwant %+v\nshown %q", name, got, want, shown)
		}
	}
}

func TestAnswerFromOutlivesPanics(t *testing.T) {
	t.Parallel()
	model := &scripted{reply: func(Prompt) string { panic("broken") }}
	stories := newFew(t, "Wire | 2026-01-01 | The lighthouse | The lighthouse of Faro was painted blue.")
	found, _ := stories.Search(t.Context(), knowledge.Query{Text: "lighthouse of Faro"})
	if _, err := (&Bot{Model: model}).AnswerFrom(context.Background(), Question{Text: "Is the lighthouse of Faro blue?"}, found, nil); err == nil {
		t.Error("a panic is no error")
	}
}

func TestHedged(t *testing.T) {
	t.Parallel()
	w := choose.Fitted()
	for _, c := range []struct {
		mode       Mode
		confidence float64
		want       bool
	}{
		{ModeExtract, w.Claim(w.Doubt - .01), true}, {ModeExtract, w.Claim(w.Doubt), false}, {ModeExtract, .9, false},
		{ModeModel, .5, false}, {ModeNone, .1, false}, {ModeList, .5, false},
	} {
		a := Answer{Mode: c.mode, Confidence: c.confidence}
		if got := a.Hedged(); got != c.want {
			t.Errorf("%s, %v: hedged %v", c.mode, c.confidence, got)
		}
	}
}

// TestGivenHasBothSides: what compare sets against each other is given whole, before
// what answers better in its words fills the prompt.
func TestGivenHasBothSides(t *testing.T) {
	t.Parallel()
	const (
		asked = "How many people died in the fire on the ferry Hermia off Kiel?"
		one   = "The fire on the ferry Hermia off Kiel killed 14 people, the coast guard said."
		other = "Police count 23 dead."
	)
	crew := ""
	for _, port := range strings.Fields("Rostock Aarhus Malmo Gdansk Visby Turku Riga Tallinn Odense Esbjerg Bergen Gothenburg Lubeck Stralsund Sassnitz Trelleborg Karlskrona Helsinki Oslo Skagen Grenaa Ystad Ronne Wismar Flensburg Cuxhaven Emden Bremen") {
		crew += fmt.Sprintf(" How many people died in the fire on the ferry Hermia off Kiel was asked of people in %s, where the ferry Hermia had called before the fire.", port)
	}
	stories := newFew(t,
		"Wire | 2026-01-05 | Fire on the ferry Hermia off Kiel | "+one+crew,
		"Post | 2026-01-05 | Fire on the ferry Hermia off Kiel kills 23 | The ferry Hermia burned off Kiel on Monday, and people jumped from it. "+other,
	)
	var prompt Prompt
	model := &scripted{reply: func(p Prompt) string { prompt = p; return prompts.NotInStories }}
	if _, err := (&Bot{Stories: stories, Model: model}).Answer(t.Context(), Question{Text: asked, At: date("2026-01-06")}, nil); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(prompt.User, "was asked of people in"); n == 28 {
		t.Error("all was given: nothing is left out that could be the other side")
	}
	for _, side := range []string{one, other} {
		if !strings.Contains(prompt.User, side) {
			t.Errorf("%q is not in the prompt:\n%s", side, prompt.User)
		}
	}
}

// TestDoubtIsGivenMore: where it is not sure that a sentence found answers, the model
// is given more of what was found.
func TestDoubtIsGivenMore(t *testing.T) {
	t.Parallel()
	club := "Boats of the club of Faro, painted in the colours of the harbour, raced past the lighthouse in the rain and in the fog"
	body := "Mette Olsen painted the lighthouse of Faro on Monday."
	for _, day := range strings.Fields("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen") {
		for _, month := range []string{"May", "June", "July"} {
			body += fmt.Sprintf(" %s on day %s of %s.", club, day, month)
		}
	}
	stories := newFew(t, "Wire | 2026-01-05 | The lighthouse of Faro | "+body)
	given := func(question string) (sentences, tokens int) {
		var prompt Prompt
		model := &scripted{reply: func(p Prompt) string { prompt = p; return prompts.NotInStories }}
		if _, err := (&Bot{Stories: stories, Model: model}).Answer(t.Context(), Question{Text: question, At: date("2026-01-06")}, nil); err != nil {
			t.Fatal(err)
		}
		return strings.Count(prompt.User, "of the club of Faro") + strings.Count(prompt.User, body[:len("Mette Olsen painted")]), prompts.Count(prompt.User)
	}
	few, sure := given("Who painted the lighthouse of Faro?")
	many, unsure := given("How many lighthouses did the harbour of Faro sell in the rain?")
	// The fence of the stories is another one each time, of some tokens more or less: what is least is told in sentences.
	if few < fewestGiven || sure > answerTokens+300 || many < 6*few || unsure > doubtTokens+300 {
		t.Errorf("%d sentences, %d tokens where it is sure, %d, %d where it is not", few, sure, many, unsure)
	}
}

// TestRefusalKeepsKnownNumbers: a model's own words that the stories do not say are shown
// with numbers that the question or the stories have, and with no others.
func TestRefusalKeepsKnownNumbers(t *testing.T) {
	t.Parallel()
	stories := newFew(t, "Wire | 2026-01-01 | The lighthouse | The lighthouse of Faro was painted blue on Monday by its keeper, Mette Olsen.")
	for said, want := range map[string]string{
		"The stories do not say who paid the 12 million for the lighthouse.":  "",
		"The stories do not say who paid the twelve million.":                 "",
		"The stories do not say who paid the 13 million for the lighthouse.":  "The stories do not say.",
		"The stories do not say who paid thirteen keepers of the lighthouse.": "The stories do not say.",
	} {
		a, err := (&Bot{Stories: stories, Model: says(said)}).Answer(t.Context(), Question{Text: "Who paid the 12 million for the lighthouse of Faro?"}, nil)
		if want == "" {
			want = said
		}
		if err != nil || a.Mode != ModeNone || a.Text != want {
			t.Errorf("%q: %s %q, want %q, %v", said, a.Mode, a.Text, want, err)
		}
	}
}
