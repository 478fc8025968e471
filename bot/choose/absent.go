package choose

import (
	"cmp"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose/alike"
	"github.com/storybot/storybot/bot/choose/ask"
	"github.com/storybot/storybot/bot/choose/shape"
	"github.com/storybot/storybot/bot/choose/thing"
	"github.com/storybot/storybot/knowledge/text"
)

// Absent finds what q asks of that its story, or every line, leaves untold: names of
// two words or more together, none of them in the story of line best; what is
// counted; a known place of one word; or, in doubt, a year, or what sort of thing is meant, as in "the snooker
// champion". Where the best is likely right, a reader has only words of his own for
// that. lines and r are as for Confidence; whole is all of the story of line best, and
// the year it is of.
func (q *Question) Absent(lines []Line, r []Ranked, best int, whole string, doubted bool) (p Premise, ok bool) {
	story, words := storyFound(lines, r, lines[best].Group), q.lang.Words(whole)
	if q.absentNames(story, nil)+q.absentYear(story, doubted) != "" { // of what was found
		_, story = newMatcher(q).match(words)
		if p.Asked = cmp.Or(q.absentNames(story, words), q.absentYear(story, doubted)); p.Asked != "" {
			return p, true
		}
	}
	if p, ok = q.AbsentPlace(lines, r, best, whole); ok {
		return p, true
	}
	if p.Asked = cmp.Or(q.unsaid(story), q.AbsentMatter(words)); p.Asked != "" {
		return p, true
	}
	for t := 0; t < len(q.Terms) && p.Asked == ""; t++ {
		switch {
		case !q.tellsSort(t) || !q.nowhere(t, r) || alike.Misspelt(q.Terms[t].Norm, words):
		case q.manner == ask.HowMany && q.Terms[t].Focus:
			p.Asked = q.Terms[t].Norm
		case len(r) >= manyLines && q.manner != ask.YesNo && q.governed(t):
			p.Asked = cmp.Or(q.sort(t, story), q.Terms[t].Norm)
		case doubted:
			p.Asked = q.sort(t, story)
		}
	}
	return p, p.Asked != ""
}

// unsaid is the noun of a number that a few search words ask for, where the story found has neither it nor what is
// said where it is answered.
func (q *Question) unsaid(story []float64) string {
	for t := range q.Terms {
		if term := &q.Terms[t]; q.bare && q.Want == Number && q.heads(term) != nil && story[t] < matchFamily && !q.saidOtherwise(story) {
			return term.Norm
		}
	}
	return ""
}

// saidOtherwise reports whether the story has another word of q that is said where its noun is answered: of a "death toll"
// that somebody died.
func (q *Question) saidOtherwise(story []float64) bool {
	said := q.saidStems()
	for t := range q.Terms {
		if said[q.Terms[t].Stem] && story[t] >= matchFamily {
			return true
		}
	}
	return false
}

// AbsentPlace is Absent of known places of one word alone.
func (q *Question) AbsentPlace(lines []Line, r []Ranked, best int, whole string) (p Premise, ok bool) {
	if p.Asked = q.absentPlace(lines, r, best, q.lang.Words(whole)); p.Asked != "" {
		p.Told = thing.Read(q.lang, text.Cut(lines[best].Text, MaxLine)).Rival(Place, q.hasAny)
	}
	return p, p.Asked != ""
}

// Untold is the verb of q where no line tells of it, in whatever words; empty where
// one does, where q has no telling verb or only asks whether.
func (q *Question) Untold(r []Ranked) string {
	if q.manner == ask.YesNo || q.manner == ask.Other || q.define {
		return ""
	}
	for t := range q.Terms {
		term := &q.Terms[t]
		if term.verb && !term.Name && term.weight >= tellingVerb && q.nowhere(t, r) {
			return term.Norm
		}
	}
	return ""
}

// absentNames are the names of the asking sentence of which the story has no word,
// where they are several words; found is what it has of each term, words are its own.
func (q *Question) absentNames(found []float64, words []text.Word) string {
	asked := thing.Read(q.lang, q.Text)
	var names []string
	n := 0
	for i, end := range asked.Each(0) {
		if told, terms := q.toldOf(asked.Words[i:end], found, words); terms > 0 && !told {
			names = append(names, asked.Named(i, end))
			n += terms
		}
	}
	if n < 2 {
		return ""
	}
	return strings.Join(names, " or ")
}

