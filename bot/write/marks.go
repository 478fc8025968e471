package write

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// A mark names the sentences that a claim rests on: [2.1], [2.1][3.4],
// [2.1-2.3], [2.1, 3.4], a whole story [2], also in other brackets 【2】 or
// （2.1）, and with a word before the number (source 2). Models write all of these.

// markNumbers finds the numbers of one mark and what stands between them.
var markNumbers = regexp.MustCompile(`([0-9]{1,3})(?:\.([0-9]{1,3}))?|[\-–—]`)

// maxMarks bounds how many sentences one mark may name: [1.1-1.900] names none.
const maxMarks = 50

// CutMarks takes the marks out of a sentence and returns the plain sentence and
// what they name, in order, each once.
func CutMarks(l *text.Language, sentence string) (plain string, cited []Ref) {
	pattern := l.Patterns.Mark
	wide := narrowDigits(sentence)
	at := 0
	var kept strings.Builder
	for _, m := range pattern.FindAllStringSubmatchIndex(wide, -1) {
		kept.WriteString(wide[at:m[0]])
		at = m[1]
		for _, r := range readMark(wide[m[0]:m[1]]) {
			if !containsRef(cited, r) {
				cited = append(cited, r)
			}
		}
	}
	if at == 0 {
		return strings.TrimSpace(sentence), nil
	}
	kept.WriteString(wide[at:])
	plain = strings.TrimSpace(kept.String())
	if strings.HasSuffix(plain, "..") && !strings.HasSuffix(plain, "...") {
		plain = plain[:len(plain)-1] // "Brand Inc. [1.2]."
	}
	return plain, cited
}

func containsRef(refs []Ref, r Ref) bool {
	for _, other := range refs {
		if other == r {
			return true
		}
	}
	return false
}

// wholeStoryMark is the sentence number of a mark that names a story only.
const wholeStoryMark = -1

// readMark reads "2.1, 3.4" and "2.1-2.3".
func readMark(mark string) []Ref {
	var refs []Ref
	through := false
	for _, m := range markNumbers.FindAllStringSubmatch(mark, -1) {
		if m[1] == "" {
			through = len(refs) > 0
			continue
		}
		n, _ := strconv.Atoi(m[1]) // the pattern has digits only
		r := Ref{n, wholeStoryMark}
		if m[2] != "" {
			r.m, _ = strconv.Atoi(m[2])
		}
		if through {
			refs = append(refs, between(refs[len(refs)-1], r)...)
		}
		refs = append(refs, r)
		through = false
	}
	return refs
}

// between are the sentences, or stories, that a range has between its ends.
func between(from, to Ref) []Ref {
	var refs []Ref
	switch {
	case from.n == to.n && to.m > from.m && to.m-from.m < maxMarks:
		for m := from.m + 1; m < to.m; m++ {
			refs = append(refs, Ref{from.n, m})
		}
	case from.m == wholeStoryMark && to.m == wholeStoryMark && to.n > from.n && to.n-from.n < maxMarks:
		for n := from.n + 1; n < to.n; n++ {
			refs = append(refs, Ref{n, wholeStoryMark})
		}
	}
	return refs
}

// narrowDigits writes full-width digits and points as ordinary ones.
func narrowDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．':
			return '.'
		}
		return r
	}, s)
}
