package weaviate

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/weaviate/weaviatetest"
)

// BenchmarkParts tells what takes the time of a search by one node: it asks less and less, with the questions and
// the stories of the news, of which STORYBOT_NEWS names a DATA_DIR that nobody uses.
func BenchmarkParts(b *testing.B) {
	dir := os.Getenv("STORYBOT_NEWS")
	if dir == "" {
		b.Skip("STORYBOT_NEWS names no DATA_DIR: what takes the time is not measured")
	}
	truth, err := local.Open(b.Context(), dir, local.Options{})
	if err != nil {
		b.Fatal(err)
	}
	x, err := Open(b.Context(), weaviatetest.URLs(weaviatetest.Start(b, 1)), b.TempDir(), truth, Options{Strict: true})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	if err := x.Settle(b.Context()); err != nil {
		b.Fatal(err)
	}
	v, err := x.View(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	defer v.Close()
	wish := knowledge.Wish{N: 200, RecentN: 66} // as Base asks for
	wholly := func(s search) error {
		w := wish
		w.Filter, w.Recent = s.filter, s.recent
		_, err := v.Candidates(b.Context(), s.terms, w)
		return err //nolint:wrapcheck // a test
	}
	asked := newsSearches(b, x.nodes[0].has().Generation)
	for _, s := range asked { // the first waits until what was written is on disk
		if err := wholly(s); err != nil {
			b.Fatal(err)
		}
	}
	// one asks for the n best of all times, with less in the query.
	one := func(n int, less func(m message) message) func(s search) error {
		return func(s search) error {
			s.n, s.recent = n, time.Time{}
			_, err := x.nodes[0].call(b.Context(), "weaviate.v1.Weaviate/Search", less(s.query(x.class)))
			return err
		}
	}
	parts := []struct {
		name string
		do   func(s search) error
	}{
		{"all", wholly},
		{"without-recent", one(wish.N, func(m message) message { return m })},
		{"first-alone", one(1, func(m message) message { return m })},
		{"first-unfiltered", one(1, unfiltered)},
	}
	took := make([][]time.Duration, len(parts))
	for b.Loop() {
		for _, s := range asked {
			for i, part := range parts { // by turns, as other programs want the computer, too
				began := time.Now()
				if err := part.do(s); err != nil {
					b.Fatal(err)
				}
				took[i] = append(took[i], time.Since(began))
			}
		}
	}
	for i, part := range parts {
		slices.Sort(took[i])
		b.ReportMetric(float64(took[i][len(took[i])/2].Microseconds())/1000, part.name+"-p50-ms")
		b.ReportMetric(float64(took[i][len(took[i])*95/100].Microseconds())/1000, part.name+"-p95-ms")
	}
	b.ReportMetric(0, "ns/op")
}

// unfiltered is a query without its filters.
func unfiltered(m message) (q message) {
	_ = fields(m, func(field int, v uint64, data []byte) error {
		switch {
		case field == 40:
		case data != nil:
			q = q.inner(field, data)
		default:
			q = q.number(field, v)
		}
		return nil
	})
	return q
}

// newsSearches are the searches of the questions of the news.
func newsSearches(b *testing.B, generation int) (list []search) {
	b.Helper()
	f, err := os.Open("../../../shared/data/rtqa/questions.jsonl")
	if err != nil {
		b.Skip("no ../shared/data: the news is not measured")
	}
	defer func() { _ = f.Close() }()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var q struct{ Question, At string }
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			b.Fatal(err)
		}
		at, err := time.Parse(time.DateOnly, q.At)
		if err != nil {
			b.Fatal(err)
		}
		at = at.AddDate(0, 0, 1)
		list = append(list, search{generation: generation, terms: distinct(text.English().Terms(q.Question)), filter: knowledge.Filter{At: at}, recent: at.AddDate(0, 0, -30)})
	}
	return list
}
