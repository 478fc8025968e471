package eval

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

func TestFoundIn(t *testing.T) {
	t.Parallel()
	found := foundIn([]passage{
		{Title: "Towers", Outlet: "Wire", Published: "2022-06-16", URL: "https://x.example/a", Label: "correction", Text: " One tower. "},
		{Title: "Bakers", URL: "https://x.example/b", Text: "Bakers."},
		{Title: "Towers", URL: "https://x.example/a", Text: "Two towers."},
		{Title: "Towers", Text: "Three."},
		{Title: "Towers", Text: "Four."},
	})
	var texts []string
	stories := map[string]bool{}
	last := 2.0
	for i := range found.Hits {
		h := &found.Hits[i]
		texts = append(texts, h.Text())
		stories[h.Story.ID] = true
		if h.Score >= last || h.Lead.Start != 0 || h.Lead.End == 0 {
			t.Errorf("hit %d: score %v after %v, lead %v", i, h.Score, last, h.Lead)
		}
		last = h.Score
	}
	if want := []string{"One tower.", "Bakers.", "Two towers.", "Three.", "Four."}; !reflect.DeepEqual(texts, want) {
		t.Errorf("texts %q, want %q", texts, want)
	}
	first := &found.Hits[0].Story
	if len(stories) != 4 || found.Info.Stories != 4 || first.Text != "One tower.\n\nTwo towers." ||
		first.Label != "correction" || first.Outlet != "Wire" || knowledge.Day(first.Published) != "2022-06-16" || found.Hits[1].Story.Label != knowledge.News {
		t.Errorf("%d stories, the first %+v", len(stories), first)
	}
}

// keeps is a replier that shows the sentences with the word "kept".
func keeps(_ context.Context, r *recording) (bot.Answer, error) {
	a := bot.Answer{Mode: bot.ModeModel}
	for s := range strings.SplitSeq(r.writes(nil), ". ") {
		if strings.Contains(s, "kept") {
			a.Text += s + ". "
		} else {
			a.Dropped = append(a.Dropped, bot.Dropped{Sentence: s, Why: "it is not kept"})
		}
	}
	if a.Text == "" { // quoted instead, in the same words
		a.Mode, a.Text = bot.ModeExtract, r.writes(nil)
	}
	return a, nil
}

func recordedRows() []recordedRow {
	return []recordedRow{
		{
			ID: "1", At: "2022-06-16", Passages: []passage{{Text: "a"}}, Answer: []int{0, 1}, Weak: "## Answer\n\nFirst kept it is. Then not. [1]",
			Claims: []claim{
				{Text: "It is kept", Cites: []int{1}, Supported: true}, {Text: "It is lost", Supported: true},
				{Text: "It is near and kept", Supported: true, Kind: "near_copy"}, {Text: "They say nothing", Supported: true, Kind: "says_not"},
				{Text: "It is wrong and kept", Kind: "number"}, {Text: "It is wrong", Kind: "number"}, {Text: "It is kept, wrongly"},
			},
		},
		{ID: "2", At: "2022-06-16", Passages: []passage{{Text: "a"}}, Claims: []claim{{Text: "Lost.", Supported: true}, {Text: "Then kept.", Supported: true}}, Answer: []int{0, 1}},
	}
}

