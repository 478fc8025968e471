package postgres_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/postgres"
	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func story(id, text string) knowledge.Story {
	s := knowledge.Story{ID: id, Title: "Title of " + id, Text: text, Source: "folder", Item: id + ".md"}
	s.Hash = s.Fingerprint()
	return s
}

func put(t testing.TB, x *postgres.Index, stories ...knowledge.Story) {
	t.Helper()
	must(t, x.Update(t.Context(), func(tx knowledge.Tx) error {
		for _, s := range stories {
			if err := errors.Join(tx.Put(knowledge.Prepare(s)), tx.Mark(s.Source, s.Item, s.Hash)); err != nil {
				return err
			}
		}
		return nil
	}))
}

// holds are the stories of an engine, with their texts and how many versions each has had.
func holds(t testing.TB, x *postgres.Index) string {
	t.Helper()
	v, err := x.View(t.Context())
	must(t, err)
	defer v.Close()
	var list []string
	for s, err := range v.Stories(t.Context()) {
		must(t, err)
		text, err := v.Text(t.Context(), s.Story.ID, s.Story.Hash)
		must(t, err)
		versions, err := v.Versions(t.Context(), s.Story.ID)
		must(t, err)
		list = append(list, fmt.Sprint(s.Story.ID, ": ", text, " ", len(versions)))
	}
	return strings.Join(list, "\n")
}

// becomes waits until an engine holds that.
func becomes(t testing.TB, x *postgres.Index, want string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); holds(t, x) != want; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it holds %q, want %q", holds(t, x), want)
		}
	}
}

// What one process loads the others have soon, with versions and marks, and load on from it.
func testSeveral(t *testing.T, server *pgtest.Server) {
	url := server.URL("several")
	a, b := open(t, url, t.TempDir()), open(t, url, t.TempDir())
	put(t, a, story("x", "A walrus."), story("y", "A ferry."))
	put(t, a, story("x", "A narwhal."))
	becomes(t, b, "x: A narwhal. 2\ny: A ferry. 1")
	must(t, b.Update(t.Context(), func(tx knowledge.Tx) error { return errors.Join(tx.Remove("y"), tx.Mark("folder", "y.md", "")) }))
	becomes(t, a, "x: A narwhal. 2")
	for _, x := range []*postgres.Index{a, b} {
		marks, err := x.Marks(t.Context(), "folder")
		if err != nil || len(marks) != 1 || marks["x.md"] != story("x", "A narwhal.").Hash {
			t.Errorf("marks %v, %v", marks, err)
		}
	}
	var all sync.WaitGroup
	const rounds = 8
	for i, x := range []*postgres.Index{a, b} {
		all.Go(func() {
			for n := range rounds {
				put(t, x, story(fmt.Sprint("s", i, "-", n), "A story of its own."), story("x", fmt.Sprint("Round ", n, " of process ", i, ".")))
			}
		})
	}
	all.Wait()
	if a.Followed().Generation != 3+2*rounds && b.Followed().Generation != 3+2*rounds {
		t.Errorf("generations %d and %d after %d loads", a.Followed().Generation, b.Followed().Generation, 3+2*rounds)
	}
	becomes(t, b, holdsAtLast(t, a, 3+2*rounds))
	c := open(t, url, t.TempDir()) // from the database alone
	if got, want := holds(t, c), holds(t, a); got != want {
		t.Errorf("a new process holds %q, want %q", got, want)
	}
	if got := holds(t, c); strings.Count(got, "A story of its own.") != 2*rounds || !strings.Contains(got, fmt.Sprint(" ", 2+2*rounds)) {
		t.Errorf("of %d loads there is %q", 2*rounds, got)
	}
	for _, x := range []*postgres.Index{a, b, c} {
		must(t, x.Close())
	}
}

// holdsAtLast waits for a generation and returns what is held.
func holdsAtLast(t testing.TB, x *postgres.Index, generation int64) string {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); x.Followed().Generation < generation; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("generation %d, want %d", x.Followed().Generation, generation)
		}
	}
	return holds(t, x)
}

