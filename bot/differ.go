package bot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare"
	"github.com/storybot/storybot/bot/compare/asof"
	"github.com/storybot/storybot/bot/compare/current"
	"github.com/storybot/storybot/bot/naming"
	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/knowledge/text"
)

// compare finds what the found stories of one event say of what is asked, and
// how that has changed or is disputed. w are the weights by which e was ranked.
func (e *evidence) compare(p *plan, w *choose.Weights) {
	if p.asked.Defines() { // what something is stays
		return
	}
	asked := compare.Asked{First: p.lang.Patterns.AtFirst.MatchString(p.text)}
	q := p.asked
	if p.window.Known() {
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
	lines := e.compared()
	for i := range lines {
		lines[i].Score = w.Timeless(&e.ranked[i])
	}
	if !asked.First && asked.Until.IsZero() { // by the figures that hold now, where others no longer do
		e.changes, e.told = current.Figures(e.lang, &p.asked, e.stories, lines, e.order[0])
	}
	if !e.settled() {
		e.told = compare.Compare(e.lang, asked, e.stories, lines)
	}
	if len(e.told) > 0 && (q.Want == choose.Age && !w.Fills(&e.ranked[e.told[0].Line]) || q.Want == choose.Person && e.told[0].Value.Text == "") { // a count is no age, and what names nobody nobody
		e.told = nil
	}
	if asOf, sure := asof.Known(e.lang, asked, e.stories, lines); asOf != nil && (!e.ofThen(&asked) || sure && (len(asOf) > 1 || asOf[0].Since.After(e.told[0].Since))) {
		e.told = asOf
	}
	e.then = e.ofThen(&asked)
}

// ofThen reports whether comparing the stories has found what was known at the time asked for.
func (e *evidence) ofThen(asked *compare.Asked) bool {
	return len(e.told) > 0 && e.told[0].Of > 1 && (asked.First || !asked.Until.IsZero())
}

// compared are the sentences as they are compared.
func (e *evidence) compared() []compare.Line {
	lines := make([]compare.Line, len(e.lines))
	for i := range e.lines {
		lines[i] = compare.Line{Story: e.places[i].story, Text: e.lines[i].Text, Words: e.lines[i].Words}
	}
	return lines
}

// settled reports whether comparing the stories has found the answer.
func (e *evidence) settled() bool {
	return len(e.told) > 0 && (e.then || e.told[0].State != "")
}

// chosen are the sentences that answer: what comparing the stories has found, or
// those that fit best.
func (e *evidence) chosen(q choose.Question, w *choose.Weights, sure float64) []placed {
	if e.settled() {
		picks := e.toldPicks(&q)
		if also := w.Also(q, e.lines, e.told[0].Line); also >= 0 {
			picks = append(picks, e.withNamed(&q, also))
		}
		return picks
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
func (e *evidence) toldPicks(q *choose.Question) []placed {
	var picks []placed
	for _, t := range e.told {
		p := e.withNamed(q, t.Line)
		if !slices.ContainsFunc(picks, func(o placed) bool { return o.story == p.story && o.Start <= p.Start && p.End <= o.End }) {
			picks = append(picks, p)
		}
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
	if len(e.changes) > 0 {
		return e.changed(citations)
	}
	a, b := &e.told[0], &e.told[1]
	s, t := &e.stories[a.Story], &e.stories[b.Story]
	if a.State == compare.Disputed {
		return []Note{e.disagreement(a.Value.Text, a.Story, b.Value.Text, b.Story, citations)}
	}
	if a.Value.Text == "" {
		return []Note{noteOf("superseded", say.Tell(say.Newer, say.With{
			"story": marked(s, citations), "day": say.When(say.Day, a.Since), "other": marked(t, citations), "otherday": say.When(say.Day, b.Since),
		}))}
	}
	return []Note{noteOf("superseded", say.Tell(say.NewerFigure, say.With{
		"figure": e.figure(a.Value.Text), "mark": marked(s, citations), "day": say.When(say.Day, a.Since),
		"old": e.figure(b.Value.Text), "oldmark": marked(t, citations), "oldday": say.When(say.Day, b.Since),
	}))}
}

// disagreement says that two stories differ.
func (e *evidence) disagreement(one string, of int, other string, from int, citations []Citation) Note {
	s, t := &e.stories[of], &e.stories[from]
	with := say.With{"one": naming.Outlet(s), "onemark": marked(s, citations), "two": naming.Outlet(t), "twomark": marked(t, citations)}
	if one == "" || other == "" {
		return noteOf("disagreement", say.Tell(say.Differ, with))
	}
	with["onesays"], with["twosays"] = e.figure(one), e.figure(other)
	return noteOf("disagreement", say.Tell(say.DifferFigures, with))
}

// changed say which figures have replaced which, the latest of each thing counted once.
func (e *evidence) changed(citations []Citation) []Note {
	var notes []Note
	for i, c := range e.changes {
		if slices.ContainsFunc(e.changes[:i], func(o compare.Change) bool { return o.Slot == c.Slot }) {
			continue
		}
		is := &e.stories[c.Is.Story]
		if c.Disputed {
			notes = append(notes, e.disagreement(c.Is.Text, c.Is.Story, c.Was.Text, c.Was.Story, citations))
			continue
		}
		var of say.Message
		if c.Is.Of != "" && slices.ContainsFunc(e.changes, func(o compare.Change) bool { return o.Slot != c.Slot }) {
			of = say.Tell(say.OfThing, say.With{"what": say.Text(c.Is.Of)})
		}
		with := say.With{"figure": e.figure(c.Is.Text), "thing": of, "rest": e.older(c.Slot, citations)}
		with["mark"], with["day"] = marked(is, citations), say.When(say.Day, c.Is.Since)
		notes = append(notes, noteOf("superseded", say.Tell(say.Latest, with)))
	}
	return notes
}

// older tells the figures of a slot that are replaced, the newest first.
func (e *evidence) older(slot string, citations []Citation) say.Message {
	var parts []say.Message
	for _, f := range current.Older(e.changes, slot) {
		with := say.With{"figure": e.figure(f.Text), "day": say.When(say.Day, f.Since)}
		if at := slices.IndexFunc(citations, func(o Citation) bool { return o.Story == e.stories[f.Story].ID }); at >= 0 {
			with["mark"] = say.Text(fmt.Sprintf(" [%d]", citations[at].N))
		}
		key := say.Older
		if slices.ContainsFunc(e.changes, func(c compare.Change) bool {
			return c.Slot == slot && c.Is.Story == f.Story && c.Is.Since.Equal(f.Since)
		}) {
			key = say.OlderTold // the story itself tells both
		}
		parts = append(parts, say.Tell(key, with))
	}
	return say.Count(say.IsOlder, len(parts), say.With{"list": say.Join(say.Semicolons, parts)})
}

// figure is a number in words as it stands within a sentence: "Fourteen" began one.
func (e *evidence) figure(s string) say.Message {
	return say.Tell(say.Figure, say.With{"figure": say.Text(e.inSentence(s))})
}

func (e *evidence) inSentence(s string) string {
	lower := strings.ToLower(s)
	if s == "" || lower[1:] != s[1:] || strings.ContainsAny(s, "0123456789") || len(e.lang.Annotate(lower, len(lower)).Amounts) == 0 {
		return s // a name, or nothing of a number
	}
	return lower
}
