package bot

import (
	"math"
	"slices"
)

// The features of a judgement, each 0 to 1 or a small count.
const (
	featureBias     = iota
	featureCover    // share of content words the source has
	featureOne      // ... that its best sentence has
	featureTwo      // ... that its best two adjacent sentences have
	featureNear     // share of neighbouring content words that are near each other in the source
	featureOrdered  // ... and in that order
	featureLiteral  // share of all neighbouring words that are neighbours in the source
	featureJumps    // mean jump when the words are laid on the source
	featureFar      // share of words reached by a far jump
	featureRepeat   // share of content words that say again what was said
	featureShort    // few content words
	featureCost     // mean cost of a word: 1 where it is missing, else its jump and its unlikeness
	featureParts    // how many places of the source it is put together from
	featureTrigram  // share of three words in a row, common ones too, that stand so in the source
	featureRun      // longest run of content words from one place, as a share
	featureOneOrder // share of the content words that its best sentence has in the same order
	featureLost     // how many content words the source has not
	featureCut      // cuts within a source sentence that leave no clause whole, for each word
	featureEnd0     // ends with a preposition
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
	featureBias: 2, featureCost: -4, featureRepeat: -1, featureNumberMissing: -1.5, featureNumberSwapped: -1,
	featureNameMissing: -1, featureNameSwapped: -1, featureQuote: -1, featureDenied: -1,
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
		v[featureCover] += j.sure[k] * j.weight[k] / j.total
		v[featureJumps] += j.jumps[k] / n
		if j.jumps[k] >= 0.5 {
			v[featureFar] += 1 / n
		}
	}
	if len(j.share) > 0 {
		v[featureOne] = j.share[j.one]
	}
	v[featureTwo] = j.two
	j.measureParts(n)
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

// measureParts measures of how many pieces the sentence is put together.
func (j *judgement) measureParts(n float64) {
	v := &j.features
	run, longest := 0.0, 0.0
	for k := range j.words {
		switch {
		case j.at[k] < 0:
			v[featureCost] += j.weight[k] / j.total
			v[featureLost]++
			run = 0
			continue
		case j.jumps[k] >= 0.3:
			v[featureParts]++
			run = 0
		}
		run++
		longest = max(longest, run)
		v[featureCost] += min(1, j.jumps[k]+1-j.sure[k]) * j.weight[k] / j.total
	}
	v[featureRun] = longest / n
	v[featureCost] *= math.Pow(n, 0.3)
	v[featureCut] = j.roughCuts() / n
	j.measureEnd()
	v[featureTrigram] = j.trigramShare()
	v[featureOneOrder] = j.orderedShare() / n
}

// orderedShare counts the content words that the best source sentence has in the same order.
func (j *judgement) orderedShare() float64 {
	var best []int32 // best[l]: the earliest place at which l+1 words end in order
	for _, places := range j.places {
		var here []int32
		for _, m := range places {
			if j.source.words[m.at].sentence == j.one {
				here = append(here, m.at)
			}
		}
		slices.Sort(here)
		for h := len(here) - 1; h >= 0; h-- {
			l, _ := slices.BinarySearch(best, here[h])
			if l == len(best) {
				best = append(best, here[h])
			} else {
				best[l] = here[h]
			}
		}
	}
	return float64(len(best))
}

// trigramShare is the share of three words in a row that stand so in the source.
func (j *judgement) trigramShare() float64 {
	w := j.sentence.words
	if len(w) < 3 {
		return j.literalShare()
	}
	n, all := 0.0, 0.0
	for i := 2; i < len(w) && i < 4*alignMax; i++ {
		all++
		if j.source.beside[w[i-2].norm+" "+w[i-1].norm+" "+w[i].norm] {
			n++
		}
	}
	return n / all
}

// roughCuts counts the places where the sentence leaves out words of a source
// sentence in the middle of a clause.
func (j *judgement) roughCuts() float64 {
	n := 0.0
	src := j.source.words
	for k := 1; k < len(j.words); k++ {
		p, q := j.at[k-1], j.at[k]
		if p < 0 || q <= p || src[p].sentence != src[q].sentence || int(q-p) <= j.words[k]-j.words[k-1] {
			continue
		}
		skipped := 0
		for i := p + 1; i < q; i++ {
			if src[i].content {
				skipped++
			}
		}
		if skipped > 0 && !src[p+1].clause && !src[q].clause {
			n++
		}
	}
	return n
}

func (j *judgement) measureEnd() {
	w := j.sentence.words
	if endPrep[w[len(w)-1].norm] {
		j.features[featureEnd0] = 1
	}
}

var endPrep = factSet(`in of to the a an with at by for from on and or is was are were his her their its that as than over be been will would has have had`)
