package knowledge

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
)

// placed is a shelf that knows its place.
type placed struct {
	*shelf
	place string
}

func (p placed) Place() string   { return p.place }
func (p placed) Written() string { return "" }

// linked is a folder that is named by a link, which may lead elsewhere.
type linked struct{ placed }

func (linked) Written() string { return "/srv/now" }

// feed is a shelf that is fetched, and that forgets what it once named.
type feed struct{ placed }

func (f feed) Fetch(ctx context.Context, past Past) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		listed := make(map[string]bool)
		for item := range f.Read(ctx, func(file, mark string) bool { return past.Marks[file] == mark }) {
			if listed[item.File] = true; !yield(item) {
				return
			}
		}
		for file, mark := range past.Marks {
			if !listed[file] && !yield(Item{Name: file, File: file, Mark: mark, Same: true}) {
				return
			}
		}
	}
}

// stockOf is a source named name that holds the stories of another.
func stockOf(name, place string, of *shelf) placed {
	s := &shelf{name: name}
	for _, item := range of.items {
		story := *item.Story
		story.Source, item.Story = name, &story
		s.items = append(s.items, item)
	}
	return placed{s, place}
}

// TestLeftOut tries what may be done to the settings: nothing is lost, what is
// left out is out of every answer, and what comes back is whole.
func TestLeftOut(t *testing.T) {
	const n = 5
	paper := placed{shelfOf("paper", n), "/srv/paper"}
	wire := func(name string) feed { return feed{placed{&shelf{name: name}, "https://wire.example/rss"}} }
	other := placed{shelfOf("other", 2), "/srv/other"}
	first := func() (*Base, feed) { // a feed that names nothing any more, and a folder
		f := feed{placed{shelfOf("wire", n), "https://wire.example/rss"}}
		b := &Base{Index: newMemory()}
		loadWith(t, b, LoadOptions{}, f, paper)
		f.items = nil
		return b, f
	}
	ask, reload, confirm := LoadOptions{Local: true}, LoadOptions{Retry: true}, LoadOptions{Confirm: true}
	type step struct {
		do      LoadOptions
		sources []Source
		stories int    // to answer from afterwards
		held    string // what is held then
	}
	for name, steps := range map[string][]step{
		"another source for one question": {{ask, []Source{other}, 2, "wire 5, paper 5"}, {ask, []Source{wire("wire"), paper}, 2 * n, "other 2"}, {reload, []Source{wire("wire"), paper}, 2 * n, "other 2"}},
		"left out and named again":        {{reload, []Source{paper}, n, "wire 5"}, {reload, []Source{paper}, n, "wire 5"}, {reload, []Source{paper, wire("wire")}, 2 * n, ""}},
		"only looked at":                  {{LoadOptions{DryRun: true, All: true}, []Source{other}, 2 * n, "wire 5, paper 5"}, {reload, []Source{paper, wire("wire")}, 2 * n, ""}},
		"confirmed":                       {{reload, []Source{paper}, n, "wire 5"}, {confirm, []Source{paper}, n, ""}, {reload, []Source{paper, wire("wire")}, n, ""}},
		"a question confirms nothing":     {{LoadOptions{Local: true, Confirm: true}, []Source{paper}, n, "wire 5"}, {reload, []Source{paper, wire("wire")}, 2 * n, ""}},
		"another name":                    {{reload, []Source{paper, wire("the wire")}, 2 * n, ""}, {reload, []Source{paper, wire("wire")}, 2 * n, ""}},
		"another name for one question":   {{ask, []Source{wire("the wire")}, n, "paper 5"}, {reload, []Source{paper, wire("wire")}, 2 * n, ""}},
		"a name used again":               {{reload, []Source{paper, wire("the wire"), stockOf("wire", "/srv/wire", other.shelf)}, 2*n + 2, ""}},
		"a name for another place": {{reload, []Source{wire("wire"), placed{shelfOf("paper", 1), "/srv/letters"}}, n + 1, "paper at /srv/paper 4"},
			{confirm, []Source{wire("wire"), paper}, 2 * n, ""}},
		"two names changed over":        {{reload, []Source{wire("paper"), stockOf("wire", "/srv/paper", paper.shelf)}, 2 * n, ""}, {ask, []Source{wire("wire"), paper}, 2 * n, ""}},
		"a feed at another address":     {{reload, []Source{paper, feed{placed{&shelf{name: "wire"}, "https://wire.example/new"}}}, 2 * n, ""}},
		"a moved folder":                {{reload, []Source{wire("wire"), stockOf("old/paper", "/old/paper", paper.shelf)}, 2 * n, ""}},
		"a moved and renamed folder":    {{ask, []Source{wire("wire"), stockOf("paper", "/old/paper", paper.shelf)}, 2 * n, ""}},
		"another way of writing a path": {{reload, []Source{wire("wire"), stockOf("./paper", "/srv/paper", paper.shelf)}, 2 * n, ""}},
		"a part of the place":           {{reload, []Source{paper, feed{placed{&shelf{name: "world"}, "https://wire.example/rss\nworld/**"}}}, 2 * n, ""}},
		"two parts of the place": {{reload, []Source{paper, feed{placed{&shelf{name: "world"}, "https://wire.example/rss\nworld/**"}},
			feed{placed{&shelf{name: "sport"}, "https://wire.example/rss\nsport/**"}}}, n, "wire 5"}},
		"told by another meanwhile": {{ask, []Source{stockOf("copies", "/srv/copies", shelfOf("wire", 2))}, 2, "wire 5, paper 5"},
			{reload, []Source{wire("wire"), paper}, 2 * n, ""}},
		"told by another, and renamed": {{reload, []Source{stockOf("copies", "/srv/copies", shelfOf("wire", 2))}, 2, "wire 5, paper 5"},
			{reload, []Source{stockOf("copies", "/srv/copies", shelfOf("wire", 2)), wire("the wire")}, n, "paper 5"},
			{reload, []Source{wire("wire"), paper}, 2 * n, ""}},
		"another left out, and confirmed": {{reload, []Source{placed{shelfOf("late", 1), "/srv/late"}}, 1, "wire 5, paper 5"}, {LoadOptions{Confirm: true, Only: []string{"late"}}, []Source{placed{shelfOf("late", 1), "/srv/late"}}, 1, "wire 5, paper 5"}},
		"back for one question": {{reload, []Source{paper, stockOf("copies", "https://copies.example/rss", shelfOf("wire", 2))}, n + 2, "wire 5"},
			{ask, []Source{paper, wire("wire")}, 2 * n, "copies 2"}, {ask, []Source{paper, wire("wire")}, 2 * n, "copies 2"}, {reload, []Source{paper, wire("wire")}, 2 * n, "copies 2"}},
		"back, and others are read": {{reload, []Source{paper, stockOf("copies", "/srv/copies", shelfOf("wire", 2))}, n + 2, "wire 5"},
			{LoadOptions{Only: []string{"paper"}}, []Source{paper, wire("wire")}, 2 * n, ""}, {reload, []Source{paper, wire("wire")}, 2 * n, ""}},
		"none at all": {{reload, nil, 0, "wire 5, paper 5"}, {reload, []Source{wire("wire"), paper}, 2 * n, ""}},
	} {
		t.Run(name, func(t *testing.T) {
			b, _ := first()
			for i, s := range steps {
				r := loadWith(t, b, s.do, s.sources...)
				var held []string
				for _, h := range r.Held {
					held = append(held, fmt.Sprint(h.Source, " ", h.Stories))
					if w := h.Warning(); !strings.Contains(w, "reload --confirm") || !strings.Contains(w, "name it again") {
						t.Errorf("step %d: the warning %q", i, w)
					}
				}
				want := strings.Split(s.held, ", ")
				if s.held == "" {
					want = nil
				}
				slices.Sort(held)
				slices.Sort(want)
				if !slices.Equal(held, want) {
					t.Errorf("step %d holds %q, want %q", i, held, want)
				}
				if got := storyCount(t, b); got != s.stories || !s.do.DryRun && r.Stories != got || len(r.Failed) > 0 {
					t.Errorf("step %d: %d stories, want %d: %+v", i, got, s.stories, r)
				}
				gone := len(search(t, b, Query{Text: "bridge wire", Limit: 100})) // all tell of a bridge
				if list, err := b.Stories(t.Context(), ""); err != nil || len(list) != s.stories || gone != s.stories {
					t.Errorf("step %d: %d stories are listed, %d are found, want %d, %v", i, len(list), gone, s.stories, err)
				}
			}
		})
	}
}

