package discordtest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Limit is how many requests a bucket takes in a time.
type Limit struct {
	Requests int
	Per      time.Duration
}

// bucket counts the requests of one route and one channel, guild or webhook.
type bucket struct {
	used  int
	reset time.Time
}

// globalLimit is what an application may send in all.
const globalLimit = 50

// usualLimits are close to those Discord has been seen to use; "" is for all other routes.
func usualLimits() map[string]Limit {
	return map[string]Limit{
		"":                                     {50, time.Second},
		"POST /channels/{channel_id}/messages": {5, 5 * time.Second},
		"PATCH /channels/{channel_id}/messages/{message_id}":                          {5, 5 * time.Second},
		"DELETE /channels/{channel_id}/messages/{message_id}":                         {5, time.Second},
		"POST /channels/{channel_id}/typing":                                          {5, 5 * time.Second},
		"POST /channels/{channel_id}/threads":                                         {50, 5 * time.Minute},
		"POST /channels/{channel_id}/messages/{message_id}/threads":                   {50, 5 * time.Minute},
		"POST /webhooks/{webhook_id}/{webhook_token}":                                 {5, 2 * time.Second},
		"PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original":             {5, 2 * time.Second},
		"PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}":          {5, 2 * time.Second},
		"PUT /applications/{application_id}/commands":                                 {2, 20 * time.Second},
		"PUT /applications/{application_id}/guilds/{guild_id}/commands":               {2, 20 * time.Second},
		"PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me": {1, 250 * time.Millisecond},
		"GET /gateway/bot":         {2, 5 * time.Second},
		"POST /users/@me/channels": {10, 10 * time.Second},
	}
}

// SetLimit changes the limit of a route ("PATCH /channels/{channel_id}/messages/{message_id}"),
// or, with an empty route, of all routes without one of their own.
func (s *Server) SetLimit(route string, l Limit) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits[route] = l
	clear(s.buckets)
}

// LimitGlobally answers every request of the next time with a global 429.
func (s *Server) LimitGlobally(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.globalUntil = time.Now().Add(d)
}

// Ban has what stands before Discord (Cloudflare) refuse every request of the next time
// by a page, those on interactions too.
func (s *Server) Ban(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bannedUntil = time.Now().Add(d)
}

func (s *Server) banned() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return time.Until(s.bannedUntil)
}

// Invalid is how many requests were answered by 401, 403 or 429: of 10,000 in ten
// minutes Discord bans the address that they come from.
func (s *Server) Invalid() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.invalid
}

// limit takes a request into its bucket, writes the headers, and gives the 429 if it is
// one too many. Callbacks of interactions and webhooks are outside the global limit.
func (s *Server) limit(w http.ResponseWriter, c *call, open bool) *answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if now.Before(s.globalUntil) && !open {
		return tooMany(w, s.globalUntil.Sub(now), "global")
	}
	if s.opts.NoLimits || strings.HasSuffix(c.route, "/callback") {
		return nil
	}
	if !open {
		if left := s.global.take(now, Limit{globalLimit, time.Second}); left < 0 {
			return tooMany(w, s.global.reset.Sub(now), "global")
		}
	}
	route := c.Method + " " + c.route
	l, known := s.limits[route]
	if !known {
		l = s.limits[""]
	}
	key := route + " " + c.PathValue("channel_id") + c.PathValue("guild_id") + c.PathValue("webhook_token")
	b := s.buckets[key]
	if b == nil {
		b = &bucket{}
		s.buckets[key] = b
	}
	left := b.take(now, l)
	b.headers(w.Header(), route, l, max(left, 0), now)
	if left < 0 {
		return tooMany(w, b.reset.Sub(now), "user")
	}
	return nil
}

// take counts a request and tells how many are left; negative: refused.
func (b *bucket) take(now time.Time, l Limit) int {
	if !now.Before(b.reset) {
		b.used, b.reset = 0, now.Add(l.Per)
	}
	if b.used >= l.Requests {
		return -1
	}
	b.used++
	return l.Requests - b.used
}

func (b *bucket) headers(h http.Header, route string, l Limit, left int, now time.Time) {
	name := sha256.Sum256([]byte(route))
	h.Set("X-RateLimit-Limit", strconv.Itoa(l.Requests))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(left))
	h.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(b.reset.UnixMilli())/1000))
	h.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", b.reset.Sub(now).Seconds()))
	h.Set("X-RateLimit-Bucket", hex.EncodeToString(name[:16]))
}

func tooMany(w http.ResponseWriter, wait time.Duration, scope string) *answer {
	h := w.Header()
	h.Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
	h.Set("X-RateLimit-Scope", scope)
	if scope == "global" {
		h.Set("X-RateLimit-Global", "true") // and, as from Discord, no X-RateLimit-Reset-After
	}
	return &answer{status: http.StatusTooManyRequests, body: struct {
		Message    string  `json:"message"`
		RetryAfter float64 `json:"retry_after"`
		Global     bool    `json:"global"`
	}{"You are being rate limited.", float64(wait.Milliseconds()+1) / 1000, scope == "global"}}
}