func TestReplies(t *testing.T) {
	t.Parallel()
	f, err := evaluator().replies(t.Context(), recordedRows(), keeps, func(string, int) {})
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.Marshal(&recordedMeasures{recordedFigures: *f})
	if err != nil {
		t.Fatal(err)
	}
	// True and no near-copy: kept, lost, says nothing, lost, kept. "Then" is shown without what it goes on from, and a heading.
	want := `{"answers":2,"claims":9,"kept_supported":0.4,"shown_unsupported":0.6666666666666666,"answer_kept":0.5,"weak_kept":1,"by_kind":{` +
		`"near_copy":{"claims":1,"shown":1},"number":{"claims":2,"shown":0.5},"paraphrase":{"claims":4,"shown":0.5},` +
		`"says_not":{"claims":1,"shown":0},"unsupported":{"claims":1,"shown":1}},` +
		`"broken":0.6666666666666666,"broken_fell":0.5,"broken_by":{"heading":1,"link":3},"checker":null}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	m := recordedMeasures{recordedFigures: *f, Checker: f}
	if got, want := len(m.Figures()), 2+2*(7+4); got != want {
		t.Errorf("%d figures with a checker, want %d", got, want)
	}
}

func TestNumbered(t *testing.T) {
	t.Parallel()
	n := readNumbered("[1] Wire: Towers\n  1.1 Towers fell on Monday.\n  …\n  1.2 Nobody was hurt (also the Echo)\n[2] Post: Bakers\n  2.1 Bakers struck for a week.\nno 3.1 line\n")
	passages := []passage{{Text: "Bakers struck for a week. They won."}, {Text: "Towers fell on Monday. Nobody was hurt."}}
	for _, c := range []struct {
		claim claim
		want  string
	}{
		{claim{Text: "A strike of a week.", Cites: []int{1}, Evidence: []string{"Bakers struck for  a week."}}, "A strike of a week. [2.1]"},
		{claim{Text: "The towers fell on a Monday.", Cites: []int{2}}, "The towers fell on a Monday. [1.1]"},
		{claim{Text: "Something else.", Cites: []int{1}, Evidence: []string{"Not there."}}, "Something else. [2.1]"},
		{claim{Text: "The stories do not say."}, "The stories do not say."},
	} {
		if got := c.claim.marked(n, passages); got != c.want {
			t.Errorf("%+v: %q, want %q", c.claim, got, c.want)
		}
	}
	if got, want := n.restore("One [1]. Two [2][1]. Three [7].", passages), "One [2]. Two [1][2]. Three [7]."; got != want {
		t.Errorf("restored %q, want %q", got, want)
	}
}

// What is recorded goes through the writing and checking of the bot itself.
func TestRecordedMeasures(t *testing.T) {
	t.Parallel()
	got := measuredJSON(t, evaluator(), `{"id": "1", "question": "Who painted the lighthouse of Faro?", "at": "2022-06-16", `+
		`"passages": [{"title": "Bakers", "text": "The bakers of Exampleton went on strike."}, `+
		`{"title": "The lighthouse", "text": "The lighthouse of Faro was painted blue on Monday by its keeper, Mette Olsen."}], "claims": [`+
		`{"text": "The lighthouse of Faro was painted blue by Mette Olsen.", "cites": [2], "supported": true, "kind": "near_copy", "checker": true}, `+
		`{"text": "The lighthouse of Faro was painted blue on Monday.", "cites": [2], "supported": true}, `+
		`{"text": "The lighthouse of Faro was painted blue by Karen Blix.", "cites": [2], "supported": false, "kind": "entity"}], `+
		`"answer": [1, 0], "weak": "Based on the passages, **Karen Blix** painted the lighthouse of Faro. [2]"}`)
	want := `{"answers":1,"claims":3,"kept_supported":1,"shown_unsupported":0,"answer_kept":1,"weak_kept":0,"by_kind":{` +
		`"entity":{"claims":1,"shown":0},"near_copy":{"claims":1,"shown":1},"paraphrase":{"claims":1,"shown":1}},"broken":0,"broken_fell":0,"broken_by":{},` +
		`"checker":{"answers":1,"claims":3,"kept_supported":1,"shown_unsupported":0,"answer_kept":1,"weak_kept":0,"by_kind":{` +
		`"entity":{"claims":1,"shown":0},"near_copy":{"claims":1,"shown":1},"paraphrase":{"claims":1,"shown":1}},"broken":0,"broken_fell":0,"broken_by":{}}}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
