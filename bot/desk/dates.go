package desk

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
)

// Dates are the dates that limit a question, as they were written: each is
// empty, a year, a month or a day (2019, 2019-01, 2019-01-03), or a moment of
// RFC 3339. A year, month or day is one of UTC, as the stories' own days are.
type Dates struct {
	Since string // only stories from its first moment on
	Until string // only stories until it is over
	At    string // answered as if asked in its last moment: all that it brought is there
}

// DateError is a date that cannot be read.
type DateError struct {
	Option string // since, until or at
	Text   string
}

// Error says what was written and what would be understood.
func (e *DateError) Error() string {
	return fmt.Sprintf("%q is no date: use 2019, 2019-01, 2019-01-03 or 2019-01-03T10:00:00Z", e.Text)
}

// Apply limits q to the dates. The error joins a [DateError] for each that
// cannot be read.
func (d Dates) Apply(q *bot.Question) error {
	since, _, err1 := span("since", d.Since)
	_, until, err2 := span("until", d.Until)
	at, err3 := At(d.At)
	q.Since, q.Until, q.At = since, until, at
	return errors.Join(err1, err2, err3)
}

// At reads the last moment of a date written as [Dates] says; of the empty text
// that is the zero time.
func At(text string) (time.Time, error) {
	first, end, err := span("at", text)
	if end.After(first) {
		end = end.Add(-time.Nanosecond)
	}
	return end, err
}

// EmptyWindow reports whether the window of q begins after its end, so that no moment is left in it.
func EmptyWindow(q *bot.Question) bool {
	return !q.Since.IsZero() && !q.Until.IsZero() && !q.Since.Before(q.Until)
}

// span reads a date: its first moment, and the one after its last. A moment is
// both at once.
func span(option, text string) (first, end time.Time, err error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return time.Time{}, time.Time{}, nil
	}
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{
		{time.DateOnly, 0, 0, 1},
		{"2006-01", 0, 1, 0},
		{"2006", 1, 0, 0},
	} {
		if t, err := time.Parse(form.layout, text); err == nil {
			return t, t.AddDate(form.years, form.months, form.days), nil
		}
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}, time.Time{}, &DateError{option, text}
	}
	return t, t, nil
}

// ReadStyle reads the style of a summary; the empty text is bot.Brief.
func ReadStyle(text string) (bot.Style, error) {
	switch style := bot.Style(strings.ToLower(text)); style {
	case "":
		return bot.Brief, nil
	case bot.Brief, bot.Bullets, bot.Long:
		return style, nil
	default:
		return "", fmt.Errorf("%q is no style: use brief, bullets or long", text)
	}
}
