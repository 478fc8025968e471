package bot

import (
	"cmp"
	"slices"

	"github.com/storybot/storybot/bot/antecedent"
	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// pick chooses the one to four sentences that answer: the best first, the others
// in the order of their stories and within them. Where the best is more likely wrong
// than right, those go before others that tell what of the question it leaves untold:
// they may correct it. A sentence that leans on one before it brings it along.
func (e *evidence) pick(q choose.Question, w *choose.Weights, sure float64) []placed {
	p := picking{evidence: e, q: &q, w: w, sure: sure, near: w.Near + w.NearDoubt*(1-sure)}
	p.take(e.order[0])
	if also := w.Also(q, e.lines, e.order[0]); also >= 0 {
		p.take(also)
		return p.picks
	}
	if e.ranked[e.order[0]].Open() {
		return p.picks
	}
	if sure < w.Doubt {
		p.each(w.Most-1, func(i int) bool { return e.places[i].story == p.picks[0].story && q.Adds(e.ranked, p.taken, i) })
	}
	p.each(w.Most, p.fits)
	first, rest := p.picks[0].story, p.picks[1:]
	slices.SortStableFunc(rest, func(a, b placed) int {
		return cmp.Or(cmp.Compare(order(a.story, first), order(b.story, first)), cmp.Compare(a.Start, b.Start))
	})
	return p.picks
}

// picking is the sentences picked so far.
type picking struct {
	*evidence
	q     *choose.Question
	w     *choose.Weights
	sure  float64 // that the best answers
	near  float64 // how much less than it another may score
	picks []placed
	taken []int // the lines of picks
}

// each takes the lines near the best that are wanted, best first, until most are taken.
func (p *picking) each(most int, wanted func(i int) bool) {
	for _, i := range p.order {
		if len(p.taken) >= most || p.ranked[i].Score < p.ranked[p.order[0]].Score-p.near {
			return
		}
		if !slices.Contains(p.taken, i) && !p.otherDays(i, p.picks[0]) && wanted(i) {
			p.take(i)
		}
	}
}

// fits reports whether line i may stand beside those picked.
func (p *picking) fits(i int) bool {
	return (!p.q.Ended() || p.q.Adds(p.ranked, p.taken, i)) && p.ranked[i].Score >= p.ranked[p.order[0]].Score-p.near*p.further(i, p.picks, p.w) && !p.lacks(*p.q, i) &&
		(p.sure < p.w.Doubt || !p.q.Undone(p.ranked, p.order[0], i)) && (p.sure < p.w.Enough || p.places[i].story != p.picks[0].story)
}

// take picks line i, as a part of what is picked already where it goes on from there, unless
// it says no more than that does. It never goes before what was picked first.
func (p *picking) take(i int) {
	at := p.withNamed(p.q, i)
	goesOn := func(o placed) bool { return p.places[i].follows(o) || at.follows(o) } // whom it means may stand before that
	switch k := slices.IndexFunc(p.picks, goesOn); {
	case k >= 0:
		p.picks[k].End = max(p.picks[k].End, at.End)
	case p.repeats(p.picks, i):
		return
	default:
		p.picks = append(p.picks, at)
	}
	p.taken = append(p.taken, i)
}

// further is how much of the margin holds for line i: less where a story picked
// from already would say more.
func (e *evidence) further(i int, picks []placed, w *choose.Weights) float64 {
	share, here := 1.0, e.places[i]
	for _, p := range picks {
		switch {
		case here.follows(p):
			return 1
		case p.story == here.story:
			share = w.Again
		}
	}
	return share
}

// follows reports whether p goes on where o stands or ends.
func (p placed) follows(o placed) bool {
	return p.story == o.story && o.Start <= p.Start && p.Start <= o.End+2
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

// withNamed is line i with whom its pronoun means, where that is plain, else with the sentences
// before it that it leans on, up to the one that names somebody.
func (e *evidence) withNamed(q *choose.Question, i int) placed {
	p := e.places[i]
	if !antecedent.Leans(e.lang, e.lines[i].Text) {
		return p
	}
	s := e.stories[p.story].Text
	for back := 1; back <= leansTooFar && i-back >= 0; back++ {
		before := e.places[i-back]
		if before.story != p.story || p.Start-before.End > 3 {
			break
		}
		p.Start = before.Start
		if n, ok := antecedent.Of(e.lang, s[p.Start:e.places[i].Start], e.lines[i].Text, q.Shares); ok {
			return placed{p.story, e.places[i].Span, e.places[i].Start - p.Start, n}
		}
		if words := e.lang.Words(e.lines[i-back].Text); !text.OpensWithPronoun(words) && text.NamesSomebody(words) {
			return p
		}
	}
	return e.places[i]
}

// cited is what is cited for p.
func (p placed) cited() text.Span { return text.Span{Start: p.Start - p.lead, End: p.End} }

// words are those of p, with whom it means.
func (p placed) words(l *text.Language, s *knowledge.Story) string {
	if p.lead == 0 {
		return p.Of(s.Text)
	}
	return p.whom.In(l, p.Of(s.Text))
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
