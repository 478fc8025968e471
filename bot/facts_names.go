package bot

import (
	"strings"
)

// markNames marks the words that are names. Inside a sentence a capital is
// enough; at the beginning of one the rest of the text must bear it out. A
// text without capitals inside its sentences has no names of its own telling.
func (f *textFacts) markNames() {
	inside, small := make(map[string]bool), make(map[string]bool)
	for i := range f.words {
		w := &f.words[i]
		switch {
		case !w.upper:
			small[w.norm] = true
		case !w.first && w.content && w.key[0] != '#':
			inside[w.norm] = true
		}
	}
	f.cased = len(inside)*40 >= len(f.words) && len(inside) > 0
	if !f.cased {
		return
	}
	for i := range f.words {
		w := &f.words[i]
		if !w.upper || !w.content || factTitles[w.norm] || w.key[0] == '#' || f.calendarWord(w) {
			continue
		}
		next := i+1 < len(f.words) && f.words[i+1].upper && !f.words[i+1].first && !f.words[i+1].clause
		w.name = !w.first || inside[w.norm] || !small[w.norm] && next
	}
}

func (f *textFacts) calendarWord(w *factWord) bool {
	return amountMonths[w.norm] > 0 && !amountMonthOrWord[w.norm] || amountWeekdays[w.norm] > 0
}

// nameIn judges whether the source has the name w, in any of its usual forms.
func (s *sourceFacts) nameIn(w *factWord, sentence *textFacts, i int) bool {
	if len(s.at[w.key]) > 0 || s.upper[w.norm] > 0 || s.lower[w.norm] > 0 {
		return true
	}
	for _, m := range s.familyMatches(w, nil) {
		if !s.cased || s.words[m.at].upper || s.words[m.at].first {
			return true
		}
	}
	if g, ok := factLikeGroups[w.key]; ok && len(s.groups[g]) > 0 {
		return true
	}
	return s.hasAcronym(sentence, i) || s.misspelt(w.norm) || s.hasNation(w.norm) || s.shortened(w.norm)
}

// shortened says whether the name is the beginning of one in the source: Alex for Alexander.
func (s *sourceFacts) shortened(norm string) bool {
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

// hasNation says whether the source has the nation of a "Dutchman" or "Irishwoman".
func (s *sourceFacts) hasNation(norm string) bool {
	for _, tail := range []string{"woman", "women", "man", "men"} {
		if nation, ok := strings.CutSuffix(norm, tail); ok && len(nation) >= 4 {
			return len(s.at[factKey(nation)]) > 0
		}
	}
	return false
}

// hasAcronym says whether word i of the sentence is the initials of a name of
// the source, or belongs to a name whose initials the source has.
func (s *sourceFacts) hasAcronym(sentence *textFacts, i int) bool {
	w := &sentence.words[i]
	raw := w.at.Of(sentence.text)
	if len(raw) >= 2 && len(raw) <= 6 && strings.ToUpper(raw) == raw {
		return s.spellsOut(w.norm)
	}
	from, to := i, i+1
	for from > 0 && nameJoint(sentence, from-1) {
		from--
	}
	for to < len(sentence.words) && nameJoint(sentence, to) {
		to++
	}
	long, short := "", ""
	for _, v := range sentence.words[from:to] {
		long += v.norm[:1]
		if v.content {
			short += v.norm[:1]
		}
	}
	return len(short) >= 2 && (s.upper[short] > 0 || s.upper[long] > 0)
}

// nameJoint says whether word i can be part of a long name: capital, or the "of" between.
func nameJoint(f *textFacts, i int) bool {
	w := &f.words[i]
	return w.upper || w.norm == "of" || w.norm == "and" || w.norm == "for"
}

// spellsOut says whether words of the source in a row begin with these letters.
func (s *sourceFacts) spellsOut(letters string) bool {
	for i := range s.words {
		if s.words[i].norm[0] != letters[0] || s.cased && !s.words[i].upper {
			continue
		}
		n, j := 1, i+1
		for ; n < len(letters) && j < len(s.words) && j < i+2*len(letters); j++ {
			switch {
			case s.words[j].norm[0] == letters[n]:
				n++
			case s.words[j].content:
				j = len(s.words)
			}
		}
		if n == len(letters) {
			return true
		}
	}
	return false
}

// misspelt says whether the source has the name with a letter or two other.
func (s *sourceFacts) misspelt(norm string) bool {
	if len(norm) < 5 {
		return false
	}
	allowed := 1
	if len(norm) >= 8 {
		allowed = 2
	}
	for other := range s.upper {
		if len(other) >= 5 && other[0] == norm[0] && nearlySpelt(norm, other, allowed) {
			return true
		}
	}
	return false
}

// nearlySpelt says whether a becomes b by at most n changes of a letter.
func nearlySpelt(a, b string, n int) bool {
	if len(a)-len(b) > n || len(b)-len(a) > n || len(a) > 40 {
		return false
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)] <= n
}

// nameRuns groups the names of a text: the words from-to of each.
func (f *textFacts) nameRuns() []factRun {
	var runs []factRun
	for i := 0; i < len(f.words); i++ {
		if !f.words[i].name {
			continue
		}
		from := i
		for i+1 < len(f.words) && f.words[i+1].name && !f.words[i+1].clause && f.words[i+1].sentence == f.words[from].sentence &&
			!possessiveName(f.words[i].at.Of(f.text)) {
			i++
		}
		runs = append(runs, factRun{from, i + 1})
	}
	return runs
}

func possessiveName(raw string) bool {
	return strings.HasSuffix(raw, "'s") || strings.HasSuffix(raw, "’s")
}
