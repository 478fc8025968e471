package verify

import (
	"slices"

	"github.com/storybot/storybot/knowledge/text"
)

// follow tells how a stretch of the claim follows one source sentence: which of
// its content words stand there, in the same order.
type follow struct {
	t     int          // the source sentence
	pairs []followPair // in order of both
	words text.Run     // the stretch, as places among the content words of the claim
	close float64      // the share of the content words of the stretch that follow
}

// followPair is a content word of the claim and its place in the source.
type followPair struct {
	k    int // place among the claim's content words
	at   int // word of the source
	sure float64
}

const (
	followLeast = 3    // words that must follow before a stretch counts
	followGap   = 4    // unmatched content words in a row that end a stretch
	followsMax  = 4    // stretches looked for
	citedMore   = 1.3  // by how much a cited sentence is preferred to another of its story
	followShare = 0.55 // share from which a stretch follows closely
)

// follows finds the stretches of the claim that follow a source sentence, the longest first.
func (a *alignment) follows() []follow {
	free := make([]bool, len(a.words))
	for i := range free {
		free[i] = true
	}
	var found []follow
	for len(found) < followsMax {
		f, ok := a.longestFollow(free)
		if !ok {
			break
		}
		for k := f.words.From; k < f.words.To; k++ {
			free[k] = false
		}
		found = append(found, f)
	}
	return found
}

func (a *alignment) longestFollow(free []bool) (follow, bool) {
	best, bestWeight := follow{}, 0.0
	for t, share := range a.share {
		if share*float64(len(a.words)) < followLeast-0.5 {
			continue
		}
		f := follow{t: t, pairs: a.inOrder(t, free)}
		weight := a.trim(&f)
		if a.source.cited != nil && a.source.isCited(t) {
			weight *= citedMore
		}
		if weight > bestWeight && len(f.pairs) >= followLeast {
			best, bestWeight = f, weight
		}
	}
	return best, bestWeight > 0
}

// inOrder is the heaviest run of free words that sentence t has in the same order.
func (a *alignment) inOrder(t int, free []bool) []followPair {
	type link struct {
		followPair
		sum  float64
		from int
	}
	var links []link
	best := -1
	for k := range a.words {
		if !free[k] {
			continue
		}
		for _, m := range a.places[k] {
			if a.source.Words[m.at].Sentence != t {
				continue
			}
			l := link{followPair{k, int(m.at), m.sure}, m.sure, -1}
			for j := range links {
				if links[j].k < k && links[j].at < int(m.at) && links[j].sum+m.sure > l.sum {
					l.sum, l.from = links[j].sum+m.sure, j
				}
			}
			links = append(links, l)
			if best < 0 || l.sum > links[best].sum {
				best = len(links) - 1
			}
		}
	}
	var pairs []followPair
	for j := best; j >= 0; j = links[j].from {
		pairs = append(pairs, links[j].followPair)
	}
	slices.Reverse(pairs)
	return pairs
}

// trim keeps the densest stretch of the pairs: it ends where too many words in a
// row have no place. It returns the weight of what is left.
func (a *alignment) trim(f *follow) float64 {
	from, bestFrom, bestTo, best := 0, 0, 0, 0.0
	sum := 0.0
	for i, p := range f.pairs {
		if i > 0 && p.k-f.pairs[i-1].k > followGap {
			from, sum = i, 0
		}
		sum += p.sure
		if sum > best {
			best, bestFrom, bestTo = sum, from, i+1
		}
	}
	f.pairs = f.pairs[bestFrom:bestTo]
	if len(f.pairs) == 0 {
		return 0
	}
	f.words = text.Run{From: f.pairs[0].k, To: f.pairs[len(f.pairs)-1].k + 1}
	f.close = best / float64(f.words.To-f.words.From)
	return best * f.close
}

// followed is the share of the claim's content words that stand in stretches
// which follow a source sentence closely; names and numbers, which are what may
// be exchanged, count for it only.
func (a *alignment) followed(all []follow) float64 {
	n, rest, plain := 0.0, 0.0, 0.0
	for i := range all {
		if all[i].close < followShare {
			continue
		}
		for _, p := range all[i].pairs {
			n++
			if a.plainWord(p.k) {
				plain++
			}
		}
	}
	for k := range a.words {
		if a.plainWord(k) {
			rest++
		}
	}
	if rest < followLeast {
		return n / max(1, float64(len(a.words)))
	}
	return max(n/float64(len(a.words)), plain/rest)
}

// plainWord reports whether content word k is neither a name nor a number.
func (a *alignment) plainWord(k int) bool {
	w := &a.sentence.Words[a.words[k]]
	return !w.Name && w.Key[0] != '#'
}
