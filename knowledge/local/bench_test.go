package local_test

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/indextest"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/text"
)

// BenchmarkAgainstBleve compares the engine, with the search that answers
// questions, to bleve as it comes: one document a passage with its story's
// title, the default mapping, batches of 1000, and one match query. Both get
// the same stories and questions. Run it with
//
//	go test -run '^$' -bench AgainstBleve -benchtime 1x ./knowledge/local
//
// and -short to leave out 300,000 passages.
func BenchmarkAgainstBleve(b *testing.B) {
	for _, passages := range []int{50_000, 300_000} {
		b.Run(fmt.Sprint(passages, " passages"), func(b *testing.B) {
			if testing.Short() && passages > 50_000 {
				b.Skip("-short")
			}
			for b.Loop() {
				stories, questions := indextest.Generated(passages)
				compare(b, stories, questions)
			}
		})
	}
	b.Run("real news", func(b *testing.B) {
		stories, questions := realNews(b)
		for b.Loop() {
			compare(b, stories, questions)
		}
	})
}

func compare(b *testing.B, stories []knowledge.Story, questions []indextest.Question) {
	plain := measurePlain(b, stories, questions)
	ours := measureOurs(b, stories, questions)
	b.Logf("\n%-32s %12s %12s %8s\n%s", fmt.Sprint(ours.passages, " passages"), "plain bleve", "storybot", "ratio", table(plain, ours))
	b.ReportMetric(plain.p50.Seconds()/ours.p50.Seconds(), "search-x")
	b.ReportMetric(ours.perSecond()/plain.perSecond(), "load-x")
	b.ReportMetric(ours.reopen.Seconds()*1000, "reopen-ms")
	b.ReportMetric(0, "ns/op") // the time of the whole comparison tells nothing
}

// measured is what was found out about one engine.
type measured struct {
	passages         int
	load, reopen     time.Duration // reopen: until the first answer
	p50, p95         time.Duration
	hits, questions  int
	memory, diskUsed float64 // MB
}

func (m measured) perSecond() float64 { return float64(m.passages) / m.load.Seconds() }

func table(plain, ours measured) string {
	var t strings.Builder
	line := func(what string, p, o float64, unit string) {
		fmt.Fprintf(&t, "%-32s %12.2f %12.2f %8.2f\n", what+" ("+unit+")", p, o, p/o)
	}
	ms := func(d time.Duration) float64 { return d.Seconds() * 1000 }
	line("search p50", ms(plain.p50), ms(ours.p50), "ms")
	line("search p95", ms(plain.p95), ms(ours.p95), "ms")
	line("right story in the first 10", 100*float64(plain.hits)/float64(plain.questions), 100*float64(ours.hits)/float64(ours.questions), "%")
	line("loading", plain.perSecond(), ours.perSecond(), "1/s")
	line("open and answer", ms(plain.reopen), ms(ours.reopen), "ms")
	line("memory when open", plain.memory, ours.memory, "MB")
	line("disk", plain.diskUsed, ours.diskUsed, "MB")
	return t.String()
}

// ask measures the questions, after some to warm up.
func ask(questions []indextest.Question, search func(indextest.Question) []string) (m measured) {
	var took []time.Duration
	for i, q := range append(questions[:20:20], questions...) {
		began := time.Now()
		ids := search(q)
		if i < 20 {
			continue
		}
		took = append(took, time.Since(began))
		if slices.ContainsFunc(q.Stories, func(s string) bool { return slices.Contains(ids, s) }) {
			m.hits++
		}
	}
	slices.Sort(took)
	m.p50, m.p95, m.questions = took[len(took)/2], took[len(took)*95/100], len(questions)
	return m
}

func measurePlain(b *testing.B, stories []knowledge.Story, questions []indextest.Question) measured {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "plain")
	ix, err := bleve.New(dir, bleve.NewIndexMapping())
	must(b, err)
	began, passages := time.Now(), 0
	batch := ix.NewBatch()
	for _, s := range stories {
		for n, p := range knowledge.Split(text.English(), s.Text) {
			must(b, batch.Index(fmt.Sprintf("%s#%d", s.ID, n), map[string]string{"title": s.Title, "text": p.Of(s.Text)}))
			if passages++; batch.Size() == 1000 {
				must(b, ix.Batch(batch))
				batch = ix.NewBatch()
			}
		}
	}
	must(b, ix.Batch(batch))
	must(b, ix.Close())
	load, before := time.Since(began), heap()
	search := func(q indextest.Question) (ids []string) {
		r, err := ix.Search(bleve.NewSearchRequestOptions(bleve.NewMatchQuery(q.Text), 10, 0, false))
		must(b, err)
		for _, h := range r.Hits {
			id, _, _ := strings.Cut(h.ID, "#")
			ids = append(ids, id)
		}
		return ids
	}
	began = time.Now()
	ix, err = bleve.Open(dir)
	must(b, err)
	search(questions[0])
	reopen := time.Since(began)
	m := ask(questions, search)
	m.passages, m.load, m.reopen, m.memory, m.diskUsed = passages, load, reopen, heap()-before, disk(b, dir)
	must(b, ix.Close())
	return m
}

func measureOurs(b *testing.B, stories []knowledge.Story, questions []indextest.Question) measured {
	b.Helper()
	ctx, dir := b.Context(), filepath.Join(b.TempDir(), "ours")
	began := time.Now()
	ix := open(b, dir)
	must(b, loadAll(ctx, ix, stories))
	must(b, ix.Close())
	load, before := time.Since(began), heap()
	began = time.Now()
	ix = open(b, dir)
	base := &knowledge.Base{Index: ix}
	search := func(q indextest.Question) (ids []string) {
		found, err := base.Search(ctx, knowledge.Query{Text: q.Text, Limit: 10, Filter: knowledge.Filter{At: q.At}})
		must(b, err)
		for _, h := range found.Hits {
			ids = append(ids, h.Story.ID)
		}
		return ids
	}
	search(questions[0])
	reopen := time.Since(began)
	m := ask(questions, search)
	info, err := base.Info(ctx)
	must(b, err)
	m.passages = info.Passages
	m.load, m.reopen, m.memory, m.diskUsed = load, reopen, heap()-before, disk(b, dir)
	must(b, ix.Close())
	return m
}

// loadAll is one load of all stories.
func loadAll(ctx context.Context, ix *local.Index, stories []knowledge.Story) error {
	return ix.Update(ctx, func(tx knowledge.Tx) error { //nolint:wrapcheck // a test
		for _, s := range stories {
			if err := tx.Put(knowledge.Prepare(s)); err != nil {
				return err //nolint:wrapcheck // a test
			}
		}
		return nil
	})
}

func must(b testing.TB, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func heap() float64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}

func disk(b testing.TB, dir string) float64 {
	total := int64(0)
	must(b, filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			total += info.Size()
		}
		return err //nolint:wrapcheck // a test
	}))
	return float64(total) / 1e6
}
