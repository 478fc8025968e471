package knowledge

import (
	"errors"
	"fmt"
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

// Held is a source that is not named any more: its stories are out of the answers
// and kept.
type Held struct {
	Source  string `json:"source"`
	Stories int    `json:"stories"`
}

// Warning says what is held, and what an operator can do.
func (h *Held) Warning() string {
	return fmt.Sprintf("is not among STORIES any more: its %d stories are kept, out of the answers; "+
		"name it again to have them back, or remove them with storybot reload --confirm, or /reload with confirm", h.Stories)
}

// Report is the outcome of a load; its JSON is the contract.
type Report struct {
	Stories int       `json:"stories"` // how many there are now
	Added   []string  `json:"added"`
	Updated []string  `json:"updated"`
	Removed []string  `json:"removed"`
	Failed  []Failure `json:"failed"`
	Held    []Held    `json:"held,omitempty"` // sources that are not named any more
	TookMS  int64     `json:"took_ms"`

	Sources []SourceStatus `json:"-"` // the status of each source now, in their order
}

func (l *loader) report(began time.Time, sources []Source) Report {
	r := Report{
		Stories: len(l.seen),
		Added:   sorted(l.added), Updated: sorted(l.updated), Removed: sorted(l.removed),
		Failed: l.failed, Held: l.held,
		TookMS: time.Since(began).Milliseconds(),
	}
	told := make(map[string]bool)
	for _, s := range sources {
		if !told[s.Name()] {
			told[s.Name()] = true
			r.Sources = append(r.Sources, *l.status[s.Name()])
		}
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
