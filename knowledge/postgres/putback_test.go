package postgres_test

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/postgres"
	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

// heard is what a process logs.
type heard struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (h *heard) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.b.Write(b) //nolint:wrapcheck // a test
}

// restarts counts the lines that ask for a restart.
func (h *heard) restarts() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return strings.Count(h.b.String(), "restart this process")
}

// A process that runs follows a database that was put back, by a backup of the bot's or the server's own means, and says
// in a line that it is to be restarted for what it keeps; loads, a replica that is made anew and a start say nothing.
func testPutBack(t *testing.T, server *pgtest.Server) {
	url, dir := server.URL("put back"), t.TempDir()
	var said heard
	follow := func(dir string) *postgres.Index {
		t.Helper()
		x, err := postgres.Open(t.Context(), url, dir, local.Options{Logger: slog.New(slog.NewTextHandler(&said, nil))})
		must(t, err)
		return x
	}
	own, err := local.Open(t.Context(), t.TempDir(), local.Options{})
	must(t, err)
	defer func() { _ = own.Close() }()
	must(t, own.Update(t.Context(), func(tx knowledge.Tx) error { return tx.Put(knowledge.Prepare(story("w", "A weasel."))) })) //nolint:wrapcheck // a test

	x, writer := follow(dir), open(t, url, t.TempDir())
	defer func() { _ = writer.Close() }()
	put(t, writer, story("x", "A walrus."))
	becomes(t, x, "x: A walrus. 1")
	put(t, writer, story("x", "A narwhal."))
	becomes(t, x, "x: A narwhal. 2")
	if n := said.restarts(); n != 0 {
		t.Errorf("%d lines after loads", n)
	}
	// By the server's own means: the same truth as it was.
	server.Exec(url, "UPDATE truth SET generation = 1; DELETE FROM loads WHERE generation > 1")
	server.Exec(url, "UPDATE stories SET born = 1; DELETE FROM versions WHERE born > 1 AND id NOT IN (SELECT version FROM stories); NOTIFY storybot_loaded")
	for end := time.Now().Add(20 * time.Second); said.restarts() != 1; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d lines after the database was put back", said.restarts())
		}
	}
	// By a backup: another truth.
	_, err = postgres.Fill(t.Context(), url, own, t.TempDir(), true)
	must(t, err)
	becomes(t, x, "w: A weasel. 1")
	if n := said.restarts(); n != 2 {
		t.Errorf("%d lines after a restore, want one more", n)
	}
	put(t, writer, story("y", "A stoat."))
	becomes(t, x, "w: A weasel. 1\ny: A stoat. 1")
	must(t, x.Close())
	_, err = postgres.Fill(t.Context(), url, own, t.TempDir(), true)
	must(t, err)
	for _, dir := range []string{dir, t.TempDir()} { // one that was away, and a new one
		x = follow(dir)
		becomes(t, x, "w: A weasel. 1")
		must(t, x.Close())
	}
	if n := said.restarts(); n != 2 {
		t.Errorf("%d lines after starts", n)
	}
}
