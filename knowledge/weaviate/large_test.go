package weaviate

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/indextest"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/weaviate/weaviatetest"
)

// BenchmarkLarge searches 300,000 generated passages for their questions, found by one node and in this process by
// turns, and by the node while a reload writes beside it. STORYBOT_LARGE names a folder that keeps the passages, without which they are
// written anew each time. Run it with
//
//	go test ./knowledge/weaviate -run - -bench Large -benchtime 3x -timeout 60m
func BenchmarkLarge(b *testing.B) {
	if testing.Short() {
		b.Skip("-short")
	}
	dir := os.Getenv("STORYBOT_LARGE")
	if dir == "" {
		dir = b.TempDir()
	}
	l := openLarge(b, dir, 300_000)
	var here, there, held, served, fresh timings
	for b.Loop() {
		l.settled(b)
		for _, q := range l.questions { // by turns, as other programs want the computer, too
			l.add(b, &here, l.truth, q)
			l.add(b, &there, l.index, q)
		}
		l.reload(b, &held, &served)
		for _, q := range l.questions {
			l.add(b, &fresh, l.index, q)
		}
	}
	l.count(b)
	b.ReportMetric(l.filled.Seconds(), "fill-s")
	here.report(b, "process")
	there.report(b, "weaviate")
	held.report(b, "reload-before")
	served.report(b, "reload")
	fresh.report(b, "fresh")
	for name, t := range map[string]*timings{"weaviate": &there, "reload-before": &held, "reload": &served, "fresh": &fresh} {
		b.ReportMetric(100*float64(t.alone)/float64(len(t.took)), name+"-by-process-%")
	}
	b.ReportMetric(0, "ns/op")
}

// large is a newsroom's archive in a Weaviate.
type large struct {
	questions []indextest.Question
	node      *weaviatetest.Node
	truth     *local.Index
	index     *Index        // of truth
	alone     *atomic.Int64 // how often the truth found
	filled    time.Duration
}

// replaced is how many stories a reload brings anew.
const replaced = 30

// openLarge loads stories with so many passages, unless dir has them, and waits until a node has them, too.
func openLarge(b *testing.B, dir string, passages int) *large {
	b.Helper()
	stories, questions := indextest.Generated(passages)
	for _, sub := range []string{"node", "truth"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			b.Fatal(err)
		}
	}
	node := weaviatetest.Keep(b, filepath.Join(dir, "node"))
	dir = filepath.Join(dir, "truth")
	truth, err := local.Open(b.Context(), dir, local.Options{})
	if err != nil {
		b.Fatal(err)
	}
	alone := new(atomic.Int64)
	x, err := Open(b.Context(), node.Address(), dir, counting{truth, alone}, Options{Every: 100 * time.Millisecond})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = x.Close() })
	l := &large{questions: questions, node: node, truth: truth, index: x, alone: alone}
	v, err := x.View(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	info, err := v.Info(b.Context())
	v.Close()
	if err != nil {
		b.Fatal(err)
	}
	if info.Passages < passages {
		l.load(b, stories)
	}
	began := time.Now()
	if err := x.Settle(b.Context()); err != nil {
		b.Fatal(err)
	}
	l.filled = time.Since(began)
	return l
}

// count tells how long the node takes to count what is there, by filters and without those.
func (l *large) count(b *testing.B) {
	b.Helper()
	n := l.index.nodes[0]
	for name, before := range map[string]bool{"count-s": false, "count-less-s": true} {
		began := time.Now()
		if _, err := n.counted(b.Context(), l.index.class, n.has().Generation, before); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(time.Since(began).Seconds(), name)
	}
}

