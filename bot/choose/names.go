package choose

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// namesIn finds proper names and tells how surely each is of the wanted kind.
func namesIn(l *text.Language, want AnswerType, text string, words []text.Word) []thing {
	var things []thing
	for i := 0; i < len(words); {
		end := nameEnd(l, text, words, i)
		if end == i {
			i++
			continue
		}
		if sure := nameSure(l, want, text, words, i, end); sure > 0 {
			things = append(things, thing{i, end, sure})
		}
		i = end
	}
	return things
}

// nameEnd finds the end of the name that begins at word i; i where none does.
func nameEnd(l *text.Language, text string, words []text.Word, i int) int {
	w := &words[i]
	if !w.Upper || w.Stop() && w.Norm != "usa" || i == 0 && isCommonWord(l, w.Norm) && !nextUpper(text, words, i) {
		return i
	}
	end := i + 1
	for end < len(words) {
		gap := gapBefore(text, words, end)
		next := &words[end]
		switch {
		case strings.Trim(gap, " .-&'’") != "" || strings.Contains(gap, ". ") && !l.Abbreviated(words[end-1].Of(text)):
			return end
		case next.Upper && (!next.Stop() || len(next.Norm) == 1):
			end++
		case l.Names.Joints[next.Norm] && end+1 < len(words) && words[end+1].Upper && !words[end+1].Stop() &&
			strings.TrimSpace(gapBefore(text, words, end+1)) == "":
			end += 2
		default:
			return end
		}
	}
	return end
}

func nextUpper(text string, words []text.Word, i int) bool {
	return i+1 < len(words) && words[i+1].Upper && strings.TrimSpace(gapBefore(text, words, i+1)) == ""
}

func isCommonWord(l *text.Language, norm string) bool {
	return l.Rarity(norm, l.Stem(norm)) < 2
}

// nameSure tells how surely the name words[i:end] is of the wanted kind.
func nameSure(l *text.Language, want AnswerType, text string, words []text.Word, i, end int) float64 {
	place := namedPlace(l, words, i, end)
	switch want {
	case Person:
		return personSure(l, text, words, i, end, place)
	case Country, State, City:
		switch {
		case place == want:
			return 1
		case want == Country && end == i+1 && l.Places.Demonyms[words[i].Norm] != "":
			return 0.8
		case place != Anything:
			return 0.2
		case want != Country && i > 0 && l.Names.Located[words[i-1].Norm]:
			return 0.4
		}
		return 0
	case Place:
		return placeSure(l, words, i, end, place)
	case Organisation:
		return organisationSure(l, text, words, i, end, place)
	default: // a title or a name
		if place != Anything {
			return 0.2
		}
		return 0.5
	}
}

// namedPlace is the kind of the place of that name, Anything where none is known.
func namedPlace(l *text.Language, words []text.Word, i, end int) AnswerType {
	t := &l.Places
	if end == i+1 {
		if words[i].Norm == "us" {
			return Country
		}
		return placeType(t.Kinds[words[i].Norm])
	}
	if end-i > 3 || !t.Starts[words[i].Norm] {
		return Anything
	}
	parts := make([]string, 0, 3)
	for j := i; j < end; j++ {
		parts = append(parts, words[j].Norm)
	}
	return placeType(t.Kinds[strings.Join(parts, " ")])
}

func personSure(l *text.Language, text string, words []text.Word, i, end int, place AnswerType) float64 {
	before := ""
	if i > 0 && strings.Trim(gapBefore(text, words, i), " .") == "" {
		before = words[i-1].Norm
	}
	switch {
	case place != Anything || hasWord(words[i:end], l.Names.Organisations) || hasWord(words[i:end], l.Names.PlaceWords):
		return 0.1
	case l.Names.Titles[before] || hasWord(words[i:end], l.Names.Titles) || nounKind(l, before) == Person:
		return 1
	case l.Names.First[words[i].Norm]:
		return 1
	case l.Places.Demonyms[words[i].Norm] != "" || l.Month(words[i].Norm) || l.Weekday(words[i].Norm):
		return 0.1
	case end < len(words) && l.Meaning.Saying[words[end].Norm] || l.Meaning.Saying[before]:
		return 0.8
	case end-i == 2 || end-i == 3:
		return 0.8
	case end-i == 1 && allUpper(words[i].Of(text)):
		return 0.1
	case end-i == 1 && l.Names.Located[before] && before != "from":
		return 0.2
	case end-i == 1:
		return 0.5
	}
	return 0.3
}

func placeSure(l *text.Language, words []text.Word, i, end int, place AnswerType) float64 {
	before := ""
	if i > 0 {
		before = words[i-1].Norm
		if before == "the" && i > 1 {
			before = words[i-2].Norm
		}
	}
	located := l.Names.Located[before] || i+1 <= len(words) && end < len(words) && words[end].Norm == "based"
	switch {
	case l.Month(words[i].Norm) || l.Weekday(words[i].Norm):
		return 0
	case place != Anything && located, hasWord(words[i:end], l.Names.PlaceWords) && located:
		return 1
	case place != Anything, hasWord(words[i:end], l.Names.PlaceWords):
		return 0.8
	case located:
		return 0.7
	case l.Names.First[words[i].Norm]:
		return 0.05
	}
	return 0.2
}

func organisationSure(l *text.Language, text string, words []text.Word, i, end int, place AnswerType) float64 {
	switch {
	case hasWord(words[i:end], l.Names.Organisations):
		return 1
	case end-i == 1 && len(words[i].Norm) > 1 && allUpper(words[i].Of(text)):
		return 0.8
	case place != Anything, l.Names.First[words[i].Norm], l.Month(words[i].Norm), l.Weekday(words[i].Norm):
		return 0.1
	case l.Places.Demonyms[words[i].Norm] != "" && end == i+1:
		return 0.1
	}
	return 0.5
}

func hasWord(words []text.Word, set map[string]bool) bool {
	for i := range words {
		if set[words[i].Norm] {
			return true
		}
	}
	return false
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
