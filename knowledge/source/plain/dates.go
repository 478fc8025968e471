package plain

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/itlightning/dateparse"

	"github.com/storybot/storybot/knowledge/text"
)

var (
	errNoDate    = errors.New("no date in it")
	errAmbiguous = errors.New("day and month cannot be told apart")

	zoneBracket = regexp.MustCompile(`\[[A-Za-z_/+-]+\]$|\([A-Za-z ]+\)$`)
	slashDate   = regexp.MustCompile(`^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})\b(.*)$`)
	hasYear     = regexp.MustCompile(`\d{4}|^\d{1,2} [A-Za-z]{3,} \d{2}\b`)
)

// ParseDate reads a date in one of the common forms, as programs write it: in
// English, whatever the language of the story. The time is UTC, and
// midnight where there is only a day. A date whose day and month cannot be
// told apart, as 03/01/2019, is an error.
func ParseDate(s string) (time.Time, error) { return ParseDateIn(text.English(), s) }

// ParseDateIn reads a date as ParseDate does, as people write it in a language.
func ParseDateIn(lang *text.Language, s string) (time.Time, error) {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 80 || !hasYear.MatchString(s) || strings.Trim(s, "0123456789") == "" && len(s) != 8 && len(s) != 10 && len(s) != 13 {
		return time.Time{}, errNoDate
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly, time.RFC1123Z} {
		if t, err := time.Parse(layout, s); err == nil {
			return inRange(t.UTC())
		}
	}
	s, zone := cutZone(&lang.Dates, s)
	s, err := plainer(&lang.Dates, s)
	if err != nil {
		return time.Time{}, err
	}
	t, err := parseStrict(s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%w (%s)", errNoDate, Shorten(strings.TrimSpace(err.Error()), 80))
	}
	if zone != nil && t.Location() == time.UTC {
		t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
	}
	return inRange(t.UTC())
}

// parseStrict asks the library. On some texts that are no dates it panics where
// an error is meant; what it reads comes from strangers, and a date must not
// take its story with it.
func parseStrict(s string) (t time.Time, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			t, err = time.Time{}, errNoDate
		}
	}()
	return dateparse.ParseStrict(s) //nolint:wrapcheck // the caller says what was read
}

// inRange refuses years that no story can be of: they are numbers misread.
func inRange(t time.Time) (time.Time, error) {
	if t.Year() < 1400 || t.Year() > 9999 {
		return time.Time{}, errNoDate
	}
	return t, nil
}

// cutZone takes the name of a time zone out of a date: libraries read the
// names but give them no hours.
func cutZone(dates *text.Dates, s string) (string, *time.Location) {
	s = strings.TrimSpace(zoneBracket.ReplaceAllString(s, ""))
	at := dates.ZoneName.FindStringIndex(s)
	if at == nil || !strings.ContainsRune(s, ':') && !dates.HalfDay.MatchString(s) {
		return s, nil
	}
	name := strings.ToUpper(strings.TrimRight(s[at[0]:at[1]], "."))
	rest := s[at[1]:]
	if strings.HasPrefix(rest, "+") || strings.HasPrefix(rest, "-") {
		return s[:at[0]] + rest, nil // "GMT+0100" says its hours itself
	}
	s = strings.TrimSpace(strings.TrimRight(s[:at[0]], " (,") + " " + strings.TrimLeft(rest, " ),"))
	return s, time.FixedZone(name, int(dates.Zones[name]*3600))
}

// plainer writes a date as the parser knows it: the day before the clock, no
// weekday, "PM" for "p.m.", and the day told from the month.
func plainer(dates *text.Dates, s string) (string, error) {
	s = dates.Ordinal.ReplaceAllString(s, "$1")
	s = dates.Weekday.ReplaceAllString(s, "")
	s = dates.HalfDay.ReplaceAllStringFunc(s, func(m string) string { return m[:1] + " " + strings.ToUpper(strings.Trim(m[1:], " .")[:1]) + "M" })
	if m := dates.ClockFirst.FindStringSubmatch(s); m != nil && !strings.ContainsRune(m[2], ':') {
		s = strings.TrimSpace(dates.Weekday.ReplaceAllString(m[2], "")) + " " + strings.ReplaceAll(m[1], ".", ":")
	}
	s = dates.PointClock.ReplaceAllString(s, "$1:$2")
	s = withoutFillers(dates, s)
	m := slashDate.FindStringSubmatch(s)
	if m == nil {
		return s, nil
	}
	a, b := m[1], m[3]
	switch {
	case isOver12(a) && isOver12(b):
		return "", errNoDate
	case isOver12(a), m[2] == ".": // the point is the mark of those who write the day first
		a, b = b, a
	case isOver12(b), a == b:
	default:
		return "", errAmbiguous
	}
	return fmt.Sprintf("%s-%02s-%02s%s", m[4], a, b, m[5]), nil
}

// withoutFillers drops from a date the words and marks that the parser does not
// know, and spells months as it does.
func withoutFillers(dates *text.Dates, s string) string {
	pairs := []string{" | ", " ", " - ", " ", " – ", " ", " · ", " "}
	for _, w := range dates.Fillers {
		pairs = append(pairs, " "+w+" ", " ")
	}
	for spelling, known := range dates.Spellings {
		pairs = append(pairs, spelling+" ", known+" ")
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

// isOver12 reports whether a number of one or two digits cannot be a month.
func isOver12(s string) bool { return len(s) == 2 && s > "12" }

// ParseDay reads a day as people write it in a language; dayFirst tells what 3/4/2019 is. The
// zero time means that there is none.
func ParseDay(lang *text.Language, s string, dayFirst bool) time.Time {
	if m := slashDate.FindStringSubmatch(s); m != nil && dayFirst {
		s = m[3] + "/" + m[1] + "/" + m[4]
		if t, err := time.Parse("1/2/2006", s); err == nil {
			t, _ = inRange(t)
			return t
		}
	}
	t, _ := ParseDateIn(lang, s)
	return t
}

// AddressDate is the day that many sites put into the address of a story. The
// zero time means that there is none.
func AddressDate(lang *text.Language, address string) time.Time {
	m := lang.Dates.InAddress.FindStringSubmatch(address)
	if m == nil {
		return time.Time{}
	}
	layout := "2006-01-02"
	if len(m[2]) == 3 {
		layout = "2006-Jan-02"
	}
	t, err := time.Parse(layout, m[1]+"-"+m[2]+"-"+m[3])
	if err != nil {
		return time.Time{}
	}
	t, _ = inRange(t)
	return t
}
