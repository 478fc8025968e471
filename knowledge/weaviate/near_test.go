package weaviate

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/local/packed"
)

// watched is a truth that counts how often it was asked for what is nearest.
type watched struct {
	*local.Index
	near *atomic.Int64
}

// View returns a View that counts.
func (w watched) View(ctx context.Context) (knowledge.View, error) {
	v, err := w.Index.View(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // a test
	}
	return watchedView{v, v.(sight), w.near}, nil //nolint:forcetypeassert // it is
}

type watchedView struct {
	knowledge.View
	sight
	near *atomic.Int64
}

// Of returns one that counts, too.
func (w watchedView) Of(ctx context.Context, sources []string) (knowledge.View, error) {
	v, err := w.View.Of(ctx, sources)
	if err != nil {
		return nil, err //nolint:wrapcheck // a test
	}
	return watchedView{v, v.(sight), w.near}, nil //nolint:forcetypeassert // it is
}

// Near counts.
func (w watchedView) Near(ctx context.Context, model string, vector []float32, f knowledge.Filter, n int) ([]knowledge.Candidate, error) {
	w.near.Add(1)
	return w.View.Near(ctx, model, vector, f, n) //nolint:wrapcheck // a test
}

// nearing is an index over nodes with stories that have vectors, and its truth.
type nearing struct {
	*Index
	t     *testing.T
	truth watched
}

