package plain

import (
	"slices"
	"strings"
)

// CommonEndings are the lines that many stories end with.
type CommonEndings map[string]bool

// Has reports whether many stories end with a line.
func (c CommonEndings) Has(l string) bool { return c[l] }

// Endings counts how many texts end with each line. The zero value is not usable;
// Endings{} is.
type Endings map[string]int

const (
	lastLines  = 5       // so many lines from the end are counted
	oftenEnded = 8       // so many stories must end with a line for it to be no story's own
	mostLines  = 1 << 16 // so many lines are counted
)

// Add counts the last lines of one text.
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

// Common gives the lines that so many texts end with that they belong to none.
func (e Endings) Common() CommonEndings {
	r := CommonEndings{}
	for l, n := range e {
		if n >= oftenEnded {
			r[l] = true
		}
	}
	return r
}
