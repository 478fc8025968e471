package web

import (
	"testing"
	"time"
)

// TestPaceOfHosts asks twice of each host and looks at the pause between.
func TestPaceOfHosts(t *testing.T) {
	for _, test := range []struct {
		host string
		pace time.Duration
		wait bool
	}{
		{"example.org", 0, true},
		{"localhost:8080", 0, true}, // a name may lead anywhere
		{"127.0.0.1:8080", 0, false},
		{"[::1]:8080", 0, false},
		{"127.0.0.1", 0, false},
		{"10.0.0.1", 0, true},
		{"127.0.0.1:8080", time.Minute, true},
	} {
		m := newPoliteness(test.pace)
		if _, err := m.wait(t.Context(), test.host); err != nil {
			t.Fatal(err)
		}
		m.mu.Lock()
		tokens := m.paces[test.host].Tokens()
		m.mu.Unlock()
		if waits := tokens < 1; waits != test.wait {
			t.Errorf("%s at a pace of %v: the next request waits: %v", test.host, test.pace, waits)
		}
	}
}
