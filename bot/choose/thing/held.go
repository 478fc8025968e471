package thing

import (
	"slices"

	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// HeldOtherwise is how sure a thing is at most that is held otherwise than the question asks.
const HeldOtherwise = 0.1

// otherDimension reports whether the number at word i measures something in another dimension than the question asks for: "30 metres
// wide", where it asks how deep something is.
func otherDimension(want *Wanted, words []text.Word, i int) bool {
	asked := dimensionAsked(want)
	if asked == nil {
		return false
	}
	for k := i + 1; k < min(len(words), i+dimensionReach); k++ {
		if told := dimension(want.Lang, words[k].Norm); told != nil {
			return !slices.ContainsFunc(told, func(g int) bool { return slices.Contains(asked, g) })
		}
	}
	return false
}

// dimensionReach is within how many words behind a number stands of what it is: "30 metres in width".
const dimensionReach = 4

// dimensionAsked is the dimension that a question asks for, "how deep", "the depth of"; nil where it asks for none.
func dimensionAsked(want *Wanted) []int {
	for i, norm := range want.Asking {
		if i > 0 && want.Lang.Questions.How[want.Asking[i-1]] || want.Lang.Questions.Gauges[norm] && norm == want.Focus {
			if asked := dimension(want.Lang, norm); asked != nil {
				return asked
			}
		}
	}
	return nil
}

// dimension are the groups of synonyms of an adjective, or a noun, for how much of a measure something has, in which there is a
// noun for one: of wide that of width. It is nil for every other word, and for large, which is of none.
func dimension(l *text.Language, norm string) []int {
	q := &l.Questions
	if !q.Degrees[norm] && !q.Long[norm] && !q.Gauges[norm] {
		return nil
	}
	var groups []int
	for _, g := range l.Meaning.Synonyms.Of[l.Key(norm)] {
		for gauge := range q.Gauges {
			if slices.Contains(l.Meaning.Synonyms.Of[l.Key(gauge)], g) {
				groups = append(groups, g)
			}
		}
	}
	return groups
}

// withinBounds are times of a sentence, none of them sure where one is told as that until which something is, and the question asks since
// when it has been, or the other way around: the others are when that was said.
func withinBounds(want *Wanted, words []text.Word, times []Thing) []Thing {
	at := slices.IndexFunc(want.Asking, func(norm string) bool { return want.Lang.Questions.When[norm] })
	if at < 1 || !bounds(want.Lang, want.Asking[at-1]) {
		return times
	}
	other := false
	for _, th := range times {
		switch boundAt(want.Lang, words, th.From) {
		case want.Asking[at-1]:
			return times
		case "":
		default:
			other = true
		}
	}
	for i := range times {
		if other {
			times[i].Sure *= HeldOtherwise
		}
	}
	return times
}

// boundAt is the word that makes the time at word i one since or until which something is; empty: there is none.
func boundAt(l *text.Language, words []text.Word, i int) string {
	for k := i - 1; k >= max(0, i-boundReach); k-- {
		if bounds(l, words[k].Norm) {
			return words[k].Norm
		}
		if !words[k].Number && !l.Month(words[k].Norm) && !l.Questions.Determiners[words[k].Norm] {
			break
		}
	}
	return ""
}

// boundReach is how many words before a month or a year the word for since or until stands at most: "since the 4 May 2023".
const boundReach = 4

// bounds reports whether a word tells since, before, after or until when something is.
func bounds(l *text.Language, norm string) bool {
	return l.Clauses.Begin[norm] && l.Questions.Prepositions[norm]
}

// ofAnotherNoun reports whether the number at word i is told by "that is" of a noun that the question has not: "a boat that is 900 years
// old", where it asks how old the chapel is under which that was found.
func ofAnotherNoun(want *Wanted, words []text.Word, i int) bool {
	if i < 3 || !want.Lang.Questions.Be[words[i-1].Norm] || words[i-2].Norm != want.Lang.Clauses.That {
		return false
	}
	for k := i - 3; k >= 0; k-- {
		switch w := &words[k]; {
		case w.Stop() || shape.HasPast(want.Lang, w.Norm):
		case w.Upper || w.Number:
			return false
		default:
			base := want.Lang.Base(w.Norm)
			return !slices.ContainsFunc(want.Asking, func(norm string) bool { return want.Lang.Base(norm) == base })
		}
	}
	return false
}
