package weaviate

import (
	"slices"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// TestLearnAgain: what no load has any more stays for a while, what one has again is there as if it had never gone.
func TestLearnAgain(t *testing.T) {
	a, b := tale("a", "A walrus."), tale("b", "A narwhal.")
	load := func(stories ...knowledge.Story) (list []*knowledge.StoryInfo) {
		for _, s := range stories {
			list = append(list, &knowledge.StoryInfo{Story: s})
		}
		return list
	}
	var p places
	generation := 0
	learn := func(keep time.Duration, stories ...knowledge.Story) {
		generation++
		p.learn(marker{Generation: generation}, load(stories...), keep)
	}
	holds := func(when string, s knowledge.Story, there, gone bool) {
		t.Helper()
		at, ok := p.at(placeOf(&s))
		if ok != there || ok && (!at.gone.IsZero() != gone || at.id != s.ID || at.hash != s.Hash) {
			t.Errorf("%s: story %s: %+v, %v", when, s.ID, at, ok)
		}
	}
	learn(time.Hour, a, b)
	holds("both are loaded", a, true, false)
	learn(time.Hour, b)
	holds("it is gone", a, true, true)
	holds("the other is not", b, true, false)
	learn(time.Hour, a, b)
	holds("it is there again", a, true, false)
	learn(time.Hour, b)
	learn(0, b)
	holds("it is gone for too long", a, false, false)
	holds("the other is there", b, true, false)
}

// TestOlderVersion: what a node finds of a version that the View has no more, but whose place is known still, is not found.
func TestOlderVersion(t *testing.T) {
	f := newFake(t)
	older, newer := tale("a", "A walrus."), tale("a", "A walrus and a narwhal.")
	x := opened(t, Options{Strict: true}, []*fake{f}, older)
	if _, err := searched(t, x, knowledge.Wish{N: 9}, "walrus"); err != nil { // Strict: the node has the first load by now
		t.Fatal(err)
	}
	load(t, x, newer)
	if err := x.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		says []found
		want []string
	}{
		"the newer one": {[]found{passage(newer, 0)}, []string{"a"}},
		"the older one": {[]found{passage(older, 0)}, nil},
	} {
		f.with(func() { f.found = c.says })
		if got, err := searched(t, x, knowledge.Wish{N: 9}, "walrus"); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, %v; want %q", what, got, err, c.want)
		}
	}
	if _, known := x.places.at(placeOf(&older)); !known {
		t.Error("the older version is not known any more: nothing was tested")
	}
}
