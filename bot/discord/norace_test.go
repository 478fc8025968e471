//go:build !race

package discord

// Raced says that the race detector watches: the longest tests are shorter then.
const Raced = false
