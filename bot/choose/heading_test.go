package choose

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestUnderHeadings: how far a line stands under a question of its story that is the one asked.
func TestUnderHeadings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		question, heading string
		next, after       float64
	}{
		{"Why did Ines Okafor leave?", "Why did she leave?", 1, 0.5},
		{"Why did Ines Okafor quit?", "Why did she leave?", 1, 0.5},
		{"Why did Ines Okafor leave?", "**Why did Okafor leave?**", 1, 0.5},
		{"Why did Ines Okafor leave Northport?", "Why did the old lady leave?", 1.0 / 3, 1.0 / 6},
		{"Why did Ines Okafor leave?", "When did she leave?", 0, 0},
		{"Why did Ines Okafor leave?", "Why did she sing?", 0, 0},
		{"Why did Ines Okafor leave?", "Why Ines Okafor?", 0, 0},
		{"Why did Ines Okafor leave?", "She left.", 0, 0},
		{"Why did the mayor leave the council?", "Why a council?", 0, 0},
		{"What did Ines Okafor say?", "What did she say?", 0, 0}, // who said it is heard
		{"ines okafor", "Who?", 0, 0},
	} {
		q := Read(text.English(), c.question)
		lines := linesOf([]string{c.heading, "It was the rain.", "And the wind.", "Nobody knows."})
		lines = append(lines, Line{Text: "Another story.", Group: 1})
		ctx := readContext(q, lines)
		got := [5]float64{}
		for i := range lines {
			got[i] = ctx.lines[i].heading
		}
		if want := [5]float64{0, c.next, c.after, 0, 0}; got != want {
			t.Errorf("%q under %q: %.2f, want %.2f", c.question, c.heading, got, want)
		}
	}
}
