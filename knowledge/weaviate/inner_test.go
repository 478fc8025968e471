package weaviate

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

func TestCheck(t *testing.T) {
	for addresses, want := range map[string]string{
		"http://a:8080":                               "",
		"https://:sesame@a:8080":                      "",
		"http://a:8080,http://b:8080 http://[::1]:1/": "",
		"http://a:8080?grpc=50061":                    "",
		"http://a:8080/?grpc=1 https://a?grpc=65535":  "",
		"http://a:8080?grpc=":                         "no list of addresses",
		"http://a:8080?grpc=0":                        "no list of addresses",
		"http://a:8080?grpc=65536":                    "no list of addresses",
		"http://a:8080?grpc=1&key=sesame":             "no list of addresses",
		"":                                            "0 nodes",
		" , ":                                         "0 nodes",
		"a:8080":                                      "no list of addresses",
		"postgres://a/b":                              "no list of addresses",
		"http://":                                     "no list of addresses",
		"http://a:8080/v1":                            "no list of addresses",
		"http://a?key=sesame":                         "no list of addresses",
		"http://:sesame@a b:80":                       "no list of addresses",
		"http://a:sesame":                             "no list of addresses",
		"http://a:1,http://b:1,http://c:1,http://sesame:1": "4 nodes",
	} {
		err := Check(addresses)
		switch {
		case want == "" && err != nil:
			t.Errorf("%s: %v", addresses, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "sesame")):
			t.Errorf("%s: %v; want %q", addresses, err, want)
		}
	}
}

// What is there and is not fit ends a start in one line, which does not tell the key; what is away does not.
func TestUnfit(t *testing.T) {
	serving := func(do http.HandlerFunc) string {
		s := httptest.NewServer(do)
		t.Cleanup(s.Close)
		return s.URL
	}
	node := func(change func(f *fake)) string {
		f := newFake(t)
		f.with(func() { change(f) })
		return f.URL
	}
	key := func(url, key string) string { return strings.Replace(url, "://", "://:"+key+"@", 1) }
	locked := node(func(f *fake) { f.key = "sesame" })
	for what, c := range map[string]struct{ url, want string }{
		"fit":             {node(func(*fake) {}), ""},
		"the right key":   {key(locked, "sesame"), ""},
		"a wrong key":     {key(locked, "mustard"), "the key is refused"},
		"no key":          {locked, "one is needed"},
		"an older one":    {node(func(f *fake) { f.version = "1.34.9" }), `Weaviate "1.34.9"; 1.35`},
		"a newer one":     {node(func(f *fake) { f.version = "2.0.0" }), `Weaviate "2.0.0"; 1.35`},
		"a newer minor":   {node(func(f *fake) { f.version = "1.41.0-rc" }), ""},
		"four nodes":      {node(func(f *fake) { f.members = 4 }), "4 nodes"},
		"another server":  {serving(http.NotFound), "no Weaviate"},
		"a page":          {serving(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) }), "no Weaviate"},
		"a redirect":      {serving(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, locked, http.StatusFound) }), "no Weaviate"},
		"it is starting":  {serving(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }), ""},
		"nobody is there": {"http://:mustard@127.0.0.1:1", ""},
		"one is fit":      {node(func(*fake) {}) + "," + serving(http.NotFound), "no Weaviate"},
	} {
		truth, err := local.Open(t.Context(), t.TempDir(), local.Options{})
		if err != nil {
			t.Fatal(err)
		}
		x, err := Open(t.Context(), c.url, t.TempDir(), truth, Options{})
		unfit := (*SetupError)(nil)
		switch {
		case err == nil:
			_ = x.Close()
			if c.want != "" {
				t.Errorf("%s: it is opened; want %q", what, c.want)
			}
			continue
		case c.want == "" || !errors.As(err, &unfit) || !strings.Contains(err.Error(), c.want), strings.ContainsAny(err.Error(), "\n"), strings.Contains(err.Error(), "mustard"):
			t.Errorf("%s: %v; want %q", what, err, c.want)
		}
		_ = truth.Close()
	}
}

// lines are what the log was told.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(b) //nolint:wrapcheck // a test
}

func (l *lines) count(s string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Count(l.b.String(), s)
}

