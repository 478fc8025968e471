package bot

import (
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// window is the time that a question's own words name.
type window struct {
	text.When
	asked  string   // in which it was looked for
	words  string   // the question's
	unread []string // what sounds like a time and was not understood
	ahead  bool     // it lies ahead of the moment of asking, so that no story can be of it
}

// Days of grace: stories still report an event for some days afterwards, and
// of words that allow for roundness any day nearby may be meant.
const (
	afterwards = 3
	longest    = 32 * 24 * time.Hour // of a longer time the days afterwards are no matter
)

// windowIn is the last time that a question names, other than to compare or
// measure with it ("higher than a year ago", "the first since 1984") or within
// a title in quotation marks.
func windowIn(l *text.Language, question string, at time.Time) window {
	w := window{asked: question}
	found := l.Whens(question, at)
	whens := slices.DeleteFunc(slices.Clone(found), func(t text.When) bool {
		return quotedAt(question, t.Start) || measures(l, question, &t)
	})
	if len(whens) > 0 {
		w.When = whens[len(whens)-1]
		w.words, w.ahead = w.Of(question), w.First.After(at)
		if !w.Absolute && !w.Last.After(at) && l.Patterns.ToCome.MatchString(question[:w.Start]) {
			w.ahead = true // "will ... on Thursday": the next one
		}
	}
	for _, s := range l.Unread(question, found) {
		if !quotedAt(question, s.Start) && !l.Patterns.Compares.MatchString(question[:s.Start]) {
			w.unread = append(w.unread, strings.TrimSpace(s.Of(question)))
		}
	}
	return w
}

// measures reports whether a time is what something is compared or measured by.
func measures(l *text.Language, question string, t *text.When) bool {
	before := question[:t.Start]
	return l.Patterns.Compares.MatchString(before) || t.Until.IsZero() && t.Absolute && l.Patterns.Superlative.MatchString(before)
}

// quotedAt reports whether a place in a text is within quotation marks.
func quotedAt(s string, at int) bool {
	open := strings.Count(s[:at], "“") - strings.Count(s[:at], "”")
	return open > 0 || strings.Count(s[:at], `"`)%2 == 1 && strings.Contains(s[at:], `"`)
}

// known reports whether the question names a time that stories can be of.
func (w *window) known() bool { return w.words != "" && !w.ahead }

// prefer is what the search is asked to prefer; nil: no time.
func (p *plan) prefer() *knowledge.Window {
	w := &p.window
	if !w.known() {
		return nil
	}
	k := knowledge.Window{Since: day(w.Since), Until: day(w.Until), Before: w.Grace, After: w.Grace, Names: p.windowNames()}
	if !k.Until.IsZero() && k.Until.Sub(k.Since) < longest {
		k.After = max(k.After, afterwards)
	}
	return &k
}

// day is the moment in UTC at which stories of that day are dated; the zero
// time stays zero.
func day(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// windowNames is how stories of other days would name the time: by its years,
// its month or its day; not at all where the question counts from today ("last week").
func (p *plan) windowNames() []string {
	w := &p.window
	named := w.Absolute || slices.ContainsFunc(p.lang.Words(w.words), func(word text.Word) bool { return p.lang.Month(word.Norm) })
	span := w.Last.Sub(w.First)
	switch {
	case !named:
		return nil
	case span < 25*time.Hour:
		return []string{w.First.Format("2 January")}
	case span >= longest:
		return yearsOf(&w.When)
	case w.Absolute:
		return []string{w.First.Format("January 2006")}
	}
	return []string{w.First.Format("January")}
}

// yearsOf writes the years that a window touches, five at most.
func yearsOf(w *text.When) []string {
	from, to := w.Since, w.Until.Add(-time.Second)
	if from.IsZero() {
		from = to
	}
	if w.Until.IsZero() {
		to = from
	}
	var years []string
	for y := from.Year(); y <= to.Year() && len(years) < 5; y++ {
		years = append(years, time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006"))
	}
	return years
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
	if win := &p.window; win.ahead && win.Absolute && !strings.Contains(e.lines[e.order[0]].Text, win.words[strings.LastIndexByte(win.words, ' ')+1:]) {
		return sure.Times(otherYear) // of a year to come, only what names it can tell
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
	case !e.why[best].Untimely():
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
