package choose

import (
	"strings"

	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// asking is the sentence that asks, read.
type asking struct {
	lang    *text.Language
	words   []text.Word
	asks    map[int]bool // words that only ask ("many" of "how many", "name" of "the name of")
	manner  Manner
	want    AnswerType
	focus   string
	define  bool
	measure bool // a measure of length, weight and the like, with its unit
	bare    bool // a few search words
	object  bool // of a verb behind "did", as Question
	passive bool
	verb    int // the word that is its verb, as far as can be told; -1: none found
}

// readAsking finds the question word and what it asks for.
func readAsking(l *text.Language, s string) asking {
	p := asking{lang: l, words: l.Words(s), asks: map[int]bool{}, verb: -1}
	at := p.questionWord()
	if at < 0 {
		p.readOther(s)
		return p
	}
	switch w, q := p.words[at].Norm, &l.Questions; {
	case q.Who[w]:
		p.manner, p.want = Who, Person
		p.define = p.defines(at)
	case q.When[w]:
		p.manner, p.want = When, Date
	case q.Where[w]:
		p.manner, p.want = Where, Place
	case q.Why[w]:
		p.manner, p.want = Why, Reason
	case q.How[w]:
		p.readHow(at)
	default:
		p.readWhat(s, at)
	}
	if p.verb < 0 && !p.readRelative(s, at) {
		p.findVerb(at)
	}
	return p
}

// readRelative reads the clause that describes who or what is asked for, as in "who is the
// minister who resigned" or "what is the company that the state bought", if there is one.
func (p *asking) readRelative(s string, at int) bool {
	if !p.lang.Questions.Be[p.norm(at+1)] || p.manner != Who && p.manner != What {
		return false
	}
	for i := at + 3; i+1 < len(p.words); i++ {
		if n := p.words[i].Norm; !p.lang.Clauses.Relative[n] && n != "that" {
			continue
		}
		if p.manner == Who {
			want := p.want
			p.takeFocus(s, at+2)
			p.want = want
		}
		next := p.norm(i + 1)
		p.passive, p.object = p.lang.Questions.Be[next], false
		for v := i + 1; v < len(p.words); v++ {
			if n := p.words[v].Norm; shape.Past(p.lang, n) || p.lang.Forms.Participles[n] || p.lang.Forms.Irregular[n] != "" && !p.lang.Questions.Auxiliaries[n] {
				p.verb, p.object = v, v > i+1 && !p.lang.Questions.Auxiliaries[next]
				return true
			}
		}
		return false
	}
	return false
}

// findVerb finds the verb: after "did" and its subject, a participle after
// "was", else what follows the question word and the noun it asks for.
func (p *asking) findVerb(at int) {
	aux := -1
	for i := at + 1; i < len(p.words) && i < at+8; i++ {
		n := p.words[i].Norm
		if p.lang.Questions.Auxiliaries[n] {
			aux = i
			break
		}
		if p.manner == Who && !p.words[i].Stop() && !strings.HasSuffix(n, "ly") && !p.lang.Questions.Fillers[n] {
			p.verb = i
			return
		}
		if i > at+1 && n != p.focus && p.words[i-1].Norm == p.focus && !p.words[i].Stop() {
			p.verb = i
			return
		}
	}
	if aux < 0 {
		return
	}
	if p.leads(aux) {
		p.verb = aux + 1
		return
	}
	p.passive = p.lang.Questions.Be[p.words[aux].Norm]
	p.object = !p.passive && aux+1 < len(p.words)
	doing := !p.lang.Questions.Be[p.words[aux].Norm] && !strings.HasPrefix(p.words[aux].Norm, "ha")
	for i := aux + 1; i < len(p.words); i++ {
		w, before := &p.words[i], &p.words[i-1]
		if w.Stop() || w.Upper || p.asks[i] {
			continue
		}
		if shape.Past(p.lang, w.Norm) || p.lang.Forms.Participles[w.Norm] || p.lang.Forms.Irregular[w.Norm] != "" && !doing {
			p.verb = i
			return
		}
		if doing && i > aux+1 && !p.lang.Questions.Determiners[before.Norm] && !p.lang.Questions.Prepositions[before.Norm] {
			p.verb = i
			return
		}
	}
}

// leads reports whether the verb follows the auxiliary at once, as where who, or which,
// is its subject: "who will host", "which club has won", but not "who did she beat".
func (p *asking) leads(aux int) bool {
	if p.manner != Who && p.manner != Which || aux+1 >= len(p.words) {
		return false
	}
	n, next := p.words[aux].Norm, &p.words[aux+1]
	switch {
	case next.Stop() || next.Upper || p.lang.Questions.Does[n]:
		return false
	case p.lang.Questions.Be[n]:
		return strings.HasSuffix(next.Norm, "ing")
	}
	return true
}

// findPredicate finds what a question of yes or no asks whether it is so of its subject:
// its last word, as in "was the vote unanimous", or else its verb.
func (p *asking) findPredicate() {
	if last := len(p.words) - 1; last > 1 && p.lang.Questions.Be[p.words[0].Norm] {
		w, before := &p.words[last], p.norm(last-1)
		if !w.Stop() && !w.Upper && !p.lang.Questions.Times[w.Norm] && !p.lang.Questions.Determiners[before] && !p.lang.Questions.Prepositions[before] {
			p.verb = last
			return
		}
	}
	p.findVerb(-1)
}

// questionWord finds the word that asks: which and how many before a "when"
// or "who" that only joins two clauses.
func (p *asking) questionWord() int {
	best, bestRank := -1, 0
	for i := range p.words {
		n := p.words[i].Norm
		if !p.lang.Questions.Words[n] {
			continue
		}
		rank := 1
		switch {
		case i == 0 || i == 1 && p.lang.Questions.Prepositions[p.words[0].Norm]:
			rank = 4
		case n == "which" && p.lang.Questions.Prepositions[p.words[i-1].Norm] && i > 3 && !kindNounAfter(p.lang, p.words, i):
			rank = 1 // "in which he says": relative
		case p.lang.Questions.Certain[n]:
			rank = 3
		case i == len(p.words)-1:
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
		if nounKind(l, words[i].Norm) != Anything {
			return true
		}
	}
	return false
}

// takeFocus finds the head noun of the phrase that begins at word i.
func (p *asking) takeFocus(text string, i int) {
	head, empty, empty0, from := -1, 0, "", i
	for ; i < len(p.words) && i < from+12+empty; i++ {
		w := &p.words[i]
		switch {
		case w.Norm == "of" && head >= 0 && p.lang.Questions.EmptyNouns[p.words[head].Norm]:
			empty0 = p.words[head].Norm
			p.asks[head] = true // "the name of", "what kind of"
			head = -1
			empty++
			continue
		case head < 0 && (w.Stop() || p.lang.Questions.Fillers[w.Norm]), strings.HasPrefix(text[w.End:], "-"):
			continue
		case w.Stop() || p.lang.Questions.Auxiliaries[w.Norm] || p.lang.Questions.Prepositions[w.Norm], head >= 0 && (p.past(i) || p.lang.Questions.Fillers[w.Norm]),
			head < 0 && p.manner == What && (shape.Past(p.lang, w.Norm) || p.lang.Forms.Participles[w.Norm]):
			i = len(p.words)
			continue
		}
		if head >= 0 && !shape.Compounded(text, &p.words[head]) && nounKind(p.lang, p.words[head].Norm) != Anything && nounKind(p.lang, w.Norm) == Anything {
			break
		}
		head = i
		if shape.Possessive(text, w) {
			if nounKind(p.lang, w.Norm) != Anything {
				break
			}
			head = -1 // "Adams's revenue"
		}
	}
	if head >= 0 {
		p.focus = p.words[head].Norm
		p.want = nounKind(p.lang, p.focus)
		if p.want == Anything {
			p.want = nounKind(p.lang, empty0) // "the name of the theory"
		}
	}
}

// defines reports whether nothing but a name or noun follows "what is" or "who is".
func (p *asking) defines(at int) bool {
	if !p.lang.Questions.Be[p.norm(at+1)] {
		return false
	}
	telling := 0
	for i := at + 2; i < len(p.words); i++ {
		switch n := p.words[i].Norm; {
		case p.lang.Questions.Prepositions[n] && n != "of" || p.lang.Questions.Auxiliaries[n] || p.lang.Questions.Words[n]:
			return false
		case !p.words[i].Stop():
			telling++
		}
	}
	return telling > 0 && telling <= 4
}

func (p *asking) norm(i int) string {
	if i < 0 || i >= len(p.words) {
		return ""
	}
	return p.words[i].Norm
}
