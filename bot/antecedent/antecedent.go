// Package antecedent tells whom a pronoun that opens a sentence stands for, where that is plain,
// so that the sentence can be quoted by itself: "She [Ann Lee] was 52."
package antecedent

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/bot/choose/thing"
	"github.com/storybot/storybot/knowledge/text"
)

// Leans reports whether a sentence opens with a pronoun and so needs what goes before. One that
// opens with what somebody named in it says ("It was close," Ann Lee said) does not, unless the
// pronoun is for a person.
func Leans(l *text.Language, sentence string) bool {
	words := l.Words(sentence)
	if !text.OpensWithPronoun(words) {
		return false
	}
	if !opensQuoted(sentence) || !text.NamesSomebody(l.Words(unquoted(sentence))) {
		return true
	}
	at := opening(l, words)
	return at >= 0 && l.Pronouns.One[words[at].Norm]
}

// Named is a pronoun of a sentence and the name that it stands for.
type Named struct {
	End  int    // the byte behind the pronoun, in the sentence
	Name string // as it is written in the sentence before
	owns bool   // the pronoun says whose something is
}

// Of is the pronoun among the first two words of a sentence and whom it stands for by the
// sentence before, which may be several. asked reports whether a text has what is asked about.
// A pronoun for one person stands for the only person named there, or for the first of several
// where only that one is asked about; any other for the first name, where that is an organisation's and asked about. It is
// not ok where that is not plain, as within what is quoted: then the sentence says less by itself.
func Of(l *text.Language, before, sentence string, asked func(string) bool) (n Named, ok bool) {
	words := l.Words(sentence)
	at := opening(l, words)
	if at < 0 || opensQuoted(sentence) || at+1 < len(words) && words[at+1].Upper { // "Her Majesty"
		return n, false
	}
	if end := words[at].End; end < len(sentence) && strings.IndexByte("([:", sentence[end]) >= 0 { // it would make a link of the name
		return n, false
	}
	before = strings.ToValidUTF8(before, "?")
	told := unquoted(before)
	r := reading{Sentence: thing.Sentence{Lang: l, Text: told, Words: l.Words(told)}, asked: asked}
	switch norm := words[at].Norm; {
	case l.Pronouns.One[norm] && !r.meansAnother(before) && !object(l, words, at) && !(at > 0 && r.namesBehind(sentence, words, at)):
		n.Name, ok = r.person()
	case l.Pronouns.Thing[norm] && !expletive(l, sentence, words, at):
		n.Name, ok = r.first()
	}
	if !ok || names(words, l.Words(n.Name)) {
		return Named{}, false
	}
	n.End, n.owns = words[at].End, l.Pronouns.Owners[words[at].Norm]
	return n, true
}

// In is the sentence with the name in brackets behind its pronoun.
func (n Named) In(l *text.Language, sentence string) string {
	name := n.Name
	if n.owns {
		name += l.Forms.Possessive
	}
	return sentence[:n.End] + " [" + name + "]" + sentence[n.End:]
}

// opensQuoted reports whether a sentence opens with what somebody says.
func opensQuoted(sentence string) bool {
	return strings.HasPrefix(sentence, "\"") || strings.HasPrefix(sentence, "“") || strings.HasPrefix(sentence, "„")
}

// object reports whether the pronoun at word at is no subject, nor tells whose the next word is: "Send her an email".
func object(l *text.Language, words []text.Word, at int) bool {
	return at > 0 && l.Pronouns.Owners[words[at].Norm] && (at+1 == len(words) || words[at+1].Stop())
}

// expletive reports whether the pronoun at word at may stand for nothing: "It is", "it's".
func expletive(l *text.Language, sentence string, words []text.Word, at int) bool {
	return at+1 == len(words) || strings.ContainsAny(words[at].Of(sentence), "'’") || l.Questions.Auxiliaries[words[at+1].Norm]
}

// unquoted is a text with as many blanks for what it quotes: whom that names is not who is told of.
func unquoted(s string) string {
	var b strings.Builder
	in := false
	for _, c := range s {
		switch {
		case c == '"':
			in = !in
		case c == '“' || c == '„':
			in = true
		case c == '”':
			in = false
		case in:
			b.WriteString(strings.Repeat(" ", utf8.RuneLen(c)))
			continue
		}
		b.WriteRune(c)
	}
	return b.String()
}

// opening is which of the first two words is the pronoun; -1: none is.
func opening(l *text.Language, words []text.Word) int {
	for i := range words[:min(len(words), 2)] {
		if l.Pronouns.Referring[words[i].Norm] {
			return i
		}
	}
	return -1
}

// names reports whether a word of the name is among these: who is named is not the one meant.
func names(words, name []text.Word) bool {
	for _, w := range words {
		for _, n := range name {
			if w.Upper && w.Norm == n.Norm {
				return true
			}
		}
	}
	return false
}

