package source

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/itlightning/dateparse"
)

var (
	errNoDate    = errors.New("no date in it")
	errAmbiguous = errors.New("day and month cannot be told apart")

	zoneName    = regexp.MustCompile(`(?i)\b(EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|GMT|UTC|BST|WET|CET|CEST|EET|EEST|MSK|IST|JST|KST|HKT|SGT|AEST|AEDT|NZST|NZDT)\b\.?`)
	zoneBracket = regexp.MustCompile(`\[[A-Za-z_/+-]+\]$|\([A-Za-z ]+\)$`)
	clockFirst  = regexp.MustCompile(`(?i)^(?:at )?(\d{1,2}(?:(?:[:.]\d{2}){1,2}\s*(?:[ap]\.?m\.?)?|\s*[ap]\.?m\.?))(?:,|\s|on|of)+(.*\d{4})$`)
	halfDay     = regexp.MustCompile(`(?i)(\d)\s*([ap])\.?m\b\.?`)
	pointClock  = regexp.MustCompile(`(\d{4},? (?:at )?\d{1,2})\.(\d{2})\b`)
	weekday     = regexp.MustCompile(`(?i)^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+`)
	slashDate   = regexp.MustCompile(`^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})\b(.*)$`)
	ordinal     = regexp.MustCompile(`(?i)(\d)(?:st|nd|rd|th)\b`)
	hasYear     = regexp.MustCompile(`\d{4}|^\d{1,2} [A-Za-z]{3,} \d{2}\b`)
)

// parseDate reads a date in one of the common forms. The time is UTC, and
// midnight where there is only a day. A date whose day and month cannot be
// told apart, as 03/01/2019, is an error.
func parseDate(s string) (time.Time, error) {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 80 || !hasYear.MatchString(s) || strings.Trim(s, "0123456789") == "" && len(s) != 8 && len(s) != 10 && len(s) != 13 {
		return time.Time{}, errNoDate
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly, time.RFC1123Z} {
		if t, err := time.Parse(layout, s); err == nil {
			return inRange(t.UTC())
		}
	}
	s, zone := cutZone(s)
	s, err := plainer(s)
	if err != nil {
		return time.Time{}, err
	}
	t, err := dateparse.ParseStrict(s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%w (%s)", errNoDate, cut(strings.TrimSpace(err.Error()), 80))
	}
	if zone != nil && t.Location() == time.UTC {
		t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
	}
	return inRange(t.UTC())
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
func cutZone(s string) (string, *time.Location) {
	s = strings.TrimSpace(zoneBracket.ReplaceAllString(s, ""))
	at := zoneName.FindStringIndex(s)
	if at == nil || !strings.ContainsRune(s, ':') && !halfDay.MatchString(s) {
		return s, nil
	}
	name := strings.ToUpper(strings.TrimRight(s[at[0]:at[1]], "."))
	rest := s[at[1]:]
	if strings.HasPrefix(rest, "+") || strings.HasPrefix(rest, "-") {
		return s[:at[0]] + rest, nil // "GMT+0100" says its hours itself
	}
	s = strings.TrimSpace(strings.TrimRight(s[:at[0]], " (,") + " " + strings.TrimLeft(rest, " ),"))
	return s, time.FixedZone(name, int(zoneHours(name)*3600))
}

// zoneHours gives the hours east of Greenwich of a zone's usual abbreviation.
func zoneHours(name string) float64 {
	switch name {
	case "EST", "ET", "CDT":
		return -5
	case "EDT":
		return -4
	case "CST", "CT", "MDT":
		return -6
	case "MST", "MT", "PDT":
		return -7
	case "PST", "PT":
		return -8
	case "BST", "CET":
		return 1
	case "CEST", "EET":
		return 2
	case "EEST", "MSK":
		return 3
	case "IST":
		return 5.5
	case "HKT", "SGT":
		return 8
	case "JST", "KST":
		return 9
	case "AEST":
		return 10
	case "AEDT":
		return 11
	case "NZST":
		return 12
	case "NZDT":
		return 13
	}
	return 0
}

// plainer writes a date as the parser knows it: the day before the clock, no
// weekday, "PM" for "p.m.", and the day told from the month.
func plainer(s string) (string, error) {
	s = ordinal.ReplaceAllString(s, "$1")
	s = weekday.ReplaceAllString(s, "")
	s = halfDay.ReplaceAllStringFunc(s, func(m string) string { return m[:1] + " " + strings.ToUpper(strings.Trim(m[1:], " .")[:1]) + "M" })
	if m := clockFirst.FindStringSubmatch(s); m != nil && !strings.ContainsRune(m[2], ':') {
		s = strings.TrimSpace(weekday.ReplaceAllString(m[2], "")) + " " + strings.ReplaceAll(m[1], ".", ":")
	}
	s = pointClock.ReplaceAllString(s, "$1:$2")
	s = strings.NewReplacer(" at ", " ", " | ", " ", " - ", " ", " – ", " ", " · ", " ", "Sept ", "Sep ", "Sept. ", "Sep ").Replace(s)
	m := slashDate.FindStringSubmatch(s)
	if m == nil {
		return s, nil
	}
	a, b := m[1], m[3]
	switch {
	case over12(a) && over12(b):
		return "", errNoDate
	case over12(a), m[2] == ".": // the point is the mark of those who write the day first
		a, b = b, a
	case over12(b), a == b:
	default:
		return "", errAmbiguous
	}
	return fmt.Sprintf("%s-%02s-%02s%s", m[4], a, b, m[5]), nil
}

func over12(s string) bool { return len(s) == 2 && s > "12" }
