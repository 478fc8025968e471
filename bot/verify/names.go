package verify

import (
	"strings"

	"github.com/storybot/storybot/knowledge/spelling"
	"github.com/storybot/storybot/knowledge/text"
)

// nameIn judges whether the source has the name w, in any of its usual forms.
func (s *source) nameIn(w *text.Token, sentence *annotated, i int) bool {
	if len(s.at[w.Key]) > 0 || s.upper[w.Norm] > 0 || s.lower[w.Norm] > 0 {
		return true
	}
	for _, m := range s.familyMatches(w, nil) {
		other := &s.Words[m.at]
		if !s.namesakes(w, other) && (!s.Cased || other.Upper || other.First) { // Harry is not Harris
			return true
		}
	}
	if g, ok := s.Lang.Meaning.Alike[w.Key]; ok && len(s.groups[g]) > 0 {
		return true
	}
	if of := s.Lang.Names.Seats[w.Norm]; of != "" && (s.has(of) || s.hasPeople(of)) {
		return true
	}
	return s.hasAcronym(sentence, i) || s.misspelt(w.Norm) || s.hasNation(w.Norm) || s.shortened(w.Norm)
}

// namesakes reports whether two names have one stem and are not one: Harry and Harris, Tom Robert and Tom Roberts, but not an
// Oscar and two Oscars.
func (s *source) namesakes(a, b *text.Token) bool {
	if s.Lang.Key(a.Norm) != s.Lang.Key(b.Norm) {
		return false
	}
	if len(a.Norm) < len(b.Norm) {
		a, b = b, a
	}
	return a.Norm != b.Norm+"s" || a.Key != s.Lang.Key(a.Norm)
}

// has reports whether the source has that word, in whatever form.
func (s *source) has(norm string) bool { return len(s.at[s.Lang.Key(norm)]) > 0 }

// hasPeople reports whether the source has the people or the adjective of a nation.
func (s *source) hasPeople(nation string) bool {
	for _, m := range s.familyMatches(&text.Token{Key: s.Lang.Key(nation)}, nil) {
		if s.Words[m.at].Upper || !s.Cased {
			return true
		}
	}
	return false
}

// shortened reports whether the name is the beginning of one in the source: Alex for Alexander.
func (s *source) shortened(norm string) bool {
	if len(norm) < 3 {
		return false
	}
	for full := range s.proper {
		if len(full) > len(norm)+1 && strings.HasPrefix(full, norm) {
			return true
		}
	}
	return false
}

// hasNation reports whether the source has the nation of a "Dutchman" or "Irishwoman".
func (s *source) hasNation(norm string) bool {
	for _, tail := range s.Lang.Names.NationEndings {
		if nation, ok := strings.CutSuffix(norm, tail); ok && len(nation) >= 4 {
			return len(s.at[s.Lang.Key(nation)]) > 0
		}
	}
	return false
}

// hasAcronym reports whether word i of the sentence is the initials of a name of
// the source, or belongs to a name whose initials the source has.
func (s *source) hasAcronym(sentence *annotated, i int) bool {
	w := &sentence.Words[i]
	raw := w.At.Of(sentence.Text)
	if len(raw) >= 2 && len(raw) <= 6 && strings.ToUpper(raw) == raw {
		return s.spellsOut(w.Norm)
	}
	from, to := i, i+1
	for from > 0 && nameJoint(sentence, from-1) {
		from--
	}
	for to < len(sentence.Words) && nameJoint(sentence, to) {
		to++
	}
	long, short := "", ""
	for _, v := range sentence.Words[from:to] {
		long += v.Norm[:1]
		if v.Content {
			short += v.Norm[:1]
		}
	}
	return len(short) >= 2 && (s.upper[short] > 0 || s.upper[long] > 0)
}

// nameJoint reports whether word i can be part of a long name: capital, or the "of" between.
func nameJoint(f *annotated, i int) bool {
	w := &f.Words[i]
	return w.Upper || f.Lang.Names.Spelled[w.Norm]
}

// spellsOut reports whether words of the source in a row begin with these letters.
func (s *source) spellsOut(letters string) bool {
	for i := range s.Words {
		if s.Words[i].Norm[0] != letters[0] || s.Cased && !s.Words[i].Upper && len(letters) < 3 {
			continue
		}
		n, j := 1, i+1
		for ; n < len(letters) && j < len(s.Words) && j < i+2*len(letters); j++ {
			switch {
			case s.Words[j].Norm[0] == letters[n]:
				n++
			case s.Words[j].Content:
				j = len(s.Words)
			}
		}
		if n == len(letters) {
			return true
		}
	}
	return false
}

// misspelt reports whether the source has the name with a letter or two other.
func (s *source) misspelt(norm string) bool {
	if len(norm) < 5 {
		return false
	}
	allowed := 1
	if len(norm) >= 8 {
		allowed = 2
	}
	for other := range s.upper {
		if len(other) >= 5 && other[0] == norm[0] && !(s.Lang.Namesake(norm, true) && s.Lang.Namesake(other, true)) && spelling.Near(norm, other, allowed) {
			return true
		}
	}
	return false
}
