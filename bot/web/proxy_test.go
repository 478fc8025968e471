package web

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/web/gate"
)

// askedBy sends a question and returns the asker that the desk is told of.
func askedBy(t *testing.T, h http.Handler, r *http.Request) string {
	t.Helper()
	w := told(h, r)
	var a bot.Answer
	var q bot.Question
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil || json.Unmarshal([]byte(a.Text), &q) != nil {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	return q.Asker
}

// TestWhoAsks holds an asker to the address that the outermost trusted proxy saw, whatever a
// stranger writes into the headers.
func TestWhoAsks(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		peer, via string   // the address of the connection, and X-Forwarded-For
		more      []string // further headers
		want      string
	}{
		"no proxy":                    {"192.0.2.9:1", "", nil, "192.0.2.9"},
		"no proxy, a user":            {"192.0.2.9:1", "", []string{"X-User", "eve"}, "192.0.2.9"},
		"a stranger's word":           {"192.0.2.9:1", "127.0.0.1", nil, "behind 192.0.2.9"},
		"a stranger's user":           {"192.0.2.9:1", "10.1.2.3", []string{"X-User", "eve"}, "behind 192.0.2.9"},
		"a proxy here, unknown":       {"127.0.0.1:1", "192.0.2.7", nil, "behind 127.0.0.1"},
		"another header of it":        {"127.0.0.1:1", "", []string{"Forwarded", "for=192.0.2.7"}, "behind 127.0.0.1"},
		"at this computer":            {"127.0.0.1:1", "", nil, "127.0.0.1"},
		"a proxy":                     {"10.1.2.3:1", "192.0.2.7", nil, "192.0.2.7"},
		"what it was sent is no word": {"10.1.2.3:1", "127.0.0.1, 192.0.2.7", nil, "192.0.2.7"},
		"two proxies":                 {"10.1.2.3:1", "127.0.0.1, 192.0.2.7, 10.9.9.9", nil, "192.0.2.7"},
		"proxies alone":               {"10.1.2.3:1", "10.9.9.8, 10.9.9.9", nil, "10.9.9.8"},
		"not by hearsay":              {"10.1.2.3:1", "127.0.0.1, 10.5.5.5", nil, "10.5.5.5"},
		"nor alone":                   {"10.1.2.3:1", "::1", nil, "10.1.2.3"},
		"rubbish":                     {"10.1.2.3:1", "192.0.2.7, nobody", nil, "10.1.2.3"},
		"rubbish left of a proxy":     {"10.1.2.3:1", "192.0.2.7, nobody, 10.9.9.9", nil, "10.9.9.9"},
		"a port":                      {"10.1.2.3:1", "192.0.2.7:5555", nil, "192.0.2.7"},
		"IPv6":                        {"[2001:db8::1]:1", "2001:db8:9::7", nil, "2001:db8:9::7"},
		"IPv6 with a port":            {"[2001:db8::1]:1", "[2001:db8:9::7]:80", nil, "2001:db8:9::7"},
		"IPv4 in IPv6":                {"[::ffff:10.1.2.3]:1", "192.0.2.7", nil, "192.0.2.7"},
		"a user":                      {"10.1.2.3:1", "192.0.2.7", []string{"X-User", " ada "}, "user ada"},
		"a user, no address":          {"10.1.2.3:1", "", []string{"X-User", "ada"}, "user ada"},
		"a long user":                 {"10.1.2.3:1", "", []string{"X-User", strings.Repeat("a", 300)}, "user " + strings.Repeat("a", 200)},
		"a proxy, no word":            {"10.1.2.3:1", "", nil, "10.1.2.3"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log bytes.Buffer
			s := Server{Desk: fakeDesk{}, Log: slog.New(slog.NewTextHandler(&log, nil)), UserHeader: "X-User",
				Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("2001:db8::1/128")}}
			h := s.Handler()
			for range 2 {
				r := withAddress(post("/api/ask", `{"question":"who"}`), c.peer)
				if c.via != "" {
					r.Header.Set("X-Forwarded-For", c.via)
				}
				for i := 0; i < len(c.more); i += 2 {
					r.Header.Set(c.more[i], c.more[i+1])
				}
				if got := askedBy(t, h, r); got != c.want {
					t.Errorf("asked by %q, want %q", got, c.want)
				}
			}
			if warned := strings.Count(log.String(), "TRUSTED_PROXIES"); warned > 1 || warned == 1 != strings.HasPrefix(c.want, "behind") {
				t.Errorf("warned %d times: %s", warned, &log)
			}
		})
	}
}