func openNear(t *testing.T, o Options, nodes []*fake, stories ...knowledge.Story) *nearing {
	t.Helper()
	dir := t.TempDir()
	truth, err := local.Open(t.Context(), dir, local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	load(t, truth, stories...)
	urls := make([]string, len(nodes))
	for i, f := range nodes {
		urls[i] = f.URL
		f.with(func() { f.members = len(nodes) })
	}
	o.Every = 5 * time.Millisecond
	w := watched{truth, new(atomic.Int64)}
	x, err := Open(t.Context(), strings.Join(urls, ","), dir, w, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return &nearing{x, t, w}
}

// direction is a vector of two numbers.
func direction(degrees float64) []float32 {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return []float32{float32(cos), float32(sin)}
}

// embed gives the stories vectors of a model, in their order, each one degree further.
func (x *nearing) embed(model string, stories ...knowledge.Story) {
	x.t.Helper()
	var texts []string
	var list [][]float32
	for i, s := range stories {
		texts, list = append(texts, packed.EmbeddingText(s.Title, s.Text)), append(list, direction(float64(i)))
	}
	if err := x.PutVectors(x.t.Context(), model, texts, list); err != nil {
		x.t.Fatal(err)
	}
}

// near finds the stories nearest to a direction.
func (x *nearing) nearest(v knowledge.View, degrees float64, f knowledge.Filter, n int) (string, error) {
	x.t.Helper()
	list, err := v.Near(x.t.Context(), "m", direction(degrees), f, n)
	for i, c := range list {
		if i > 0 && c.Score > list[i-1].Score || c.Score > 1.000001 {
			x.t.Errorf("a score of %g after others", c.Score)
		}
	}
	return strings.Join(ids(list), " "), err //nolint:wrapcheck // a test
}

// now opens a View.
func (x *nearing) now() knowledge.View {
	x.t.Helper()
	v, err := x.View(x.t.Context())
	if err != nil {
		x.t.Fatal(err)
	}
	x.t.Cleanup(v.Close)
	return v
}

// has reports whether a node counts as one that has all vectors.
func (x *nearing) has(n *node) bool {
	x.t.Helper()
	v := x.now()
	defer v.Close()
	truth, err := x.truth.View(x.t.Context())
	if err != nil {
		x.t.Fatal(err)
	}
	defer truth.Close()
	lacks, err := x.neighbours.lacking(x.t.Context(), truth, x.Index)
	return err == nil && !lacks[n] && len(x.neighbours.wanted()) > 0
}

// fromNodes tells how often nodes and the truth were asked for what was nearest while it was done.
func (x *nearing) fromNodes(f *fake, do func()) (nodes, truth int64) {
	nodes, truth = f.nears(), x.truth.near.Load()
	do()
	return f.nears() - nodes, x.truth.near.Load() - truth
}

func (f *fake) nears() (n int64) {
	f.with(func() { n = int64(f.near.asked) })
	return n
}

// vectors is how many vectors the node has, of all models.
func (f *fake) vectors() (n int) {
	f.with(func() {
		for _, of := range f.near.vectors {
			n += len(of)
		}
	})
	return n
}

func tales(n int) (list []knowledge.Story) {
	for i := range n {
		list = append(list, tale(fmt.Sprintf("s%03d", i), fmt.Sprintf("Walrus number %d.", i)))
	}
	return list
}

// What is nearest is found by the node, also what got its vector after it was loaded, and not by the truth.
func TestNear(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	stories := tales(90)
	x := openNear(t, Options{}, []*fake{f}, stories...)
	x.embed("m", stories[:80]...)
	eventually(t, "the node has the vectors", func() bool { return x.has(x.nodes[0]) })
	if n := f.vectors(); n != 80 {
		t.Errorf("the node has %d vectors, want 80", n)
	}
	before := x.now()
	x.embed("m", stories...)
	eventually(t, "the node has the later vectors", func() bool { return f.vectors() == 90 && x.has(x.nodes[0]) })
	after := x.now()
	only, err := after.Of(t.Context(), []string{"elsewhere"})
	if err != nil {
		t.Fatal(err)
	}
	defer only.Close()
	for what, c := range map[string]struct {
		view    knowledge.View
		degrees float64
		filter  knowledge.Filter
		n       int
		want    string
		truth   bool // finds
	}{
		"one":                       {view: after, degrees: 20.1, n: 1, want: "s020"},
		"three":                     {view: after, degrees: 20.1, n: 3, want: "s020 s021 s019"},
		"a later one":               {view: after, degrees: 88, n: 1, want: "s088"},
		"later than the View":       {view: before, degrees: 88, n: 2, want: "s079 s078"},
		"behind those not wanted":   {view: after, degrees: 0, filter: knowledge.Filter{At: stories[0].Published}, n: 70, want: strings.Join(ids70(), " ")},
		"of a story":                {view: after, degrees: 0, filter: knowledge.Filter{Story: "s050"}, n: 2, want: "s050", truth: true},
		"fewer than wanted":         {view: after, degrees: 0, filter: knowledge.Filter{Collections: []string{"none"}}, n: 2, truth: true},
		"of sources that are not":   {view: only, degrees: 0, n: 1, truth: true},
		"none":                      {view: after, degrees: 0, n: 0, truth: true},
		"more than a node gives":    {view: after, degrees: 89, n: 5000, want: strings.Join(backwards(), " "), truth: true},
		"the opposite":              {view: after, degrees: 270, n: 1, want: "s000"},
		"beyond the farthest of it": {view: before, degrees: 180, n: 1, want: "s079"},
	} {
		var got string
		var err error
		nodes, truth := x.fromNodes(f, func() { got, err = x.nearest(c.view, c.degrees, c.filter, c.n) })
		if err != nil || got != c.want {
			t.Errorf("%s: %q, %v; want %q", what, got, err, c.want)
		}
		if truth > 0 != c.truth || !c.truth && nodes == 0 {
			t.Errorf("%s: the node was asked %d times, the truth %d", what, nodes, truth)
		}
	}
}

func ids70() []string { return ids90()[:70] }

func ids90() (list []string) {
	for i := range 90 {
		list = append(list, fmt.Sprintf("s%03d", i))
	}
	return list
}

func backwards() []string {
	list := ids90()
	slices.Reverse(list)
	return list
}

// What cannot be asked for is refused as the truth refuses it.
func TestNearRefused(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	stories := tales(3)
	x := openNear(t, Options{Strict: true}, []*fake{f}, stories...)
	x.embed("m", stories...)
	v := x.now()
	truth, err := x.truth.Index.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer truth.Close()
	ended, end := context.WithCancel(t.Context())
	end()
	for what, c := range map[string]struct {
		ctx    context.Context //nolint:containedctx // of a test
		model  string
		vector []float32
	}{
		"another dimension":   {t.Context(), "m", []float32{1, 2, 3}},
		"no numbers":          {t.Context(), "m", nil},
		"nothing but zeros":   {t.Context(), "m", []float32{0, 0}},
		"no number":           {t.Context(), "m", []float32{float32(math.NaN()), 1}},
		"too long":            {t.Context(), "m", []float32{float32(math.Inf(1)), 1}},
		"another model":       {t.Context(), "other", []float32{1}},
		"a context that ends": {ended, "m", []float32{1, 2}},
	} {
		_, want := truth.Near(c.ctx, c.model, c.vector, knowledge.Filter{}, 1)
		if list, err := v.Near(c.ctx, c.model, c.vector, knowledge.Filter{}, 1); fmt.Sprint(err) != fmt.Sprint(want) || len(list) > 0 {
			t.Errorf("%s: %v, %v; want %v", what, ids(list), err, want)
		}
	}
	if err := x.PutVectors(t.Context(), "m", []string{"x"}, [][]float32{{1, 2, 3}}); err == nil {
		t.Error("vectors of another dimension are kept")
	}
}

// A node that lost vectors is not asked, what is nearest is found all the same, and it gets them again.
func TestNearLost(t *testing.T) {
	t.Parallel()
	for what, lose := range map[string]func(of map[string][]float32){
		"all":  func(of map[string][]float32) { clear(of) },
		"one":  func(of map[string][]float32) { delete(of, printID(packed.FingerprintOf("A tale\n\nWalrus number 3."))) },
		"most": func(of map[string][]float32) { keep(of, 5) },
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			stories := tales(40)
			x := openNear(t, Options{Mend: 20 * time.Millisecond}, []*fake{f}, stories...)
			x.embed("m", stories...)
			eventually(t, "the node has the vectors", func() bool { return x.has(x.nodes[0]) })
			f.with(func() {
				f.deaf = true
				for _, of := range f.near.vectors {
					lose(of)
				}
			})
			eventually(t, "it counts as one that lacks some", func() bool { return !x.has(x.nodes[0]) })
			v := x.now()
			nodes, _ := x.fromNodes(f, func() {
				if got, err := x.nearest(v, 3.1, knowledge.Filter{}, 1); err != nil || got != "s003" {
					t.Errorf("%q, %v", got, err)
				}
			})
			if nodes > 0 {
				t.Error("it was asked")
			}
			f.with(func() { f.deaf = false })
			eventually(t, "it has them again", func() bool { return x.has(x.nodes[0]) })
			nodes, truth := x.fromNodes(f, func() {
				if got, err := x.nearest(v, 3.1, knowledge.Filter{}, 1); err != nil || got != "s003" {
					t.Errorf("%q, %v", got, err)
				}
			})
			if n := f.vectors(); n != 40 || nodes != 1 || truth != 0 {
				t.Errorf("it has %d, and was asked %d times, the truth %d", n, nodes, truth)
			}
		})
	}
}

