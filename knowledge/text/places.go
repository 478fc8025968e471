package text

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text/lang"
)

// PlaceKind is what a place is.
type PlaceKind int

// The kinds of places; NoPlace is what no name is known for.
const (
	NoPlace PlaceKind = iota
	Country
	State
	City
)

// Places knows the names of places, normal; a name of several words is known
// by all of them joined with spaces.
type Places struct {
	Kinds    map[string]PlaceKind
	Starts   Set               // first words of names of several words
	Demonyms map[string]string // "italian" to "italy"
}

func compilePlaces(d *lang.Names) Places {
	p := Places{Kinds: make(map[string]PlaceKind), Starts: make(Set), Demonyms: make(map[string]string)}
	for _, line := range listOf(d.Countries) {
		name, people, _ := strings.Cut(line, ":")
		p.add(name, Country)
		for _, d := range strings.Fields(people) {
			p.Demonyms[d] = name
		}
	}
	for _, name := range listOf(d.States) {
		p.add(name, State)
	}
	for _, name := range listOf(d.Cities) {
		p.add(name, City)
	}
	return p
}

func (p *Places) add(name string, k PlaceKind) {
	if _, taken := p.Kinds[name]; !taken {
		p.Kinds[name] = k
	}
	if first, _, several := strings.Cut(name, " "); several {
		p.Starts[first] = true
	}
}
