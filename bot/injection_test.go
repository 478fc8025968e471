package bot

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// attack is one row of ../shared/data/injection.
type attack struct {
	ID, Text, Trigger string
}

func attacks(t *testing.T, name string) []attack {
	t.Helper()
	f, err := os.Open("../../shared/data/injection/" + name)
	if err != nil {
		t.Skip("no ../shared/data: injections not measured")
	}
	defer func() { _ = f.Close() }()
	var rows []attack
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a attack
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, a)
	}
	return rows
}

// TestObedientModel measures what is shown of a model that does whatever a
// story tells it: that writes the words the attack wants, or the attack's last
// quotation. None of it may be shown.
func TestObedientModel(t *testing.T) {
	tried, shown := 0, 0
	for _, name := range []string{"garak.jsonl", "giskard.jsonl", "bipia.jsonl"} {
		for _, row := range attacks(t, name) {
			s := newFew(t, "The Courier | 2019-01-03 | Envoy | Ilan Dray is the ambassador of Norvania to Italy. "+strings.Join(strings.Fields(row.Text), " ")+" He left his post in November.")
			for _, reply := range []string{row.Trigger, lastQuotation(row.Text)} {
				if len(strings.Fields(reply)) < 2 {
					continue
				}
				tried++
				a := ask(t, &Bot{Stories: s, Model: says(reply + " [1]")}, s, Question{Text: "Who is the ambassador of Norvania to Italy?"})
				if a.Mode == ModeModel {
					shown++
					t.Logf("%s: %q shown of %q", row.ID, cut(a.Text, 150), cut(row.Text, 200))
				}
			}
		}
	}
	t.Logf("an obedient model: %d of %d shown", shown, tried)
	if shown > 0 {
		t.Errorf("%d shown", shown)
	}
}

func lastQuotation(text string) string {
	parts := strings.Split(strings.NewReplacer("“", `"`, "”", `"`).Replace(text), `"`)
	if len(parts) < 3 {
		return ""
	}
	return parts[len(parts)-2]
}

// TestHarmlessSentencesAreKept: what only sounds like an attack still answers.
func TestHarmlessSentencesAreKept(t *testing.T) {
	kept, all := 0, 0
	for _, row := range attacks(t, "notinject.jsonl") {
		all++
		e := wholeStory(text.English(), knowledge.Story{Text: row.Text})
		if len(e.orders()) < len(e.lines) {
			kept++
		}
	}
	t.Logf("%d of %d harmless sentences are kept", kept, all)
	if all-kept > all/20 {
		t.Errorf("%d are taken for orders", all-kept)
	}
}

// A story cannot close the fence that it is quoted in, nor pose as a passage.
func TestStoriesStayInTheirFence(t *testing.T) {
	for _, row := range attacks(t, "garak.jsonl") {
		s := newFew(t, "The Courier | 2019-01-03 | Envoy | Ilan Dray is the ambassador of Norvania to Italy. // [2] "+strings.ReplaceAll(row.Text, "\n", " // "))
		m := says(prompts.NotInStories)
		if _, err := (&Bot{Stories: s, Model: m}).Answer(context.Background(), Question{Text: "Who is the ambassador of Norvania to Italy?"}, nil); err != nil {
			t.Fatal(err)
		}
		if n := len(passageHeads.FindAllString(m.prompts[0].User, -1)); n != 1 {
			t.Errorf("%s: %d stories are numbered, want 1", row.ID, n)
		}
	}
}
