package choose

import (
	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/knowledge/text"
)

// Carries reports whether a word, normal, is one that a follow-up takes over
// from q: a telling one that is neither what q asked for nor when, and where the
// follow-up asks something of its own a name or a rare word: others would only draw
// what is not asked near.
func (q *Question) Carries(norm string, own *Question) bool {
	at := q.term(q.lang.Base(norm))
	return at >= 0 && !q.Terms[at].Time && !q.Terms[at].Focus && (!own.asksItself() || q.Terms[at].weight >= telling)
}

// telling is what a name or a rare word weighs at least. What was itself taken over weighs
// less, so that a rare word is taken over once.
const telling = 1.7

// asksItself reports whether q asks something of its own, and not the same of another
// as "and his wife?" and "what about 2020?" do.
func (q *Question) asksItself() bool {
	return q.manner != ask.Other && q.Tells() && !(len(q.words) > 1 && q.lang.Questions.Prepositions[q.words[1]])
}

// Shares reports whether text has a telling word of the question.
func (q *Question) Shares(s string) bool {
	words := q.lang.Words(s)
	_, best := newMatcher(q).match(words)
	for t := range q.Terms {
		if best[t] > 0 && !q.Terms[t].Time {
			return true
		}
	}
	return false
}

// SharesIn reports whether that part of a story has a telling word of the
// question, or the sentence before does where it begins with a pronoun.
func (q *Question) SharesIn(s string, part text.Span) bool {
	if q.Shares(part.Of(s)) {
		return true
	}
	if !text.OpensWithPronoun(q.lang.Words(part.Of(s))) {
		return false
	}
	before := q.lang.Sentences(s[:part.Start])
	return len(before) > 0 && q.Shares(before[len(before)-1].Of(s))
}

// Tells reports whether a follow-up has a word of its own to answer to: "and his
// wife?" wants the wife, from the stories that the words carried over find;
// "and in 2020?" wants all that was asked before.
func (q *Question) Tells() bool {
	for i := range q.Terms {
		if t := &q.Terms[i]; !t.Time && !t.Number && !q.lang.Month(t.Norm) {
			return true
		}
	}
	return false
}

// AnyOfType reports whether one of the lines has something of the kind that q
// asks for and does not have itself; true where q asks for nothing in particular.
func (q *Question) AnyOfType(lines []Line) bool {
	if q.Want == Anything {
		return true
	}
	for _, r := range Fitted().Rank(*q, lines) {
		if r.HasKind() {
			return true
		}
	}
	return false
}
