package period

import (
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

const (
	aDay       = 25 * time.Hour
	afterwards = 4  // for so many days stories tell of what happened on a day
	offSeason  = 30 // so many days from such a day nobody names it without its year, but as an event,
	namedBy    = 2  // where so many stories do
	asked      = .5 // the share of the question's words that a story has which tells of it
)

// YearOpen reports whether the words name a day, and not in which year.
func (w *Asked) YearOpen() bool {
	return w.Known() && w.Yearly && !w.Since.IsZero() && !w.Until.IsZero() && w.Until.Sub(w.Since) < aDay
}

// In is w in the year of which the stories found tell: the one with which they name the day, or in which they are
// of it, the last of those with most; where they tell of none, the last up to newest. A day that stories name at any
// time of the year is an event's name, and no time where they never name its year. Of a day that is no event's name, and of
// which everything is asked, all stories tell alike.
func (w Asked) In(l *text.Language, hits []knowledge.Hit, newest time.Time, everything bool) Asked {
	if !newest.IsZero() && w.Since.After(newest) {
		w = w.inYear(w.lastUpTo(newest).Year())
	}
	s := sightings{with: map[int]map[string]bool{}, near: map[int]map[string]bool{}, without: map[int]map[string]bool{}, of: map[int]map[string]bool{}}
	for i := range hits {
		w.see(l, &hits[i], &s)
	}
	if w.Event = s.event(inDigits(l, w.Words)); !w.Event && everything {
		s = sightings{}
	}
	switch year := s.year(w.Event, w.Since.Year()); {
	case year > 0:
		return w.inYear(year)
	case w.Event:
		return Asked{Question: w.Question, Unread: w.Unread, Event: true}
	}
	return w
}

// inYear is w in another year.
func (w Asked) inYear(year int) Asked {
	n := year - w.Since.Year()
	for _, t := range []*time.Time{&w.Since, &w.Until, &w.First, &w.Last} {
		*t = t.AddDate(n, 0, 0)
	}
	return w
}

// sightings are the stories that tell of such a day, by its year.
type sightings struct {
	with    map[int]map[string]bool // they name it with its year
	near    map[int]map[string]bool // without a year, and that of this is the nearest
	without map[int]map[string]bool // without, at another time of the year, and that of this was the last
	of      map[int]map[string]bool // they are of it
}

// see adds what a passage and its story tell of the day.
func (w *Asked) see(l *text.Language, h *knowledge.Hit, s *sightings) {
	published := h.Story.Published
	if published.IsZero() || h.Why.Coverage < asked {
		return
	}
	last := w.lastUpTo(published)
	days := int(published.Sub(last).Hours() / 24)
	nearest := last.Year()
	if days > 365/2 {
		nearest++
	}
	if days < afterwards {
		add(s.of, last.Year(), h.Story.ID)
	}
	unyeared := inDigits(l, w.Words) && strings.Contains(h.Text(), w.Words)
	for _, t := range l.Whens(h.Text(), published) {
		switch {
		case t.First.Month() != w.Since.Month() || t.First.Day() != w.Since.Day() || t.Last.Sub(t.First) >= aDay:
		case t.Absolute && !t.First.After(published):
			add(s.with, t.First.Year(), h.Story.ID)
		case t.Yearly:
			unyeared = true
		}
	}
	if unyeared {
		add(s.near, nearest, h.Story.ID)
		if offSeason <= days && days <= 365-offSeason {
			add(s.without, last.Year(), h.Story.ID)
		}
	}
}

// lastUpTo is the last such day up to a moment.
func (w *Asked) lastUpTo(at time.Time) time.Time {
	day := w.inYear(at.Year()).Since
	if day.After(at) {
		day = w.inYear(at.Year() - 1).Since
	}
	return day
}

func add(to map[int]map[string]bool, year int, story string) {
	if to[year] == nil {
		to[year] = map[string]bool{}
	}
	to[year][story] = true
}

// event reports whether the day is what an event is called: more stories name it at another time of the year than are of
// it; and they write it in digits, or do so after a later one than that of a year which several name, one of them also without it.
func (s *sightings) event(digits bool) bool {
	later := digits
	for with, stories := range s.with {
		for year := range s.without {
			later = later || year > with && len(stories) >= namedBy && s.alsoWithout(stories)
		}
	}
	n := total(s.without)
	return later && n >= namedBy && n > total(s.of)
}

// alsoWithout reports whether one of the stories names the day without a year, too.
func (s *sightings) alsoWithout(stories map[string]bool) bool {
	for _, unyeared := range s.near {
		for id := range unyeared {
			if stories[id] {
				return true
			}
		}
	}
	return false
}

func total(by map[int]map[string]bool) (n int) {
	for _, stories := range by {
		n += len(stories)
	}
	return n
}

// year is the year that most stories tell of, the last of several; 0 where they tell of none up to that one. Stories of an
// event's day tell of its anniversaries, and one story that names a year may be of anything.
func (s *sightings) year(event bool, upTo int) int {
	told := map[int]int{}
	for year, stories := range s.with {
		if event || len(stories) >= namedBy {
			told[year] += len(stories)
		}
	}
	if !event {
		for _, by := range []map[int]map[string]bool{s.of, s.near} {
			for year, stories := range by {
				told[year] += len(stories)
			}
		}
	}
	best := 0
	for year, n := range told {
		if year <= upTo && (best == 0 || n > told[best] || n == told[best] && year > best) {
			best = year
		}
	}
	return best
}
