package verify

import (
	"math"
	"slices"
	"time"

	"github.com/storybot/storybot/bot/verify/when"
	"github.com/storybot/storybot/knowledge/text"
)

// alignment lays the content words of a sentence on the places of the source
// they most likely come from: near one another and in the sentence's order.
type alignment struct {
	sentence *annotated
	source   *source
	words    []int               // the content words of the sentence
	places   [][]factMatch       // where each may stand in the source
	at       []int32             // where each was laid; -1: the source does not have it
	sure     []float64           // how surely it is the same word there
	weight   []float64           // what it counts
	total    float64             // the sum of weight
	jumps    []float64           // what it cost to go there from the word before, 0 to 1
	share    []float64           // of each source sentence: the share of the words it has
	one      int                 // the source sentence that has most of them
	others   []*unread           // what else was given
	times    map[int][]when.Days // the times that source sentences name, as far as they were read
	close    []follow            // the stretches that follow a source sentence
	gaps     []gap               // where these leave their sentence
	likeness float64             // the share of the words that stand in close ones
}

// alignMax bounds how many content words of a sentence are laid.
const alignMax = 150

func alignWords(sentence *annotated, source *source) *alignment {
	a := &alignment{sentence: sentence, source: source, times: make(map[int][]when.Days)}
	for i := range sentence.Words {
		if sentence.Words[i].Content && len(a.words) < alignMax {
			a.words = append(a.words, i)
			places, weight := source.placesOf(sentence, i)
			a.places = append(a.places, places)
			a.weight = append(a.weight, weight)
			a.total += weight
		}
	}
	a.at = make([]int32, len(a.words))
	a.sure = make([]float64, len(a.words))
	a.jumps = make([]float64, len(a.words))
	a.cover()
	a.lay()
	a.close = a.follows()
	a.gaps = a.findGaps()
	a.likeness = a.followed(a.close)
	return a
}

// placesOf returns where word i of the sentence may stand in the source, and
// what it counts: little, where the source has it in a form without one place.
func (s *source) placesOf(sentence *annotated, i int) ([]factMatch, float64) {
	w := &sentence.Words[i]
	weight := s.weightOf(w)
	places := s.matches(w)
	switch {
	case len(places) > 0:
	case w.Key[0] == '#':
		places = s.placesAgreeing(sentence, i)
	case w.Name && s.nameIn(w, sentence, i):
		weight = formWeight
	}
	return places, weight
}

// formWeight is what a name counts that the source has in another form, without one place.
const formWeight = 0.2

// placesAgreeing returns the numbers of the source that say what number i of the sentence says.
func (s *source) placesAgreeing(sentence *annotated, i int) []factMatch {
	var places []factMatch
	for k := range sentence.Amounts {
		if q := &sentence.Amounts[k]; q.From == i {
			for n := range s.Amounts {
				if len(places) < factMatchesMax && s.agree(q, n) {
					places = append(places, factMatch{int32(s.Amounts[n].From), 0.9}) //nolint:gosec // bounded by factsMaxSource
				}
			}
		}
	}
	return places
}

// weightOf is what a word counts: who and how many more than how it is told.
func (s *source) weightOf(w *text.Token) float64 {
	switch {
	case w.Name || w.Key[0] == '#':
		return 1.5
	case s.Lang.Common.Light[w.Key]:
		return 0.25
	}
	return 1
}

// cover finds how much of the words each source sentence has.
func (a *alignment) cover() {
	a.share = make([]float64, len(a.source.Sentences))
	has, _ := a.standIn(func(int) bool { return true })
	for t, sure := range has {
		a.share[t] = sure / float64(len(a.words))
	}
	a.one = max(0, mostOf(has))
}

// standIn is how many of those content words of the claim that are in a part of it each
// source sentence has, by how surely, and how many there are.
func (a *alignment) standIn(in func(i int) bool) (sum map[int]float64, all float64) {
	sum, has := make(map[int]float64), make(map[int]float64)
	for k, i := range a.words {
		if !in(i) {
			continue
		}
		all++
		clear(has)
		for _, m := range a.places[k] {
			t := a.source.Words[m.at].Sentence
			has[t] = max(has[t], m.sure)
		}
		for t, sure := range has {
			sum[t] += sure
		}
	}
	return sum, all
}

