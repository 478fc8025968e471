package desk

import (
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// several is a catalogue of some sources.
type several []*few

func (c *several) Read() ([]knowledge.Source, error) { return c.Known(), nil }

func (c *several) Known() []knowledge.Source {
	var all []knowledge.Source
	for _, f := range *c {
		all = append(all, f)
	}
	return all
}

// TestPaused: a paused source is read by no load and keeps its stories, whatever else is
// loaded or removed meanwhile; after that it is read again.
func TestPaused(t *testing.T) {
	t.Parallel()
	a := lighthouse()
	b := &few{name: "b", stories: []knowledge.Story{{ID: "strike", Title: "Bakers on strike", Text: "Two bakers of Orm went on strike on Monday. They want more.", Lang: "en"}}}
	l := open(t, a)
	all := &several{a, b}
	l.Catalogue = all
	paused := []string{}
	l.Paused = func() []string { return paused }
	load := func(what string, o knowledge.LoadOptions, want int) {
		t.Helper()
		r, err := l.Load(t.Context(), o)
		if err != nil || r.Stories != want || len(r.Failed) > 0 {
			t.Errorf("%s: %d stories, %+v, %v, want %d", what, r.Stories, r.Failed, err, want)
		}
	}
	paused = []string{a.name}
	load("one of two", knowledge.LoadOptions{}, 1)
	load("the paused one alone", knowledge.LoadOptions{Only: []string{a.name}}, 1)
	paused = nil
	load("none is paused", knowledge.LoadOptions{}, 3)
	paused = []string{a.name, "one that is gone"}
	a.stories = a.stories[:1]
	b.stories[0].Text += " So they say."
	load("it has lost a story", knowledge.LoadOptions{Confirm: true}, 3)
	*all = several{a}
	load("the other is named no more", knowledge.LoadOptions{}, 2)
	kept := func() bool {
		t.Helper()
		states, err := l.Base.SourceStatus(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_, has := states["b"]
		return has
	}
	if !kept() {
		t.Error("what is named no more is gone before that is confirmed")
	}
	load("for good", knowledge.LoadOptions{Confirm: true}, 2)
	if kept() {
		t.Error("what is named no more is still kept though its removal was confirmed")
	}
	*all = several{a, b}
	b.stories = nil
	load("for good, and named again", knowledge.LoadOptions{}, 2)
	paused = nil
	load("read again", knowledge.LoadOptions{Confirm: true}, 1)
}
