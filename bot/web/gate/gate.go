// Package gate stands before the web channel: it tells who asks, by the proxies in front that are
// believed, and lets in whom the passwords let in, at a pace.
package gate

import (
	"crypto/sha256"
	"crypto/subtle"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/storybot/storybot/bot/desk"
)

// Gate is what the settings say of who may come in. Its fields are set before its first use; then
// it may be used by many goroutines.
type Gate struct {
	Proxies    []netip.Prefix // in front, which are believed whom they ask for
	UserHeader string         // in which those name their user; empty: they name none
	Password   string         // of the readers; empty: there is none
	Admin      string         // of the operator; empty: there is none
	Log        *slog.Logger
	Refuse     func(w http.ResponseWriter, r *http.Request, status int, words string) // replies to whoever is not let in

	untrusted sync.Once // it was said that a proxy is not trusted
}

// How often one address may give a wrong password: so many at once, then one in five seconds.
const (
	wrongPace  = .2
	wrongBurst = 10
)

// open are the routes that have no password of the readers': machines look at the first two,
// the others are the operator's and ask for more.
func open(path string) bool {
	return path == "/healthz" || path == "/readyz" || path == "/metrics" || path == "/status" || strings.HasPrefix(path, "/status/")
}

// Readers lets only readers reach next, where there is a password: whoever gives it or
// the operator's, in a browser or as a bearer, and whoever a trusted proxy names.
func (g *Gate) Readers(next http.Handler) http.Handler {
	if g.Password == "" {
		return next
	}
	wrong := NewLimiter(Pace{PerSecond: wrongPace, Burst: wrongBurst})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if open(r.URL.Path) || strings.HasPrefix(desk.Asker(r), userPrefix) {
			next.ServeHTTP(w, r)
			return
		}
		from, now := limitedAs(r), time.Now()
		given := password(r)
		switch {
		case given != "" && !wrong.left(from, now):
			w.Header().Set("Retry-After", "5")
			g.Refuse(w, r, http.StatusTooManyRequests, "too many wrong passwords; please wait a few seconds")
		case given != "" && (same(given, g.Password) || g.Admin != "" && same(given, g.Admin)):
			next.ServeHTTP(w, r)
		default:
			if given != "" {
				wrong.allow(from, now)
			}
			w.Header().Set("WWW-Authenticate", `Basic realm="Storybot", charset="UTF-8"`)
			g.Refuse(w, r, http.StatusUnauthorized, "this channel has a password: give it with any name, or as a bearer token")
		}
	})
}

// password is the one that r gives: that of a browser, or a bearer'g. Empty: none.
func password(r *http.Request) string {
	if _, given, ok := r.BasicAuth(); ok {
		return given
	}
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "bearer") {
		return strings.TrimSpace(token)
	}
	return ""
}

// Operator reports whether r gives the operator's password.
func (g *Gate) Operator(r *http.Request) bool { return g.Admin != "" && same(password(r), g.Admin) }

// same compares secrets in a time that tells nothing of them.
func same(given, secret string) bool {
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(secret))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// Scraped lets the metrics be read at this computer, by a trusted proxy itself, and by whoever
// has the operator's password.
func (g *Gate) Scraped(next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if atThisComputer(r) || !Forwarded(r) && g.trusted(desk.Host(r.RemoteAddr)) || g.Operator(r) {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("WWW-Authenticate", `Basic realm="Storybot's operator", charset="UTF-8"`)
		g.Refuse(w, r, http.StatusUnauthorized, "the metrics are the operator's: read them at this computer, or give ADMIN_TOKEN as the password or bearer token")
	}
}
