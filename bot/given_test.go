package bot

import (
	"context"
	"reflect"
	"testing"

	"github.com/storybot/storybot/knowledge"
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
	for _, c := range []struct {
		mode       Mode
		confidence float64
		want       bool
	}{
		{ModeExtract, .49, true}, {ModeExtract, .5, false}, {ModeExtract, .9, false},
		{ModeModel, .5, false}, {ModeNone, .1, false}, {ModeList, .5, false},
	} {
		a := Answer{Mode: c.mode, Confidence: c.confidence}
		if got := a.Hedged(); got != c.want {
			t.Errorf("%s, %v: hedged %v", c.mode, c.confidence, got)
		}
	}
}
