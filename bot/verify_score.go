package bot

import "math"

// The features of a judgement, each 0 to 1 or a small count.
const (
	featureBias    = iota
	featureCover   // share of content words the source has
	featureOne     // ... that its best sentence has
	featureTwo     // ... that its best two adjacent sentences have
	featureNear    // share of neighbouring content words that are near each other in the source
	featureOrdered // ... and in that order
	featureLiteral // share of all neighbouring words that are neighbours in the source
	featureJumps   // mean jump when the words are laid on the source
	featureFar     // share of words reached by a far jump
	featureRepeat  // share of content words that say again what was said
	featureShort   // few content words
	featureNumberMissing
	featureNumberSwapped
	featureNameMissing
	featureNameSwapped
	featureQuote
	featureDenied
	featureCount
)

type verifyFeatures [featureCount]float64

// weigh combines the features to the chance that the sentence is borne out.
func (v *verifyFeatures) weigh() float64 { return v.weighBy(&verifyWeights) }

func (v *verifyFeatures) weighBy(weights *verifyFeatures) float64 {
	z := 0.0
	for i, w := range weights {
		z += w * v[i]
	}
	return 1 / (1 + math.Exp(-z))
}

// verifyWeights were fitted by logistic regression.
var verifyWeights = verifyFeatures{
	featureCover: 1, featureOne: 1, featureTwo: 1, featureNear: 1, featureOrdered: 1, featureLiteral: 1,
	featureJumps: -1, featureFar: -1, featureRepeat: -1, featureNumberMissing: -1, featureNumberSwapped: -1,
	featureNameMissing: -1, featureNameSwapped: -1, featureQuote: -1, featureDenied: -1, featureBias: -2,
}

// judgement is all that was found about a sentence.
type judgement struct {
	*alignment
	features verifyFeatures
	amounts  amountCheck
	names    nameCheck
	quote    string
	quoteOK  bool
	denied   negationCheck
}

func (s *sourceFacts) judge(sentence *textFacts) *judgement {
	j := &judgement{alignment: alignWords(sentence, s)}
	j.amounts = j.checkAmounts()
	j.names = j.checkNames()
	j.quote, j.quoteOK = quoteCheck(sentence, s)
	j.denied = j.checkNegation()
	j.measure()
	return j
}

func (j *judgement) measure() {
	v := &j.features
	v[featureBias] = 1
	n := float64(len(j.words))
	if n == 0 {
		return
	}
	for k := range j.words {
		v[featureCover] += j.sure[k] / n
		v[featureJumps] += j.jumps[k] / n
		if j.jumps[k] >= 0.7 {
			v[featureFar] += 1 / n
		}
	}
	if len(j.share) > 0 {
		v[featureOne] = j.share[j.one]
	}
	v[featureTwo] = j.two
	v[featureNear], v[featureOrdered] = j.pairShares(10)
	v[featureLiteral] = j.literalShare()
	v[featureRepeat] = j.repeats() / n
	v[featureShort] = 1 / n
	v[featureNumberMissing] = min(2, float64(len(j.amounts.missing)))
	v[featureNumberSwapped] = min(2, float64(len(j.amounts.swapped)))
	v[featureNameMissing] = min(2, float64(len(j.names.missing)))
	v[featureNameSwapped] = min(2, float64(len(j.names.swapped)))
	if !j.quoteOK {
		v[featureQuote] = 1
	}
	if j.denied.word != "" {
		v[featureDenied] = 1
	}
}

// repeats counts the content words that the sentence says again, beyond what
// the source sentence it follows does.
func (j *judgement) repeats() float64 {
	seen := make(map[string]bool)
	n := 0.0
	for _, i := range j.words {
		key := j.sentence.words[i].key
		if seen[key] {
			n++
		}
		seen[key] = true
	}
	return n
}
