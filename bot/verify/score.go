package verify

import (
	"math"

	"github.com/storybot/storybot/knowledge/text"
)

// score is how surely the source bears the claim out, by what it costs to lay the
// claim's words on it and the share of them that it says again. It only ranks:
// whether a claim holds is decided by its faults.
func (a *alignment) score() float64 {
	seen := make(map[string]bool)
	for _, i := range a.words {
		seen[a.sentence.Words[i].Key] = true
	}
	again := 1 - float64(len(seen))/float64(max(1, len(a.words)))
	return 1 / (1 + math.Exp(scoreSlope*a.cost()+again-scoreBias))
}

const scoreSlope, scoreBias = 4, 2

// judgement is all that was found about a sentence.
type judgement struct {
	*alignment
	amounts []text.Amount // numbers and dates that the source does not have
	names   nameCheck
	quote   string // the first quotation that does not stand in the source
	denied  denialCheck
	turned  string // a verb of which who and whom are swapped
}

func (s *source) judge(sentence *annotated, others []*unread) *judgement {
	j := &judgement{alignment: alignWords(sentence, s)}
	j.others = others
	j.amounts = j.missingAmounts()
	j.names = j.checkNames()
	j.quote = wrongQuote(sentence, s)
	j.denied = j.checkDenial()
	if j.turned = j.swappedRoles(); j.turned == "" || j.likeness < followShare {
		j.turned = j.turnedAround()
	}
	if j.sentence.Noun(j.turned) {
		j.turned = ""
	}
	return j
}

// bearingLeast is the share of a claim's words, by their weight, that must stand
// in a few sentences in a row for it to have anything to do with its source. It
// is low: a paraphrase may have next to none of the words.
const bearingLeast = 0.2

// bearing reports whether the claim has anything to do with its source.
func (a *alignment) bearing() bool {
	if len(a.words) == 0 {
		return false
	}
	return len(a.share) > 0 && a.share[a.one] >= oneLeast || a.zone() >= bearingLeast
}

const oneLeast = 0.4 // of the words in one sentence: enough without looking further

// zone is the greatest share of the words' weight that stands in three source
// sentences in a row. A number that the source has in another form stands anywhere.
func (a *alignment) zone() float64 {
	best := 0.0
	for t := range a.source.Sentences {
		sum := 0.0
		for k := range a.words {
			sum += a.sureIn(k, t, t+zoneSentences) * a.weight[k]
		}
		best = max(best, sum/max(0.01, a.total))
	}
	return best
}

const zoneSentences = 3

// sureIn is how surely content word k stands in source sentences [from, to).
func (a *alignment) sureIn(k, from, to int) float64 {
	if w := &a.sentence.Words[a.words[k]]; len(a.places[k]) == 0 && (w.Key[0] == '#' || a.weight[k] == formWeight) {
		return 1
	}
	sure := 0.0
	for _, m := range a.places[k] {
		if t := a.source.Words[m.at].Sentence; t >= from && t < to {
			sure = max(sure, m.sure)
		}
	}
	return sure
}
