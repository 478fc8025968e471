package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// files is a source whose stories are known by their paths.
func files(name string, texts ...string) *shelf {
	s := &shelf{name: name}
	for i := 0; i < len(texts); i += 2 {
		s.put(texts[i], "The "+texts[i], texts[i+1], "2020-01-01")
	}
	for i := range s.items {
		s.items[i].Known = ByPath
	}
	return s
}

// told lists the stories that there are, by source and text, with how many IDs
// they have.
func told(t *testing.T, b *Base) (list []string, ids map[string]string) {
	t.Helper()
	stories, err := b.Stories(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	ids = make(map[string]string)
	for _, s := range stories {
		text, err := b.Text(t.Context(), s.Story.ID, s.Story.Hash)
		if err != nil {
			t.Fatal(err)
		}
		key := s.Story.Source + " " + text
		list = append(list, key)
		ids[key] = s.Story.ID
	}
	slices.Sort(list)
	return list, ids
}

// TestFilesOfTwoSources: files of one name in two sources are two stories, and
// each keeps its ID whatever the order of the sources is.
func TestFilesOfTwoSources(t *testing.T) {
	const red, blue = "The red ferry is late.", "The blue ferry is early."
	for name, c := range map[string]struct {
		loads [][]*shelf
		want  string
		keeps []string // of these the ID is as after the first load
	}{
		"at once":                  {[][]*shelf{{files("a", "n", red), files("z", "n", blue)}}, "a " + red + ", z " + blue, nil},
		"one after":                {[][]*shelf{{files("a", "n", red)}, {files("a", "n", red), files("z", "n", blue)}}, "a " + red + ", z " + blue, []string{"a " + red}},
		"one before":               {[][]*shelf{{files("a", "n", red)}, {files("z", "n", blue), files("a", "n", red)}}, "a " + red + ", z " + blue, []string{"a " + red}},
		"order changed":            {[][]*shelf{{files("a", "n", red), files("z", "n", blue)}, {files("z", "n", blue), files("a", "n", red)}}, "a " + red + ", z " + blue, []string{"a " + red, "z " + blue}},
		"the first goes":           {[][]*shelf{{files("a", "n", red), files("z", "n", blue)}, {files("a"), files("z", "n", blue)}}, "z " + blue, []string{"z " + blue}},
		"the first is left out":    {[][]*shelf{{files("a", "n", red), files("z", "n", blue)}, {files("z", "n", blue)}}, "z " + blue, []string{"z " + blue}},
		"three":                    {[][]*shelf{{files("a", "n", red), files("m", "n", blue), files("z", "n", "The ferry is gone.")}}, "a " + red + ", m " + blue + ", z The ferry is gone.", nil},
		"one text":                 {[][]*shelf{{files("a", "n", red), files("z", "n", red)}}, "a " + red, nil},
		"one text, and then not":   {[][]*shelf{{files("a", "n", red), files("z", "n", red)}, {files("a", "n", red), files("z", "n", blue)}}, "a " + red + ", z " + blue, []string{"a " + red}},
		"the first goes, one text": {[][]*shelf{{files("a", "n", red), files("z", "n", red)}, {files("a"), files("z", "n", red)}}, "z " + red, nil},
		"moved":                    {[][]*shelf{{files("a", "n", red), files("z")}, {files("a"), files("z", "n", red)}}, "z " + red, nil},
		"others beside it":         {[][]*shelf{{files("a", "n", red, "x", "Xylophones are dear."), files("z", "n", blue, "y", "Yachts are dear.")}}, "a " + red + ", a Xylophones are dear., z " + blue + ", z Yachts are dear.", nil},
	} {
		b := &Base{Index: newMemory()}
		var first map[string]string
		for i, sources := range c.loads {
			var list []Source
			for _, s := range sources {
				list = append(list, s)
			}
			for range 2 { // an unchanged reload changes nothing
				r := loadWith(t, b, LoadOptions{Confirm: true}, list...)
				if said := len(r.Failed) == 1 && r.Failed[0].Twice && strings.HasPrefix(r.Failed[0].Error, "has the same path and text as n.md of a"); len(r.Failed) > 0 && !said ||
					said != (i == 0 && strings.Contains(name, "one text")) {
					t.Errorf("%s, load %d: %+v", name, i, r.Failed)
				}
			}
			if r := loadWith(t, b, LoadOptions{All: true}, list...); len(r.Added)+len(r.Updated)+len(r.Removed) > 0 {
				t.Errorf("%s, load %d, all again: %+v", name, i, r)
			}
			if i == 0 {
				_, first = told(t, b)
			}
		}
		list, ids := told(t, b)
		if got := strings.Join(list, ", "); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, c.want)
		}
		for _, key := range c.keeps {
			if first[key] == "" || ids[key] != first[key] {
				t.Errorf("%s: %s has the ID %q, had %q", name, key, ids[key], first[key])
			}
		}
	}
}

// TestOneTextTwoCollections: a file that is in two collections is a story of each.
func TestOneTextTwoCollections(t *testing.T) {
	a, z := files("a", "n", "The ferry is late."), files("z", "n", "The ferry is late.")
	z.items[0].Story.Collection = "staff"
	b := &Base{Index: newMemory()}
	if r := loadWith(t, b, LoadOptions{}, a, z); r.Stories != 2 || len(r.Failed) != 0 {
		t.Errorf("%+v", r)
	}
}

