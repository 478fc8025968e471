package local

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// partOf is a part of stories with so many passages each, named by letters from first on.
func partOf(first byte, passages ...int) part {
	var members []member
	byKey := make(map[int64]*knowledge.Document)
	for i, n := range passages {
		key := int64(first) + int64(i)
		members = append(members, member{key, n})
		byKey[key] = &knowledge.Document{StoryInfo: knowledge.StoryInfo{Story: knowledge.Story{ID: string(rune(key))}}, Passages: make([]text.Span, n)}
	}
	return newPart(newSegment(nil, members), byKey)
}

func TestTop(t *testing.T) {
	parts := []part{partOf('m', 2, 1), partOf('a', 1, 1)} // m0 m1 n0, a0 b0
	for _, test := range []struct {
		name string
		n    int
		in   []scored
		want string
	}{
		{"none wanted", 0, []scored{{1, 0, 0}}, ""},
		{"fewer than none", -1, []scored{{1, 0, 0}}, ""},
		{"fewer than wanted", 5, []scored{{1, 0, 0}, {3, 1, 1}}, "b0 m0 "},
		{"the best", 2, []scored{{1, 0, 0}, {3, 0, 1}, {2, 1, 0}}, "m1 a0 "},
		{"equal ones by story", 2, []scored{{1, 0, 2}, {1, 0, 0}, {1, 1, 1}, {1, 1, 0}}, "a0 b0 "},
		{"equal ones by place", 2, []scored{{1, 0, 1}, {1, 0, 2}, {1, 0, 0}}, "m0 m1 "},
	} {
		for range 5 { // in whatever order they come
			best := &top{n: test.n, parts: parts}
			rand.Shuffle(len(test.in), func(i, j int) { test.in[i], test.in[j] = test.in[j], test.in[i] })
			for _, s := range test.in {
				best.add(s)
			}
			got := ""
			for _, c := range best.candidates() {
				got += fmt.Sprint(c.Story.Story.ID, c.N, " ")
			}
			if got != test.want {
				t.Errorf("%s: %q of %v, want %q", test.name, got, test.in, test.want)
			}
		}
	}
}

// TestTopOfMany compares the heap with sorting.
func TestTopOfMany(t *testing.T) {
	parts := []part{partOf('a', 10, 0, 30, 7), partOf('q', 5, 5)}
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 60 {
		best := &top{n: n, parts: parts}
		var all []scored
		for i := range parts {
			for p := range parts[i].of {
				s := scored{float32(r.IntN(6)), uint32(i), uint32(p)}
				all = append(all, s)
				best.add(s)
			}
		}
		slices.SortFunc(all, best.better)
		best.candidates()
		if want := all[:min(n, len(all))]; !slices.Equal(best.list, want) {
			t.Errorf("the best %d are %v, want %v", n, best.list, want)
		}
	}
}

func TestDistinct(t *testing.T) {
	for _, test := range []struct{ in, want []string }{
		{nil, nil},
		{[]string{"b", "a"}, []string{"b", "a"}},
		{[]string{"b", "a", "b", "b", "c", "a"}, []string{"b", "a", "c"}},
	} {
		if got := distinct(test.in); !slices.Equal(got, test.want) {
			t.Errorf("%q: %q, want %q", test.in, got, test.want)
		}
	}
}

// TestScores compares the engine's scores with BM25 written out.
func TestScores(t *testing.T) {
	x := opened(t)
	texts := map[string]string{"a": "Walrus.", "b": "Walrus walrus ferry harbour.", "c": "Ferry ferry ferry harbour bridge council."}
	put(t, x, texts)
	v := x.open()
	defer v.Close()
	average := float64(1+4+6) / 3
	for term, want := range map[string]map[string]float64{
		"walrus": {"a": 1, "b": 2}, "ferri": {"b": 1, "c": 3}, "bridg": {"c": 1},
	} {
		list, err := v.Candidates(t.Context(), []string{term}, knowledge.Wish{N: 9})
		if err != nil || len(list) != len(want) {
			t.Fatalf("%s: %v, %v", term, list, err)
		}
		df := float64(len(want))
		for _, c := range list {
			id := c.Story.Story.ID
			freq, length := want[id], map[string]float64{"a": 1, "b": 4, "c": 6}[id]
			idf := math.Log(1 + (3-df+.5)/(df+.5))
			score := idf * freq * (.9 + 1) / (freq + .9*(1-.4+.4*length/average))
			if math.Abs(c.Score-score) > 1e-5 {
				t.Errorf("%s in %s scores %g, want %g", term, id, c.Score, score)
			}
		}
	}
}

// TestRecent asks for the best of all stories and besides for those of late.
func TestRecent(t *testing.T) {
	x := opened(t)
	day := func(d int) time.Time { return time.Date(2020, 5, d, 0, 0, 0, 0, time.UTC) }
	must(t, x.Update(t.Context(), func(tx knowledge.Tx) error {
		for i, id := range []string{"undated", "old", "older", "new", "newer"} {
			s := knowledge.Story{ID: id, Title: "T", Text: "A walrus." + strings.Repeat(" A ferry.", i)}
			s.Published = map[string]time.Time{"old": day(2), "older": day(1), "new": day(20), "newer": day(21)}[id]
			must(t, tx.Put(knowledge.Prepare(s)))
		}
		return nil
	}))
	v := x.open()
	defer v.Close()
	for _, test := range []struct {
		name string
		wish knowledge.Wish
		want string
	}{
		{"the best alone", knowledge.Wish{N: 2}, "[undated old]"},
		{"and the recent", knowledge.Wish{N: 2, Recent: day(10), RecentN: 5}, "[undated old new newer]"},
		{"and one recent", knowledge.Wish{N: 2, Recent: day(10), RecentN: 1}, "[undated old new]"},
		{"some twice", knowledge.Wish{N: 9, Recent: day(21), RecentN: 5}, "[undated old older new newer newer]"},
		{"none recent", knowledge.Wish{N: 1, Recent: day(22), RecentN: 5}, "[undated]"},
		{"not yet there", knowledge.Wish{N: 1, Recent: day(10), RecentN: 5, Filter: knowledge.Filter{At: day(20)}}, "[undated new]"},
	} {
		list, err := v.Candidates(t.Context(), []string{"walrus"}, test.wish)
		must(t, err)
		var ids []string
		for _, c := range list {
			ids = append(ids, c.Story.Story.ID)
		}
		if fmt.Sprint(ids) != test.want {
			t.Errorf("%s: %v, want %s", test.name, ids, test.want)
		}
	}
}

// opened is an engine in a folder of its own.
func opened(t *testing.T) *Index {
	t.Helper()
	x, err := Open(t.Context(), t.TempDir(), Options{})
	must(t, err)
	t.Cleanup(func() { must(t, x.Close()) })
	return x
}

// put loads stories without a title, by their IDs.
func put(t *testing.T, x *Index, texts map[string]string) {
	t.Helper()
	must(t, x.Update(t.Context(), func(tx knowledge.Tx) error {
		for id, text := range texts {
			must(t, tx.Put(knowledge.Prepare(knowledge.Story{ID: id, Text: text})))
		}
		return nil
	}))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
