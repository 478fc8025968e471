package weaviate

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
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
	// one asks for the n best, with something else in the query instead of what stands between two marks; "": as it is.
	one := func(n int, from, to, instead string) func(s search) error {
		return func(s search) error {
			s.n, s.recent = n, time.Time{}
			q := s.query(x.class)
			if i := strings.Index(q, from); from != "" {
				q = q[:i] + instead + q[i+strings.Index(q[i:], to):]
			}
			var data struct{ Get map[string][]hit }
			return x.nodes[0].graph(b.Context(), q, &data)
		}
	}
	parts := []struct {
		name string
		do   func(s search) error
	}{
		{"all", wholly},
		{"without-recent", one(wish.N, "", "", "")},
		{"score-alone", one(wish.N, "story hash n ", "_additional", "")},
		{"first-alone", one(1, "", "", "")},
		{"first-unfiltered", one(1, ",where:", "){story", "")},
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
