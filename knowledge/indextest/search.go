package indextest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

func testRanked(t *testing.T, e *engine) {
	for i := range 20 {
		e.put(story(fmt.Sprintf("common%02d", i), "Harbour news", "The harbour was busy with ferries on a windy day."))
	}
	e.put(
		story("rare", "Harbour news", "A walrus came to the harbour."),
		story("both", "Harbour news", "The walrus, a walrus of some size, met the ferries of the harbour."),
	)
	e.twice(func(v knowledge.View) {
		got := find(t, v, "walrus ferries", knowledge.Filter{}, 3)
		if len(got) != 3 || got[0] != "both" || got[1] != "rare" {
			t.Errorf("best are %q, want both, rare and any", got)
		}
		list, err := v.Candidates(t.Context(), text.English().Terms("walrus ferries harbour"), knowledge.Wish{N: 50})
		if err != nil || len(list) != 22 {
			t.Fatalf("%d candidates, %v; want 22", len(list), err)
		}
		if !slices.IsSortedFunc(list, func(a, b knowledge.Candidate) int {
			if a.Score > b.Score {
				return -1
			}
			return 1
		}) && list[0].Score <= list[21].Score {
			t.Error("the candidates are not in the order of their scores")
		}
		for i := 1; i < len(list); i++ {
			if list[i].Score > list[i-1].Score {
				t.Errorf("candidate %d scores %g, more than the one before, %g", i, list[i].Score, list[i-1].Score)
			}
		}
		repeated, err := v.Candidates(t.Context(), append(text.English().Terms("walrus ferries"), text.English().Terms("walrus ferries harbour")...), knowledge.Wish{N: 50})
		if err != nil || len(repeated) != len(list) || repeated[0].Score != list[0].Score {
			t.Errorf("a repeated term changes the answer: %v", err)
		}
	})
}

// Common terms raise what has them, and find nothing by themselves; which of them count is up to the engine, but the first does.
func testCommon(t *testing.T, e *engine) {
	for i := range 20 {
		e.put(story(fmt.Sprintf("other%02d", i), "News", "The harbour was closed on a windy day."))
	}
	e.put(
		story("a", "News", "A walrus was seen on a sunny day."),
		story("b", "News", "A walrus was seen at harbour walls."),
		story("c", "News", "A walrus was seen on a stormy day."),
	)
	e.twice(func(v knowledge.View) {
		for _, c := range []struct {
			terms, common string
			n             int
			first         string // stories that must come first, in this order
			among         []string
		}{
			{terms: "walrus", common: "harbour", n: 1, first: "b"},
			{terms: "walrus", common: "harbour", n: 3, first: "b", among: []string{"a", "c"}},
			{terms: "walrus", common: "harbour harbour", n: 3, first: "b", among: []string{"a", "c"}},
			{terms: "walrus", common: "absent", n: 3, among: []string{"a", "b", "c"}},
			{terms: "walrus", common: "walrus", n: 3, among: []string{"a", "b", "c"}},
			{terms: "walrus", common: "stormy harbour", n: 1, first: "c"}, // the rarest first
			{terms: "walrus", common: "windy", n: 3, among: []string{"a", "b", "c"}},
			{terms: "stormy", common: "harbour", n: 1, first: "c"},
			{common: "harbour", n: 9},
			{terms: "absent", n: 9},
			{terms: "walrus", common: "harbour", n: 0},
		} {
			list, err := v.Candidates(t.Context(), text.English().Terms(c.terms), knowledge.Wish{N: c.n, Common: text.English().Terms(c.common)})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for i, one := range list {
				candidateOf(t, v, one)
				if got = append(got, one.Story.Story.ID); i > 0 && one.Score > list[i-1].Score {
					t.Errorf("%s with %s: candidate %d scores more than the one before", c.terms, c.common, i)
				}
			}
			want := c.among
			if c.first != "" {
				want = append([]string{c.first}, want...)
			}
			if c.first != "" && (len(got) == 0 || got[0] != c.first) || !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
				t.Errorf("%s with %s: %q, want %q first, of %q", c.terms, c.common, got, c.first, want)
			}
		}
	})
}

func testFew(t *testing.T, e *engine) {
	e.put(story("a", "Long", long("zeppelin", 9)), story("b", "Short", "The council."))
	e.twice(func(v knowledge.View) {
		for _, n := range []int{-1, 0, 1, 4, 10, 1000} {
			if got, want := len(find(t, v, "council", knowledge.Filter{}, n)), min(max(n, 0), infoOf(t, v).Passages); got != want {
				t.Errorf("%d candidates for n = %d, want %d", got, n, want)
			}
		}
		if got := find(t, v, "", knowledge.Filter{}, 5); len(got) != 0 {
			t.Errorf("no terms find %q", got)
		}
	})
}

