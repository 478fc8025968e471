package weaviate

import (
	"slices"
	"sync"
	"time"
)

const (
	// keptKnown is how many loads are known.
	keptKnown = 64
	// freshFor is how long passages are fresh. Those that Weaviate 1.35 still has in memory, which it writes to disk a
	// minute later, are not found best first: it takes them for passages that score nothing (fillTerm sets no MaxImpactTf), so
	// it gives the first that it wrote. Among as many as are asked for, all are.
	freshFor = 100 * time.Second
	// mostFresh is how many more are asked for because of that: each takes its time. Where more are fresh, the truth finds, or who
	// finds nowhere else asks for more, up to mostStrict.
	mostFresh, mostStrict = 100, 2000
	// clockSlack is how far apart clocks may be.
	clockSlack = time.Minute
)

// known are the generations that loads of the truth have, as far as a node has proved to have them. Its zero value works.
type known struct {
	mu     sync.Mutex
	list   []seen // the oldest first
	floor  int    // older generations may lack passages
	online bool   // a node was reached the last time
}

// seen is a marker and since when it is there.
type seen struct {
	marker
	since time.Time
}

func (k *known) add(m marker, looks []look) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if slices.ContainsFunc(k.list, func(s seen) bool { return s.marker == m }) {
		return
	}
	since := time.Now()
	for _, l := range looks {
		if age := time.Since(l.at); l.marker == m && age > clockSlack {
			since = time.Now().Add(clockSlack - age)
		}
	}
	if k.list = append(k.list, seen{m, since}); len(k.list) > keptKnown {
		k.list = k.list[1:]
	}
}

// generation is that of the load, if it is known and whole, and how many of its passages are fresh.
func (k *known) generation(loaded string) (generation, fresh int, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	settled, newest := 0, 0 // passages that were written long ago, and all
	for _, s := range k.list {
		newest = max(newest, s.Written)
		if time.Since(s.since) > freshFor {
			settled = max(settled, s.Written)
		}
		if s.Loaded == loaded {
			generation, ok = s.Generation, s.Generation >= k.floor
		}
	}
	return generation, newest - settled, ok
}

func (k *known) raise(floor int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.floor = max(k.floor, floor)
}

func (k *known) reach(is bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.online = is
}

func (k *known) reached() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.online
}
