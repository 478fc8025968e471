package thing

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// Reasons are the things of s that tell a reason of what was done, and those that tell one only by standing behind that, or before it
// with a comma: deed reports whether word i tells what was done, does whether it does so of whom it is asked, asked whether the question has that word.
func Reasons(l *text.Language, s string, words []text.Word, things []Thing, deed, does, asked func(i int) bool) []Thing {
	told := false
	for i := range words {
		if !does(i) {
			continue
		}
		for _, th := range append(behind(l, s, words, i), before(l, s, words, i)...) {
			if !asked(th.From) { // not "named after", where that is asked
				things = append(things, th)
			}
		}
		told = true
	}
	return slices.DeleteFunc(things, func(th Thing) bool { // "died of" another, or "the reason why" something else was done
		return deed(th.From) && !does(th.From) || !told && (l.Questions.Why[words[th.From].Norm] || th.To < len(words) && l.Questions.Why[words[th.To].Norm])
	})
}

// before finds what tells so at the beginning of s, with a comma between: "After slapping the host, he resigned".
func before(l *text.Language, s string, words []text.Word, i int) []Thing {
	if i <= fewestBefore || words[0].Start != 0 || words[1].Upper || !l.Questions.Reasons["_"+words[0].Norm] || dated(l, words, 0) {
		return nil // nor "After Ann Lee resigned, he"
	}
	if !strings.Contains(s[words[fewestBefore-1].End:words[i].Start], ",") {
		return nil
	}
	return []Thing{{From: 0, To: fewestBefore, Sure: behindSure}}
}

// behind finds what tells behind the deed at word i of s why it was done: "resigned on Tuesday over the delays", "was fined for
// parking there". Alone such words tell no reason.
func behind(l *text.Language, s string, words []text.Word, i int) []Thing {
	for k := i + 1; k < min(i+1+behindReach, len(words)-1); k++ {
		if strings.ContainsAny(shape.Gap(s, words, k), ";:()–—") {
			return nil
		}
		n, next := words[k].Norm, words[k+1].Norm
		gerund := l.Questions.Reasons["_"+n+"_"]
		switch {
		case !gerund && !l.Questions.Reasons["_"+n], dated(l, words, k):
		case gerund && !shape.Going(l, next) && !passive(l, words, i): // "left for Ulm"
		default:
			return []Thing{{From: k, To: min(k+3, len(words)), Sure: behindSure}}
		}
	}
	return nil
}

// dated reports whether a preposition at word i goes with a time, a number or nothing: not "after weeks of quarrels".
func dated(l *text.Language, words []text.Word, i int) bool {
	w := &words[i+1]
	of := i+2 < len(words) && words[i+2].Norm == "of" && l.Calendar.Units[w.Norm]
	return !of && shape.Temporal(l, words, i+1) || w.Stop() && !l.Questions.Determiners[w.Norm]
}

// passive reports whether what word i tells was done to somebody.
func passive(l *text.Language, words []text.Word, i int) bool {
	for k := i - 1; k >= max(0, i-2); k-- {
		if l.Questions.Be[words[k].Norm] {
			return shape.HasPast(l, words[i].Norm)
		}
	}
	return false
}

const (
	behindReach  = 8   // within how many words behind a deed its reason is looked for
	fewestBefore = 3   // words that tell a reason before a deed
	behindSure   = 0.6 // what tells a reason only there, or at the time
)
