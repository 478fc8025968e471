package choose

import (
	"math"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/bot/choose/thing"
	"github.com/storybot/storybot/knowledge/text"
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
		c.raise(r, math.Inf(1), true, func(i int) bool {
			r[i].settles = c.lines[i].vote
			return r[i].settles
		})
	}
	ahead := c.q.coming() || c.q.present()
	if c.q.Want != Reason && !ahead {
		return
	}
	if r[top].features[featKind] > kindless || r[top].open || c.share(c.titled(top)) < reasonCover {
		return
	}
	c.raise(r, math.Inf(1), true, func(i int) bool {
		r[i].settles = i > top && i <= top+reasonReach && r[i].features[featKind] > kindless && (ahead || c.goesOn(i, top) && !shape.CauseOfOther(c.q.lang, c.q.Text, c.lines[i].text))
		return r[i].settles
	})
}

// raiseTold puts a line that tells what is asked about before the best one where that does not, of the same story.
// Of how many died in the storm, who died there goes before who repairs the wires; of whether somebody was hurt, what tells of that before
// what only tells of the fire; of somebody's sister, she before him.
func (c *context) raiseTold(r []Ranked) {
	verb := c.q.verbTerm()
	switch {
	case len(r) == 0:
		return
	case verb >= 0 && (c.q.Polar() && c.q.done(verb) || c.q.countsPeople() || c.q.manner == ask.When && c.q.over() && c.q.named() && c.q.Terms[verb].weight >= commonVerb):
		c.raiseTerm(r, verb)
	}
	if owned := c.q.owned(); owned >= 0 {
		c.raiseTerm(r, owned)
	}
	if office := c.q.term(c.q.lang.Base(c.q.office)); c.q.office != "" && office >= 0 && c.lines[BestFirst(r)[0]].best[office] < matchFamily {
		c.raise(r, officeNear, false, func(i int) bool {
			return c.lines[i].best[office] >= matchFamily && r[i].features[featHolder] >= surelyHeld
		})
	}
	c.raiseAge(r)
	if c.q.Want == Number && !r[BestFirst(r)[0]].settles && slices.ContainsFunc(c.q.words, func(w string) bool { return c.q.lang.Questions.Many[w] }) {
		c.raise(r, countedNear, true, func(i int) bool { return r[i].features[featCounted] > 0 })
	}
}

// raiseAge puts the best line that tells an age beside the name that is asked about first, where the best has none, or that of
// another; or a time of the day, of its story.
func (c *context) raiseAge(r []Ranked) {
	clock, top, whose := c.q.clock(), BestFirst(r)[0], c.q.term(c.q.lang.Base(thing.Described(c.q.lang, c.q.Text)))
	others := func(i int) bool { return c.q.ofAnother(c.lines[i].text, c.lines[i].words) }
	if c.q.Want != Age && !clock || !clock && r[top].features[featKind] > kindless && !others(top) || clock && r[top].features[featKind] == 1 {
		return
	}
	c.raise(r, math.Inf(1), clock, func(i int) bool {
		f := &r[i].features
		return f[featKind] > weekdaySure && (clock || (f[featNameNear] > besideName || whose >= 0 && c.lines[i].best[whose] >= matchFamily) && !others(i))
	})
}

// raise puts the best line that fits first, unless it scores so much less than the best, or is to be of its story and is not.
func (c *context) raise(r []Ranked, near float64, same bool, fits func(i int) bool) {
	order := BestFirst(r)
	for top, k := order[0], 0; k < len(order) && r[order[k]].Score >= r[top].Score-near; k++ {
		if i := order[k]; (!same || c.lines[i].group == c.lines[top].group) && fits(i) {
			if i != top {
				r[i].Score = r[top].Score + factGain
			}
			return
		}
	}
}

// commonVerb is how much a verb weighs at least that somebody or something of whom a date is asked does: to start tells enough of it.
const commonVerb = 0.9

// How much less than the best a line may score that counts what is asked for, or tells by name who does what is asked.
const (
	countedNear = 3
	officeNear  = 3
	doerNear    = 1
)

// surelyHeld is how surely a line names at least who holds what is asked.
const surelyHeld = 0.75

// clock reports whether a time of the day is asked for: "what time", but not what time somebody ran.
func (q *Question) clock() bool {
	at := slices.Index(q.words, q.focus)
	return q.Want == Date && q.focus == "time" && at > 0 && q.lang.Questions.Words[q.words[at-1]]
}

// besideName is how near a name an age stands that is his.
const besideName = 0.2

// done reports whether q asks whether something was done to whom it asks about: "was anybody hurt".
func (q *Question) done(verb int) bool {
	n := q.Terms[verb].Norm
	return q.lang.Questions.Be[q.words[0]] && (shape.HasPast(q.lang, n) || q.lang.Forms.Participles[n])
}

// raiseTerm puts the best line of the best line's story that has term t, and what is asked for, first, where that has not.
func (c *context) raiseTerm(r []Ranked, t int) {
	if c.lines[BestFirst(r)[0]].best[t] < matchSynonym {
		c.raise(r, math.Inf(1), true, func(i int) bool {
			l := &c.lines[i]
			if none := c.q.countsPeople() && shape.None(c.q.lang, l.words, func(k int) bool { return l.hits[k].Term == t }); none { // "no deaths were reported"
				r[i].settles = l.best[t] >= matchSynonym
				return r[i].settles
			}
			return l.best[t] >= matchSynonym && (c.q.Want == Anything || r[i].HasKind()) && (c.q.manner != ask.When || c.q.hasName(l.best, matchPeople) || text.OpensWithPronoun(l.words) && !c.q.lang.Questions.Determiners[l.words[0].Norm])
		})
	}
}

// owned is the term of what somebody of the question has that is asked about, as "Ann Lee's sister"; -1 where there is none. Of
// a year, what somebody held then is told in other words.
func (q *Question) owned() int {
	if from, _ := q.years(); from > 0 {
		return -1
	}
	words := q.lang.Words(q.Text)
	for i := 1; i < len(words); i++ {
		if !shape.Possessive(q.Text, &words[i-1]) || words[i].Upper || !words[i-1].Upper && (words[i-1].Stop() || strings.ToLower(q.Text) != q.Text) {
			continue
		}
		if t := q.term(q.lang.Base(words[i].Norm)); t >= 0 && q.Terms[t].main && !q.Terms[t].verb && (q.Want != Anything || ask.NounType(q.lang, words[i].Norm) == Person) && (i+1 == len(words) || words[i+1].Stop() || q.Terms[t].Focus) {
			return t
		}
	}
	return -1
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
		if h.Term >= 0 && h.Worth >= matchFamily {
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

// present reports whether q asks when something happens, that is to say not of what is over: "when does the line open".
func (q *Question) present() bool {
	return q.manner == ask.When && !q.anyDay && len(q.words) > 1 && q.lang.Questions.Does[q.words[1]] && !q.lang.Questions.Past[q.words[1]]
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

// weekdaySure is how surely a weekday alone is a date.
const weekdaySure = 0.6