// A process sees the loads of another whole: two stories that change together are both old or
// both new.
func testNoMix(t *testing.T, server *pgtest.Server) {
	url := server.URL("mix")
	a, b := open(t, url, t.TempDir()), open(t, url, t.TempDir())
	pair := func(n int) []knowledge.Story {
		text := fmt.Sprintf("A walrus in round %d.", n)
		return []knowledge.Story{story("x", text), story("y", text)}
	}
	put(t, a, pair(0)...)
	becomes(t, b, "x: A walrus in round 0. 1\ny: A walrus in round 0. 1")
	done := make(chan struct{})
	go func() {
		defer close(done)
		for n := range 20 {
			put(t, a, pair(n)...)
		}
	}()
	seen := make(map[string]bool)
	for reading := true; reading; {
		select {
		case <-done:
			reading = false
		default:
		}
		x, y, _ := strings.Cut(holds(t, b), "\n")
		if strings.TrimPrefix(x, "x") != strings.TrimPrefix(y, "y") {
			t.Fatalf("a mix of two generations: %q and %q", x, y)
		}
		seen[x] = true
	}
	if len(seen) < 2 {
		t.Errorf("seen was only %v: too little was tested", seen)
	}
	must(t, errors.Join(a.Close(), b.Close()))
}

// While the server is away, what is held can be read, a load fails and keeps nothing, and no
// error tells the password; then all goes on.
func testAway(t *testing.T, server *pgtest.Server) {
	url := server.URL("away")
	a, b := open(t, url, t.TempDir()), open(t, url, t.TempDir())
	put(t, a, story("x", "A walrus."))
	becomes(t, b, "x: A walrus. 1")
	err := a.Update(t.Context(), func(tx knowledge.Tx) error { // it goes within a load
		server.Stop()
		return tx.Put(knowledge.Prepare(story("x", "A narwhal.")))
	})
	var own *postgres.Error
	if !errors.As(err, &own) || strings.Contains(err.Error(), pgtest.Password) {
		t.Errorf("the server went within a load: %v", err)
	}
	if err := b.Update(t.Context(), func(knowledge.Tx) error { return nil }); !errors.As(err, &own) || strings.Contains(err.Error(), pgtest.Password) {
		t.Errorf("the server is away: %v", err)
	}
	for _, x := range []*postgres.Index{a, b} {
		if got := holds(t, x); got != "x: A walrus. 1" {
			t.Errorf("while the server is away it holds %q", got)
		}
	}
	server.Run()
	put(t, a, story("x", "A manatee."))
	becomes(t, b, "x: A manatee. 2")
	must(t, errors.Join(a.Close(), b.Close()))
}

// A replica that has lost stories, that is of another database, or that is ahead of one that
// was put back, is made to hold what the truth has.
func testMended(t *testing.T, server *pgtest.Server) {
	url, dir := server.URL("mended"), t.TempDir()
	x := open(t, url, dir)
	put(t, x, story("x", "A walrus."), story("y", "A ferry."))
	first := holds(t, x)
	at := x.Followed()
	must(t, x.Close())

	replica, err := local.Open(t.Context(), dir, local.Options{})
	must(t, err)
	v, err := replica.View(t.Context())
	must(t, err)
	info, err := v.Info(t.Context())
	must(t, err)
	v.Close()
	must(t, replica.Follow(t.Context(), at.Truth, at.Generation, info.Loaded, func(r local.Replay) error {
		return errors.Join(r.Remove("x"), r.Mark("folder", "x.md", ""))
	}, nil))
	must(t, replica.Close())
	x = open(t, url, dir)
	if got := holds(t, x); got != first {
		t.Errorf("of lost stories there is %q, want %q", got, first)
	}
	if marks, err := x.Marks(t.Context(), "folder"); err != nil || len(marks) != 2 {
		t.Errorf("marks %v, %v", marks, err)
	}

	put(t, x, story("x", "A narwhal."), story("z", "A whale.")) // which a database that was put back does not know
	must(t, x.Close())
	server.Exec(url, `UPDATE truth SET generation = 1; DELETE FROM loads WHERE generation > 1; DELETE FROM stories WHERE id <> 'y';
		INSERT INTO stories SELECT 'x', title, '', '{}', '', '', '', '', '', '', 'folder', 'x.md', hash, id, 1 FROM versions WHERE story = 'x' ORDER BY id LIMIT 1;
		DELETE FROM versions WHERE born > 1; UPDATE loads SET stories = 2; DELETE FROM marks WHERE born > 1`)
	x = open(t, url, dir)
	put(t, x, story("w", "A weasel."))
	if got := holds(t, x); !strings.Contains(got, "x: A walrus.") || strings.Contains(got, "z:") || !strings.Contains(got, "w: A weasel.") {
		t.Errorf("after the database was put back there is %q", got)
	}
	must(t, x.Close())

	other := open(t, server.URL("another"), dir)
	if got := holds(t, other); got != "" {
		t.Errorf("of another database there is %q", got)
	}
	if sources, err := other.Sources(t.Context()); err != nil || len(sources) != 0 {
		t.Errorf("of another database there are the sources %q, %v", sources, err)
	}
	must(t, other.Close())
}

