package weaviate

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// recent is how many passages that are there were born in each of the last generations. A node that missed a load lacks
// what is new and still has what was replaced, which may be as many; of those that were born just then it has too few.
type recent map[int]int

// keptRecent is how many generations are counted one by one.
const keptRecent = 16

// readRecent reads what String wrote; what cannot be read is not counted.
func readRecent(s string) recent {
	r := make(recent)
	for one := range strings.FieldsSeq(s) {
		born, n, _ := strings.Cut(one, ":")
		b, err1 := strconv.Atoi(born)
		c, err2 := strconv.Atoi(n)
		if err1 == nil && err2 == nil {
			r[b] = c
		}
	}
	return r
}

// String writes the counts of the last generations, the oldest first, such as "5:50 6:1".
func (r recent) String() string {
	borns := slices.Sorted(maps.Keys(r))
	var all []string
	for _, b := range borns[max(0, len(borns)-keptRecent):] {
		all = append(all, fmt.Sprintf("%d:%d", b, r[b]))
	}
	return strings.Join(all, " ")
}

// less counts a passage that is gone, if its generation is counted.
func (r recent) less(born int) {
	if _, ok := r[born]; ok {
		r[born]--
	}
}

// complete looks whether a node that has all of generation since, or of none, has what the marker says was born after it.
func (n *node) complete(ctx context.Context, class string, m marker, since int) error {
	for born, want := range readRecent(m.Recent) {
		if born <= since {
			continue
		}
		got, err := n.count(ctx, class, append(there(m.Generation), whole("born", atLeast, born), whole("born", atMost, born)))
		if err != nil {
			return err
		}
		if got != want {
			return fmt.Errorf("%s has %d of %d passages that generation %d brought", n.name, got, want, born)
		}
	}
	return nil
}