// TestLimitedBehindProxy holds the pace to each visitor behind a trusted proxy, to each user
// that it names, and to all together behind another.
func TestLimitedBehindProxy(t *testing.T) {
	t.Parallel()
	s := Server{Desk: fakeDesk{}, Log: slog.New(slog.DiscardHandler), UserHeader: "X-User", Asks: gate.Pace{PerSecond: .001, Burst: 1},
		Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}
	h := s.Handler()
	for i, c := range []struct {
		peer, via, user string
		want            int
	}{
		{"10.1.1.1:1", "192.0.2.1", "", 200}, {"10.1.1.1:1", "192.0.2.1", "", 429}, {"10.1.1.1:1", "192.0.2.2", "", 200},
		{"10.1.1.1:1", "192.0.2.1", "ada", 200}, {"10.1.1.1:1", "192.0.2.3", "ada", 429}, {"10.1.1.1:1", "192.0.2.3", "bo", 200},
		{"192.0.2.9:1", "192.0.2.4", "", 200}, {"192.0.2.9:1", "192.0.2.5", "", 429}, {"192.0.2.9:1", "192.0.2.6", "cy", 429},
	} {
		r := withAddress(post("/api/ask", `{"question":"who"}`), c.peer)
		r.Header.Set("X-Forwarded-For", c.via)
		r.Header.Set("X-User", c.user)
		if w := told(h, r); w.Code != c.want {
			t.Errorf("%d: %+v is %d", i, c, w.Code)
		}
	}
}

