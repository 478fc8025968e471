package local_test

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/indextest"
	"github.com/storybot/storybot/knowledge/local"
)

// packAll packs what was replaced, and forgets nothing.
func packAll(t testing.TB, ix *local.Index) {
	t.Helper()
	n, err := ix.Prune(t.Context(), time.Time{}, func(string, string) bool { return false })
	if err != nil || n != 0 {
		t.Errorf("pruning by no moment forgot %d, %v", n, err)
	}
}

// sizeOf is how much the closed engine in a folder takes on the disk.
func sizeOf(t testing.TB, dir string) (sum int64) {
	t.Helper()
	must(t, filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			info, failed := e.Info()
			sum, err = sum+info.Size(), failed
		}
		return err //nolint:wrapcheck // a test
	}))
	return sum
}

// edits are what becomes of a story from load to load, and how much of the text that was
// replaced the disk may grow by.
func edits() map[string]struct {
	edit func(g *indextest.Newsroom, s *knowledge.Story, round int)
	most float64
} {
	return map[string]struct {
		edit func(g *indextest.Newsroom, s *knowledge.Story, round int)
		most float64
	}{
		"a paragraph": {func(g *indextest.Newsroom, s *knowledge.Story, round int) {
			parts := strings.Split(s.Text, "\n\n")
			parts[round%len(parts)] = g.Paragraph()
			s.Text = strings.Join(parts, "\n\n")
		}, 0.4},
		"all": {func(g *indextest.Newsroom, s *knowledge.Story, _ int) { s.Text = g.Story(0).Text }, 0.75},
	}
}

// grown loads that many stories and edits each of them in that many loads: the size on the disk
// before and after, and of the texts that were replaced.
func grown(t testing.TB, stories, rounds int, edit func(g *indextest.Newsroom, s *knowledge.Story, round int)) (first, last, replaced int64) {
	t.Helper()
	dir, g := t.TempDir(), indextest.NewNewsroom(3)
	list := make([]knowledge.Story, stories)
	for i := range list {
		list[i] = g.Story(i)
	}
	for round := range rounds + 1 {
		ix := open(t, dir)
		must(t, loadAll(t.Context(), ix, list))
		packAll(t, ix)
		must(t, ix.Close())
		if last = sizeOf(t, dir); round == 0 {
			first = last
		}
		for i := range list {
			if round < rounds {
				replaced += int64(len(list[i].Text))
			}
			edit(g, &list[i], round)
			list[i].Hash = list[i].Fingerprint()
		}
	}
	return first, last, replaced
}

// TestDiskGrowth edits all stories in load after load: what was replaced is kept, and takes a
// part of the room that it took.
func TestDiskGrowth(t *testing.T) {
	unraced(t)
	t.Parallel()
	for name, e := range edits() {
		first, last, replaced := grown(t, 25, 12, e.edit)
		t.Logf("%s edited: from %d to %d kB, of %d kB that were replaced", name, first>>10, last>>10, replaced>>10)
		if more := float64(last - first); more > e.most*float64(replaced) {
			t.Errorf("%s edited: %.0f kB more, of %d kB that were replaced", name, more/1024, replaced>>10)
		}
	}
}

// BenchmarkDiskGrowth prints how much 400 stories take after 20 loads that edited each of them, with what was
// replaced packed after each.
func BenchmarkDiskGrowth(b *testing.B) {
	for name, e := range edits() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				first, last, replaced := grown(b, 400, 20, e.edit)
				b.ReportMetric(float64(first)/1e6, "MB-at-first")
				b.ReportMetric(float64(last)/1e6, "MB-at-last")
				b.ReportMetric(float64(replaced)/1e6, "MB-replaced")
			}
		})
	}
}

// textsOf loads the texts as versions of one story, each in a load of its own.
func textsOf(t *testing.T, ix *local.Index, texts []string) (hashes []string) {
	t.Helper()
	for i, text := range texts {
		s := knowledge.Story{ID: "s", Title: fmt.Sprint("T", i), Text: text, Lang: "en", Source: "a", Item: "a"}
		s.Hash = s.Fingerprint()
		must(t, loadAll(t.Context(), ix, []knowledge.Story{s}))
		packAll(t, ix)
		hashes = append(hashes, s.Hash)
	}
	return hashes
}

// haveTexts looks whether each version has the text that it had; "-": it is gone.
func haveTexts(t *testing.T, name string, ix *local.Index, hashes, texts []string) {
	t.Helper()
	v, err := ix.View(t.Context())
	must(t, err)
	defer v.Close()
	for i, hash := range hashes {
		got, err := v.Text(t.Context(), "s", hash)
		if errors.Is(err, knowledge.ErrNotFound) {
			got, err = "-", nil
		}
		if err != nil || got != texts[i] {
			t.Errorf("%s: version %d has %d bytes, want %d, %v", name, i, len(got), len(texts[i]), err)
		}
	}
}

