package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/desk"
)

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

// readersOnly lets only readers reach next, where there is a password: whoever gives it or
// the operator's, in a browser or as a bearer, and whoever a trusted proxy names.
func (s *Server) readersOnly(next http.Handler) http.Handler {
	if s.Operator || s.Password == "" {
		return next
	}
	wrong := newLimiter(Pace{PerSecond: wrongPace, Burst: wrongBurst})
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
			fail(w, http.StatusTooManyRequests, "too many wrong passwords; please wait a few seconds")
		case given != "" && (same(given, s.Password) || s.Admin != "" && same(given, s.Admin)):
			next.ServeHTTP(w, r)
		default:
			if given != "" {
				wrong.allow(from, now)
			}
			w.Header().Set("WWW-Authenticate", `Basic realm="Storybot", charset="UTF-8"`)
			fail(w, http.StatusUnauthorized, "this channel has a password: give it with any name, or as a bearer token")
		}
	})
}

// password is the one that r gives: that of a browser, or a bearer's. Empty: none.
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

// same compares secrets in a time that tells nothing of them.
func same(given, secret string) bool {
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(secret))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// scraped lets the metrics be read at this computer, by a trusted proxy itself, and by whoever
// has the operator's password.
func (s *Server) scraped(next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if atThisComputer(r) || !forwarded(r) && s.trusted(desk.Host(r.RemoteAddr)) || s.Admin != "" && same(password(r), s.Admin) {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("WWW-Authenticate", `Basic realm="Storybot's operator", charset="UTF-8"`)
		fail(w, http.StatusUnauthorized, "the metrics are the operator's: read them at this computer, or give ADMIN_TOKEN as the password or bearer token")
	}
}
