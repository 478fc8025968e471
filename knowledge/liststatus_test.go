package knowledge

import (
	"context"
	"errors"
	"iter"
	"testing"
	"time"
)

// feedShelf is a shelf that is fetched, as a feed is.
type feedShelf struct{ *shelf }

// Fetch gives what Read does.
func (s feedShelf) Fetch(ctx context.Context, _ Past) iter.Seq[Item] {
	return s.Read(ctx, func(string, string) bool { return false })
}

// TestListWhosePagesFail: a feed that could be read is read, whatever becomes of its pages.
func TestListWhosePagesFail(t *testing.T) {
	bad := func(name string) Item { return Item{Name: name, File: name, Err: errors.New("answers 403")} }
	root := Item{Name: "feed", File: ".", Mark: "1"}
	for name, c := range map[string]struct {
		items []Item
		read  bool
	}{
		"all of its pages fail":   {[]Item{bad("a"), bad("b"), root}, true},
		"some do":                 {[]Item{bad("a"), bad("b"), {Name: "c", File: "c", Mark: "m", Same: true}, root}, true},
		"the feed itself fails":   {[]Item{{Name: "feed", Whole: true, Err: errors.New("answers 503")}}, false},
		"it breaks off":           {[]Item{bad("a"), bad("b")}, false},
		"it is damaged, and read": {[]Item{{Name: "feed", Err: errors.New("is damaged")}, bad("a"), root}, true},
	} {
		s := shelfOf("feed", 0)
		s.items = c.items
		b := &Base{Index: newMemory()}
		for range 2 {
			loadWith(t, b, LoadOptions{}, feedShelf{s})
		}
		states, err := b.SourceStatus(t.Context())
		if state := states["feed"]; err != nil || state.Read.IsZero() == c.read || state.Failing() == c.read || (state.Warning(time.Now()) == "") != c.read {
			t.Errorf("%s: %+v, %v", name, state, err)
		}
	}
}
