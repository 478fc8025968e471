package bot

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// written lets a model's text through a writer of four passages, in pieces of
// size bytes, and returns what is shown, what is cited and what is dropped.
func written(body string, size int, change func(w *writer)) (shown, cited, dropped string, w *writer) {
	var passages []passageOf
	for i, s := range []string{
		"The storm broke the harbour wall of Oldport on Monday. Nine boats sank there.",
		"The mayor of Oldport asked for help. She thanked the divers of Newport.",
		"The bakers gave bread to the divers.",
		"The storm broke the harbour wall of Oldport on Monday. The U.S. Andover fleet came on Friday.",
	} {
		passages = append(passages, passageOf{&knowledge.Story{ID: string(rune('a' + i)), Title: "Oldport", Text: s}, text.Span{End: len(s)}})
	}
	var all []string
	w = newWriter(text.English(), passages, func(s Sentence) { all = append(all, s.Text) })
	if change != nil {
		change(w)
	}
	w.forPrompt(10_000)
	for at := 0; at < len(body); at += size {
		if err := w.take(body[at:min(len(body), at+size)]); err != nil {
			return err.Error(), "", "", w
		}
	}
	w.end()
	var quotes, lost []string
	for _, c := range w.text.citations {
		quotes = append(quotes, fmt.Sprint(c.N, c.Story, ":", c.Quote))
	}
	for _, d := range w.dropped {
		lost = append(lost, d.Sentence)
	}
	return strings.Join(all, "|"), strings.Join(quotes, "|"), strings.Join(lost, "|"), w
}

func TestWriter(t *testing.T) {
	t.Parallel()
	const wall, boats, mayor = "The storm broke the harbour wall of Oldport on Monday.", "Nine boats sank there.", "The mayor of Oldport asked for help."
	bullets := func(w *writer) { w.bullets = true }
	for name, c := range map[string]struct {
		body                  string
		change                func(w *writer)
		shown, cited, dropped string
	}{
		"one":                   {wall + " [1]", nil, wall + " [1]", "1a:" + wall, ""},
		"two of a passage":      {wall + " [1] " + boats + " [1]", nil, wall + " [1]|" + boats + " [2]", "1a:" + wall + "|2a:" + boats, ""},
		"of the passage named":  {wall + " [4] " + mayor + " [2] " + boats + " [1][9]", nil, wall + " [1]|" + mayor + " [2]|" + boats + " [3]", "1d:" + wall + "|2b:" + mayor + "|3a:" + boats, ""},
		"a point that ends not": {"The U.S. Andover fleet came on Friday. [4] " + mayor + " [2]", nil, "The U.S. Andover fleet came on Friday. [1]|" + mayor + " [2]", "1d:The U.S. Andover fleet came on Friday.|2b:" + mayor, ""},
		"in brackets":           {"Ten whales sank there. [Nobody saw them, says the long report.] " + mayor + " [2]", nil, mayor + " [1]", "1b:" + mayor, "Ten whales sank there.|[Nobody saw them, says the long report.]"},
		"of both sentences":     {"The storm broke the wall on Monday and nine boats sank there [1].", nil, "The storm broke the wall on Monday and nine boats sank there. [1]", "1a:" + wall + " " + boats, ""},
		"numbered as shown":     {mayor + " [2] " + wall + " [1] " + mayor[:len(mayor)-1] + " again [3].", nil, mayor + " [1]|" + wall + " [2]|" + mayor[:len(mayor)-1] + " again. [1]", "1b:" + mayor + "|2a:" + wall, ""},
		"said twice":            {wall + " [1] " + wall + " [1]", nil, wall + " [1]", "1a:" + wall, ""},
		"of the wrong passage":  {wall + " [3]", nil, wall + " [1]", "1a:" + wall, ""},
		"of no passage":         {wall + " [9]", nil, wall + " [1]", "1a:" + wall, ""},
		"without a mark":        {wall, nil, wall + " [1]", "1a:" + wall, ""},
		"invented":              {"Ten whales sank there. [1]", nil, "", "", "Ten whales sank there. [1]"},
		"markdown":              {"## **" + wall + "** [1]\n- `" + boats + "` [1]\n1. " + mayor + " [2]", nil, wall + " [1]|" + boats + " [2]|" + mayor + " [3]", "1a:" + wall + "|2a:" + boats + "|3b:" + mayor, ""},
		"in points":             {"- " + wall + " [1]\n- " + boats + " [1]", bullets, "- " + wall + " [1]|- " + boats + " [2]", "1a:" + wall + "|2a:" + boats, ""},
		"marks alone":           {"[1] [2]", nil, "", "", ""},
		"the whole at the end":  {"The storm broke the harbour wall of Oldport on Monday", nil, "The storm broke the harbour wall of Oldport on Monday [1]", "1a:" + wall, ""},
		"nothing to do with it": {wall + " [1]", func(w *writer) { q := choose.Read(text.English(), "Who gave bread?"); w.asked = &q }, "", "", wall + " [1]"},
		"to do with it":         {wall + " [1]", func(w *writer) { q := choose.Read(text.English(), "What broke the wall?"); w.asked = &q }, wall + " [1]", "1a:" + wall, ""},
	} {
		for _, size := range []int{1, 5, 1000} {
			shown, cited, dropped, w := written(c.body, size, c.change)
			if shown != c.shown || cited != c.cited || dropped != c.dropped || w.pending != "" || len(w.scores) != len(w.text.parts) {
				t.Errorf("%s in pieces of %d:\n  shown %s\n   want %s\n  cited %s\n   want %s\ndropped %s\n   want %s", name, size, shown, c.shown, cited, c.cited, dropped, c.dropped)
			}
		}
	}
}

func TestWriterHearsThatNothingIsSaid(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]bool{prompts.NotInStories: true, "Nine boats sank there. [1]": false, "": false} {
		if _, _, _, w := written(body, 3, nil); w.refused != want {
			t.Errorf("%q refuses: %v, want %v", body, w.refused, want)
		}
	}
}

func TestWriterIsAsSureAsItsSentences(t *testing.T) {
	t.Parallel()
	for want, scores := range map[float64][]float64{0: nil, .5: {.5}, .7: {.5, .9}} {
		if got := (&writer{scores: scores}).mean(); math.Abs(got-want) > 1e-9 {
			t.Errorf("of %v: %v, want %v", scores, got, want)
		}
	}
	for bullets, want := range map[bool]string{false: "a b", true: "a\nb"} {
		if got := (&writer{bullets: bullets, text: quoted{parts: []string{"a", "b"}}}).joined(); got != want {
			t.Errorf("joined %q, want %q", got, want)
		}
	}
}

// TestPassagesOfASummary are those with a line of the evidence.
func TestPassagesOfASummary(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("The storm broke the harbour wall of Oldport on Monday night. ", 60)
	s := knowledge.Story{ID: "a", Title: "Storm", Text: strings.TrimSpace(long)}
	spans := knowledge.Split(text.English(), s.Text)
	if len(spans) < 3 {
		t.Fatalf("the story has %d passages", len(spans))
	}
	first := spans[1].Start
	e := &evidence{lang: text.English(), stories: []knowledge.Story{s}, places: []placed{{0, text.Span{Start: first, End: first + 10}}}}
	if got := e.allPassages(); len(got) != 1 || got[0].Span != spans[1] {
		t.Errorf("the passages are %v, want %v", got, spans[1])
	}
	if got := e.only(); got != "Storm" {
		t.Errorf("the only title is %q", got)
	}
	e.stories = append(e.stories, s)
	if got := e.only(); got != "" {
		t.Errorf("of two stories the only title is %q", got)
	}
}
