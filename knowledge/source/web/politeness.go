package web

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	usualPace   = 500 * time.Millisecond // between two requests to a host that is not this computer
	mostPace    = 10 * time.Second       // whatever its robots.txt asks for
	robotsBytes = 500 << 10              // of a longer robots.txt so much is read
	mostRobots  = 16 << 20               // so much of them all is kept
	robotsHours = 12 * time.Hour         // so long is a robots.txt good
)

// politeness are how hosts are treated: with pauses, and as their robots.txt asks.
type politeness struct {
	pace         time.Duration
	loopbackPace time.Duration // the pace of this computer's own servers
	now          func() time.Time
	turn         turn // among the sources that are fetched at once; nil: there is no other

	mu     sync.Mutex
	paces  map[string]*rate.Limiter
	robots map[string]rules
	busy   map[string]time.Time // hosts, and single pages, that asked to be left alone, until then

	robotsSize int
}

// turn is as knowledge.Past has it.
type turn func(ctx context.Context, host string, pace time.Duration) (release func(), err error)

// rules are what the robots.txt of a site says to us.
type rules struct {
	robots
	err   error // it could not be had, so nothing else is fetched from there
	until time.Time
}

func newPoliteness(pace time.Duration) *politeness {
	home := pace
	if pace <= 0 {
		pace, home = usualPace, 0
	}
	return &politeness{pace: pace, loopbackPace: home, now: time.Now, paces: make(map[string]*rate.Limiter), robots: make(map[string]rules), busy: make(map[string]time.Time)}
}

// wait waits until the host may be asked again, and keeps others from it until release is called.
func (p *politeness) wait(ctx context.Context, host string) (release func(), err error) {
	p.mu.Lock()
	limit := p.paces[host]
	if limit == nil {
		pace := p.pace
		if isLoopback(host) {
			pace = p.loopbackPace
		}
		limit = rate.NewLimiter(rate.Every(pace), 1)
		p.paces[host] = limit
	}
	p.mu.Unlock()
	if err := limit.Wait(ctx); err != nil {
		return nil, fmt.Errorf("wait for its turn: %w", err)
	}
	if p.turn == nil {
		return func() {}, nil
	}
	return p.turn(ctx, host, time.Duration(float64(time.Second)/float64(limit.Limit())))
}

// mostBusy is how long a host is left alone at most, whatever it asks for.
const mostBusy = 24 * time.Hour

// leaveAlone remembers that a page, or its whole host where that had too many
// requests, is not to be asked for for some time.
func (p *politeness) leaveAlone(u *url.URL, status int, pause time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	maps.DeleteFunc(p.busy, func(_ string, until time.Time) bool { return until.Before(now) })
	what := u.String()
	if status == http.StatusTooManyRequests {
		what = u.Host
	}
	p.busy[what] = now.Add(min(pause, mostBusy))
}

// busyFor returns how long a page is still to be left alone.
func (p *politeness) busyFor(u *url.URL) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return max(p.busy[u.Host].Sub(p.now()), p.busy[u.String()].Sub(p.now()))
}

// askAgain forgets who wants to be left alone: an operator wants to know.
func (p *politeness) askAgain() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.busy)
}

// isLoopback reports whether a host, perhaps with its port, is this computer by its number.
func isLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return net.ParseIP(strings.Trim(host, "[]")).IsLoopback()
}

// slowDown heeds the pause that a robots.txt asks for.
func (p *politeness) slowDown(host string, pace time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if limit := p.paces[host]; limit != nil && pace > p.pace {
		limit.SetLimit(rate.Every(min(pace, mostPace)))
	}
}

// checkRobots returns an error where the site's robots.txt keeps us from a page
// that something led to. What an operator names is fetched without asking.
func (f *fetcher) checkRobots(ctx context.Context, u *url.URL) error {
	site := u.Scheme + "://" + u.Host
	f.politeness.mu.Lock()
	r, ok := f.politeness.robots[site]
	f.politeness.mu.Unlock()
	if !ok || f.politeness.now().After(r.until) {
		r = f.rules(ctx, u.Scheme, u.Host)
		if ctx.Err() != nil {
			return fmt.Errorf("read robots.txt: %w", ctx.Err())
		}
		f.politeness.remember(site, r)
	}
	if r.err != nil {
		return fmt.Errorf("is not fetched, for the robots.txt of its site cannot be read: %w", r.err)
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !r.allows(path) {
		return errors.New("is not fetched: the robots.txt of its site asks us not to")
	}
	return nil
}

// rules fetches a robots.txt. As RFC 9309 has it, one that is not there allows
// everything, and one that cannot be reached nothing.
func (f *fetcher) rules(ctx context.Context, scheme, host string) rules {
	r := rules{until: f.politeness.now().Add(robotsHours)}
	reply, err := f.get(ctx, scheme+"://"+host+"/robots.txt", mark{}, robotsBytes)
	if left := f.politeness.busyFor(&url.URL{Scheme: scheme, Host: host, Path: "/robots.txt"}); err != nil && left > 0 {
		r.until = f.politeness.now().Add(left)
	}
	switch s := refusal(err); {
	case s != 0 && s < 500:
	case err != nil:
		r.err = err
	case reply.status == http.StatusOK:
		r.robots = readRobots(reply.body)
		f.politeness.slowDown(host, r.delay)
	}
	return r
}

// remember keeps what a robots.txt says, of so many sites as there is room for.
func (p *politeness) remember(site string, r rules) {
	p.mu.Lock()
	defer p.mu.Unlock()
	size := r.size + 256
	if p.robotsSize += size; p.robotsSize > mostRobots {
		clear(p.robots) // they are fetched again where they are needed
		p.robotsSize = size
	}
	p.robots[site] = r
}
