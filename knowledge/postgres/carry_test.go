package postgres_test

import (
	"errors"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/postgres"
	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

// What an engine of its own holds goes into a database and back: stories, every version, also of
// those that were removed, marks and vectors. Who follows the database has it at once.
func testCarried(t *testing.T, server *pgtest.Server) {
	own, err := local.Open(t.Context(), t.TempDir(), local.Options{})
	must(t, err)
	odd := story("odd \x00 \xff", `\x41 and more`)
	odd.Authors, odd.Item = []string{"", `a,"b"`, "é"}, "odd \xff"
	for _, round := range [][]knowledge.Story{
		{story("x", "A walrus."), story("y", "A ferry."), story("w", "A weasel."), odd}, {story("x", "A narwhal."), story("w", "A stoat.")}, {story("x", "A walrus.")},
	} {
		must(t, own.Update(t.Context(), func(tx knowledge.Tx) error { //nolint:wrapcheck // a test
			for _, s := range round {
				s.Hash = s.Fingerprint()
				if err := errors.Join(tx.Put(knowledge.Prepare(s)), tx.Mark(s.Source, s.Item, s.Hash)); err != nil {
					return err
				}
			}
			return nil
		}))
	}
	must(t, own.Update(t.Context(), func(tx knowledge.Tx) error { return tx.Remove("y") })) //nolint:wrapcheck // as above
	must(t, own.PutVectors(t.Context(), "m", []string{"a", "b"}, [][]float32{{1, 2}, {3, 4}}))
	must(t, own.PutVectors(t.Context(), "n", []string{"a"}, [][]float32{{1, 2, 3}}))

	url := server.URL("carried")
	follower := open(t, url, t.TempDir())
	went, err := postgres.Fill(t.Context(), url, own, t.TempDir(), false)
	must(t, err)
	want := []int{3, 7, 4, 3}
	for i, s := range went {
		if s.Rows != want[i] || s.Hash == [32]byte{} {
			t.Errorf("%s: %d rows, %x; want %d", s.Kind, s.Rows, s.Hash, want[i])
		}
	}
	const holding = "odd \x00 \xff: \\x41 and more 1\nw: A stoat. 2\nx: A walrus. 3"
	becomes(t, follower, holding)
	put(t, follower, story("z", "A whale.")) // numbers go on
	becomes(t, follower, holding+"\nz: A whale. 1")
	if _, err := postgres.Fill(t.Context(), url, own, t.TempDir(), false); !errors.Is(err, postgres.ErrFull) {
		t.Errorf("over what is there: %v", err)
	}
	becomes(t, follower, holding+"\nz: A whale. 1")
	again, err := postgres.Fill(t.Context(), url, own, t.TempDir(), true)
	if err != nil || !slices.Equal(again, went) {
		t.Errorf("put back: %v, %v", again, err)
	}
	becomes(t, follower, holding)
	must(t, errors.Join(follower.Close(), own.Close()))

	dir := filepath.Join(t.TempDir(), "back")
	came, err := postgres.Take(t.Context(), url, dir, t.TempDir())
	if err != nil || !slices.Equal(came, went) {
		t.Errorf("there went %v, back came %v, %v", went, came, err)
	}
	back, err := local.Open(t.Context(), dir, local.Options{})
	must(t, err)
	if back.Followed() != (local.Followed{}) {
		t.Errorf("it follows %v", back.Followed())
	}
	view, err := back.View(t.Context())
	must(t, err)
	got, err := view.Story(t.Context(), odd.ID)
	if err != nil || !reflect.DeepEqual(got.Story.Authors, odd.Authors) || got.Story.Item != odd.Item {
		t.Errorf("the odd one is %+v, %v", got, err)
	}
	if text, err := view.Text(t.Context(), "y", story("y", "A ferry.").Hash); err != nil || text != "A ferry." {
		t.Errorf("of a removed story there is %q, %v", text, err)
	}
	view.Close()
	must(t, back.Update(t.Context(), func(tx knowledge.Tx) error { return tx.Put(knowledge.Prepare(story("v", "A vole."))) })) //nolint:wrapcheck // as above
	must(t, back.Close())
}
