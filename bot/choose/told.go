package choose

import (
	"slices"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/bot/choose/thing"
	"github.com/storybot/storybot/knowledge/text"
)

// Thing is something of the kind that a question wants, in a sentence.
type Thing struct {
	text.Span
	Sure float64 // 0 to 1: how surely it is of that kind
	Near int     // how many words from the nearest of the question's terms that tell what is asked; far where there is none
}

// far is more words than a sentence has between a thing and a term.
const far = 1000

// Reader reads sentences for one question. It belongs to one goroutine.
type Reader struct {
	*Question
	m    *matcher
	keys map[int]bool // the terms that tell what of several things it asks
}

// Reader returns what reads sentences for q.
func (q *Question) Reader() *Reader { return &Reader{q, newMatcher(q), q.keys()} }

// keys are the terms that tell what of several things is asked: of "how many
// people died on the ferry" it is that they died. That is the verb and the noun
// that is asked for, unless that is only who; without a verb the word behind
// that noun.
func (q *Question) keys() map[int]bool {
	keys, focus, verb := make(map[int]bool), -1, false
	for i := range q.Terms {
		t := &q.Terms[i]
		if t.Focus {
			focus = i
			keys[i] = ask.NounType(q.lang, t.Norm) != Person && !q.lang.Questions.Plurals[t.Norm]
		}
		if t.verb {
			keys[i], verb = true, true
		}
	}
	if before := focus - 1; before >= 0 && !verb && q.neighbours(before, focus) {
		keys[before], verb = true, true // the death toll
	}
	for i := focus + 1; focus >= 0 && !verb && i < len(q.Terms); i++ {
		if t := &q.Terms[i]; !t.Name && !t.Time && !t.Number {
			keys[i] = true
			break
		}
	}
	for i := range q.Terms {
		if t := &q.Terms[i]; len(keys) == 0 || keys[i] {
			keys[i] = !t.Name && !t.Time
		}
	}
	return keys
}

// neighbours reports whether two terms stand side by side in the question.
func (q *Question) neighbours(a, b int) bool {
	for i := 0; i+1 < len(q.words); i++ {
		if q.words[i] == q.Terms[a].Norm && q.words[i+1] == q.Terms[b].Norm {
			return true
		}
	}
	return false
}

// Things finds what in a sentence may be of the kind that the question wants and
// is not in the question itself.
func (r *Reader) Things(s string) []Thing {
	q, words := r.Question, r.lang.Words(s)
	hits, _ := r.m.match(words)
	var list []Thing
	for _, t := range thing.In(q.wanted(), s, words) {
		if q.repeats(words[t.From:t.To]) {
			continue
		}
		near := far
		for i, h := range hits {
			if h.Term < 0 || !r.keys[h.Term] {
				continue
			}
			near = min(near, max(t.From-i, i-t.To+1, 0))
		}
		list = append(list, Thing{text.Span{Start: words[t.From].Start, End: words[t.To-1].End}, t.Sure, near})
	}
	return list
}

// repeats reports whether the question has all of these words.
func (q *Question) repeats(words []text.Word) bool {
	for i := range words {
		if !slices.Contains(q.words, words[i].Norm) {
			return false
		}
	}
	return true
}

// Relation is the share, by weight, that a text has of what the question says of
// its names: its verb and its nouns. It is 1 where the question has names alone.
func (r *Reader) Relation(s string) float64 {
	relation, _ := r.Shares(r.lang.Words(s))
	return relation
}

// NameShare is the share, by weight, of the question's names that a text has; 0
// where it has no names.
func (r *Reader) NameShare(s string) float64 {
	_, names := r.Shares(r.lang.Words(s))
	return names
}

// Bears reports whether a text has something of what the question asks about: its most telling noun or name, or one that tells nearly as much.
func (r *Reader) Bears(s string) bool {
	_, best := r.m.match(r.lang.Words(s))
	most, has := 0.0, 0.0
	for i := range r.Terms {
		if t := &r.Terms[i]; t.main && !t.verb && !t.Time && !t.Number {
			tells := max(t.weight, r.lang.Rarity(t.Norm, t.Stem)) // "envoy", too, where it is asked which
			most = max(most, tells)
			if best[i] >= matchFamily {
				has = max(has, tells)
			}
		}
	}
	return has >= bearsShare*most
}

// bearsShare is how telling a word of what is asked about is at least, against the most telling one, that makes a story one of the nearest.
const bearsShare = 0.7

// Shares are the Relation and the NameShare of a text with these words.
func (r *Reader) Shares(words []text.Word) (relation, names float64) {
	_, best := r.m.match(words)
	has, all, named, allNamed := 0.0, 0.0, 0.0, 0.0
	for i := range r.Terms {
		switch t := &r.Terms[i]; {
		case t.Name:
			allNamed += t.weight
			named += best[i] * t.weight
		case t.Time || t.Number:
		default:
			worth := best[i]
			if worth > 0 {
				worth = max(worth, matchFamily)
			}
			all += t.weight
			has += worth * t.weight
		}
	}
	if all == 0 {
		has, all = 1, 1
	}
	return has / all, named / max(allNamed, 1e-9)
}

// Names reports whether a word, normal, stands in the question.
func (q *Question) Names(norm string) bool { return q.term(q.lang.Base(norm)) >= 0 }

// Subject is who or what a sentence says did what the question's verb tells, where
// that is what the question asks: the words before the verb, or behind the "by"
// that follows it. It is empty where the question asks something else, or the
// sentence has no such verb.
func (r *Reader) Subject(s string) text.Span {
	verb := r.subjectVerb()
	if verb < 0 {
		return text.Span{}
	}
	words := r.lang.Words(s)
	hits, _ := r.m.match(words)
	for i, h := range hits {
		if h.Term != verb {
			continue
		}
		for j := i + 1; j < min(len(words), i+agentWords); j++ {
			if r.lang.Clauses.Turns[words[j].Norm] && j+1 < len(words) {
				return text.Span{Start: words[j+1].Start, End: words[min(len(words), j+agentWords)-1].End}
			}
		}
		if i > 0 {
			return text.Span{Start: words[max(0, i-subjectWords)].Start, End: words[i-1].End}
		}
	}
	return text.Span{}
}

// How many words before a verb its subject may begin, and behind it its agent.
const (
	subjectWords = 10
	agentWords   = 6
)

// subjectVerb is the term of the verb that follows the question word; -1: none does.
func (q *Question) subjectVerb() int {
	for i, w := range q.words[:min(len(q.words), 4)] {
		if q.lang.Questions.Words[w] && i+1 < len(q.words) {
			if next := q.words[i+1]; shape.Past(q.lang, next) || q.lang.Forms.Participles[next] || q.lang.Forms.Irregular[next] != "" {
				return q.term(q.lang.Base(next))
			}
		}
	}
	return -1
}

// AnyDay is q, for which a day counts however it is told, as to come or as what a story told before.
func (q Question) AnyDay() Question {
	q.anyDay = true
	return q
}

// Valued is q, wanting what its noun asks for where it is a few search words that
// want nothing in particular: "ferry death toll" wants a number.
func (q Question) Valued() Question {
	if q.Want == Anything && q.manner == ask.Other {
		q.Want = ask.NounType(q.lang, q.focus)
	}
	return q
}
