package indextest

import (
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// embed is a model of two numbers: how much of a text is about animals and how
// much about ships.
func embed(s string) []float32 {
	v := []float32{0.01, 0.01}
	for _, w := range text.English().Terms(s) {
		switch w {
		case "walrus", "narwhal":
			v[0]++
		case "ferri", "ship":
			v[1]++
		}
	}
	return v
}

// embedAll gives every passage without a vector one, in batches of two.
func (e *engine) embedAll(model string) (texts []string) {
	e.t.Helper()
	err := e.ix.Unembedded(e.t.Context(), model, func(text string) bool {
		texts = append(texts, text)
		return true
	})
	if err != nil {
		e.t.Fatal(err)
	}
	for at := 0; at < len(texts); at += 2 {
		batch := texts[at:min(at+2, len(texts))]
		vectors := make([][]float32, len(batch))
		for i, text := range batch {
			vectors[i] = embed(text)
		}
		if err := e.ix.PutVectors(e.t.Context(), model, batch, vectors); err != nil {
			e.t.Fatal(err)
		}
	}
	return texts
}

func near(t *testing.T, v knowledge.View, model, text string, f knowledge.Filter, n int) string {
	t.Helper()
	list, err := v.Near(t.Context(), model, embed(text), f, n)
	if err != nil {
		t.Fatal(err)
	}
	ids := make([]string, len(list))
	for i, c := range list {
		candidateOf(t, v, c)
		if i > 0 && c.Score > list[i-1].Score {
			t.Errorf("candidate %d scores more than the one before", i)
		}
		ids[i] = c.Story.Story.ID
	}
	return strings.Join(ids, " ")
}

func testVectors(t *testing.T, e *engine) {
	e.put(
		story("a", "Walrus", "A walrus and a narwhal."), story("b", "Ferry", "A ferry."),
		story("c", "Both", "A walrus on a ferry."), story("long", "Long", long("zeppelin", 3)),
	)
	all := 3 + len(knowledge.Split(text.English(), long("zeppelin", 3)))
	texts := e.embedAll("m")
	if len(texts) != all || !strings.Contains(strings.Join(texts, "\n"), "A walrus on a ferry.") {
		t.Errorf("texts to embed: %q", texts)
	}
	if again := e.embedAll("m"); len(again) != 0 {
		t.Errorf("embedded, but asked for again: %q", again)
	}
	if n := 0; e.ix.Unembedded(t.Context(), "other", func(string) bool { n++; return n < 2 }) != nil || n != 2 {
		t.Errorf("of another model %d texts were given, want 2", n)
	}
	e.twice(func(v knowledge.View) {
		if got := near(t, v, "m", "narwhal", knowledge.Filter{}, 2); got != "a c" && got != "a long" {
			t.Errorf("near an animal: %s", got)
		}
		if got := near(t, v, "m", "ship", knowledge.Filter{}, 1); got != "b" {
			t.Errorf("near a ship: %s", got)
		}
		if got := near(t, v, "other", "ship", knowledge.Filter{}, 1); got != "" {
			t.Errorf("near, without vectors: %s", got)
		}
		if got := near(t, v, "m", "ship", knowledge.Filter{}, 100); len(strings.Fields(got)) != all {
			t.Errorf("all: %s", got)
		}
	})
	e.remove("b")
	changed := with(story("c", "Both", "A ship, and a ship."), func(s *knowledge.Story) { s.Item = "x" })
	e.put(changed)
	e.twice(func(v knowledge.View) {
		if got := near(t, v, "m", "ship", knowledge.Filter{}, 100); strings.Contains(got, "b") || strings.Contains(got, "c") {
			t.Errorf("near, of texts that are gone: %s", got)
		}
	})
	before := e.view()
	if texts := e.embedAll("m"); len(texts) != 1 {
		t.Errorf("texts to embed after a change: %q", texts)
	}
	if got := near(t, before, "m", "ship", knowledge.Filter{}, 1); got == "c" {
		t.Error("near a ship, in a View of before: c, whose vector came later")
	}
	before.Close()
	e.twice(func(v knowledge.View) {
		if got := near(t, v, "m", "ship", knowledge.Filter{}, 1); got != "c" {
			t.Errorf("near a ship: %s", got)
		}
	})
	e.put(story("b", "Ferry", "A ferry."), story("twin", "Ferry", "A ferry.")) // their vector is still known
	if texts := e.embedAll("m"); len(texts) != 0 {
		t.Errorf("embedded before, but asked for again: %q", texts)
	}
	e.put(story("d", "Twins", "A whale."), story("e", "Twins", "A whale."))
	if texts := e.embedAll("m"); len(texts) != 1 {
		t.Errorf("one text in two stories is embedded as %q", texts)
	}
	e.twice(func(v knowledge.View) {
		if got := near(t, v, "m", "ship", knowledge.Filter{}, 3); got != "c b twin" && got != "b twin c" {
			t.Errorf("near a ship: %s", got)
		}
	})
}

func testVectorFilter(t *testing.T, e *engine) {
	var stories []knowledge.Story
	for i := range 300 {
		s := story("many"+string(rune('a'+i/26%26))+string(rune('a'+i%26)), "Walrus", "A walrus."+strings.Repeat(" A narwhal.", i%50)+strings.Repeat(" Then.", i))
		stories = append(stories, s)
	}
	old := with(story("old", "Ferry", "A ferry."), func(s *knowledge.Story) { s.Published = time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC) })
	e.put(append(stories, old)...)
	e.embedAll("m")
	e.twice(func(v knowledge.View) {
		f := knowledge.Filter{Until: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)}
		if got := near(t, v, "m", "walrus", f, 2); got != "old" {
			t.Errorf("in a window: %q", got)
		}
		if got := near(t, v, "m", "walrus", knowledge.Filter{Story: "old"}, 2); got != "old" {
			t.Errorf("in a story: %q", got)
		}
		if got := near(t, v, "m", "walrus", knowledge.Filter{Story: "none"}, 2); got != "" {
			t.Errorf("in a story that is not there: %q", got)
		}
	})
}

func testBadVectors(t *testing.T, e *engine) {
	e.put(story("a", "Walrus", "A walrus."))
	e.embedAll("m")
	put := func(texts []string, vectors [][]float32) error {
		return e.ix.PutVectors(t.Context(), "m", texts, vectors)
	}
	if err := put([]string{"x"}, [][]float32{{1, 2, 3}}); err == nil || !strings.Contains(err.Error(), "2") || !strings.Contains(err.Error(), "3") {
		t.Errorf("another dimension: %v", err)
	}
	if err := put([]string{"x"}, nil); err == nil {
		t.Error("fewer vectors than texts are taken")
	}
	if err := put([]string{"x", "y"}, [][]float32{{1, 2}, {1}}); err == nil {
		t.Error("vectors of two lengths are taken")
	}
	if err := put(nil, nil); err != nil {
		t.Errorf("no vectors: %v", err)
	}
	v := e.view()
	defer v.Close()
	if _, err := v.Near(t.Context(), "m", []float32{1}, knowledge.Filter{}, 1); err == nil {
		t.Error("a vector of another dimension is compared")
	}
}
