package choose

import (
	"strings"

	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/knowledge/text"
)

// sentence is a sentence and its words, in which names are looked for.
type sentence struct {
	lang  *text.Language
	text  string
	words []text.Word
}

// name is a proper name in a sentence: its words [from, to).
type name struct {
	*sentence
	from, to int
	place    AnswerType // the kind of the place of that name, Anything where none is known
}

// names finds proper names and tells how surely each is of the wanted kind.
func (s *sentence) names(want AnswerType) []thing {
	var things []thing
	for i := 0; i < len(s.words); {
		end := s.nameEnd(i)
		if end == i {
			i++
			continue
		}
		n := name{sentence: s, from: i, to: end, place: s.placeOf(i, end)}
		if sure := n.sure(want); sure > 0 {
			things = append(things, thing{from: i, to: end, sure: sure})
		}
		i = end
	}
	return things
}

// nameEnd finds the end of the name that begins at word i; i where none does.
func (s *sentence) nameEnd(i int) int {
	w := &s.words[i]
	if !w.Upper || w.Stop() && w.Norm != "usa" || i == 0 && isCommonWord(s.lang, w.Norm) && !s.nextUpper(i) {
		return i
	}
	end := i + 1
	for end < len(s.words) {
		gap := s.gap(end)
		next := &s.words[end]
		switch {
		case strings.Trim(gap, " .-&'’") != "" || strings.Contains(gap, ". ") && !s.lang.Abbreviated(s.words[end-1].Of(s.text)):
			return end
		case next.Upper && (!next.Stop() || len(next.Norm) == 1):
			end++
		case s.lang.Names.Joints[next.Norm] && s.nextUpper(end) && !s.words[end+1].Stop():
			end += 2
		default:
			return end
		}
	}
	return end
}

// nextUpper reports whether the word behind word i begins with a capital, with
// nothing but space between the two.
func (s *sentence) nextUpper(i int) bool {
	return i+1 < len(s.words) && s.words[i+1].Upper && strings.TrimSpace(s.gap(i+1)) == ""
}

// gap is what stands between word i and the word before it.
func (s *sentence) gap(i int) string { return shape.Gap(s.text, s.words, i) }

func isCommonWord(l *text.Language, norm string) bool {
	return l.Rarity(norm, l.Stem(norm)) < 2
}

// placeOf is the kind of the place that words [from, to) name, Anything where
// none is known.
func (s *sentence) placeOf(from, to int) AnswerType {
	t, first := &s.lang.Places, s.words[from].Norm
	if to == from+1 {
		if first == "us" {
			return Country
		}
		return placeType(t.Kinds[first])
	}
	if to-from > 3 || !t.Starts[first] {
		return Anything
	}
	parts := make([]string, 0, 3)
	for j := from; j < to; j++ {
		parts = append(parts, s.words[j].Norm)
	}
	return placeType(t.Kinds[strings.Join(parts, " ")])
}

// sure tells how surely the name is of the wanted kind.
func (n *name) sure(want AnswerType) float64 {
	switch want {
	case Person:
		return n.surePerson()
	case Country, State, City:
		return n.sureTerritory(want)
	case Place:
		return n.surePlace()
	case Organisation:
		return n.sureOrganisation()
	default: // a title or a name
		if n.place != Anything {
			return 0.2
		}
		return 0.5
	}
}

// first is the first word of the name.
func (n *name) first() string { return n.words[n.from].Norm }

// single reports whether the name is one word.
func (n *name) single() bool { return n.to == n.from+1 }

// has reports whether a word of the name is in the set.
func (n *name) has(set map[string]bool) bool { return shape.HasWord(n.words[n.from:n.to], set) }

// demonym reports whether the name begins with a people's name.
func (n *name) demonym() bool { return n.lang.Places.Demonyms[n.first()] != "" }

// day reports whether the name begins with a month or a weekday.
func (n *name) day() bool { return n.lang.Month(n.first()) || n.lang.Weekday(n.first()) }

// capitals reports whether the first word of the name is written in capitals.
func (n *name) capitals() bool { return shape.AllUpper(n.words[n.from].Of(n.text)) }

func (n *name) sureTerritory(want AnswerType) float64 {
	switch {
	case n.place == want:
		return 1
	case want == Country && n.single() && n.demonym():
		return 0.5
	case n.place != Anything:
		return 0.2
	case n.single() && n.capitals(): // CNN
		return 0.1
	case want != Country && n.from > 0 && n.lang.Names.Located[n.words[n.from-1].Norm]:
		return 0.4
	}
	return 0
}

func (n *name) surePerson() float64 {
	l, before := n.lang, ""
	if n.from > 0 && strings.Trim(n.gap(n.from), " .") == "" {
		before = n.words[n.from-1].Norm
	}
	switch {
	case n.place != Anything || n.has(l.Names.Organisations) || n.has(l.Names.PlaceWords):
		return 0.1
	case l.Names.Titles[before] || n.has(l.Names.Titles) || nounKind(l, before) == Person:
		return 1
	case l.Names.First[n.first()]:
		return 1
	case n.demonym() || n.day():
		return 0.1
	case n.to < len(n.words) && l.Meaning.Saying[n.words[n.to].Norm] || l.Meaning.Saying[before]:
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
	l, before := n.lang, ""
	if n.from > 0 {
		before = n.words[n.from-1].Norm
		if before == "the" && n.from > 1 {
			before = n.words[n.from-2].Norm
		}
	}
	located := l.Names.Located[before] || n.to < len(n.words) && n.words[n.to].Norm == "based"
	switch {
	case n.day():
		return 0
	case n.place != Anything && located, n.has(l.Names.PlaceWords) && located:
		return 1
	case n.place != Anything, n.has(l.Names.PlaceWords):
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
	case n.has(n.lang.Names.Organisations):
		return 1
	case n.single() && len(n.first()) > 1 && n.capitals():
		return 0.8
	case n.place != Anything, n.lang.Names.First[n.first()], n.day():
		return 0.1
	case n.demonym() && n.single():
		return 0.1
	}
	return 0.5
}

// placeType is the kind of answer that a kind of place is.
func placeType(k text.PlaceKind) AnswerType {
	switch k {
	case text.Country:
		return Country
	case text.State:
		return State
	case text.City:
		return City
	}
	return Anything
}
