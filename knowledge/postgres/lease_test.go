package postgres

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

// Whoever loads and lives is waited for, however long it takes; one that was stopped is cut off, and
// writes nothing when it goes on.
func testLease(t *testing.T, server *pgtest.Server) {
	url := server.URL("lease")
	const pace = 100 * time.Millisecond
	engine := func(stopped bool) *Index {
		x, err := Open(t.Context(), url, t.TempDir(), local.Options{})
		if err != nil {
			t.Fatal(err)
		}
		x.stop()
		x.following.Wait()
		x.server.pace = pace
		if stopped { // it never comes to a beat
			x.server.pace = time.Hour
		}
		return x
	}
	put := func(x *Index, id string, meanwhile func()) error {
		return x.Update(t.Context(), func(tx knowledge.Tx) error {
			meanwhile()
			return tx.Put(knowledge.Prepare(knowledge.Story{ID: id, Title: id, Text: "A walrus.", Hash: id})) //nolint:wrapcheck // a test
		})
	}
	for _, c := range []struct {
		name    string
		stopped bool
	}{{"one that lives", false}, {"one that was stopped", true}} {
		first, second := engine(c.stopped), engine(false)
		started, done, over := make(chan struct{}), make(chan struct{}), make(chan error, 1)
		go func() {
			over <- put(first, "first "+c.name, func() {
				close(started)
				if c.stopped {
					<-done
				} else {
					time.Sleep(2 * missed * pace)
				}
			})
		}()
		<-started
		if err := put(second, "second "+c.name, func() {}); err != nil {
			t.Errorf("%s: the second: %v", c.name, err)
		}
		close(done)
		err := <-over
		var own *Error
		if c.stopped != (err != nil) || err != nil && (!errors.As(err, &own) || !own.Away()) {
			t.Errorf("%s: the first: %v", c.name, err)
		}
		for _, x := range []*Index{first, second} {
			err := x.server.with(t.Context(), "look", func(conn *conn) error {
				if err := x.catchUp(t.Context(), conn); err != nil {
					return err
				}
				var ids string
				if err := conn.row(t.Context(), "SELECT string_agg(id, ', ' ORDER BY id) FROM stories", nil, &ids); err != nil {
					return err
				}
				if strings.Contains(ids, "first "+c.name) == c.stopped || !strings.Contains(ids, "second "+c.name) {
					t.Errorf("%s: there are %s", c.name, ids)
				}
				if info, err := x.info(context.WithoutCancel(t.Context())); err != nil || info.Stories != strings.Count(ids, ",")+1 {
					t.Errorf("%s: it holds %d stories, there are %s: %v", c.name, info.Stories, ids, err)
				}
				return nil
			})
			if err := errors.Join(err, x.Close()); err != nil {
				t.Error(err)
			}
		}
	}
}

// A process has the right to load, or waits for it, once at one time: what it prunes waits for its own load. So another
// one waits for one that was stopped no longer than it takes to find that out once.
func testPrunedWithinLoad(t *testing.T, server *pgtest.Server) {
	x, err := Open(t.Context(), server.URL("pruned"), t.TempDir(), local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	pruned := make(chan error, 1)
	waiting := 0
	err = x.Update(t.Context(), func(tx knowledge.Tx) error {
		go func() {
			_, err := x.Prune(t.Context(), time.Now(), func(string, string) bool { return true })
			pruned <- err
		}()
		time.Sleep(200 * time.Millisecond)
		return x.server.with(t.Context(), "look", func(c *conn) error {
			return c.row(t.Context(), "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted", nil, &waiting)
		})
	})
	if err := errors.Join(err, <-pruned); err != nil || waiting != 0 {
		t.Errorf("%d more wait for the right to load: %v", waiting, err)
	}
}
