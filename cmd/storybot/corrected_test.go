package main

import (
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// TestCorrectedFigures asks of the sample in many ways what a correction has changed: each
// time the figures that hold now are told, and what they replace.
func TestCorrectedFigures(t *testing.T) {
	t.Parallel()
	p, err := wire(t.Context(), &Config{DataDir: t.TempDir(), Zone: time.UTC}, slog.New(slog.DiscardHandler), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	}()
	if _, err := p.Load(t.Context(), knowledge.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	at, err := time.Parse(time.DateOnly, "2026-11-21")
	if err != nil {
		t.Fatal(err)
	}
	const all = "number of missing is 14|number of dead is 15|73 were aboard"
	for _, c := range []struct{ asked, has, not, note string }{
		{"How many people died on the ferry?", "number of dead is 15", "", "latest is 15 [1]"},
		{"summary: harbour", "number of missing is 14", "", "latest is fourteen [1], told since 18 October 2026; 31 [1], told before"},
		{"How many people were killed on the ferry?", "number of dead is 15", "one man", "latest is 15 [1]"},
		{"ferry death toll", "number of dead is 15", "", "latest is 15 [1]"},
		{"tell me about the ferry", all, "Nine|84", "latest is 73 (aboard)"},
		{"what happened on the ferry", all, "84", "latest is 14 (missing)"},
		{"summary: ferry", all, "Nine|31|84", "latest is 15 (dead)"},
		{"summary: the ferry disaster", all, "Nine|31|84", "latest is 14 (missing)"},
		{"what happened in October 2026", "14 October 2026: ", "", "The latest is 15 (dead) [1], told since 18 October 2026; 13 [2]"},
		{"summary: tram", "338 million", "312", "latest is 338 million"},
		{"How much damage did the Brannock Quay fire cause?", "6.5 million|4.2 million", "", "differ: The Daily Tiller says 6.5 million"},
		{"What is the damage of the Brannock Quay fire?", "6.5 million|4.2 million", "", "differ: The Daily Tiller says 6.5 million"},
		{"brannock quay fire damage", "6.5 million|4.2 million", "", "differ: The Daily Tiller says 6.5 million"},
	} {
		q := bot.Question{Text: c.asked, At: at}
		var a bot.Answer
		if topic, ok := strings.CutPrefix(c.asked, "summary: "); ok {
			q.Text = topic
			a, err = p.Summary(t.Context(), q, bot.Brief, nil)
		} else {
			a, err = p.Answer(t.Context(), q, nil)
		}
		if err != nil {
			t.Fatal(err)
		}
		notes := ""
		for _, n := range a.Notes {
			notes += n.Text + " "
		}
		for part := range strings.SplitSeq(c.has, "|") {
			if !strings.Contains(a.Text, part) {
				t.Errorf("%s: no %q in\n%s", c.asked, part, a.Text)
			}
		}
		for part := range strings.SplitSeq(c.not, "|") {
			if part != "" && strings.Contains(a.Text, part) {
				t.Errorf("%s: %q in\n%s", c.asked, part, a.Text)
			}
		}
		if !strings.Contains(notes, c.note) {
			t.Errorf("%s: no %q in the notes %s", c.asked, c.note, notes)
		}
		if !slices.ContainsFunc(a.Claims, func(c bot.Claim) bool { return c.State != "" }) {
			t.Errorf("%s: no claim has a state", c.asked)
		}
	}
}
