package local_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestHeaderFlips flips every bit that counts the cells of the database's
// pages, by which whole rows are lost without a word: it is refused by name,
// or answers as before, or says of a text that it cannot be read.
func TestHeaderFlips(t *testing.T) {
	unraced(t)
	dir, want := damagedOf(t, flipped())
	whole, err := os.ReadFile(filepath.Join(dir, "stories.db")) //nolint:gosec // a test
	must(t, err)
	const page = 8192
	for at := page; at < len(whole); at += page {
		for bit := range 8 {
			flipped := copyOf(t, dir)
			b := bytes.Clone(whole)
			b[at+4] ^= 1 << bit
			must(t, os.WriteFile(filepath.Join(flipped, "stories.db"), b, 0o600))
			survives(t, flipped, want, fmt.Sprintf("bit %d of page %d", bit, at/page), at/page%64 == 1)
		}
	}
}
