// Package current answers by the figures that hold now, of what the stories of an event have counted, and tells which
// of them no longer do.
package current

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare"
	"github.com/storybot/storybot/bot/compare/scope"
	"github.com/storybot/storybot/bot/compare/topic"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Figures answers a question by the figures that hold now, where the line numbered best, which
// answers best else, or the stories of what the question names, give others that
// no longer do, or that another outlet disputes: the changes, and the sentences, those
// that hold first. Both are nil where the question is of nothing of the kind.
func Figures(l *text.Language, q *choose.Question, stories []knowledge.Story, lines []compare.Line, best int) ([]compare.Change, []compare.Told) {
	if !countable(l, q, lines[best].Text) {
		return nil, nil
	}
	changes := askedOf(l, q, stories, compare.Changes(l, stories, lines), best)
	if len(changes) == 0 {
		return nil, nil
	}
	now, before := compare.Latest, compare.Superseded
	if changes[0].Disputed {
		now, before = compare.Disputed, compare.Disputed
	}
	var told []compare.Told
	for _, i := range Newest(changes) {
		told = append(told, toldOf(changes, i, now))
	}
	told = append(told, toldOf(changes, changes[0].Was.Line, before))
	for i := range told {
		told[i].Of = len(told)
	}
	return changes, told
}

// countable reports whether what is asked may be told by a figure: a number is asked for, or
// anything, and a state in which people are counted or what a sum may be of is named, or the best sentence has a figure.
func countable(l *text.Language, q *choose.Question, best string) bool {
	switch q.Want {
	case choose.Number, choose.Money:
		return true
	case choose.Anything:
		if q.Polar() && ofOne(l, q) || ofSort(l, q) {
			return false
		}
		return scope.Counts(l, q.Text) || scope.Figured(l, best) || slices.ContainsFunc(q.Terms, func(t choose.Term) bool { return t.Focus && !t.Name })
	}
	return false
}

// ofSort reports whether a question asks which of a sort of things something is, "which virus", and not what something amounts to.
func ofSort(l *text.Language, q *choose.Question) bool {
	words := l.Words(q.Text)
	return slices.ContainsFunc(q.Terms, func(t choose.Term) bool {
		at := slices.IndexFunc(words, func(w text.Word) bool { return w.Norm == t.Norm })
		return t.Focus && !t.Name && at > 0 && l.Questions.Words[words[at-1].Norm]
	})
}

// ofOne reports whether a question for yes or no is of one thing, "is the captain dead", and not of many, or of anybody.
func ofOne(l *text.Language, q *choose.Question) bool {
	for i, w := range l.Words(q.Text) {
		if i > 0 && !l.Questions.Determiners[w.Norm] {
			return !w.Stop() && !l.Questions.Plurals[w.Norm] && !strings.HasSuffix(w.Norm, "s")
		}
	}
	return false
}

// askedOf are the changes of what is asked: of the states that the question names, in a story
// that has its other words; or else, where it asks for anything, of the best sentence's event.
func askedOf(l *text.Language, q *choose.Question, stories []knowledge.Story, changes []compare.Change, best int) []compare.Change {
	slots := slotsOf(l, q.Text)
	named := slices.ContainsFunc(changes, func(c compare.Change) bool { return slices.Contains(slots, c.Slot) })
	if !named && q.Want != choose.Anything {
		return nil
	}
	touched := named
	var kept []compare.Change
	for _, c := range changes {
		if named && (!slices.Contains(slots, c.Slot) || !topical(l, q, &stories[c.Was.Story], len(stories[c.Was.Story].Text)) || !c.Disputed && !topical(l, q, &stories[c.Is.Story], topic.Reach)) || !named && c.Disputed {
			continue
		}
		touched = touched || c.Was.Line == best || c.Is.Line == best
		kept = append(kept, c)
	}
	if !touched {
		return nil
	}
	return kept
}

// topical reports whether a story, in so many bytes, has all telling words of the question but what is counted
// and those for a state in which people are counted.
func topical(l *text.Language, q *choose.Question, s *knowledge.Story, reach int) bool {
	have := l.TermSet(s.Title + " " + text.Cut(s.Text, reach))
	for i := range q.Terms {
		t := &q.Terms[i]
		if !t.Focus && !have[t.Stem] && len(l.Meaning.Tallies[l.Key(t.Norm)]) == 0 {
			return false
		}
	}
	return true
}

// Newest are the fewest lines that give all figures that hold now.
func Newest(changes []compare.Change) []int {
	lines, open := make(map[int]map[string]bool), make(map[string]bool)
	for _, c := range changes {
		if lines[c.Is.Line] == nil {
			lines[c.Is.Line] = make(map[string]bool)
		}
		lines[c.Is.Line][c.Slot], open[c.Slot] = true, true
	}
	var chosen []int
	for len(open) > 0 {
		top, most := -1, 0
		for _, i := range slices.Sorted(maps.Keys(lines)) {
			n := 0
			for slot := range lines[i] {
				if open[slot] {
					n++
				}
			}
			if n > most {
				top, most = i, n
			}
		}
		for slot := range lines[top] {
			delete(open, slot)
		}
		chosen = append(chosen, top)
	}
	return chosen
}

// toldOf is a line that gives a figure that holds, or no longer does.
func toldOf(changes []compare.Change, line int, state compare.State) compare.Told {
	for _, c := range changes {
		for _, f := range [...]compare.Figure{c.Is, c.Was} {
			if f.Line == line {
				return compare.Told{Line: line, Story: f.Story, State: state, Since: f.Since, Value: compare.Value{Text: f.Text}}
			}
		}
	}
	return compare.Told{Line: line, State: state}
}

// Older are the figures of a slot that are replaced, each once, the newest first; one that the newest
// story only tells again is that of the older one.
func Older(changes []compare.Change, slot string) []compare.Figure {
	var older []compare.Figure
	for _, c := range changes {
		if c.Slot == slot && !slices.ContainsFunc(older, func(o compare.Figure) bool { return o.Same(&c.Was) }) {
			older = append(older, c.Was)
		}
	}
	slices.SortStableFunc(older, func(a, b compare.Figure) int { return b.Since.Compare(a.Since) })
	return older
}

// Holding is the state of each line whose figures hold, or are disputed.
func Holding(changes []compare.Change) map[int]compare.State {
	states := make(map[int]compare.State)
	for _, c := range changes {
		if c.Disputed {
			states[c.Is.Line], states[c.Was.Line] = compare.Disputed, compare.Disputed
		} else {
			states[c.Is.Line] = compare.Latest
		}
	}
	return states
}

// slotsOf are what a text names that may be counted ([compare.Change]).
func slotsOf(l *text.Language, s string) []string {
	var slots []string
	for _, w := range l.Words(s) {
		key := l.Key(w.Norm)
		slots = append(slots, key)
		for _, state := range l.Meaning.Tallies[key] {
			slots = append(slots, strconv.Itoa(state))
		}
	}
	return slots
}
