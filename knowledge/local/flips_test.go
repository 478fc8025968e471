package local_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// TestDatabaseFlips flips bits of the database, which is the truth and cannot
// be made again: it either is refused by name, or answers as before, or names what
// is damaged, which a load then mends.
func TestDatabaseFlips(t *testing.T) {
	unraced(t)
	dir, want := damagedOf(t, flipped())
	whole, err := os.ReadFile(filepath.Join(dir, "stories.db")) //nolint:gosec // a test
	must(t, err)
	refused, flips := 0, many(20, 40)
	for range flips {
		bit := rand.IntN(8 * len(whole)) //nolint:gosec // a test
		flipped := copyOf(t, dir)
		b := bytes.Clone(whole)
		b[bit/8] ^= 1 << (bit % 8)
		must(t, os.WriteFile(filepath.Join(flipped, "stories.db"), b, 0o600))
		if !survives(t, flipped, want, fmt.Sprintf("bit %d of %d", bit, 8*len(whole)), true) {
			refused++
		}
	}
	t.Logf("%d of %d refused", refused, flips)
}
