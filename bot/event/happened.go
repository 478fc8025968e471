package event

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// happened reports whether a sentence tells what has happened: it has a verb
// of the past that is more than one of being or saying, and before it none that
// tells how things are or what may come. A lead may tell of what was said or
// decided, also of what is to come.
func happened(l *text.Language, sentence string, leads bool) bool {
	own := unquoted(sentence)
	words := l.Words(own)
	did, said := -1, -1
	for i := range words {
		w := &words[i]
		switch {
		case !pastVerb(l, words, i):
		case l.Meaning.Saying[w.Norm] && said < 0:
			said = i
		case !l.Meaning.Saying[w.Norm] && did < 0:
			did = i
		}
	}
	first := did
	if leads && said >= 0 && (did < 0 || said < did) {
		first = said
	}
	if first < 0 {
		return false
	}
	told := leads && said >= 0 // how things are, as somebody said that day
	for i := range first {
		if modal(l, words[i].Norm) || !told && l.Questions.Be[words[i].Norm] && first-i > 2 {
			return false
		}
	}
	ahead := l.Patterns.ToCome.FindStringIndex(own)
	return ahead == nil || leads && words[first].Start < ahead[0]
}

// modal reports whether a word makes of what follows it something that may, should
// or will be.
func modal(l *text.Language, norm string) bool {
	c := &l.Certainty
	return l.Questions.Auxiliaries[norm] && (c.Doubts[norm] || c.Plans[norm] || c.Future[norm] || c.Held[norm])
}

// pastVerb reports whether the word is a form of the past of a verb other than
// "to be" and "to have", and no attribute ("the damaged road").
func pastVerb(l *text.Language, words []text.Word, i int) bool {
	w := &words[i]
	if w.Upper && i > 0 {
		return false
	}
	if l.Certainty.Past[w.Norm] {
		return true
	}
	end := l.Certainty.PastEnd
	if end == "" || len(w.Norm) <= len(end)+1 || !strings.HasSuffix(w.Norm, end) || l.Certainty.PastExempt[w.Norm] {
		return false
	}
	return i == 0 || !l.Questions.Determiners[words[i-1].Norm]
}

// unquoted is a sentence without what stands in quotation marks.
func unquoted(s string) string {
	var b strings.Builder
	open := false
	for _, r := range s {
		switch {
		case r == '“':
			open = true
		case r == '”':
			open = false
		case r == '"':
			open = !open
		case !open:
			b.WriteRune(r)
			continue
		}
		b.WriteRune(' ')
	}
	return b.String()
}

// StandsAlone reports whether a sentence is understood by itself: it points to
// nothing before it, is told by nobody to the reader, and quotes less than it tells.
func StandsAlone(l *text.Language, sentence string) bool {
	own := unquoted(sentence)
	words := l.Words(sentence)
	switch {
	case !opens(sentence):
		return false
	case text.OpensWithPronoun(words) || len(words) > 0 && l.Pronouns.Subjects[words[0].Norm] || l.Patterns.Contrast.MatchString(sentence):
		return false
	case l.Lines.Mine.MatchString(own) || l.Lines.Yours.MatchString(own):
		return false
	case strings.Count(sentence, "“") != strings.Count(sentence, "”") || strings.Count(sentence, `"`)%2 == 1:
		return false
	}
	return len(words) <= longest && 2*len(strings.TrimSpace(text.OneLine(own))) > len(sentence)
}

// opens reports whether a text begins as sentences do: with a capital, a digit or a
// quotation mark.
func opens(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("\"“‘'", r)
}

// longest is how many words a sentence has at most that tells one event.
const longest = 60

