package postgres_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/indextest"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/postgres"
	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

// Everything is tried on one server.
func TestPostgres(t *testing.T) {
	server := pgtest.Start(t)
	// The engine passes what every engine does: with the replica that it left, and with a new one
	// each time it is opened, so that all comes from the database.
	whole := func(t *testing.T) {
		t.Helper()
		if os.Getenv("STORYBOT_KILLS") == "" {
			t.Skip("all that an engine should do takes half a minute: .ci/run sees to it, by STORYBOT_KILLS")
		}
	}
	t.Run("replica kept", func(t *testing.T) {
		whole(t)
		indextest.Run(t, func(t *testing.T, dir string) knowledge.Index { return open(t, server.URL("kept "+dir), dir) })
	})
	t.Run("replica made anew", func(t *testing.T) {
		whole(t)
		indextest.Run(t, func(t *testing.T, dir string) knowledge.Index {
			return open(t, server.URL("anew "+dir), filepath.Join(t.TempDir(), "replica"))
		})
	})
	for name, test := range map[string]func(*testing.T, *pgtest.Server){
		"several processes": testSeveral, "no mix": testNoMix, "mended": testMended, "unfit": testUnfit, "away": testAway, "carried": testCarried, "put back": testPutBack,
	} {
		t.Run(name, func(t *testing.T) { test(t, server) })
	}
}

func open(t testing.TB, url, dir string) *postgres.Index {
	t.Helper()
	x, err := postgres.Open(t.Context(), url, dir, local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return x
}
