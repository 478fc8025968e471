package bot

import (
	"strings"
	"testing"
)

// TestBareWords: a few search words ask for what their head noun stands for, of what the others name, and are not
// answered where nobody tells that.
func TestBareWords(t *testing.T) {
	t.Parallel()
	const (
		shot = "The Wire | 2026-03-04 | Singer shot dead in Orvik | The singer Lia Moen was shot dead at the harbour of Orvik on Monday. // " +
			"Moen, 38, had sung for an hour. Nils Hov, who guards the hall, heard two shots. // Police arrested Per Strand, a roofer of 41, near the harbour. The roofer shot her from a van, police said."
		isle = "The Post | 2026-03-05 | Storm cuts off Tromvik | A storm has cut off the island of Tromvik since Monday, the council said. Twelve boats sank in the harbour of Tromvik. // About 900 people live on the island. Two people were hurt by a falling roof."
		bare = "The Post | 2026-03-05 | Storm cuts off Ulm | A storm has cut off the island of Ulm since Monday. A hundred people of Ulm were at a concert in the town hall of Ulm."
		cup  = "The Star | 2026-03-06 | Rovers take the cup of Orvik | Rovers beat Albion 2-1 in the final on Sunday to win the cup of Orvik. // Albion had won the league. The cup was given by a baker, Tor Lund, in 1922. The new stand cost 3 million crowns."
	)
	for question, c := range map[string]struct{ story, want string }{
		"casualties":              {isle, "Two people were hurt"},
		"storm casualties":        {isle, "Two people were hurt"},
		"tromvik population":      {isle, "About 900 people live"},
		"population of tromvik":   {isle, "About 900 people live"},
		"ulm population":          {bare, ""},
		"ulm casualties":          {bare, ""},
		"moen victim":             {shot, "Lia Moen was shot"},
		"lia moen age":            {shot, "Moen, 38"},
		"orvik shooting suspect":  {shot, "Police arrested Per Strand"},
		"cup winner":              {cup, "Rovers beat"},
		"winner of the orvik cup": {cup, "Rovers beat"},
		"cup final score":         {cup, "Rovers beat Albion 2-1"},
		"stand cost":              {cup, "3 million"},
		"cost of the new stand":   {cup, "3 million"},
		"albion population":       {cup, ""},
	} {
		s := newFew(t, c.story)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		first, _, _ := strings.Cut(a.Text, "[1]")
		if c.want == "" && a.Mode != ModeNone || !strings.Contains(first, c.want) {
			t.Errorf("%s: want %q first:\n%s\n%v", question, c.want, a.Text, a.Notes)
		}
	}
}
