package thing

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// NamesOne reports whether a sentence names one of what is asked for by a noun, which the question does not name: "the Pakistani city
// of Jacobabad", "Ada Moen, a ballet dancer", "the Washburn Fire".
func NamesOne(want *Wanted, s string, words []text.Word) bool {
	l, base := want.Lang, want.Lang.Base(want.Focus)
	if want.Focus == "" || want.Manner != ask.Which && want.Manner != ask.What {
		return false
	}
	named := func(i int) bool {
		if i < 0 || i >= len(words) || !words[i].Upper || words[i].Stop() || l.Month(words[i].Norm) || l.Weekday(words[i].Norm) || l.Places.Demonyms[words[i].Norm] != "" {
			return false
		}
		return !slices.Contains(want.Asking, strings.TrimSuffix(words[i].Norm, "'s"))
	}
	for i := range words {
		if l.Base(words[i].Norm) != base {
			continue
		}
		switch next := i + 1; {
		case words[i].Upper && i > 0 && named(i-1) && shape.Gap(s, words, i) == " ": // "the Washburn Fire"
			return true
		case named(next) && shape.Gap(s, words, next) == " ": // "the singer Ada Moen"
			return true
		case next+1 < len(words) && words[next].Norm == "of" && named(next+1), isApposed(l, s, words, i) && named(apposedTo(l, words, i)):
			return true
		}
	}
	return false
}

// isApposed reports whether the noun at word i stands with its article behind a comma: "Ada Moen, a ballet dancer"; with "the" only where nothing
// but what it is of follows, since "in the book, the term means" tells what the term does, and never with what it did once.
func isApposed(l *text.Language, s string, words []text.Word, i int) bool {
	k, next := apposedTo(l, words, i)+1, i+1
	if k <= 0 || strings.TrimSpace(shape.Gap(s, words, k)) != "," || next < len(words) && (l.Clauses.Relative[words[next].Norm] || words[next].Norm == l.Clauses.That) {
		return false
	}
	return l.Questions.Indefinite[words[k].Norm] || next == len(words) || words[next].Norm == "of" || strings.TrimSpace(shape.Gap(s, words, next)) != ""
}

// apposedTo is the word before the article of the noun at word i; -1: it has none.
func apposedTo(l *text.Language, words []text.Word, i int) int {
	for k := i - 1; k >= max(0, i-apposedWords); k-- {
		if l.Questions.Determiners[words[k].Norm] {
			return k - 1
		}
	}
	return -1
}

// apposedWords is within how many words before a noun the article stands that comes right behind the name.
const apposedWords = 5
