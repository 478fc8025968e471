package lease

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/postgres"
	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

const length = 600 * time.Millisecond

// process is the Leases of one process.
func process(t *testing.T, url string) *Leases {
	t.Helper()
	db, err := postgres.Pool(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	l := New(db)
	l.length = length
	return l
}

func hold(t *testing.T, l *Leases, name string) *Right {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	r, err := l.Hold(ctx, name)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestLeases: one process at a time has a right, for as long as it lives; one that was stopped does
// not have it any more before another does, and cannot take it back or away.
func TestLeases(t *testing.T) {
	server := pgtest.Start(t)
	url := server.URL("leases")
	one, two := process(t, url), process(t, url)
	first, other := hold(t, one, "a"), hold(t, two, "b")
	if !first.Held() || !other.Held() || first.fence != 1 {
		t.Error("two things are not held by two")
	}
	short, cancel := context.WithTimeout(t.Context(), 2*length)
	defer cancel()
	if _, err := two.Hold(short, "a"); !errors.Is(err, context.DeadlineExceeded) || !first.Held() {
		t.Errorf("what one holds, another has: %v", err)
	}

	first.stop() // as a process that is stopped does not show that it lives
	first.over.Wait()
	second := hold(t, two, "a")
	if first.Held() || !second.Held() || second.fence != 2 {
		t.Errorf("of one that was stopped: held %v, of the next: %v, fence %d", first.Held(), second.Held(), second.fence)
	}
	if !first.until(t.Context(), length) {
		t.Error("one that was stopped takes it back")
	}
	first.Give()
	if second.until(t.Context(), length) || !second.Held() {
		t.Error("one that was stopped gives away what is another's")
	}

	began := time.Now()
	second.Give()
	third := hold(t, one, "a")
	if took := time.Since(began); took > length {
		t.Errorf("what was given back is had after %v", took)
	}
	server.Exec(url, "UPDATE rights SET fence = fence + 1 WHERE name = 'a'")
	select {
	case <-third.Lost():
	case <-time.After(10 * length):
		t.Error("one that lost it does not hear of it")
	}
	if third.Held() {
		t.Error("what is lost is held")
	}

	server.Stop() // nobody else can have it
	time.Sleep(2 * length)
	if !other.Held() {
		t.Error("while the server is away it is lost")
	}
	server.Run()
	third.Give()
	other.Give()
}
