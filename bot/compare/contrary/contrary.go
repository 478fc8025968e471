// Package contrary reads whether one of two sentences says the contrary of the other one in what a question asks for yes or no: by
// a word and its contrary, or by what one of them denies.
package contrary

import (
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/compare/scope"
	"github.com/storybot/storybot/knowledge/text"
)

// Reader reads sentences by a question. It belongs to one goroutine.
type Reader struct {
	Question []text.Word              // its words
	Terms    []choose.Term            // its telling words
	Names    func(norm string) bool   // reports whether a normal word is one of those, or may answer for one
	Key      func(norm string) string // the key of a normal word
}

func (r *Reader) byName() bool {
	return slices.ContainsFunc(r.Terms, func(t choose.Term) bool { return t.Name })
}

// Contrast is the word of each sentence, where one has a word of the question and the other one its contrary; agree is set
// where they come to the same: open, and not closed.
func (r *Reader) Contrast(x, y *text.Annotated) (v, w string, agree bool) {
	for i, q := range r.Question {
		key := r.Key(q.Norm)
		if len(x.Lang.Meaning.Contrasts[key]) == 0 {
			continue
		}
		v, no, at := r.side(x, key)
		w, other, by := r.side(y, key)
		switch {
		case v == "" || w == "" || r.hedged(x, at) || r.hedged(y, by):
		case no != other && r.ofWhich(x, at, i) && r.ofWhich(y, by, i): // the south gate, the north gate
			return "", "", true
		case r.doneTo(x, at) || r.doneTo(y, by):
			agree = true
		case no != other && r.saidOf(x, at, key) && r.saidOf(y, by, key):
			return v, w, false
		case no != other:
		case v != w:
			agree = true
		}
	}
	return "", "", agree
}

// ofWhich reports whether word i of a sentence stands right before the word that follows upon word k of the question, of which it tells which one
// is meant.
func (r *Reader) ofWhich(f *text.Annotated, i, k int) bool {
	return i+1 < len(f.Words) && k+1 < len(r.Question) && f.Words[i+1].Content && r.Key(r.Question[k+1].Norm) == f.Words[i+1].Key
}

// familyPrefix is how many letters words of one family begin with: succeed, success.
const familyPrefix = 5

// side is the word of a sentence, the one at that place, for a word of the question, or for its contrary; a word that is denied stands for its contrary.
func (r *Reader) side(f *text.Annotated, key string) (word string, contrary bool, at int) {
	for i := range f.Words {
		w := &f.Words[i]
		switch {
		case w.Key == key || len(key) >= familyPrefix && strings.HasPrefix(w.Key, key[:familyPrefix]):
			if word == "" {
				word, contrary, at = scope.Denied(f, i), f.DeniedAt(i, scope.DeniedContent, 0), i
			}
		case slices.ContainsFunc(f.Lang.Meaning.Contrasts[w.Key], func(g int) bool { return slices.Contains(f.Lang.Meaning.Contrasts[key], g) }):
			return scope.Denied(f, i), !f.DeniedAt(i, scope.DeniedContent, 0), i
		}
	}
	return word, contrary, at
}

// hedged reports whether word i of a sentence is only wanted or possible: "may overturn", "did not want to overturn".
func (r *Reader) hedged(f *text.Annotated, i int) bool {
	hedges := &f.Lang.Certainty
	return slices.ContainsFunc(f.Words[f.ClauseStart(i):i], func(w text.Token) bool {
		return (hedges.Doubts[w.Norm] || hedges.Meant[w.Norm]) && !r.Names(w.Norm) || f.Lang.Questions.Auxiliaries[w.Norm] && hedges.Held[w.Norm]
	})
}