// What is not fit to begin with is one line, without the password, and leaves DATA_DIR as it is.
func testUnfit(t *testing.T, server *pgtest.Server) {
	good := server.URL("unfit")
	newer := server.URL("newer")
	must(t, open(t, newer, t.TempDir()).Close())
	server.Exec(newer, "INSERT INTO schema_version VALUES (1000)")
	owned := t.TempDir()
	own, err := local.Open(t.Context(), owned, local.Options{})
	must(t, err)
	must(t, own.Update(t.Context(), func(tx knowledge.Tx) error { return tx.Put(knowledge.Prepare(story("x", "A walrus."))) })) //nolint:wrapcheck // a test
	must(t, own.Close())
	for name, c := range map[string]struct{ url, dir, want string }{
		"no address":         {"postgres://storybot:" + pgtest.Password + "@ho st/x", t.TempDir(), "no address"},
		"a wrong port":       {"postgres://storybot:" + pgtest.Password + "@host:99999/x", t.TempDir(), "no address"},
		"a wrong password":   {strings.Replace(good, pgtest.Password, "wrong", 1), t.TempDir(), "password authentication failed"},
		"no database":        {strings.Replace(good, "/postgres?", "/nothing?", 1), t.TempDir(), `"nothing" does not exist`},
		"nobody listens":     {"postgres://storybot:" + pgtest.Password + "@127.0.0.1:1/x", t.TempDir(), "connection refused"},
		"no such socket":     {"host=/nowhere password=" + pgtest.Password, t.TempDir(), "no such file"},
		"no such host":       {"postgres://storybot:" + pgtest.Password + "@nowhere.invalid/x", t.TempDir(), "not known"},
		"a newer layout":     {newer, t.TempDir(), "newer storybot (layout 1000; this one knows"},
		"stories of its own": {good, owned, "loaded without DATABASE_URL"},
	} {
		x, err := postgres.Open(t.Context(), c.url, c.dir, local.Options{})
		var unfit *postgres.SetupError
		switch {
		case err == nil:
			t.Errorf("%s: it is opened", name)
			must(t, x.Close())
		case !errors.As(err, &unfit) || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n"):
			t.Errorf("%s: %q, want one line with %q", name, err, c.want)
		case strings.Contains(fmt.Sprintf("%+v %#v", err, unfit.Err), pgtest.Password):
			t.Errorf("%s: the error tells the password", name)
		}
		if files, _ := os.ReadDir(c.dir); c.dir != owned && len(files) > 0 {
			t.Errorf("%s: %v was made", name, files)
		}
	}
	own, err = local.Open(t.Context(), owned, local.Options{})
	must(t, err)
	if sources, err := own.Sources(t.Context()); err != nil || !slices.Equal(sources, []string{"folder"}) {
		t.Errorf("what was in DATA_DIR is %q, %v", sources, err)
	}
	must(t, own.Close())
}
