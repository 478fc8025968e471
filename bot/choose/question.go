package choose

import (
	"slices"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/bot/choose/thing"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/text/quotation"
)

// Question is what a question asks for.
type Question struct {
	lang    *text.Language
	Text    string
	manner  ask.Manner // how it is asked: who, when, how many, ...
	Want    AnswerType // the kind of thing that would answer it; Anything: anything
	focus   string     // the head noun of what is asked for ("country"), normal; may be empty
	Terms   []Term     // its telling words, each stem once, in order
	words   []string   // every word of the asking sentence, normal, stop words too
	define  bool       // it asks what something or who somebody is, and no more
	object  bool       // who is asked for is whom the verb is done to: "who did she beat"
	passive bool       // or the same in the passive: "who was beaten"
	onward  bool       // it asks where to something, or somebody, moves
	called  bool       // it asks for a name in so many words
	measure bool       // a number with a unit is asked for: "how high"
	bare    bool       // it is a few search words
	office  string     // the noun for whom it is asked in so many words
	told    bool       // sentences before the asking one tell what it is about
	anyDay  bool       // a day that is over is as good an answer as one to come
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

// Ended reports whether q asks for yes or no of what is over, and of no state that goes on: one sentence answers that.
func (q *Question) Ended() bool { return q.Polar() && q.lang.Questions.Past[q.words[0]] }

// Polar reports whether q asks for yes or no.
func (q *Question) Polar() bool { return q.manner == ask.YesNo }

// asksCause reports whether q asks why, or for the cause or the motive of something.
func (q *Question) asksCause() bool {
	return q.Want == Reason || q.manner != ask.YesNo && slices.ContainsFunc(q.words, func(w string) bool { return q.lang.Questions.Reasons[w] && !q.lang.Common.Stop[w] })
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
	p := ask.Read(l, spans[main].Of(question))
	q.manner, q.Want, q.focus, q.define = p.Manner, p.Want, p.Focus, p.Define
	q.object, q.passive, q.measure, q.bare = p.Object, p.Passive, p.Measure, p.Bare
	q.onward, q.called, q.office = p.Onward, p.Called, p.Office
	for i := range p.Words {
		q.words = append(q.words, p.Words[i].Norm)
	}
	q.addTerms(p, spans[main].Of(question), true)
	for i, s := range spans {
		if i != main {
			q.addTerms(ask.Plain(l, s.Of(question)), s.Of(question), false)
		}
	}
	return q
}

// addTerms adds the telling words of one sentence of the question.
func (q *Question) addTerms(p ask.Sentence, text string, main bool) {
	quoted := quotation.Spans(text)
	for i := range p.Words {
		w := &p.Words[i]
		if w.Norm == "" || w.Stop() && !(w.Upper && len(w.Norm) > 1 && i > 0 && shape.AllUpper(w.Of(text))) || p.Asks[i] || q.lang.Questions.Anyone[w.Norm] {
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
			quoted: quotation.Within(quoted, w.Start),
			verb:   main && i == p.Verb,
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

// mains are the numbers of the terms of the sentence that asks.
func (q *Question) mains() (terms []int) {
	for t := range q.Terms {
		if q.Terms[t].main {
			terms = append(terms, t)
		}
	}
	return terms
}

// Defines reports whether it is asked what something is, whatever is new of it: skarpox, a tern or the Reed Act. What is
// asked of the damage, or of prices, may be a value that changes.
func (q *Question) Defines() bool {
	asked, rare, names := q.defined(), false, 0
	for _, t := range asked {
		term := &q.Terms[t]
		rare = rare || q.lang.Rarity(term.Norm, term.Stem) >= rareSort
		if term.Name {
			names++
		}
	}
	one := slices.ContainsFunc(q.words, func(w string) bool { return q.lang.Questions.Indefinite[w] })
	the := !one && slices.ContainsFunc(q.words, func(w string) bool { return q.lang.Questions.Determiners[w] })
	return len(asked) > 0 && (one || names == len(asked) || names == 0 && rare && !the)
}

// defined are the numbers of the terms of what it is asked of what that is, but not of the damage of the fire, Ann Lee's
// plan or what is driving prices; none where that is not asked.
func (q *Question) defined() []int {
	asked := slices.DeleteFunc(q.mains(), func(t int) bool {
		n := q.Terms[t].Norm
		return q.Terms[t].Time || q.lang.Questions.AsksMeaning[n] || ask.NounType(q.lang, n) == Meaning
	})
	if q.Want == Meaning {
		return asked
	}
	one := slices.ContainsFunc(q.words, func(w string) bool { return q.lang.Questions.Indefinite[w] })
	if !q.define || q.Want == Person || len(asked) == 0 || !one && q.Want != Anything && (q.Want != Name || !q.Terms[asked[0]].Name) {
		return nil
	}
	doing := slices.ContainsFunc(q.words, func(w string) bool { return q.lang.Questions.Doing[w] })
	if doing || len(asked) > 1 && shape.Going(q.lang, q.Terms[asked[0]].Norm) {
		return nil
	}
	for _, w := range q.lang.Words(q.Text) {
		if asks := q.lang.Questions.Words[w.Norm]; !asks && (shape.Possessive(q.Text, &w) || !q.Terms[asked[0]].Name && q.lang.Questions.Prepositions[w.Norm]) {
			return nil
		}
	}
	return asked
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
	case t.Focus && ask.NounType(l, t.Norm) != Anything && !t.Name:
		w *= 0.4 // "which year": the answer is a year and need not say so
	case l.Questions.Weak[t.Norm]:
		w *= 0.5
	}
	return w
}

// wanted is what q has lines read for.
func (q *Question) wanted() *thing.Wanted {
	return &thing.Wanted{Lang: q.lang, Type: q.Want, Manner: q.manner, Focus: q.focus, Measure: q.measure, Onward: q.onward, Coming: q.coming(), Present: q.present(), Clock: q.clock(), Said: q.saidStems(), Asking: q.words}
}

// tellingVerb is how much a verb must weigh that tells what is done.
const tellingVerb = 1.5

// rareSort is how rare a word must be that tells what sort of thing is meant: so
// rare that the common words of the language do not have it.
const rareSort = 2.4