// TestSourceOfAnotherName takes the stories of a source over under its new name.
func TestSourceOfAnotherName(t *testing.T) {
	b := &Base{Index: newMemory()}
	loadWith(t, b, LoadOptions{}, files("a", "n", "The ferry is late.", "m", "The tower is open."))
	if r := loadWith(t, b, LoadOptions{}, files("b", "n", "The ferry is late.", "m", "The tower is shut.")); len(r.Added)+len(r.Removed) > 0 || len(r.Updated) != 2 {
		t.Errorf("%+v", r)
	}
}

// TestTwiceInTwoSources: what is the same by name or by title and text in two
// sources is one story, and that is said.
func TestTwiceInTwoSources(t *testing.T) {
	for i, c := range []struct {
		known Identity
		texts [2]string
		want  string
	}{
		{ByContent, [2]string{"The ferry is late.", "The ferry is late."}, "z has the same title and text as n.md of a, which is kept; remove one of the two"},
		{ByName, [2]string{"The ferry is late.", "The ferry is early."}, "z has the same ID n as n.md, which is kept; remove one of the two"},
		{ByName, [2]string{"The ferry is late.", "The ferry is late."}, "z has the same ID or address, and the same text, as n.md of a, which is kept; remove one of the two"},
	} {
		a, z := files("a", "n", c.texts[0]), files("z", "n", c.texts[1])
		a.items[0].Known, z.items[0].Known = c.known, c.known
		b := &Base{Index: newMemory()}
		var said []string
		for _, f := range loadWith(t, b, LoadOptions{}, a, z).Failed {
			said = append(said, f.Source+" "+f.Error)
		}
		if got := strings.Join(said, ", "); got != c.want || storyCount(t, b) != 1 {
			t.Errorf("%d: said %q, want %q; %d stories", i, got, c.want, storyCount(t, b))
		}
	}
}

// TestSecondFileTakesOver: what a file has that was first in another is told by it once
// the other has it no more, also where it has stories of its own and has not changed.
func TestSecondFileTakesOver(t *testing.T) {
	ferry := Story{ID: "ferry", Title: "Ferry", Text: "The ferry is late.", Label: News}
	item := func(file string, s Story) Item {
		s.Item, s.Source = file, "a"
		s.Hash = s.Fingerprint()
		return Item{Name: file + ":1", File: file, Mark: "v1", Story: &s}
	}
	for _, options := range []LoadOptions{{}, {Retry: true}, {Only: []string{"a"}}, {All: true}} {
		for _, err := range []error{ErrTwice, fmt.Errorf("as a.jsonl:1: %w", ErrTwice)} {
			again := Item{Name: "b.jsonl:2", File: "b.jsonl", Mark: "v1", Err: err}
			own := item("b.jsonl", Story{ID: "tower", Title: "Tower", Text: "The tower is open.", Label: News})
			a := &shelf{name: "a", items: []Item{item("a.jsonl", ferry), own, again}}
			b := &Base{Index: newMemory()}
			for range 2 {
				if r := loadWith(t, b, options, a); r.Stories != 2 || len(r.Failed) != 1 || !r.Failed[0].Twice {
					t.Errorf("%+v: %+v", options, r)
				}
			}
			a.items = []Item{own, item("b.jsonl", ferry)} // what the reader finds now
			if r := loadWith(t, b, options, a); r.Stories != 2 || len(r.Failed)+len(r.Removed) != 0 {
				t.Errorf("%+v: the first has gone: %+v", options, r)
			}
		}
	}
}

// TestLeftOutKeepsItsFiles: a folder that is read instead of another one takes nothing of it,
// though files of theirs have one name, and the other is not there any more.
func TestLeftOutKeepsItsFiles(t *testing.T) {
	news := placed{files("news", "n", "The red ferry is late.", "m", "The tower is open."), "/srv/news"}
	other := placed{files("other", "n", "The blue ferry is early.", "m", "The tower is open."), "/srv/other"}
	for _, o := range []LoadOptions{{}, {Local: true}, {Retry: true}} {
		b := &Base{Index: newMemory()}
		loadWith(t, b, LoadOptions{}, news)
		_, first := told(t, b)
		r := loadWith(t, b, o, other)
		list, _ := told(t, b)
		if got := strings.Join(list, ", "); got != "other The blue ferry is early., other The tower is open." || len(r.Held) != 1 || r.Held[0].Stories != 1 {
			t.Errorf("%+v: %s: %+v", o, got, r)
		}
		gone := down{feed{placed{&shelf{name: "news"}, "/srv/news"}}} // whatever it is, it cannot be read
		if r := loadWith(t, b, LoadOptions{}, other, gone); r.Stories != 3 {
			t.Errorf("%+v: it is named again: %+v", o, r)
		}
		list, ids := told(t, b)
		const red = "news The red ferry is late."
		if !slices.Contains(list, red) || ids[red] != first[red] {
			t.Errorf("%+v: %q, with the ID %s, had %s", o, list, ids[red], first[red])
		}
	}
}