// down is a feed that cannot be read.
type down struct{ feed }

func (d down) Fetch(context.Context, Past) iter.Seq[Item] {
	return func(yield func(Item) bool) { yield(Item{Name: d.Name(), Whole: true, Err: errors.New("is down")}) }
}

// TestNamedAgainWhileDown: a source that is named again, and cannot be read, has all
// that it told, also what another source told meanwhile.
func TestNamedAgainWhileDown(t *testing.T) {
	const place = "https://wire.example/rss"
	for _, options := range []LoadOptions{{}, {Retry: true}, {Local: true}, {All: true}, {Only: []string{"wire"}}, {Only: []string{"copies"}}} {
		for _, renamed := range []string{"wire", "the wire"} {
			b := &Base{Index: newMemory()}
			loadWith(t, b, LoadOptions{}, feed{placed{shelfOf("wire", 5), place}})
			loadWith(t, b, LoadOptions{}, stockOf("copies", "https://copies.example/rss", shelfOf("wire", 2)))
			for range 2 {
				if r := loadWith(t, b, options, down{feed{placed{&shelf{name: renamed}, place}}}); r.Stories != 5 || storyCount(t, b) != 5 {
					t.Errorf("%+v: %s has %d stories: %+v", options, renamed, storyCount(t, b), r)
				}
			}
			if r := loadWith(t, b, LoadOptions{}, feed{placed{&shelf{name: renamed}, place}}); r.Stories != 5 || len(r.Removed) > 0 {
				t.Errorf("%+v: %s is up again: %+v", options, renamed, r)
			}
		}
	}
}

