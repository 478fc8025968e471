package knowledge

import (
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// Window is the days [Since, Until) that a question's own words name; a zero
// end is open. Unlike a [Filter] it shuts nothing out: stories of these days
// go first, those of the days of grace around them next, and others count only
// where they are much better or name the time themselves.
type Window struct {
	Since, Until  time.Time // midnights of UTC, of the days that stories call theirs
	Before, After int       // days of grace
	Names         []string  // how stories of other days name the time, each with all its words in one passage: a year, a month, a day
	Lately        string    // how stories from Until on name it until the question is asked: last year; empty: not at all
}

// How much the time that a question names counts: factors for a story of these
// days, of the days of grace, of others that name the time in the passage, and
// of all others. Chosen on rtqa on a plateau.
const (
	windowInside  = 1.0
	windowNamed   = 0.95
	windowGrace   = 0.85
	windowOutside = 0.45
)

// titleNamed is the share of a question's words, by weight, that stand in a
// title asked for by its words: it is found whatever time is among them.
const titleNamed = 0.8

// Holds reports whether a story that was published then is of the window, with
// its days of grace or without. What is dated ahead of the moment at counts as
// of that moment; the zero moment is none.
func (w *Window) Holds(published, at time.Time, grace bool) bool {
	if published.IsZero() {
		return false
	}
	if !at.IsZero() && published.After(at) {
		published = at
	}
	day := Midnight(published)
	since, until := w.Since, w.Until
	if grace {
		since, until = w.graced()
	}
	return (w.Since.IsZero() || !day.Before(since)) && (w.Until.IsZero() || day.Before(until))
}

// Midnight is the moment in UTC at which stories of that day are dated; the zero time stays zero.
func Midnight(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func (w *Window) graced() (since, until time.Time) {
	if since, until = w.Since, w.Until; !since.IsZero() {
		since = since.AddDate(0, 0, -w.Before)
	}
	if !until.IsZero() {
		until = until.AddDate(0, 0, w.After)
	}
	return since, until
}

// within is the filter for the stories of the window and its grace; a day more
// on either side, for days are not those of UTC everywhere.
func (w *Window) within(f Filter) Filter {
	since, until := w.graced()
	if !since.IsZero() {
		if since = since.AddDate(0, 0, -1); since.After(f.Since) {
			f.Since = since
		}
	}
	if !until.IsZero() {
		if until = until.AddDate(0, 0, 1); f.Until.IsZero() || until.Before(f.Until) {
			f.Until = until
		}
	}
	return f
}

// names are the terms of each of the names.
func names(of ...string) [][]Term {
	var names [][]Term
	for _, name := range of {
		words := text.Of("").Words(name)
		terms := make([]Term, len(words))
		for i := range words {
			terms[i] = Hash(words[i].Stem())
		}
		if len(terms) > 0 {
			names = append(names, terms)
		}
	}
	return names
}

// Fit is the factor by which the score of a story of that date counts for a
// question asked at the moment at; named tells whether the story names the
// window. It is 1 where there is no window.
func (w *Window) Fit(published, at time.Time, named func() bool) float64 {
	switch {
	case w == nil || w.Holds(published, at, false):
		return windowInside
	case named():
		return windowNamed
	case w.Holds(published, at, true):
		return windowGrace
	}
	return windowOutside
}

// FitOf is the factor for one sentence of a story with that one: in what is published later, only what says "last year" itself, or under a title
// that does, is of then.
func (w *Window) FitOf(fit float64, s *Story, sentence string) float64 {
	if w == nil || w.Lately == "" || fit != windowNamed || s.Published.Before(w.Until) || strings.Contains(strings.ToLower(s.Title+"\n"+sentence), strings.ToLower(w.Lately)) {
		return fit
	}
	return windowOutside
}

// namesWindow reports whether a proposed passage or the title names the time
// that the question does, or the title is asked for by its words.
func (r *ranker) namesWindow(d *Document, proposed []int, title float64) bool {
	if title >= titleNamed {
		return true
	}
	known := r.names
	if w := r.query.Prefer; !w.Until.IsZero() && !d.Story.Published.Before(w.Until) {
		known = slices.Concat(known, r.lately)
	}
	has := func(terms []Term) bool {
		return slices.ContainsFunc(known, func(name []Term) bool {
			return !slices.ContainsFunc(name, func(t Term) bool { return !slices.Contains(terms, t) })
		})
	}
	return has(d.Title) || slices.ContainsFunc(proposed, func(n int) bool { return has(d.Terms[n]) })
}
