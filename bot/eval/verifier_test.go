package eval

import (
	"encoding/json"
	"testing"
)

// The figures were worked out by hand.
func TestVerifierOf(t *testing.T) {
	t.Parallel()
	rows := []verifierRow{
		{Class: "x", Supported: true}, {Class: "x", Supported: true}, {Class: "x"}, {Class: "x"},
		{Class: "y", Supported: true}, {Class: "z"}, {Class: "z"}, {},
	}
	scores := []float64{.9, .3, .4, .1, .8, .2, .7, .6}
	holds := []bool{true, false, false, false, true, false, true, true}
	got, err := json.Marshal(verifierOf(rows, scores, holds))
	if err != nil {
		t.Fatal(err)
	}
	// AUC: .9 and .8 above all 5, .3 above 2 of them. Right: 2 of 3 supported, 3 of 5 not.
	// F1: 2*2/(2*2+2+1) and 2*3/(2*3+2+1). Class x: .9 above 2, .3 above 1, of 4 pairs.
	want := `{"rows":8,"supported":3,"auc":0.8,"balanced":0.6333333333333333,"macro_f1":0.6190476190476191,"caught":0.6,` +
		`"dropped_supported":0.3333333333333333,"by_class":{"x":{"rows":4,"flagged":3,"auc":0.75},"y":{"rows":1,"flagged":0,"auc":null},` +
		`"z":{"rows":2,"flagged":1,"auc":null}}}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestConfusion(t *testing.T) {
	t.Parallel()
	for _, c := range []confusion{{trueYes: 3, falseNo: 1}, {trueNo: 2}, {}} {
		if c.balanced() != nil || c.macroF1() != nil {
			t.Errorf("%+v: a measure of one truth alone is not nil", c)
		}
	}
	c := confusion{trueYes: 0, falseYes: 0, trueNo: 2, falseNo: 2}
	if !near(c.balanced(), .5) || !near(c.macroF1(), (0+4.0/6)/2) {
		t.Errorf("nothing held: balanced %s, macro-F1 %s", number(c.balanced()), number(c.macroF1()))
	}
}

func TestVerifierMeasures(t *testing.T) {
	t.Parallel()
	const source = `"source": "Mette Olsen painted 3 towers on Monday.", `
	got := measuredJSON(t, evaluator(),
		`{`+source+`"sentence": "Mette Olsen painted 3 towers.", "supported": true, "class": "clean"}`,
		`{`+source+`"sentence": "Mette Olsen painted 5 towers.", "supported": false, "class": "number"}`,
	)
	want := `{"rows":2,"supported":1,"auc":1,"balanced":1,"macro_f1":1,"caught":1,"dropped_supported":0,"by_class":{` +
		`"clean":{"rows":1,"flagged":0,"auc":null},"number":{"rows":1,"flagged":1,"auc":null}}}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestChoiceMeasures(t *testing.T) {
	t.Parallel()
	got := measuredJSON(t, evaluator(),
		`{"question": "Who painted the tower?", "sentences": ["The weather was fine.", "The tower was painted by Mette Olsen."], "selected": [1]}`,
		`{"question": "Who painted the tower?", "sentences": ["The weather was fine.", "The tower was painted by Mette Olsen."], "selected": [0]}`,
		`{"question": "Which submarine sank?", "sentences": ["The weather was fine."], "selected": []}`,
	)
	want := `{"questions":3,"top1":0.5,"top3":1,"mrr":0.75,"map":0.75,"answerable_auc":1}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