// lay chooses the places with the least jumping about, by dynamic programming.
func (a *alignment) lay() {
	cost := make([][]float64, len(a.words))
	from := make([][]int, len(a.words))
	last := -1
	for i, places := range a.places {
		a.at[i] = -1
		if len(places) == 0 {
			continue
		}
		cost[i], from[i] = make([]float64, len(places)), make([]int, len(places))
		for j, m := range places {
			cost[i][j] = 1 - m.sure
			if last >= 0 {
				c, k := a.cheapest(cost[last], last, i, m.at)
				cost[i][j] += c
				from[i][j] = k
			} else {
				cost[i][j] -= a.share[a.source.Words[m.at].Sentence] * 0.01
			}
		}
		last = i
	}
	a.trace(cost, from, last)
}

// cheapest finds from which place of word last it costs least to come to the place at of word i.
func (a *alignment) cheapest(cost []float64, last, i int, at int32) (float64, int) {
	best, k := 1e9, 0
	for j, m := range a.places[last] {
		if c := cost[j] + a.jump(m.at, at, a.words[i]-a.words[last]); c < best {
			best, k = c, j
		}
	}
	return best, k
}

// jump is the cost of going from one place of the source to another while the
// sentence goes on by step words.
func (a *alignment) jump(p, q int32, step int) float64 {
	sp, sq := a.source.Words[p].Sentence, a.source.Words[q].Sentence
	d := int(q - p)
	switch {
	case p == q:
		return 0.6
	case sp == sq && d > 0:
		return a.cut(p, q, d-step)
	case sp == sq:
		return min(0.4, 0.15+0.03*float64(-d))
	case sq > sp && sq <= sp+3 && a.source.Words[q].Taken:
		return 0.15
	case sq == sp+1:
		return 0.3
	case sq == sp-1:
		return 0.4
	case sq > sp && sq <= sp+3 || sq < sp && sq >= sp-3:
		return 0.5
	}
	return 0.6
}

// cut is the cost of leaving out that many words between p and q of one
// sentence: little where they are a clause of their own.
func (a *alignment) cut(p, q int32, words int) float64 {
	if words <= 0 {
		return 0
	}
	if src := a.source.Words; src[p+1].Clause && src[q].Clause {
		return min(0.2, 0.01*float64(words))
	}
	return min(0.4, 0.03*float64(words))
}

func (a *alignment) trace(cost [][]float64, from [][]int, last int) {
	if last < 0 {
		return
	}
	best := 0
	for j, c := range cost[last] {
		if c < cost[last][best] {
			best = j
		}
	}
	for i := last; i >= 0; i-- {
		if cost[i] == nil {
			continue
		}
		a.at[i], a.sure[i] = a.places[i][best].at, a.places[i][best].sure
		best = from[i][best]
	}
	prev := -1
	for i := range a.at {
		if a.at[i] < 0 {
			continue
		}
		if prev >= 0 {
			a.jumps[i] = a.jump(a.at[prev], a.at[i], a.words[i]-a.words[prev])
		}
		prev = i
	}
}

// cost is what it costs to lay the sentence on the source: 1 for a word that
// is missing, else its jump and its unlikeness, each word by its weight. It is
// the mean, made larger for a long sentence, since more of it can be wrong.
func (a *alignment) cost() float64 {
	if len(a.words) == 0 {
		return 0
	}
	sum := 0.0
	for k, at := range a.at {
		c := 1.0
		if at >= 0 {
			c = min(1, a.jumps[k]+1-a.sure[k])
		}
		sum += c * a.weight[k]
	}
	return sum / a.total * math.Pow(float64(len(a.words)), 0.3)
}

// resolves reports whether a text is of the date d or names it in words of its
// own: "Tuesday" of a text of Thursday 14 July is 12 July.
func (a *alignment) resolves(d when.Date) bool {
	for _, p := range a.source.parts {
		if !p.day.IsZero() && d.Is(p.day) {
			return true
		}
	}
	for _, cited := range []bool{true, false} { // what is cited mostly names it
		for t := range a.source.Sentences {
			if a.source.isCited(t) == cited && slices.ContainsFunc(a.timesOf(t), d.Within) {
				return true
			}
		}
	}
	return false
}

// timesOf are the times that source sentence t names; none where its text has no day.
func (a *alignment) timesOf(t int) []when.Days {
	times, known := a.times[t]
	if r := a.source.Sentences[t]; !known {
		if day := a.source.dayOf(r); !day.IsZero() {
			times = when.Named(a.source.Lang, a.source.phrase(r), time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC))
		}
		a.times[t] = times
	}
	return times
}
