package current

import (
	"testing"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge/text"
)

// TestCountable: of which questions figures may tell the answer, where the best sentence has one.
func TestCountable(t *testing.T) {
	t.Parallel()
	l := text.English()
	for question, want := range map[string]bool{
		"What cancer did Ida Aas have?":           false,
		"which virus closed the school":           false,
		"In which street did the fire begin?":     false,
		"What is the damage of the fire in Moss?": true,
		"fire damage moss":                        true,
		"How many people died in the fire?":       true,
		"How much did the fire cost?":             true,
		"What is the toll of the fire?":           true,
		"What death toll did the fire leave?":     true,
		"What price did the mill bring?":          true,
		"Is Ida Aas dead?":                        false,
		"Why did the mill burn?":                  false,
	} {
		q := choose.Read(l, question)
		if got := countable(l, &q, "Ida Aas has died at age 40, and 9 people are missing."); got != want {
			t.Errorf("%s: %v", question, got)
		}
	}
}
