package bot

import (
	"fmt"
	"slices"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// compare finds what the found stories of one event say of what is asked, and
// how that has changed or is disputed. w are the weights by which e was ranked.
func (e *evidence) compare(p *plan, w *choose.Weights) {
	asked := compare.Asked{First: p.lang.Patterns.AtFirst.MatchString(p.text)}
	q := p.asked
	if p.window.known() {
		q = p.untimed
		if u := p.window.Until; !u.IsZero() && !u.After(p.question.At) {
			asked.Since, asked.Until = p.window.Since, u
		}
	}
	if asked.First {
		q = choose.Read(p.lang, p.lang.Patterns.AtFirst.ReplaceAllString(q.Text, " "))
	}
	q = q.Valued()
	asked.Question = &q
	lines := make([]compare.Line, len(e.lines))
	for i := range e.lines {
		story := e.places[i].story
		lines[i] = compare.Line{Story: story, Text: e.lines[i].Text, Score: w.Timeless(&e.ranked[i])}
	}
	e.told = compare.Compare(e.lang, asked, e.stories, lines)
	e.then = len(e.told) > 0 && e.told[0].Of > 1 && (asked.First || !asked.Until.IsZero())
}

// settled reports whether comparing the stories has found the answer.
func (e *evidence) settled() bool {
	return len(e.told) > 0 && (e.then || e.told[0].State != "")
}

// chosen are the sentences that answer: what comparing the stories has found, or
// those that fit best.
func (e *evidence) chosen(q choose.Question, w *choose.Weights, sure float64) []placed {
	if e.settled() {
		return e.toldPicks()
	}
	picks := e.pick(q, w, sure)
	if e.lang.Patterns.Now.MatchString(q.Text) {
		slices.SortStableFunc(picks, func(x, y placed) int {
			return e.stories[y.story].Published.Compare(e.stories[x.story].Published)
		})
	}
	return picks
}

// toldPicks are the sentences of what was compared, the answer first.
func (e *evidence) toldPicks() []placed {
	var picks []placed
	for _, t := range e.told {
		picks = append(picks, e.withNamed(t.Line))
	}
	return picks
}

// state is how a part of a story stands to what else the stories say.
func (e *evidence) state(story string, part text.Span) State {
	if !e.settled() {
		return ""
	}
	for _, t := range e.told {
		if at := e.places[t.Line]; e.stories[t.Story].ID == story && part.Start < at.End && at.Start < part.End {
			return State(t.State)
		}
	}
	return ""
}

// mark tells each claim how what it cites stands to the rest, and what has changed
// or is disputed where one of them is touched by that.
func (e *evidence) mark(a *Answer) []Note {
	touched := false
	for i := range a.Claims {
		for _, n := range a.Claims[i].Citations {
			c := &a.Citations[n-1]
			if state := e.state(c.Story, text.Span{Start: c.Start, End: c.End}); state != "" {
				a.Claims[i].State, touched = state, true
			}
		}
	}
	if !touched {
		return nil
	}
	return e.differences(a.Citations)
}

// differences say what has changed among what is quoted, or who disagrees.
func (e *evidence) differences(citations []Citation) []Note {
	if len(e.told) < 2 || !e.settled() {
		return nil
	}
	a, b := &e.told[0], &e.told[1]
	s, t := &e.stories[a.Story], &e.stories[b.Story]
	if a.State == compare.Disputed {
		return []Note{{Kind: "disagreement", Text: fmt.Sprintf("The stories differ: %s says %s %s, %s says %s %s.",
			outlet(s), a.Value.Text, marked(s, citations), outlet(t), b.Value.Text, marked(t, citations))}}
	}
	return []Note{{Kind: "superseded", Text: fmt.Sprintf("The latest is %s %s, told since %s; %s %s, of %s, is older.",
		a.Value.Text, marked(s, citations), spellDay(a.Since), b.Value.Text, marked(t, citations), spellDay(b.Since))}}
}

func spellDay(t time.Time) string { return t.Format("2 January 2006") }

// outlet is who says what a story says.
func outlet(s *knowledge.Story) string {
	if s.Outlet == "" {
		return headline(s)
	}
	return s.Outlet
}

// marked is the story's mark in the answer.
func marked(s *knowledge.Story, citations []Citation) string {
	for _, c := range citations {
		if c.Story == s.ID {
			return fmt.Sprintf("[%d]", c.N)
		}
	}
	return headline(s)
}
