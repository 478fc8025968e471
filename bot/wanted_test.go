package bot

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// townNews are stories to ask for more than answers of: a flood told by three, twice from one text.
func townNews(t *testing.T) *few {
	t.Helper()
	const flood = "The river Arl burst its banks in Mossby on Monday and flooded 300 houses, the fire service said. Some 900 people were taken to schools on the hill. \"We lost everything,\" said Tove Brandt, the mayor."
	return newFew(t,
		"Post | 2024-05-06 | Flood drives 900 from their homes in Mossby | "+flood,
		"Star | 2024-05-06 | 300 houses under water in Mossby | "+strings.Replace(flood, "Some", "About", 1),
		"Wire | 2024-05-07 | Army boats reach flooded Mossby | Soldiers in boats reached Mossby after the flood of the river Arl. The fire service counts 300 flooded houses on both banks. Ada Quill, who leads them, said that 40 people had been found on roofs. \"They waved with towels,\" she said.",
		"Post | 2024-05-08 | Bakers of Oldport strike | The bakers of Oldport stopped work on Wednesday over the price of flour. Their union wants a tenth more.",
		"Post #opinion | 2024-05-08 | Let them have bread | The bakers of Oldport are right, and their masters should blush for shame.",
		"Post | 2024-01-03 | New bridge for Oldport | The bridge of Oldport was opened on Wednesday by the minister of roads.")
}

// TestWanted asks for all that is not an answer.
func TestWanted(t *testing.T) {
	t.Parallel()
	s := townNews(t)
	b := &Bot{Stories: s}
	for _, c := range []struct {
		asked string
		mode  Mode
		has   string // each between bars
		not   string
	}{
		{"hi", ModeList, "Hello|6 stories, the newest of 8 May 2024", "["},
		{"thanks", ModeList, "welcome", "["},
		{"lol", ModeList, "I only know the stories", "["},
		{"what can you do?", ModeList, "I am Storybot|timeline", "["},
		{"What's new?", ModeList, "2 events in 4 stories:|\n- 8 May 2024: The bakers of Oldport stopped|(3 outlets, 2 origins) [2]", "blush|bridge"},
		{"what happened on 6 May?", ModeList, "1 event in 2 stories:|(2 outlets, 1 origin)", "bakers"},
		{"What happened yesterday?", ModeList, "No story is of 9 May 2024. Before that: 2 events", "bridge"},
		{"any update on the flood?", ModeList, "2 texts on “the flood” in 3 stories:|\n- 7 May 2024: Soldiers|(2 outlets, 1 origin)", "bakers"},
		{"Latest on the bakers", ModeList, "1 text on “the bakers”:|stopped work", "flood"},
		{"how many stories mention Mossby?", ModeList, "3 stories mention “Mossby”:|[3]", "bakers"},
		{"how many stories mention the river in January", ModeNone, "No story mentions “river”, January 2024.", "["},
		{"How many stories mention zeppelins?", ModeNone, "No story mentions “zeppelins”.", "["},
		{"which outlets reported the flood?", ModeList, "3 outlets have stories that mention “flood”:|Wire: 1 story, “Army boats", "bakers"},
		{"which outlets wrote about the bakers?", ModeList, "1 outlet has stories that mention “bakers”:|Post: 2 stories, the newest “", "flood"},
		{"who is quoted on the flood?", ModeList, "2 people are quoted in 3 stories on “flood”:|Ada Quill: \"They waved|Tove Brandt: \"We lost", "bakers"},
		{"list everything about Oldport since May", ModeList, "2 stories mention “Oldport”, since 1 May 2024:", "bridge"},
		{"summarise the flood", ModeExtract, "burst its banks", "bakers"},
		{"What is the bakers' row about?", ModeExtract, "stopped work", "flood"},
		{"give me a timeline of the flood", ModeList, "6 May 2024: The river Arl", "bakers"},
		{"What happened to the bakers?", ModeExtract, "stopped work", "event"},
	} {
		a := ask(t, b, s, Question{Text: c.asked, At: date("2024-05-10").Add(9 * time.Hour)})
		if a.Mode != c.mode {
			t.Errorf("%s: %s, want %s", c.asked, a.Mode, c.mode)
		}
		for _, part := range strings.Split(c.has, "|") {
			if !strings.Contains(a.Text, part) {
				t.Errorf("%s: no %q in\n%s", c.asked, part, a.Text)
			}
		}
		for _, part := range strings.Split(c.not, "|") {
			if part != "" && strings.Contains(a.Text, part) {
				t.Errorf("%s: %q in\n%s", c.asked, part, a.Text)
			}
		}
	}
}

