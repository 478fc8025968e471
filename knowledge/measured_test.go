package knowledge

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// measuring is where the data to measure on is, beside the project.
const measuring = "../../shared/data/"

// eachLine hands over the lines of a file, or skips the test where it is absent, or where nobody asks for it by
// STORYBOT_MEASURED, as .ci/run does.
func eachLine(t testing.TB, path string, each func([]byte)) {
	t.Helper()
	measured(t)
	if _, test := t.(*testing.T); test && os.Getenv("STORYBOT_MEASURED") == "" {
		t.Skip("takes seconds: measured where STORYBOT_MEASURED is set")
	}
	f, err := os.Open(measuring + path)
	if err != nil {
		t.Skipf("no ../shared/data: search not measured on %s", path)
	}
	defer func() { _ = f.Close() }()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		each(lines.Bytes())
	}
}

// loadLines loads a file of stories as they are, uncleaned, into memory.
func loadLines(t testing.TB, path string) *Base {
	t.Helper()
	m := newMemory()
	err := m.Update(context.Background(), func(tx Tx) error {
		q := newQueue(tx)
		eachLine(t, path, func(line []byte) {
			var s struct{ ID, URL, Title, Text, Published string }
			if err := json.Unmarshal(line, &s); err != nil {
				t.Fatal(err)
			}
			published, _ := time.Parse(time.DateOnly, s.Published)
			q.put(Story{ID: cmp.Or(s.URL, s.ID), Hash: "1", Title: s.Title, Text: s.Text, Published: published})
		})
		return q.Finish()
	})
	if err != nil {
		t.Fatal(err)
	}
	return &Base{Index: m}
}

// rankOf is the place of the first wanted story among the found, or 0.
func rankOf(found Found, wanted []string) int {
	seen := make(map[string]bool)
	for _, h := range found.Hits {
		seen[h.Story.ID] = true
		if slices.Contains(wanted, h.Story.ID) {
			return len(seen)
		}
	}
	return 0
}

func TestSearchMeasuredOnNews(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	b := loadLines(t, "rtqa/stories.jsonl.gz")
	var n, hit1, hit5, hit10, mrr float64
	eachLine(t, "rtqa/questions.jsonl", func(line []byte) {
		var q struct {
			Question, At string
			URLs         []string
		}
		if err := json.Unmarshal(line, &q); err != nil {
			t.Fatal(err)
		}
		if len(q.URLs) == 0 {
			return
		}
		at, err := time.Parse(time.DateOnly, q.At)
		if err != nil {
			t.Fatal(err)
		}
		found, err := b.Search(context.Background(), Query{Text: q.Question, Filter: Filter{At: at.Add(24*time.Hour - 1)}, Limit: 20, PerStory: 1})
		if err != nil {
			t.Fatal(err)
		}
		n++
		rank := rankOf(found, q.URLs)
		if rank == 1 {
			hit1++
		}
		if rank >= 1 && rank <= 5 {
			hit5++
		}
		if rank >= 1 && rank <= 10 {
			hit10++
			mrr += 1 / float64(rank)
		}
	})
	t.Logf("rtqa/questions.jsonl: Hit@1 %.3f Hit@5 %.3f Hit@10 %.3f MRR@10 %.3f over %.0f questions", hit1/n, hit5/n, hit10/n, mrr/n, n)
	if hit1/n < .76 || hit5/n < .94 || hit10/n < .98 {
		t.Errorf("search has become worse")
	}
}

func TestSearchMeasuredOnSciFact(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	b := loadLines(t, "bm25/scifact/corpus.jsonl.gz")
	relevant := make(map[string][]string)
	eachLine(t, "bm25/scifact/qrels.tsv", func(line []byte) {
		if f := strings.Fields(string(line)); len(f) == 3 && f[2] == "1" {
			relevant[f[0]] = append(relevant[f[0]], f[1])
		}
	})
	var n, ndcg, recall float64
	eachLine(t, "bm25/scifact/queries.jsonl", func(line []byte) {
		var q struct{ ID, Text string }
		if err := json.Unmarshal(line, &q); err != nil {
			t.Fatal(err)
		}
		wanted := relevant[q.ID]
		if len(wanted) == 0 {
			return
		}
		found, err := b.Search(context.Background(), Query{Text: q.Text, Limit: 100, PerStory: 1})
		if err != nil {
			t.Fatal(err)
		}
		n++
		gain, ideal := 0.0, 0.0
		for i, h := range found.Hits {
			if slices.Contains(wanted, h.Story.ID) {
				recall += 1 / float64(len(wanted))
				if i < 10 {
					gain += 1 / math.Log2(float64(i)+2)
				}
			}
		}
		for i := range min(10, len(wanted)) {
			ideal += 1 / math.Log2(float64(i)+2)
		}
		ndcg += gain / ideal
	})
	t.Logf("bm25/scifact: nDCG@10 %.4f R@100 %.4f over %.0f queries", ndcg/n, recall/n, n)
	if ndcg/n < .68 || recall/n < .91 {
		t.Errorf("search has become worse")
	}
}
