// Package shape tells what words are by how they are written and what stands beside them:
// a year, a time of day, a past form, what is in quotation marks.
package shape

import (
	"regexp"
	"slices"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// YearOf is the year that a word of four digits names; 0: none.
func YearOf(w *text.Word) int {
	if !w.Number || len(w.Norm) != 4 || !Year(w.Norm) {
		return 0
	}
	return digits(w.Norm)
}

// digits reads digits.
func digits(s string) int {
	n := 0
	for i := range len(s) {
		n = 10*n + int(s[i]-'0')
	}
	return n
}

// Singular drops a plural ending, well enough for looking a noun up.
func Singular(l *text.Language, noun string) string {
	for _, pair := range l.Forms.Plural {
		stem, ok := strings.CutSuffix(noun, pair[0])
		if ok && len(noun) > 3 && (pair[1] != "" || !ends(noun, l.Forms.Inflected.Unplural)) {
			return stem + pair[1]
		}
	}
	return noun
}

// Plural reports whether a noun looks like a plural.
func Plural(l *text.Language, noun string) bool { return Singular(l, noun) != noun }

// Going reports whether a word looks like a verb in progress, or what is done: winning.
func Going(l *text.Language, norm string) bool { return ends(norm, l.Forms.Inflected.Going) }

// Adverb reports whether a word looks like an adverb.
func Adverb(l *text.Language, norm string) bool { return ends(norm, l.Forms.Inflected.Adverb) }

// Ordinal reports whether a number looks like one that tells a place in an order: 19th.
func Ordinal(l *text.Language, norm string) bool { return ends(norm, l.Forms.Inflected.Ordinal) }

// Act reports whether a word looks like a noun for what is done, or for who does it: a defection.
func Act(l *text.Language, norm string) bool {
	return ends(norm, l.Forms.Inflected.Act) || ends(norm, l.Forms.Inflected.Actor)
}

// ends reports whether a word has an ending; no word has an empty one.
func ends(word, ending string) bool { return ending != "" && strings.HasSuffix(word, ending) }

// HasPast reports whether a word has the usual ending of a past form, or is one without it.
func HasPast(l *text.Language, norm string) bool {
	return ends(norm, l.Certainty.PastEnd) || l.Certainty.Past[norm] || l.Forms.Participles[norm]
}

// HasWord reports whether one of the words is in the set.
func HasWord(words []text.Word, set map[string]bool) bool {
	for i := range words {
		if set[words[i].Norm] {
			return true
		}
	}
	return false
}

// CauseOfOther reports whether a sentence begins with a clause that tells the cause of what its other clause tells, of
// something that the question does not name: "Because it rained, the match was off" is no cause of a fall.
func CauseOfOther(l *text.Language, question, s string) bool {
	words := l.Words(s)
	cause, effect, whole := strings.Cut(s, ", ")
	if !whole || len(words) < 2 || !words[0].Upper || !l.Questions.Reasons[words[0].Norm] || strings.Contains(cause, ".") {
		return false
	}
	main, asked := l.Words(effect), l.TermSet(question)
	if text.OpensWithPronoun(main) {
		return false
	}
	return !slices.ContainsFunc(main[:min(len(main), subjectWords)], func(w text.Word) bool { return asked[w.Stem()] })
}

// subjectWords is within how many words of a clause its subject is named.
const subjectWords = 4

// Possessive reports whether w is followed by 's or ends in it.
func Possessive(text string, w *text.Word) bool {
	raw := w.Of(text)
	return strings.HasSuffix(raw, "'s") || strings.HasSuffix(raw, "’s") || strings.HasPrefix(strings.TrimLeft(text[w.End:], " "), "'s ")
}

// Past reports whether a word looks like the past form of a verb.
func Past(l *text.Language, norm string) bool {
	_, known := l.Questions.Nouns[norm]
	return !known && len(norm) > 4 && ends(norm, l.Certainty.PastEnd)
}

// Compounded reports whether a word is joined to the one before it: "all-time".
func Compounded(s string, w *text.Word) bool { return strings.HasSuffix(s[:w.Start], "-") }

// Year reports whether a normal word is a year, or a decade: 1984, 1980s.
func Year(n string) bool {
	n = strings.TrimSuffix(n, "s")
	return len(n) == 4 && (n[0] == '1' || n[0] == '2' && n[1] == '0') && text.IsDigit(n[1]) && text.IsDigit(n[2]) && text.IsDigit(n[3])
}

// NumberNear reports whether a number stands right beside word i.
func NumberNear(words []text.Word, i int) bool {
	return i > 0 && words[i-1].Number || i+1 < len(words) && words[i+1].Number
}

// Clock reports whether the number w begins a time of day: 10:30, 6 p.m., 9pm, 5 o'clock.
func Clock(text string, w *text.Word) bool {
	return ofClock.MatchString(strings.TrimLeft(text[w.End:], " ")) || glued.MatchString(w.Norm)
}

// What stands behind a number that begins a time of day, and a number that is one with it.
var (
	ofClock = regexp.MustCompile(`(?i)^(?::|[ap]\.m|[ap]m\b|o['’]clock\b)`)
	glued   = regexp.MustCompile(`^\d{1,2}[ap]m$`)
)

// Paid reports whether a word of money stands right before the number at words[i]:
// it "cost 500 crowns", whatever the currency.
func Paid(l *text.Language, words []text.Word, i int) bool {
	for j := max(0, i-2); j < i; j++ {
		if l.Questions.Money[words[j].Norm] {
			return true
		}
	}
	return false
}

// Measured reports whether a unit of measure stands behind the number at words[i].
func Measured(l *text.Language, words []text.Word, i int) bool {
	for j := i + 1; j < len(words) && j <= i+3; j++ {
		if l.Questions.Measures[words[j].Norm] {
			return true
		}
	}
	return false
}

// Apposed reports whether a number stands between commas behind a name: the age
// of who bears it.
func Apposed(text string, words []text.Word, i int) bool {
	w := &words[i]
	if i == 0 || !w.Number || len(w.Norm) > 2 || !words[i-1].Upper {
		return false
	}
	after := strings.TrimLeft(text[w.End:], " ")
	return strings.TrimSpace(Gap(text, words, i)) == "," && (strings.HasPrefix(after, ",") || strings.HasPrefix(after, "."))
}

// Gap is what stands between word i and the word before it.
func Gap(text string, words []text.Word, i int) string {
	from := 0
	if i > 0 {
		from = words[i-1].End
	}
	return text[from:words[i].Start]
}

// Leaning tells how much a sentence leans on those before it: most with a
// pronoun for its subject, less with "the" or "this" something.
func Leaning(l *text.Language, words []text.Word) float64 {
	subject := true // nothing that could be the subject came yet
	for i := 0; i < len(words) && i < 6; i++ {
		subject = subject && words[i].Stop()
		switch n := words[i].Norm; {
		case subject && l.Pronouns.Leaning[n]:
			return 1
		case l.Pronouns.Leaning[n]:
			return 0.6
		case l.Pronouns.LeaningWords[n]:
			return 0.6
		case n == "the" && i == 0:
			return 0.4
		}
	}
	return 0
}

// AllUpper reports whether all letters of s are capitals, and there are some.
func AllUpper(s string) bool { return strings.ToUpper(s) == s && strings.ToLower(s) != s }

// Asking tells which of the sentences is the question: the last with
// a question mark, else the last with a question word, else the last.
func Asking(l *text.Language, question string, spans []text.Span) int {
	for i := len(spans) - 1; i >= 0; i-- {
		if strings.Contains(spans[i].Of(question), "?") {
			return i
		}
	}
	for i := len(spans) - 1; i >= 0; i-- {
		for _, w := range l.Words(spans[i].Of(question)) {
			if l.Questions.Words[w.Norm] {
				return i
			}
		}
	}
	return len(spans) - 1
}

// Temporal reports whether what begins at word i, behind a preposition, is a time: a day, a month, a number, "the
// start", or nothing at all.
func Temporal(l *text.Language, words []text.Word, i int) bool {
	for i < len(words) && l.Questions.Determiners[words[i].Norm] {
		i++
	}
	if i >= len(words) {
		return true
	}
	n := words[i].Norm
	return words[i].Number || l.Weekday(n) || l.Month(n) || l.Calendar.Relative[n] || l.Calendar.Units[n] || l.Questions.Onsets[n] || l.Numbers.Digits[n] != ""
}

// Years are the latest year among the words that is not after from, 0 where there is none, and whether two years in
// turn enclose those from from to to.
func Years(words []text.Word, from, to int) (latest int, enclose bool) {
	last := 0
	for i := range words {
		y := YearOf(&words[i])
		if y == 0 {
			continue
		}
		enclose = enclose || last != 0 && last <= from && to <= y && y > last
		if y <= from {
			latest = max(latest, y)
		}
		last = y
	}
	return latest, enclose
}

// LastYear is the latest year that the words name; 0: none.
func LastYear(words []text.Word) (year int) {
	for i := range words {
		year = max(year, YearOf(&words[i]))
	}
	return year
}

// Key is the words without what parts them, numbers in digits: the same for two names or numbers that are the same.
func Key(l *text.Language, words []text.Word) string {
	var b strings.Builder
	for i := range words {
		if digits := l.Numbers.Digits[words[i].Norm]; digits != "" {
			b.WriteString(digits)
			continue
		}
		b.WriteString(words[i].Norm)
	}
	return b.String()
}

// Joined reports whether the words are several names with a small word between.
func Joined(words []text.Word) bool {
	for i := range words {
		if words[i].Stop() && len(words[i].Norm) > 2 {
			return true
		}
	}
	return false
}

// Superlative reports whether a word says the most of something, which a reader finds
// by comparing: "the strongest gust" is one of 164 kilometres an hour.
func Superlative(l *text.Language, norm string) bool {
	end := l.Questions.Superlatives
	return end != "" && len(norm) > len(end)+2 && strings.HasSuffix(norm, end)
}

// None reports whether words tell that there is none of what word i is: "no deaths", "nobody died", "none of them was hurt".
func None(l *text.Language, words []text.Word, is func(i int) bool) bool {
	for i := range words {
		for k := max(0, i-noneWithin); k < i && is(i); k++ {
			if n := words[k].Norm; k == i-1 && n == "no" || l.Questions.Nobody[n] || n == "no" && words[k+1].Norm == "one" {
				return true
			}
		}
	}
	return false
}

// noneWithin is how many words before what nobody did he may stand.
const noneWithin = 4