// TestPackedTexts: every version has the text that it had, whatever became of it: packed, read
// by a view from before, opened again, pruned in part, removed and back.
func TestPackedTexts(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(8, 1)) //nolint:gosec // a test
	noise := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('a' + r.IntN(26))
		}
		return string(b)
	}
	long := strings.Repeat("The council met again on the bridge, the city said. ", 60)
	edited := func(n int) (texts []string) {
		for i := range n {
			texts = append(texts, long[:100*i]+fmt.Sprintf("In round %d it was closed. ", i)+long[100*i:])
		}
		return texts
	}
	for name, texts := range map[string][]string{
		"edited":              edited(20),
		"two":                 {long, long + "It is open."},
		"added at the top":    {long, "New. " + long, "Newer. New. " + long, "Newest. Newer. New. " + long},
		"cut short":           {long, long[:1000], long[:10], "", long},
		"empty":               {"", "A.", "", "B."},
		"short":               {"A.", "B.", "C.", "D.", "A."},
		"all others":          {noise(3000), noise(2000), noise(3000), noise(5000)},
		"there and back":      {long, "Gone.", long, "Gone.", long},
		"a text under titles": {long, long, "Other.", long, long},
		"very long":           {strings.Repeat(long, 40), strings.Repeat(long, 40) + "Open.", noise(50000) + long, noise(50000) + long + "."},
		"letters":             {strings.Repeat("Der Brücke größtes Übel: 東京。", 50), strings.Repeat("Der Brücke größtes Übel: 東亰。", 50), strings.Repeat("Der Brücke größtes Ubel: 東京。", 50)},
	} {
		dir := t.TempDir()
		ix := open(t, dir)
		before := textsOf(t, ix, texts[:1])
		v, err := ix.View(t.Context())
		must(t, err)
		hashes := append(before, textsOf(t, ix, texts)[1:]...) // the first is there already
		if got, err := v.Text(t.Context(), "s", before[0]); err != nil || got != texts[0] {
			t.Errorf("%s: a view from before reads %d bytes, %v", name, len(got), err)
		}
		v.Close()
		haveTexts(t, name, ix, hashes, texts)
		must(t, ix.Close())
		ix = open(t, dir)
		haveTexts(t, name+", opened again", ix, hashes, texts)
		middle := hashes[len(hashes)/2]
		_, err = ix.Prune(t.Context(), time.Now().Add(time.Hour), func(_, hash string) bool { return hash == middle })
		must(t, err)
		left := slices.Clone(texts)
		for i, hash := range hashes {
			if hash != middle && i != len(hashes)-1 && hash != hashes[len(hashes)-1] {
				left[i] = "-"
			}
		}
		haveTexts(t, name+", pruned", ix, hashes, left)
		must(t, ix.Update(t.Context(), func(tx knowledge.Tx) error { return tx.Remove("s") }))
		_, err = ix.Prune(t.Context(), time.Now().Add(time.Hour), func(_, hash string) bool { return hash == middle })
		must(t, err)
		again := textsOf(t, ix, []string{texts[len(texts)/2], "Something else.", texts[0]})
		haveTexts(t, name+", removed and back", ix, append(again, middle), []string{texts[len(texts)/2], "Something else.", texts[0], texts[len(texts)/2]})
		must(t, ix.Close())
	}
}

// TestPackedDamage: a packed text that is damaged is an error, whatever is wrong with it.
func TestPackedDamage(t *testing.T) {
	unraced(t)
	t.Parallel()
	long := strings.Repeat("The council met again on the bridge, the city said. ", 60)
	for _, query := range []string{
		"UPDATE texts SET body = substr(body, 1, length(body) - 3) WHERE sum >> 32 > 0",
		"UPDATE texts SET body = x'00' WHERE sum >> 32 > 0", "UPDATE texts SET body = x'' WHERE sum >> 32 > 0",
		"UPDATE texts SET body = x'ffffffffffffffffff01' WHERE sum >> 32 > 1",
		"UPDATE texts SET sum = sum & 4294967295 WHERE sum >> 32 > 0",
		"UPDATE texts SET sum = (sum & 4294967295) | ((id + 1) << 32) WHERE sum >> 32 > 0", // by itself
		"UPDATE texts SET sum = sum | (99 << 32) WHERE sum >> 32 > 0",
		"UPDATE texts SET sum = sum - 1 WHERE sum >> 32 > 0",
		"UPDATE texts SET sum = (sum & 4294967295) | (1 << 32) WHERE sum >> 32 > 1",
		"DELETE FROM texts WHERE sum >> 32 = 1",
	} {
		dir := t.TempDir()
		ix := open(t, dir)
		hashes := textsOf(t, ix, []string{long, long + "Open.", long + "Shut.", "Last."})
		must(t, ix.Close())
		must(t, local.Spoil(dir, query))
		ix = open(t, dir)
		v, err := ix.View(t.Context())
		must(t, err)
		failed := 0
		for i, hash := range hashes[:3] {
			var damage *local.DamagedError
			text, err := v.Text(t.Context(), "s", hash)
			if err != nil {
				failed++
			}
			if err != nil && !errors.As(err, &damage) || err == nil && !strings.HasPrefix(text, long) {
				t.Errorf("%s: version %d: %q, %v", query, i, text, err)
			}
		}
		if text, err := v.Text(t.Context(), "s", hashes[3]); err != nil || text != "Last." || failed == 0 {
			t.Errorf("%s: the present version is %q, %v; %d failed", query, text, err, failed)
		}
		v.Close()
		textsOf(t, ix, []string{"One more.", "And more."}) // a load goes on
		must(t, ix.Close())
	}
}