// reading is what goes before.
type reading struct {
	thing.Sentence
	asked func(string) bool
}

// plainly is how sure it is that a name is a person's, and maybe that it could be.
const plainly, maybe = 0.8, 0.5

// meansAnother reports whether what goes before speaks of somebody without a name: within what it quotes, or as whom something is
// done to, "broke the news to her".
func (r *reading) meansAnother(before string) bool {
	all := r.Lang.Words(before)
	for i, w := range all {
		if !r.Lang.Pronouns.One[w.Norm] && !r.Lang.Pronouns.Objects[w.Norm] || r.Lang.Pronouns.Thing[w.Norm] {
			continue
		}
		quoted := !slices.ContainsFunc(r.Words, func(o text.Word) bool { return o.Start == w.Start })
		ends := i+1 == len(all) || strings.ContainsAny(before[w.End:all[i+1].Start], ",.;:")
		if quoted || r.Lang.Pronouns.Objects[w.Norm] && ends {
			return true
		}
	}
	return false
}

// namesBehind reports whether the sentence names somebody behind its pronoun, whom that may mean: "In his speech, Lee".
func (r *reading) namesBehind(sentence string, words []text.Word, at int) bool {
	s := thing.Sentence{Lang: r.Lang, Text: sentence, Words: words}
	for range s.Each(at + 1) {
		return true
	}
	return false
}

// person is the one person that is named, or of several the first, if only that one is asked about.
func (r *reading) person() (name string, ok bool) {
	var all []thing.Thing
	for _, p := range r.Names(ask.Person) {
		if p.Sure = r.surely(&p); p.Sure >= maybe && (p.Sure == 1 || !r.placed(p)) && !r.again(all, p) {
			all = append(all, p)
		}
	}
	if len(all) == 0 || all[0].Sure < plainly || r.owner(all[0]) || r.goesOn(all[0]) || r.toldTo(all[0]) {
		return "", false
	}
	name = r.Named(all[0].From, all[0].To)
	if len(all) == 1 && !r.others(all[0]) {
		return name, true
	}
	if !r.leads(all[0]) || !r.asked(name) {
		return "", false
	}
	for _, p := range all[1:] {
		if r.asked(r.Named(p.From, p.To)) {
			return "", false
		}
	}
	return name, true
}

// surely is how sure it is that p, without what only stands before it, is a person: one with a title is, whatever else is in the name.
func (r *reading) surely(p *thing.Thing) float64 {
	l := r.Lang
	if r.shouted(p.From, p.To) || strings.Contains(r.Text[max(0, r.Words[p.From].Start-1):min(len(r.Text), r.Words[p.To-1].End+1)], "/") || p.From > 0 && shape.Compounded(r.Text, &r.Words[p.From]) { // "R-Ulm"
		return 0
	}
	from := p.From
	for k := from; k+1 < p.To; k++ {
		if w := &r.Words[k]; k == 0 && l.Rarity(w.Norm, l.Stem(w.Norm)) < commonBelow && !l.Names.Titles[w.Norm] && !l.Names.First[w.Norm] || shape.Possessive(r.Text, w) {
			p.From = k + 1 // "Even Ann Lee", "the Courier's Ann Lee"
		}
	}
	words, placed := r.Words[p.From:p.To], r.PlaceOf(p.From, p.From+1) != ask.Anything
	switch {
	case len(words) > 1 && shape.HasWord(words, l.Names.Titles):
		return 1
	case len(words) > 1 && placed && !l.Names.First[words[0].Norm]: // "Ulm Rovers"
		return 0
	case len(words) == 1 && !placed && p.From > 0 && r.Words[p.From-1].Norm == l.Forms.Inflected.Infinitive: // "spoke to Lee", if not "went to Ulm"
		return max(p.Sure, maybe)
	case len(words) == 1 && p.From > from && !l.Names.First[words[0].Norm]: // "Even Rovers": it was as sure of two words
		return min(p.Sure, maybe)
	}
	return p.Sure
}

// shouted reports whether two words are written in capitals: no name, but a call to watch something.
func (r *reading) shouted(from, to int) bool {
	n := 0
	for i := from; i < to; i++ {
		if w := r.Words[i].Of(r.Text); len(w) > 2 && shape.AllUpper(w) {
			n++
		}
	}
	return n > 1
}

// Within how many bytes behind a name the dash of a dateline or a compound stands, and how long an organisation's initials are.
const dash, initials = 4, 3

// commonBelow is less than how rare a word is that may begin a sentence before a name.
const commonBelow = 2

