package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/weaviate"
	"github.com/storybot/storybot/knowledge/weaviate/weaviatetest"
)

// BenchmarkWeaviate searches the news for its questions, with the passages found in this process, by one node of a
// Weaviate, and by two, in one run; and tells how long a node takes to have them. Run it with
//
//	go test ./cmd/storybot -run - -bench Weaviate -benchtime 1x -timeout 30m
func BenchmarkWeaviate(b *testing.B) {
	const folder = "../../../shared/data/rtqa/"
	if _, err := os.Stat(folder); err != nil {
		b.Skip("no ../shared/data: the news is not measured")
	}
	asked := newsQuestions(b, folder+"questions.jsonl")
	dir := b.TempDir()
	b.Setenv("WEAVIATE_URL", "")
	var out, errs bytes.Buffer
	if code := run([]string{"--data-dir", dir, "--stories", folder + "stories.jsonl.gz", "reload"}, bytes.NewReader(nil), &out, &errs); code != exitDone {
		b.Fatalf("reload ends with %d: %s", code, errs.String())
	}
	for _, c := range []struct {
		name  string
		nodes int
	}{{"this process", 0}, {"one node", 1}, {"two nodes", 2}} {
		b.Run(c.name, func(b *testing.B) {
			index, err := local.Open(b.Context(), dir, local.Options{})
			if err != nil {
				b.Fatal(err)
			}
			var engine knowledge.Index = index
			var filled time.Duration
			if c.nodes > 0 {
				nodes := weaviatetest.Start(b, c.nodes)
				began := time.Now()
				x, err := weaviate.Open(b.Context(), weaviatetest.URLs(nodes), dir, index, weaviate.Options{Strict: true})
				if err != nil {
					b.Fatal(err)
				}
				if err := x.Settle(b.Context()); err != nil {
					b.Fatal(err)
				}
				engine, filled = x, time.Since(began)
			}
			defer func() { _ = engine.Close() }()
			base := &knowledge.Base{Index: engine}
			searchNews(b, base, asked[:1]) // one that waits until what was written is on disk
			for b.Loop() {
				searchNews(b, base, asked)
			}
			b.ReportMetric(filled.Seconds(), "fill-s")
		})
	}
}

// newsQuestion is a question with the addresses of the stories that hold the answer.
type newsQuestion struct {
	Question, At string
	URLs         []string
}

func newsQuestions(b *testing.B, path string) (list []newsQuestion) {
	b.Helper()
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var q newsQuestion
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			b.Fatal(err)
		}
		if len(q.URLs) > 0 {
			list = append(list, q)
		}
	}
	return list
}

// searchNews searches for each question and reports how often a right story is among the first, and how long it took.
func searchNews(b *testing.B, base *knowledge.Base, asked []newsQuestion) {
	b.Helper()
	var took []time.Duration
	hits := map[int]float64{1: 0, 5: 0, 10: 0}
	for _, q := range asked {
		at, err := time.Parse(time.DateOnly, q.At)
		if err != nil {
			b.Fatal(err)
		}
		found, err := base.Search(b.Context(), knowledge.Query{Text: q.Question, Filter: knowledge.Filter{At: at.AddDate(0, 0, 1)}, PerStory: 1})
		if err != nil {
			b.Fatal(err)
		}
		took = append(took, found.Took)
		place := slices.IndexFunc(found.Hits, func(h knowledge.Hit) bool { return slices.Contains(q.URLs, h.Story.URL) })
		for k := range hits {
			if place >= 0 && place < k {
				hits[k]++
			}
		}
	}
	slices.Sort(took)
	for k, name := range map[int]string{1: "hit@1", 5: "hit@5", 10: "hit@10"} {
		b.ReportMetric(hits[k]/float64(len(asked)), name)
	}
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
	b.ReportMetric(0, "ns/op")
}
