package text

import "strings"

// markNames marks the words that are names. Inside a sentence a capital is
// enough; at the beginning of one the rest of the text must bear it out. A
// text without capitals inside its sentences has no names of its own telling.
func (f *Annotated) markNames() {
	inside, small := make(map[string]bool), make(map[string]bool)
	for i := range f.Words {
		w := &f.Words[i]
		switch {
		case !w.Upper:
			small[w.Norm] = true
		case !w.First && w.Content && w.Key[0] != '#':
			inside[w.Norm] = true
		}
	}
	f.Cased = len(inside)*40 >= len(f.Words) && len(inside) > 0
	if !f.Cased {
		return
	}
	for i := range f.Words {
		w := &f.Words[i]
		if !w.Upper || !w.Content || f.Lang.Names.Titles[w.Norm] || w.Key[0] == '#' || f.CalendarWord(w) {
			continue
		}
		next := i+1 < len(f.Words) && f.Words[i+1].Upper && !f.Words[i+1].First && !f.Words[i+1].Clause
		w.Name = !w.First || inside[w.Norm] || !small[w.Norm] && next
	}
}

func (f *Annotated) CalendarWord(w *Token) bool {
	return f.Lang.Calendar.Months[w.Norm] > 0 && !f.Lang.Calendar.Ambiguous[w.Norm] || f.Lang.Calendar.Weekdays[w.Norm] > 0
}

// NameRuns groups the names of a text: the words from-to of each.
func (f *Annotated) NameRuns() []Run {
	var runs []Run
	for i := 0; i < len(f.Words); i++ {
		if !f.Words[i].Name {
			continue
		}
		from := i
		for i+1 < len(f.Words) && f.Words[i+1].Name && !f.Words[i+1].Clause && f.Words[i+1].Sentence == f.Words[from].Sentence &&
			!possessiveName(f.Words[i].At.Of(f.Text)) {
			i++
		}
		runs = append(runs, Run{from, i + 1})
	}
	return runs
}

func possessiveName(raw string) bool {
	return strings.HasSuffix(raw, "'s") || strings.HasSuffix(raw, "’s")
}
