package local_test

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/indextest"
	"github.com/storybot/storybot/knowledge/local"
)

// TestKilled kills a loading process again and again. What is there afterwards
// is exactly what the last finished load left. STORYBOT_KILLS sets how often.
func TestKilled(t *testing.T) {
	kills := 10
	if n, err := strconv.Atoi(os.Getenv("STORYBOT_KILLS")); err == nil {
		kills = n
	}
	dir, past, longest, n := t.TempDir(), 0, 250*time.Millisecond, 0
	for ; n < kills || past == 0 && longest < time.Minute; n++ {
		if past == 0 && n > 0 && n%5 == 0 {
			longest *= 2 // on a computer that is slow today no load ends so soon: it goes on until one has
		}
		cmd := start(t, "load", dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(rand.N(longest)) //nolint:gosec // a test
		if err := cmd.Process.Kill(); err != nil {
			t.Fatalf("the child ended by itself: %v", err)
		}
		if err := cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
			t.Fatalf("the child ended by itself: %v", err)
		}
		ix := open(t, dir)
		last, err := lastRound(t.Context(), ix)
		if err != nil || last < past {
			t.Fatalf("kill %d: round %d after round %d, %v", n, last, past, err)
		}
		past = last
		sameRound(t, ix, last)
		leftovers(t, ix, dir)
		if err := ix.Close(); err != nil {
			t.Fatal(err)
		}
		if t.Failed() {
			t.Fatalf("kill %d, after round %d", n, last)
		}
	}
	if past == 0 {
		t.Error("no load was finished between the kills: nothing was tested")
	}
	t.Logf("%d kills, %d loads", n, past)
}

// sameRound compares the engine with what r rounds must have left.
func sameRound(t *testing.T, ix *local.Index, r int) {
	t.Helper()
	want := make(map[string]int)
	for n := 1; n <= r; n++ {
		round(n, func(id string) { want[id] = n }, func(id string) { delete(want, id) })
	}
	v, err := ix.View(t.Context())
	must(t, err)
	defer v.Close()
	if info, err := v.Info(t.Context()); err != nil || info.Stories != len(want) {
		t.Errorf("%d stories, %v; want %d", info.Stories, err, len(want))
	}
	for s, err := range v.Stories(t.Context()) {
		if must(t, err); want[s.Story.ID] == 0 {
			t.Errorf("%s is still there", s.Story.ID)
		}
	}
	passages := 0
	for id, n := range want {
		s := roundStory(id, n)
		docs, err := v.Documents(t.Context(), []string{id})
		if err != nil || docs[0].Story.Hash != s.Hash {
			t.Errorf("story %s is not that of round %d: %v", id, n, err)
			continue
		}
		passages += len(docs[0].Passages)
		if text, err := v.Text(t.Context(), id, s.Hash); err != nil || text != s.Text {
			t.Errorf("the text of %s is another: %v", id, err)
		}
		list, err := v.Candidates(t.Context(), []string{fmt.Sprintf("round%dx", n)}, knowledge.Wish{Filter: knowledge.Filter{Story: id}, N: 5})
		if err != nil || len(list) != 1 || list[0].Story.Story.ID != id {
			t.Errorf("story %s is not found by its round: %v, %v", id, list, err)
		}
	}
	if df, err := v.DocFreq(t.Context(), []string{"round", "council"}); err != nil || df[0] != passages || df[1] != passages {
		t.Errorf("document frequencies %v, %v; want %d", df, err, passages)
	}
}

// leftovers checks that nothing is left in the words folder that is not in use.
func leftovers(t *testing.T, ix *local.Index, dir string) {
	t.Helper()
	files, err := os.ReadDir(filepath.Join(dir, "words"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !slices.Contains(local.SegmentNames(ix), f.Name()) {
			t.Errorf("left over: %s", f.Name())
		}
	}
}

func TestHeld(t *testing.T) {
	dir := t.TempDir()
	cmd := start(t, "hold", dir)
	in, err := cmd.StdinPipe()
	must(t, err)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "holding\n" {
		t.Fatalf("the child says %q, %v", line, err)
	}
	began := time.Now()
	_, err = local.Open(t.Context(), dir, local.Options{})
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("a second owner waits %v", took)
	}
	var held *local.InUseError
	if !errors.As(err, &held) || held.PID != cmd.Process.Pid || held.Dir != dir || !strings.Contains(held.Command, filepath.Base(os.Args[0])) {
		t.Errorf("error %#v", err)
	}
	if err == nil || !strings.Contains(err.Error(), strconv.Itoa(cmd.Process.Pid)) {
		t.Errorf("the message does not name the holder: %v", err)
	}
	must(t, in.Close())
	must(t, cmd.Wait())
	must(t, open(t, dir).Close())
}

func TestFullDisk(t *testing.T) {
	unraced(t)
	out, err := start(t, "full", t.TempDir()).CombinedOutput()
	if err != nil || strings.Count(string(out), "as wanted:") != 2 {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestNoRoomToMend opens a damaged engine on a full disk: it answers from
// memory, and mends itself once there is room.
func TestNoRoomToMend(t *testing.T) {
	dir, want := damaged(t)
	must(t, os.RemoveAll(filepath.Join(dir, "words")))
	out, err := start(t, "noroom", dir).CombinedOutput()
	if err != nil || string(out) != want {
		t.Errorf("%v; %d bytes of answers, want %d: %.300s", err, len(out), len(want), out)
	}
	mended(t, dir, want)
}

// TestClosed uses an engine after its end: it says so, and does not hang.
func TestClosed(t *testing.T) {
	ix := open(t, t.TempDir())
	must(t, loadAll(t.Context(), ix, indextest.NewNewsroom(3).Write(20)))
	must(t, ix.Close())
	must(t, ix.Close())
	if err := loadAll(t.Context(), ix, nil); err == nil {
		t.Error("a closed engine takes a load")
	}
	v, err := ix.View(t.Context())
	must(t, err)
	defer v.Close()
	if info, err := v.Info(t.Context()); err != nil || info.Stories != 0 {
		t.Errorf("a closed engine has %d stories, %v", info.Stories, err)
	}
}

// TestNoWordsFolder takes the folder away under a load.
func TestNoWordsFolder(t *testing.T) {
	dir := t.TempDir()
	ix := open(t, dir)
	must(t, loadAll(t.Context(), ix, indextest.NewNewsroom(3).Write(50)))
	before := answers(t.Context(), ix)
	words := filepath.Join(dir, "words")
	must(t, os.Rename(words, words+"-away"))
	must(t, os.WriteFile(words, nil, 0o600))
	more := indextest.NewNewsroom(4).Write(50)
	if err := loadAll(t.Context(), ix, more); err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("error %v, want one that names %s", err, words)
	}
	if answers(t.Context(), ix) != before {
		t.Error("the failed load changed the answers")
	}
	must(t, os.Remove(words))
	must(t, os.Rename(words+"-away", words))
	must(t, loadAll(t.Context(), ix, more))
	must(t, ix.Close())
	must(t, open(t, dir).Close())
}
