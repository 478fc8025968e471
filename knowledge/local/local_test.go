package local_test

import (
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/indextest"
	"github.com/storybot/storybot/knowledge/local"
)

func TestEngine(t *testing.T) {
	indextest.Run(t, func(t *testing.T, dir string) knowledge.Index { return open(t, dir) })
}

// open opens the engine in dir and takes a rebuild for a failure.
func open(t testing.TB, dir string) *local.Index {
	t.Helper()
	x, err := local.Open(t.Context(), dir, local.Options{Progress: func(what string, done, total int) {
		t.Errorf("%s, %d of %d", what, done, total)
	}})
	if err != nil {
		t.Fatal(err)
	}
	return x
}
