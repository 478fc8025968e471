// Package share reads how much of something a text speaks of: all of the wall, 40% of it, two of
// the nine judges, a vote of 7 to 2. Its door is [In]; it keeps nothing.
package share

import "github.com/storybot/storybot/knowledge/text"

// Share is how much of something a text speaks of, from Least to Most, as shares of 1.
type Share struct {
	Least, Most float64
	Kind        Kind
	InNumbers   bool     // not in words
	Said        text.Run // its words
	Of          text.Run // the words of what it is a share of, at most two; empty: not told here
}

// Kind says how a share is told.
type Kind int

// The kinds.
const (
	Number Kind = iota // 40% of the wall, two of the nine
	Word               // all of the wall, nobody, most
	Vote               // unanimous; 7-2
	One                // the only, one of the three
)

// In finds where a text tells how much of something it speaks of: first what it says in words,
// then what it says in numbers.
func In(a *text.Annotated) []Share {
	f := &reading{a}
	var found []Share
	for i := range f.Words {
		if s, ok := f.shareInWords(i); ok {
			found = append(found, s)
		}
	}
	for i := range f.Amounts {
		if s, ok := f.shareInNumbers(i); ok {
			found = append(found, s)
		}
	}
	return found
}

// shareInWords reads "all of the wall" at word i.
func (f *reading) shareInWords(i int) (Share, bool) {
	w, n := f.Words[i].Norm, &f.Lang.Numbers
	s := Share{Least: n.ShareLeast[w], Most: n.ShareMost[w], Kind: Word, Said: text.Run{From: i, To: i + 1}}
	_, known := n.ShareMost[w]
	switch {
	case n.Unanimous[w]:
		s.Least, s.Most, s.Kind = 1, 1, Vote
	case n.Sole[w] && f.Lang.Questions.Determiners[f.norm(i-1)]:
		s.Least, s.Most, s.Kind = 1, 1, One
	case f.Lang.Polarity.No[w] && f.DeniesAt(i):
	case !known || i+1 < len(f.Words) && f.Words[i+1].Key[0] == '#':
		return Share{}, false // "some 40 people"
	}
	if before := i - 1; s.Kind == Word && (n.Ratios[f.norm(before)] || f.Lang.Questions.Determiners[f.norm(before)] && n.Ratios[f.norm(before-1)]) {
		return Share{}, false // "a third of the whole town"
	}
	if s.Kind != Vote {
		s.Of = f.thing(i + 1)
	}
	switch {
	case i > 0 && f.DeniesAt(i-1):
		s.Least, s.Most = 0, max(0, 0.95*s.Least)
	case s.Least == 1 && s.Kind == Word && n.Rough[f.norm(i-1)]:
		s.Least, s.Most = 0.7, 0.95
	}
	return s, true
}

// shareInNumbers reads "40% of the wall", "two of the nine judges" and the 7-2 of a vote.
func (f *reading) shareInNumbers(i int) (Share, bool) {
	a, n := &f.Amounts[i], &f.Lang.Numbers
	s := Share{Least: a.Value, Most: a.Value, Said: text.Run{From: a.From, To: a.To}, InNumbers: true}
	switch {
	case a.Kind == text.AmountScore && a.Value+a.Second > 0, f.against(i):
		b := a.Second
		if a.Kind != text.AmountScore {
			b = f.Amounts[i+1].Value
		}
		s.Kind, s.Least = Vote, max(a.Value, b)/(a.Value+b)
		s.Most = s.Least
		return s, true
	case a.Kind == text.AmountPercent:
		s.Least, s.Most = a.Value/100, a.Value/100
		for s.Said.To < len(f.Words) && n.Percent[f.norm(s.Said.To)] {
			s.Said.To++
		}
	case a.Kind == text.AmountFraction:
	case a.Kind == text.AmountPlain && i+1 < len(f.Amounts) && f.Amounts[i+1].Kind == text.AmountPlain && f.Amounts[i+1].Value > a.Value && f.outOf(a.To, f.Amounts[i+1].From):
		s.Least = a.Value / f.Amounts[i+1].Value
		s.Most, s.Said.To = s.Least, f.Amounts[i+1].To
		if a.Value == 1 {
			s.Kind = One
		}
		s.Of = f.thing(s.Said.To)
		return s, true
	default:
		return Share{}, false
	}
	if a.Rough {
		s.Least, s.Most = s.Least-0.1, s.Most+0.1
	}
	if next := f.norm(s.Said.To); !n.Ratios[next] && (a.Kind != text.AmountFraction || !f.Lang.Questions.Determiners[next]) {
		return Share{}, false
	}
	s.Of = f.thing(s.Said.To)
	return s, true
}

// against reports whether number i stands against the next one: "seven votes to two".
func (f *reading) against(i int) bool {
	if i+1 >= len(f.Amounts) {
		return false
	}
	a, b := &f.Amounts[i], &f.Amounts[i+1]
	last := f.norm(b.From - 1)
	return a.Kind == text.AmountPlain && b.Kind == text.AmountPlain && a.Value > 0 && b.From > a.To && b.From <= a.To+2 && f.Words[a.From].Sentence == f.Words[b.From].Sentence &&
		f.Lang.Questions.Prepositions[last] && !f.Lang.Numbers.Ratios[last]
}

// outOf reports whether only "of", "out of the" and the like stand between two words.
func (f *reading) outOf(from, to int) bool {
	for i := from; i < to; i++ {
		if !f.Lang.Numbers.Ratios[f.Words[i].Norm] && !f.Lang.Questions.Determiners[f.Words[i].Norm] {
			return false
		}
	}
	return to > from && f.Lang.Numbers.Ratios[f.Words[from].Norm]
}

// thing is the first word from word i on that is telling, and a second right behind it: of what
// a share is. It is empty where a pronoun stands there.
func (f *reading) thing(i int) text.Run {
	for k := i; k < min(len(f.Words), i+4); k++ {
		w := &f.Words[k]
		switch {
		case k > i && w.Clause, f.Lang.Pronouns.Referring[w.Norm] && !f.Lang.Questions.Determiners[w.Norm]:
			return text.Run{}
		case w.Content && w.Key[0] != '#':
			if k+1 < len(f.Words) && f.Words[k+1].Content && !f.Words[k+1].Clause && f.Words[k+1].Sentence == w.Sentence {
				return text.Run{From: k, To: k + 2}
			}
			return text.Run{From: k, To: k + 1}
		}
	}
	return text.Run{}
}

// Bound is -1 where number i is told as more than what there is, 1 as less, 0 as neither.
func Bound(f *text.Annotated, i int) int {
	for k := f.Amounts[i].From - 1; k >= max(0, f.Amounts[i].From-2); k-- {
		switch w := f.Words[k].Norm; {
		case f.Lang.Numbers.Fewer[w]:
			return -1
		case f.Lang.Numbers.More[w]:
			return 1
		case f.Words[k].Content:
			return 0
		}
	}
	return 0
}

// reading is a text on its way.
type reading struct{ *text.Annotated }

// norm is the norm of word i, or empty where there is none.
func (f *reading) norm(i int) string {
	if i < 0 || i >= len(f.Words) {
		return ""
	}
	return f.Words[i].Norm
}
