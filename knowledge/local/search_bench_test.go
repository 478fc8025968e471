package local_test

import (
	"slices"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/indextest"
	"github.com/storybot/storybot/knowledge/text"
)

// BenchmarkSearch is one question among the real news.
func BenchmarkSearch(b *testing.B) {
	stories, questions := realNews(b)
	ix := open(b, b.TempDir())
	must(b, loadAll(b.Context(), ix, stories))
	defer func() { must(b, ix.Close()) }()
	b.Run("whole", func(b *testing.B) {
		base := &knowledge.Base{Index: ix}
		for i := 0; b.Loop(); i++ {
			_, err := base.Search(b.Context(), knowledge.Query{Text: questions[i%len(questions)].Text, Limit: 10})
			must(b, err)
		}
	})
	b.Run("candidates", func(b *testing.B) {
		postings, n := 0, 0
		for i := 0; b.Loop(); i++ {
			v, err := ix.View(b.Context())
			must(b, err)
			terms := text.English().Terms(questions[i%len(questions)].Text)
			df, err := v.DocFreq(b.Context(), terms)
			must(b, err)
			_, err = v.Candidates(b.Context(), rare(terms, df), knowledge.Wish{N: 300})
			must(b, err)
			for _, n := range df {
				postings += n
			}
			n++
			v.Close()
		}
		b.ReportMetric(float64(postings)/float64(n), "postings/op")
	})
}

// rare are the rarer terms, of 4000 postings together.
func rare(terms []string, df []int) (kept []string) {
	order := make([]int, len(terms))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return df[a] - df[b] })
	total := 0
	for _, i := range order {
		if total += df[i]; total > 4000 && len(kept) > 0 {
			break
		}
		kept = append(kept, terms[i])
	}
	return kept
}

// BenchmarkOpen is a start with nothing changed: until the first answer, and
// the end.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	ix := open(b, dir)
	must(b, loadAll(b.Context(), ix, indextest.NewNewsroom(1).Write(50_000)))
	must(b, ix.Close())
	for b.Loop() {
		ix := open(b, dir)
		v, err := ix.View(b.Context())
		must(b, err)
		_, err = v.Candidates(b.Context(), []string{"council"}, knowledge.Wish{N: 10})
		must(b, err)
		v.Close()
		must(b, ix.Close())
	}
}
