package discord

import (
	"testing"
	"time"
)

// TestNoticesAreSeldom: each asker is told once in a minute, whatever others are told.
func TestNoticesAreSeldom(t *testing.T) {
	t.Parallel()
	var n notices
	began := time.Unix(1_800_000_000, 0)
	for _, c := range []struct {
		who  string
		at   time.Duration
		want bool
	}{
		{"ada", 0, true}, {"ada", 0, false}, {"bob", time.Second, true}, {"ada", 59 * time.Second, false}, {"ada", time.Minute, true},
		{"bob", time.Minute, false}, {"bob", 61 * time.Second, true}, {"ada", 119 * time.Second, false}, {"ada", time.Hour, true},
	} {
		if got := n.due(c.who, began.Add(c.at)); got != c.want {
			t.Errorf("%s after %v: %v, want %v", c.who, c.at, got, c.want)
		}
	}
	if len(n.last) != 1 {
		t.Errorf("%d are remembered, of whom one was told of late", len(n.last))
	}
}
