package knowledge

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// slow is a feed that takes its time.
type slow struct {
	feed
	takes time.Duration
	until time.Time // what it was told last
}

func (s *slow) Fetch(ctx context.Context, past Past) iter.Seq[Item] {
	s.until = past.Until
	return func(yield func(Item) bool) {
		select {
		case <-time.After(s.takes):
		case <-ctx.Done():
			return
		}
		for item := range s.feed.Fetch(ctx, past) {
			if !yield(item) {
				return
			}
		}
	}
}

func slowFeed(name string, n int) *slow {
	return &slow{feed: feed{placed{shelfOf(name, n), "https://example.org/" + name}}, takes: time.Minute}
}

// TestNothingWaitsForAFeed loads a folder while a feed takes a minute.
func TestNothingWaitsForAFeed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		wire, paper := slowFeed("wire", 3), placed{shelfOf("paper", 2), "/srv/paper"}
		b := &Base{Index: newMemory()}
		began := time.Now()
		var wg sync.WaitGroup
		wg.Go(func() {
			if r := loadWith(t, b, LoadOptions{Only: []string{"wire"}}, wire, paper); len(r.Added) != 3 || time.Since(began) != time.Minute {
				t.Errorf("the feed: %+v after %s", r, time.Since(began))
			}
		})
		time.Sleep(10 * time.Second)
		if r := loadWith(t, b, LoadOptions{Only: []string{"paper"}}, wire, paper); len(r.Added) != 2 || time.Since(began) != 10*time.Second {
			t.Errorf("the folder: %+v after %s", r, time.Since(began))
		}
		paper.put("paper0", "T", "The bridge is open.", "2020-01-02")
		if r := loadWith(t, b, LoadOptions{Local: true, Only: []string{"paper"}}, wire, paper); !slices.Equal(r.Updated, []string{"paper0"}) || time.Since(began) != 10*time.Second {
			t.Errorf("the folder again: %+v after %s", r, time.Since(began))
		}
		wg.Wait()
		if n := storyCount(t, b); n != 5 {
			t.Errorf("%d stories", n)
		}
		if wire.until.Sub(began) != sourcePatience {
			t.Errorf("the feed may take until %s later", wire.until.Sub(began))
		}
	})
}

// TestOneFetchAtATime has two loads fetch the same feed, of which the first finds
// more: the second must not take it for gone.
func TestOneFetchAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		wire := slowFeed("wire", 3)
		b := &Base{Index: newMemory()}
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() { loadWith(t, b, LoadOptions{}, wire) })
		}
		began := time.Now()
		time.Sleep(time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := b.Load(ctx, []Source{wire}, LoadOptions{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a load that is cancelled while it waits: %v", err)
		}
		wg.Wait()
		if took := time.Since(began); took != 3*time.Minute || storyCount(t, b) != 3 {
			t.Errorf("three loads took %s and left %d stories", took, storyCount(t, b))
		}
	})
}

// TestFetchIsGivenBack: a load that fails, is cancelled or panics leaves the
// source to others.
func TestFetchIsGivenBack(t *testing.T) {
	for name, spoil := range map[string]func(b *Base, s *slow){
		"cancelled": func(b *Base, s *slow) {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			_, _ = b.Load(ctx, []Source{s}, LoadOptions{})
		},
		"panic": func(b *Base, s *slow) {
			defer func() { _ = recover() }()
			_, _ = b.Load(context.Background(), []Source{s, panics{s.feed}}, LoadOptions{})
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := slowFeed("wire", 2)
			b := &Base{Index: newMemory()}
			spoil(b, s)
			ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
			defer cancel()
			if r, err := b.Load(ctx, []Source{s}, LoadOptions{}); err != nil || r.Stories != 2 {
				t.Errorf("%s: %+v, %v", name, r, err)
			}
		})
	}
}

// panics is a feed that does.
type panics struct{ feed }

func (panics) Name() string { return "panics" }

func (panics) Fetch(context.Context, Past) iter.Seq[Item] { panic("a fault") }

// TestToldByTwo: a feed that carries what an earlier source tells, or what a later
// one tells first, is no failure.
func TestToldByTwo(t *testing.T) {
	wire := feed{placed{shelfOf("wire", 2), "https://wire.example/rss"}}
	copies := stockOf("copies", "/srv/copies", wire.shelf)
	for i := range copies.items {
		file := fmt.Sprintf("copy%d.md", i)
		copies.items[i].Name, copies.items[i].File, copies.items[i].Story.Item = file, file, file
		copies.items[i].Story.Text += " More."
		copies.items[i].Story.Hash = copies.items[i].Story.Fingerprint()
	}
	for _, sources := range [][]Source{{copies, wire}, {wire, copies}} {
		b := &Base{Index: newMemory()}
		r := loadWith(t, b, LoadOptions{}, sources...)
		if _, first := sources[0].(placed); r.Stories != 2 || first && len(r.Failed) > 0 {
			t.Errorf("%s first: %+v", sources[0].Name(), r)
		}
		if s, err := b.Story(t.Context(), "wire0"); err != nil || s.Source != sources[0].Name() {
			t.Errorf("%s first: %+v, %v", sources[0].Name(), s, err)
		}
	}
}

// TestAllAtOnce: what a load of all sources brings is seen at once, though a folder
// is loaded meanwhile; unless a feed takes too long for that.
func TestAllAtOnce(t *testing.T) {
	for takes, want := range map[time.Duration]int{200 * time.Millisecond: 0, time.Minute: 3} {
		synctest.Test(t, func(t *testing.T) {
			wire, paper := slowFeed("wire", 3), placed{shelfOf("paper", 3), "/srv/paper"}
			wire.takes = takes
			b := &Base{Index: newMemory()}
			var wg sync.WaitGroup
			wg.Go(func() { loadWith(t, b, LoadOptions{}, wire, paper) })
			time.Sleep(100 * time.Millisecond)
			wg.Go(func() {
				began := time.Now()
				loadWith(t, b, LoadOptions{Only: []string{"paper"}}, wire, paper)
				if took := time.Since(began); took > 500*time.Millisecond {
					t.Errorf("a folder waits %s for a feed that takes %s", took, takes)
				}
			})
			time.Sleep(takes - 101*time.Millisecond)
			if n := storyCount(t, b); n != want {
				t.Errorf("%s: %d stories are seen before all are there, want %d", takes, n, want)
			}
			wg.Wait()
			if n := storyCount(t, b); n != 6 {
				t.Errorf("%s: %d stories in the end", takes, n)
			}
		})
	}
}