// chosen is a feed of which only some stories are read. Of those it forgets none.
type chosen struct {
	feed
	wanted string // numbers of stories
	gone   string // a file whose page is not there any more
}

func (c chosen) Wants(file string) bool {
	return c.wanted == "" || strings.Contains(c.wanted, strings.TrimSuffix(strings.TrimPrefix(file, "wire"), ".md"))
}

func (c chosen) Place() string { return strings.TrimSpace("https://wire.example/rss\n" + c.wanted) }

func (c chosen) Fetch(ctx context.Context, past Past) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		for item := range c.feed.Fetch(ctx, past) {
			if c.Wants(item.File) && item.File != c.gone && !yield(item) {
				return
			}
		}
	}
}

// TestShutOut changes what is read of a feed that names nothing any more: what is shut
// out is held, and comes back when it is not.
func TestShutOut(t *testing.T) {
	reload, ask, confirm := LoadOptions{Retry: true}, LoadOptions{Local: true}, LoadOptions{Confirm: true}
	other := shelfOf("other", 1)
	type step struct {
		do      LoadOptions
		wanted  string // "-": the feed is not named
		stories int
		held    int
	}
	for name, steps := range map[string][]step{
		"one":                      {{reload, "0123", 4, 1}, {reload, "0123", 4, 1}, {reload, "", 5, 0}},
		"most":                     {{reload, "4", 1, 4}, {reload, "", 5, 0}, {reload, "", 5, 0}},
		"all":                      {{reload, "9", 0, 5}, {reload, "9", 0, 5}, {reload, "", 5, 0}},
		"others":                   {{reload, "012", 3, 2}, {reload, "34", 2, 3}, {reload, "0", 1, 4}, {reload, "", 5, 0}},
		"some back":                {{reload, "01", 2, 3}, {reload, "012", 3, 2}, {reload, "0123", 4, 1}},
		"a question between":       {{ask, "0123", 5, 0}, {reload, "0123", 4, 1}, {ask, "", 4, 1}, {reload, "", 5, 0}},
		"confirmed":                {{reload, "01", 2, 3}, {confirm, "01", 2, 0}, {reload, "", 2, 0}},
		"confirmed at once":        {{confirm, "01", 2, 0}, {reload, "", 2, 0}},
		"only looked at":           {{LoadOptions{DryRun: true, All: true}, "01", 5, 3}, {reload, "", 5, 0}},
		"left out meanwhile":       {{reload, "01", 2, 3}, {reload, "-", 0, 5}, {reload, "", 5, 0}},
		"left out, then shut out":  {{reload, "-", 0, 5}, {reload, "01", 2, 3}, {reload, "", 5, 0}},
		"left out, and as it was":  {{reload, "01", 2, 3}, {reload, "-", 0, 5}, {reload, "01", 2, 3}, {reload, "", 5, 0}},
		"read only with the other": {{LoadOptions{Only: []string{"other"}}, "01", 5, 0}, {reload, "01", 2, 3}},
	} {
		b := &Base{Index: newMemory()}
		wire := chosen{feed: feed{placed{shelfOf("wire", 5), ""}}}
		loadWith(t, b, LoadOptions{}, wire, other)
		wire.items = nil
		for i, s := range steps {
			wire.wanted = s.wanted
			sources := []Source{wire, other}
			if s.wanted == "-" {
				sources = sources[1:]
			}
			r := loadWith(t, b, s.do, sources...)
			held := 0
			for _, h := range r.Held {
				held += h.Stories
				if w := h.Warning(); h.Shut != strings.Contains(w, "include and exclude") || !strings.Contains(w, "reload --confirm") {
					t.Errorf("%s, step %d: the warning %q", name, i, w)
				}
			}
			if got := storyCount(t, b) - 1; got != s.stories || held != s.held || len(r.Failed) > 0 {
				t.Errorf("%s, step %d: %d stories, want %d; %d held, want %d: %+v", name, i, got, s.stories, held, s.held, r)
			}
		}
	}
}

