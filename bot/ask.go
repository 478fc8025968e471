package bot

import (
	"strings"
	"unicode/utf8"

	"github.com/storybot/storybot/knowledge/text"
)

// asked is what a question asks for.
type asked struct {
	text   string
	manner askManner // how it is asked: who, when, how many, ...
	want   wanted    // the kind of thing that would answer it; wantAny: anything
	focus  string    // the head noun of what is asked for ("country"), normal; may be empty
	terms  []askTerm // its telling words, each stem once, in order
	words  []string  // every word of the asking sentence, normal, stop words too
	define bool      // it asks what something or who somebody is, and no more
	terse  bool      // typed as one types into a search box: no capital, no question mark
	told   bool      // sentences before the asking one tell what it is about
}

// askTerm is one telling word of a question.
type askTerm struct {
	norm, stem string
	weight     float64 // how much a sentence that has it gains over one that has not
	name       bool    // written with a capital inside a sentence
	number     bool
	main       bool // stands in the sentence that asks, not in one that leads up to it
	quoted     bool // within quotation marks
	verb       bool // is the verb of the asking sentence
	focus      bool // is the head noun of what is asked for
	time       bool // only says when it was asked: "this week", "recently"
}

// askManner is how a question is asked.
type askManner int

// The manners of asking. askOther is a question without a question word.
const (
	askOther askManner = iota
	askWho
	askWhen
	askWhere
	askHowMany
	askHowMuch
	askHowLong
	askHow
	askWhy
	askWhich // which or what, and a noun
	askWhat
	askYesNo
	askSaid // what somebody said
)

// String names the manner as a person would.
func (m askManner) String() string {
	switch m {
	case askWho:
		return "who"
	case askWhen:
		return "when"
	case askWhere:
		return "where"
	case askHowMany:
		return "how many"
	case askHowMuch:
		return "how much"
	case askHowLong:
		return "how long"
	case askHow:
		return "how"
	case askWhy:
		return "why"
	case askWhich:
		return "which"
	case askWhat:
		return "what"
	case askYesNo:
		return "yes or no"
	case askSaid:
		return "what was said"
	case askOther:
	}
	return "other"
}

// How much of a question is read: more is no question.
const (
	askLimit     = 2000 // bytes
	askTermLimit = 64   // telling words
)

// analyse finds out what a question asks for. It takes any text: what is no
// question has no terms or wants nothing in particular.
func analyse(question string) asked {
	question = askCut(question, askLimit)
	q := asked{text: question, terse: isTerse(question)}
	spans := text.Sentences(question)
	if len(spans) == 0 {
		return q
	}
	main := askingSentence(question, spans)
	q.told = len(spans) > 1
	p := readAsking(spans[main].Of(question))
	q.manner, q.want, q.focus, q.define = p.manner, p.want, p.focus, p.define
	for i := range p.words {
		q.words = append(q.words, p.words[i].Norm)
	}
	q.addTerms(p, spans[main].Of(question), true)
	for i, s := range spans {
		if i != main {
			q.addTerms(asking{verb: -1, words: text.Words(s.Of(question))}, s.Of(question), false)
		}
	}
	return q
}

// askCut returns the first n bytes of s without breaking a character.
func askCut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func isTerse(s string) bool {
	return !strings.Contains(s, "?") && strings.ToLower(s) == s
}

// askingSentence tells which of the sentences is the question: the last with
// a question mark, else the last with a question word, else the last.
func askingSentence(question string, spans []text.Span) int {
	for i := len(spans) - 1; i >= 0; i-- {
		if strings.Contains(spans[i].Of(question), "?") {
			return i
		}
	}
	for i := len(spans) - 1; i >= 0; i-- {
		for _, w := range text.Words(spans[i].Of(question)) {
			if questionWords[w.Norm] {
				return i
			}
		}
	}
	return len(spans) - 1
}

// addTerms adds the telling words of one sentence of the question.
func (q *asked) addTerms(p asking, text string, main bool) {
	quoted := quotedRanges(text)
	for i := range p.words {
		w := &p.words[i]
		if w.Norm == "" || w.Stop() && !(w.Upper && len(w.Norm) > 1 && i > 0 && allUpper(w.Of(text))) || p.asks[i] {
			continue
		}
		stem := rankStem(w.Norm)
		if at := q.term(stem); at >= 0 {
			q.terms[at].main = q.terms[at].main || main
			continue
		}
		t := askTerm{
			norm: w.Norm, stem: stem, main: main, number: w.Number,
			name:   w.Upper && i > 0,
			quoted: inRanges(quoted, w.Start),
			verb:   main && i == p.verb,
			focus:  main && q.focus != "" && w.Norm == q.focus,
			time:   askTimeWords[w.Norm],
		}
		if len(q.terms) == askTermLimit {
			return
		}
		t.weight = askWeight(t)
		q.terms = append(q.terms, t)
	}
}

// term is the number of the term with that stem, -1 where there is none.
func (q *asked) term(stem string) int {
	for i := range q.terms {
		if q.terms[i].stem == stem {
			return i
		}
	}
	return -1
}

func allUpper(s string) bool { return strings.ToUpper(s) == s && strings.ToLower(s) != s }

// quotedRanges finds what stands in double quotation marks.
func quotedRanges(s string) []text.Span {
	var spans []text.Span
	open := -1
	for i, r := range s {
		switch {
		case r == '“' || r == '"' && open < 0:
			open = i
		case (r == '”' || r == '"') && open >= 0:
			spans = append(spans, text.Span{Start: open, End: i})
			open = -1
		}
	}
	return spans
}

func inRanges(spans []text.Span, at int) bool {
	for _, s := range spans {
		if s.Start <= at && at < s.End {
			return true
		}
	}
	return false
}

// askWeight is how telling a word is before anything is known of the stories.
func askWeight(t askTerm) float64 {
	w := wordRarity(t.norm, t.stem)
	switch {
	case t.time:
		w *= 0.25
	case t.name:
		w *= 1.25
	case t.quoted:
		w *= 1.2
	}
	switch {
	case !t.main:
		w *= 0.7
	case t.focus && nounKind(t.norm) != wantAny && !t.name:
		w *= 0.4 // "which year": the answer is a year and need not say so
	case askWeak[t.norm]:
		w *= 0.5
	}
	return w
}
