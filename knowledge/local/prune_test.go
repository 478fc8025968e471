package local

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// TestPruneFrees replaces stories again and again: what is pruned is given back to
// the disk, and what is replaced after that needs no more.
func TestPruneFrees(t *testing.T) {
	dir := t.TempDir()
	x, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	size := func() (sum int64) {
		x.db.truncateLog(t.Context())
		_ = filepath.Walk(dir, func(_ string, info os.FileInfo, _ error) error {
			if !info.IsDir() {
				sum += info.Size()
			}
			return nil
		})
		return sum
	}
	r := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // a test
	noise := func() string {         // can hardly be packed
		b := make([]byte, 8000)
		for i := range b {
			b[i] = byte('!' + r.IntN(90))
		}
		return string(b)
	}
	round := 0
	rounds := func(n int) {
		for range n {
			round++
			err := x.Update(t.Context(), func(tx knowledge.Tx) error {
				for i := range 60 {
					s := knowledge.Story{ID: fmt.Sprint("s", i), Title: "T", Lang: "en", Source: "a", Item: "a",
						Text: fmt.Sprintf("Round %d of %d. ", round, i) + strings.Repeat("The council met again on the bridge. ", 10) + noise()}
					if err := tx.Put(knowledge.Prepare(s)); err != nil {
						return err //nolint:wrapcheck // a test
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	rounds(1)
	one := size()
	rounds(9)
	ten := size()
	n, err := x.Prune(t.Context(), time.Now().Add(time.Hour), func(string, string) bool { return false })
	if err != nil || n != 9*60 {
		t.Errorf("pruned %d, %v", n, err)
	}
	pruned := size()
	t.Logf("bytes: one round %d, ten %d, pruned %d", one, ten, pruned)
	if ten < 2*one || pruned > one+one/2 {
		t.Errorf("one round takes %d bytes, ten %d, and after they were pruned %d", one, ten, pruned)
	}
	if files, err := os.ReadDir(x.folder()); err != nil || len(files) > manySegments {
		t.Errorf("%d segments after %d loads, %v", len(files), round, err)
	}
}