// TestLayoutBeforePacking: what an earlier program has written is read, packed from then on,
// and not touched by that program any more.
func TestLayoutBeforePacking(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("The council met again on the bridge, the city said. ", 60)
	dir := t.TempDir()
	ix := open(t, dir)
	hashes := textsOf(t, ix, []string{long})
	must(t, ix.Close())
	must(t, local.Spoil(dir, "PRAGMA user_version = 1"))
	ix = open(t, dir)
	hashes = append(hashes, textsOf(t, ix, []string{long + "Open."})...)
	haveTexts(t, "of layout 1", ix, hashes[:1], []string{long})
	must(t, ix.Close())
	if n, err := local.Layout(dir); err != nil || n != 2 {
		t.Errorf("the layout is %d, %v", n, err)
	}
}

// TestTextsWhileReplaced: whoever reads while texts are replaced and moved has each text as it
// was in the state that is read, and nothing is taken for damage.
func TestTextsWhileReplaced(t *testing.T) {
	t.Parallel()
	ix := open(t, t.TempDir())
	const long = "The council met again on the bridge of the old town, the city said. "
	put := func(round int) {
		must(t, ix.Update(t.Context(), func(tx knowledge.Tx) error {
			for n := range 20 {
				s := knowledge.Story{ID: fmt.Sprint("s", n), Title: "The bridge", Source: "a", Item: fmt.Sprint(n), Text: fmt.Sprintf("Round %d of %d. ", round, n) + strings.Repeat(long, 20)}
				s.Hash = s.Fingerprint()
				if err := tx.Put(knowledge.Prepare(s)); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	put(0)
	ended := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-ended:
					return
				default:
				}
				readRound(t, ix)
			}
		})
	}
	for round := range many(10, 25) {
		put(round + 1)
		packAll(t, ix)
	}
	close(ended)
	readers.Wait()
	if hurt, _ := ix.Hurt(); len(hurt) > 0 {
		t.Errorf("taken for damaged: %d stories", len(hurt))
	}
	if err := ix.Sound(); err != nil {
		t.Error(err)
	}
	must(t, ix.Close())
}

// readRound reads every text of one state, which must all be of one round.
func readRound(t *testing.T, ix *local.Index) {
	t.Helper()
	v, err := ix.View(t.Context())
	if err != nil {
		t.Error(err)
		return
	}
	defer v.Close()
	rounds := make(map[string]bool)
	for s, err := range v.Stories(t.Context()) {
		if err != nil {
			t.Error(err)
			return
		}
		body, err := v.Text(t.Context(), s.Story.ID, s.Story.Hash)
		if err != nil {
			t.Errorf("%s: %v", s.Story.ID, err)
			return
		}
		round, _, _ := strings.Cut(body, " of ")
		rounds[round] = true
	}
	if len(rounds) != 1 {
		t.Errorf("one state is of %d rounds", len(rounds))
	}
}

// TestPackedOnce: a text that packing makes no smaller is tried once, in this process and the next, and again when
// its story has another text by which it may be packed.
func TestPackedOnce(t *testing.T) {
	dir := t.TempDir()
	ix := open(t, dir)
	tells := func(text string) {
		s := knowledge.Story{ID: "ferry", Title: "Ferry", Text: text, Label: knowledge.News, Source: "press", Item: "ferry.md"}
		s.Hash = s.Fingerprint()
		must(t, loadAll(t.Context(), ix, []knowledge.Story{s}))
	}
	tries := func(when string, want int) {
		t.Helper()
		if n, err := local.PackAgain(t.Context(), ix); err != nil || n != want {
			t.Errorf("%s: %d tries, want %d; %v", when, n, want, err)
		}
	}
	g := indextest.NewNewsroom(3)
	long := g.Story(0).Text
	tells("It is late.")
	tries("nothing was replaced", 0)
	tells("It was early.")
	tells("It is late.")
	tells("It was early.")
	tells("It is late.")
	tries("short texts", 4)
	tries("again", 0)
	must(t, ix.Close())
	ix = open(t, dir)
	tries("at the next start", 0)
	tells(long)
	tries("another short text", 1)
	tells(long + " It is late.")
	tries("a long text", 1)
	tries("the short ones, by the long one", 5)
	tries("and again", 0)
	_, err := ix.Prune(t.Context(), time.Now().Add(time.Hour), func(string, string) bool { return false })
	must(t, err)
	tells("It is gone.")
	tries("a long text, where old versions are forgotten", 1)
	must(t, ix.Close())
}