// undatelined is a sentence's span without a dateline before it: "(CNN) ",
// "OLDPORT, Estmark – ".
func undatelined(s string, span text.Span) text.Span {
	sentence := span.Of(s)
	if place, rest, ok := strings.Cut(sentence, "("); ok && len(place) <= 40 && capitals(place) {
		if agency, after, ok := strings.Cut(rest, ") "); ok && len(agency) <= 20 && capitals(agency) && opens(strings.TrimLeft(after, " –—-")) {
			return text.Span{Start: span.End - len(strings.TrimLeft(after, " –—-")), End: span.End}
		}
	}
	for _, dash := range []string{" – ", " — ", " - ", "– ", "— "} {
		place, after, ok := strings.Cut(sentence, dash)
		if ok && len(place) <= 40 && shouts(place) && after != "" {
			return text.Span{Start: span.End - len(after), End: span.End}
		}
	}
	return span
}

// capitals reports whether every word begins with a capital, as those of a place do.
func capitals(place string) bool {
	for _, word := range strings.Fields(place) {
		if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) {
			return false
		}
	}
	return !strings.ContainsAny(place, ".!?")
}

// shouts reports whether a text begins with a word in capitals, and is empty or a place.
func shouts(place string) bool {
	if place == "" {
		return true
	}
	first, _, _ := strings.Cut(place, " ")
	letters := 0
	for _, r := range first {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 2
}

// Dated is the time of what a sentence of a story published then tells, as
// [since, until) in days; named: the sentence says it itself, else it is
// the day of publishing. Of several times the shortest goes first, then the latest. A
// weekday is the nearest: one that lies five or six days back is rather yet to
// come, and no date.
func Dated(l *text.Language, sentence string, published time.Time) (since, until time.Time, named bool) {
	from := published
	if from.IsZero() {
		from = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	var best *text.When
	whens := l.Whens(sentence, from)
	for i := range whens {
		if w := &whens[i]; tellable(l, sentence, w, published, from) && (best == nil || length(w) < length(best) || length(w) == length(best) && w.First.After(best.First)) {
			best = w
		}
	}
	switch {
	case best != nil:
		until = knowledge.Midnight(best.Last)
		if until.Before(best.Last) {
			until = until.AddDate(0, 0, 1)
		}
		return knowledge.Midnight(best.First), until, true
	case published.IsZero():
		return time.Time{}, time.Time{}, false
	}
	d := knowledge.Midnight(published)
	return d, d.AddDate(0, 0, 1), false
}

func length(w *text.When) time.Duration { return w.Last.Sub(w.First) }

// tellable reports whether w can be the time of an event told of on the day of
// publishing: a day, or a month or year that is named; past; not what
// something is compared or measured with, or known by ("the May 24 storm"); and, where it names
// no year, not so long ago that it may be meant to come.
func tellable(l *text.Language, sentence string, w *text.When, published, from time.Time) bool {
	before := sentence[:w.Start]
	switch {
	case w.Since.IsZero() || w.Until.IsZero() || w.First.After(from) || w.Grace > 0:
		return false
	case l.Patterns.ToCome.MatchString(before): // "will vote on Friday"
		return false
	case l.Patterns.Compares.MatchString(before) || l.Patterns.Superlative.MatchString(before) || determined(l, before):
		return false
	case w.Absolute:
		return true
	case published.IsZero() || published.Sub(w.First) > 200*24*time.Hour:
		return false
	}
	words := l.Words(w.Of(sentence))
	if length(w) > 25*time.Hour {
		return length(w) > 25*24*time.Hour && slices.ContainsFunc(words, func(w text.Word) bool { return l.Month(w.Norm) })
	}
	weekday := len(words) == 1 && l.Weekday(words[0].Norm)
	return !weekday || knowledge.Midnight(published).Sub(knowledge.Midnight(w.First)) < 5*24*time.Hour
}

// determined reports whether a text ends in a word that a noun follows.
func determined(l *text.Language, before string) bool {
	words := l.Words(before)
	return len(words) > 0 && l.Questions.Determiners[words[len(words)-1].Norm] && strings.TrimSpace(before[words[len(words)-1].End:]) == ""
}

// Plain is the span of a sentence without its dateline.
func Plain(s *knowledge.Story, span text.Span) text.Span { return undatelined(s.Text, span) }
