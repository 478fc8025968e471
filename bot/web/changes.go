package web

import (
	"github.com/storybot/storybot/knowledge/text"
)

// change is a sentence that one version of a text has and the next has not, or
// the other way round.
type change struct {
	Text  string
	Added bool
}

// maxCompared is how many sentences of each version are compared one by one; of
// longer versions only common beginnings and ends are recognised.
const maxCompared = 1500

// changes lists the sentences that are in from but not in to, and those that
// are new in to, in the order of reading.
func changes(from, to string) []change {
	a, b := sentences(from), sentences(to)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	var found []change
	i, j := 0, 0
	if max(len(a), len(b)) <= maxCompared {
		common := commonest(a, b)
		for i < len(a) && j < len(b) {
			switch {
			case a[i] == b[j]:
				i, j = i+1, j+1
			case common[i+1][j] >= common[i][j+1]:
				found = append(found, change{Text: a[i]})
				i++
			default:
				found = append(found, change{Text: b[j], Added: true})
				j++
			}
		}
	}
	for ; i < len(a); i++ {
		found = append(found, change{Text: a[i]})
	}
	for ; j < len(b); j++ {
		found = append(found, change{Text: b[j], Added: true})
	}
	return found
}

// commonest returns, for every two ends a[i:] and b[j:], the length of their
// longest common subsequence.
func commonest(a, b []string) [][]int {
	n := make([][]int, len(a)+1)
	for i := range n {
		n[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				n[i][j] = n[i+1][j+1] + 1
			} else {
				n[i][j] = max(n[i+1][j], n[i][j+1])
			}
		}
	}
	return n
}

func sentences(body string) []string {
	spans := text.English().Sentences(body)
	list := make([]string, len(spans))
	for i, s := range spans {
		list[i] = s.Of(body)
	}
	return list
}
