package wire

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// faults counts the requests that Discord calls invalid: those it refuses by 401, 403
// or 429. Of 10,000 within ten minutes it bans the address that they come from. The zero
// value is ready.
type faults struct {
	mu   sync.Mutex
	past []time.Time // those of the last ten minutes, oldest first
}

// Long before that the bot goes quiet: it sends nothing until they are fewer again.
const (
	faultsWithin = 10 * time.Minute
	mostFaults   = 1000
)

// note counts a response.
func (f *faults) note(a *response, now time.Time) {
	switch a.status {
	case http.StatusUnauthorized, http.StatusForbidden:
	case http.StatusTooManyRequests:
		if a.header.Get("X-RateLimit-Scope") == "shared" { // others used it up
			return
		}
	default:
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.past = append(f.past, now)
}

// quiet returns why nothing is sent now; nil: it may be.
func (f *faults) quiet(now time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for len(f.past) > 0 && now.Sub(f.past[0]) >= faultsWithin {
		f.past = f.past[1:]
	}
	if len(f.past) < mostFaults {
		return nil
	}
	return fmt.Errorf("discord refused %d requests within ten minutes: nothing is sent for %v", len(f.past), (faultsWithin - now.Sub(f.past[0])).Round(time.Second))
}
