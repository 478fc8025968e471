package knowledge

import (
	"errors"
	"slices"
	"time"
)

// Failure is an item that could not be loaded.
type Failure struct {
	Source string `json:"-"` // empty: it is of none
	Item   string `json:"item"`
	Error  string `json:"error"`
	Twice  bool   `json:"twice,omitempty"` // the item has the address or ID of another, which is kept
}

// ErrTwice is what the error of an item is that has the address or ID of another,
// which is kept.
var ErrTwice = errors.New("it is there twice")

// Report is the outcome of a load; its JSON is the contract.
type Report struct {
	Stories    int          `json:"stories"` // how many there are now
	Added      []string     `json:"added"`
	Updated    []string     `json:"updated"`
	Removed    []string     `json:"removed"`
	Failed     []Failure    `json:"failed"`
	PassedOver []PassedOver `json:"passed_over"` // files of kinds that are not read, of all sources, the most first
	TookMS     int64        `json:"took_ms"`

	Sources []SourceStatus `json:"-"` // the status of each source now, in their order
}

func (l *loader) report(began time.Time, sources []Source) Report {
	r := Report{
		Stories: len(l.before) + len(l.added) - len(l.removed),
		Added:   sorted(l.added), Updated: sorted(l.updated), Removed: sorted(l.removed),
		Failed: l.failed,
		TookMS: time.Since(began).Milliseconds(),
	}
	told := make(map[string]bool)
	for _, s := range sources {
		if !told[s.Name()] {
			told[s.Name()] = true
			r.Sources = append(r.Sources, *l.status[s.Name()])
			r.PassedOver = AddPassedOver(r.PassedOver, l.status[s.Name()].Passed...)
		}
	}
	if r.PassedOver == nil {
		r.PassedOver = []PassedOver{}
	}
	if r.Failed == nil {
		r.Failed = []Failure{}
	}
	return r
}

func sorted(ids []string) []string {
	if ids == nil {
		return []string{}
	}
	slices.Sort(ids)
	return ids
}
