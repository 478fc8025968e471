package verify

import "github.com/storybot/storybot/knowledge/text"

// swappedRoles returns the verb of which the sentence says the contrary of who
// did it to whom: "X beat Y" for the source's "Y beat X". Empty: none.
func (a *alignment) swappedRoles() string {
	for k := 1; k+1 < len(a.words); k++ {
		x, v, y := a.at[k-1], a.at[k], a.at[k+1]
		if x < 0 || v < 0 || y < 0 || !(y < v && v < x) || v-y > roleReach || x-v > roleReach {
			continue
		}
		w, src := a.sentence.Words, a.source.Words
		i, j, l := a.words[k-1], a.words[k], a.words[k+1]
		if src[x].Sentence != src[v].Sentence || src[y].Sentence != src[v].Sentence || l-i > roleReach {
			continue
		}
		if w[j].Name || w[j].Key[0] == '#' || w[i].Key[0] == '#' || w[l].Key[0] == '#' {
			continue
		}
		if a.sentence.passive(i, j, l) == a.source.passive(int(y), int(v), int(x)) && a.elsewhereSo(k) {
			return w[j].Norm
		}
	}
	if word := a.doneToDoer(); word != "" {
		return word
	}
	return a.doerToDone()
}

// doerToDone returns the verb that the claim puts right behind a name and a cited
// sentence right before it, as its contrary or not: "Orla won" for "beating Orla".
func (a *alignment) doerToDone() string {
	for k, i := range a.words {
		w := &a.sentence.Words[i]
		name, ok := a.sentence.nameBefore(i, a.sentence.sentenceAt(text.Run{From: i}))
		if w.Name || !ok || len(a.source.Lang.Meaning.Contrasts[w.Key]) == 0 || name.To != i || w.Clause {
			continue
		}
		done := false
		for _, m := range a.places[k] {
			p := int(m.at)
			if l, ok := a.source.nameSoonAfter(p); ok && l == p+1 && a.source.isCited(a.source.Words[p].Sentence) {
				done = done || a.sameName(name, a.source.nameAt(l))
			}
			if doer, ok := a.source.nameBefore(p, a.source.sentenceAt(text.Run{From: p})); ok && a.sameName(name, doer) {
				return ""
			}
		}
		if done {
			return w.Norm
		}
	}
	return ""
}

// doneToDoer returns the verb that the sentence puts before a name and the
// source right behind it: "ordered Judge Pell" for "Judge Pell ordered".
func (a *alignment) doneToDoer() string {
	for k, i := range a.words {
		w := &a.sentence.Words[i]
		if a.at[k] < 1 || w.Name || w.Upper || w.Key[0] == '#' || a.source.Lang.Names.Titles[w.Norm] || a.source.says(w.Key) {
			continue
		}
		l, ok := a.sentence.nameSoonAfter(i)
		if !ok || a.sentence.passive(i, i, l) || a.everFollows(k, l) {
			continue
		}
		if doer, ok := a.source.nameBefore(int(a.at[k]), a.source.sentenceAt(text.Run{From: int(a.at[k])})); ok && a.inNameAt(l, a.source.Words[doer.To-1].Key) {
			return w.Norm
		}
	}
	return ""
}

// nameSoonAfter is where a name begins behind word i, with at most a few words of who it is between.
func (f *annotated) nameSoonAfter(i int) (int, bool) {
	r := f.sentenceAt(text.Run{From: i})
	for l := i + 1; l < r.To && l <= i+objectReach && !f.Words[l].Clause; l++ {
		if f.Words[l].Name && !f.Lang.Names.Titles[f.Words[l].Norm] {
			return l, true
		}
	}
	return 0, false
}

const objectReach = 4 // words from a verb to the name of whom it is done to

// says tells verbs of saying, which stand before and behind who said it.
func (s *source) says(key string) bool {
	g, ok := s.Lang.Meaning.Alike[key]
	return ok && g == s.Lang.Meaning.Alike[s.Lang.Meaning.Say]
}

// inNameAt reports whether the name that begins at word l of the sentence has that key.
func (a *alignment) inNameAt(l int, key string) bool {
	for ; l < len(a.sentence.Words) && a.sentence.Words[l].Name; l++ {
		if a.sentence.Words[l].Key == key {
			return true
		}
	}
	return false
}

// everFollows reports whether the source anywhere has the name behind content word k.
func (a *alignment) everFollows(k, l int) bool {
	for _, v := range a.places[k] {
		for q := int(v.at) + 1; q < len(a.source.Words) && q <= int(v.at)+roleReach; q++ {
			if a.inNameAt(l, a.source.Words[q].Key) {
				return true
			}
		}
	}
	return false
}

const roleReach = 5 // how many words apart who, what and whom may stand

// passive reports whether "by" or another joint stands between the words, so that
// their order does not tell who did it.
func (f *annotated) passive(from, at, to int) bool {
	for i := from + 1; i < to; i++ {
		if i != at && f.Lang.Clauses.Joints[f.Words[i].Norm] {
			return true
		}
	}
	return false
}

// elsewhereSo reports whether no other place of the source has the three words in
// the sentence's order.
func (a *alignment) elsewhereSo(k int) bool {
	for _, x := range a.places[k-1] {
		for _, v := range a.places[k] {
			if v.at <= x.at || v.at-x.at > roleReach {
				continue
			}
			for _, y := range a.places[k+1] {
				if y.at > v.at && y.at-v.at <= roleReach {
					return false
				}
			}
		}
	}
	return true
}
