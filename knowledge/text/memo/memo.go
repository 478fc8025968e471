// Package memo keeps what was found of single words, since the same few thousand make up most of any text.
package memo

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// Words keeps what was found of words: each has one place, which the next one takes over that falls to it. It may
// be used by several goroutines at a time.
type Words struct {
	seed   maphash.Seed
	places [places]atomic.Pointer[found]
}

// found is what was found of a word, which stands in it: to look elsewhere for it takes longer than all the rest.
type found struct {
	word [longest]byte
	size int
	what string
}

// How many words are kept at most, and how many bytes one has at most.
const (
	places  = 1 << 14
	longest = 24
)

// New returns what keeps nothing yet.
func New() *Words { return &Words{seed: maphash.MakeSeed()} }

// Of is what find finds of a word, which must depend on nothing else; find is not called where that is kept.
func (w *Words) Of(word string, find func(word string) string) string {
	if len(word) > longest {
		return find(word)
	}
	place := &w.places[maphash.String(w.seed, word)%places]
	if f := place.Load(); f != nil && string(f.word[:f.size]) == word {
		return f.what
	}
	f := &found{size: len(word), what: find(strings.Clone(word))} // and not all of the text that it stands in
	copy(f.word[:], word)
	place.Store(f)
	return f.what
}
