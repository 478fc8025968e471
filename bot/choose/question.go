package choose

import (
	"slices"

	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// Question is what a question asks for.
type Question struct {
	lang    *text.Language
	Text    string
	manner  Manner     // how it is asked: who, when, how many, ...
	Want    AnswerType // the kind of thing that would answer it; Anything: anything
	focus   string     // the head noun of what is asked for ("country"), normal; may be empty
	Terms   []Term     // its telling words, each stem once, in order
	words   []string   // every word of the asking sentence, normal, stop words too
	define  bool       // it asks what something or who somebody is, and no more
	object  bool       // who is asked for is whom the verb is done to: "who did she beat"
	passive bool       // or the same in the passive: "who was beaten"
	measure bool       // a number with a unit is asked for: "how high"
	bare    bool       // it is a few search words
	told    bool       // sentences before the asking one tell what it is about
}

// Term is one telling word of a question.
type Term struct {
	Norm, Stem string
	weight     float64 // how much a sentence that has it gains over one that has not
	Name       bool    // written with a capital inside a sentence
	Number     bool
	main       bool // stands in the sentence that asks, not in one that leads up to it
	quoted     bool // within quotation marks
	verb       bool // is the verb of the asking sentence
	Focus      bool // is the head noun of what is asked for
	Time       bool // only says when it was asked: "this week", "recently"
}

// Manner is how a question is asked.
type Manner int

// The manners of asking. Other is a question without a question word.
const (
	Other Manner = iota
	Who
	When
	Where
	HowMany
	HowMuch
	HowLong
	How
	Why
	Which // which or what, and a noun
	What
	YesNo
	Said // what somebody said
)

// String names the manner as a person would.
func (m Manner) String() string {
	names := [...]string{"other", "who", "when", "where", "how many", "how much", "how long", "how", "why", "which", "what", "yes or no", "what was said"}
	if m < 0 || int(m) >= len(names) {
		return "other"
	}
	return names[m]
}

// Ended reports whether q asks for yes or no of what is over, and of no state that goes on: one sentence answers that.
func (q *Question) Ended() bool { return q.Polar() && q.lang.Questions.Past[q.words[0]] }

// Polar reports whether q asks for yes or no.
func (q *Question) Polar() bool { return q.manner == YesNo }

// asksCause reports whether q asks why, or for the cause or the motive of something.
func (q *Question) asksCause() bool {
	return q.Want == Reason || q.manner != YesNo && slices.ContainsFunc(q.words, func(w string) bool { return q.lang.Questions.Reasons[w] && !q.lang.Common.Stop[w] })
}

// How much of a question is read: more is no question.
const (
	MaxQuestion = 2000 // bytes
	maxTerms    = 64   // telling words
)

// Read finds out what a question asks for. It takes any text: what is no
// question has no terms or wants nothing in particular.
func Read(l *text.Language, question string) Question {
	question = text.Cut(question, MaxQuestion)
	q := Question{lang: l, Text: question}
	spans := l.Sentences(question)
	if len(spans) == 0 {
		return q
	}
	main := shape.Asking(l, question, spans)
	q.told = len(spans) > 1
	p := readAsking(l, spans[main].Of(question))
	q.manner, q.Want, q.focus, q.define = p.manner, p.want, p.focus, p.define
	q.object, q.passive, q.measure, q.bare = p.object, p.passive, p.measure, p.bare
	for i := range p.words {
		q.words = append(q.words, p.words[i].Norm)
	}
	q.addTerms(p, spans[main].Of(question), true)
	for i, s := range spans {
		if i != main {
			q.addTerms(asking{lang: l, verb: -1, words: l.Words(s.Of(question))}, s.Of(question), false)
		}
	}
	return q
}

// addTerms adds the telling words of one sentence of the question.
func (q *Question) addTerms(p asking, text string, main bool) {
	quoted := shape.Quoted(text)
	for i := range p.words {
		w := &p.words[i]
		if w.Norm == "" || w.Stop() && !(w.Upper && len(w.Norm) > 1 && i > 0 && shape.AllUpper(w.Of(text))) || p.asks[i] {
			continue
		}
		stem := q.lang.Base(w.Norm)
		if at := q.term(stem); at >= 0 {
			q.Terms[at].main = q.Terms[at].main || main
			continue
		}
		t := Term{
			Norm: w.Norm, Stem: stem, main: main, Number: w.Number,
			Name:   w.Upper && i > 0,
			quoted: shape.Within(quoted, w.Start),
			verb:   main && i == p.verb,
			Focus:  main && q.focus != "" && w.Norm == q.focus,
			Time:   q.lang.Questions.Times[w.Norm],
		}
		if len(q.Terms) == maxTerms {
			return
		}
		t.weight = weightOf(q.lang, t)
		q.Terms = append(q.Terms, t)
	}
}

// term is the number of the term with that stem, -1 where there is none.
func (q *Question) term(stem string) int {
	for i := range q.Terms {
		if q.Terms[i].Stem == stem {
			return i
		}
	}
	return -1
}

// nameWeight is how much more a name tells than another word.
const nameWeight = 1.25

// weightOf is how telling a word is before anything is known of the stories.
func weightOf(l *text.Language, t Term) float64 {
	w := l.Rarity(t.Norm, t.Stem)
	switch {
	case t.Time:
		w *= 0.25
	case t.Name:
		w *= nameWeight
	case t.quoted:
		w *= 1.2
	}
	switch {
	case !t.main:
		w *= 0.7
	case t.Focus && nounKind(l, t.Norm) != Anything && !t.Name:
		w *= 0.4 // "which year": the answer is a year and need not say so
	case l.Questions.Weak[t.Norm]:
		w *= 0.5
	}
	return w
}
