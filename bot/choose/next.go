package choose

import (
	"math"
	"slices"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text/share"
)

// raiseNext puts a line that has what is asked for, a reason or the date of what is yet to come, before the one that
// only tells of what it is asked, where it goes on from that: "The bank raised its rate. Its council acted because
// wages rose." So it does with what tells how a vote went, where that is asked.
func (c *context) raiseNext(r []Ranked) {
	if len(r) == 0 {
		return
	}
	top := BestFirst(r)[0]
	if c.q.Polar() && c.toldWhole(top) {
		for i := range r {
			if c.lines[i].vote && c.lines[i].group == c.lines[top].group {
				c.settle(r, i, top)
				return
			}
		}
	}
	if c.q.Want != Reason && !c.q.coming() {
		return
	}
	if r[top].features[featKind] > kindless || r[top].open || c.share(c.titled(top)) < reasonCover {
		return
	}
	best := -1
	for i := top + 1; i < len(r) && i <= top+reasonReach && c.lines[i].group == c.lines[top].group; i++ {
		if r[i].features[featKind] > kindless && (c.q.coming() || c.goesOn(i, top)) && (best < 0 || r[i].Score > r[best].Score) {
			best = i
		}
	}
	if best >= 0 {
		c.settle(r, best, top)
	}
}

// raiseCounts puts a line that counts those to whom it has happened what is asked before one of its story that only counts
// such: of how many died in the storm, who died there goes before who repairs the wires.
func (c *context) raiseCounts(r []Ranked) {
	verb := c.q.verbTerm()
	if len(r) == 0 || verb < 0 || c.q.manner != ask.HowMany || ask.NounType(c.q.lang, c.q.focus) != Person && !c.q.lang.Questions.Plurals[c.q.focus] {
		return
	}
	top := BestFirst(r)[0]
	if c.lines[top].best[verb] > 0 {
		return
	}
	best := -1
	for i := range r {
		if l := &c.lines[i]; l.group == c.lines[top].group && l.best[verb] > 0 && r[i].HasKind() && (best < 0 || r[i].Score > r[best].Score) {
			best = i
		}
	}
	if best >= 0 {
		r[best].Score = r[top].Score + factGain
	}
}

// toldWhole reports whether line i's story has every word of the question but those of its predicate: the vote on
// another bill settles nothing.
func (c *context) toldWhole(i int) bool {
	for t, worth := range c.storyOf(i) {
		if term := &c.q.Terms[t]; worth == 0 && term.main && !term.verb && !term.Time {
			return false
		}
	}
	return true
}

// settle puts line i first, as what settles the question.
func (c *context) settle(r []Ranked, i, top int) {
	r[i].settles = true
	if i != top {
		r[i].Score = r[top].Score + factGain
	}
}

// kindless is how surely a line at most has what is asked for that does not tell it.
const kindless = 0.3

// titled is, for each term, the worth of its best match in line i or its title.
func (c *context) titled(i int) []float64 {
	found := slices.Clone(c.lines[i].best)
	for t, worth := range c.lines[i].title {
		found[t] = max(found[t], worth)
	}
	return found
}

// How much of the question a line tells for which a reason is looked for behind it, and within how many lines.
const (
	reasonCover = 0.7
	reasonReach = 4
)

// goesOn reports whether line i speaks of what line before does: it has a word of the question or of its headline, or leans.
func (c *context) goesOn(i, before int) bool {
	for _, h := range c.lines[i].hits {
		if h.term >= 0 && h.worth >= matchFamily {
			return true
		}
	}
	return c.lines[i].head > 0 || i == before+1 && shape.Leaning(c.q.lang, c.lines[i].words) == 1
}

// factGain is by how much what was so in fact goes before what was said at first.
const factGain = 0.1

// coming reports whether q asks when something yet to come will be.
func (q *Question) coming() bool {
	if q.manner != ask.When || q.anyDay {
		return false
	}
	return slices.ContainsFunc(q.words[:min(len(q.words), comingWords)], func(w string) bool { return q.lang.Certainty.Future[w] })
}

// comingWords is within how many words of a question the word for what is yet to come stands.
const comingWords = 4

// votes has the lines that tell how a vote went answer whether something was unanimous.
func (c *context) votes() {
	for t := range c.q.Terms {
		if !c.q.lang.Numbers.Unanimous[c.q.Terms[t].Norm] {
			continue
		}
		for i := range c.lines {
			l := &c.lines[i]
			for _, s := range share.In(c.q.lang.Annotate(l.text, MaxLine)) {
				if s.Kind == share.Vote {
					l.vote = true
					l.best[t] = math.Max(l.best[t], matchFamily)
				}
			}
		}
	}
}
