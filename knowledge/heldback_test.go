package knowledge

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func loadWith(t *testing.T, b *Base, o LoadOptions, sources ...Source) Report {
	t.Helper()
	r, err := b.Load(context.Background(), sources, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func shelfOf(name string, n int) *shelf {
	s := &shelf{name: name}
	for i := range n {
		s.put(fmt.Sprintf("%s%d", name, i), "T", fmt.Sprintf("Bridge number %d of %s is closed.", i, name), "2020-01-01")
	}
	return s
}

func TestMostOfASourceIsHeldBack(t *testing.T) {
	for _, c := range []struct {
		had, gone int
		held      bool
	}{{10, 5, false}, {10, 6, true}, {10, 10, true}, {5, 3, true}, {4, 2, false}, {3, 3, true}, {2, 2, false}, {1, 1, false}} {
		a, z := shelfOf("a", c.had), shelfOf("z", 30)
		b := &Base{Index: newMemory()}
		loadWith(t, b, LoadOptions{}, a, z)
		for i := range c.gone {
			a.drop(fmt.Sprintf("a%d", i))
		}
		for range 2 { // it stays held back at the load after
			if r := loadWith(t, b, LoadOptions{DryRun: true}, a, z); (len(r.Removed) == 0) != c.held || (len(r.Failed) == 1) != c.held {
				t.Errorf("check with %d of %d gone: %+v", c.gone, c.had, r)
			}
			r := loadWith(t, b, LoadOptions{}, a, z)
			if !c.held {
				if len(r.Removed) != c.gone || len(r.Failed) != 0 {
					t.Errorf("%d of %d gone: %+v", c.gone, c.had, r)
				}
				break
			}
			want := fmt.Sprintf("no longer has %d of its %d stories", c.gone, c.had)
			if len(r.Removed) != 0 || r.Stories != 30+c.had || len(r.Failed) != 1 || !strings.Contains(r.Failed[0].Error, want) || r.Failed[0].Source != "a" {
				t.Errorf("%d of %d gone: %+v", c.gone, c.had, r)
			}
			if s := r.Sources[0]; s.Held != c.gone || s.Warning(time.Now()) == "" || r.Sources[1].Warning(time.Now()) != "" {
				t.Errorf("the state of it: %+v", r.Sources)
			}
		}
		r := loadWith(t, b, LoadOptions{Confirm: true}, a, z)
		if c.held && len(r.Removed) != c.gone || len(r.Failed) != 0 || r.Sources[0].Held != 0 || r.Stories != 30+c.had-c.gone {
			t.Errorf("confirmed: %+v", r)
		}
	}
}

func TestHeldBackInOneFile(t *testing.T) {
	a := shelfOf("a", 6)
	for i := range a.items {
		a.items[i].File, a.items[i].Mark, a.items[i].Story.Item = "a.jsonl", "v1", "a.jsonl"
	}
	b := &Base{Index: newMemory()}
	loadWith(t, b, LoadOptions{}, a)
	a.items = a.items[:1]
	a.items[0].Mark = "v2"
	for range 3 {
		if r := loadWith(t, b, LoadOptions{}, a); r.Stories != 6 || len(r.Failed) != 1 {
			t.Fatalf("a file that lost most of its lines: %+v", r)
		}
	}
	if r := loadWith(t, b, LoadOptions{Confirm: true}, a); r.Stories != 1 {
		t.Errorf("confirmed: %+v", r)
	}
}

func TestMovedStoriesAreNotHeldBack(t *testing.T) {
	a := shelfOf("a", 6)
	b := &Base{Index: newMemory()}
	loadWith(t, b, LoadOptions{}, a)
	for i := range a.items {
		s := *a.items[i].Story
		s.ID = "new" + s.ID
		s.Hash = s.Fingerprint() + "n"
		a.items[i] = Item{Name: s.ID, File: s.ID + ".md", Mark: "v1", Story: &s}
	}
	if r := loadWith(t, b, LoadOptions{}, a); len(r.Removed) != 6 || len(r.Added) != 6 || len(r.Failed) != 0 {
		t.Errorf("all files have other names: %+v", r)
	}
}

func TestSourceNoLongerNamedIsHeldWhole(t *testing.T) {
	a, z := shelfOf("a", 6), shelfOf("z", 6)
	b := &Base{Index: newMemory()}
	loadWith(t, b, LoadOptions{}, a, z)
	if r := loadWith(t, b, LoadOptions{}, a); len(r.Removed) != 0 || len(r.Failed) != 0 || r.Stories != 6 || len(r.Held) != 1 || r.Held[0] != (Held{Source: "z", Stories: 6}) {
		t.Errorf("%+v", r)
	}
	if states, err := b.SourceStatus(context.Background()); err != nil || len(states) != 2 || states["a"].Stories != 6 || states["z"].Stories != 6 {
		t.Errorf("states %+v, %v", states, err)
	}
	if r := loadWith(t, b, LoadOptions{Confirm: true}, a); len(r.Removed) != 6 || r.Stories != 6 || len(r.Held) != 0 {
		t.Errorf("confirmed: %+v", r)
	}
	if states, err := b.SourceStatus(context.Background()); err != nil || len(states) != 1 {
		t.Errorf("states %+v, %v", states, err)
	}
}

func TestOnlySomeSources(t *testing.T) {
	a, z := shelfOf("a", 3), shelfOf("z", 3)
	b := &Base{Index: newMemory()}
	loadWith(t, b, LoadOptions{}, a, z)
	a.put("a0", "T", "It is open.", "2020-01-01")
	z.put("z0", "T", "It is open.", "2020-01-01")
	z.drop("z1")
	z.put("zz", "T", "It is new.", "2020-01-01")
	r := loadWith(t, b, LoadOptions{Only: []string{"a"}}, a, z)
	if !slices.Equal(r.Updated, []string{"a0"}) || len(r.Added)+len(r.Removed) != 0 || r.Stories != 6 || len(r.Sources) != 2 || r.Sources[1].Stories != 3 {
		t.Errorf("only a: %+v", r)
	}
	r = loadWith(t, b, LoadOptions{}, a, z)
	if !slices.Equal(r.Updated, []string{"z0"}) || !slices.Equal(r.Added, []string{"zz"}) || !slices.Equal(r.Removed, []string{"z1"}) {
		t.Errorf("then both: %+v", r)
	}
}

// TestStoryOfTwoSources: a story that two tell stays while one of them has it.
func TestStoryOfTwoSources(t *testing.T) {
	a, z := shelfOf("a", 3), shelfOf("z", 3)
	b := &Base{Index: newMemory()}
	a.put("x", "T", "The ferry is late.", "2020-01-01")
	z.put("x", "T", "The ferry is late.", "2020-01-01")
	for range 2 {
		if r := loadWith(t, b, LoadOptions{}, a, z); r.Stories != 7 || len(r.Failed) != 1 || !r.Failed[0].Twice {
			t.Fatalf("told by two: %+v", r)
		}
	}
	a.drop("x")
	if r := loadWith(t, b, LoadOptions{}, a, z); r.Stories != 7 || len(r.Removed) != 0 {
		t.Fatalf("told by the second now: %+v", r)
	}
	a.put("x", "T", "The ferry is late.", "2020-01-01")
	for _, only := range [][]string{{"a"}, nil} { // a takes it over while z is not read
		if r := loadWith(t, b, LoadOptions{Only: only}, a, z); r.Stories != 7 {
			t.Fatalf("told by the first again: %+v", r)
		}
	}
	a.drop("x")
	if r := loadWith(t, b, LoadOptions{}, a, z); r.Stories != 7 || len(r.Removed) != 0 {
		t.Errorf("told by the second again: %+v", r)
	}
}

func TestSourceThatFailsTwice(t *testing.T) {
	a := shelfOf("a", 3)
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	b := &Base{Index: newMemory(), Now: func() time.Time { return now }}
	state := func(r Report) SourceStatus {
		t.Helper()
		states, err := b.SourceStatus(context.Background())
		if err != nil || len(states) != 1 || states["a"].Failures != r.Sources[0].Failures {
			t.Fatalf("kept %+v, %v, told %+v", states, err, r.Sources)
		}
		return states["a"]
	}
	if s := state(loadWith(t, b, LoadOptions{}, a)); s.Warning(now) != "" || !s.Read.Equal(now) || s.Stories != 3 {
		t.Errorf("well: %+v", s)
	}
	good := a.items
	a.items = []Item{{Name: "a", Whole: true, Err: errors.New("is not there")}}
	if s := state(loadWith(t, b, LoadOptions{}, a)); s.Warning(now) != "" || s.Failures != 1 || s.Stories != 3 {
		t.Errorf("failed once: %+v", s)
	}
	loadWith(t, b, LoadOptions{DryRun: true}, a) // a check does not count
	if s := state(loadWith(t, b, LoadOptions{}, a)); !s.Failing() || !strings.Contains(s.Warning(now), "2 times in a row, its stories are as of 2026-05-01 12:00 UTC: is not there") {
		t.Errorf("failed twice: %q", s.Warning(now))
	}
	a.items = good
	if s := state(loadWith(t, b, LoadOptions{}, a)); s.Failing() || s.Warning(now) != "" {
		t.Errorf("well again: %+v", s)
	}
	a.items = []Item{good[0], {Name: "a1.md", File: "a1.md", Err: errors.New("bad")}, {Name: "a2.md", File: "a2.md", Err: errors.New("bad")}}
	loadWith(t, b, LoadOptions{}, a)
	if s := state(loadWith(t, b, LoadOptions{}, a)); !s.Failing() || s.Failed != 2 {
		t.Errorf("most of its files failed twice: %+v", s)
	}
	a.items[1] = good[1]
	loadWith(t, b, LoadOptions{}, a)
	if s := state(loadWith(t, b, LoadOptions{}, a)); s.Failing() || s.Failed != 1 {
		t.Errorf("one bad file of three: %+v", s)
	}
}
