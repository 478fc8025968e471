package verify

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
