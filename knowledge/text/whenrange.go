package text

import (
	"slices"
	"strings"
	"time"
)

// direct takes in a word such as "since" that stands before the time.
func (l *Language) direct(w *When, low string) {
	m := l.times.before.FindStringSubmatchIndex(low[:w.Start])
	if m == nil || w.open {
		return
	}
	switch l.times.meaning(low[m[2]:m[3]]) {
	case "since":
		w.Until = time.Time{}
	case "after":
		w.Since, w.Until = w.Until, time.Time{}
	case "before":
		w.Until, w.Since = w.Since, time.Time{}
	default:
		w.Since = time.Time{}
	}
	w.Start = m[0]
	w.open = true
}

// join makes one time of "between" two, "from" one to another, and one "to" another.
func (l *Language) join(found []When, low string) []When {
	for i := 0; i+1 < len(found); i++ {
		a, b := found[i], found[i+1]
		joint := low[a.End:b.Start]
		between := l.times.between.FindStringIndex(low[:a.Start])
		if between == nil && !l.times.to.MatchString(joint) || !l.times.and.MatchString(joint) {
			continue
		}
		w := rangeOf(a, b)
		if w.Since.After(w.To) {
			continue
		}
		if w.Span = (Span{a.Start, b.End}); between != nil {
			w.Start = between[0]
		}
		found[i] = w
		found = slices.Delete(found, i+1, i+2)
	}
	return found
}

// rangeOf is the time from a to b, b included. Of two of which one has a year
// the other is that nearest to it; of two without one b follows a.
func rangeOf(a, b When) When {
	if !a.edge.IsZero() {
		a.Since = a.edge
	}
	switch {
	case a.yearly && b.Absolute:
		a.Since = a.Since.AddDate(b.Since.Year()-a.Since.Year(), 0, 0)
		if a.Since.After(b.Since) {
			a.Since = a.Since.AddDate(-1, 0, 0)
		}
	case b.yearly:
		years := a.Since.Year() - b.Since.Year()
		if b.Since.AddDate(years, 0, 0).Before(a.Since) {
			years++
		}
		b.Since, b.Until = b.Since.AddDate(years, 0, 0), b.Until.AddDate(years, 0, 0)
	}
	to := b.Since
	if !b.edge.IsZero() {
		to, b.Until = b.edge, b.edge
	}
	return When{
		Since: a.Since, Until: b.Until, First: a.Since, Last: b.Until, To: to,
		Absolute: a.Absolute || b.Absolute, open: true,
	}
}

// meaning explains a word that a pattern caught; see [lang.Times].Means.
func (t *timeWords) meaning(word string) string {
	return t.means[strings.ReplaceAll(word, " ", "_")]
}
