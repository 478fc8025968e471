package weaviate

import (
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// A search that the process did itself says so where the Weaviate is away or fails, and not where it is only behind, as it
// is for a moment after each load, or where it is not needed.
func TestStandby(t *testing.T) {
	t.Parallel()
	a := tale("a", "A walrus.")
	for what, c := range map[string]struct {
		change func(t *testing.T, x *Index, f *fake)
		asks   string
		want   bool
	}{
		"all is well":      {func(*testing.T, *Index, *fake) {}, "walrus", false},
		"it fails":         {func(_ *testing.T, _ *Index, f *fake) { f.with(func() { f.broken = true }) }, "walrus", true},
		"it failed before": {failing, "walrus", true},
		"it hangs":         {func(_ *testing.T, _ *Index, f *fake) { f.with(func() { f.wait = time.Minute }) }, "walrus", true},
		"it is away": {func(t *testing.T, x *Index, f *fake) {
			f.with(func() { f.down = true })
			eventually(t, "it is seen to be away", func() bool { return !x.known.reached() })
		}, "walrus", true},
		"it is behind": {func(t *testing.T, x *Index, f *fake) {
			f.with(func() { f.deaf = true })
			load(t, x, tale("b", "A walrus."))
		}, "walrus", false},
		"away, and nothing is asked": {func(t *testing.T, x *Index, f *fake) {
			f.with(func() { f.down = true })
			eventually(t, "it is seen to be away", func() bool { return !x.known.reached() })
		}, "the", false},
	} {
		f := newFake(t)
		x := opened(t, Options{}, []*fake{f}, a)
		f.says(a)
		settled(t, x, f)
		c.change(t, x, f)
		found, err := (&knowledge.Base{Index: x}).Search(t.Context(), knowledge.Query{Text: c.asks})
		if err != nil || found.Standby != c.want || c.asks == "walrus" && len(found.Hits) == 0 {
			t.Errorf("%s: %d hits, %v, %v; want %v", what, len(found.Hits), found.Standby, err, c.want)
		}
		f.with(func() { f.deaf, f.down, f.wait, f.broken = false, false, 0, false })
	}
}

// failing has a search fail once, after which no node counts as one that has anything until it is looked at.
func failing(t *testing.T, x *Index, f *fake) {
	t.Helper()
	f.with(func() { f.broken = true })
	if _, err := searched(t, x, knowledge.Wish{N: 1}, "walrus"); err != nil {
		t.Fatal(err)
	}
}

// A process that starts while the Weaviate is away says so from its first search on.
func TestStandbyFromTheStart(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.with(func() { f.down = true })
	x := opened(t, Options{Every: time.Hour}, []*fake{f}, tale("a", "A walrus."))
	found, err := (&knowledge.Base{Index: x}).Search(t.Context(), knowledge.Query{Text: "walrus"})
	if err != nil || !found.Standby || len(found.Hits) != 1 {
		t.Errorf("%d hits, %v, %v", len(found.Hits), found.Standby, err)
	}
}
