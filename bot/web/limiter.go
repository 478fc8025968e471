package web

import (
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/storybot/storybot/bot/desk"
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

// maxAddresses is how many addresses are limited each by itself at a time.
const maxAddresses = 10_000

// limiter limits how often each address may do something.
type limiter struct {
	pace      Pace
	mu        sync.Mutex
	addresses map[string]*rate.Limiter
	swept     time.Time
}

func newLimiter(p Pace) *limiter {
	return &limiter{pace: p, addresses: make(map[string]*rate.Limiter)}
}

// left reports whether address may go on at the time now, and counts nothing.
func (l *limiter) left(address string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	one, ok := l.addresses[address]
	if !ok && len(l.addresses) >= maxAddresses {
		one, ok = l.addresses[""]
	}
	return !ok || one.TokensAt(now) >= 1
}

// allow reports whether address may go on at the time now.
func (l *limiter) allow(address string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	one, ok := l.addresses[address]
	if !ok {
		l.sweep(now)
		if len(l.addresses) >= maxAddresses {
			address = "" // the rest share one
			one = l.addresses[address]
		}
		if one == nil {
			one = rate.NewLimiter(rate.Limit(l.pace.PerSecond), l.pace.Burst)
			l.addresses[address] = one
		}
	}
	return one.AllowN(now, 1)
}

// sweep forgets the addresses that have rested for so long that they may do
// everything again. As it looks at all of them, it does so once a second at most.
func (l *limiter) sweep(now time.Time) {
	if now.Sub(l.swept) < time.Second {
		return
	}
	l.swept = now
	for address, one := range l.addresses {
		if one.TokensAt(now) >= float64(l.pace.Burst) {
			delete(l.addresses, address)
		}
	}
}

// limited limits how often an address may reach next.
func (s *Server) limited(l *limiter, next http.HandlerFunc) http.HandlerFunc {
	if s.Operator {
		return next
	}
	return func(w http.ResponseWriter, r *http.Request) {
		if !l.allow(limitedAs(r), time.Now()) {
			w.Header().Set("Retry-After", "1")
			fail(w, http.StatusTooManyRequests, "that was too much at once; please wait a few seconds")
			return
		}
		next(w, r)
	}
}

// limitedAs is what r is limited as: its asker where one is named, else its network.
func limitedAs(r *http.Request) string {
	if asker := desk.Asker(r); asker != desk.Host(r.RemoteAddr) {
		return asker
	}
	return network(r.RemoteAddr)
}

// network is what a remote address is limited as: a whole /64 of IPv6 is one household.
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
