package weaviate

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

// shares is one of several processes of one truth; each has a load of its own to write.
func shares(t *testing.T, truth knowledge.Index, f *fake) *Index {
	t.Helper()
	x, err := Open(t.Context(), f.URL, t.TempDir(), kept{truth}, Options{Truth: "one", Every: 5 * time.Millisecond, Mend: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

// kept is a truth that is not closed by one of those who share it.
type kept struct{ knowledge.Index }

// Close does nothing.
func (kept) Close() error { return nil }

// there are the stories whose passages the node has in the generation of its marker.
func (f *fake) there() (stories []string) {
	return f.listed(func(_ string, p properties) int { return p.Gone })
}

// filtered is what its filters find.
func (f *fake) filtered() (stories []string) {
	return f.listed(func(id string, p properties) int {
		if filed, is := f.misfiled[id]; is {
			return filed
		}
		return p.Gone
	})
}

func (f *fake) listed(gone func(id string, p properties) int) (stories []string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for key, p := range f.passage {
		if p.Born <= f.marker.Generation && f.marker.Generation < gone(key, p) {
			id, _ := named(p.Story)
			hash, _ := named(p.Hash)
			stories = append(stories, id+" "+hash)
		}
	}
	return slices.Sorted(slices.Values(stories))
}

// Two processes write different loads at one time: the one that loaded first is held up at its passages, its marks of what
// is gone, or its marker, until the other has written the next load, and then goes on; or the other one goes on last. In the
// end the node has the last load alone, both know so, and nothing of the first was found meanwhile.
func TestTwoWrite(t *testing.T) {
	t.Parallel()
	posts := func(r *http.Request, body, with string) bool {
		return r.Method == http.MethodPost && strings.Contains(body, with)
	}
	marks := func(r *http.Request, body string) bool { return posts(r, body, markerID) }
	patches := func(r *http.Request, _ string) bool { return r.Method == http.MethodPatch }
	for what, c := range map[string]struct {
		first  func(r *http.Request, body string) bool
		second func(r *http.Request, body string) bool // is held up, too, and goes on last; nil: it is not
	}{
		"passages":     {first: func(r *http.Request, body string) bool { return posts(r, body, `"terms"`) }},
		"what is gone": {first: patches},
		"the marker":   {first: marks},
		"both":         {first: patches, second: marks},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			testTwoWrite(t, c.first, c.second)
		})
	}
}

func testTwoWrite(t *testing.T, holdFirst, holdSecond func(r *http.Request, body string) bool) {
	truth, err := local.Open(t.Context(), t.TempDir(), local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = truth.Close() })
	f := newFake(t)
	one := shares(t, truth, f)
	load(t, one, tale("a", "A walrus."), tale("b", "A walrus."), tale("c", "A walrus."))
	settled(t, one, f)
	two := shares(t, truth, f)
	settled(t, two, f)

	held := f.holdNext(holdFirst)
	first, last := tale("a", "Another walrus."), tale("a", "A third walrus.")
	load(t, one, first, tale("d", "A walrus."))
	<-held.held
	var other *hold
	if holdSecond != nil {
		other = f.holdNext(holdSecond)
	}
	err = two.Update(t.Context(), func(tx knowledge.Tx) error {
		return errors.Join(tx.Remove("b"), tx.Remove("d"), tx.Put(knowledge.Prepare(last)))
	})
	if err != nil {
		t.Fatal(err)
	}
	f.says(first, tale("b", "A walrus."), tale("d", "A walrus."), last)
	if other != nil {
		<-other.held
		close(held.release)
	}
	eventually(t, "one has written its marker", func() bool { return f.markerNow() > 1 })
	for _, x := range []*Index{one, two} {
		if got := askSome(t, x); slices.Contains(got, "b") || slices.Contains(got, "d") {
			t.Errorf("%q are found before the last goes on", got)
		}
	}
	if other != nil {
		close(other.release)
	} else {
		close(held.release)
	}
	settled(t, one, f)
	settled(t, two, f)
	want := []string{"a " + last.Hash, "c " + tale("c", "A walrus.").Hash}
	eventually(t, "the node has the last load alone", func() bool { return slices.Equal(f.there(), want) })
	f.says(last) // what is there now; what is strange has the truth find, which finds "c", too
	for _, x := range []*Index{one, two} {
		settled(t, x, f)
		if got := slices.Compact(askSome(t, x)); !slices.Equal(got, []string{"a"}) {
			t.Errorf("%q are found", got)
		}
	}
}
