package text

import (
	"strings"
	"unicode"
)

// isName reports whether a month, weekday or holiday that stands alone is a
// name: of a Mrs May, a Friday Okafor, a series, or a verb.
func (l *Language) isName(s sought, span Span, g groups) bool {
	word, at := barePart(g)
	before, after := s.low[:at.Start], s.low[at.End:]
	if l.times.timelyNext.MatchString(after) {
		return false
	}
	timely := l.times.timely.MatchString(before) || at.Start > span.Start
	follows, first, next := l.nameFollows(s.text[at.End:], s.low[at.End:]), unicode.IsUpper(firstRune(s.text[at.Start:])), l.Words(after)
	common := !first && l.Calendar.Ambiguous[word] && (len(next) == 0 || next[0].Stop())
	if (follows || common) && l.times.article.MatchString(before) { // "the Friday Star", "in the march against it"
		return true
	}
	if l.times.namedNext.MatchString(after) || l.times.named.MatchString(before) {
		return true
	}
	if strings.HasSuffix(before, "-") && !timely {
		return true
	}
	if prev := lastWord(before); !timely && (l.Names.First[prev] || l.Names.Titles[prev]) {
		return true
	}
	if timely {
		return false
	}
	if _, month := l.Calendar.Months[trimPoint(word)]; month && (!first || l.times.ambiguous[trimPoint(word)]) {
		return true
	}
	return first && follows
}

// barePart is the month, weekday or holiday of a match, and where it stands.
func barePart(g groups) (string, Span) {
	for _, name := range []string{"month", "weekday", "holiday"} {
		if s, ok := g.span(name); ok {
			return g.low[s.Start:s.End], s
		}
	}
	return "", Span{}
}

// nameFollows reports whether the next word has a capital and is no time itself.
func (l *Language) nameFollows(text, low string) bool {
	if !strings.HasPrefix(text, " ") || !unicode.IsUpper(firstRune(text[1:])) {
		return false
	}
	next, _, _ := strings.Cut(strings.Trim(low, " ?.!,"), " ")
	return l.Calendar.Months[next] == 0 && l.Calendar.Weekdays[next] == 0
}

// lastWord is the word that stands right before, with only a space between.
func lastWord(before string) string {
	fields := strings.Fields(before)
	if len(fields) == 0 || !strings.HasSuffix(before, " ") {
		return ""
	}
	return trimPoint(fields[len(fields)-1])
}

func trimPoint(s string) string { return strings.TrimRight(s, ".") }
