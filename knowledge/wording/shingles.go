package wording

import "slices"

// BeginAlike reports, quickly, whether two beginnings share a third of their
// terms, which copies do even with another first sentence.
func BeginAlike[T comparable](a, b []T) bool {
	if len(b) < len(a) {
		a, b = b, a
	}
	both := 0
	for _, t := range a {
		if slices.Contains(b, t) {
			both++
		}
	}
	return 3*both >= len(a)
}

// Shingles is the set of the runs of three terms of a text that has about so many words.
func Shingles[T ~uint32 | ~uint64](passages [][]T, words int) map[uint64]bool {
	set := make(map[uint64]bool, words)
	var a, b uint64
	for _, terms := range passages {
		for _, t := range terms {
			c := uint64(t)
			set[a*0x9E3779B97F4A7C15^b*0xC2B2AE3D27D4EB4F^c] = true
			a, b = b, c
		}
	}
	return set
}

// Shares reports whether two sets share at least a share (of 1) of the smaller one, which is not empty.
func Shares(a, b map[uint64]bool, share float64) bool {
	if len(b) > len(a) {
		a, b = b, a
	}
	both := 0
	for s := range b {
		if a[s] {
			both++
		}
	}
	return len(b) > 0 && float64(both) >= share*float64(len(b))
}
