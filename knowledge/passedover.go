package knowledge

import (
	"fmt"
	"slices"
	"strings"
)

// PassedOver are the files of one kind that no reader reads.
type PassedOver struct {
	Kind    string `json:"kind"`    // what their names end with: ".xlsx"
	Count   int    `json:"count"`   // how many there are
	Example string `json:"example"` // one of them, as the item is called
}

// mostKinds is how many kinds are kept of a source, and namedKinds how many a line names.
const (
	mostKinds  = 200
	namedKinds = 8
)

// AddPassedOver adds files of a kind to those of the others; the example of the first stays.
// The result is sorted: the most first.
func AddPassedOver(list []PassedOver, more ...PassedOver) []PassedOver {
	list = slices.Clone(list)
	for _, p := range more {
		at := slices.IndexFunc(list, func(o PassedOver) bool { return o.Kind == p.Kind })
		switch {
		case at >= 0:
			list[at].Count += p.Count
		case len(list) < mostKinds:
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b PassedOver) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Kind, b.Kind)
	})
	return list
}

// PassedOverLine says in one line what is passed over; empty where nothing is.
func PassedOverLine(list []PassedOver) string {
	if len(list) == 0 {
		return ""
	}
	total := 0
	var kinds []string
	for _, p := range list {
		total += p.Count
		kinds = append(kinds, fmt.Sprintf("%s %d", p.Kind, p.Count))
	}
	if more := len(kinds) - namedKinds; more > 0 {
		kinds = append(kinds[:namedKinds], fmt.Sprintf("and %d kinds more", more))
	}
	if total == 1 {
		return "1 file of a kind that is not read: " + kinds[0]
	}
	return fmt.Sprintf("%d files of kinds that are not read: %s", total, strings.Join(kinds, ", "))
}
