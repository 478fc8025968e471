package compare

import (
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge/text"
)

// How far behind a verb a place may stand that has no name, and how many words it has.
const (
	placeAfter = 8
	placeWords = 5
)

// placeIn is where a sentence says that what the question's verb tells took place, or where it was moved to,
// by a noun behind a preposition: "in the boiler room of the school".
func (r *reader) placeIn(sentence string) (v Value, ok bool) {
	f := r.annotate(sentence)
	for i := range f.Words {
		w := &f.Words[i]
		if !w.Content || w.Name || !r.Names(w.Norm) && !r.lang.Patterns.Changed.MatchString(w.Norm) || !pastForm(f.Lang, w.Norm) && !r.Names(w.Norm) {
			continue
		}
		for k := i + 1; k < min(len(f.Words), i+placeAfter) && !f.Words[k].Clause && f.Words[k].Sentence == w.Sentence && !f.Lang.Clauses.Begin[f.Words[k].Norm]; k++ {
			if !f.Lang.Names.Located[f.Words[k].Norm] {
				continue
			}
			if v, ok = r.placeAt(f, k+1); ok {
				return v, true
			}
		}
	}
	return v, false
}

// placeAt is the place whose noun begins at word i, with an article or without; ok is false where it is none but a time, or is named
// in the question.
func (r *reader) placeAt(f *text.Annotated, i int) (v Value, ok bool) {
	v = Value{kind: choose.Place, sure: placeSure, names: make(map[string]bool), common: true}
	to := i
	for ; to < min(len(f.Words), i+placeWords); to++ {
		w := &f.Words[to]
		if w.Clause || w.Sentence != f.Words[i].Sentence || f.Lang.Names.Located[w.Norm] || f.Lang.Clauses.Begin[w.Norm] || f.Lang.Clauses.And[w.Norm] || f.Lang.Clauses.Turns[w.Norm] ||
			w.Content && (pastForm(f.Lang, w.Norm) || f.CalendarWord(w) || w.Upper && f.Lang.Month(w.Norm)) {
			break
		}
		switch {
		case f.Lang.Calendar.Units[w.Norm] || f.Lang.Calendar.Relative[w.Norm] || w.Key[0] == '#':
			return Value{}, false
		case w.Content && !r.Names(w.Norm):
			v.names[w.Key] = true
		}
	}
	if len(v.names) == 0 {
		return Value{}, false
	}
	for !f.Words[to-1].Content {
		to--
	}
	v.Text = f.Text[f.Words[i].At.Start:f.Words[to-1].At.End]
	return v, true
}

// placeSure is how sure a place is at most that no list knows.
const placeSure = 0.7

// pastForm reports whether a word is a past form of a verb.
func pastForm(l *text.Language, norm string) bool {
	c := &l.Certainty
	return c.Past[norm] || strings.HasSuffix(norm, c.PastEnd) && !c.PastExempt[norm]
}
