// Package hurt keeps which stories turned out to be unreadable while they are used.
package hurt

import (
	"math"
	"slices"
	"sync"
)

// Texts are the stories whose texts turned out to be unreadable since the start.
// The zero value has none. It may be used by several goroutines.
type Texts struct {
	mu    sync.Mutex
	found int            // so many times one was
	texts map[string]int // by story ID: the how manieth time it was found
}

// All is every time that a story was found to be hurt.
const All = math.MaxInt

// Add notes that the text of a story is unreadable, once until it is mended.
func (h *Texts) Add(id string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.texts == nil {
		h.texts = make(map[string]int)
	}
	if _, there := h.texts[id]; !there {
		h.found++
		h.texts[id] = h.found
	}
}

// Has reports whether a story was found to be unreadable and is not mended.
func (h *Texts) Has(id string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, there := h.texts[id]
	return there
}

// Next is the number of one that is found now.
func (h *Texts) Next() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.found++
	return h.found
}

// Forget forgets the stories that are mended.
func (h *Texts) Forget(mended func(id string) bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for id := range h.texts {
		if mended(id) {
			delete(h.texts, id)
		}
	}
}

// IDs are the stories found to be hurt the first so many times and not mended since, sorted,
// and how many times one was found.
func (h *Texts) IDs(first int) (ids []string, found int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for id, n := range h.texts {
		if n <= first {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids, h.found
}
