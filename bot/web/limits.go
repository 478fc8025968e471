package web

import (
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Pace is how often one address may ask for something: Burst at once, and then
// PerSecond. The zero Pace stands for the usual one.
type Pace struct {
	PerSecond float64
	Burst     int
}

// The usual paces: more than a person can type or click.
const (
	askPace, askBurst   = 2, 20
	openPace, openBurst = 20, 120
)

func (p Pace) or(perSecond float64, burst int) Pace {
	if p == (Pace{}) {
		return Pace{perSecond, burst}
	}
	return p
}

// mostAddresses is how many addresses are told apart at a time.
const mostAddresses = 10_000

// turnstile counts what each address does.
type turnstile struct {
	pace  Pace
	mu    sync.Mutex
	each  map[string]*rate.Limiter
	swept time.Time
}

func newTurnstile(p Pace) *turnstile {
	return &turnstile{pace: p, each: make(map[string]*rate.Limiter)}
}

// pass says whether address may go on at the time now.
func (t *turnstile) pass(address string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	one, ok := t.each[address]
	if !ok {
		t.sweep(now)
		if len(t.each) >= mostAddresses {
			address = "" // the rest share one
			one = t.each[address]
		}
		if one == nil {
			one = rate.NewLimiter(rate.Limit(t.pace.PerSecond), t.pace.Burst)
			t.each[address] = one
		}
	}
	return one.AllowN(now, 1)
}

// sweep forgets the addresses that have rested for so long that they may do
// everything again. It looks at all of them, so it does it now and then only.
func (t *turnstile) sweep(now time.Time) {
	if now.Sub(t.swept) < time.Second {
		return
	}
	t.swept = now
	for address, one := range t.each {
		if one.TokensAt(now) >= float64(t.pace.Burst) {
			delete(t.each, address)
		}
	}
}

// paced lets an address do what next does only so often.
func (s *Server) paced(t *turnstile, next http.HandlerFunc) http.HandlerFunc {
	if s.Operator {
		return next
	}
	return func(w http.ResponseWriter, r *http.Request) {
		if !t.pass(network(r.RemoteAddr), time.Now()) {
			w.Header().Set("Retry-After", "1")
			fail(w, http.StatusTooManyRequests, "that was too much at once; please wait a few seconds")
			return
		}
		next(w, r)
	}
}

// network is whom a remote address belongs to: a whole /64 of IPv6 is one household.
func network(remote string) string {
	name, _, err := net.SplitHostPort(remote)
	if err != nil {
		return remote
	}
	ip, err := netip.ParseAddr(name)
	if err != nil {
		return name
	}
	if ip = ip.Unmap(); ip.Is6() {
		if p, err := ip.WithZone("").Prefix(64); err == nil {
			return p.String()
		}
	}
	return ip.String()
}
