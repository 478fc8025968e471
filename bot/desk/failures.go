package desk

import (
	"cmp"
	"slices"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// Missed is an item that failed in a load.
type Missed struct {
	knowledge.Failure
	At   time.Time // when it last failed
	Last bool      // it did in the last load
}

// mostMissed is how many items are named of each source.
const mostMissed = 20

// MissedOf are the items that failed of one source.
type MissedOf struct {
	Source string   // empty: of none
	Items  []Missed // the last first
}

// Missed are the items that failed in the loads that are remembered, by their sources, sorted by
// these; an item that failed several times stands once, with its last error.
func (m *Metrics) Missed() []MissedOf {
	found := make(map[string][]Missed)
	for i, l := range m.Loads() {
		for _, f := range l.Failures {
			list := found[f.Source]
			if len(list) < mostMissed && !slices.ContainsFunc(list, func(one Missed) bool { return one.Item == f.Item }) {
				found[f.Source] = append(list, Missed{f, l.At, i == 0})
			}
		}
	}
	var lines []MissedOf
	for source, items := range found {
		lines = append(lines, MissedOf{source, items})
	}
	slices.SortFunc(lines, func(a, b MissedOf) int { return cmp.Compare(a.Source, b.Source) })
	return lines
}
