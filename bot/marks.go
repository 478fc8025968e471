package bot

import (
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