// Whatever Weaviate says is found, only passages of the View that are allowed are.
func TestProved(t *testing.T) {
	f := newFake(t)
	a, b := tale("a", "A walrus."), tale("b", "A narwhal.")
	a.Collection, a.Hash = "world", ""
	a.Hash = a.Fingerprint()
	x := opened(t, Options{Strict: true}, []*fake{f}, a, b)
	for what, c := range map[string]struct {
		says []found
		wish knowledge.Wish
		want []string
	}{
		"as it is":                {[]found{passage(b, 0), passage(a, 0)}, knowledge.Wish{N: 9}, []string{"b", "a"}},
		"fewer are wanted":        {[]found{passage(b, 0), passage(a, 0)}, knowledge.Wish{N: 1}, []string{"b"}},
		"recent ones beside":      {[]found{passage(b, 0), passage(a, 0)}, knowledge.Wish{N: 1, RecentN: 2}, []string{"b", "b", "a"}},
		"a story that is gone":    {[]found{passage(tale("c", "A narwhal."), 0)}, knowledge.Wish{N: 9}, nil},
		"another version":         {[]found{passage(tale("a", "An older one."), 0)}, knowledge.Wish{N: 9}, nil},
		"a passage too many":      {[]found{passage(a, 1)}, knowledge.Wish{N: 9}, nil},
		"the last that can be":    {[]found{passage(a, mostPassages-1)}, knowledge.Wish{N: 9}, nil},
		"no id":                   {[]found{{id: "a"}}, knowledge.Wish{N: 9}, nil},
		"another collection":      {[]found{passage(a, 0)}, knowledge.Wish{N: 9, Filter: knowledge.Filter{Collections: []string{"members"}}}, nil},
		"published later":         {[]found{passage(a, 0)}, knowledge.Wish{N: 9, Filter: knowledge.Filter{At: a.Published.Add(-time.Second)}}, nil},
		"another story is wanted": {[]found{passage(a, 0)}, knowledge.Wish{N: 9, Filter: knowledge.Filter{Story: "b"}}, nil},
	} {
		f.with(func() { f.found = c.says })
		got, err := searched(t, x, c.wish, "walrus")
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, %v; want %q", what, got, err, c.want)
		}
	}
	if len(f.searches()) == 0 {
		t.Error("Weaviate was not asked")
	}
}

// Where a node finds what the View has not, or nothing, though it has proved to have all, the truth finds; and whoever has
// loaded writes again what is wrong there, so that Weaviate finds.
func TestStrange(t *testing.T) {
	a, b := tale("a", "A walrus."), tale("b", "A narwhal.")
	for what, says := range map[string][]found{
		"another version":      {passage(tale("a", "An older one."), 0)},
		"some other version":   {passage(b, 0), passage(tale("a", "An older one."), 0)},
		"a story that is gone": {passage(tale("c", "A walrus."), 0)},
		"a passage too many":   {passage(a, 1)},
		"no id":                {{id: "a"}},
		"nothing":              nil,
	} {
		f := newFake(t)
		x := opened(t, Options{Every: 5 * time.Millisecond}, []*fake{f}, a, b)
		eventually(t, "the node has all", func() bool { return x.nodes[0].has().Generation > 0 })
		before := f.markerNow()
		f.with(func() { f.found = says })
		if got, err := searched(t, x, knowledge.Wish{N: 9}, "walrus"); err != nil || !slices.Equal(got, []string{"a"}) {
			t.Errorf("%s: %q, %v", what, got, err)
		}
		if len(f.searches()) == 0 {
			t.Errorf("%s: Weaviate was not asked", what)
		}
		if says != nil {
			eventually(t, what+": it is written again", func() bool { return f.markerNow() > before })
		}
	}
}