// settled waits until the node has on disk what was written, and asks it a few questions.
func (l *large) settled(b *testing.B) {
	b.Helper()
	v, err := l.index.View(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	info, err := v.Info(b.Context())
	v.Close()
	if err != nil {
		b.Fatal(err)
	}
	for began := time.Now(); time.Since(began) < 5*time.Minute; time.Sleep(time.Second) {
		if _, fresh, ok := l.index.known.generation(stamp(info.Loaded)); ok && fresh == 0 {
			for _, q := range l.questions[:20] {
				l.add(b, new(timings), l.index, q)
			}
			return
		}
	}
	b.Fatal("the node does not have on disk what was written")
}

// load loads stories.
func (l *large) load(b *testing.B, stories []knowledge.Story) {
	b.Helper()
	err := l.index.Update(b.Context(), func(tx knowledge.Tx) error {
		for _, s := range stories {
			if err := tx.Put(knowledge.Prepare(s)); err != nil {
				return err //nolint:wrapcheck // a test
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}

// reload loads other stories in place of some, and searches meanwhile: what was there before, which the node goes on having, and what
// is there then, as who asks gets it.
func (l *large) reload(b *testing.B, held, served *timings) {
	b.Helper()
	v, err := l.index.View(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer v.Close()
	before := pinned{l.index, v}
	generation := l.index.nodes[0].has().Generation       // another one each time
	g := indextest.NewNewsroom(uint64(1000 + generation)) //nolint:gosec // a few
	stories := make([]knowledge.Story, replaced)
	for i := range stories {
		stories[i] = g.Story(generation*replaced + i)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.load(b, stories)
		if err := l.index.Settle(b.Context()); err != nil {
			b.Error(err)
		}
	}()
	for i := 0; ; i++ {
		q := l.questions[i%len(l.questions)]
		l.add(b, held, before, q)
		l.add(b, served, l.index, q)
		select {
		case <-done:
			return
		default:
		}
	}
}

// pinned is an index at one moment.
type pinned struct {
	knowledge.Index
	view knowledge.View
}

// View returns the moment.
func (p pinned) View(context.Context) (knowledge.View, error) { return pinnedView{p.view}, nil }

type pinnedView struct{ knowledge.View }

// Close leaves it open.
func (pinnedView) Close() {}

// timings are what searches took, and how many found what they should.
type timings struct {
	took  []time.Duration
	hits  int
	alone int           // that the truth found
	used  time.Duration // processor time of the node
}

// add searches once.
func (l *large) add(b *testing.B, t *timings, index knowledge.Index, q indextest.Question) {
	b.Helper()
	alone, used := l.alone.Load(), l.node.Used()
	base := &knowledge.Base{Index: index}
	began := time.Now()
	found, err := base.Search(b.Context(), knowledge.Query{Text: q.Text, Limit: 10})
	if err != nil {
		b.Fatal(err)
	}
	t.took = append(t.took, time.Since(began))
	t.used += l.node.Used() - used
	if l.alone.Load() > alone {
		t.alone++
	}
	if slices.ContainsFunc(found.Hits, func(h knowledge.Hit) bool { return slices.Contains(q.Stories, h.Story.ID) }) {
		t.hits++
	}
}

func (t *timings) report(b *testing.B, name string) {
	b.Helper()
	if len(t.took) == 0 {
		return
	}
	slices.Sort(t.took)
	b.ReportMetric(float64(t.took[len(t.took)/2].Microseconds())/1000, name+"-p50-ms")
	b.ReportMetric(float64(t.took[len(t.took)*95/100].Microseconds())/1000, name+"-p95-ms")
	b.ReportMetric(100*float64(t.hits)/float64(len(t.took)), name+"-first10-%")
	b.ReportMetric(float64(t.used.Microseconds())/1000/float64(len(t.took)), name+"-node-cpu-ms")
}

// counting counts how often a truth finds.
type counting struct {
	knowledge.Index
	n *atomic.Int64
}

// View returns a View that counts.
func (c counting) View(ctx context.Context) (knowledge.View, error) {
	v, err := c.Index.View(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // a test
	}
	return countingView{v, c.n}, nil
}

type countingView struct {
	knowledge.View
	n *atomic.Int64
}

// Candidates counts.
func (c countingView) Candidates(ctx context.Context, terms []string, w knowledge.Wish) ([]knowledge.Candidate, error) {
	c.n.Add(1)
	return c.View.Candidates(ctx, terms, w) //nolint:wrapcheck // a test
}
