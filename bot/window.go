package bot

import (
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Days of grace: stories still report an event for some days afterwards, and
// of words that allow for roundness any day nearby may be meant.
const (
	afterwards = 3
	longest    = 32 * 24 * time.Hour // of a longer time the days afterwards are no matter; of one half as long later stories speak by its words: last month
)

// prefer is what the search is asked to prefer; nil: no time.
func (p *plan) prefer() *knowledge.Window {
	w := &p.window
	if !w.Known() {
		return nil
	}
	k := knowledge.Window{Since: knowledge.Midnight(w.Since), Until: knowledge.Midnight(w.Until), Before: w.Grace, After: w.Grace, Names: w.Names(p.lang)}
	if !w.Absolute && len(k.Names) == 0 && k.Until.Sub(k.Since) > longest/2 && !k.Until.After(p.question.At) && !p.lang.Questions.Prepositions[p.lang.Words(w.Words)[0].Norm] {
		k.Lately = w.Words
	}
	if !k.Until.IsZero() && k.Until.Sub(k.Since) < longest {
		k.After = max(k.After, afterwards)
	}
	return &k
}

// How sure an answer is whose best sentence is of another time than the question
// names: where it names a year, or counts from the day of asking.
const (
	otherYear = 0.25 // as sure as it may be, it is refused
	otherDays = 0.75
)

// sure is how sure it is that the best sentence answers: the day of its story
// may stand for the time that the question names, or tell against it.
func (p *plan) sure(e *evidence, w *choose.Weights) choose.Sure {
	sure := w.Confidence(p.asked, e.lines, e.ranked)
	if e.settled() {
		sure = sure.AtLeast(w) // more stories than one tell it
	}
	if win := &p.window; win.Ahead && win.Absolute { // of a year to come, only what names it can tell, or what is to come in a story that does
		year, best := win.Words[strings.LastIndexByte(win.Words, ' ')+1:], e.order[0]
		coming := slices.ContainsFunc(e.lines[best].Read(e.lang), func(w text.Word) bool { return e.lang.Certainty.Future[w.Norm] })
		if coming = coming && strings.Contains(e.stories[e.places[best].story].Text, year); !coming && !strings.Contains(e.lines[best].Text, year) {
			return sure.Times(otherYear)
		}
	}
	if p.query.Prefer == nil {
		return sure
	}
	best := e.places[e.order[0]].story
	switch {
	case e.fit(best) == 1 || e.then && e.settled():
		untimed := w.Reread(p.untimed, e.lines, e.ranked)
		free := w.Confidence(p.untimed, e.lines, untimed)
		if e.then && e.settled() {
			sure = sure.AtLeast(w).Or(free)
			untimed[e.told[0].Line].Score = e.ranked[e.order[0]].Score + 1
			free = w.Confidence(p.untimed, e.lines, untimed)
		}
		return sure.Or(free)
	case !(&knowledge.Why{Timely: e.lines[e.order[0]].Timely}).Untimely():
		return sure
	case p.window.Absolute:
		return sure.Times(otherYear)
	}
	return sure.Times(otherDays)
}

// ofThen keeps the hits of the time that the question names, where there are any.
func (p *plan) ofThen(hits []knowledge.Hit) []knowledge.Hit {
	inside := func(h knowledge.Hit) bool { return p.query.Prefer.Holds(h.Story.Published, p.question.At, false) }
	if p.query.Prefer == nil || !slices.ContainsFunc(hits, inside) {
		return hits
	}
	return slices.DeleteFunc(hits, func(h knowledge.Hit) bool { return !inside(h) })
}