// saidOf reports whether the clause of word i has a word of the question beside that of key, where the question has any: prices
// that fall are no inflation that does.
func (r *Reader) saidOf(f *text.Annotated, i int, key string) bool {
	others := 0
	for t := range r.Terms {
		if r.Key(r.Terms[t].Norm) != key {
			others++
		}
	}
	from, to := f.ClauseStart(i), max(f.ClauseEnd(i+1), i+1)
	if others == 0 || slices.ContainsFunc(f.Words[from:to], func(w text.Token) bool {
		return w.Content && w.Key != f.Words[i].Key && r.Names(w.Norm) || f.Lang.Pronouns.Leaning[w.Norm]
	}) {
		return true
	}
	own := slices.ContainsFunc(f.Words[from:i], func(w text.Token) bool { return w.Content })
	return !own && (i+1 >= to || !f.Words[i+1].Content) // "the eagle, known to every child, is dead"
}

// doneTo reports whether word i is done to something that the question does not have, at once behind it: who sells Meridia sells no
// Lumio, and who sells the museum no town hall.
func (r *Reader) doneTo(f *text.Annotated, i int) bool {
	to := i + 1
	if to >= len(f.Words) || f.Words[to].Clause {
		return false
	}
	if w := &f.Words[to]; w.Name {
		return !f.CalendarWord(w) && r.byName() && !r.Names(w.Norm)
	}
	if !f.Lang.Questions.Determiners[f.Words[to].Norm] || !r.does(i, f) {
		return false
	}
	for to++; to < len(f.Words) && f.Words[to].Content && !f.Words[to].Clause && f.Words[to].Sentence == f.Words[i].Sentence; to++ {
		if w := &f.Words[to]; r.Names(w.Norm) || f.CalendarWord(w) || f.Lang.Calendar.Units[w.Norm] {
			return false
		}
	}
	return f.Words[to-1].Content
}

// does reports whether the question has word i before an article, too.
func (r *Reader) does(i int, f *text.Annotated) bool {
	for k := 0; k+1 < len(r.Question); k++ {
		if r.Key(r.Question[k].Norm) == f.Words[i].Key && f.Lang.Questions.Determiners[r.Question[k+1].Norm] {
			return true
		}
	}
	return false
}

// deniedWords is how far behind a denial a word of the question stands that it denies. What is before it is
// mostly of whom something is denied: "the captain should not be the only one".
const deniedWords = 5

// Denied are the keys of the question's words that a sentence denies.
func (r *Reader) Denied(f *text.Annotated) map[string]bool {
	keys := make(map[string]bool)
	for i := range f.Words {
		if !f.Lang.Polarity.Denials[f.Words[i].Norm] || r.ofOther(f, i) {
			continue
		}
		for k := i + 1; k < min(len(f.Words), i+deniedWords+1); k++ {
			w := &f.Words[k]
			if w.Sentence != f.Words[i].Sentence || w.Content && !r.Names(w.Norm) && !f.Lang.Certainty.Firm[w.Norm] {
				break // "no reason for the visit" denies no visit
			}
			if w.Content && !w.Name && !r.named(f, w.Norm) {
				keys[w.Key] = true
			}
		}
	}
	for i := range f.Words { // "refused to help"
		w := &f.Words[i]
		if !w.Content || w.Name || !r.Names(w.Norm) {
			continue
		}
		if d, denied := f.DeniedThat(i); denied && !slices.ContainsFunc(f.Words[min(d+1, i):i], func(w text.Token) bool { // "denies that he slept during the flight"
			return w.Content && !r.Names(w.Norm) && scope.PastForm(f.Lang, w.Norm)
		}) {
			keys[w.Key] = true
		}
	}
	return keys
}

// ofOther reports whether the clause of a denial begins with a name that the question does not have: what Serbia is not, Ukraine
// may be.
func (r *Reader) ofOther(f *text.Annotated, i int) bool {
	other := false
	for k := f.ClauseStart(i); k < i; k++ {
		if w := &f.Words[k]; w.Name {
			if r.Names(w.Norm) {
				return false
			}
			other = true
		}
	}
	return other
}

// named reports whether a word is one of a name in the question: of "is King Charles crowned" the king.
func (r *Reader) named(f *text.Annotated, norm string) bool {
	stem := f.Lang.Base(norm)
	return slices.ContainsFunc(r.Terms, func(t choose.Term) bool { return t.Name && t.Stem == stem })
}
