package source

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// TestUsualAnnouncement: what many stories of a file end with is left out, but
// not what each of them announces.
func TestUsualAnnouncement(t *testing.T) {
	const usual, notice = "The Courier is printed in Ostrey every day but Sunday", "This article has been updated to correct the spelling of a name."
	var lines strings.Builder
	for i := range 12 {
		line, err := json.Marshal(map[string]string{"title": "Harbour " + string(rune('a'+i)), "text": strings.Repeat("It is day "+string(rune('a'+i))+" at the harbour. ", 5) + "\n\n" + notice + "\n\n" + usual})
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(line, '\n'))
	}
	items := read(t, map[string]string{"a.jsonl": lines.String()})
	if len(items) != 12 {
		t.Fatalf("got %d items", len(items))
	}
	for _, item := range items {
		if s := item.Story; s == nil || s.Label != knowledge.Correction || !strings.HasSuffix(s.Text, notice) {
			t.Errorf("got %+v", item)
		}
	}
}
