// Package deed reads who does what a verb of a sentence tells, and to whom: its doer stands
// before it, as the first name of its clause, or behind "by"; whom it is done to right behind
// it, or where it is passive, before. It reads English-like order by the language's own words
// and is wrong now and then.
package deed

import (
	"strings"

	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/bot/choose/thing"
	"github.com/storybot/storybot/knowledge/text"
)

// Name is a name in a sentence: its words [From, To).
type Name struct{ From, To int }

// Deed is what a sentence tells of one of its verbs. Doer and Whom are numbers among the
// names given, -1 where none of them is.
type Deed struct {
	Doer, Whom int
	Aside      bool   // it is told in passing, of who is told something else of: "Ann Lee, who left in May, said"
	Unreal     string // the word by which it is not told that it has happened: Ann Lee "ought" to leave, did "not" leave; empty: it is told
	Old        int    // the year that its clause names; 0: none
}

// Sentence is a sentence to read deeds in.
type Sentence struct {
	Lang  *text.Language
	Text  string
	Words []text.Word
	Names []Name // in their order

	Turned int // the number from 1 on of a word that tells a deed of whom it is done to, with who does it behind: "lost to Ann Lee"; 0: none
}

// Named is a sentence with all of its names, of whatever sort.
func Named(l *text.Language, sentence string, words []text.Word) *Sentence {
	s := &Sentence{Lang: l, Text: sentence, Words: words}
	for from, to := range (&thing.Sentence{Lang: l, Text: sentence, Words: words}).Each(0) {
		s.Names = append(s.Names, Name{From: from, To: to})
	}
	return s
}

// Of tells of each word whether it tells a deed that is not told of a name that is not asked about.
func (s *Sentence) Of(deed func(i int) bool, asked func(n Name) bool) func(i int) bool {
	another := func(name int) bool { return name >= 0 && !asked(s.Names[name]) }
	return func(i int) bool {
		if !deed(i) {
			return false
		}
		d := s.Read(i)
		return !another(d.Doer) && (d.Doer >= 0 || !another(d.Whom))
	}
}

// Verbal reports whether word i, which is known to tell what is done, is a verb there: not "a
// defection", nor "the leave", but "fled", "has fled", "gone into hiding", "to win".
func (s *Sentence) Verbal(i int) bool {
	n := s.Words[i].Norm
	if s.Turned == i+1 {
		return true
	}
	before := s.norm(i - 1)
	switch {
	case s.Lang.Questions.Determiners[before] || shape.Act(s.Lang, n):
		return false
	case shape.HasPast(s.Lang, n), shape.Going(s.Lang, n), s.Lang.Forms.Irregular[n] != "":
		return true
	}
	return before == s.Lang.Forms.Inflected.Infinitive || s.Lang.Questions.Auxiliaries[before] || strings.HasSuffix(n, s.Lang.Forms.Inflected.Third)
}

// Read reads the verb at word i.
func (s *Sentence) Read(i int) Deed {
	from, aside := s.clause(i)
	d := Deed{Doer: -1, Whom: -1, Aside: aside, Unreal: s.unreal(from, i), Old: s.year(i)}
	subject, object := s.subject(from, i), s.object(i)
	if s.Turned == i+1 {
		d.Whom, d.Doer = subject, s.To(i)
		return d
	}
	if s.passive(i) {
		d.Whom, d.Doer = subject, s.by(i)
		return d
	}
	d.Doer, d.Whom = subject, object
	return d
}

// unreal is the word by which the sentence does not tell that what the verb at i says, whose
// clause begins at word from, has happened: it may, ought to, is denied, is only wished for, or
// is so on a condition. It is empty where the sentence tells so.
func (s *Sentence) unreal(from, i int) string {
	c, p := &s.Lang.Certainty, &s.Lang.Polarity
	for k := i - 1; k >= 0 && i-k <= modalReach && !s.comma(k, i); k-- {
		n := s.norm(k)
		if c.Modal[n] || p.Not[n] || p.Denials[n] || p.Suffix != "" && strings.HasSuffix(n, p.Suffix) {
			return n
		}
		if s.Words[k].Upper || shape.HasPast(s.Lang, n) {
			break
		}
	}
	switch before := s.norm(from - 1); {
	case from > 0 && c.Ifs[before]:
		return before
	case i > 0 && s.norm(i-1) == s.Lang.Forms.Inflected.Infinitive:
		return s.wished(from, i-1)
	case from > 1 && before == s.Lang.Clauses.That && c.Wishes[s.norm(from-2)] && !shape.HasPast(s.Lang, s.norm(i)):
		return s.norm(from - 2)
	}
	return ""
}

// modalReach is how many words before a verb what makes it unreal may stand.
const modalReach = 4

// wished is the word of wishing, asking or refusing before the infinitive at to, in the clause
// that begins at word from; empty where there is none.
func (s *Sentence) wished(from, to int) string {
	for k := to - 1; k >= from && to-k <= reach && !s.comma(k, to); k-- {
		if n := s.norm(k); s.Lang.Certainty.Wishes[n] {
			return n
		}
	}
	return ""
}

func (s *Sentence) norm(i int) string {
	if i < 0 || i >= len(s.Words) {
		return ""
	}
	return s.Words[i].Norm
}

