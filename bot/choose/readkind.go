package choose

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// readOther reads a question without a question word.
func (p *asking) readOther(text string) {
	if len(p.words) == 0 {
		return
	}
	first := p.words[0].Norm
	switch {
	case p.lang.Questions.Commands[first]:
		p.asks[0] = true
		p.manner = Which
		p.takeFocus(text, 1)
	case p.lang.Questions.Auxiliaries[first]:
		p.manner = YesNo
		p.findPredicate()
	default: // a few search words, or "the capital of X is"
		p.takeFocus(text, 0)
		p.want = p.searched(text)
	}
}

// searched is what a few search words ask for: "jerry cole age" an age, "anna falk
// lawyer" a person, "casualties" a number. Their head noun tells it, if it is of a kind of
// which something else than its name answers.
func (p *asking) searched(s string) AnswerType {
	last := len(p.words) - 1
	p.bare = last < mostBare
	head := slices.IndexFunc(p.words, func(w text.Word) bool { return w.Norm == p.focus })
	if !p.bare || head < 0 || p.lang.Questions.Heads[p.focus] == nil && !p.lang.Questions.Prepositions[p.norm(head+1)] {
		head = last
	}
	w := &p.words[head]
	stands := p.lang.Questions.Heads[w.Norm] != nil
	switch want := nounKind(p.lang, w.Norm); want {
	case Person, Place, Date, Number:
		if last < 1 && !stands || w.Upper && head > 0 && !shape.AllUpper(w.Of(s)) {
			return Anything // a name, or all there is
		}
		p.focus = w.Norm
		return want
	case Money, Duration, Age, Meaning, Percent:
		p.focus = w.Norm
		return want
	}
	if stands {
		p.focus = w.Norm
		return Number
	}
	return Anything
}

// mostBare is how many search words are read by their head noun, wherever it stands.
const mostBare = 5

// readHow reads a question with how.
func (p *asking) readHow(at int) {
	next, q := p.norm(at+1), &p.lang.Questions
	p.manner, p.want = How, MannerOf
	switch {
	case q.Many[next]:
		p.manner, p.want = HowMany, Number
		p.focus = p.counted(at + 2)
		if p.norm(at+2) == "percent" {
			p.want = Percent
		}
	case q.Much[next]:
		p.manner, p.want = HowMuch, Number
		if shape.HasWord(p.words, p.lang.Questions.Money) {
			p.want = Money
		}
	case q.Long[next]:
		p.manner, p.want, p.measure = HowLong, Duration, p.lang.Questions.Be[p.norm(at+2)] || p.norm(len(p.words)-1) == "be"
	case q.Old[next]:
		p.manner, p.want = HowMany, Age
	case q.Soon[next]:
		p.manner, p.want = When, Date
	case q.Degrees[next]:
		p.manner, p.want, p.measure = HowMany, Number, true
	default:
		return
	}
	p.asks[at+1] = true
}

// counted finds the noun that is counted from word i on: the first plural.
func (p *asking) counted(i int) string {
	first := ""
	for end := i + 4; i < len(p.words) && i < end; i++ {
		n := p.words[i].Norm
		switch {
		case p.lang.Questions.Auxiliaries[n] || p.lang.Questions.Prepositions[n] && n != "of":
			return first
		case p.words[i].Stop():
		case strings.HasSuffix(n, "s") || p.lang.Questions.Plurals[n]:
			return n
		case first == "":
			first = n
		}
	}
	return first
}

// readWhat reads a question with what or which.
func (p *asking) readWhat(text string, at int) {
	p.manner = What
	i := at + 1
	switch {
	case i < len(p.words) && (p.lang.Questions.Be[p.norm(i)] || p.lang.Questions.Contracted[p.words[at].Norm]): // "what is the name of ..."
		if !p.lang.Questions.Contracted[p.words[at].Norm] {
			i++
		}
		p.define = p.defines(at)
		p.takeFocus(text, i)
		if p.want == Person && p.define {
			p.want = Anything
		}
		if p.want == Anything {
			p.readMeaning()
		}
	case i < len(p.words) && p.lang.Questions.Auxiliaries[p.norm(i)]: // "what did X say", "what does X do"
		if shape.HasWord(p.words, p.lang.Meaning.Saying) {
			p.manner, p.want = Said, Saying
		} else if p.costs(i + 1) {
			p.want = Money
		}
		p.readMeaning()
	case i < len(p.words) && p.past(i) && !p.words[i].Upper: // "what caused it", "what happened"
		p.verb = i
		p.asks[i] = p.lang.Questions.Weak[p.norm(i)] // no story needs to say that it happened
	case i < len(p.words):
		p.manner = Which
		p.takeFocus(text, i)
	}
	switch p.want {
	case Date:
		p.manner = When
	case Number, Percent, Age:
		p.manner = HowMany
	case Money:
		p.manner = HowMuch
	case Reason:
		p.manner = Why
	case Duration:
		p.manner = HowLong
	}
}

// past reports whether word i looks like the past form of a verb.
func (p *asking) past(i int) bool {
	return shape.Past(p.lang, p.norm(i)) || p.lang.Certainty.Past[p.norm(i)]
}

// costs reports whether a word from i on is a verb of money: "what did the tower
// cost", but not "what did the cost of the tower".
func (p *asking) costs(i int) bool {
	for i++; i < len(p.words); i++ {
		if nounKind(p.lang, p.words[i].Norm) == Money && !p.lang.Questions.Determiners[p.words[i-1].Norm] && !p.lang.Questions.Prepositions[p.words[i-1].Norm] {
			return i+1 == len(p.words) || p.lang.Questions.Prepositions[p.norm(i+1)] || p.words[i+1].Upper
		}
	}
	return false
}

// readMeaning recognises what asks for a name ("what is it called") or a
// meaning ("what does it mean") by its last words.
func (p *asking) readMeaning() {
	for i := max(len(p.words)-2, 1); i < len(p.words); i++ {
		switch w := p.words[i].Norm; {
		case p.lang.Questions.AsksMeaning[w]:
			p.want = Meaning
		case p.lang.Questions.AsksName[w]:
			p.want = Name
		}
	}
}
