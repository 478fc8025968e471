package event

import (
	"cmp"
	"math"
	"slices"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Told is a sentence of a story.
type Told struct {
	Story int // its number
	text.Span
}

// Telling is what a summary is made of: stories, how much each counts, and their
// sentences, those of a story together and in order.
type Telling struct {
	Lang      *text.Language
	Stories   []knowledge.Story // with Text
	Scores    []float64         // of each story, at most 1
	Sentences []Told
	Topic     []string // its stems

	terms []map[string]bool // of each sentence
}

// Central chooses the n sentences that carry most of what all say (a centroid
// of their terms, as in Radev and others 2004), with the first of a story
// before others, what stands by itself before what does not, none that tells a
// fact again, and no caption or heading; in the order of the stories' dates. It
// returns their numbers.
func (t *Telling) Central(n int) []int {
	scores, order := t.rated()
	var chosen []int
	for _, i := range order {
		if len(chosen) == n {
			break
		}
		if len(chosen) > 0 && !Tells(t.Lang, t.sentence(i)) {
			continue
		}
		at := t.retells(chosen, i)
		switch {
		case at < 0:
			chosen = append(chosen, i)
		case scores[i] >= retold*scores[chosen[at]] && t.later(i, chosen[at]): // how things stand now
			chosen[at] = i
		}
	}
	slices.SortFunc(chosen, func(a, b int) int {
		x, y := t.Sentences[a], t.Sentences[b]
		return cmp.Or(t.Stories[x.Story].Published.Compare(t.Stories[y.Story].Published), cmp.Compare(x.Story, y.Story), cmp.Compare(x.Start, y.Start))
	})
	return chosen
}

func (t *Telling) sentence(i int) string {
	s := &t.Sentences[i]
	return s.Of(t.Stories[s.Story].Text)
}

// rated scores the sentences, and orders them by that.
func (t *Telling) rated() (scores []float64, order []int) {
	t.terms = make([]map[string]bool, len(t.Sentences))
	for i := range t.Sentences {
		t.terms[i] = t.Lang.TermSet(t.sentence(i))
	}
	weights := t.centroid()
	scores, order = make([]float64, len(t.Sentences)), make([]int, len(t.Sentences))
	at := 0
	for i := range t.Sentences {
		if i > 0 && t.Sentences[i].Story != t.Sentences[i-1].Story {
			at = 0
		}
		for w := range t.terms[i] {
			scores[i] += weights[w]
		}
		scores[i] /= math.Sqrt(float64(len(t.terms[i])) + 8)
		scores[i] *= (1 + .6/float64(1+at)) * (.5 + .5*t.Scores[t.Sentences[i].Story])
		if len(t.terms[i]) < 4 || !StandsAlone(t.Lang, t.sentence(i)) {
			scores[i] /= 4
		}
		order[i] = i
		at++
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	return scores, order
}

// centroid weighs each term by how many sentences have it and how rare it is in the
// language, and those of the topic twice.
func (t *Telling) centroid() map[string]float64 {
	weights := make(map[string]float64)
	for i := range t.Sentences {
		words := t.Lang.Words(t.sentence(i))
		seen := make(map[string]bool)
		for j := range words {
			w := &words[j]
			stem := w.Stem()
			if w.Stop() || seen[stem] {
				continue
			}
			seen[stem] = true
			weights[stem] += t.Lang.Rarity(w.Norm, stem)
		}
	}
	for w, n := range weights {
		weights[w] = math.Sqrt(n)
	}
	for _, stem := range t.Topic {
		weights[stem] *= 2
	}
	return weights
}

// retold is how much of the score of a sentence a later one needs to stand for it.
const retold = 0.7

// later reports whether sentence i is of a story published after that of j.
func (t *Telling) later(i, j int) bool {
	return t.Stories[t.Sentences[i].Story].Published.After(t.Stories[t.Sentences[j].Story].Published)
}

// retells finds the place of the chosen sentence of which i tells the same fact again:
// they have more than half of the words of the shorter in common, beside those of the
// topic, or, where i has a number of its own, nearly all; -1: none.
func (t *Telling) retells(chosen []int, i int) int {
	own := func(i int) map[string]bool {
		terms := make(map[string]bool)
		for w := range t.terms[i] {
			if !slices.Contains(t.Topic, w) {
				terms[w] = true
			}
		}
		return terms
	}
	mine := own(i)
	for at, j := range chosen {
		theirs := own(j)
		both := 0
		for w := range mine {
			if theirs[w] {
				both++
			}
		}
		if 10*both >= 8*len(mine) || 2*both > min(len(mine), len(theirs)) && !t.newNumber(t.sentence(i), t.sentence(j)) {
			return at
		}
	}
	return -1
}

// newNumber reports whether a sentence has a number, in digits or in words, that the
// other has not.
func (t *Telling) newNumber(sentence, other string) bool {
	have := make(map[string]bool)
	number := func(w *text.Word) (string, bool) {
		d, spelled := t.Lang.Numbers.Digits[w.Norm]
		if spelled {
			return d, true
		}
		return w.Norm, w.Number || t.Lang.Numbers.Cardinals[w.Norm] > 1
	}
	words := t.Lang.Words(other)
	for i := range words {
		if n, ok := number(&words[i]); ok {
			have[n] = true
		}
	}
	return slices.ContainsFunc(t.Lang.Words(sentence), func(w text.Word) bool {
		n, ok := number(&w)
		return ok && !have[n]
	})
}
