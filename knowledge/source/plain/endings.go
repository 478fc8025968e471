package plain

import (
	"slices"
	"strings"
)

// Repeats are the lines that many stories end with.
type Repeats map[string]bool

func (r Repeats) Has(l string) bool { return r[l] }

// Endings counts the lines that stories end with.
type Endings map[string]int

const (
	lastLines  = 5       // so many lines from the end are counted
	oftenEnded = 8       // so many stories must end with a line for it to be no story's own
	mostLines  = 1 << 16 // so many lines are counted
)

func (e Endings) Add(text string) {
	had := make([]string, 0, lastLines)
	text = strings.TrimSpace(text)
	for len(had) < lastLines && text != "" {
		at := strings.LastIndexByte(text, '\n')
		l := SingleSpaces(Scrub(text[at+1:]))
		text = strings.TrimSpace(text[:max(at, 0)])
		had = append(had, l)
		// a short sentence may well end many stories, each its own: "The trial continues."
		if len(l) > 400 || l == "" || EndsSentence(l) && strings.Count(l, " ") < 5 || slices.Contains(had[:len(had)-1], l) {
			continue
		}
		if _, known := e[l]; known || len(e) < mostLines {
			e[l]++
		}
	}
}

func (e Endings) Common() Repeats {
	r := Repeats{}
	for l, n := range e {
		if n >= oftenEnded {
			r[l] = true
		}
	}
	return r
}
