package choose

import (
	"github.com/storybot/storybot/bot/choose/thing"
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
	asked := thing.Read(q.lang, q.Text)
	told := thing.Read(q.lang, text.Cut(lines[best].Text, MaxLine))
	for i, end := range asked.Each(0) {
		if q.missing(asked.Words[i:end], r) {
			if rival := told.Rival(asked.KindOf(i, end), q.hasAny); rival != "" {
				return Premise{Asked: asked.Named(i, end), Told: rival}, true
			}
		}
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
		rest.Add(term.weight, r[best].found[t])
	}
	if n < 2 {
		return 0
	}
	return rest.Share()
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

// hasAny reports whether q has one of the words.
func (q *Question) hasAny(words []text.Word) bool {
	for i := range words {
		if q.term(q.lang.Base(words[i].Norm)) >= 0 {
			return true
		}
	}
	return false
}
