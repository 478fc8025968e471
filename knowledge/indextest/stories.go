package indextest

import (
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

func testEmpty(t *testing.T, e *engine) {
	e.twice(func(v knowledge.View) {
		if info := infoOf(t, v); info != (knowledge.Info{}) {
			t.Errorf("info %+v", info)
		}
		found(t, v, "anything at all")
		if len(storiesOf(t, v)) != 0 || document(t, v, "a") != nil {
			t.Error("there are documents")
		}
		_, err := v.Text(t.Context(), "a", "b")
		notFound(t, err)
		_, err = v.Versions(t.Context(), "a")
		notFound(t, err)
		near, err := v.Near(t.Context(), "m", []float32{1, 2}, knowledge.Filter{}, 3)
		if len(near) != 0 || err != nil {
			t.Errorf("near: %v, %v", near, err)
		}
	})
}

func testPut(t *testing.T, e *engine) {
	a := story("a", "The envoy's flight", "The ambassador left Rome on Monday.\n\nNobody saw him go.")
	b := story("b", "Rain in the valley", long("zeppelin", 4))
	e.put(b, a)
	e.twice(func(v knowledge.View) {
		documentOf(t, v, a)
		documentOf(t, v, b)
		found(t, v, "ambassador", "a")
		found(t, v, "envoy", "a") // by the title
		found(t, v, "zeppelinc bridge", "b")
		found(t, v, "ambassadors valley", "a", "b") // by the stem
		found(t, v, "helicopter")
		ids := []string{}
		for _, d := range storiesOf(t, v) {
			ids = append(ids, d.Story.ID)
		}
		if !slices.Equal(ids, []string{"a", "b"}) {
			t.Errorf("documents %q", ids)
		}
	})
}

func testReplace(t *testing.T, e *engine) {
	old := story("a", "First title", long("zeppelin", 3))
	other := story("b", "Another", "A quiet harbour.")
	e.put(old, other)
	now := with(old, func(s *knowledge.Story) { s.Title, s.Text = "Second title", "Now about a lighthouse." })
	e.put(now)
	e.twice(func(v knowledge.View) {
		documentOf(t, v, now)
		documentOf(t, v, other)
		found(t, v, "zeppelina first council")
		found(t, v, "lighthouse", "a")
		if n := infoOf(t, v).Passages; n != 2 {
			t.Errorf("%d passages, want 2", n)
		}
		textOf(t, v, old)
	})
}

func testRemove(t *testing.T, e *engine) {
	a, b := story("a", "One", "A lighthouse."), story("b", "Two", "A lighthouse, and a harbour.")
	e.put(a, b)
	e.remove("a", "never there")
	e.twice(func(v knowledge.View) {
		found(t, v, "lighthouse", "b")
		if document(t, v, "a") != nil || infoOf(t, v).Stories != 1 {
			t.Error("a is still there")
		}
		textOf(t, v, a)
	})
	e.put(a)
	e.twice(func(v knowledge.View) { found(t, v, "lighthouse", "a", "b") })
}

func testTwice(t *testing.T, e *engine) {
	a := story("a", "One", "A lighthouse.")
	changed := with(a, func(s *knowledge.Story) { s.Text = "A harbour." })
	b, c := story("b", "Two", "A lighthouse."), story("c", "Three", "A ferry.")
	e.put(c)
	e.load(func(tx knowledge.Tx) error {
		for _, err := range []error{
			tx.Put(knowledge.Prepare(a)), tx.Put(knowledge.Prepare(changed)),
			tx.Put(knowledge.Prepare(b)), tx.Remove("b"),
			tx.Remove("c"), tx.Put(knowledge.Prepare(c)),
		} {
			if err != nil {
				return err
			}
		}
		return nil
	})
	e.twice(func(v knowledge.View) {
		found(t, v, "lighthouse")
		found(t, v, "harbour", "a")
		found(t, v, "ferry", "c")
		documentOf(t, v, changed)
	})
}

func testOdd(t *testing.T, e *engine) {
	stories := []knowledge.Story{
		{ID: "bare", Title: "Bare", Text: "Only a walrus.", Hash: "h1"},
		{ID: "empty", Title: "Nothing but a title", Hash: "h2"},
		{ID: "quote'\"%_; DROP TABLE stories", Title: "'", Text: "A narwhal with a 'quote'.", Hash: "h3"},
		{ID: "script", Title: "東京の朝", Text: "東京は雨です。\n\nПогода в Москве хорошая.", Hash: "h4", Lang: "ja"},
		{ID: "stops", Title: "It is", Text: "It was not there, and that was that.", Hash: "h5"},
		{ID: "repeat", Title: "Buffalo", Text: strings.Repeat("Buffalo buffalo buffalo. ", 500), Hash: "h6"},
		{ID: "wide", Title: "Wide", Text: strings.Repeat("x", 100_000), Hash: "h7"},
		{ID: "zero", Title: "Zero", Text: "A nul \x00 inside, and a bad \xff byte near a manatee.", Hash: "h8"},
	}
	e.put(stories...)
	e.twice(func(v knowledge.View) {
		for _, s := range stories {
			documentOf(t, v, s)
		}
		found(t, v, "walrus", "bare")
		found(t, v, "narwhal", stories[2].ID)
		found(t, v, "москве", "script")
		found(t, v, "buffalo", "repeat")
		found(t, v, "manatee", "zero")
		found(t, v, strings.Repeat("x", 100_000), "wide")
	})
	e.remove("bare", "empty", stories[2].ID)
	e.put(story("empty", "Still nothing", ""))
	e.twice(func(v knowledge.View) {
		found(t, v, "walrus narwhal")
		if document(t, v, "empty") == nil {
			t.Error("the story without text is gone")
		}
	})
}

func testNoID(t *testing.T, e *engine) {
	err := e.ix.Update(t.Context(), func(tx knowledge.Tx) error {
		return tx.Put(knowledge.Prepare(knowledge.Story{Title: "Nameless", Text: "A walrus."})) //nolint:wrapcheck // a test
	})
	if err == nil {
		t.Error("a story without an ID is kept")
	}
	p := knowledge.Prepare(story("a", "Wrong", "A walrus."))
	p.Passages = []text.Span{{Start: 0, End: 1000}}
	if err := e.ix.Update(t.Context(), func(tx knowledge.Tx) error { return tx.Put(p) }); err == nil {
		t.Error("a passage beyond the text is kept")
	}
	e.twice(func(v knowledge.View) { found(t, v, "walrus") })
}
