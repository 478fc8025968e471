package once

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// TestKeptIsBounded: the oldest results go where they are too many, or too large, and
// those of which the time is over.
func TestKeptIsBounded(t *testing.T) {
	for name, c := range map[string]struct {
		results, bytes int
		want           int
	}{
		"many":         {2 * keptMost, 100, keptMost},
		"large":        {20, keptBytes / 3, 3},
		"one too much": {1, keptBytes + 1, 0},
		"not to keep":  {5, 0, 0},
	} {
		var g Group[string, int]
		now := time.Now()
		for i := range c.results {
			f, _, _ := g.Join(t.Context(), Key{byte(i), byte(i >> 8)})
			f.End(i, nil, c.bytes)
		}
		if n := len(g.kept); n != c.want || len(g.flights) != n || g.bytes > keptBytes {
			t.Errorf("%s: %d are kept, %d known, in %d bytes", name, n, len(g.flights), g.bytes)
		}
		g.sweep(now.Add(keptFor + time.Minute))
		if len(g.kept) != 0 || len(g.flights) != 0 || g.bytes != 0 {
			t.Errorf("%s: later %d are kept, %d known, in %d bytes", name, len(g.kept), len(g.flights), g.bytes)
		}
	}
}

// TestFailedIsNotKept: a flight that ended with an error is begun anew by the next.
func TestFailedIsNotKept(t *testing.T) {
	var g Group[string, int]
	f, _, _ := g.Join(t.Context(), Key{1})
	f.End(0, errors.New("broken"), 100)
	if _, _, working := g.Join(t.Context(), Key{1}); working == nil || len(g.kept) != 0 {
		t.Errorf("joined what failed; %d are kept", len(g.kept))
	}
}

// TestAllAreToldAll: whoever joins, at any time, is told everything in order, and
// exactly one of all is the first.
func TestAllAreToldAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g Group[int, string]
		lead, seat, working := g.Join(t.Context(), Key{})
		if working == nil {
			t.Fatal("nothing to lead")
		}
		firsts := 0
		follow := func(f *Flight[int, string], seat int) {
			heard := ""
			result, first, stayed, err := f.Follow(t.Context(), seat, func(e int, _ bool) { heard += fmt.Sprint(e) })
			if result != "done" || !stayed || err != nil || heard != "01234" {
				t.Errorf("seat %d: %q, stayed %v, %v, heard %s", seat, result, stayed, err, heard)
			}
			if first {
				firsts++
			}
		}
		go follow(lead, seat)
		for i := range 5 {
			f, seat, working := g.Join(t.Context(), Key{})
			if working != nil {
				t.Fatal("two are led")
			}
			go follow(f, seat)
			lead.Tell(i)
			synctest.Wait()
		}
		lead.End("done", nil, 1)
		synctest.Wait()
		f, seat, _ := g.Join(t.Context(), Key{})
		follow(f, seat)
		if firsts != 1 {
			t.Errorf("%d are the first", firsts)
		}
		if told := f.Told(); len(told) != 5 {
			t.Errorf("told %v", told)
		}
	})
}

// TestTheLastToGoEndsIt: whoever goes leaves the work to the others; when the last
// goes it is ended with their cause, and nobody joins it any more.
func TestTheLastToGoEndsIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g Group[int, string]
		why := errors.New("the asker has gone")
		f, a, working := g.Join(t.Context(), Key{})
		_, b, _ := g.Join(t.Context(), Key{})
		ctx, cancel := context.WithCancelCause(t.Context())
		cancel(why)
		if _, _, stayed, _ := f.Follow(ctx, a, nil); stayed || working.Err() != nil {
			t.Errorf("one of two: stayed %v, %v", stayed, working.Err())
		}
		go func() {
			<-working.Done()
			f.End("half", context.Cause(working), 9)
		}()
		if result, first, stayed, err := f.Follow(ctx, b, nil); result != "half" || !first || !stayed || !errors.Is(err, why) {
			t.Errorf("the last: %q, first %v, stayed %v, %v", result, first, stayed, err)
		}
		if _, _, working := g.Join(t.Context(), Key{}); working == nil {
			t.Error("joined what was ended")
		}
	})
}
