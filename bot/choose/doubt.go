package choose

import (
	"math"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose/alike"
	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/deed"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/bot/choose/thing"
	"github.com/storybot/storybot/knowledge/text"
)

// unheldShare is what is left of how sure it is of the best line where one thing asked is held neither by it nor by its title and
// neighbours: what is done, or of whom. Of 43 answers to questions of the news, the slots, the sample and our own that lack one such
// thing, 13 were right.
const (
	unheldShare = 0.7
	hedged      = 0.09 // where what is done is not held, of which a number is asked
	reasonless  = 0.3  // less than this, a sentence without a reason is no answer to why: of 16 without one 3 were right, none of those
	unheldMost  = 0.5  // where what is counted is told in other words, if at all, it is no more than this
)

// doubt is s, less sure where something asked is not held by line best, and next to nothing where it cannot be the answer.
func (q *Question) doubt(w *Weights, lines []Line, r []Ranked, best int, s Sure) Sure {
	held, words := q.heldBy(lines, r, best), lines[best].Read(q.lang)
	noVerb, noName := q.lacksVerb(held), q.lacksName(held, words)
	never, turned := q.neverSo(lines, r, lines[best].Group)
	verb := q.verbTerm()
	noCount := !q.countsPeople() && q.lacksCounted(storyFound(lines, r, lines[best].Group), words, 0)
	switch {
	case noVerb && (q.manner == ask.Who && q.over() || q.Want == Money && q.lang.Questions.Money[q.Terms[verb].Norm]), q.lacksLast(lines, r, lines[best].Group), noVerb && noName, never && (noVerb || noName), turned, q.officeless(held, words), q.Want == Reason && r[best].features[featKind] <= kindless && s.First < reasonless, noVerb && q.untold(&r[best], words), q.lacksKind(&r[best], held), q.lacksCounted(held, words, rareSort), q.contrary(lines, r, best),
		q.clock() && r[best].features[featKind] < notOnward, q.Want == Age && (q.ageless(lines, r, best) || q.ofAnother(lines[best].Text, words)),
		q.called && !q.told && r[best].features[featHolder] == 0 && !thing.Called(q.lang, words):
		return s.Times(unrealShare)
	case noVerb && q.manner == ask.HowMany && r[best].features[featCounted] == 0:
		s.First = min(s.First, hedged)
	case noCount, q.manner == ask.Who && verb >= 0 && q.onOther(words, verb):
		s.First = min(s.First*unheldShare, unheldMost)
	case noVerb || noName || never, q.Want == Reason && verb >= 0 && held[verb] > 0 && held[verb] <= matchSynonym: // or only something like it is told
		s.First = max(s.First*unheldShare, min(s.First, w.Unlikely))
	}
	return s
}

// ofAnother reports whether the only age of a sentence is that of somebody whom q does not name, or only names beside whom it asks about.
func (q *Question) ofAnother(sentence string, words []text.Word) bool {
	return q.named() && (&thing.Sentence{Lang: q.lang, Text: sentence, Words: words}).AgeOfOther(q.wanted(), func(n thing.Thing) bool {
		return q.hasAny(words[n.From:n.To]) == (thing.Described(q.lang, q.Text) != "") || q.namesake(words[n.From:n.To])
	})
}

// ageless reports whether neither line best nor the one behind it in its story tells an age.
func (q *Question) ageless(lines []Line, r []Ranked, best int) bool {
	next := best + 1
	return r[best].features[featKind] <= kindless && !(next < len(r) && lines[next].Group == lines[best].Group && r[next].features[featKind] > weekdaySure)
}

// namesake reports whether a name is that of a namesake of one of q: Tom Lee, where Ann Lee is asked about.
func (q *Question) namesake(name []text.Word) bool {
	asked := thing.Read(q.lang, q.Text)
	for i, end := range asked.Each(1) {
		if thing.Namesakes(name, asked.Words[i:end]) {
			return true
		}
	}
	return false
}

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
	s := thing.Read(q.lang, q.Text)
	for i, end := range s.Each(1) {
		if q.lacksAll(s.Words[i:end], held, words) {
			return true
		}
	}
	return false
}