func testDocFreq(t *testing.T, e *engine) {
	terms := []string{"council", "zeppelina", "walrus", "absent", "council"}
	check := func(present ...knowledge.Story) {
		t.Helper()
		want := countTerms(terms, present)
		e.twice(func(v knowledge.View) {
			got, err := v.DocFreq(t.Context(), terms)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("document frequencies %v, %v; want %v", got, err, want)
			}
		})
	}
	check()
	a, b, c := story("a", "Long", long("zeppelin", 5)), story("b", "Short", "The council, the council."), story("c", "Walrus", long("zeppelin", 2))
	e.put(a, b)
	check(a, b)
	e.put(c)
	check(a, b, c) // the title of c counts in every passage
	a = with(a, func(s *knowledge.Story) { s.Text = "A walrus." })
	e.put(a)
	check(a, b, c)
	e.remove("b", "c")
	check(a)
}

func testSpellings(t *testing.T, e *engine) {
	e.put(story("a", "Walrus", "The walrus met a zeppelin."), story("b", "Gone", "The warlus was a wall."))
	check := func(term string, edits int, want ...string) {
		t.Helper()
		e.twice(func(v knowledge.View) {
			if got, err := v.Spellings(t.Context(), term, edits); err != nil || !slices.Equal(got, want) {
				t.Errorf("spellings %d from %s: %q, %v; want %q", edits, term, got, err, want)
			}
		})
	}
	check("walrus", 0, "walrus")
	check("walrus", 1, "walrus", "warlus") // a swap is one edit
	check("walros", 1, "walrus")
	check("wallrus", 1, "walrus")
	check("walrs", 1, "walrus")
	check("zepelinn", 1)
	check("zepelinn", 2, "zeppelin")
	check("ẅalrus", 1, "walrus")
	check("", 1)
	e.remove("b")
	check("walrus", 1, "walrus") // a term of no present passage is none
}

// countTerms counts for each term the passages that have it in themselves or in their title.
func countTerms(terms []string, stories []knowledge.Story) []int {
	df := make([]int, len(terms))
	for _, s := range stories {
		p := knowledge.Prepare(s)
		for _, passage := range p.Terms {
			for i, t := range terms {
				if slices.Contains(passage, t) || slices.Contains(p.Title, t) {
					df[i]++
				}
			}
		}
	}
	return df
}

func testFilters(t *testing.T, e *engine) {
	day := func(d int) time.Time { return time.Date(2020, 5, d, 0, 0, 0, 0, time.UTC) }
	for i, s := range []struct {
		id, collection string
		at             time.Time
	}{{"a", "", day(1)}, {"b", "world", day(2)}, {"c", "world", day(3)}, {"d", "local", time.Time{}}, {"e", "local", day(9)}} {
		e.put(with(story(s.id, "A walrus", long("zeppelin", 2+i)), func(p *knowledge.Story) { p.Collection, p.Published = s.collection, s.at }))
	}
	tests := []struct {
		name string
		f    knowledge.Filter
	}{
		{"nothing", knowledge.Filter{}},
		{"since", knowledge.Filter{Since: day(2)}},
		{"until", knowledge.Filter{Until: day(3)}},
		{"a window", knowledge.Filter{Since: day(2), Until: day(4)}},
		{"an empty window", knowledge.Filter{Since: day(4), Until: day(5)}},
		{"at", knowledge.Filter{At: day(2)}},
		{"at, or ahead of it", knowledge.Filter{At: day(2), Ahead: true}},
		{"since, or ahead of it", knowledge.Filter{At: day(2), Ahead: true, Since: day(3)}},
		{"a story", knowledge.Filter{Story: "c"}},
		{"a story of another day", knowledge.Filter{Story: "c", Until: day(2)}},
		{"a story that is not there", knowledge.Filter{Story: "x"}},
		{"a collection", knowledge.Filter{Collections: []string{"world"}}},
		{"the default collection", knowledge.Filter{Collections: []string{""}}},
		{"two collections", knowledge.Filter{Collections: []string{"local", ""}, At: day(3)}},
	}
	e.twice(func(v knowledge.View) {
		for _, test := range tests {
			var want []string
			for _, s := range storiesOf(t, v) {
				for range document(t, v, s.Story.ID).Passages {
					if test.f.Allows(&s.Story) {
						want = append(want, s.Story.ID)
					}
				}
			}
			got := find(t, v, "walrus council", test.f, 100)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s: found %q, want %q", test.name, got, want)
			}
			if one := find(t, v, "walrus council", test.f, 1); len(one) != min(1, len(want)) {
				t.Errorf("%s: the best one is %q", test.name, one)
			}
		}
	})
}
