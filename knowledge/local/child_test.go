package local_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"go.uber.org/goleak"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/indextest"
	"github.com/storybot/storybot/knowledge/local"
	diskerr "github.com/storybot/storybot/knowledge/local/disk"
	"github.com/storybot/storybot/knowledge/text"
)

// childVar makes the test binary do a child's work instead: "kind dir".
const childVar = "STORYBOT_LOCAL_CHILD"

// Importing bleve, for the comparison, starts goroutines of its own.
func TestMain(m *testing.M) {
	if kind, dir, ok := strings.Cut(os.Getenv(childVar), " "); ok {
		if err := child(kind, dir); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent())
}

func child(kind, dir string) error {
	ctx := context.Background()
	switch kind {
	case "load": // until killed
		return loadRounds(ctx, dir)
	case "hold": // until its input ends
		ix, err := local.Open(ctx, dir, local.Options{})
		if err != nil {
			return err //nolint:wrapcheck // a test
		}
		fmt.Println("holding")
		_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
		return ix.Close() //nolint:wrapcheck // a test
	case "full":
		return fullDisk(ctx, dir)
	case "noroom":
		return noRoom(ctx, dir)
	}
	return errors.New("no such child: " + kind)
}

// start runs this test binary as a child.
func start(t *testing.T, kind, dir string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^$") //nolint:gosec // this binary
	cmd.Env = append(os.Environ(), childVar+"="+kind+" "+dir)
	return cmd
}

// round is what load number r does: it changes some stories and takes out others.
func round(r int, put func(id string), remove func(id string)) {
	for i := range 12 {
		id := fmt.Sprintf("s%02d", (r*7+i*5)%40)
		if (r+i)%5 == 4 {
			remove(id)
		} else {
			put(id)
		}
	}
}

func roundStory(id string, r int) knowledge.Story {
	s := knowledge.Story{
		ID: id, Title: "Round story", Source: "rounds", Lang: "en", Label: knowledge.News,
		Text: fmt.Sprintf("The word of this round is round%dx.", r) + strings.Repeat(" The council of the valley met again to speak about the bridge and its cost.", 4+r%40),
	}
	s.Hash = s.Fingerprint()
	return s
}

// loadRounds goes on loading where the last child was killed.
func loadRounds(ctx context.Context, dir string) error {
	ix, err := local.Open(ctx, dir, local.Options{})
	if err != nil {
		return err //nolint:wrapcheck // a test
	}
	r, err := lastRound(ctx, ix)
	for err == nil {
		r++
		err = ix.Update(ctx, func(tx knowledge.Tx) error {
			err := tx.Mark("rounds", "last", strconv.Itoa(r))
			round(r,
				func(id string) { err = errors.Join(err, tx.Put(knowledge.Prepare(roundStory(id, r)))) },
				func(id string) { err = errors.Join(err, tx.Remove(id)) })
			return err
		})
	}
	return err
}

func lastRound(ctx context.Context, ix *local.Index) (int, error) {
	marks, err := ix.Marks(ctx, "rounds")
	if err != nil || marks["last"] == "" {
		return 0, err //nolint:wrapcheck // a test
	}
	return strconv.Atoi(marks["last"]) //nolint:wrapcheck // a test
}

// fullDisk runs out of room in the middle of a load: files may not grow beyond
// a limit, which fails as a full disk does.
func fullDisk(ctx context.Context, dir string) error {
	signal.Ignore(syscall.SIGXFSZ)
	ix, err := local.Open(ctx, dir, local.Options{})
	if err != nil {
		return err //nolint:wrapcheck // a test
	}
	g := indextest.NewNewsroom(3)
	small, large, more := g.Write(50), g.Write(4000), g.Write(50)
	for i := range more {
		more[i].ID = fmt.Sprint("more", i)
	}
	if err := loadAll(ctx, ix, small); err != nil {
		return fmt.Errorf("small: %w", err)
	}
	before := answers(ctx, ix)
	limit := syscall.Rlimit{Cur: 2 << 20, Max: 2 << 20}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return fmt.Errorf("limit: %w", err)
	}
	for range 2 {
		err := loadAll(ctx, ix, large)
		if err == nil {
			return errors.New("more than there is room for was loaded")
		}
		var full *diskerr.Error
		if !errors.As(err, &full) || full.Dir != dir {
			return fmt.Errorf("it is not said that it is the disk of %s: %w", dir, err)
		}
		fmt.Println("as wanted:", err)
		if answers(ctx, ix) != before {
			return errors.New("the failed load changed the answers")
		}
	}
	if err := loadAll(ctx, ix, more); err != nil {
		return fmt.Errorf("after a failed load: %w", err)
	}
	info, err := (&knowledge.Base{Index: ix}).Info(ctx)
	if n := info.Stories; err != nil || n != len(small)+len(more) {
		return fmt.Errorf("%d stories, %w; want %d", n, err, len(small)+len(more))
	}
	return ix.Close() //nolint:wrapcheck // a test
}

// noRoom opens an engine that must be mended where nothing can be written, and
// prints its answers.
func noRoom(ctx context.Context, dir string) error {
	signal.Ignore(syscall.SIGXFSZ)
	limit := syscall.Rlimit{Cur: 40_000, Max: 40_000}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return fmt.Errorf("limit: %w", err)
	}
	ix, err := local.Open(ctx, dir, local.Options{})
	if err != nil {
		return err //nolint:wrapcheck // a test
	}
	fmt.Print(answers(ctx, ix))
	return ix.Close() //nolint:wrapcheck // a test
}

// answers is what an engine says to some questions, as one text.
func answers(ctx context.Context, ix *local.Index) string {
	v, err := ix.View(ctx)
	if err != nil {
		return err.Error()
	}
	defer v.Close()
	var b strings.Builder
	seen := 0
	for s, err := range v.Stories(ctx) {
		if err != nil {
			return err.Error()
		}
		docs, err := v.Documents(ctx, []string{s.Story.ID})
		if err != nil {
			return err.Error()
		}
		d := docs[0]
		fmt.Fprintln(&b, d.Story.ID, d.Story.Hash, len(d.Passages), d.Words, d.Title, d.Terms)
		if seen++; seen > 40 {
			continue
		}
		terms := text.English().Terms(d.Story.Title)
		df, err := v.DocFreq(ctx, terms)
		fmt.Fprintln(&b, terms, df, err)
		list, err := v.Candidates(ctx, terms, knowledge.Wish{N: 20})
		for _, c := range list {
			fmt.Fprintln(&b, c.Story.Story.ID, c.N, c.Score)
		}
		text, terr := v.Text(ctx, d.Story.ID, d.Story.Hash)
		fmt.Fprintln(&b, len(text), err, terr)
	}
	return b.String()
}
