package local_test

import (
	"testing"

	"github.com/storybot/storybot/knowledge"
)

// BenchmarkSearch is one question among 50,000 passages.
func BenchmarkSearch(b *testing.B) {
	g := newNewsroom(1)
	stories := g.write(50_000)
	ix := open(b, b.TempDir())
	must(b, loadAll(b.Context(), ix, stories))
	defer func() { must(b, ix.Close()) }()
	var questions []question
	for range 500 {
		questions = append(questions, g.question(stories[g.r.IntN(len(stories))]))
	}
	b.Run("whole", func(b *testing.B) {
		base := &knowledge.Base{Index: ix}
		for i := 0; b.Loop(); i++ {
			_, err := base.Search(b.Context(), knowledge.Query{Text: questions[i%len(questions)].text, Limit: 10})
			must(b, err)
		}
	})
	b.Run("candidates", func(b *testing.B) {
		postings, n := 0, 0
		for i := 0; b.Loop(); i++ {
			v := ix.View()
			terms := knowledge.Terms(questions[i%len(questions)].text)
			df, err := v.DocFreq(b.Context(), terms)
			must(b, err)
			_, err = v.Candidates(b.Context(), terms, knowledge.Filter{}, 300)
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
