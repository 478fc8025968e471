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

// TestTest: a source is tested be it paused or not named yet, and nothing is changed by that.
func TestTest(t *testing.T) {
	t.Parallel()
	f := lighthouse()
	for i := range f.stories {
		f.stories[i].Hash = f.stories[i].Fingerprint()
	}
	a, name := loaded(t, f), f.name
	a.Paused = func() []string { return []string{name} }
	fresh := &few{name: "b", stories: []knowledge.Story{{ID: "strike", Title: "Bakers on strike", Text: "Two bakers of Orm went on strike on Monday. They want more.", Lang: "en"}}}
	for what, c := range map[string]struct {
		name  string
		more  []knowledge.Source
		added int
	}{"paused": {name, nil, 0}, "not named yet": {"b", []knowledge.Source{fresh}, 1}, "unknown": {"c", nil, 0}} {
		r, err := a.Test(t.Context(), c.name, c.more...)
		if err != nil || len(r.Added) != c.added || len(r.Updated)+len(r.Removed)+len(r.Failed) > 0 {
			t.Errorf("%s: %+v, %v", what, r, err)
		}
	}
	info, err := a.Base.Info(t.Context())
	states, err2 := a.Base.SourceStatus(t.Context())
	if err != nil || err2 != nil || info.Stories != 2 || len(states) != 1 {
		t.Errorf("now there are %d stories of %d sources, %v, %v", info.Stories, len(states), err, err2)
	}
	broken := lighthouse()
	broken.name, broken.panics = "x", true
	if _, err := a.Test(t.Context(), "x", broken); err == nil {
		t.Error("a source that panics is told as well")
	}
}
