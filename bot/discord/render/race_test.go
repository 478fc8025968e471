//go:build race

package render

// Raced says that the race detector watches: the longest tests are shorter then.
const Raced = true
