package thing

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// AgeOfOther reports whether the only age in the sentence is that of somebody who is another: one named right before it, as in
// "Ann Lee, a 27-year-old", right behind, as in "the 27-year-old Ann Lee", or first in it, if it goes on about "the 27-year-old".
func (s *Sentence) AgeOfOther(want *Wanted, other func(name Thing) bool) bool {
	var ages []Thing
	for _, th := range In(want, s.Text, s.Words) {
		if th.Sure >= sureAge {
			ages = append(ages, th)
		}
	}
	if len(ages) != 1 {
		return false
	}
	whose, ok := s.whose(ages[0])
	return ok && other(whose)
}

// whose is the name of whose age it is, as far as that is told; ok is false where it is not.
func (s *Sentence) whose(age Thing) (name Thing, ok bool) {
	end := age.To
	for end < len(s.Words) && end-age.To < yearsOld && (s.Lang.Calendar.Units[s.Words[end].Norm] || s.Words[end].Norm == "old") {
		end++
	}
	bare := end == age.To+yearsOld && age.From > 0 && s.Lang.Questions.Determiners[s.Words[age.From-1].Norm] // "the 27-year-old"
	var first Thing
	for _, n := range s.Names(ask.Person) {
		switch {
		case n.Sure < SureOfKind, n.To < age.From && n.From > 0 && s.Lang.Questions.Prepositions[s.Words[n.From-1].Norm]: // "the mayor of Ulm is 44"
		case n.From == end && end > age.To, n.To <= age.From && age.From-n.To <= besideAge:
			return n, true
		case first.To == 0 && n.To <= age.From:
			first = n
		}
	}
	return first, bare && first.To > 0
}

// Described is the noun by which a question tells whose age it asks for, where it does so by what he is, to somebody else or
// in what befell: "how old is the suspect in the attack on Ann Lee", "how old is Ann Lee's husband"; empty where it does not.
func Described(l *text.Language, question string) string {
	words := l.Words(question)
	at := slices.IndexFunc(words, func(w text.Word) bool { return l.Questions.Be[w.Norm] }) + 1
	for i := at; at > 0 && i < min(len(words), at+describedReach); i++ {
		w := &words[i]
		switch {
		case (ask.NounType(l, w.Norm) == ask.Person || l.Pronouns.Nouns[w.Norm]) && i > at:
			if i+1 < len(words) && words[i+1].Upper { // "the singer Ann Lee"
				return ""
			}
			return w.Norm
		case w.Upper && !shape.Possessive(question, w) && !(i+1 < len(words) && words[i+1].Upper), w.Stop() && i > at:
			return ""
		}
	}
	return ""
}

// describedReach is within how many words behind "is" that noun stands.
const describedReach = 5

// How surely a number is an age, how many words before it stands whose it is, and how many "year old" is.
const (
	sureAge   = 0.8
	besideAge = 1
	yearsOld  = 2
)

// Namesakes reports whether two names end in one word, but have others that differ: Ann Lee and Tom Lee.
func Namesakes(a, b []text.Word) bool {
	return a[len(a)-1].Norm == b[len(b)-1].Norm && lacks(a, b) && lacks(b, a)
}

// lacks reports whether one of the words is none of the others.
func lacks(words, of []text.Word) bool {
	return slices.ContainsFunc(words, func(w text.Word) bool {
		return !slices.ContainsFunc(of, func(o text.Word) bool { return o.Norm == w.Norm })
	})
}

// agedOf reports whether the number at word i is the age of somebody who has no name: "a man of 47". "A mother of 12" is of as many.
func agedOf(l *text.Language, s string, words []text.Word, i int) bool {
	if i < 3 || !words[i].Number || len(words[i].Norm) != 2 || words[i-1].Norm != "of" || !l.Questions.Determiners[words[i-3].Norm] ||
		!l.Pronouns.Nouns[words[i-2].Norm] || ask.NounType(l, words[i-2].Norm) != ask.Person {
		return false
	}
	return i+1 == len(words) || words[i+1].Stop() || shape.HasPast(l, words[i+1].Norm) || strings.ContainsAny(shape.Gap(s, words, i+1), ",;.")
}
