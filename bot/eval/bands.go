package eval

import (
	"fmt"
	"math"

	"github.com/storybot/storybot/bot"
)

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
	b.Right += one(!row.unanswerable() && row.Right(firstClaim(a.Text)))
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