// TestGoneIsNotShutOut: a page that is gone when other parts of its feed are read is gone.
func TestGoneIsNotShutOut(t *testing.T) {
	b := &Base{Index: newMemory()}
	wire := chosen{feed: feed{placed{shelfOf("wire", 5), ""}}}
	loadWith(t, b, LoadOptions{}, wire)
	wire.wanted, wire.gone = "0123", "wire0.md"
	if r := loadWith(t, b, LoadOptions{}, wire); r.Stories != 3 || len(r.Removed) != 1 || len(r.Held) != 1 || r.Held[0].Stories != 1 {
		t.Errorf("%+v", r)
	}
}

// TestLinkLeadsElsewhere: a folder named by a link that is turned is the same source.
func TestLinkLeadsElsewhere(t *testing.T) {
	b := &Base{Index: newMemory()}
	loadWith(t, b, LoadOptions{}, linked{placed{shelfOf("now", 5), "/srv/one"}})
	for range 2 {
		r := loadWith(t, b, LoadOptions{}, linked{placed{shelfOf("now", 4), "/srv/two"}})
		if r.Stories != 4 || len(r.Held) > 0 {
			t.Errorf("%+v", r)
		}
		if states, err := b.SourceStatus(t.Context()); err != nil || len(states) != 1 {
			t.Errorf("states %+v, %v", states, err)
		}
	}
}

// TestOnlyReloadRemoves tries what a question does where files are gone.
func TestOnlyReloadRemoves(t *testing.T) {
	for _, c := range []struct{ had, gone int }{{1, 1}, {5, 1}, {5, 5}, {9, 4}} {
		a := shelfOf("a", c.had)
		for i := range a.items { // half of them in one file
			if i%2 == 0 {
				a.items[i].File, a.items[i].Mark, a.items[i].Story.Item = "a.jsonl", "v1", "a.jsonl"
			}
		}
		b := &Base{Index: newMemory()}
		loadWith(t, b, LoadOptions{}, a)
		a.items = a.items[c.gone:]
		for i := range a.items {
			a.items[i].Mark += "+"
		}
		a.put("late", "T", "A late bridge.", "2020-01-01")
		for range 2 {
			if r := loadWith(t, b, LoadOptions{Local: true}, a); len(r.Removed) > 0 || len(r.Failed) > 0 || r.Stories != c.had+1 || storyCount(t, b) != c.had+1 {
				t.Errorf("%+v: a question leaves %d: %+v", c, storyCount(t, b), r)
			}
		}
		if r := loadWith(t, b, LoadOptions{Confirm: true}, a); len(r.Removed) != c.gone || r.Stories != c.had+1-c.gone {
			t.Errorf("%+v: a reload: %+v", c, r)
		}
	}
}

// TestBuiltinIsNotHeld replaces the sample by what an operator names.
func TestBuiltinIsNotHeld(t *testing.T) {
	sample, own := placed{shelfOf("sample", 5), Builtin + "sample"}, shelfOf("own", 2)
	b := &Base{Index: newMemory()}
	loadWith(t, b, LoadOptions{}, sample)
	if r := loadWith(t, b, LoadOptions{Local: true}, own); len(r.Held) > 0 || len(r.Removed) > 0 || storyCount(t, b) != 2 {
		t.Errorf("a question: %+v", r)
	}
	if r := loadWith(t, b, LoadOptions{}, own); len(r.Held) > 0 || len(r.Removed) != 5 || storyCount(t, b) != 2 {
		t.Errorf("a reload: %+v", r)
	}
	if loadWith(t, b, LoadOptions{}, sample); storyCount(t, b) != 5 {
		t.Errorf("%d stories of the sample are back", storyCount(t, b))
	}
}