// What is asked for is limited by the generation, the filter and the sources, and holds nothing that a story or a
// question wrote.
func TestQuery(t *testing.T) {
	day := time.Date(2020, 5, 2, 0, 0, 0, 0, time.UTC)
	evil := `"}]}){story}} #`
	s := search{generation: 7, sources: []string{evil}, terms: []string{evil, "walrus"}, fresh: 3, n: 20, recent: day,
		filter: knowledge.Filter{Story: evil, Collections: []string{"", evil}, Since: day, Until: day, At: day}}
	named, at := name(evil)+" ", "1588377600"
	want := "C limit 23; born <= 7; gone > 7; story in " + named + "; at <= " + at + "; own >= " + at + "; own <= " + at +
		"; collection in _ " + named + "; source in " + named + "; at >= " + at + " words1 " + token(knowledge.Hash(evil)) + " " + token(knowledge.Hash("walrus")) + " words2 terms"
	if got, err := questioned(s.query("C")); got != want || err != nil {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	s = search{generation: 7, terms: []string{"walrus"}, n: 20}
	want = "C limit 20; born <= 7; gone > 7 words1 " + token(knowledge.Hash("walrus")) + " words2 terms"
	if got, err := questioned(s.query("C")); got != want || err != nil {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
}

// While Weaviate is away or fails, the truth finds, and the log says so once.
func TestAway(t *testing.T) {
	f, log := newFake(t), &lines{}
	a := tale("a", "A walrus.")
	x := opened(t, Options{Logger: slog.New(slog.NewTextHandler(log, nil))}, []*fake{f}, a, tale("b", "A narwhal."))
	f.says(a)
	eventually(t, "it asks Weaviate", func() bool { _, _ = searched(t, x, knowledge.Wish{N: 1}, "walrus"); return len(f.searches()) > 0 })
	f.with(func() { f.broken = true })
	if got, err := searched(t, x, knowledge.Wish{N: 9}, "narwhal"); err != nil || !slices.Equal(got, []string{"b"}) {
		t.Errorf("a node fails: %q, %v", got, err)
	}
	f.with(func() { f.broken = false })
	f.with(func() { f.down = true })
	eventually(t, "the log says that it is away", func() bool { return log.count("level=ERROR") > 0 })
	for range 20 {
		if got, err := searched(t, x, knowledge.Wish{N: 9}, "narwhal"); err != nil || !slices.Equal(got, []string{"b"}) {
			t.Errorf("away: %q, %v", got, err)
		}
	}
	load(t, x, tale("c", "A narwhal, a narwhal."))
	if got, err := searched(t, x, knowledge.Wish{N: 9}, "narwhal"); err != nil || !slices.Equal(got, []string{"c", "b"}) {
		t.Errorf("loaded meanwhile: %q, %v", got, err)
	}
	if n := log.count("level=ERROR"); n != 1 {
		t.Errorf("the log says %d times that it is away:\n%s", n, log.b.String())
	}
	f.with(func() { f.down = false })
	eventually(t, "the log says that it is there again", func() bool { return log.count("find the passages again") == 1 })
	before := len(f.searches())
	if _, err := searched(t, x, knowledge.Wish{N: 9}, "narwhal"); err != nil || len(f.searches()) == before {
		t.Errorf("it is not asked again: %v", err)
	}
}

// A node that has not the marker, or not all of its passages, is not asked.
func TestLagging(t *testing.T) {
	whole, late := newFake(t), newFake(t)
	a := tale("a", "A walrus.")
	x := opened(t, Options{}, []*fake{whole, late}, a)
	both := func() {
		for range 6 {
			_, _ = searched(t, x, knowledge.Wish{N: 1}, "walrus")
		}
	}
	eventually(t, "the first has all", func() bool { both(); return len(whole.searches()) > 0 })
	if n := len(late.searches()); n > 0 {
		t.Fatalf("a node without a marker is asked %d times", n)
	}
	late.with(func() { late.lost, late.same = 1, whole })
	time.Sleep(50 * time.Millisecond)
	if both(); len(late.searches()) > 0 {
		t.Fatal("a node without all passages is asked")
	}
	late.with(func() { late.lost = 0 })
	eventually(t, "the second is asked when it has all", func() bool { both(); return len(late.searches()) > 0 })
	late.with(func() { late.same = nil })
	load(t, x, tale("b", "A walrus."))
	eventually(t, "the first has the next load", func() bool { return whole.markerNow() > 1 })
	time.Sleep(50 * time.Millisecond)
	before := len(late.searches())
	if both(); len(late.searches()) > before {
		t.Error("a node that lags behind is asked")
	}
	late.with(func() { late.same, late.stale = whole, true })
	time.Sleep(50 * time.Millisecond)
	if both(); len(late.searches()) > before {
		t.Error("a node that has all passages and not the marker is asked")
	}
	late.with(func() { late.stale = false }) // else what closes waits for it
}

func (f *fake) markerNow() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.marker.Generation
}

// twins are two nodes that both have everything.
func twins(t *testing.T, o Options, stories ...knowledge.Story) (x *Index, one, two *fake) {
	t.Helper()
	one, two = newFake(t), newFake(t)
	two.with(func() { two.same = one })
	x = opened(t, o, []*fake{one, two}, stories...)
	eventually(t, "both have all", func() bool { return x.Settle(t.Context()) == nil })
	return x, one, two
}

// A slow node is not waited for, as long as that is no habit; one that fails never is.
func TestSlow(t *testing.T) {
	a := tale("a", "A walrus.")
	x, one, two := twins(t, Options{Strict: true}, a)
	one.says(a)
	two.says(a)
	find := func() time.Duration {
		t.Helper()
		for _, n := range x.nodes { // else one that was slow is asked last for a second
			n.mu.Lock()
			n.tardy = time.Time{}
			n.mu.Unlock()
		}
		began := time.Now()
		if got, err := searched(t, x, knowledge.Wish{N: 1}, "walrus"); err != nil || len(got) != 1 {
			t.Errorf("%q, %v", got, err)
		}
		return time.Since(began)
	}
	for range 40 {
		find()
	}
	one.with(func() { one.wait = 30 * time.Second })
	for range 6 {
		if took := find(); took > mostSlow*9/10 {
			t.Errorf("a slow node is waited for %v: another one is not asked beside it", took)
		}
	}
	for range 6 {
		if took := find(); took > time.Second {
			t.Errorf("a slow node is waited for %v", took)
		}
	}
	one.with(func() { one.wait = 0; one.broken = true })
	for range 20 {
		if took := find(); took > time.Second {
			t.Errorf("a node that fails is waited for %v", took)
		}
	}
}

// Though each second search is slow, a second node is asked for some in a row and then for one in twenty: no more.
func TestBudget(t *testing.T) {
	t.Parallel()
	a := tale("a", "A walrus.")
	x, one, two := twins(t, Options{Strict: true}, a)
	one.says(a)
	two.says(a)
	one.with(func() { one.wait = 30 * time.Millisecond })
	const searches = 60
	before := len(one.searches()) + len(two.searches())
	for range searches {
		for _, n := range x.nodes { // else one that was slow is asked last for a second
			n.mu.Lock()
			n.tardy = time.Time{}
			n.mu.Unlock()
		}
		x.hedges.slowly.Store(int64(leastSlow)) // else slow searches raise it
		if got, err := searched(t, x, knowledge.Wish{N: 1}, "walrus"); err != nil || len(got) != 1 {
			t.Errorf("%q, %v", got, err)
		}
	}
	second := len(one.searches()) + len(two.searches()) - before - searches
	if most := hedgeMost + hedgeShare*searches; second < int(hedgeMost)-1 || float64(second) > most {
		t.Errorf("a second node is asked %d times in %d searches, want %v to %v", second, searches, hedgeMost-1, most)
	}
}

// A second node is asked for one in twenty searches at most, and some in a row.
func TestHedges(t *testing.T) {
	var h hedges
	hedged := 0
	for range 1000 {
		if h.may() {
			hedged++
		}
		h.done(time.Millisecond)
	}
	if hedged < 40 || hedged > 60 {
		t.Errorf("%d of 1000 searches are hedged", hedged)
	}
	if got := h.slow(); got != leastSlow {
		t.Errorf("slow is %v", got)
	}
	for range 200 {
		h.done(3 * time.Second)
	}
	if got := h.slow(); got != mostSlow {
		t.Errorf("slow is %v after slow searches", got)
	}
}

// More is asked for while passages are fresh, and nothing while too many are.
func TestFresh(t *testing.T) {
	var k known
	ago := func(d time.Duration, m marker) { k.list = append(k.list, seen{m, time.Now().Add(-d)}) }
	ago(time.Hour, marker{Generation: 1, Loaded: "one", Cut: "c", Written: 10_000})
	ago(2*freshFor, marker{Generation: 2, Loaded: "two", Cut: "c", Written: 10_100})
	ago(time.Second, marker{Generation: 3, Loaded: "three", Cut: "c", Written: 10_150})
	for loaded, want := range map[string]struct {
		generation, fresh int
		ok                bool
	}{"one": {1, 50, true}, "three": {3, 50, true}, "four": {0, 50, false}} {
		if g, fresh, ok := k.generation(loaded); g != want.generation || fresh != want.fresh || ok != want.ok {
			t.Errorf("%s: %d, %d, %v; want %v", loaded, g, fresh, ok, want)
		}
	}
	k.raise(2)
	if _, _, ok := k.generation("one"); ok {
		t.Error("a generation that lacks what is gone is whole")
	}
	k = known{}
	m := marker{Generation: 4, Loaded: "four", Cut: "c", Written: 500}
	k.add(m, []look{{marker: m, at: time.Now().Add(-time.Hour)}})
	if _, fresh, ok := k.generation("four"); !ok || fresh != 0 {
		t.Errorf("an old marker: %d fresh, %v", fresh, ok)
	}
	k = known{}
	k.add(m, []look{{marker: m, at: time.Now().Add(-time.Second)}})
	if _, fresh, ok := k.generation("four"); !ok || fresh != 500 {
		t.Errorf("a new marker: %d fresh, %v", fresh, ok)
	}
}

// Of several processes the one that has loaded writes, nobody goes back, and another takes over in the end.
func TestMayWrite(t *testing.T) {
	at := func(s int) string { return stamp(time.Date(2026, 1, 1, 0, 0, s, 5, time.UTC)) }
	x, count := &Index{shared: true, mine: at(2)}, func(n int) func() int { return func() int { return n } }
	for _, c := range []struct {
		there, want string
		may         bool
	}{{"", at(2), true}, {at(1), at(2), true}, {at(3), at(2), false}, {at(1), at(4), false}, {"", at(1), false}} {
		if got := x.mayWrite(marker{Loaded: c.there}, marker{Loaded: c.want}, count(7)); got != c.may {
			t.Errorf("%q is there, %q is wanted: %v", c.there, c.want, got)
		}
	}
	long := func() { x.writer.since = time.Now().Add(-idleMost - time.Second) }
	long()
	if !x.mayWrite(marker{}, marker{Loaded: at(1)}, count(7)) {
		t.Error("nobody takes over")
	}
	if x.mayWrite(marker{Generation: 1}, marker{Loaded: at(1)}, count(7)) {
		t.Error("it takes over though a marker was written")
	}
	long()
	if x.mayWrite(marker{Generation: 1}, marker{Loaded: at(1)}, count(8)) {
		t.Error("it takes over though passages are written")
	}
	if alone := (&Index{}); !alone.mayWrite(marker{Loaded: at(3)}, marker{Loaded: at(2)}, count(7)) {
		t.Error("who has the truth alone does not go back with it")
	}
}

func TestDiffer(t *testing.T) {
	info := func(id string) *knowledge.StoryInfo { return &knowledge.StoryInfo{Story: knowledge.Story{ID: id}} }
	a, b, c, d := info("a"), info("b"), info("c"), info("d")
	old, now := differ([]*knowledge.StoryInfo{a, b, c}, []*knowledge.StoryInfo{a, info("b"), d})
	if !slices.Equal(old, []string{"b", "c"}) || !slices.Equal(now, []string{"b", "d"}) {
		t.Errorf("%q are gone, %q are new", old, now)
	}
	if old, now = differ(nil, nil); old != nil || now != nil {
		t.Errorf("%q, %q of nothing", old, now)
	}
}

// A node that was slow just now is asked last, and those that lack the generation are not.
func TestHaving(t *testing.T) {
	nodes := []*node{{name: "a"}, {name: "b"}, {name: "c"}}
	for i, n := range nodes {
		n.set(marker{Generation: 3 - i})
	}
	x := &Index{nodes: nodes}
	nodes[0].late()
	for range 4 {
		if got := x.hedges.inTurn(x.having(2)); len(got) != 2 || got[0] != nodes[1] || got[1] != nodes[0] {
			t.Errorf("%d nodes, the first is %s", len(got), got[0].name)
		}
	}
	nodes[0].tardy = time.Time{}
	if first, second := x.hedges.inTurn(x.having(2))[0], x.hedges.inTurn(x.having(2))[0]; first == second {
		t.Error("nodes do not take turns")
	}
}