// first is the name that the sentence begins with, if it is an organisation's and asked about.
func (r *reading) first() (name string, ok bool) {
	all := r.Names(ask.Organisation)
	if len(all) == 0 {
		return "", false
	}
	p := all[0]
	name = r.Named(p.From, p.To)
	if p.From == 1 && r.Lang.Questions.Determiners[r.Words[0].Norm] {
		name = r.Words[0].Norm + " " + name
	}
	end := r.Words[p.To-1].End
	dashed := strings.ContainsAny(r.Text[end:min(len(r.Text), end+dash)], "-–—") || end-r.Words[p.From].Start < initials
	return name, p.Sure >= plainly && !dashed && r.leads(p) && !r.owner(p) && !r.common(p) && r.asked(name)
}

// common reports whether what is written as a name is only a noun that begins a heading: "Band reunites".
func (r *reading) common(p thing.Thing) bool {
	return p.To == p.From+1 && ask.NounType(r.Lang, r.Words[p.From].Norm) != ask.Anything
}

// leads reports whether only words that belong to a name go before it.
func (r *reading) leads(p thing.Thing) bool {
	for i := range p.From {
		w := &r.Words[i]
		article, verb := r.Lang.Questions.Determiners[w.Norm], r.Lang.Forms.Irregular[w.Norm] != "" || shape.HasPast(r.Lang, w.Norm)
		if i >= leadWords || i > 0 && article || verb || r.Lang.Names.Located[w.Norm] || strings.ContainsAny(r.Text[w.End:r.Words[i+1].Start], ",;:") {
			return false
		}
	}
	return p.From == 0 || r.Lang.Questions.Determiners[r.Words[0].Norm] || ask.NounType(r.Lang, r.Words[p.From-1].Norm) == ask.Person
}

// leadWords is how many words may go before a name that a sentence begins with: "The state news agency KCNA".
const leadWords = 4

// placed reports whether an article stands before a name, or one word by which it tells where: that is no person.
func (r *reading) placed(p thing.Thing) bool {
	if p.From == 0 {
		return false
	}
	before := r.Words[p.From-1].Norm
	return r.Lang.Questions.Determiners[before] || r.Lang.Names.Located[before] && before != r.Lang.Forms.Inflected.Infinitive && !r.Lang.Names.First[r.Words[p.From].Norm] // but "referred to Lee"
}

// owner reports whether it is told of something of who is named: "Ann Lee's lawyer said".
func (r *reading) owner(p thing.Thing) bool {
	name := r.Text[r.Words[p.From].Start:r.Words[p.To-1].End]
	return r.Named(p.From, p.To) != name || strings.HasPrefix(r.Text[r.Words[p.To-1].End:], "'") || strings.HasPrefix(r.Text[r.Words[p.To-1].End:], "’")
}

// goesOn reports whether a pronoun for a person goes before the name: it may mean the same one.
func (r *reading) goesOn(p thing.Thing) bool {
	return slices.ContainsFunc(r.Words[:p.From], func(w text.Word) bool { return r.Lang.Pronouns.One[w.Norm] })
}

// toldTo reports whether a name stands right behind a verb of saying that ends no quotation: "Lee told Ann Lund", and not "…," said Ann Lund.
func (r *reading) toldTo(p thing.Thing) bool {
	verb := p.From - 1
	for verb > 0 && r.Words[verb].Upper { // "told Mayor Ann Lund"
		verb--
	}
	return verb > 0 && r.Lang.Meaning.Saying[r.Words[verb].Norm] && strings.Trim(r.Text[r.Words[verb-1].End:r.Words[verb].Start], " ") == ""
}

// again reports whether p is named among all already: "Ann Lee", "Lee".
func (r *reading) again(all []thing.Thing, p thing.Thing) bool {
	for _, o := range all {
		if r.Words[o.To-1].Norm == r.Words[p.To-1].Norm {
			return true
		}
	}
	return false
}

// others reports whether a person is told of without a name who is not p: "a man", and not
// "the captain, Ann Lee" or "Ann Lee, a lawyer".
func (r *reading) others(p thing.Thing) bool {
	for i, w := range r.Words {
		if w.Upper || shape.Plural(r.Lang, w.Norm) || i >= p.From && i < p.To || !r.Lang.Pronouns.Nouns[w.Norm] && ask.NounType(r.Lang, w.Norm) != ask.Person {
			continue
		}
		if i < p.From && !r.apposed(i, p.From) || i >= p.To && !r.apposed(p.To-1, i) {
			return true
		}
	}
	return false
}

// apposed reports whether what is between words i and k only tells who they are: a mark, and no verb.
func (r *reading) apposed(i, k int) bool {
	if k-i > apart {
		return false
	}
	for j := i + 1; j < k; j++ {
		n := r.Words[j].Norm
		if r.Lang.Questions.Auxiliaries[n] || r.Lang.Meaning.Saying[n] || r.Lang.Clauses.And[n] || r.Lang.Forms.Irregular[n] != "" {
			return false
		}
	}
	return k == i+1 || strings.Contains(r.Text[r.Words[i].End:r.Words[k].Start], ",")
}

// apart is how many words on somebody may be told who they are.
const apart = 7
