package bot

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A mark is [1], [1, 2], [1-3], 【1】 or ［１］; models write all of these.
var (
	markPattern  = regexp.MustCompile(`[ \t\x{00A0}]*[\[［【]\s*(?:\^|#)?\s*([0-9０-９]{1,3}(?:\s*[,;、，；\-–—－~～†]\s*\^?[0-9０-９]{1,3})*)\s*[\]］】]`)
	numberDigits = regexp.MustCompile(`[0-9]+|[\-–—－~～]`)
)

// marksMax bounds how many passages one range may name: [1-900] names none.
const marksMax = 50

// stripMarks takes the citation marks out of a sentence and returns the plain
// sentence and the numbers they name, ascending, each once.
func stripMarks(sentence string) (plain string, cited []int) {
	for _, m := range markPattern.FindAllStringSubmatch(sentence, -1) {
		cited = append(cited, markNumbers(narrowDigits(m[1]))...)
	}
	slices.Sort(cited)
	return strings.TrimSpace(markPattern.ReplaceAllString(sentence, "")), slices.Compact(cited)
}

// narrowDigits writes full-width digits as ordinary ones.
func narrowDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}

// markNumbers reads "1, 2" and "1-3".
func markNumbers(mark string) []int {
	var numbers []int
	last, through := 0, false
	for _, part := range numberDigits.FindAllString(mark, -1) {
		n, err := strconv.Atoi(part)
		if err != nil {
			through = last > 0
			continue
		}
		if through && n > last && n-last < marksMax {
			for k := last + 1; k < n; k++ {
				numbers = append(numbers, k)
			}
		}
		numbers = append(numbers, n)
		last, through = n, false
	}
	return numbers
}

// citedPassages are the passages a model was given, read once: number 1 is the first.
type citedPassages struct {
	texts []string
	facts []*sourceFacts
}

// newPassages reads numbered passages. What a reader may say of a passage by
// its heading alone (outlet, date, title) should be part of its text.
func newPassages(texts ...string) *citedPassages {
	p := &citedPassages{texts: texts, facts: make([]*sourceFacts, len(texts))}
	for i, text := range texts {
		p.facts[i] = newSource(text)
	}
	return p
}

// check judges a sentence with its [n] by the passages these name. Where it
// does not hold, recite is the number of another passage that bears it out, or 0.
func (p *citedPassages) check(sentence string) (v Verdict, recite int) {
	plain, cited := stripMarks(sentence)
	v = p.checkCited(plain, cited)
	if v.Holds {
		return v, 0
	}
	best := 0.0
	for i, facts := range p.facts {
		if slices.Equal(cited, []int{i + 1}) {
			continue
		}
		if w := facts.verifyIn(plain, ""); w.Holds && w.Score > best {
			best, recite = w.Score, i+1
		}
	}
	return v, recite
}

func (p *citedPassages) checkCited(plain string, cited []int) Verdict {
	if len(cited) == 0 {
		return Verdict{Kind: "words", Why: "it cites no passage"}
	}
	var texts, names []string
	for _, n := range cited {
		if n < 1 || n > len(p.texts) {
			return Verdict{Kind: "words", Why: fmt.Sprintf("there is no passage [%d]", n)}
		}
		texts = append(texts, p.texts[n-1])
		names = append(names, fmt.Sprintf("[%d]", n))
	}
	if len(cited) == 1 {
		return p.facts[cited[0]-1].verifyIn(plain, names[0])
	}
	return newSource(texts...).verifyIn(plain, strings.Join(names, " or "))
}
