package local_test

import (
	"fmt"
	"testing"

	"github.com/storybot/storybot/knowledge/indextest"
)

// BenchmarkGrowth measures the engine, with the search that answers questions, as what it
// holds grows: the same newsroom writes on, and as many questions are asked of each size.
// Run it with
//
//	go test -run '^$' -bench Growth -benchtime 1x -timeout 60m ./knowledge/local
//
// and -short to leave out a million passages. It takes 3 GB of memory and 1.5 GB of disk.
func BenchmarkGrowth(b *testing.B) {
	for _, passages := range []int{50_000, 300_000, 1_000_000} {
		b.Run(fmt.Sprint(passages, " passages"), func(b *testing.B) {
			if testing.Short() && passages > 300_000 {
				b.Skip("-short")
			}
			for b.Loop() {
				stories, questions := indextest.Generated(passages)
				m := measureOurs(b, stories, questions)
				b.Logf("%d passages: %.0f loaded a second; search p50 %v, p95 %v; right story in the first 10: %.1f%%; restart %v; %.0f MB of memory, %.0f MB of disk",
					m.passages, m.perSecond(), m.p50, m.p95, 100*m.share(), m.reopen, m.memory, m.diskUsed)
				b.ReportMetric(m.p50.Seconds()*1000, "p50-ms")
				b.ReportMetric(m.p95.Seconds()*1000, "p95-ms")
				b.ReportMetric(100*m.share(), "first10-%")
				b.ReportMetric(m.reopen.Seconds()*1000, "reopen-ms")
				b.ReportMetric(0, "ns/op")
			}
		})
	}
}

// share is how many of the questions found their story.
func (m measured) share() float64 { return float64(m.hits) / float64(m.questions) }
