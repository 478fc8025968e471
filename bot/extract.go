package bot

import (
	"cmp"
	"slices"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge/text"
)

// pick chooses the one to four sentences that answer: the best first, the others
// in the order of their stories and within them. A sentence that leans on one before it brings it along.
func (e *evidence) pick(q choose.Question, w *choose.Weights, sure float64) []placed {
	var picks []placed
	best := e.ranked[e.order[0]].Score
	near := w.Near + w.NearDoubt*(1-sure)
	for _, i := range e.order {
		if len(picks) == w.Most || len(picks) > 0 && e.ranked[i].Score < best-near {
			break
		}
		if len(picks) > 0 && (e.ranked[i].Score < best-near*e.further(i, picks, w) || e.lacks(q, i) || e.otherDays(i, picks[0]) || sure >= w.Enough && e.places[i].story == picks[0].story) {
			continue
		}
		p := e.withNamed(i)
		if at := slices.IndexFunc(picks, func(o placed) bool { return o.story == p.story && o.Start <= p.End+2 && p.Start <= o.End+2 }); at >= 0 {
			picks[at].Start = min(picks[at].Start, p.Start)
			picks[at].End = max(picks[at].End, p.End)
			continue
		}
		if e.repeats(picks, i) {
			continue
		}
		picks = append(picks, p)
	}
	first, rest := picks[0].story, picks[1:]
	slices.SortStableFunc(rest, func(a, b placed) int {
		return cmp.Or(cmp.Compare(order(a.story, first), order(b.story, first)), cmp.Compare(a.Start, b.Start))
	})
	return picks
}

// further is how much of the margin holds for line i: less where a story picked
// from already would say more.
func (e *evidence) further(i int, picks []placed, w *choose.Weights) float64 {
	share, here := 1.0, e.places[i]
	for _, p := range picks {
		switch {
		case p.story == here.story && p.Start <= here.End+2 && here.Start <= p.End+2:
			return 1 // it goes on from there
		case p.story == here.story:
			share = w.Again
		}
	}
	return share
}

// lacks reports whether line i has nothing of the kind that is asked for, while
// the best line has.
func (e *evidence) lacks(q choose.Question, i int) bool {
	return q.Want != choose.Anything && e.ranked[e.order[0]].HasKind() && !e.ranked[i].HasKind()
}

// otherDays reports whether line i is of a story that fits the time of the
// question less than the first pick's does.
func (e *evidence) otherDays(i int, first placed) bool {
	return e.fit(e.places[i].story) < e.fit(first.story)
}

// order puts the story of the best sentence before the others.
func order(story, first int) int {
	if story == first {
		return -1
	}
	return story
}

// leansTooFar is how many sentences back one that leans may reach.
const leansTooFar = 2

// withNamed is line i with the sentences before it that it leans on, up to
// the one that names somebody.
func (e *evidence) withNamed(i int) placed {
	p := e.places[i]
	words := e.lang.Words(e.lines[i].Text)
	if !text.OpensWithPronoun(words) {
		return p
	}
	for back := 1; back <= leansTooFar && i-back >= 0; back++ {
		before := e.places[i-back]
		if before.story != p.story || p.Start-before.End > 3 {
			break
		}
		p.Start = before.Start
		if words := e.lang.Words(e.lines[i-back].Text); !text.OpensWithPronoun(words) && text.NamesSomebody(words) {
			return p
		}
	}
	return e.places[i]
}

// repeats reports whether line i says no more than what is picked already.
func (e *evidence) repeats(picks []placed, i int) bool {
	mine := e.lang.TermSet(e.lines[i].Text)
	for _, p := range picks {
		theirs := e.lang.TermSet(p.Of(e.stories[p.story].Text))
		both := 0
		for w := range mine {
			if theirs[w] {
				both++
			}
		}
		if 10*both >= 8*len(mine) {
			return true
		}
	}
	return false
}
