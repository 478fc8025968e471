package weaviate

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

// restarted is an index over nodes whose truth is in a folder.
func restarted(t *testing.T, dir string, nodes ...*fake) *Index {
	t.Helper()
	truth, err := local.Open(t.Context(), dir, local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var urls []string
	for _, f := range nodes {
		urls = append(urls, f.URL)
		f.with(func() { f.members = len(nodes) })
	}
	x, err := Open(t.Context(), strings.Join(urls, ","), dir, truth, Options{Every: 5 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// askSome searches so often that every node that may be asked is, and returns what was found the last time.
func askSome(t *testing.T, x *Index) (found []string) {
	t.Helper()
	for range 6 {
		var err error
		if found, err = searched(t, x, knowledge.Wish{N: 9}, "walrus"); err != nil {
			t.Fatal(err)
		}
	}
	return slices.Sorted(slices.Values(found))
}

// has makes the node have what another one has now, as it is, and take nothing that is written.
func (f *fake) has(other *fake) {
	var m properties
	var p map[string]properties
	other.with(func() { m, p = other.marker, maps.Clone(other.passage) })
	f.with(func() { f.marker, f.passage, f.deaf = m, p, true })
}

// A process that starts asks no node whose marker is that of an older load, though another one has the newest, though
// it says that it is ready, and though it has as many passages.
func TestBeginsWithLagging(t *testing.T) {
	t.Parallel()
	dir, whole, late := t.TempDir(), newFake(t), newFake(t)
	x := restarted(t, dir, whole)
	load(t, x, tale("a", "A walrus."))
	settled(t, x, whole)
	late.has(whole)
	edited := tale("a", "Another walrus.")
	load(t, x, edited)
	settled(t, x, whole)
	whole.says(edited)
	late.says(tale("a", "A walrus."))
	_ = x.Close()

	x = restarted(t, dir, whole, late)
	defer func() { _ = x.Close() }()
	if whole.with(func() { whole.asked = nil }); !slices.Equal(askSome(t, x), []string{"a"}) {
		t.Error("the story is not found")
	}
	if len(whole.searches()) == 0 {
		t.Error("the node that has all is not asked from the beginning")
	}
	time.Sleep(50 * time.Millisecond)
	askSome(t, x)
	if n := len(late.searches()); n > 0 {
		t.Errorf("the node that lags behind is asked %d times", n)
	}
}

// A process that starts after a load that no node has heard of does not take what is there for that load, though it
// is as many passages: it writes what is new.
func TestBeginsBehind(t *testing.T) {
	t.Parallel()
	dir, f := t.TempDir(), newFake(t)
	x := restarted(t, dir, f)
	load(t, x, tale("a", "A walrus."), tale("b", "A walrus."))
	settled(t, x, f)
	f.with(func() { f.down = true })
	edited := tale("a", "Another walrus.")
	load(t, x, edited)
	_ = x.Close()
	f.with(func() { f.down = false })
	f.says(tale("a", "A walrus."))

	x = restarted(t, dir, f)
	defer func() { _ = x.Close() }()
	if got := askSome(t, x); !slices.Equal(got, []string{"a", "b"}) && len(f.searches()) == 0 {
		t.Errorf("%q are found", got)
	}
	settled(t, x, f)
	f.with(func() {
		now := make(map[string]string)
		for _, p := range f.passage {
			if p.Gone == forever {
				now[p.Story] += p.Hash
			}
		}
		if want := map[string]string{name("a"): name(edited.Hash), name("b"): name(tale("b", "A walrus.").Hash)}; !maps.Equal(now, want) {
			t.Errorf("the node has %v, want %v", now, want)
		}
	})
}

// A node that was away comes back ready, with the newest marker and as many passages: those that were replaced meanwhile
// and not those that replaced them. It is asked when it has them.
func TestReadyAndLacking(t *testing.T) {
	t.Parallel()
	x, one, two := twins(t, Options{}, tale("a", "A walrus."), tale("b", "A walrus."))
	two.has(one)
	two.with(func() { two.same = nil })
	before := two.passage
	for _, text := range []string{"Another walrus.", "A third walrus."} {
		load(t, x, tale("a", text))
		settled(t, x, one)
	}
	load(t, x, tale("b", "Another walrus."))
	settled(t, x, one)
	lacking := func(born int, of map[string]properties) map[string]properties {
		some := make(map[string]properties)
		for id, p := range of {
			if p.Gone == born {
				p.Gone = forever
			}
			if p.Born != born {
				some[id] = p
			}
		}
		return some
	}
	var all map[string]properties
	var m properties
	one.with(func() { all, m = maps.Clone(one.passage), one.marker })
	if m.Generation < 4 {
		t.Fatalf("generation %d after four loads", m.Generation)
	}
	for what, some := range map[string]map[string]properties{
		"the one before the last load": lacking(m.Generation-1, all),
		"the last load":                lacking(m.Generation, all),
		"all but the first":            before,
	} {
		two.with(func() { two.passage, two.marker, two.asked = some, m, nil })
		time.Sleep(40 * time.Millisecond)
		if askSome(t, x); len(two.searches()) > 0 {
			t.Errorf("a node that lacks %s is asked", what)
		}
	}
	two.with(func() { two.passage = all })
	eventually(t, "it is asked when it has all", func() bool { askSome(t, x); return len(two.searches()) > 0 })
}

// A node that had proved to have all, and was emptied or put back to what it was, is not asked any more.
func TestEmptied(t *testing.T) {
	t.Parallel()
	for what, change := range map[string]func(f *fake, was *fake){
		"emptied":  func(f, _ *fake) { f.with(func() { f.marker, f.passage = properties{}, nil }) },
		"put back": func(f, was *fake) { f.has(was) },
	} {
		x, one, two := twins(t, Options{}, tale("a", "A walrus."))
		was := newFake(t)
		was.has(one)
		load(t, x, tale("b", "A walrus."))
		settled(t, x, one, two)
		eventually(t, "both are asked", func() bool { askSome(t, x); return len(two.searches()) > 0 })
		two.with(func() { two.same, two.deaf = nil, true })
		change(two, was)
		eventually(t, "it counts as one that has nothing", func() bool { return x.nodes[1].has().Generation < 2 })
		if two.with(func() { two.asked = nil }); !slices.Equal(askSome(t, x), []string{"a", "b"}) && len(one.searches()) == 0 {
			t.Errorf("%s: not all is found", what)
		}
		if n := len(two.searches()); n > 0 {
			t.Errorf("%s: it is asked %d times", what, n)
		}
		two.with(func() { two.same, two.deaf = one, false })
	}
}

// settled waits until nodes have proved to have what the truth has.
func settled(t *testing.T, x *Index, nodes ...*fake) {
	t.Helper()
	v, err := x.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	info, err := v.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "the nodes have all", func() bool {
		return !slices.ContainsFunc(nodes, func(f *fake) bool {
			return !slices.ContainsFunc(x.nodes, func(n *node) bool { return strings.HasPrefix(f.URL, n.base) && n.has().Loaded == stamp(info.Loaded) })
		})
	})
}

func TestRecent(t *testing.T) {
	r := readRecent("3:5 4:0 x 5: 7:70")
	r[9] += 2
	r.less(3)
	r.less(2)
	if got := r.String(); got != "3:4 4:0 7:70 9:2" {
		t.Errorf("%q", got)
	}
	for g := range 40 {
		r[g+10] = 1
	}
	if got := readRecent(r.String()); len(got) != keptRecent || got[49] != 1 || got[34] != 1 {
		t.Errorf("%v is kept", got)
	}
	if got := readRecent("").String(); got != "" {
		t.Errorf("%q of nothing", got)
	}
}
