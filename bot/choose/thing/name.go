package thing

import (
	"iter"
	"strings"

	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// Sentence is a sentence and its words, in which names are looked for.
type Sentence struct {
	Lang  *text.Language
	Text  string
	Words []text.Word
}

// Read reads the words of a sentence.
func Read(l *text.Language, s string) *Sentence {
	return &Sentence{Lang: l, Text: s, Words: l.Words(s)}
}

// name is a proper name in a sentence: its words [from, to).
type name struct {
	*Sentence
	from, to int
	place    ask.Type // the kind of the place of that name, Anything where none is known
}

// Names finds proper names and tells how surely each is of the wanted kind.
func (s *Sentence) Names(want ask.Type) []Thing {
	var things []Thing
	for i := 0; i < len(s.Words); {
		end := s.NameEnd(i)
		if end == i {
			i++
			continue
		}
		n := name{Sentence: s, from: i, to: end, place: s.PlaceOf(i, end)}
		if sure := n.sure(want); sure > 0 {
			things = append(things, Thing{From: i, To: end, Sure: sure})
		}
		i = end
	}
	return things
}

// Each yields where each name of the sentence begins and ends, from word i on.
func (s *Sentence) Each(i int) iter.Seq2[int, int] {
	return func(yield func(from, end int) bool) {
		for i < len(s.Words) {
			end := s.NameEnd(i)
			if end > i && !yield(i, end) {
				return
			}
			i = max(end, i+1)
		}
	}
}

// NameEnd finds the end of the name that begins at word i; i where none does.
func (s *Sentence) NameEnd(i int) int {
	w := &s.Words[i]
	if !w.Upper || w.Stop() && w.Norm != "usa" || i == 0 && isCommonWord(s.Lang, w.Norm) && !s.nextUpper(i) {
		return i
	}
	end := i + 1
	for end < len(s.Words) {
		gap := s.gap(end)
		next := &s.Words[end]
		switch {
		case strings.Trim(gap, " .-&'’") != "" || strings.Contains(gap, ". ") && !s.Lang.Abbreviated(s.Words[end-1].Of(s.Text)):
			return end
		case next.Upper && (!next.Stop() || len(next.Norm) == 1):
			end++
		case s.Lang.Names.Joints[next.Norm] && s.nextUpper(end) && !s.Words[end+1].Stop():
			end += 2
		default:
			return end
		}
	}
	return end
}

// nextUpper reports whether the word behind word i begins with a capital, with
// nothing but space between the two.
func (s *Sentence) nextUpper(i int) bool {
	return i+1 < len(s.Words) && s.Words[i+1].Upper && strings.TrimSpace(s.gap(i+1)) == ""
}

// gap is what stands between word i and the word before it.
func (s *Sentence) gap(i int) string { return shape.Gap(s.Text, s.Words, i) }

func isCommonWord(l *text.Language, norm string) bool {
	return l.Rarity(norm, l.Stem(norm)) < 2
}

// PlaceOf is the kind of the place that words [from, to) name, Anything where
// none is known.
func (s *Sentence) PlaceOf(from, to int) ask.Type {
	t, first := &s.Lang.Places, s.Words[from].Norm
	if to == from+1 {
		if first == "us" {
			return ask.Country
		}
		return placeType(t.Kinds[first])
	}
	if to-from > 3 || !t.Starts[first] {
		return ask.Anything
	}
	parts := make([]string, 0, 3)
	for j := from; j < to; j++ {
		parts = append(parts, s.Words[j].Norm)
	}
	return placeType(t.Kinds[strings.Join(parts, " ")])
}

// sure tells how surely the name is of the wanted kind.
func (n *name) sure(want ask.Type) float64 {
	switch want {
	case ask.Person:
		return n.surePerson()
	case ask.Country, ask.State, ask.City:
		return n.sureTerritory(want)
	case ask.Place:
		return n.surePlace()
	case ask.Organisation:
		return n.sureOrganisation()
	default: // a title or a name
		if n.place != ask.Anything {
			return 0.2
		}
		return 0.5
	}
}

// first is the first word of the name.
func (n *name) first() string { return n.Words[n.from].Norm }

// single reports whether the name is one word.
func (n *name) single() bool { return n.to == n.from+1 }

// has reports whether a word of the name is in the set.
func (n *name) has(set map[string]bool) bool { return shape.HasWord(n.Words[n.from:n.to], set) }

// demonym reports whether the name begins with a people's name.
func (n *name) demonym() bool { return n.Lang.Places.Demonyms[n.first()] != "" }

// day reports whether the name begins with a month or a weekday.
func (n *name) day() bool { return n.Lang.Month(n.first()) || n.Lang.Weekday(n.first()) }

// capitals reports whether the first word of the name is written in capitals.
func (n *name) capitals() bool { return shape.AllUpper(n.Words[n.from].Of(n.Text)) }

func (n *name) sureTerritory(want ask.Type) float64 {
	switch {
	case n.place == want:
		return 1
	case want == ask.Country && n.single() && n.demonym():
		return 0.5
	case n.place != ask.Anything:
		return 0.2
	case n.single() && n.capitals(): // CNN
		return 0.1
	case want != ask.Country && n.from > 0 && n.Lang.Names.Located[n.Words[n.from-1].Norm]:
		return 0.4
	}
	return 0
}

func (n *name) surePerson() float64 {
	l, before := n.Lang, ""
	if n.from > 0 && strings.Trim(n.gap(n.from), " .") == "" {
		before = n.Words[n.from-1].Norm
	}
	switch {
	case n.place != ask.Anything || n.has(l.Names.Organisations) || n.has(l.Names.PlaceWords):
		return 0.1
	case l.Names.Titles[before] || n.has(l.Names.Titles) || ask.NounType(l, before) == ask.Person:
		return 1
	case l.Names.First[n.first()]:
		return 1
	case n.demonym() || n.day():
		return 0.1
	case n.to < len(n.Words) && l.Meaning.Saying[n.Words[n.to].Norm] || l.Meaning.Saying[before]:
		return 0.8
	case n.to-n.from == 2 || n.to-n.from == 3:
		return 0.8
	case n.single() && n.capitals():
		return 0.1
	case n.single() && l.Names.Located[before] && before != "from":
		return 0.2
	case n.single():
		return 0.5
	}
	return 0.3
}

func (n *name) surePlace() float64 {
	l, before := n.Lang, ""
	if n.from > 0 {
		before = n.Words[n.from-1].Norm
		if before == "the" && n.from > 1 {
			before = n.Words[n.from-2].Norm
		}
	}
	located := l.Names.Located[before] || n.to < len(n.Words) && n.Words[n.to].Norm == "based"
	switch {
	case n.day():
		return 0
	case n.place != ask.Anything && located, n.has(l.Names.PlaceWords) && located:
		return 1
	case n.place != ask.Anything, n.has(l.Names.PlaceWords):
		return 0.8
	case located:
		return 0.7
	case l.Names.First[n.first()]:
		return 0.05
	}
	return 0.2
}

func (n *name) sureOrganisation() float64 {
	switch {
	case n.has(n.Lang.Names.Organisations):
		return 1
	case n.single() && len(n.first()) > 1 && n.capitals():
		return 0.8
	case n.place != ask.Anything, n.Lang.Names.First[n.first()], n.day():
		return 0.1
	case n.demonym() && n.single():
		return 0.1
	}
	return 0.5
}

// placeType is the kind of answer that a kind of place is.
func placeType(k text.PlaceKind) ask.Type {
	switch k {
	case text.Country:
		return ask.Country
	case text.State:
		return ask.State
	case text.City:
		return ask.City
	}
	return ask.Anything
}

// Named is the name of words [from, to) as it is written, without its possessive.
func (s *Sentence) Named(from, to int) string {
	name := s.Text[s.Words[from].Start:s.Words[to-1].End]
	return strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
}

// KindOf is the kind that words [from, to) most surely name, ask.Anything where none
// is sure enough.
func (s *Sentence) KindOf(from, to int) ask.Type {
	n := name{Sentence: s, from: from, to: to, place: s.PlaceOf(from, to)}
	kind, most := ask.Anything, SureOfKind
	for _, k := range []ask.Type{ask.Person, ask.Place, ask.Organisation} {
		if sure := n.sure(k); sure >= most {
			kind, most = k, sure
		}
	}
	return kind
}

// SureOfKind is how sure the kind of a name must be.
const SureOfKind = 0.5

// Called reports whether the words tell what something is called: "is to be named Pebble".
func Called(l *text.Language, words []text.Word) bool {
	for i := 0; i+1 < len(words); i++ {
		if l.Questions.Naming[words[i].Norm] && words[i+1].Upper {
			return true
		}
	}
	return false
}