// TestCitedWhileHeld reads what was cited of a source that is left out.
func TestCitedWhileHeld(t *testing.T) {
	a, z := shelfOf("a", 3), shelfOf("z", 1)
	b := &Base{Index: newMemory()}
	loadWith(t, b, LoadOptions{}, a)
	cited := a.items[1].Story
	loadWith(t, b, LoadOptions{}, z)
	if _, err := b.Story(t.Context(), cited.ID); err == nil {
		t.Error("a story that is held is opened")
	}
	if text, err := b.Text(t.Context(), cited.ID, cited.Hash); err != nil || text != cited.Text {
		t.Errorf("the cited version: %q, %v", text, err)
	}
}

// TestEarlierHash takes a story that an earlier program hashed for the same.
func TestEarlierHash(t *testing.T) {
	a := shelfOf("a", 3)
	for i := range a.items {
		a.items[i].Story.Hash = fmt.Sprint("old", i)
	}
	b := &Base{Index: newMemory()}
	loadWith(t, b, LoadOptions{}, a)
	for i := range a.items {
		a.items[i].Mark = "read anew"
		a.items[i].Story.Hash = a.items[i].Story.Fingerprint()
	}
	if r := loadWith(t, b, LoadOptions{}, a); len(r.Updated) > 0 {
		t.Errorf("%q are updated", r.Updated)
	}
	a.put("a1", "T", "Another text.", "2020-01-01")
	if r := loadWith(t, b, LoadOptions{}, a); !slices.Equal(r.Updated, []string{"a1"}) {
		t.Errorf("%q are updated, want a1", r.Updated)
	}
}

// TestConfirmedWhileOneIsMissing confirms while the place of the stories is written
// wrong: nothing is removed.
func TestConfirmedWhileOneIsMissing(t *testing.T) {
	b := &Base{Index: newMemory()}
	loadWith(t, b, LoadOptions{}, shelfOf("news", 4))
	typo := &shelf{name: "nwes", items: []Item{{Name: "nwes", Whole: true, Err: ErrNotFound}}}
	r := loadWith(t, b, LoadOptions{Confirm: true}, typo)
	if len(r.Removed) > 0 || len(r.Held) != 1 || len(r.Failed) != 1 || !strings.Contains(r.Failed[0].Error, "it has no stories yet: see that STORIES names the right place; what else is held stays") {
		t.Errorf("%+v", r)
	}
	if r := loadWith(t, b, LoadOptions{}, shelfOf("news", 4)); r.Stories != 4 || len(r.Added) > 0 {
		t.Errorf("named rightly: %+v", r)
	}
	gone := &shelf{name: "news", items: []Item{{Name: "news", Whole: true, Err: ErrNotFound}}}
	if r := loadWith(t, b, LoadOptions{}, gone); r.Stories != 4 || !strings.Contains(r.Failed[0].Error, "its stories stay as they were") {
		t.Errorf("not mounted: %+v", r)
	}
}

// TestPruneKeepsShadows prunes while another source tells what a feed had.
func TestPruneKeepsShadows(t *testing.T) {
	f := feed{placed{shelfOf("wire", 3), "https://wire.example/rss"}}
	b := &Base{Index: newMemory()}
	loadWith(t, b, LoadOptions{}, f)
	f.items = nil
	other := stockOf("copies", "/srv/copies", shelfOf("wire", 3))
	for i := range other.items {
		other.items[i].Story.Text += " It opens again."
		other.items[i].Story.Hash = other.items[i].Story.Fingerprint()
	}
	loadWith(t, b, LoadOptions{}, other)
	if n, err := b.Prune(t.Context(), b.now(), nil); err != nil || n != 0 {
		t.Errorf("pruned %d, %v", n, err)
	}
	if r := loadWith(t, b, LoadOptions{}, f); r.Stories != 3 || len(r.Failed) > 0 {
		t.Errorf("named again: %+v", r)
	}
	if n, err := b.Prune(t.Context(), b.now(), map[[2]string]bool{{"wire0", other.items[0].Story.Hash}: true}); err != nil || n != 2 {
		t.Errorf("pruned %d, %v; one of three is cited", n, err)
	}
}
