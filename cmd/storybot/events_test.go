package main

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/eval"
)

// TestEventsMeasured asks about stories of our own that change, disagree, only seem
// to, or are copies. What is reached must not be lost; the aims stand in the
// README of the data.
func TestEventsMeasured(t *testing.T) {
	t.Parallel()
	if underRace {
		t.Skip("nothing is measured under the race detector")
	}
	e := &eval.Evaluator{
		Engine: emptyBase, Moment: desk.At,
		Progress: func(string, int) (func(string, int), func()) { return func(string, int) {}, func() {} },
	}
	for name, floors := range map[string]map[string]float64{
		"chains.jsonl":        {"latest value right": 0.93, "first value right": 0.94, "past value right": 0.95, "what it was before told": 0.71},
		"disagreements.jsonl": {"both sides shown": 0.81, "disagreement noted": 0.78, "notes of one right": 1},
		"decoys.jsonl":        {"decoys right": 0.92, "decoys noted": -0.001}, // below 0: at most

		"more-chains.jsonl":        {"latest value right": 1, "first value right": 1, "past value right": 1, "what it was before told": 0.70},
		"more-disagreements.jsonl": {"both sides shown": 0.90, "disagreement noted": 0.85, "notes of one right": 1},
		"more-decoys.jsonl":        {"decoys right": 0.95, "decoys noted": -0.001},

		"third-chains.jsonl":        {"latest value right": 0.91, "first value right": 0.90, "past value right": 1, "what it was before told": 0.83},
		"third-disagreements.jsonl": {"both sides shown": 0.83, "disagreement noted": 0.83, "notes of one right": 1},
		"third-decoys.jsonl":        {"decoys right": 1, "decoys noted": -0.001},

		"fourth-chains.jsonl":        {"latest value right": 0.93, "first value right": 0.90, "past value right": 0.91, "what it was before told": 0.68},
		"fourth-disagreements.jsonl": {"both sides shown": 1, "disagreement noted": 0.80, "notes of one right": 1},
		"fourth-decoys.jsonl":        {"decoys right": 1, "decoys noted": -0.001},

		"fifth-chains.jsonl":        {"latest value right": 0.85, "first value right": 0.92, "past value right": 1, "what it was before told": 0.61},
		"fifth-disagreements.jsonl": {"both sides shown": 0.90, "disagreement noted": 0.80, "notes of one right": 1},
		"fifth-decoys.jsonl":        {"decoys right": 1, "decoys noted": -0.001},

		"sixth-chains.jsonl":        {"latest value right": 0.90, "first value right": 1, "past value right": 0.93, "what it was before told": 0.75},
		"sixth-disagreements.jsonl": {"both sides shown": 0.95, "disagreement noted": 0.80, "notes of one right": 1},
		"sixth-decoys.jsonl":        {"decoys right": 1, "decoys noted": -0.001},

		"seventh-chains.jsonl":        {"latest value right": 0.95, "first value right": 0.87, "past value right": 0.82, "what it was before told": 0.70},
		"seventh-disagreements.jsonl": {"both sides shown": 0.90, "disagreement noted": 0.85, "notes of one right": 1},
		"seventh-decoys.jsonl":        {"decoys right": 0.97, "decoys noted": -0.126},

		"eighth-chains.jsonl":        {"latest value right": 0.75, "first value right": 1, "past value right": 0.81, "what it was before told": 0.35},
		"eighth-disagreements.jsonl": {"both sides shown": 0.65, "disagreement noted": 0.55, "notes of one right": 1},
		"eighth-decoys.jsonl":        {"decoys right": 0.87, "decoys noted": -0.201},

		"copies.jsonl": {"B-cubed F1": 0.95},
	} {
		began := time.Now()
		results, err := e.Measure(t.Context(), filepath.Join("../../bot/testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		figures := make(map[string]string)
		var told []string
		for _, f := range results[0].Measures.Figures() {
			figures[f.Name] = f.Value
			told = append(told, f.Name+" "+f.Value)
		}
		t.Logf("%s in %v: %s", name, time.Since(began).Round(time.Millisecond), strings.Join(told, ", "))
		for measure, floor := range floors {
			if got := share(t, figures[measure]); floor >= 0 && got < floor || floor < 0 && got > -floor {
				t.Errorf("%s: %s is %s, want %v", name, measure, figures[measure], floor)
			}
		}
	}
}

func share(t *testing.T, figure string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(figure, 64)
	if err != nil {
		t.Fatalf("%q is no share", figure)
	}
	return v
}
