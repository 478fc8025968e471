package event

import (
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// Two stories are copies when so much of the shorter one's runs of two terms
// stands in the other, with so much of its names and numbers: texts from one
// template have the runs, independent texts on one event the names.
const (
	copiedRuns  = 0.35
	copiedNames = 0.75
)

// Origins counts the texts of the numbered stories, which have their Text; those that are copies
// of one another, cut or lightly edited, are one.
func Origins(l *text.Language, stories []knowledge.Story, numbers []int) int {
	if len(numbers) < 2 {
		return len(numbers)
	}
	var prints []print
	n := 0
	for _, i := range numbers {
		p := printOf(l, stories[i].Text)
		copied := false
		for j := range prints {
			copied = copied || copies(&p, &prints[j])
		}
		prints = append(prints, p)
		if !copied {
			n++
		}
	}
	return n
}

// Copies reports whether one text is a copy of the other.
func Copies(l *text.Language, one, other string) bool {
	a, b := printOf(l, one), printOf(l, other)
	return copies(&a, &b)
}

// print is what a text is known by.
type print struct {
	runs  map[[2]string]bool
	names map[string]bool
}

// copiedMost is how many bytes of a text are compared.
const copiedMost = 8000

func printOf(l *text.Language, s string) print {
	p := print{make(map[[2]string]bool), make(map[string]bool)}
	words := l.Words(text.Cut(s, copiedMost))
	last := ""
	for i := range words {
		w := &words[i]
		if w.Stop() {
			continue
		}
		stem := w.Stem()
		p.runs[[2]string{last, stem}] = true
		last = stem
		if w.Number || w.Upper {
			p.names[stem] = true
		}
	}
	return p
}

func copies(a, b *print) bool {
	if len(b.runs) < len(a.runs) {
		a, b = b, a
	}
	return share(a.runs, b.runs) >= copiedRuns && share(a.names, b.names) >= copiedNames
}

// share is how much of a is in b; of nothing, all.
func share[K comparable](a, b map[K]bool) float64 {
	if len(a) == 0 {
		return 1
	}
	both := 0
	for k := range a {
		if b[k] {
			both++
		}
	}
	return float64(both) / float64(len(a))
}
