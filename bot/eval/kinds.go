package eval

import (
	"fmt"
	"math"
	"strconv"

	"github.com/storybot/storybot/bot"
)

// kindFigures are the measures of the questions of one kind, shares of its
// rows. What is right is an accepted answer, or the truth about a premise; it
// is nil where the kind has none.
type kindFigures struct {
	Rows         int   `json:"rows"`
	RightFirst   share `json:"right_first"` // right in the first claim
	RightLater   share `json:"right_later"` // right, but only after it
	Refused      share `json:"refused"`     // the answer is that the stories do not say
	Unhedged     share `json:"answered_unhedged"`
	WithoutTruth share `json:"answered_without_truth"` // of false premises
}

// figures are the same for people.
func (f kindFigures) figures(kind string) []Figure {
	list := []Figure{{kind + ": rows", strconv.Itoa(f.Rows)}}
	for _, of := range []struct {
		name  string
		share share
	}{
		{": right in the first claim", f.RightFirst}, {": right later", f.RightLater}, {": refused", f.Refused},
		{": answered without a hedge", f.Unhedged}, {": answered without the truth", f.WithoutTruth},
	} {
		if of.share != nil {
			list = append(list, Figure{kind + of.name, number(of.share)})
		}
	}
	return list
}

// kindTally collects what the questions of one kind came to.
type kindTally struct {
	refused, unhedged          []float64
	first, later, withoutTruth []float64
}

// kind adds one question to the tally of its kind.
func (t *tally) kind(row *Question, a *bot.Answer) {
	k := t.kinds[row.Kind]
	if k == nil {
		k = &kindTally{}
		t.kinds[row.Kind] = k
	}
	refused := a.Mode == bot.ModeNone
	k.refused = append(k.refused, one(refused))
	k.unhedged = append(k.unhedged, one(!refused && !hedged(a)))
	if row.premise() {
		k.withoutTruth = append(k.withoutTruth, one(!refused && !row.Right(a.Text)))
	}
	if row.premise() || len(row.Answers) > 0 {
		first := !refused && row.Right(row.firstClaim(a))
		k.first = append(k.first, one(first))
		k.later = append(k.later, one(!refused && !first && row.Right(a.Text)))
	}
}

// kindsOf are the figures of each kind; nil where there are none.
func kindsOf(tallies map[string]*kindTally) map[string]kindFigures {
	if len(tallies) == 0 {
		return nil
	}
	kinds := make(map[string]kindFigures, len(tallies))
	for kind, k := range tallies {
		kinds[kind] = kindFigures{
			Rows: len(k.refused), RightFirst: mean(k.first), RightLater: mean(k.later), Refused: mean(k.refused),
			Unhedged: mean(k.unhedged), WithoutTruth: mean(k.withoutTruth),
		}
	}
	return kinds
}

// band is the answers of which the confidence is within ten points: how sure they
// are on average, and what share of them is right in the first claim.
type band struct {
	From       float64 `json:"from"` // 0.3 is of .3 up to .4
	Answers    int     `json:"answers"`
	Confidence float64 `json:"confidence"`
	Right      float64 `json:"right"`
}

// bandOf is the number of the band of a confidence.
func bandOf(confidence float64) int { return min(max(int(confidence*bands), 0), bands-1) }

// bands is how many there are.
const bands = 10

// sure adds an answer to its band: right are an accepted answer, or the truth about a
// premise, in the first claim. What is refused or computed is in none, nor is what
// nobody judges.
func (t *tally) sure(row *Question, a *bot.Answer) {
	judged := row.premise() || row.unanswerable() || len(row.Answers) > 0
	if a.Mode == bot.ModeNone || a.Mode == bot.ModeList || !judged {
		return
	}
	b := &t.bands[bandOf(a.Confidence)]
	b.Answers++
	b.Confidence += a.Confidence
	b.Right += one(!row.unanswerable() && row.Right(row.firstClaim(a)))
}

// bandsOf are the bands that have answers, with means for sums.
func bandsOf(sums [bands]band) []band {
	var list []band
	for i, b := range sums {
		if n := float64(b.Answers); n > 0 {
			list = append(list, band{float64(i) / bands, b.Answers, b.Confidence / n, b.Right / n})
		}
	}
	return list
}

// bandFigures are the bands for people, and how far the confidence is from the truth
// on average, an answer counting once (Naeini, Cooper and Hauskrecht 2015).
func bandFigures(list []band) []Figure {
	var figures []Figure
	off, answers := 0.0, 0
	for _, b := range list {
		figures = append(figures, Figure{
			fmt.Sprintf("confidence %.1f: answers, right first", b.From), fmt.Sprintf("%d, %.3f", b.Answers, b.Right),
		})
		off += float64(b.Answers) * math.Abs(b.Confidence-b.Right)
		answers += b.Answers
	}
	if answers > 0 {
		figures = append(figures, Figure{"confidence off by, on average", fmt.Sprintf("%.3f", off/float64(answers))})
	}
	return figures
}
