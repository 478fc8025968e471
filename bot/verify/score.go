package verify

import (
	"math"

	"github.com/storybot/storybot/knowledge/text"
)

// The features of a judgement. They are few: on sets of some dozens of false
// sentences each, more of them fitted better and held worse.
const (
	featureBias          = iota
	featureCost          // what it costs to lay the words on the source, see alignment
	featureRepeat        // share of content words that say again what the sentence has said
	featureNumberMissing // numbers and dates the source does not have, at most 2
	featureNameMissing   // names the source does not have, at most 2
	featureNameSwapped   // ... of which it says something else
	featureQuote         // 1: a quotation does not stand in the source
	featureDenied        // 1: sentence and source deny differently, or swap who and whom
	featureCount
)

type verifyFeatures [featureCount]float64

// verifyWeights make the features a score. They are set by hand, near those
// that TestVerifyFit fits: that test gives each set a level of its own, holds
// every weight to the sign that makes sense and prints what each half of the
// articles gives the other. Its halves differ more from each other than from
// these. The score only ranks: whether a claim holds is decided by its faults.
var verifyWeights = verifyFeatures{
	featureBias:          2,
	featureCost:          -4,
	featureRepeat:        -1,
	featureNumberMissing: -2,
	featureNameMissing:   -1,
	featureNameSwapped:   -1.5,
	featureQuote:         -3,
	featureDenied:        -3,
}

// weigh combines the features to a score between 0 and 1.
func (v *verifyFeatures) weigh(weights *verifyFeatures) float64 {
	z := 0.0
	for i, w := range weights {
		z += w * v[i]
	}
	return 1 / (1 + math.Exp(-z))
}

// judgement is all that was found about a sentence.
type judgement struct {
	*alignment
	features verifyFeatures
	amounts  []text.Amount // numbers and dates that the source does not have
	names    nameCheck
	quote    string // the first quotation that does not stand in the source
	denied   denialCheck
	turned   string // a verb of which who and whom are swapped
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
	j.measure()
	return j
}

func (j *judgement) measure() {
	v := &j.features
	v[featureBias] = 1
	v[featureCost] = j.cost()
	v[featureRepeat] = j.repeats()
	v[featureNumberMissing] = min(2, float64(len(j.amounts)))
	v[featureNameMissing] = min(2, float64(len(j.names.missing)))
	v[featureNameSwapped] = min(2, float64(len(j.names.swapped)))
	if j.quote != "" {
		v[featureQuote] = 1
	}
	if j.denied.word != "" || j.turned != "" {
		v[featureDenied] = 1
	}
}

// repeats is the share of the content words that the sentence has said before.
func (j *judgement) repeats() float64 {
	seen := make(map[string]bool)
	n := 0.0
	for _, i := range j.words {
		key := j.sentence.Words[i].Key
		if seen[key] {
			n++
		}
		seen[key] = true
	}
	return n / max(1, float64(len(j.words)))
}
