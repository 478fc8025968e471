package knowledge

import (
	"errors"
	"fmt"
	"testing"
)

// TestFailuresAreRemembered reads files with bad lines: an unchanged one is not read
// again to tell what is wrong with it, unless that may have changed.
func TestFailuresAreRemembered(t *testing.T) {
	bad := errors.New("has no text")
	line := func(file, mark string, n int, sure bool) Item {
		return Item{Name: fmt.Sprintf("%s:%d", file, n), File: file, Mark: mark, Err: bad, Sure: sure}
	}
	for name, c := range map[string]struct {
		items  []Item
		o      LoadOptions
		reads  int // stories read by the second load, of two
		failed int // told by it
	}{
		"sure":                 {[]Item{line("a.jsonl", "v1", 2, true), line("a.jsonl", "v1", 3, true)}, LoadOptions{Retry: true}, 0, 2},
		"not asked again":      {[]Item{line("a.jsonl", "v1", 2, true)}, LoadOptions{}, 0, 0},
		"one is not sure":      {[]Item{line("a.jsonl", "v1", 2, true), line("a.jsonl", "v1", 3, false)}, LoadOptions{Retry: true}, 2, 2},
		"not sure, not asked":  {[]Item{line("a.jsonl", "v1", 3, false)}, LoadOptions{}, 0, 0},
		"everything anew":      {[]Item{line("a.jsonl", "v1", 2, true)}, LoadOptions{Retry: true, All: true}, 2, 1},
		"a file without marks": {[]Item{line("b.jsonl", "", 1, true)}, LoadOptions{Retry: true}, 0, 1},
		"a check":              {[]Item{line("a.jsonl", "v1", 2, true)}, LoadOptions{Retry: true, DryRun: true}, 0, 1},
	} {
		a := shelfOf("a", 2)
		for i := range a.items {
			a.items[i].File, a.items[i].Mark, a.items[i].Story.Item = "a.jsonl", "v1", "a.jsonl"
		}
		a.items = append(a.items, c.items...)
		b := &Base{Index: newMemory()}
		if r := loadWith(t, b, LoadOptions{}, a); len(r.Failed) != len(c.items) {
			t.Errorf("%s: first %+v", name, r)
		}
		for range 2 { // it stays so
			a.read = 0
			r := loadWith(t, b, c.o, a)
			if a.read != c.reads || len(r.Failed) != c.failed || r.Stories != 2 || len(r.Updated)+len(r.Removed) > 0 {
				t.Errorf("%s: %d read, %+v", name, a.read, r)
			}
			for _, f := range r.Failed {
				if f.Source != "a" || f.Error != bad.Error() {
					t.Errorf("%s: %+v", name, f)
				}
			}
			if c.failed > 0 && r.Sources[0].Failed != c.failed {
				t.Errorf("%s: the status has %d failed", name, r.Sources[0].Failed)
			}
		}
		a.items = a.items[:2] // mended
		for i := range a.items {
			a.items[i].Mark = "v2"
		}
		if r := loadWith(t, b, LoadOptions{Retry: true}, a); len(r.Failed) > 0 {
			t.Errorf("%s: mended: %+v", name, r)
		}
		if marks, err := b.Index.Marks(t.Context(), failuresOf+"a"); err != nil || len(marks) > 0 {
			t.Errorf("%s: it is still remembered: %v, %v", name, marks, err)
		}
	}
}

// TestFailuresStayCounted: what has failed in a file that has not changed is counted by every load,
// told again or not, and under another name of its source.
func TestFailuresStayCounted(t *testing.T) {
	broken := func(name string, n int) placed {
		s := shelfOf("paper", 2)
		s.name = name
		for i := range n {
			s.items = append(s.items, Item{Name: fmt.Sprint("paper0.md:", i), File: "paper0.md", Mark: s.items[0].Mark, Err: errors.New("no text"), Sure: true})
		}
		for i := range s.items[:2] {
			story := *s.items[i].Story
			story.Source, s.items[i].Story = name, &story
		}
		return placed{s, "/srv/paper"}
	}
	for _, again := range []LoadOptions{{}, {Retry: true}, {Only: []string{"paper", "./paper"}}, {Local: true}, {All: true}} {
		for _, n := range []int{0, 1, 3} {
			b := &Base{Index: newMemory()}
			loadWith(t, b, LoadOptions{}, broken("paper", n))
			for i, name := range []string{"paper", "paper", "./paper", "./paper", "paper"} {
				r := loadWith(t, b, again, broken(name, n))
				if s := r.Sources[0]; s.Failed != n || s.Failing() || r.Stories != 2 {
					t.Errorf("%+v, load %d as %s: %d failed, want %d: %+v", again, i, name, s.Failed, n, s)
				}
				if told := again.Retry || again.All; told != (len(r.Failed) == n) && n > 0 {
					t.Errorf("%+v, load %d as %s: %d are told: %+v", again, i, name, len(r.Failed), r.Failed)
				}
			}
		}
	}
}
