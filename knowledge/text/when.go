package text

import (
	"slices"
	"time"
)

// Whens finds the times that a text names, as understood at the moment at, in
// its location, in order: dates, parts of months, years and centuries,
// holidays, weekdays, "yesterday", "last week", "two months ago", "the Friday
// before last", with "since", "before", "after" or "until" before them,
// "between" two of them. A month or weekday without a year is the last one up
// to at. Of a day and a month in digits the day stands first where points are
// between them or the other cannot be a month, else the month. Names that are
// also times, as of a Mrs May, and times to come ("next week") are left out.
func (l *Language) Whens(text string, at time.Time) []When {
	low := asciiLower(text)
	if !l.times.hint.MatchString(low) {
		return nil
	}
	var found []When
	s := sought{text, low, at, make(map[string]bool)}
	for i := range l.times.forms {
		if f := &l.times.forms[i]; l.mayHave(s, f) {
			found = l.formed(found, f, s)
		}
	}
	found = slices.DeleteFunc(found, func(w When) bool { return w.Since.IsZero() })
	slices.SortFunc(found, func(a, b When) int { return a.Start - b.Start })
	found = l.join(found, low)
	for i := range found {
		l.direct(&found[i], low)
	}
	return found
}

// Unread finds what sounds like a time in a text and is none of found, its Whens.
func (l *Language) Unread(text string, found []When) []Span {
	low := asciiLower(text)
	var spans []Span
	for _, m := range l.times.unread.FindAllStringIndex(low, -1) {
		if !overlaps(found, m[0], m[1]) {
			spans = append(spans, Span{m[0], m[1]})
		}
	}
	return spans
}

// sought is a text in which times are looked for.
type sought struct {
	text, low string
	at        time.Time
	parts     map[string]bool // which parts of forms it has, as far as was looked
}

// mayHave reports whether the text has each part that the form needs.
func (l *Language) mayHave(s sought, f *whenForm) bool {
	for _, part := range f.needs {
		has, known := s.parts[part]
		if !known {
			has = l.times.parts[part].MatchString(s.low)
			s.parts[part] = has
		}
		if !has {
			return false
		}
	}
	return true
}

// formed adds the times of one form to those found, each with the words that
// refine it. One without Since is to be passed over.
func (l *Language) formed(found []When, f *whenForm, s sought) []When {
	for _, m := range f.re.FindAllStringSubmatchIndex(s.low, -1) {
		g := groupsOfMatch(f.re, s.low, m)
		span := Span{m[0], m[1]}
		if t, named := g.span("time"); named {
			span = t
		}
		if overlaps(found, span.Start, span.End) || f.bare && l.isName(s, span, g) {
			continue
		}
		w, ok := f.read(l, g, s.at)
		if !ok {
			continue
		}
		w.Span = span
		l.refine(&w, s, room(found, span, len(s.low)))
		w.First, w.Last = w.Since, w.Until
		found = append(found, w)
	}
	return found
}

// asciiLower keeps byte positions, which strings.ToLower does not.
func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// room is what of the text around span no time has taken.
func room(found []When, span Span, end int) Span {
	r := Span{0, end}
	for _, w := range found {
		if w.End <= span.Start {
			r.Start = max(r.Start, w.End)
		} else {
			r.End = min(r.End, w.Start)
		}
	}
	return r
}

func overlaps(found []When, start, end int) bool {
	return slices.ContainsFunc(found, func(w When) bool { return start < w.End && w.Start < end })
}
