// Package naming says how stories, outlets, days and the states of sources are named in what an
// answer says of itself, as data that can be told in any language.
package naming

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Story is a story as people name it: “Title” (Outlet, 3 January 2019).
func Story(s *knowledge.Story) say.Message {
	var about []say.Message
	if s.Outlet != "" {
		about = append(about, say.Text(s.Outlet))
	}
	if !s.Published.IsZero() {
		about = append(about, say.When(say.Day, s.Published))
	}
	title := say.Titled(text.OneLine(s.Title))
	if len(about) == 0 {
		return title
	}
	return say.Tell(say.Headline, say.With{"title": title, "about": say.Join(say.Commas, about)})
}

// Outlet is who says what a story says.
func Outlet(s *knowledge.Story) say.Message {
	if s.Outlet == "" {
		return Story(s)
	}
	return say.Text(s.Outlet)
}

// Mark is the mark of a citation: [3].
func Mark(n int) say.Message { return say.Text(fmt.Sprintf("[%d]", n)) }

// Stories names stories in a list; it says nothing where there are none.
func Stories(stories []knowledge.Story) say.Message {
	var titles []say.Message
	for i := range stories {
		titles = append(titles, Story(&stories[i]))
	}
	return say.Join(say.And, titles)
}

// Days is the days [since, until) as a person would name them.
func Days(since, until time.Time) say.Message {
	last := until.AddDate(0, 0, -1)
	switch {
	case until.IsZero():
		return say.Tell(say.Since, say.With{"day": say.When(say.Day, since)})
	case since.IsZero():
		return say.Tell(say.Before, say.With{"day": say.When(say.Day, until)})
	case since.Equal(last):
		return say.When(say.Day, since)
	case since.AddDate(1, 0, 0).Equal(until) && since.YearDay() == 1:
		return say.When(say.Year, since)
	case since.AddDate(0, 1, 0).Equal(until) && since.Day() == 1:
		return say.When(say.Month, since)
	}
	return say.Tell(say.Span, say.With{"since": say.When(say.Day, since), "until": say.When(say.Day, last)})
}

// DaysOf is Days as it goes on after "stories": of 2018, since 3 May 2018.
func DaysOf(since, until time.Time) say.Message {
	m := Days(since, until)
	switch m.Key {
	case say.Day:
		m.Key = say.OfDay
	case say.Year:
		m.Key = say.OfYear
	case say.Month:
		m.Key = say.OfMonth
	case say.Span:
		m.Key = say.OfSpan
	}
	return m
}

// Label is what is said of a cited story that has a label, and this mark. notice: it is itself the
// notice of a correction.
func Label(mark int, l knowledge.Label, notice bool) say.Message {
	with := say.With{"mark": Mark(mark)}
	switch l {
	case knowledge.Opinion:
		return say.Tell(say.IsOpinion, with)
	case knowledge.Sponsored:
		return say.Tell(say.IsSponsored, with)
	case knowledge.Live:
		return say.Tell(say.IsLive, with)
	case knowledge.Correction:
		if notice {
			return say.Tell(say.IsCorrection, with)
		}
		return say.Tell(say.IsCorrected, with)
	case knowledge.Retracted:
		return say.Tell(say.IsRetraction, with)
	}
	with["label"] = say.Text(strings.ToLower(string(l)))
	return say.Tell(say.IsLabelled, with)
}

// Degraded tells why a search was by words only.
func Degraded(why knowledge.Degraded) say.Message {
	reason := say.Text(string(why))
	switch why {
	case knowledge.NoEmbedding:
		reason = say.Tell(say.NoEmbedding, nil)
	case knowledge.SlowEmbedding:
		reason = say.Tell(say.SlowEmbedding, nil)
	case knowledge.NoVectors:
		reason = say.Tell(say.NoVectors, nil)
	}
	return say.Tell(say.WordsOnly, say.With{"why": reason})
}

// Stale says for a reader why a source may be out of date; nothing: it is
// not. Its name stays with the operator: it may be a path.
func Stale(s *knowledge.SourceStatus, now time.Time) say.Message {
	switch {
	case s.Failing() && !s.Read.IsZero():
		return say.Tell(say.NotReadFrom, say.With{"moment": say.When(say.MomentUTC, s.Read.UTC())})
	case s.Failing():
		return say.Tell(say.NotRead, nil)
	case s.Held > 0:
		return say.Tell(say.LetGo, nil)
	case s.Silent():
		return say.Tell(say.FellSilent, say.With{"day": say.When(say.Day, s.Latest.UTC())})
	case s.Overdue(now):
		return say.Tell(say.LastRead, say.With{"moment": say.When(say.MomentUTC, s.Read.UTC())})
	}
	return say.Message{}
}

// In reports whether a title has a name that stands in a question: what only came near to it may yet be of that.
func In(l *text.Language, question, title string) bool {
	titled := make(map[string]bool)
	for _, w := range l.Words(title) {
		titled[w.Norm] = true
	}
	return slices.ContainsFunc(l.Words(question), func(w text.Word) bool {
		return w.Upper && w.Start > 0 && !w.Stop() && !l.Month(w.Norm) && !l.Weekday(w.Norm) && titled[w.Norm]
	})
}
