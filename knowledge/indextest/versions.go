package indextest

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

func testVersions(t *testing.T, e *engine) {
	began := time.Now().Add(-time.Second)
	one := story("a", "Title", "The first text.")
	same := with(one, func(s *knowledge.Story) { s.Title = "Another title" })
	two := with(same, func(s *knowledge.Story) { s.Text = "The second text." })
	for _, s := range []knowledge.Story{one, one, same, two} {
		e.put(s)
	}
	e.remove("a")
	e.put(two) // back as it was: no new version
	e.remove("a")
	e.put(one) // back with another text
	want := []knowledge.Version{
		{Hash: one.Hash, TextChanged: true}, {Hash: same.Hash}, {Hash: two.Hash, TextChanged: true}, {Hash: one.Hash, TextChanged: true},
	}
	e.twice(func(v knowledge.View) {
		got, err := v.Versions(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		for i := range got {
			if got[i].Seen.Before(began) || i > 0 && got[i].Seen.Before(got[i-1].Seen) {
				t.Errorf("version %d was seen %v", i, got[i].Seen)
			}
			got[i].Seen = time.Time{}
		}
		if !slices.Equal(got, want) {
			t.Errorf("versions %+v, want %+v", got, want)
		}
	})
}

func testTexts(t *testing.T, e *engine) {
	one := story("a", "Title", "The first text, about a walrus.")
	two := with(one, func(s *knowledge.Story) { s.Text = "The second text." })
	e.put(one)
	e.put(two)
	e.remove("a")
	e.twice(func(v knowledge.View) {
		textOf(t, v, one)
		textOf(t, v, two)
		found(t, v, "walrus")
		_, err := v.Text(t.Context(), "a", "no such hash")
		notFound(t, err)
		_, err = v.Text(t.Context(), "b", one.Hash)
		notFound(t, err)
	})
}

func testMarks(t *testing.T, e *engine) {
	e.put(with(story("s", "Title", "Text."), func(s *knowledge.Story) { s.Source = "feed" }))
	e.load(func(tx knowledge.Tx) error {
		for _, m := range [][3]string{{"x", "1", "old"}, {"x", "2", "two"}, {"y", "1", "why"}, {"z", "1", "zed"}, {"x", "1", "one"}, {"z", "1", ""}} {
			if err := tx.Mark(m[0], m[1], m[2]); err != nil {
				return err //nolint:wrapcheck // a test
			}
		}
		return nil
	})
	check := func(source string, want map[string]string) {
		t.Helper()
		got, err := e.ix.Marks(t.Context(), source)
		if err != nil || !maps.Equal(got, want) {
			t.Errorf("marks of %s: %v, %v; want %v", source, got, err, want)
		}
	}
	e.twice(func(knowledge.View) {
		check("x", map[string]string{"1": "one", "2": "two"})
		check("y", map[string]string{"1": "why"})
		check("z", map[string]string{})
		check("never", map[string]string{})
		got, err := e.ix.Sources(t.Context())
		slices.Sort(got)
		if want := []string{"feed", "x", "y"}; err != nil || !slices.Equal(got, want) {
			t.Errorf("sources %q, %v; want %q", got, err, want)
		}
	})
}

func testInfo(t *testing.T, e *engine) {
	began := time.Now().Add(-time.Second)
	day := func(d int) time.Time { return time.Date(2020, 5, d, 0, 0, 0, 0, time.UTC) }
	for i, id := range []string{"a", "b", "c"} {
		e.put(with(story(id, "Title", long("zeppelin", 2)), func(s *knowledge.Story) { s.Published = day(5 + i) }))
	}
	per := len(knowledge.Split(text.English(), long("zeppelin", 2)))
	e.put(with(story("undated", "Title", "Text."), func(s *knowledge.Story) { s.Published = time.Time{} }))
	e.twice(func(v knowledge.View) {
		terms := 0
		for _, d := range storiesOf(t, v) {
			terms += d.Words
		}
		info := infoOf(t, v)
		if info.Loaded.Before(began) || info.Loaded.After(time.Now().Add(time.Second)) {
			t.Errorf("loaded %v", info.Loaded)
		}
		info.Loaded = time.Time{}
		if want := (knowledge.Info{Stories: 4, Passages: 3*per + 1, Terms: terms, Oldest: day(5), Newest: day(7)}); info != want {
			t.Errorf("info %+v, want %+v", info, want)
		}
	})
	e.remove("a")
	e.twice(func(v knowledge.View) {
		if info := infoOf(t, v); !info.Oldest.Equal(day(6)) || info.Stories != 3 || info.Passages != 2*per+1 {
			t.Errorf("info %+v", info)
		}
	})
}

func testPrune(t *testing.T, e *engine) {
	text := func(id, text string) knowledge.Story { return story(id, "Title", text) }
	first, second, third := text("a", "A walrus."), text("a", "A narwhal."), text("a", "A manatee.")
	retitled := with(third, func(s *knowledge.Story) { s.Title = "Another" }) // the same text
	gone, alone := text("gone", "A zeppelin."), text("alone", "A lighthouse.")
	for _, s := range []knowledge.Story{first, gone, alone, second, third, retitled} {
		e.put(s)
	}
	e.remove("gone")
	none := func(string, string) bool { return false }
	prune := func(before time.Time, keep func(story, hash string) bool, want int) {
		t.Helper()
		if n, err := e.ix.Prune(t.Context(), before, keep); err != nil || n != want {
			t.Errorf("pruned %d, %v; want %d", n, err, want)
		}
	}
	left := func(is, isNot []knowledge.Story) {
		t.Helper()
		e.twice(func(v knowledge.View) {
			for _, s := range is {
				textOf(t, v, s)
			}
			for _, s := range isNot {
				_, err := v.Text(t.Context(), s.ID, s.Hash)
				notFound(t, err)
			}
			documentOf(t, v, retitled)
			documentOf(t, v, alone)
			found(t, v, "manatee", "a")
		})
	}
	prune(time.Now().Add(-time.Hour), none, 0)
	left([]knowledge.Story{first, second, third, gone}, nil)
	cited := func(id, hash string) bool { return id == "a" && hash == second.Hash }
	prune(time.Now().Add(time.Hour), cited, 3)
	left([]knowledge.Story{second, retitled}, []knowledge.Story{first, gone})
	v := e.view()
	versions, err := v.Versions(t.Context(), "a")
	v.Close()
	if err != nil || len(versions) != 2 || versions[0].Hash != second.Hash || !versions[0].TextChanged {
		t.Errorf("versions %+v, %v", versions, err)
	}
	prune(time.Now().Add(time.Hour), none, 1)
	left(nil, []knowledge.Story{first, second, gone})
	v = e.view()
	versions, err = v.Versions(t.Context(), "a")
	v.Close()
	if err != nil || len(versions) != 1 || !versions[0].TextChanged {
		t.Errorf("versions %+v, %v: the first that is left counts as new", versions, err)
	}
	e.put(second) // and it is there again
	e.twice(func(v knowledge.View) { textOf(t, v, second); textOf(t, v, retitled) })
}
