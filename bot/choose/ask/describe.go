package ask

import "github.com/storybot/storybot/bot/choose/shape"

// telling reports whether word i is there and tells something: it is neither a small word nor a time of the question.
func (p *Sentence) telling(i int) bool {
	return i >= 0 && i < len(p.Words) && !p.Words[i].Stop() && !p.lang.Questions.Times[p.Words[i].Norm]
}

// done reports whether word i looks like a form of a verb that is no base form.
func (p *Sentence) done(i int) bool {
	n := p.norm(i)
	return p.past(i) || p.lang.Forms.Participles[n] || p.lang.Forms.Irregular[n] != ""
}

// describes reports whether word i, behind the noun that is asked for, begins what describes another noun, so that the
// one before it does, too: "the brand new soup", "the record high average price", but not "the team first won".
func (p *Sentence) describes(i int) bool {
	n := p.norm(i + 1)
	return p.lang.Questions.Fillers[p.Words[i].Norm] && p.telling(i+1) && !p.Words[i+1].Number && !p.done(i+1) && NounType(p.lang, n) != Date && !p.lang.Calendar.Units[n]
}

// describing reports whether word i, which looks like a past form behind the question word, describes the noun behind
// it: another verb follows that, as in "which beloved baker has retired".
func (p *Sentence) describing(i int) bool {
	if !p.telling(i+1) || p.Words[i+1].Upper || p.Words[i+1].Number {
		return false
	}
	for i += 2; i < len(p.Words); i++ {
		switch w := &p.Words[i]; {
		case p.lang.Questions.Auxiliaries[w.Norm], p.done(i):
			return true
		case w.Stop() || p.lang.Questions.Prepositions[w.Norm]:
			return false
		}
	}
	return false
}

// titles reports whether word i, behind an auxiliary, only tells who is named behind it, so that the verb is yet to
// come: "did young eater Ann Lee swallow".
func (p *Sentence) titles(i int) bool {
	named := false
	for i++; i < len(p.Words); i++ {
		switch w := &p.Words[i]; {
		case w.Upper:
			named = true
		case !named:
			return false
		case p.Words[i-1].Upper && i+1 < len(p.Words) && p.Words[i+1].Upper && w.Stop() && !p.lang.Questions.Prepositions[w.Norm]: // "Ann and Bo"
		default:
			return p.telling(i) && !p.adverb(i) && !p.noun(i) && NounType(p.lang, w.Norm) == Anything && !shape.Possessive(p.text, &p.Words[i-1])
		}
	}
	return false
}

// closing is the verb behind "did", of which word i is the first that may be it: the last of several words that stand
// together at the end where it is asked when, where or how long, as those are asked of what happens by itself.
func (p *Sentence) closing(i int) int {
	if p.Manner != When && p.Manner != Where && p.Manner != HowLong {
		return i
	}
	if last := p.closes(); last >= i {
		return last
	}
	end := i
	for end+1 < len(p.Words) && p.telling(end+1) && !p.Words[end+1].Upper && !p.Words[end+1].Number {
		end++
	}
	particle := end+1 == len(p.Words)-1 && p.Words[end+1].Stop() && !p.lang.Questions.Determiners[p.norm(end+1)]
	if end-i < fewestClosing || end+1 < len(p.Words) && !particle {
		return i
	}
	return end
}

// fewestClosing is how many words stand behind the first at least: of fewer, the last may be what it is done to, as in
// "when did the mayor take office".
const fewestClosing = 2

// planned takes what is planned for the verb, where that only says that it is: "when is the line scheduled to open".
func (p *Sentence) planned() {
	if v := p.Verb; v > 0 && v+2 < len(p.Words) && p.done(v) && (p.lang.Certainty.Plans[p.norm(v)] || p.lang.Certainty.Held[p.norm(v)]) && p.norm(v+1) == p.lang.Forms.Inflected.Infinitive && p.telling(v+2) && !p.Words[v+2].Upper {
		p.Verb = v + 2
	}
}

// office is the last of the nouns behind "who is the", before a name, a verb or a preposition; empty where none stand there.
func (p *Sentence) office(at int) string {
	if !p.lang.Questions.Be[p.norm(at+1)] && !p.contracted(at) {
		return ""
	}
	return p.officeFrom(p.being(at))
}

// officeFrom is that from word first on, which stands behind "who is".
func (p *Sentence) officeFrom(first int) string {
	i, office, of := first+1, "", p.lang.Questions.Determiners[p.norm(first)]
	for k := first; k < len(p.Words) && p.Words[k].Upper; k++ {
		if shape.Possessive(p.text, &p.Words[k]) { // "who is Ann Lee's coach"
			i, of = k+1, true
		}
	}
	if !of {
		return ""
	}
	for i+1 < len(p.Words) && p.Words[i].Upper && !p.Words[i].Stop() { // "who was the Ulm gunman"
		i++
	}
	for ; p.telling(i) && !p.Words[i].Upper && !p.done(i) || p.lang.Questions.Fillers[p.norm(i)]; i++ {
		office = p.norm(i)
	}
	if n := p.norm(i); p.lang.Clauses.Relative[n] || n == p.lang.Clauses.That {
		return "" // who does so, whatever she is
	}
	if p.lang.Questions.Heads[office] != nil { // the winner is who won
		return ""
	}
	return office
}

// closes is the verb of what happens by itself at the end of the sentence, or before what tells where: "when does the harry lee class start
// in ulm"; -1 where there is none.
func (p *Sentence) closes() int {
	for i := len(p.Words) - 1; i > 1; i-- {
		before := p.norm(i - 1)
		if p.lang.Questions.Closings[p.norm(i)] && !p.lang.Questions.Determiners[before] && !p.lang.Questions.Prepositions[before] && (i+1 == len(p.Words) || p.lang.Questions.Prepositions[p.norm(i+1)]) {
			return i
		}
	}
	return -1
}
