package source

import (
	"slices"
	"strings"
)

// repeats are the lines that many stories end with.
type repeats map[string]bool

func (r repeats) has(l string) bool { return r[l] }

// endings counts the lines that stories end with.
type endings map[string]int

const (
	lastLines  = 5       // so many lines from the end are counted
	oftenEnded = 8       // so many stories must end with a line for it to be no story's own
	mostLines  = 1 << 16 // so many lines are counted
)

func (e endings) add(text string) {
	had := make([]string, 0, lastLines)
	text = strings.TrimSpace(text)
	for len(had) < lastLines && text != "" {
		at := strings.LastIndexByte(text, '\n')
		l := spaces(scrub(text[at+1:]))
		text = strings.TrimSpace(text[:max(at, 0)])
		had = append(had, l)
		// a short sentence may well end many stories, each its own: "The trial continues."
		if len(l) > 400 || l == "" || ended(l) && strings.Count(l, " ") < 5 || slices.Contains(had[:len(had)-1], l) {
			continue
		}
		if _, known := e[l]; known || len(e) < mostLines {
			e[l]++
		}
	}
}

func (e endings) common() repeats {
	r := repeats{}
	for l, n := range e {
		if n >= oftenEnded {
			r[l] = true
		}
	}
	return r
}
