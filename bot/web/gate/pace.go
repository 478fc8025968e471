package gate

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

// Or is p, or, for the zero Pace, usual.
func (p Pace) Or(usual Pace) Pace {
	if p == (Pace{}) {
		return usual
	}
	return p
}

// maxAddresses is how many addresses are limited each by itself at a time.
const maxAddresses = 10_000

// Limiter limits how often each address may do something. It may be used by many goroutines.
type Limiter struct {
	pace      Pace
	mu        sync.Mutex
	addresses map[string]*rate.Limiter
	swept     time.Time
}

// NewLimiter returns a Limiter of that pace.
func NewLimiter(p Pace) *Limiter {
	return &Limiter{pace: p, addresses: make(map[string]*rate.Limiter)}
}

// left reports whether address may go on at the time now, and counts nothing.
func (l *Limiter) left(address string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	one, ok := l.addresses[address]
	if !ok && len(l.addresses) >= maxAddresses {
		one, ok = l.addresses[""]
	}
	return !ok || one.TokensAt(now) >= 1
}

// allow reports whether address may go on at the time now.
func (l *Limiter) allow(address string, now time.Time) bool {
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
func (l *Limiter) sweep(now time.Time) {
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

// Allow reports whether whoever sent r may go on now, and counts it.
func (l *Limiter) Allow(r *http.Request) bool { return l.allow(limitedAs(r), time.Now()) }

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