// keep keeps so many.
func keep(of map[string][]float32, n int) {
	for id := range of {
		if len(of) > n {
			delete(of, id)
		}
	}
}

// Vectors that a node has and does not find, as it may after it was killed, are deleted there and written anew: to write what is there
// changes nothing.
func TestNearUnfound(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	stories := tales(30)
	x := openNear(t, Options{Mend: 20 * time.Millisecond}, []*fake{f}, stories...)
	x.embed("m", stories...)
	eventually(t, "the node has the vectors", func() bool { return x.has(x.nodes[0]) })
	f.with(func() {
		for _, of := range f.near.vectors {
			for id := range of {
				if f.near.unfound[id] = true; len(f.near.unfound) == 12 {
					break
				}
			}
		}
		f.down = true
	})
	eventually(t, "it is seen to be away", func() bool { return !x.has(x.nodes[0]) })
	f.with(func() { f.down = false })
	eventually(t, "it finds them all", func() bool { return x.has(x.nodes[0]) })
	f.with(func() {
		if len(f.near.unfound) > 0 {
			t.Errorf("%d are not found yet", len(f.near.unfound))
		}
	})
}

// A node that is away, fails or is slow costs no answer; one that failed proves anew what it has before it is asked again. Who is strict is
// told.
func TestNearAway(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct {
		breaks func(f *fake)
		strict bool
	}{
		"away":         {func(f *fake) { f.down = true }, false},
		"it fails":     {func(f *fake) { f.broken = true }, false},
		"strict":       {func(f *fake) { f.broken = true }, true},
		"a key, now":   {func(f *fake) { f.key = "secret" }, false},
		"nobody there": {nil, false},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			stories := tales(10)
			x := openNear(t, Options{Strict: c.strict}, []*fake{f}, stories...)
			x.embed("m", stories...)
			eventually(t, "the node has the vectors", func() bool { return x.has(x.nodes[0]) })
			v := x.now()
			if c.breaks != nil {
				f.with(func() { c.breaks(f) })
			} else {
				f.CloseClientConnections()
				f.Close()
			}
			ctx, stop := context.WithTimeout(t.Context(), time.Second)
			defer stop()
			list, err := v.Near(ctx, "m", direction(4), knowledge.Filter{}, 1)
			if c.strict != (err != nil) || !c.strict && !slices.Equal(ids(list), []string{"s004"}) {
				t.Errorf("%q, %v", ids(list), err)
			}
			eventually(t, "it counts no more", func() bool { return !x.has(x.nodes[0]) })
			if c.breaks == nil {
				eventually(t, "nobody waits for it", func() bool { return !x.known.reached() })
				return
			}
			f.with(func() { f.down, f.broken, f.key = false, false, "" })
			eventually(t, "it counts again", func() bool { return x.has(x.nodes[0]) })
		})
	}
}

