package ask

import (
	"strings"

	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// Sentence is the sentence that asks, read.
type Sentence struct {
	lang    *text.Language
	text    string
	Words   []text.Word
	Asks    map[int]bool // words that only ask ("many" of "how many", "name" of "the name of")
	Manner  Manner
	Want    Type
	Focus   string // the head noun of what is asked for, normal; may be empty
	Define  bool   // it asks what something or who somebody is, and no more
	Onward  bool   // it asks where to something, or somebody, moves
	Called  bool   // it asks for a name in so many words: "the name of"
	Measure bool   // a measure of length, weight and the like is asked for, with its unit
	Bare    bool   // it is a few search words
	Office  string // the noun, normal, for whom it is asked in so many words: "who is the harbour master of Ulm"
	Object  bool   // who is asked for is whom the verb is done to: "who did she beat"
	Passive bool   // or the same in the passive: "who was beaten"
	Verb    int    // the word that is its verb, as far as can be told; -1: none found
}

// Plain is a sentence that asks nothing, but leads up to one that does.
func Plain(l *text.Language, s string) Sentence {
	return Sentence{lang: l, text: s, Words: l.Words(s), Asks: map[int]bool{}, Verb: -1}
}

// Read finds the question word of a sentence and what it asks for.
func Read(l *text.Language, s string) Sentence {
	p := Plain(l, s)
	at := p.questionWord()
	if at < 0 {
		p.readOther(s)
		return p
	}
	switch w, q := p.Words[at].Norm, &l.Questions; {
	case q.Who[w]:
		p.Manner, p.Want = Who, Person
		p.Define, p.Office = p.defines(at), p.office(at)
	case q.When[w]:
		p.Manner, p.Want = When, Date
	case q.Where[w]:
		p.Manner, p.Want, p.Onward = Where, Place, p.onward(at)
	case q.Why[w]:
		p.Manner, p.Want = Why, Reason
	case q.How[w]:
		p.readHow(at)
	default:
		p.readWhat(s, at)
	}
	if p.Verb < 0 && !p.readRelative(s, at) {
		p.findVerb(at)
	}
	if p.Verb < 0 {
		p.verbBefore(at)
	}
	p.planned()
	return p
}

// onward reports whether what is asked for behind the question word is where to something moves: "where was the ferry
// going", but not "where is the deal going wrong".
func (p *Sentence) onward(at int) bool {
	for i := at + 2; i < len(p.Words); i++ {
		next := p.norm(i + 1)
		if next == p.lang.Forms.Inflected.Infinitive { // "going to", but not "going to be"
			next = p.norm(i + 2)
			if next != "" && !p.lang.Questions.Words[next] {
				return false
			}
		}
		if p.lang.Questions.Onward[p.norm(i)] && (next == "" || p.lang.Questions.Words[next] || p.lang.Questions.Towards[next] || p.lang.Questions.Prepositions[next] && p.norm(len(p.Words)-1) != "from") {
			return true
		}
	}
	return false
}

// readRelative reads the clause that describes who or what is asked for, as in "who is the
// minister who resigned" or "what is the company that the state bought", if there is one.
func (p *Sentence) readRelative(s string, at int) bool {
	if !p.lang.Questions.Be[p.norm(at+1)] || p.Manner != Who && p.Manner != What {
		return false
	}
	for i := at + 3; i+1 < len(p.Words); i++ {
		if n := p.Words[i].Norm; !p.lang.Clauses.Relative[n] && n != "that" {
			continue
		}
		if p.Manner == Who {
			want := p.Want
			p.takeFocus(s, at+2)
			p.Want = want
		}
		next := p.norm(i + 1)
		p.Passive, p.Object = p.lang.Questions.Be[next], false
		for v := i + 1; v < len(p.Words); v++ {
			if n := p.Words[v].Norm; shape.Past(p.lang, n) || p.lang.Forms.Participles[n] || p.lang.Forms.Irregular[n] != "" && !p.lang.Questions.Auxiliaries[n] {
				p.Verb, p.Object = v, v > i+1 && !p.lang.Questions.Auxiliaries[next]
				return true
			}
		}
		return false
	}
	return false
}

// findVerb finds the verb: after "did" and its subject, a participle after
// "was", else what follows the question word and the noun it asks for.
func (p *Sentence) findVerb(at int) {
	aux := -1
	for i := at + 1; i < len(p.Words) && i < at+8; i++ {
		n := p.Words[i].Norm
		if p.lang.Questions.Auxiliaries[n] {
			aux = i
			break
		}
		if p.Manner == Who && !p.Words[i].Stop() && !p.adverb(i) {
			p.Verb = i
			return
		}
		if i > at+1 && n != p.Focus && !p.lang.Calendar.Units[n] && p.behindFocus(i) && !p.Words[i].Stop() && !p.adverb(i) {
			p.Verb = i
			return
		}
	}
	if aux < 0 {
		return
	}
	if p.leads(aux) {
		p.Verb = aux + 1
		return
	}
	p.Passive = p.lang.Questions.Be[p.Words[aux].Norm]
	p.Object = !p.Passive && aux+1 < len(p.Words)
	p.verbBehind(aux)
}

// adverb reports whether word i only tells how, or when: "recently".
func (p *Sentence) adverb(i int) bool {
	n := p.Words[i].Norm
	return shape.Adverb(p.lang, n) && len(n) > 4 || p.lang.Questions.Fillers[n]
}

// behindFocus reports whether word i is the first behind the noun that is asked for, adverbs aside; "which country's
// lawmakers" asks for the country, and the lawmakers do something.
func (p *Sentence) behindFocus(i int) bool {
	for i--; i > 0 && (p.adverb(i) || p.lang.Calendar.Units[p.Words[i].Norm]); i-- {
	}
	return i > 0 && p.Words[i].Norm == p.Focus && !shape.Possessive(p.text, &p.Words[i])
}

// verbBehind finds the verb behind the auxiliary at word aux and the subject that follows that.
func (p *Sentence) verbBehind(aux int) {
	doing := !p.lang.Questions.Be[p.Words[aux].Norm] && !strings.HasPrefix(p.Words[aux].Norm, "ha")
	small := strings.ToLower(p.text) == p.text
	owned := -1 // what belongs to who stands before it, unless that only looks so: "did Kelly's close"
	for i := aux + 1; i < len(p.Words); i++ {
		w, before := &p.Words[i], &p.Words[i-1]
		if doing && i > aux+1 && p.lang.Meaning.Saying[w.Norm] && p.clauseBehind(i) {
			return
		}
		if w.Stop() || w.Upper || p.Asks[i] || w.Norm == p.Focus || p.lang.Questions.Times[w.Norm] {
			continue
		}
		if shape.Past(p.lang, w.Norm) || p.lang.Forms.Participles[w.Norm] || p.lang.Forms.Irregular[w.Norm] != "" && !doing {
			p.Verb = i
			if !doing && i > aux+1 {
				p.Verb = p.lastPast(i)
			}
			return
		}
		switch {
		case p.titles(i), small && p.Manner == Said && shape.HasWord(p.Words[i+1:], p.lang.Meaning.Saying): // "did bret lee say"
		case !doing || i == aux+1 || p.noun(i) || p.lang.Questions.Determiners[before.Norm] || p.lang.Questions.Prepositions[before.Norm]:
		case !shape.Possessive(p.text, before):
			p.Verb = p.closing(i)
			return
		case owned < 0:
			owned = i
		}
	}
	p.Verb = owned
}

// lastPast is the last participle of the clause of that at word i, which may only describe who or what is asked about: "whom
// is the ship built in 1988 named after".
func (p *Sentence) lastPast(i int) int {
	last := i
	for k := i + 1; k < len(p.Words); k++ {
		switch n := p.Words[k].Norm; {
		case p.lang.Clauses.Relative[n] || p.lang.Clauses.Begin[n] || p.lang.Clauses.And[n] || p.lang.Questions.Auxiliaries[n] || p.lang.Questions.Determiners[n]:
			return last
		case p.past(k):
			last = k
		}
	}
	return last
}

// verbBefore finds the verb of a sentence that ends in what it asks: "the storm reached land in which country".
func (p *Sentence) verbBefore(at int) {
	for i := 1; i < at; i++ {
		if w := &p.Words[i]; !w.Stop() && !w.Upper && (p.past(i) || p.lang.Forms.Participles[w.Norm]) {
			p.Verb = i
			return
		}
	}
}

// noun reports whether word i, behind "did" or "will", is surely no verb there: a plural, what tells a place, or before
// another word an adverb, a person or a body: "did the prime minister resign".
func (p *Sentence) noun(i int) bool {
	n := p.Words[i].Norm
	before := i+1 < len(p.Words) && !p.Words[i+1].Stop() // "did it last change", but "did it last in Ulm"
	return p.lang.Questions.Plurals[n] || shape.Singular(p.lang, n) != n || p.lang.Names.Located[n] || before && (p.adverb(i) || NounType(p.lang, n).Named())
}

// clauseBehind takes the verb of the clause behind a verb of saying at word i for what is asked, as in "when did the bank
// say that it would close", if there is such a clause.
func (p *Sentence) clauseBehind(i int) bool {
	for i += 2; i+1 < len(p.Words); i++ {
		if p.lang.Questions.Auxiliaries[p.Words[i].Norm] && !p.Words[i+1].Stop() {
			p.Verb = i + 1
			return true
		}
	}
	return false
}

// leads reports whether the verb follows the auxiliary at once, as where who, or which,
// is its subject: "who will host", "which club has won", but not "who did she beat".
func (p *Sentence) leads(aux int) bool {
	if p.Manner != Who && p.Manner != Which || aux+1 >= len(p.Words) {
		return false
	}
	n, next := p.Words[aux].Norm, &p.Words[aux+1]
	switch {
	case next.Stop() || next.Upper || p.lang.Questions.Does[n]:
		return false
	case p.lang.Questions.Be[n]:
		return shape.Going(p.lang, next.Norm)
	}
	return true
}

// findPredicate finds what a question of yes or no asks whether it is so of its subject:
// its last word, as in "was the vote unanimous", or else its verb.
func (p *Sentence) findPredicate() {
	if last := len(p.Words) - 1; last > 1 && p.lang.Questions.Be[p.Words[0].Norm] {
		w, before := &p.Words[last], p.norm(last-1)
		if !p.doneWhere(last) && !w.Stop() && !w.Upper && !p.lang.Questions.Times[w.Norm] && !p.lang.Questions.Determiners[before] {
			p.Verb = last
			return
		}
	}
	p.findVerb(-1)
}

// doneWhere reports whether a participle and a preposition stand before word last, so that this is no predicate: "hurt in the
// mill fire".
func (p *Sentence) doneWhere(last int) bool {
	for i := 2; i+1 < last; i++ {
		if n := p.norm(i); (p.past(i) || p.lang.Forms.Participles[n] || p.lang.Forms.Irregular[n] != "" && !p.lang.Questions.Determiners[p.norm(i-1)]) && p.lang.Questions.Prepositions[p.norm(i+1)] {
			return true
		}
	}
	return false
}

// questionWord finds the word that asks: which and how many before a "when"
// or "who" that only joins two clauses.
func (p *Sentence) questionWord() int {
	best, bestRank := -1, 0
	for i := range p.Words {
		n := p.Words[i].Norm
		if !p.lang.Questions.Words[n] {
			continue
		}
		rank := 1
		switch {
		case i == 0 || i == 1 && p.lang.Questions.Prepositions[p.Words[0].Norm]:
			rank = 4
		case n == "which" && p.lang.Questions.Prepositions[p.Words[i-1].Norm] && i > 3 && !kindNounAfter(p.lang, p.Words, i):
			rank = 1 // "in which he says": relative
		case p.lang.Questions.Certain[n]:
			rank = 3
		case i == len(p.Words)-1:
			rank = 3
		}
		if rank > bestRank {
			best, bestRank = i, rank
		}
	}
	return best
}

func kindNounAfter(l *text.Language, words []text.Word, at int) bool {
	for i := at + 1; i < len(words) && i < at+5; i++ {
		if NounType(l, words[i].Norm) != Anything {
			return true
		}
	}
	return false
}

// takeFocus finds the head noun of the phrase that begins at word i.
func (p *Sentence) takeFocus(text string, i int) {
	head, empty, empty0, from := -1, 0, "", i
	for ; i < len(p.Words) && i < from+12+empty; i++ {
		w := &p.Words[i]
		switch {
		case w.Norm == "of" && head >= 0 && p.lang.Questions.EmptyNouns[p.Words[head].Norm]:
			empty0 = p.Words[head].Norm
			p.Called = NounType(p.lang, empty0) == Name
			p.Asks[head] = true // "the name of", "what kind of"
			head = -1
			empty++
			continue
		case head < 0 && (w.Stop() || p.lang.Questions.Fillers[w.Norm] || p.adverb(i) && p.telling(i+1)), strings.HasPrefix(text[w.End:], "-"):
			continue
		case head >= 0 && p.describes(i):
			head = -1 // "brand new", "record high average"
			continue
		case w.Stop() || p.lang.Questions.Auxiliaries[w.Norm] || p.lang.Questions.Prepositions[w.Norm], head >= 0 && (p.past(i) || p.lang.Questions.Fillers[w.Norm]),
			head < 0 && p.Manner == What && (shape.Past(p.lang, w.Norm) || p.lang.Forms.Participles[w.Norm]):
			i = len(p.Words)
			continue
		}
		if head >= 0 && !shape.Compounded(text, &p.Words[head]) && !(p.Words[head].Upper && w.Upper) && NounType(p.lang, p.Words[head].Norm) != Anything && NounType(p.lang, w.Norm) == Anything {
			break
		}
		head = i
		if shape.Possessive(text, w) {
			if NounType(p.lang, w.Norm) != Anything {
				break
			}
			head = -1 // "Adams's revenue"
		}
	}
	if head >= 0 {
		p.Focus = p.Words[head].Norm
		p.Want = NounType(p.lang, p.Focus)
		if p.Want == Anything {
			p.Want = NounType(p.lang, empty0) // "the name of the theory"
		}
	}
}

// defines reports whether nothing but a name or noun follows "what is" or "who is".
func (p *Sentence) defines(at int) bool {
	if !p.lang.Questions.Be[p.norm(at+1)] && !p.contracted(at) {
		return false
	}
	return p.definesFrom(p.being(at))
}

// definesFrom reports the same of what stands from word i on.
func (p *Sentence) definesFrom(i int) bool {
	telling := 0
	for ; i < len(p.Words); i++ {
		switch n := p.Words[i].Norm; {
		case p.lang.Questions.Prepositions[n] && n != "of" || p.lang.Questions.Auxiliaries[n] || p.lang.Questions.Words[n]:
			return false
		case !p.Words[i].Stop():
			telling++
		}
	}
	return telling > 0 && telling <= 4
}

// contracted reports whether the question word at that place has a form of "to be" in it: "what's".
func (p *Sentence) contracted(at int) bool {
	return p.lang.Questions.Contracted[p.norm(at)] || shape.Possessive(p.text, &p.Words[at]) && !p.done(at+1) // "what's happened" has
}

// being is the word behind the form of "to be" that the question word at that place has behind it, or in it.
func (p *Sentence) being(at int) int {
	if p.contracted(at) {
		return at + 1
	}
	return at + 2
}

func (p *Sentence) norm(i int) string {
	if i < 0 || i >= len(p.Words) {
		return ""
	}
	return p.Words[i].Norm
}
