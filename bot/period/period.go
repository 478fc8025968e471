// Package period reads the time that a question's own words name.
package period

import (
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

// Asked is the time that a question's own words name.
type Asked struct {
	text.When
	Question string   // in which it was looked for
	Words    string   // the question's; empty: it names no time
	Unread   []string // what sounds like a time and was not understood
	Ahead    bool     // it lies ahead of the moment of asking, so that no story can be of it
	Event    bool     // the day is what people call an event: they name it at any time of the year
}

// longest is how long a time is at most of which the days are named.
const longest = 32 * 24 * time.Hour

// Read is the last time that a question names, other than to compare or
// measure with it ("higher than a year ago", "the first since 1984") or within
// a title in quotation marks.
func Read(l *text.Language, question string, at time.Time) Asked {
	w := Asked{Question: question}
	found := l.Whens(question, at)
	whens := slices.DeleteFunc(slices.Clone(found), func(t text.When) bool {
		return quotedAt(question, t.Start) || measures(l, question, &t)
	})
	if len(whens) > 0 {
		w.When = whens[len(whens)-1]
		w.Words, w.Ahead = w.Of(question), w.First.After(at)
		if !w.Absolute && !w.Last.After(at) && l.Patterns.ToCome.MatchString(question[:w.Start]) {
			w.Ahead = true // "will ... on Thursday": the next one
		}
	}
	for _, s := range l.Unread(question, found) {
		if !quotedAt(question, s.Start) && !l.Patterns.Compares.MatchString(question[:s.Start]) {
			w.Unread = append(w.Unread, strings.TrimSpace(s.Of(question)))
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

// Known reports whether the question names a time that stories can be of.
func (w *Asked) Known() bool { return w.Words != "" && !w.Ahead }

// Names are how stories of other days would name the time: by its years,
// its month or its day; not at all where the question counts from today ("last week").
func (w *Asked) Names(l *text.Language) []string {
	named := w.Absolute || w.Yearly || writtenOut(l, w.Words)
	span := w.Last.Sub(w.First)
	switch {
	case !named:
		return nil
	case span < 25*time.Hour && w.Yearly && inDigits(l, w.Words):
		return []string{w.First.Format("2 January"), w.Words}
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

// inDigits reports whether words name a day without the name of a month: 9/11.
func inDigits(l *text.Language, words string) bool {
	return strings.Contains(words, "/") && !writtenOut(l, words)
}

// writtenOut reports whether words have the name of a month.
func writtenOut(l *text.Language, words string) bool {
	return slices.ContainsFunc(l.Words(words), func(word text.Word) bool { return l.Month(word.Norm) })
}
