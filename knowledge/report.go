package knowledge

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
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

// GaveWay are the items of one source whose stories another one tells that owns their addresses:
// those are kept. It is no failure.
type GaveWay struct {
	Source  string   `json:"-"`
	To      string   `json:"to"` // the source whose telling is kept
	Count   int      `json:"count"`
	Example string   `json:"example"`         // one of the items
	Items   []string `json:"items,omitempty"` // all of them; in a report alone
}

// Line says so in one line.
func (g *GaveWay) Line() string {
	if g.Count == 1 {
		return g.Example + " gives way to " + g.To + ", which has the same story and owns its address"
	}
	return fmt.Sprintf("%d items, such as %s, give way to %s, which has the same stories and owns their addresses", g.Count, g.Example, g.To)
}

// giveWay notes that an item's story is that of its owner.
func (l *loader) giveWay(id, source, item string) {
	l.gaveWay[[2]string{source, id}] = [2]string{l.owners[id], item}
}

// waysGiven are those that this load has noted, in order.
func (l *loader) waysGiven() []GaveWay {
	var list []GaveWay
	for of, to := range l.gaveWay {
		at := slices.IndexFunc(list, func(g GaveWay) bool { return g.Source == of[0] && g.To == to[0] })
		if at < 0 {
			at, list = len(list), append(list, GaveWay{Source: of[0], To: to[0]})
		}
		list[at].Items = append(list[at].Items, to[1])
	}
	for i := range list {
		slices.Sort(list[i].Items)
		list[i].Count, list[i].Example = len(list[i].Items), list[i].Items[0]
	}
	slices.SortFunc(list, func(a, b GaveWay) int {
		return cmp.Or(strings.Compare(a.Source, b.Source), strings.Compare(a.To, b.To))
	})
	return list
}

// Held is a source that is not named any more: its stories are out of the answers
// and kept.
type Held struct {
	Source  string `json:"source"`
	Stories int    `json:"stories"`
	Shut    bool   `json:"shut,omitempty"` // the source is named, and its include and exclude shut these stories out
}

// Warning says what is held, and what an operator can do.
func (h *Held) Warning() string {
	are, have, they := "are", "them", "they are"
	if h.Stories == 1 {
		are, have, they = "is", "it", "it is"
	}
	const remove = "storybot reload --confirm, or /reload with confirm"
	if h.Shut {
		return fmt.Sprintf("has %s that include and exclude shut out now: %s kept, out of the answers; change these back to have %s back, or remove %s with %s",
			StoryCount(h.Stories), they, have, have, remove)
	}
	return fmt.Sprintf("is not among STORIES any more: its %s %s kept, out of the answers; name it again to have %s back, or remove %s with %s",
		StoryCount(h.Stories), are, have, have, remove)
}

// StoryCount says how many stories there are: "1 story", "3 stories".
func StoryCount(n int) string {
	if n == 1 {
		return "1 story"
	}
	return fmt.Sprintf("%d stories", n)
}

// Report is the outcome of a load; its JSON is the contract.
type Report struct {
	Stories    int          `json:"stories"` // how many there are now
	Added      []string     `json:"added"`
	Updated    []string     `json:"updated"`
	Removed    []string     `json:"removed"`
	Failed     []Failure    `json:"failed"`
	PassedOver []PassedOver `json:"passed_over"`        // files of kinds that are not read, of all sources, the most first
	GaveWay    []GaveWay    `json:"gave_way,omitempty"` // by source, and by whom it gave way to
	Held       []Held       `json:"held,omitempty"`     // sources that are not named any more
	TookMS     int64        `json:"took_ms"`

	Sources []SourceStatus `json:"-"` // the status of each source now, in their order
}

func (l *loader) report(began time.Time, sources []Source) Report {
	r := Report{
		Stories: len(l.seen),
		Added:   sorted(l.added), Updated: sorted(l.updated), Removed: sorted(l.removed),
		Failed: l.failed, Held: l.held, GaveWay: l.waysGiven(),
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
