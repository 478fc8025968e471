package web

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
)

// visitorCookie holds a random number by which a browser finds its own
// conversations again, and nobody else's.
const visitorCookie = "storybot_visitor"

// visitor returns the number of the browser that sent r. A browser without one is
// given one.
func (s *Server) visitor(w http.ResponseWriter, r *http.Request) string {
	if c, err := r.Cookie(visitorCookie); err == nil && len(c.Value) == len(rand.Text()) {
		return c.Value
	}
	id := rand.Text()
	cookie := &http.Cookie{ //nolint:gosec // over plain HTTP, as on this computer, a Secure one would not come back
		Name: visitorCookie, Value: id, Path: "/", MaxAge: 30 * 24 * 60 * 60,
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: secure(r),
	}
	if len(s.Frames) > 0 && cookie.Secure { // within another site's page a browser sends no other, and keeps it for that site alone
		cookie.SameSite, cookie.Partitioned = http.SameSiteNoneMode, true
	}
	http.SetCookie(w, cookie)
	return id
}

// secure reports whether the browser asked over TLS, here or in front of the bot: one that
// only says so gets a cookie that does not come back, and harms itself alone.
func secure(r *http.Request) bool {
	return r.TLS != nil || strings.EqualFold(r.Header.Get("X-Forwarded-Proto"), "https")
}

// conversation is the name under which the journal keeps a visitor's
// conversation. It cannot be made from the name alone, so that it is of no use
// to know or guess the name of another visitor's conversation.
func conversation(visitor, name string) string {
	sum := sha256.Sum256([]byte(visitor + "\n" + name))
	return "web:" + hex.EncodeToString(sum[:16])
}

// receipts seal the numbers of answers for one use: so that only the person who was given an
// answer can say whether it helped, or that nobody guesses the address of another's.
type receipts struct{ key []byte }

// newReceipts are those for a use, the same as long as the secret is; without one, as long as
// the process.
func newReceipts(secret []byte, use string) receipts {
	if len(secret) == 0 {
		secret = make([]byte, sha256.Size)
		_, _ = rand.Read(secret) // never fails
	}
	mac := hmac.New(sha256.New, secret)
	_, _ = mac.Write([]byte(use))
	return receipts{mac.Sum(nil)}
}

// of writes the receipt for an answer.
func (r receipts) of(id int64) string {
	if id == 0 {
		return ""
	}
	number := strconv.FormatInt(id, 10)
	return number + "-" + r.seal(number)
}

// answer is the number of the answer that the receipt is for.
func (r receipts) answer(receipt string) (id int64, ok bool) {
	number, seal, _ := strings.Cut(receipt, "-")
	if !hmac.Equal([]byte(seal), []byte(r.seal(number))) {
		return 0, false
	}
	id, err := strconv.ParseInt(number, 10, 64)
	return id, err == nil
}

func (r receipts) seal(number string) string {
	mac := hmac.New(sha256.New, r.key)
	_, _ = mac.Write([]byte(number))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:16])
}
