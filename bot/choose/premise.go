package choose

import (
	"strings"

	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// Premise is what a question takes for granted and nobody tells, and the name that
// stands in its place in what is told; Told is empty where none does.
type Premise struct{ Asked, Told string }

// Premise finds a name of q that no line has, while line best tells the rest of
// what is asked of just one other of its kind: the question takes one for the
// other. lines and r are as for Confidence.
func (q *Question) Premise(lines []Line, r []Ranked, best int) (p Premise, ok bool) {
	if q.rest(r, best) < mostOfRest {
		return p, false
	}
	asked := newSentence(q.lang, q.Text)
	told := newSentence(q.lang, text.Cut(lines[best].Text, MaxLine))
	for i := 0; i < len(asked.words); {
		end := asked.nameEnd(i)
		if end == i {
			i++
			continue
		}
		if q.missing(asked.words[i:end], r) {
			if rival := told.rival(q, asked.kindOf(i, end)); rival != "" {
				return Premise{Asked: asked.named(i, end), Told: rival}, true
			}
		}
		i = end
	}
	return p, false
}

// mostOfRest is how much of the question but its missing names a line must tell
// for another name to stand in their place.
const mostOfRest = 0.8

// rest is the share of the terms that line best has, those left aside that no
// line has and are names; 0 where fewer than two are left.
func (q *Question) rest(r []Ranked, best int) float64 {
	var rest termShare
	n := 0
	for t := range q.Terms {
		term := &q.Terms[t]
		if term.Time || term.Name && q.nowhere(t, r) {
			continue
		}
		n++
		rest.add(term.weight, r[best].found[t])
	}
	if n < 2 {
		return 0
	}
	return rest.share()
}

// nowhere reports whether no line has term t.
func (q *Question) nowhere(t int, r []Ranked) bool {
	for i := range r {
		if r[i].found[t] > 0 {
			return false
		}
	}
	return true
}

// missing reports whether no line has any of the words of a name.
func (q *Question) missing(name []text.Word, r []Ranked) bool {
	some := false
	for i := range name {
		t := q.term(q.lang.Base(name[i].Norm))
		if t < 0 {
			continue
		}
		if !q.nowhere(t, r) || q.lang.Names.Wide[name[i].Norm] {
			return false
		}
		some = true
	}
	return some
}

func newSentence(l *text.Language, s string) *sentence {
	return &sentence{lang: l, text: s, words: l.Words(s)}
}

// named is the name of words [from, to) as it is written, without its possessive.
func (s *sentence) named(from, to int) string {
	name := s.text[s.words[from].Start:s.words[to-1].End]
	return strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
}

// kindOf is the kind that words [from, to) most surely name, Anything where none
// is sure enough.
func (s *sentence) kindOf(from, to int) AnswerType {
	n := name{sentence: s, from: from, to: to, place: s.placeOf(from, to)}
	kind, most := Anything, sureOfKind
	for _, k := range []AnswerType{Person, Place, Organisation} {
		if sure := n.sure(k); sure >= most {
			kind, most = k, sure
		}
	}
	return kind
}

// sureOfKind is how sure the kind of a name must be.
const sureOfKind = 0.5

// rival is the only name of that kind in the sentence that q has not, of places
// the first; empty where there are none or several.
func (s *sentence) rival(q *Question, kind AnswerType) string {
	if kind == Anything {
		return ""
	}
	found := ""
	for _, th := range s.names(kind) {
		if s.kindOf(th.from, th.to) != kind || q.hasAny(s.words[th.from:th.to]) {
			continue
		}
		if found != "" && kind == Place { // a town outside another
			continue
		}
		if found != "" || shape.Joined(s.words[th.from:th.to]) {
			return ""
		}
		found = s.named(th.from, th.to)
	}
	return found
}

// hasAny reports whether q has one of the words.
func (q *Question) hasAny(words []text.Word) bool {
	for i := range words {
		if q.term(q.lang.Base(words[i].Norm)) >= 0 {
			return true
		}
	}
	return false
}
