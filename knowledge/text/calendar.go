package text

import "strings"

// Month reports whether a word, normal, is the name of a month or its abbreviation.
func (l *Language) Month(norm string) bool { return l.Calendar.Months[norm] > 0 }

// Weekday reports whether a word, normal, is the name of a weekday in full, or
// its plural: abbreviations of weekdays are also words.
func (l *Language) Weekday(norm string) bool {
	n := int(l.Calendar.Weekdays[norm])
	return n > 0 && strings.HasPrefix(norm, l.Calendar.WeekdayNames[n])
}
