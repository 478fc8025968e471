package local_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/storybot/storybot/knowledge/local"
)

// TestDatabaseFlips flips bits of the database, which is the truth and cannot
// be made again: it either is refused by name or answers as before.
func TestDatabaseFlips(t *testing.T) {
	dir, want := damaged(t)
	whole, err := os.ReadFile(filepath.Join(dir, "stories.db")) //nolint:gosec // a test
	must(t, err)
	refused := 0
	for range 40 {
		bit := rand.IntN(8 * len(whole)) //nolint:gosec // a test
		flipped := copyOf(t, dir)
		b := bytes.Clone(whole)
		b[bit/8] ^= 1 << (bit % 8)
		must(t, os.WriteFile(filepath.Join(flipped, "stories.db"), b, 0o600))
		ix, err := local.Open(t.Context(), flipped, local.Options{})
		if err != nil {
			refused++
			var de *local.DamagedError
			if !errors.As(err, &de) {
				t.Errorf("bit %d is refused with %v", bit, err)
			}
			continue
		}
		if got := answers(t.Context(), ix); got != want && !bytes.Contains([]byte(got), []byte("cannot be read")) {
			t.Errorf("bit %d of %d changes the answers", bit, 8*len(whole))
		}
		must(t, ix.Close())
	}
	t.Logf("%d of 40 refused", refused)
}