// TestWantedOfBefore leans on the turn before.
func TestWantedOfBefore(t *testing.T) {
	t.Parallel()
	s := townNews(t)
	at := date("2024-05-10")
	journal := &book{}
	b := &Bot{Stories: s, Journal: journal}
	ask(t, b, s, Question{Text: "Who are on strike in Oldport?", At: at, Conversation: "c"})
	for asked, want := range map[string]string{"summarise it": "bakers", "give me a timeline of that": "bakers"} {
		if a := ask(t, b, s, Question{Text: asked, At: at, Conversation: "c"}); !strings.Contains(a.Text, want) {
			t.Errorf("%s: %s", asked, a.Text)
		}
	}
	if a := ask(t, b, s, Question{Text: "summarise it", At: at}); a.Mode == ModeExtract {
		t.Errorf("with nothing before: %s", a.Text)
	}
}

// TestWantedKeepsToItsAudience asks as someone who may see one collection.
func TestWantedKeepsToItsAudience(t *testing.T) {
	t.Parallel()
	s := townNews(t)
	for i, d := range s.docs {
		d.Story.Collection = map[bool]string{true: "open", false: "closed"}[i == 3]
	}
	b := &Bot{Stories: s}
	for _, asked := range []string{"hi", "What's new?", "what happened on 6 May?", "any update on the flood?", "how many stories are there?", "how many stories mention Mossby?",
		"which outlets reported the flood?", "who is quoted on the flood?", "summarise the flood", "timeline of the flood", "Flood drives 900 from their homes in Mossby"} {
		a := ask(t, b, s, Question{Text: asked, At: date("2024-05-10"), Collections: []string{"open"}})
		if strings.Contains(a.Text, "Arl") || strings.Contains(a.Text, "6 stories") || strings.Contains(a.Text, "900") {
			t.Errorf("%s: %s", asked, a.Text)
		}
	}
	if a, err := b.Digest(t.Context(), Question{At: date("2024-05-10"), Collections: []string{"open"}}); err != nil || !strings.HasPrefix(a.Text, "1 event in 1 story:") {
		t.Errorf("%v: %s", err, a.Text)
	}
}

// TestWantedOfMisspelled takes the words that the search took.
func TestWantedOfMisspelled(t *testing.T) {
	t.Parallel()
	for asked, want := range map[string]string{
		"how many stories mention flod?": "3 stories mention “flood”:", "any update on the flod?": "2 texts on “the flood”", "summarise the flod": "burst its banks",
		"timeline of the flod": "6 May 2024: The river",
	} {
		s := townNews(t)
		s.respelled = []knowledge.Respelling{{From: "flod", To: "flood"}}
		a := ask(t, &Bot{Stories: respelling{s}}, s, Question{Text: asked, At: date("2024-05-10")})
		if !strings.Contains(a.Text, want) || notesOf(a, "spelling") == "" {
			t.Errorf("%s: %s %+v", asked, a.Text, a.Notes)
		}
	}
}

// respelling searches for what words were taken for.
type respelling struct{ *few }

func (r respelling) Search(ctx context.Context, q knowledge.Query) (knowledge.Found, error) {
	for _, w := range r.respelled {
		q.Text = strings.ReplaceAll(q.Text, w.From, w.To)
	}
	return r.few.Search(ctx, q)
}

func TestDigest(t *testing.T) {
	t.Parallel()
	s := townNews(t)
	b := &Bot{Stories: s, Journal: &book{}}
	for _, c := range []struct {
		q    Question
		want string
	}{
		{Question{}, "2 events in 4 stories:\n- 8 May 2024: The bakers"},
		{Question{Text: "flood"}, "2 texts on “flood” in 3 stories:\n- 7 May 2024"},
		{Question{Text: "the flood on 6 May"}, "1 text on “the flood” in 2 stories:\n- 6 May 2024"},
		{Question{Until: date("2024-02-01")}, "1 event in 1 story:\n- 3 January 2024: The bridge"},
		{Question{Since: date("2024-05-07")}, "2 events in 2 stories:\n- 8 May"},
		{Question{Since: date("2025-01-01")}, "The stories do not say: none is of the time"},
		{Question{Text: "zeppelins"}, "The stories do not say."},
	} {
		c.q.At, c.q.Conversation = date("2024-05-10"), "c"
		a, err := b.Digest(t.Context(), c.q)
		if err != nil || !strings.HasPrefix(a.Text, c.want) {
			t.Errorf("%+v: %v\n%s\nwant\n%s", c.q, err, a.Text, c.want)
		}
		sound(t, a, s)
	}
}
