package wire

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// gatewayInfo is what Discord says of its gateway: where it is, how many shards it
// recommends, and how many sessions may begin.
type gatewayInfo struct {
	URL    string `json:"url"`
	Shards int    `json:"shards"`
	Limit  struct {
		Total       int   `json:"total"`
		Remaining   int   `json:"remaining"`
		ResetAfter  int64 `json:"reset_after"` // milliseconds
		Concurrency int   `json:"max_concurrency"`
	} `json:"session_start_limit"`
}

// lookEvery is how long what Discord says of its gateway is taken to hold: many shards
// begin at once, and it may be asked but seldom.
const lookEvery = 30 * time.Second

// look asks Discord for its gateway, once for all who want to know.
func (g *Gateway) look(ctx context.Context) (gatewayInfo, error) {
	select {
	case g.looking <- struct{}{}:
		defer func() { <-g.looking }()
	case <-ctx.Done():
		return gatewayInfo{}, context.Cause(ctx) //nolint:wrapcheck // only that it ended counts
	}
	if time.Since(g.looked) < lookEvery {
		return g.info, nil
	}
	var info gatewayInfo
	err := g.REST.Call(ctx, Route{Method: http.MethodGet, Name: "ask for the gateway", Path: "/gateway/bot", Bucket: "gateway", Again: true}, nil, &info)
	if err == nil {
		g.info, g.looked = info, time.Now()
	}
	return info, err
}

// gatewayAddress is where the gateway really is.
type gatewayAddress struct {
	plain    string // what discordgo is told: without TLS, so that we can read along what it reads
	hostport string
	name     string // of its certificate
	tls      bool   // dial adds it
}

func parseAddress(address string) (gatewayAddress, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "ws" && u.Scheme != "wss" {
		return gatewayAddress{}, fmt.Errorf("%q is no address of a gateway", address)
	}
	to := gatewayAddress{name: u.Hostname(), tls: u.Scheme == "wss", plain: "ws" + strings.TrimPrefix(u.String(), u.Scheme)}
	port := u.Port()
	switch {
	case port != "":
	case to.tls:
		port = "443"
	default:
		port = "80"
	}
	to.hostport = net.JoinHostPort(u.Hostname(), port)
	return to, nil
}

// starts lets sessions begin as Discord allows: one in five seconds for each of its
// buckets, and never near to as many as it gives a bot each day, for it takes the
// token of one that uses them up. The zero value is ready.
type starts struct {
	mu   sync.Mutex
	next map[int]time.Time // when the next may begin in a bucket
	past []time.Time       // those of the last day, oldest first
}

const (
	startEvery  = 5500 * time.Millisecond // Discord's five seconds, and a little
	usualStarts = 1000                    // a day, where Discord does not say
)

// wait returns when a session of the shard may begin, or with the error of ctx or of look.
func (s *starts) wait(ctx context.Context, shard int, look func(context.Context) (gatewayInfo, error)) error {
	for {
		info, err := look(ctx)
		if err != nil {
			return err
		}
		d := s.take(shard, &info, time.Now())
		if d <= 0 {
			return nil
		}
		if err := Sleep(ctx, d); err != nil {
			return err
		}
	}
}

// take lets a session begin, or returns how long to wait before asking again.
func (s *starts) take(shard int, info *gatewayInfo, now time.Time) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	total := info.Limit.Total
	if total <= 0 {
		total = usualStarts
	}
	for len(s.past) > 0 && now.Sub(s.past[0]) >= 24*time.Hour {
		s.past = s.past[1:]
	}
	if info.Limit.Total > 0 && info.Limit.Remaining <= total/5 {
		return max(time.Duration(info.Limit.ResetAfter)*time.Millisecond, time.Minute)
	}
	if len(s.past) >= total/2 {
		return s.past[0].Add(24 * time.Hour).Sub(now)
	}
	bucket := shard % max(info.Limit.Concurrency, 1)
	if d := s.next[bucket].Sub(now); d > 0 {
		return d
	}
	if s.next == nil {
		s.next = make(map[int]time.Time)
	}
	s.next[bucket] = now.Add(startEvery)
	s.past = append(s.past, now)
	return 0
}
