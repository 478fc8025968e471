package weaviate_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/local/packed"
	"github.com/storybot/storybot/knowledge/weaviate"
	"github.com/storybot/storybot/knowledge/weaviate/weaviatetest"
)

// generator makes vectors that stand in clusters, as those of texts do.
type generator struct {
	random  *rand.Rand
	centres [][]float32
}

const (
	dimension = 256
	clusters  = 200
)

func newGenerator() *generator {
	g := &generator{random: rand.New(rand.NewPCG(1, 2))} //nolint:gosec // of a test
	for range clusters {
		g.centres = append(g.centres, g.around(make([]float32, dimension), 1))
	}
	return g
}

// around is a vector around a centre.
func (g *generator) around(centre []float32, wide float64) []float32 {
	v := make([]float32, dimension)
	for i := range v {
		v[i] = centre[i] + float32(wide*g.random.NormFloat64())
	}
	return v
}

func (g *generator) next() []float32 { return g.around(g.centres[g.random.IntN(clusters)], 0.7) }

// vectored are stories with a vector each, found by a node and by the truth.
type vectored struct {
	x         *weaviate.Index // that asks the node alone
	truth     *local.Index
	dir       string
	node      *weaviatetest.Node
	generator *generator
	filled    time.Duration
}

// openVectored loads stories and their vectors, and waits until the node has them.
func openVectored(t testing.TB, node *weaviatetest.Node, n int) *vectored {
	t.Helper()
	v := &vectored{dir: t.TempDir(), node: node, generator: newGenerator()}
	v.open(t)
	t.Cleanup(func() { _ = v.x.Close() })
	var texts []string
	err := v.x.Update(t.Context(), func(tx knowledge.Tx) error {
		for i := range n {
			s := tale(fmt.Sprint("s", i), fmt.Sprintf("Walrus number %d.", i))
			texts = append(texts, packed.EmbeddingText(s.Title, s.Text))
			if err := tx.Put(knowledge.Prepare(s)); err != nil {
				return err //nolint:wrapcheck // a test
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := v.x.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	for some := range slices.Chunk(texts, 64) { // as Base does
		list := make([][]float32, len(some))
		for i := range list {
			list[i] = v.generator.next()
		}
		if err := v.x.PutVectors(t.Context(), "m", some, list); err != nil {
			t.Fatal(err)
		}
	}
	if err := v.x.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	v.filled = time.Since(began)
	return v
}

// open opens it.
func (v *vectored) open(t testing.TB) {
	t.Helper()
	truth, err := local.Open(t.Context(), v.dir, local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	x, err := weaviate.Open(t.Context(), v.node.Address(), v.dir, truth, weaviate.Options{Strict: true, Every: 50 * time.Millisecond, Mend: 2 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	v.x, v.truth = x, truth
}

// prove is how long it takes until the node is asked that has all vectors, after a start.
func (v *vectored) prove(t testing.TB) time.Duration {
	t.Helper()
	if err := v.x.Close(); err != nil {
		t.Fatal(err)
	}
	v.open(t)
	began := time.Now()
	nearest(t, v.x, v.generator.next())
	return time.Since(began)
}

// compared are the times of searches, and how much of what is nearest the node found.
type compared struct {
	node, truth []time.Duration
	found, all  int
}

// compare searches for the ten nearest to some vectors, by the node and by the truth by turns.
func (v *vectored) compare(t testing.TB, queries int) (c compared) {
	t.Helper()
	for range queries {
		vector := v.generator.next()
		began := time.Now()
		want := nearest(t, v.truth, vector)
		c.truth = append(c.truth, time.Since(began))
		began = time.Now()
		got := nearest(t, v.x, vector)
		c.node = append(c.node, time.Since(began))
		c.all += len(want)
		for i, one := range got {
			if at := slices.IndexFunc(want, func(w knowledge.Candidate) bool { return w.Story.Story.ID == one.Story.Story.ID }); at >= 0 {
				c.found++
				if d := want[at].Score - one.Score; d > 1e-5 || d < -1e-5 {
					t.Errorf("number %d scores %g, and %g for the truth", i, one.Score, want[at].Score)
				}
			}
		}
	}
	slices.Sort(c.node)
	slices.Sort(c.truth)
	return c
}

// recall is the share of the nearest that the node found.
func (c *compared) recall() float64 { return float64(c.found) / float64(max(c.all, 1)) }

func nearest(t testing.TB, x knowledge.Index, vector []float32) []knowledge.Candidate {
	t.Helper()
	v, err := x.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	list, err := v.Near(t.Context(), "m", vector, knowledge.Filter{}, 10)
	if err != nil || len(list) != 10 {
		t.Fatalf("%d found, %v", len(list), err)
	}
	return list
}

// The node finds nearly all of what the truth finds by going through everything, also after it was killed, and after it lost everything.
func testNearest(t *testing.T, nodes []*weaviatetest.Node) {
	v := openVectored(t, nodes[0], 3000)
	check := func(what string) {
		t.Helper()
		c := v.compare(t, 100)
		t.Logf("%s: recall@10 of 100 searches in 3,000 vectors of %d numbers: %.3f", what, dimension, c.recall())
		if c.recall() < 0.95 {
			t.Errorf("%s: recall@10 is %.3f", what, c.recall())
		}
	}
	check("written")
	nodes[0].Stop()
	weaviatetest.Again(nodes, nodes[0])
	check("killed and started again")
	for _, class := range classes(t, nodes[0], "Storybot2v") {
		request(t, http.MethodDelete, nodes[0].URL()+"/v1/schema/"+class)
	}
	view, err := v.x.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	_, _ = view.Near(t.Context(), "m", v.generator.next(), knowledge.Filter{}, 10) // it may be asked before it is looked at, and fails
	check("emptied")
}

// BenchmarkNear searches generated vectors of 256 numbers, 20,000 or as many as STORYBOT_NEAR says, by one node and in the process by turns, and tells
// which share of what the process finds the node finds, and what memory it takes for them. Run it with
//
//	STORYBOT_NEAR=100000 go test ./knowledge/weaviate -run - -bench Near -benchtime 1x -timeout 60m
func BenchmarkNear(b *testing.B) {
	if testing.Short() {
		b.Skip("-short")
	}
	n := 20_000
	if many, err := strconv.Atoi(os.Getenv("STORYBOT_NEAR")); err == nil {
		n = many
	}
	nodes := weaviatetest.Start(b, 1)
	empty := nodes[0].Memory()
	v := openVectored(b, nodes[0], n)
	v.compare(b, 20) // what is read first is slow
	var c compared
	for b.Loop() {
		c = v.compare(b, 1000)
	}
	b.ReportMetric(c.recall(), "recall@10")
	b.ReportMetric(v.filled.Seconds(), "fill-s")
	nodes[0].Stop()
	weaviatetest.Again(nodes, nodes[0])
	b.ReportMetric(v.prove(b).Seconds(), "prove-s")
	b.ReportMetric(float64(nodes[0].Memory()-empty)/float64(n), "node-bytes/vector")
	for name, took := range map[string][]time.Duration{"weaviate": c.node, "process": c.truth} {
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, name+"-p50-ms")
		b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, name+"-p95-ms")
	}
	b.ReportMetric(0, "ns/op")
}
