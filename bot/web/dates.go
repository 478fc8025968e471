package web

import (
	"fmt"
	"strings"
	"time"
)

// The forms of a date, each with the length of the time it names.
var forms = []struct {
	layout              string
	years, months, days int
}{
	{"2006-01-02", 0, 0, 1},
	{"2006-01", 0, 1, 0},
	{"2006", 1, 0, 0},
}

// Moment reads a year, a month, a day (2019, 2019-01, 2019-01-03) or a moment
// (RFC 3339). Of a year, month or day it returns the first moment, in UTC, as
// the stories' own days are. The empty text is the zero time.
func Moment(text string) (time.Time, error) {
	first, _, err := span(text)
	return first, err
}

// End reads like Moment and returns the moment at which the year, month or day
// is over, so that a window until it has all of it.
func End(text string) (time.Time, error) {
	_, end, err := span(text)
	return end, err
}

// Asked reads like Moment and returns the last moment of the year, month or
// day: asking on that day, all that was published on it is there.
func Asked(text string) (time.Time, error) {
	first, end, err := span(text)
	if end.After(first) {
		end = end.Add(-time.Nanosecond)
	}
	return end, err
}

func span(text string) (first, end time.Time, err error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return time.Time{}, time.Time{}, nil
	}
	for _, f := range forms {
		if t, err := time.Parse(f.layout, text); err == nil {
			return t, t.AddDate(f.years, f.months, f.days), nil
		}
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}, time.Time{}, fmt.Errorf("%q is no date: use 2019, 2019-01, 2019-01-03 or 2019-01-03T10:00:00Z", text)
	}
	return t, t, nil
}