// lacksLast reports whether a story has nowhere, nor misspelt or begun, the last word of a name of the asking sentence, which tells the
// most of it: of "the Tour of Slovenia" there is only a tour. A story of a country need not name the city, and an outlet's need not
// name it: "the Gazette's columnist".
func (q *Question) lacksLast(lines []Line, r []Ranked, group int) bool {
	if q.told || q.Polar() || q.manner == ask.Which {
		return false
	}
	s, story := thing.Read(q.lang, q.Text), storyFound(lines, r, group)
	for _, end := range s.Each(1) {
		last := s.Words[end-1 : end]
		goesOn := end < len(s.Words) && q.lang.Names.Joints[s.Words[end].Norm] // "Diary of a Tern"
		spared := goesOn || s.PlaceOf(end-1, end) == City || shape.Possessive(q.Text, &last[0])
		if !spared && q.lacksAll(last, story, nil) && !slices.ContainsFunc(lines, func(l Line) bool { return l.Group == group && alike.Begun(last[0].Norm, l.Read(q.lang)) }) {
			return true
		}
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

// neverSo reports whether it is asked why a name of q does what its story nowhere tells of it as done, but at most that he ought to; and
// whether the story or its headline tells, in the verb of q, that another does, and nowhere that he does.
func (q *Question) neverSo(lines []Line, r []Ranked, group int) (never, turned bool) {
	verb := q.verbTerm()
	if q.Want != Reason || verb < 0 || !q.named() || ask.Supposes(q.lang, q.words) || q.Terms[verb].weight < tellingVerb {
		return false, false
	}
	never, so, title := true, false, ""
	for i := range r {
		if lines[i].Group != group || r[i].found[verb] == 0 && lines[i].Title == title {
			continue
		}
		if lines[i].Title != title {
			title = lines[i].Title
			told := q.doneIn(&Line{Text: title}, verb)
			turned = turned || told.turned
		}
		if q.hasName(r[i].found, matchSynonym) {
			told := q.doneIn(&lines[i], verb)
			never, so, turned = never && !told.done, so || told.so, turned || told.turned
		}
	}
	return never, turned && !so
}

// told is how a line tells of what is done.
type told struct {
	done   bool // by whom q names before its verb, if anybody, and not that somebody ought to, may or does not
	so     bool // and in the word of q
	turned bool // of another, to, or by, whom q names behind it
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
		if hits[i].Term == verb && alike.Opposed(q.lang, q.words[behind:behind+1], lines[best].Words[i+1].Norm) {
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
	return slices.ContainsFunc(append(q.lang.Words(text.Cut(lines[first].Title, MaxLine)), lines[first].Read(q.lang)...), func(w text.Word) bool { return alike.Opposed(q.lang, names, w.Norm) })
}

// onOther reports whether words tell, by something like the verb, term verb, what is done to nothing that q asks about: he launched a
// plan, where it is asked who founded a zoo.
func (q *Question) onOther(words []text.Word, verb int) bool {
	hits, _ := newMatcher(q).match(words)
	at := slices.IndexFunc(hits, func(h hit) bool { return h.Term == verb })
	return at >= 0 && !q.object && !q.passive && hits[at].Worth <= matchSynonym && !slices.ContainsFunc(hits[at+1:min(len(hits), at+objectWithin)], func(h hit) bool { return h.Term >= 0 })
}

// Within how many words of a verb it stands to what something is done, and of a noun for a person what he is of.
const objectWithin, officeReach = 4, 3

// untold reports whether it is asked of how many people something is told that a line with these words does not tell in
// other words either: those have most of what else is asked, two things or more, as "in front of 48,310 people" has of who watched.
func (q *Question) untold(r *Ranked, words []text.Word) bool {
	_, own := newMatcher(q).match(words)
	var rest termShare
	n := 0
	for t := range q.Terms {
		if term := &q.Terms[t]; !term.verb && !term.Focus && !term.Time {
			rest.Add(term.weight, own[t])
			n += int(math.Ceil(own[t]))
		}
	}
	return q.countsPeople() && !(n > 1 && rest.Share() >= mostTold && r.features[featCounted] > 0)
}

// mostTold is how much of what is asked most of it is.
const mostTold = 0.7

// doneIn is how the line tells the verb, term verb.
func (q *Question) doneIn(l *Line, verb int) (t told) {
	s := deed.Named(q.lang, l.Text, l.Read(q.lang))
	hits, _ := newMatcher(q).match(s.Words)
	before := func(t int) bool { return q.Terms[t].Name && q.Terms[t].main && (t < verb != q.passive) }
	has := func(name int, doer bool) bool { // whom q names before its verb, or behind it
		return name >= 0 && slices.ContainsFunc(hits[s.Names[name].From:s.Names[name].To], func(h hit) bool {
			return h.Term >= 0 && q.Terms[h.Term].Name && before(h.Term) == doer
		})
	}
	named := slices.ContainsFunc(q.Terms, func(t Term) bool { return before(q.term(t.Stem)) })
	for i, h := range hits {
		if h.Term != verb {
			continue
		}
		d, same := s.Read(i), h.Worth >= matchFamily
		turned := named && s.Verbal(i) && same && d.Doer >= 0 && !has(d.Doer, true) && (has(d.Doer, false) || has(d.Whom, false))
		done := !turned && (!s.Verbal(i) || d.Unreal == "")
		t = told{t.done || done, t.so || done && same, t.turned || turned}
	}
	return t
}

// doneBy tells of each word whether it tells term verb of the line, and not of another than q names.
func (q *Question) doneBy(l *line, verb int) func(k int) bool {
	does := func(k int) bool { return l.hits[k].Term == verb }
	return deed.Named(q.lang, l.text, l.words).Of(does, func(n deed.Name) bool {
		return !q.named() || !q.namesake(l.words[n.From:n.To]) && slices.ContainsFunc(l.hits[n.From:n.To], func(h hit) bool { return h.Term >= 0 && q.Terms[h.Term].Name })
	})
}

// officeless reports whether it is asked who holds an office, or is something else by a common noun, of which a sentence with these words
// and its neighbours do not tell, nor of whoever is so by another noun: "the minister of transport" of the transport secretary.
func (q *Question) officeless(held []float64, words []text.Word) bool {
	if q.office == "" {
		return false
	}
	if office := q.term(q.lang.Base(q.office)); office < 0 || held[office] > 0 {
		return false
	}
	hits, _ := newMatcher(q).match(words)
	for i := range words {
		if ask.NounType(q.lang, words[i].Norm) != Person {
			continue
		}
		for _, h := range hits[max(0, i-officeReach):min(len(hits), i+officeReach+1)] {
			if h.Term >= 0 && !q.Terms[h.Term].Name && h.Worth >= matchFamily {
				return false
			}
		}
	}
	return true
}