// TestPassword holds every page and route to the password, but for those of machines and the
// operator, and guessing to a few tries.
func TestPassword(t *testing.T) {
	t.Parallel()
	s := Server{Desk: fakeDesk{}, Shelf: fakeShelf{}, Log: slog.New(slog.DiscardHandler), UserHeader: "X-User", Password: "open sesame", Admin: "the operator's own",
		Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}, Metrics: desk.NewMetrics(fakeShelf{})}
	h := s.Handler()
	for _, path := range []string{"/", "/api/stories", "/api/search?q=x", "/story/a", "/api/openapi.json", "/api/examples", "/assets/style.css", "/nothing"} {
		if w := told(h, get(path)); w.Code != http.StatusUnauthorized || w.Header().Get("WWW-Authenticate") == "" {
			t.Errorf("%s without the password is %d", path, w.Code)
		}
		r := get(path)
		r.SetBasicAuth("any", "open sesame")
		if w := told(h, r); w.Code == http.StatusUnauthorized {
			t.Errorf("%s with the password is %d", path, w.Code)
		}
	}
	for name, c := range map[string]struct {
		path   string
		header []string
		want   int
	}{
		"health":             {"/healthz", nil, 200},
		"ready":              {"/readyz", nil, 200},
		"status, a reader":   {"/status", []string{"Authorization", "Bearer open sesame"}, 401},
		"status":             {"/status", []string{"Authorization", "Bearer the operator's own"}, 200},
		"a bearer":           {"/", []string{"Authorization", "bearer open sesame"}, 200},
		"the operator":       {"/", []string{"Authorization", "Bearer the operator's own"}, 200},
		"another scheme":     {"/", []string{"Authorization", "Digest open sesame"}, 401},
		"an empty bearer":    {"/", []string{"Authorization", "Bearer "}, 401},
		"a user, false":      {"/", []string{"X-User", "ada"}, 401},
		"another's page":     {"/", []string{"Authorization", "Bearer open sesame", "Sec-Fetch-Site", "same-origin"}, 200},
		"metrics, no word":   {"/metrics", nil, 401},
		"metrics":            {"/metrics", []string{"Authorization", "Bearer the operator's own"}, 200},
		"metrics, a reader":  {"/metrics", []string{"Authorization", "Bearer open sesame"}, 401},
		"metrics, forwarded": {"/metrics", []string{"X-Forwarded-For", "127.0.0.1"}, 401},
	} {
		r := get(c.path)
		for i := 0; i < len(c.header); i += 2 {
			r.Header.Set(c.header[i], c.header[i+1])
		}
		if w := told(h, r); w.Code != c.want {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	for peer, want := range map[string]int{"127.0.0.1:1": 200, "[::1]:1": 200, "10.1.1.1:1": 200, "192.0.2.1:1": 401} {
		if w := told(h, withAddress(get("/metrics"), peer)); w.Code != want {
			t.Errorf("metrics for %s: %d", peer, w.Code)
		}
	}
	through := withAddress(get("/metrics"), "10.1.1.1:1")
	through.Header.Set("Via", "1.1 proxy")
	if w := told(h, through); w.Code != http.StatusUnauthorized {
		t.Errorf("metrics through a trusted proxy: %d", w.Code)
	}
	named := withAddress(get("/"), "10.1.1.1:1")
	named.Header.Set("X-User", "ada")
	if w := told(h, named); w.Code != http.StatusOK {
		t.Errorf("whom a trusted proxy names is %d", w.Code)
	}
	codes := map[int]int{}
	guess := func(password, from string) int {
		r := withAddress(get("/"), from)
		r.SetBasicAuth("any", password)
		return told(h, r).Code
	}
	for range 30 {
		codes[guess("wrong", "192.0.2.77:1")]++
	}
	if codes[401] < 10 || codes[401] > 11 || codes[429] != 30-codes[401] {
		t.Errorf("30 guesses: %v", codes)
	}
	if code := guess("open sesame", "192.0.2.77:1"); code != http.StatusTooManyRequests {
		t.Errorf("the right guess, after too many: %d", code)
	}
	if code := guess("open sesame", "192.0.2.78:1"); code != http.StatusOK {
		t.Errorf("another's password: %d", code)
	}
}

// TestStatusBehindProxy holds the status page that needs no password to this computer.
func TestStatusBehindProxy(t *testing.T) {
	t.Parallel()
	s := Server{Desk: fakeDesk{}, Shelf: fakeShelf{}, Log: slog.New(slog.DiscardHandler), Loopback: true, Metrics: desk.NewMetrics(fakeShelf{})}
	r := withAddress(get("/status"), "127.0.0.1:1")
	if w := told(s.Handler(), r); w.Code != http.StatusOK {
		t.Errorf("at this computer: %d", w.Code)
	}
	r.Header.Set("X-Forwarded-For", "192.0.2.1")
	if w := told(s.Handler(), r); w.Code != http.StatusForbidden {
		t.Errorf("through a proxy here: %d", w.Code)
	}
}

// TestFrames holds the pages to the frames that the settings allow, never the operator's.
func TestFrames(t *testing.T) {
	t.Parallel()
	s := Server{Desk: fakeDesk{}, Shelf: fakeShelf{}, Log: slog.New(slog.DiscardHandler), Loopback: true, Metrics: desk.NewMetrics(fakeShelf{}),
		Frames: []string{"https://news.example", "https://other.example:8443"}}
	secure := get("/")
	secure.Header.Set("X-Forwarded-Proto", "https")
	w := told(s.Handler(), secure)
	if policy := w.Header().Get("Content-Security-Policy"); !strings.HasSuffix(policy, "; frame-ancestors 'self' https://news.example https://other.example:8443") || w.Header().Get("X-Frame-Options") != "" {
		t.Errorf("framed: %v", w.Header())
	}
	if cookie := w.Header().Get("Set-Cookie"); !strings.Contains(cookie, "SameSite=None") || !strings.Contains(cookie, "Partitioned") || !strings.Contains(cookie, "Secure") {
		t.Errorf("the cookie in a frame: %s", cookie)
	}
	if cookie := told(s.Handler(), get("/")).Header().Get("Set-Cookie"); !strings.Contains(cookie, "SameSite=Strict") {
		t.Errorf("the cookie over plain HTTP: %s", cookie)
	}
	if w := told(s.Handler(), withAddress(get("/status"), "127.0.0.1:1")); w.Header().Get("X-Frame-Options") != "DENY" {
		t.Errorf("the status page: %v", w.Header())
	}
}
