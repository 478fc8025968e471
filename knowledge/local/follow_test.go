package local_test

import (
	"errors"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
)

var errElsewhere = errors.New("it is not committed elsewhere")

// An Index that follows knows how far, through a restart too, has the versions with the moments
// at which the truth saw them, once, and keeps nothing of what the truth did not commit.
func TestFollow(t *testing.T) {
	dir := t.TempDir()
	x := open(t, dir)
	seen := time.Date(2024, 5, 1, 9, 0, 0, 0, time.UTC)
	at := seen.Add(time.Hour)
	first, now := knowledge.Story{ID: "a", Title: "A", Text: "A walrus.", Hash: "1"}, knowledge.Story{ID: "a", Title: "A", Text: "A narwhal.", Hash: "2"}
	fill := func(r local.Replay) error {
		return errors.Join(r.Version(first, seen), r.Version(now, at), r.Put(knowledge.Prepare(now)))
	}
	if err := x.Follow(t.Context(), "t", 6, at, fill, func() error { return errElsewhere }); !errors.Is(err, errElsewhere) {
		t.Errorf("error %v, want that of the commit elsewhere", err)
	}
	if got := x.Followed(); got != (local.Followed{}) {
		t.Errorf("followed %+v, though the truth has committed nothing", got)
	}
	for range 2 { // the second time everything is there
		must(t, x.Follow(t.Context(), "t", 7, at, fill, nil))
	}
	must(t, x.FollowVectors(t.Context(), "m", [][]byte{make([]byte, 16)}, [][]float32{{1, 2}}, 40))
	must(t, x.Close())
	x = open(t, dir)
	if got, want := x.Followed(), (local.Followed{Truth: "t", Generation: 7, Vectors: 40}); got != want {
		t.Errorf("followed %+v, want %+v", got, want)
	}
	v, err := x.View(t.Context())
	must(t, err)
	versions, err := v.Versions(t.Context(), "a")
	if err != nil || len(versions) != 2 || !versions[0].Seen.Equal(seen) || !versions[1].Seen.Equal(at) {
		t.Errorf("versions %+v, %v", versions, err)
	}
	if text, err := v.Text(t.Context(), "a", "1"); err != nil || text != first.Text {
		t.Errorf("the text of before is %q, %v", text, err)
	}
	if info, err := v.Info(t.Context()); err != nil || !info.Loaded.Equal(at) || info.Stories != 1 {
		t.Errorf("info %+v, %v", info, err)
	}
	v.Close()
	must(t, loadAll(t.Context(), x, nil))
	if got := x.Followed(); got.Truth != "" {
		t.Errorf("followed %+v after a load of its own", got)
	}
	must(t, x.Close())
}
