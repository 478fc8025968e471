package thing

import (
	"maps"
	"strings"

	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// Numbered are the words of a question that a number tells apart from others of the name, each with that number:
// "iphone" and "14" of "iPhone 14". A year, and the number behind a month, tell apart nothing; nor does one of two numbers of
// a name, which are both asked about.
func Numbered(l *text.Language, question string, words []text.Word) map[string]string {
	all, both := make(map[string]string), make(map[string]bool)
	for i := range len(words) - 1 {
		if w := &words[i]; numbered(l, question, words, i) && !w.Stop() && !l.Month(w.Norm) && !l.Weekday(w.Norm) {
			number := words[i+1].Norm
			both[w.Norm] = both[w.Norm] || all[w.Norm] != "" && all[w.Norm] != number
			all[w.Norm] = number
		}
	}
	maps.DeleteFunc(all, func(name, _ string) bool { return both[name] })
	return all
}

// Another reports whether a sentence begins with another one of a name that the question tells apart by a number, the
// iPhone 13, and does not name that one.
func Another(l *text.Language, asked map[string]string, sentence string, words []text.Word) (another bool) {
	for i := range len(words) - 1 {
		number, ok := asked[words[i].Norm]
		if !ok || strings.ToLower(words[i].Of(sentence)) == words[i].Of(sentence) || !numbered(l, sentence, words, i) {
			continue
		}
		if words[i+1].Norm == number {
			return false
		}
		another = another || i < mostBefore
	}
	return another
}

// mostBefore is how many words stand at most before what a sentence tells of.
const mostBefore = 8

// numbered reports whether a number stands right behind word i.
func numbered(l *text.Language, s string, words []text.Word, i int) bool {
	w := &words[i+1]
	gap := shape.Gap(s, words, i+1)
	return !words[i].Number && (gap == " " || gap == "-") && (w.Number && !shape.Year(w.Norm) || w.Upper && roman(w.Of(s)))
}

// roman reports whether a word in capitals is a Roman numeral of a small number.
func roman(word string) bool { return strings.Trim(word, "IVXL") == "" }
