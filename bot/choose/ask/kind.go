package ask

import (
	"slices"

	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// readOther reads a question without a question word.
func (p *Sentence) readOther(text string) {
	if len(p.Words) == 0 {
		return
	}
	first := p.Words[0].Norm
	switch {
	case p.lang.Questions.Commands[first]:
		p.Asks[0] = true
		p.Manner = Which
		p.takeFocus(text, 1)
	case p.lang.Questions.AsksMeaning[first]:
		p.Asks[0], p.Want = true, Meaning
	case p.lang.Questions.Auxiliaries[first]:
		p.Manner = YesNo
		p.findPredicate()
	default: // a few search words, or "the capital of X is"
		p.takeFocus(text, 0)
		p.Want = p.searched(text)
	}
}

// searched is what a few search words ask for: "jerry cole age" an age, "anna falk
// lawyer" a person, "casualties" a number. Their head noun tells it, if it is of a kind of
// which something else than its name answers.
func (p *Sentence) searched(s string) Type {
	last := len(p.Words) - 1
	p.Bare = last < mostBare
	head := slices.IndexFunc(p.Words, func(w text.Word) bool { return w.Norm == p.Focus })
	if !p.Bare || head < 0 || p.lang.Questions.Heads[p.Focus] == nil && !p.lang.Questions.Prepositions[p.norm(head+1)] {
		head = last
	}
	w := &p.Words[head]
	stands := p.lang.Questions.Heads[w.Norm] != nil
	switch want := NounType(p.lang, w.Norm); want {
	case Person, Place, Date, Number:
		p.Measure = p.lang.Questions.Gauges[w.Norm]
		if last < 1 && !stands || w.Upper && head > 0 && !shape.AllUpper(w.Of(s)) {
			return Anything // a name, or all there is
		}
		p.Focus = w.Norm
		return want
	case Money, Duration, Age, Meaning, Percent:
		p.Focus = w.Norm
		return want
	}
	if stands {
		p.Focus = w.Norm
		return Number
	}
	return Anything
}

// mostBare is how many search words are read by their head noun, wherever it stands.
const mostBare = 5

// readHow reads a question with how.
func (p *Sentence) readHow(at int) {
	next, q := p.norm(at+1), &p.lang.Questions
	p.Manner, p.Want = How, MannerOf
	switch {
	case q.Many[next]:
		p.Manner, p.Want = HowMany, Number
		p.Focus = p.counted(at + 2)
		if p.norm(at+2) == "percent" {
			p.Want = Percent
		}
	case q.Much[next]:
		p.Manner, p.Want = HowMuch, Number
		if shape.HasWord(p.Words, p.lang.Questions.Money) {
			p.Want = Money
		}
		p.Verb = p.costs(at + 2)
	case q.Long[next]:
		p.Manner, p.Want, p.Measure = HowLong, Duration, p.lang.Questions.Be[p.norm(at+2)] || p.norm(len(p.Words)-1) == "be"
	case q.Old[next]:
		p.Manner, p.Want = HowMany, Age
	case q.Soon[next]:
		p.Manner, p.Want = When, Date
	case q.Often[next]:
		p.Want = Rate
	case q.Degrees[next], q.Strengths[next] && shape.HasWord(p.Words, q.Gauged):
		p.Manner, p.Want, p.Measure = HowMany, Number, true
		if p.lang.Questions.Indefinite[p.norm(at+2)] && NounType(p.lang, p.norm(at+3)) == Money { // "how big a fine"
			p.Manner, p.Want, p.Measure = HowMuch, Money, false
		}
	default:
		return
	}
	p.Asks[at+1] = true
}

// counted finds the noun that is counted from word i on: the first plural.
func (p *Sentence) counted(i int) string {
	first := ""
	for end := i + 4; i < len(p.Words) && i < end; i++ {
		n := p.Words[i].Norm
		switch {
		case p.lang.Questions.Auxiliaries[n] || p.lang.Questions.Prepositions[n] && n != "of":
			return first
		case p.Words[i].Stop():
		case shape.Plural(p.lang, n) || p.lang.Questions.Plurals[n]:
			return n
		case first == "":
			first = n
		}
	}
	return first
}

// readWhat reads a question with what or which.
func (p *Sentence) readWhat(text string, at int) {
	p.Manner = What
	i := at + 1
	switch {
	case p.lang.Questions.Doing[p.norm(at-1)]: // "the council will do what": no noun is asked for
		return
	case i < len(p.Words) && (p.lang.Questions.Be[p.norm(i)] || p.contracted(at)): // "what is the name of ..."
		i = p.being(at)
		p.Define = p.defines(at)
		p.takeFocus(text, i)
		switch {
		case p.Want == Person && p.Called && !p.owned(): // "what is the name of the mayor": who is it
			p.readNamed()
		case p.Want == Person && p.Define:
			p.Want = Anything
		}
		if p.Want == Name && p.lang.Questions.Ones[p.norm(i)] && p.norm(i+1) == p.Focus {
			p.Want = Person // "what is her name"
		}
		if p.Want == Anything {
			p.readMeaning()
		}
	case i < len(p.Words) && p.lang.Questions.Auxiliaries[p.norm(i)]: // "what did X say", "what does X do"
		if say := p.causeSaid(); say >= 0 {
			p.Want, p.Verb = Reason, say+1
			p.Asks[say], p.Asks[say+1] = true, true
		} else if shape.HasWord(p.Words, p.lang.Meaning.Saying) {
			p.Manner, p.Want = Said, Saying
		} else if v := p.costs(i + 1); v >= 0 {
			p.Want, p.Verb = Money, v
		}
		if n := len(p.Words); p.lang.Questions.Reasons[p.norm(n-2)+"_"+p.norm(n-1)] { // "what did X die of"
			p.Want = Reason
		}
		p.readMeaning()
	case i < len(p.Words) && p.past(i) && !p.Words[i].Upper && !p.describing(i): // "what caused it", "what happened"
		p.Verb = i
		p.Asks[i] = p.lang.Questions.Weak[p.norm(i)] // no story needs to say that it happened
	case i < len(p.Words):
		p.Manner = Which
		p.takeFocus(text, i)
	}
	switch p.Want {
	case Date:
		p.Manner = When
	case Number, Percent, Age:
		p.Manner = HowMany
		p.Measure = p.lang.Questions.Gauges[p.Focus]
	case Money:
		p.Manner = HowMuch
	case Reason:
		p.Manner = Why
	case Duration:
		p.Manner = HowLong
	}
}

// readNamed reads a question for somebody's name as one for who that is.
func (p *Sentence) readNamed() {
	from := slices.IndexFunc(p.Words, func(w text.Word) bool { return w.Norm == "of" }) + 1
	p.Manner, p.Focus, p.Called, p.Define, p.Office = Who, "", false, p.definesFrom(from), p.officeFrom(from)
}

// owned reports whether what is asked for is somebody's: of "Ann Lee's sister" a story may tell without her name.
func (p *Sentence) owned() bool {
	return slices.ContainsFunc(p.Words[1:], func(w text.Word) bool { return shape.Possessive(p.text, &w) || p.lang.Questions.Ones[w.Norm] })
}

// causeSaid is the verb of saying behind which a cause is asked for: "what did the owner say caused the fire"; -1 where there is none.
func (p *Sentence) causeSaid() int {
	for i := range p.Words {
		if next := p.norm(i + 1); p.lang.Meaning.Saying[p.Words[i].Norm] && p.lang.Questions.Reasons[next] && !p.lang.Common.Stop[next] && (p.past(i+1) || shape.Singular(p.lang, next) != next) {
			return i
		}
	}
	return -1
}

// past reports whether word i looks like the past form of a verb.
func (p *Sentence) past(i int) bool {
	return shape.Past(p.lang, p.norm(i)) || p.lang.Certainty.Past[p.norm(i)]
}

// costs is the verb of money from behind word i on, -1 where there is none: "what did the tower
// cost", but not "what did the cost of the tower".
func (p *Sentence) costs(i int) int {
	for i++; i < len(p.Words); i++ {
		if NounType(p.lang, p.Words[i].Norm) == Money && !p.lang.Questions.Determiners[p.Words[i-1].Norm] && !p.lang.Questions.Prepositions[p.Words[i-1].Norm] {
			if i+1 == len(p.Words) || p.lang.Questions.Prepositions[p.norm(i+1)] || p.Words[i+1].Upper {
				return i
			}
			return -1
		}
	}
	return -1
}

// readMeaning recognises what asks for a name ("what is it called") or a
// meaning ("what does it mean") by its last words.
func (p *Sentence) readMeaning() {
	for i := max(len(p.Words)-2, 1); i < len(p.Words); i++ {
		switch w := p.Words[i].Norm; {
		case p.lang.Questions.AsksMeaning[w]:
			p.Want = Meaning
		case p.lang.Questions.AsksName[w]:
			p.Want = Name
		}
	}
}