// absentPlace is the known place of one word in which what is asked is to have happened, "in Turkey" or "the Turkey earthquake", where
// neither the story of line best, of which words are all, nor a line near the best has it or a word for its people; of several
// places one may do. A story of a country need not name the city.
func (q *Question) absentPlace(lines []Line, r []Ranked, best int, words []text.Word) (absent string) {
	asked, told := thing.Read(q.lang, q.Text), thing.Read(q.lang, text.Cut(lines[best].Text, MaxLine))
	small := strings.ToLower(q.Text) == q.Text // typed so: only "in norway" is surely one
	for i := 1; i < len(asked.Words) && !shape.AllUpper(q.Text); i++ {
		w, before := &asked.Words[i], asked.Words[i-1].Norm
		t, kind := q.term(q.lang.Base(w.Norm)), asked.PlaceOf(i, i+1)
		if t < 0 || !q.Terms[t].main || q.lang.Names.Wide[w.Norm] || asked.NameEnd(i) != i+1 && !(small && kind == Country && q.lang.Names.Located[before]) || asked.Words[i-1].Upper || shape.AllUpper(w.Of(q.Text)) ||
			!q.lang.Questions.Determiners[before] && (!q.lang.Names.Located[before] || before == "from") ||
			kind == Anything && q.lang.Places.Demonyms[w.Norm] == "" || kind == City && !told.Has(City) {
			continue
		}
		named := q.names(t, words)
		for k := 0; k < len(lines) && !named; k++ {
			named = r[k].Score > r[best].Score-placeNear && r[k].found[t] > 0 && q.names(t, q.lang.Words(lines[k].Text))
		}
		if named {
			return ""
		}
		absent = asked.Named(i, i+1)
	}
	return absent
}

// placeNear is how much less than the best a line may score that names the place asked for.
const placeNear = 4.0

// names reports whether one of the words is a name that answers for term t, or nearly that, or for the seat of its government.
func (q *Question) names(t int, words []text.Word) bool {
	m, seats, asked := newMatcher(q), q.lang.Names.Seats, q.Terms[t].Norm
	return slices.ContainsFunc(words, func(w text.Word) bool {
		return w.Upper && (m.look(&w).Term == t || alike.Spelling(asked, w.Norm) || seats[asked] != "" && seats[asked] == w.Norm || seats[w.Norm] == asked)
	})
}

// absentYear is a year of the asking sentence that is not found; empty where there is none.
func (q *Question) absentYear(found []float64, doubted bool) string {
	for t := range q.Terms {
		if term := &q.Terms[t]; doubted && term.main && term.Number && len(term.Norm) == 4 && shape.Year(term.Norm) && found[t] == 0 {
			return term.Norm
		}
	}
	return ""
}

// toldOf reports whether any term of a name is found, or nearly one of the words, and how many terms it has;
// days and months are none.
func (q *Question) toldOf(name []text.Word, found []float64, words []text.Word) (told bool, terms int) {
	for i := range name {
		t := q.term(q.lang.Base(name[i].Norm))
		if t < 0 || !q.Terms[t].main || !q.Terms[t].Name || q.lang.Month(name[i].Norm) || q.lang.Weekday(name[i].Norm) {
			continue
		}
		told = told || found[t] > 0 || alike.Misspelt(name[i].Norm, words)
		terms++
	}
	return told, terms
}

// tellsSort reports whether term t is a rare word that is no name and not what is done.
func (q *Question) tellsSort(t int) bool {
	term := &q.Terms[t]
	if len(q.words) > 1 && q.words[1] == term.Norm && q.manner != ask.Which && q.manner != ask.HowMany {
		return false // "why cant she": it is a verb
	}
	return term.main && !term.Name && !term.Number && !term.Time && !term.verb &&
		!shape.Past(q.lang, term.Norm) && !shape.Superlative(q.lang, term.Norm) && q.lang.Rarity(term.Norm, term.Stem) >= rareSort
}

// manyLines is among how many lines a word of the question stands somewhere if the stories tell of it; a few may lack it by chance.
const manyLines = 20

// governed reports whether term t, rare, stands right behind an article, a preposition or a people, so that it is a noun: "the
// landslide", "for breakfast", "the Norwegian volleyball team".
func (q *Question) governed(t int) bool {
	at := slices.Index(q.words, q.Terms[t].Norm)
	if at < 1 || q.Terms[t].weight < telling {
		return false
	}
	before := q.words[at-1]
	return q.lang.Questions.Determiners[before] || q.lang.Questions.Prepositions[before] || q.lang.Places.Demonyms[before] != ""
}

// sort is term t with the noun that it stands before, where that noun is found; else empty.
func (q *Question) sort(t int, found []float64) string {
	term := &q.Terms[t]
	if next := t + 1; next < len(q.Terms) && q.neighbours(t, next) {
		if of := &q.Terms[next]; found[next] > 0 && !of.Name && !of.Number && !of.verb && !shape.Past(q.lang, of.Norm) {
			return term.Norm + " " + of.Norm
		}
	}
	return ""
}

// Adds reports whether line i has a good part of q that none of the lines taken has.
func (q *Question) Adds(r []Ranked, taken []int, i int) bool {
	var new termShare
	for t := range q.Terms {
		had := 0.0
		for _, k := range taken {
			had = max(had, r[k].found[t])
		}
		new.Add(q.Terms[t].weight, max(0, r[i].found[t]-had))
	}
	return new.Share() >= addsShare
}

// addsShare is how much of a question a further line must add.
const addsShare = 0.15