// comma reports whether a comma, or what parts clauses like it, stands between word from and word to.
func (s *Sentence) comma(from, to int) bool {
	return strings.ContainsAny(s.Text[s.Words[from].End:s.Words[to].Start], ",;:–—")
}

// clause is the word with which the clause of the verb at i begins, its subject with it, and
// whether that is told in passing.
func (s *Sentence) clause(i int) (from int, aside bool) {
	for k := i - 1; k >= 0; k-- {
		n := s.Words[k].Norm
		switch begins := s.Lang.Clauses.Begin[n]; {
		case s.Lang.Clauses.Relative[n] || n == s.Lang.Clauses.That && k > 0 && i == k+1:
			if k > 0 && s.comma(k, i) { // it ends before the verb
				continue
			}
			return s.before(k), true
		case (begins || n == s.Lang.Clauses.That) && !(k > 0 && s.comma(k-1, k) && s.comma(k, i)) && (k > 0 || !s.comma(k, i)):
			return k + 1, false
		}
	}
	return 0, false
}

// before is where the noun begins that the relative word at k goes on about: at the last name
// before it, or some words before where there is none near.
func (s *Sentence) before(k int) int {
	for n := len(s.Names) - 1; n >= 0; n-- {
		if name := s.Names[n]; name.To <= k && k-name.From <= reach {
			if n > 0 && k-name.To > 1 && k-s.Names[n-1].From <= reach && s.comma(s.Names[n-1].To-1, name.From) {
				continue // "Ann Lee, a writer from Ulm, who"
			}
			return name.From
		}
	}
	return max(0, k-reach)
}

// reach is how many words a noun with what belongs to it has at most.
const reach = 9

// subject is the first name from word from on that stands before the verb at i, and is not
// another's: not "of Ann Lee", nor "Ann Lee's brother".
func (s *Sentence) subject(from, i int) int {
	for n, name := range s.Names {
		if name.From < from || name.To > i {
			continue
		}
		before := s.norm(name.From - 1)
		owns := shape.Possessive(s.Text, &s.Words[name.To-1])
		if !owns && !(name.From > from && s.Lang.Questions.Prepositions[before]) {
			return n
		}
	}
	for k := from; k < i && from > 0; k++ {
		if s.Lang.Pronouns.Referring[s.Words[k].Norm] { // "Ann Lee said that she would leave"
			return s.subject(0, from)
		}
	}
	return -1
}

// object is the name right behind the verb at i, and what tells of its bearer.
func (s *Sentence) object(i int) int {
	for n, name := range s.Names {
		if name.From <= i {
			continue
		}
		if name.From-i <= objectReach && !s.comma(i, name.From) && !s.Lang.Questions.Prepositions[s.norm(name.From-1)] {
			return n
		}
		break
	}
	return -1
}

// objectReach is how many words behind a verb the name of whom it is done to may begin.
const objectReach = 6

// passive reports whether a form of "to be" stands right before the verb at i.
func (s *Sentence) passive(i int) bool {
	if shape.Going(s.Lang, s.Words[i].Norm) {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-3 && s.Words[k].Stop(); k-- {
		if s.Lang.Questions.Be[s.Words[k].Norm] {
			return true
		}
	}
	return false
}

// To is the name behind the "to", the word of infinitives, that follows word i, which tells that somebody lost, with nothing between but where, when and how:
// "lost in three sets to Ann Lee", not "lost a shoe to Ann Lee"; -1 where there is none.
func (s *Sentence) To(i int) int {
	next := s.norm(i + 1)
	if i+1 >= len(s.Words) || next == "of" || s.Lang.Numbers.Rough[s.norm(i-1)] ||
		!s.Words[i+1].Number && !s.Lang.Questions.Prepositions[next] && !shape.Temporal(s.Lang, s.Words, i+1) || s.Lang.Questions.Determiners[next] {
		return -1
	}
	for n, name := range s.Names {
		for k := max(i+1, name.From-toReach); k < name.From && name.From-i <= 2*objectReach; k++ {
			if s.Words[k].Norm == s.Lang.Forms.Inflected.Infinitive && !s.comma(i, name.From) && !s.apart(k+1, name.From) {
				return n
			}
		}
	}
	return -1
}

// apart reports whether what stands from word from to word to is no title of the name behind it: "cancer in", "injury its captain".
func (s *Sentence) apart(from, to int) bool {
	for k := from; k < to; k++ {
		if n := s.Words[k].Norm; s.Lang.Questions.Prepositions[n] || k > from && s.Lang.Questions.Determiners[n] {
			return true
		}
	}
	return false
}

// toReach is how many words may stand between "to" and the name: "to the French billionaire Ann Lee".
const toReach = 4

// by is the name behind the "by" that follows the verb at i.
func (s *Sentence) by(i int) int {
	for n, name := range s.Names {
		if name.From > i && name.From-i <= 2*objectReach && s.Lang.Clauses.Turns[s.norm(name.From-1)] {
			return n
		}
	}
	return -1
}

// year is the year that stands behind the verb at i before its clause ends, or opens the
// sentence; 0: none does.
func (s *Sentence) year(i int) int {
	for k := i + 1; k < len(s.Words) && !s.comma(k-1, k); k++ {
		if y := shape.YearOf(&s.Words[k]); y > 0 {
			return y
		}
	}
	if len(s.Words) > 1 && s.Lang.Questions.Prepositions[s.Words[0].Norm] {
		return shape.YearOf(&s.Words[1])
	}
	return 0
}
