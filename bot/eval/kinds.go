package eval

import (
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
		first := !refused && row.Right(firstClaim(a.Text))
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
