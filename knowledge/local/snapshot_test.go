package local

import (
	"slices"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// TestRetain makes sure that a state whose last reader has gone is not handed
// out again: its files may be closed.
func TestRetain(t *testing.T) {
	s := newSnapshot(nil, nil, 0, time.Time{})
	if !s.retain() {
		t.Fatal("a state in use cannot be had")
	}
	s.release()
	s.release()
	if s.retain() {
		t.Error("a state that was given up is handed out")
	}
}

// TestUnchanged loads the same again: no segment is written and none is merged.
func TestUnchanged(t *testing.T) {
	x, err := Open(t.Context(), t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	load := func() {
		t.Helper()
		err := x.Update(t.Context(), func(tx knowledge.Tx) error {
			return tx.Put(knowledge.Prepare(knowledge.Story{ID: "a", Title: "Title", Text: "A walrus."}))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	load()
	before := SegmentNames(x)
	load()
	if after := SegmentNames(x); !slices.Equal(before, after) {
		t.Errorf("segments %v became %v", before, after)
	}
}

// TestDue checks which segments are merged.
func TestDue(t *testing.T) {
	tests := []struct {
		name string
		size []int
		gone []int
		want []int
	}{
		{"none", nil, nil, nil},
		{"few", []int{1, 2, 3}, nil, nil},
		{"many of a size", []int{5, 5, 5, 5, 5, 5, 5}, nil, []int{0, 1, 2, 3, 4, 5, 6}},
		{"one is large", []int{5, 500, 5, 5, 5, 5, 5}, nil, []int{0, 2, 3, 4, 5, 6}},
		{"the small ones have grown", []int{100, 500, 5, 5, 5, 5, 25}, nil, []int{2, 3, 4, 5, 6, 0, 1}},
		{"much is dead", []int{100, 500}, []int{0, 200}, []int{0, 1}},
		{"little is dead", []int{100, 500}, []int{0, 100}, nil},
		{"all is dead", []int{100}, []int{100}, []int{0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := &snapshot{}
			for i, n := range test.size {
				p := part{segment: &segment{of: make([]uint32, n)}}
				if test.gone != nil {
					p.deletedCount = test.gone[i]
				}
				s.parts = append(s.parts, p)
			}
			if got := s.partsToMerge(); !slices.Equal(got, test.want) {
				t.Errorf("merged are %v, want %v", got, test.want)
			}
		})
	}
}

// TestAheadOfTheClock has a story dated in a far year make none of the others old.
func TestAheadOfTheClock(t *testing.T) {
	now := time.Date(2026, 10, 20, 12, 0, 0, 0, time.UTC)
	x, err := Open(t.Context(), t.TempDir(), Options{Now: func() time.Time { return now }})
	must(t, err)
	defer func() { must(t, x.Close()) }()
	must(t, x.Update(t.Context(), func(tx knowledge.Tx) error {
		for id, at := range map[string]time.Time{"a": now.AddDate(-4, 0, 0), "b": now.AddDate(900, 0, 0), "c": now.AddDate(0, 0, 3)} {
			if err := tx.Put(knowledge.Prepare(knowledge.Story{ID: id, Title: id, Text: "One.", Published: at})); err != nil {
				return err
			}
		}
		return nil
	}))
	v := x.open()
	defer v.Close()
	if !v.info.Newest.Equal(now.AddDate(-4, 0, 0)) || !v.info.Loaded.Equal(now) {
		t.Errorf("the newest is of %v, loaded %v", v.info.Newest, v.info.Loaded)
	}
}
