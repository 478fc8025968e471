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
