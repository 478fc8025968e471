package bot

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/stray"
	"github.com/storybot/storybot/bot/write"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// How many tokens of sentences a model is given at most: of a question's best, where
// one of them answers; where that is in doubt; and of a summary's.
const (
	answerTokens  = 700
	doubtTokens   = 3200
	summaryTokens = 3000

	fewestGiven    = 6 // lines, whatever they score
	tokensOfNumber = 5 // of the number of a sentence
)

// given chooses what a model is given to answer from: the best lines, each with
// its story's first and the one that it leans on, as far as they clear the relevance cut and the budget.
func (e *evidence) given(w *choose.Weights, budget int) *write.Material {
	chosen := make(map[int]bool)
	var order []int
	for _, t := range e.told { // what stands against each other is given whole
		order = append(order, t.Line)
	}
	for at, i := range append(order, e.order...) {
		if at >= len(order) && e.ranked[i].Score < e.ranked[e.order[0]].Score-w.Given && len(chosen) >= fewestGiven {
			break
		}
		for _, line := range append(e.lead(i), e.withBefore(i)...) {
			if chosen[line] || !stray.Tells(e.lines[line].Text) {
				continue
			}
			if budget -= prompts.Count(e.lines[line].Text) + tokensOfNumber; budget < 0 {
				return e.materialOf(chosen)
			}
			chosen[line] = true
		}
	}
	return e.materialOf(chosen)
}

// lead is the first line of i's story, which says what it is about.
func (e *evidence) lead(i int) []int {
	for i > 0 && e.places[i-1].story == e.places[i].story {
		i--
	}
	return []int{i}
}

// allGiven gives every line, in order, as far as the budget goes.
func (e *evidence) allGiven(budget int) *write.Material {
	chosen := make(map[int]bool)
	for i := range e.lines {
		if budget -= prompts.Count(e.lines[i].Text) + tokensOfNumber; budget < 0 {
			break
		}
		chosen[i] = stray.Tells(e.lines[i].Text)
	}
	return e.materialOf(chosen)
}

// withBefore is line i, after the one before it where it leans on that.
func (e *evidence) withBefore(i int) []int {
	if i > 0 && e.places[i-1].story == e.places[i].story && text.OpensWithPronoun(e.lang.Words(e.lines[i].Text)) {
		return []int{i - 1, i}
	}
	return []int{i}
}

// materialOf lays out the chosen lines: grouped by story, oldest first, and a
// sentence that several stories have once.
func (e *evidence) materialOf(chosen map[int]bool) *write.Material {
	m := &write.Material{Lang: e.lang}
	at := make(map[int]int)         // of a story of the evidence, its place in the material
	said := make(map[string][2]int) // of a sentence, its story and place
	rank := make([]int, len(e.lines))
	for at, i := range e.order {
		rank[i] = at
	}
	for i, place := range e.places {
		if !chosen[i] {
			continue
		}
		s := &e.stories[place.story]
		key := strings.ToLower(text.OneLine(e.lines[i].Text))
		if first, known := said[key]; known {
			first := &m.Stories[first[0]].Sentences[first[1]]
			if s.Outlet != "" && !slices.Contains(first.Also, s.Outlet) {
				first.Also = append(first.Also, s.Outlet)
			}
			continue
		}
		if _, known := at[place.story]; !known {
			at[place.story] = len(m.Stories)
			m.Stories = append(m.Stories, write.Story{Story: s, Notice: s.Label == knowledge.Retracted && announces(e.lang, s)})
		}
		g := &m.Stories[at[place.story]]
		sentence := write.Sentence{Span: place.Span, Line: i, Rank: rank[i]}
		if i > 0 && e.places[i-1].story == place.story {
			sentence.After = e.places[i-1].End
		}
		g.Sentences = append(g.Sentences, sentence)
		said[key] = [2]int{at[place.story], len(g.Sentences) - 1}
	}
	m.Arrange()
	return m
}
