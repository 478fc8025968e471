package choose

import (
	"math"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose/alike"
	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/deed"
	"github.com/storybot/storybot/bot/choose/thing"
	"github.com/storybot/storybot/knowledge/text"
)

// unheldShare is what is left of how sure it is of the best line where one thing asked is held neither by it nor by its title and
// neighbours: what is done, or of whom. Of 43 answers to questions of the news, the slots, the sample and our own that lack one such
// thing, 13 were right.
const (
	unheldShare = 0.7
	unheldMost  = 0.5 // where what is counted is told in other words, if at all, it is no more than this
)

// doubt is s, less sure where something asked is not held by line best, and next to nothing where it cannot be the answer.
func (q *Question) doubt(w *Weights, lines []Line, r []Ranked, best int, s Sure) Sure {
	held, words := q.heldBy(lines, r, best), lines[best].Read(q.lang)
	noVerb, noName, never := q.lacksVerb(held), q.lacksName(held, words), q.neverSo(lines, r, lines[best].Group)
	noCount := !q.countsPeople() && q.lacksCounted(storyFound(lines, r, lines[best].Group), words, 0)
	switch {
	case noVerb && noName, never && (noVerb || noName), noVerb && q.untold(&r[best], words), q.lacksKind(&r[best], held), q.lacksCounted(held, words, rareSort), q.contrary(lines, r, best),
		q.clock() && r[best].features[featKind] < notOnward, q.Want == Age && q.ofAnother(&lines[best]),
		q.called && !q.told && r[best].features[featHolder] == 0 && !q.callsSo(words):
		return s.Times(unrealShare)
	case noCount:
		s.First = min(s.First*unheldShare, unheldMost)
	case noVerb || noName || never:
		s.First = max(s.First*unheldShare, min(s.First, w.Unlikely))
	}
	return s
}

// ofAnother reports whether an age in the line is that of somebody named right before it who is not in q: "Ann Lee, a 27-year-old".
func (q *Question) ofAnother(l *Line) bool {
	s := &thing.Sentence{Lang: q.lang, Text: l.Text, Words: l.Read(q.lang)}
	var ages []thing.Thing
	for _, th := range thing.In(q.wanted(), l.Text, s.Words) {
		if th.Sure >= sureAge {
			ages = append(ages, th)
		}
	}
	return len(ages) == 1 && q.named() && slices.ContainsFunc(s.Names(Person), func(n thing.Thing) bool {
		return n.To <= ages[0].From && ages[0].From-n.To <= besideAge && n.Sure >= thing.SureOfKind && !q.hasAny(s.Words[n.From:n.To])
	})
}

// How surely a number is an age, and how many words before it stands whose it is.
const (
	sureAge   = 0.8
	besideAge = 1
)

// lacksKind reports whether a line has nothing of the kind that is asked for, and what is done is not held either, or it is where to
// something moves: of 8 such answers to questions of the news, the slots and our own, 1 was right.
func (q *Question) lacksKind(r *Ranked, held []float64) bool {
	verb := q.verbTerm()
	switch q.Want {
	case Anything, Meaning, Member, Person, Organisation: // who it is may be told without a name
		return false
	}
	return q.onward && r.features[featKind] < notOnward || !q.told && verb >= 0 && held[verb] == 0 && r.features[featKind] <= kindless
}

// callsSo reports whether the words tell what something is called: "is to be named Pebble".
func (q *Question) callsSo(words []text.Word) bool {
	for i := 0; i+1 < len(words); i++ {
		if q.lang.Questions.Naming[words[i].Norm] && words[i+1].Upper {
			return true
		}
	}
	return false
}

// notOnward is how surely a place is of the kind asked for that is not told as where to something moves, at most.
const notOnward = 0.5

// heldBy is, for each term, the worth of its best match in line best, its title and its neighbours.
func (q *Question) heldBy(lines []Line, r []Ranked, best int) []float64 {
	_, held := newMatcher(q).match(q.lang.Words(text.Cut(lines[best].Title, MaxLine)))
	for i := max(0, best-heldReach); i < min(len(lines), best+2); i++ {
		if lines[i].Group == lines[best].Group {
			for t, worth := range r[i].found {
				held[t] = max(held[t], worth)
			}
		}
	}
	return held
}

// heldReach is how many lines before a line may hold what it leaves untold.
const heldReach = 3

// lacksVerb reports whether what is done lacks, where that tells something.
func (q *Question) lacksVerb(held []float64) bool {
	verb := q.verbTerm()
	return verb >= 0 && !q.told && q.manner != ask.Which && q.Terms[verb].weight >= tellingVerb && held[verb] == 0
}

// Undone reports whether a number is asked for of what is done, and line i, unlike line best, neither tells so nor counts
// what is asked for.
func (q *Question) Undone(r []Ranked, best, i int) bool {
	verb := q.verbTerm()
	return verb >= 0 && q.Want.Measured() && r[best].found[verb] >= matchFamily && r[i].found[verb] == 0 && r[i].features[featCounted] == 0
}

// lacksName reports whether all words of a name of the asking sentence lack, but for days, months and what contains the places of
// stories.
func (q *Question) lacksName(held []float64, words []text.Word) bool {
	if q.told || q.manner == ask.Which {
		return false
	}
	s := newSentence(q.lang, q.Text)
	for i := 1; i < len(s.Words); i++ {
		end := s.NameEnd(i)
		if end == i {
			continue
		}
		if q.lacksAll(s.Words[i:end], held, words) {
			return true
		}
		i = end - 1
	}
	return false
}

