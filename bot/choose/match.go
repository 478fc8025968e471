package choose

import (
	"github.com/storybot/storybot/bot/choose/alike"
	"github.com/storybot/storybot/bot/choose/near"
	"github.com/storybot/storybot/knowledge/text"
)

// The worth of a match against that of the same word.
const (
	matchSame    = 1.0
	matchPeople  = 0.85          // Italy, Italian
	matchSpelled = alike.Spelled // labour, labor
	matchFamily  = alike.Family  // theology, theologian
	matchSynonym = 0.35
)

type hit = near.Hit

// matcher finds the terms of one question in words. It belongs to one goroutine.
type matcher struct {
	q      *Question
	known  map[string]hit // by normal word, so that each is worked out once
	stems  map[string]int
	groups map[int]int    // synonym group to term
	people map[string]int // demonym or country to term
	heads  map[string]int // what is said where the noun asked for is answered, to its term
	words  map[string]int // the asking sentence's words
	starts [1 << 16]bool  // by alike.Start, of all that can match
}

func newMatcher(q *Question) *matcher {
	m := &matcher{
		q: q, known: make(map[string]hit, 512), stems: map[string]int{}, groups: map[int]int{},
		people: map[string]int{}, words: map[string]int{}, heads: map[string]int{},
	}
	for i, w := range q.words {
		if _, ok := m.words[w]; !ok {
			m.words[w] = i
		}
	}
	demonyms := q.lang.Places.Demonyms
	for i := range q.Terms {
		t := &q.Terms[i]
		m.stems[t.Stem] = i
		if t.Focus {
			for stem := range q.saidStems() {
				m.heads[stem] = i
			}
		}
		for _, g := range q.lang.Meaning.Synonyms.Of[t.Stem] {
			if _, ok := m.groups[g]; !ok {
				m.groups[g] = i
			}
		}
		if c, ok := demonyms[t.Norm]; ok {
			m.people[c] = i
		}
		for d, c := range demonyms {
			if c == t.Norm {
				m.people[d] = i
			}
		}
	}
	m.setStarts()
	return m
}

// has reports whether one of the words answers for term t.
func (m *matcher) has(words []text.Word, t int) bool {
	_, best := m.match(words)
	return best[t] > 0
}

// setStarts notes how words begin that can match at all, since most words of
// most sentences need then not be stemmed.
func (m *matcher) setStarts() {
	stems := make(map[string]bool)
	for _, set := range []map[string]int{m.stems, m.heads} {
		for stem := range set {
			stems[stem] = true
		}
	}
	for g := range m.groups {
		for _, stem := range m.q.lang.Meaning.Synonyms.Stems[g] {
			stems[stem] = true
		}
	}
	for stem := range stems {
		m.setStart(stem)
	}
	for w := range m.people {
		m.setStart(w)
	}
	for form, base := range m.q.lang.Forms.Irregular {
		if stems[base] {
			m.setStart(form)
		}
	}
	for form, digits := range m.q.lang.Numbers.Digits {
		if stems[digits] {
			m.setStart(form)
		}
	}
}

func (m *matcher) setStart(word string) {
	if len(word) != 2 {
		m.starts[alike.Start(word)] = true
		return
	}
	for c := byte('a'); c <= 'z'; c++ { // "go" is the stem of "goes"
		m.starts[alike.Start(word+string(c))] = true
	}
}

// look tells which term the normal word answers for.
func (m *matcher) look(w *text.Word) hit {
	h, ok := m.known[w.Norm]
	if !ok {
		h = m.find(w)
		m.known[w.Norm] = h
	}
	return h
}

func (m *matcher) find(w *text.Word) hit {
	h := hit{Term: -1, Word: -1, Stop: w.Stop()}
	if i, ok := m.words[w.Norm]; ok {
		h.Word = i
	}
	if start := alike.Start(w.Norm); start != 0 && !m.starts[start] {
		return h
	}
	stem := m.q.lang.Base(w.Norm)
	if i, ok := m.stems[stem]; ok {
		if !m.q.otherName(i, w.Norm) {
			h.Term, h.Worth = i, matchSame
		}
		return h
	}
	if h.Stop {
		return h
	}
	if i, ok := m.people[w.Norm]; ok {
		h.Term, h.Worth = i, matchPeople
		return h
	}
	if i, ok := m.heads[stem]; ok {
		h.Term, h.Worth = i, matchFamily
		return h
	}
	for i := range m.q.Terms {
		if worth := alike.Kin(m.q.lang, m.q.Terms[i].Stem, stem); worth > h.Worth {
			h.Term, h.Worth = i, worth
		}
	}
	if h.Term >= 0 {
		return h
	}
	for _, g := range m.q.lang.Meaning.Synonyms.Of[stem] {
		if i, ok := m.groups[g]; ok && matchSynonym > h.Worth {
			h.Term, h.Worth = i, matchSynonym
		}
	}
	return h
}

// otherName reports whether a word that has the stem of term t is another name: Harry is not Harris, nor Robert Tom Roberts;
// but of an Oscar two Oscars tell.
func (q *Question) otherName(t int, norm string) bool {
	asked, first := q.Terms[t].Norm, q.lang.Names.First
	if !q.Terms[t].Name || norm == asked || !first[norm] && !first[asked] {
		return false
	}
	full := t > 0 && q.Terms[t-1].Name
	return full || norm != asked+"s" && asked != norm+"s"
}

// match finds the terms in words: a hit for each word, and for each term the
// worth of its best match.
func (m *matcher) match(words []text.Word) (hits []hit, best []float64) {
	hits = make([]hit, len(words))
	best = make([]float64, len(m.q.Terms))
	for i := range words {
		h := m.look(&words[i])
		hits[i] = h
		if h.Term >= 0 && h.Worth > best[h.Term] {
			best[h.Term] = h.Worth
		}
	}
	return hits, best
}

// matchGiven is what a term counts in a sentence that lacks it, where it is
// given before. Chosen on rtqa and the sample's questions.
const matchGiven = 0.8