// Of two nodes the one that has the vectors is asked, while the other one does not take any.
func TestNearOfTwo(t *testing.T) {
	t.Parallel()
	a, b := newFake(t), newFake(t)
	b.with(func() { b.deaf = true })
	stories := tales(10)
	x := openNear(t, Options{Mend: 20 * time.Millisecond}, []*fake{a, b}, stories...)
	x.embed("m", stories...)
	eventually(t, "one has the vectors", func() bool { return x.has(x.nodes[0]) })
	v := x.now()
	for range 4 {
		if got, err := x.nearest(v, 4, knowledge.Filter{}, 1); err != nil || got != "s004" {
			t.Errorf("%q, %v", got, err)
		}
	}
	if a.nears() != 4 || b.nears() != 0 || x.truth.near.Load() != 0 {
		t.Errorf("%d and %d times the nodes were asked, %d the truth", a.nears(), b.nears(), x.truth.near.Load())
	}
	b.with(func() { b.deaf = false }) // else the end waits for it
}

// Of several processes with one truth the one that has put vectors writes them; the others wait for it, and find.
func TestNearOfOthers(t *testing.T) {
	t.Parallel()
	truth, err := local.Open(t.Context(), t.TempDir(), local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = truth.Close() })
	f := newFake(t)
	stories := tales(10)
	open := func() *nearing {
		w := watched{truth, new(atomic.Int64)}
		x, err := Open(t.Context(), f.URL, t.TempDir(), unclosed{w}, Options{Truth: "one", Every: 5 * time.Millisecond})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = x.Close() })
		return &nearing{x, t, w}
	}
	one, two := open(), open()
	load(t, one, stories...)
	(&nearing{&Index{Index: truth, neighbours: newNeighbours(nil)}, t, one.truth}).embed("m", stories[:5]...) // by a process that ended
	for _, x := range []*nearing{one, two} {
		if got, err := x.nearest(x.now(), 3, knowledge.Filter{}, 1); err != nil || got != "s003" {
			t.Errorf("%q, %v", got, err)
		}
	}
	time.Sleep(100 * time.Millisecond) // many looks
	if n := f.vectors(); n != 0 {
		t.Errorf("%d vectors were written by who did not put them", n)
	}
	one.embed("m", stories...)
	for _, x := range []*nearing{one, two} {
		eventually(t, "the node has the vectors", func() bool { return x.has(x.nodes[0]) })
		nodes, truth := x.fromNodes(f, func() {
			if got, err := x.nearest(x.now(), 8, knowledge.Filter{}, 1); err != nil || got != "s008" {
				t.Errorf("%q, %v", got, err)
			}
		})
		if nodes != 1 || truth != 0 {
			t.Errorf("the node was asked %d times, the truth %d", nodes, truth)
		}
	}
	f.with(func() {
		if f.near.received != 10 {
			t.Errorf("%d vectors were sent, want each once", f.near.received)
		}
	})
}

// unclosed is a truth that is not closed by one of those who share it.
type unclosed struct{ watched }

// Close does nothing.
func (unclosed) Close() error { return nil }

// The ids of vectors tell which texts they are of, and the names of classes of what they are.
func TestNearNames(t *testing.T) {
	for _, text := range []string{"", "a", "A tale\n\nA walrus.", "\x00\xff"} {
		p := packed.FingerprintOf(text)
		if id := printID(p); len(id) != 36 || printOf(id) != p {
			t.Errorf("%q: %s", text, id)
		}
	}
	for _, bad := range []string{"", "a", "zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz", printID(packed.FingerprintOf("a")) + "00"} {
		if printOf(bad) != (packed.Fingerprint{}) {
			t.Errorf("%q is of a text", bad)
		}
	}
	names := map[string]bool{className("t"): true}
	for _, c := range []struct {
		truth, model string
		dimension    int
	}{{"t", "m", 2}, {"u", "m", 2}, {"t", "n", 2}, {"t", "m", 3}, {"t", "", 2}, {"", "tm", 2}, {"tm", "", 2}, {"t", "m2", 0}} {
		names[nearClassName(c.truth, c.model, c.dimension)] = true
	}
	if len(names) != 9 {
		t.Errorf("%d names of 9 classes", len(names))
	}
}