// lacksAll reports whether none of the words of a name are held, nor misspelt.
func (q *Question) lacksAll(name []text.Word, held []float64, words []text.Word) bool {
	some := false
	for i := range name {
		n := name[i].Norm
		t := q.term(q.lang.Base(n))
		if t < 0 || !q.Terms[t].main || !q.Terms[t].Name || q.Terms[t].quoted || q.lang.Month(n) || q.lang.Weekday(n) || q.lang.Names.Wide[n] || held[t] > 0 || alike.Misspelt(n, words) || strings.ContainsAny(n, "0123456789") {
			return false
		}
		some = true
	}
	return some
}

// lacksCounted reports whether the word right behind "how many" or "how much", which tells what is counted, lacks, if it is as rare as
// that.
func (q *Question) lacksCounted(held []float64, words []text.Word, rare float64) bool {
	if q.manner != ask.HowMany && q.manner != ask.HowMuch {
		return false
	}
	for i := 0; i+1 < len(q.words); i++ {
		if t := q.term(q.lang.Base(q.words[i+1])); t >= 0 && (q.lang.Questions.Many[q.words[i]] || q.lang.Questions.Much[q.words[i]]) {
			term := &q.Terms[t]
			return (q.manner == ask.HowMuch || term.Focus) && !term.Name && !term.verb && held[t] == 0 && q.lang.Rarity(term.Norm, term.Stem) >= rare && !alike.Misspelt(term.Norm, words)
		}
	}
	return false
}

// neverSo reports whether it is asked why a name of q does what its story nowhere tells of it as done: nobody is said to have done so
// where that name stands, or is only said that he ought to.
func (q *Question) neverSo(lines []Line, r []Ranked, group int) bool {
	verb := q.verbTerm()
	if q.Want != Reason || verb < 0 || !q.named() || q.supposes() || q.Terms[verb].weight < tellingVerb {
		return false
	}
	for i := range r {
		if lines[i].Group == group && r[i].found[verb] > 0 && q.hasName(r[i].found, matchSynonym) && q.doneIn(&lines[i], verb) {
			return false
		}
	}
	return true
}

// contrary reports whether it is asked why something was done of which the headline or the first line of the best one's story, or that
// line itself, tells the contrary, and no line tells it in the same word: it was approved, not rejected; he voted against it, not for it.
func (q *Question) contrary(lines []Line, r []Ranked, best int) bool {
	verb, group := q.verbTerm(), lines[best].Group
	if q.Want != Reason || verb < 0 {
		return false
	}
	hits, _ := newMatcher(q).match(lines[best].Read(q.lang))
	behind := slices.Index(q.words, q.Terms[verb].Norm) + 1
	for i := 0; i+1 < len(hits) && behind < len(q.words); i++ {
		if hits[i].term == verb && q.opposed(q.words[behind:behind+1], lines[best].Words[i+1].Norm) {
			return true
		}
	}
	first := slices.IndexFunc(lines, func(l Line) bool { return l.Group == group })
	if storyFound(lines, r, group)[verb] >= matchFamily {
		return false
	}
	names := []string{q.Terms[verb].Norm}
	for _, g := range q.lang.Meaning.Synonyms.Of[q.Terms[verb].Stem] {
		names = append(names, q.lang.Meaning.Synonyms.Stems[g]...)
	}
	return slices.ContainsFunc(append(q.lang.Words(text.Cut(lines[first].Title, MaxLine)), lines[first].Read(q.lang)...), func(w text.Word) bool { return q.opposed(names, w.Norm) })
}

// opposed reports whether a word is the contrary of one of the others.
func (q *Question) opposed(of []string, word string) bool {
	with := q.lang.Meaning.Contrasts[q.lang.Key(word)]
	return slices.ContainsFunc(of, func(o string) bool {
		return slices.ContainsFunc(q.lang.Meaning.Contrasts[q.lang.Key(o)], func(g int) bool { return slices.Contains(with, g) && q.lang.Key(o) != q.lang.Key(word) })
	})
}

// untold reports whether it is asked of how many people something is told that a line with these words does not tell in
// other words either: those have most of what else is asked, two things or more, as "in front of 48,310 people" has of who watched.
func (q *Question) untold(r *Ranked, words []text.Word) bool {
	_, own := newMatcher(q).match(words)
	var rest termShare
	n := 0
	for t := range q.Terms {
		if term := &q.Terms[t]; !term.verb && !term.Focus && !term.Time {
			rest.add(term.weight, own[t])
			n += int(math.Ceil(own[t]))
		}
	}
	return q.countsPeople() && !(n > 1 && rest.share() >= mostTold && r.features[featCounted] > 0)
}

// mostTold is how much of what is asked most of it is.
const mostTold = 0.7

// doneIn reports whether the line tells the verb, term verb, as done: not that somebody ought to, may or does not.
func (q *Question) doneIn(l *Line, verb int) bool {
	s := deed.Sentence{Lang: q.lang, Text: l.Text, Words: l.Read(q.lang)}
	for _, th := range (&thing.Sentence{Lang: q.lang, Text: l.Text, Words: s.Words}).Names(ask.Person) {
		s.Names = append(s.Names, deed.Name{From: th.From, To: th.To})
	}
	hits, _ := newMatcher(q).match(s.Words)
	for i, h := range hits {
		if h.term == verb && (!s.Verbal(i) || s.Read(i).Unreal == "") {
			return true
		}
	}
	return false
}
