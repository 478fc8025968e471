package llm

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

const cutAt = 300 // bytes of a failed reply that are kept

var tokenLike = regexp.MustCompile(`(?i)\b(?:bearer|basic)\s+[^\s"',;]{4,}|\bsk-[A-Za-z0-9_*-]{6,}`)

// scrub takes secrets out of what a server or the network said: servers are
// known to repeat the key they refuse.
type scrub struct{ secrets []string }

// newScrub knows the key and whatever is secret in the base URL, in the ways
// they may be written.
func newScrub(key, base string) scrub {
	found := []string{key}
	if u, err := url.Parse(base); err == nil {
		if pass, ok := u.User.Password(); ok {
			found = append(found, pass)
		}
		for _, values := range u.Query() {
			found = append(found, values...)
		}
	}
	var s scrub
	for _, f := range found {
		if len(f) < 4 {
			continue // no secret; and taking it out would spoil every text
		}
		s.secrets = append(s.secrets, f, url.QueryEscape(f), url.PathEscape(f),
			base64.StdEncoding.EncodeToString([]byte(f)))
		if quoted, err := json.Marshal(f); err == nil {
			s.secrets = append(s.secrets, strings.Trim(string(quoted), `"`))
		}
	}
	sort.Slice(s.secrets, func(i, j int) bool { return len(s.secrets[i]) > len(s.secrets[j]) })
	return s
}

// clean returns text on one line, as valid UTF-8 and without secrets.
func (s scrub) clean(text string) string {
	for _, secret := range s.secrets {
		text = strings.ReplaceAll(text, secret, "[secret]")
	}
	text = tokenLike.ReplaceAllString(text, "[secret]")
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "?"))
	return strings.Join(strings.Fields(text), " ")
}

// leastKey is how many bytes a secret has that no text of a model has by chance.
const leastKey = 8

// concealer takes secrets out of what a model writes, piece by piece: a server that
// knows the key can have it written. The zero concealer of a scrub is ready.
type concealer struct {
	scrub
	held string // what may be the beginning of a secret
}

// take returns what of the next piece, and of what was held, may be told.
func (c *concealer) take(piece string) string {
	told := c.held + piece
	hold := 0
	for _, secret := range c.secrets {
		if len(secret) < leastKey {
			continue
		}
		told = strings.ReplaceAll(told, secret, "[secret]")
	}
	for _, secret := range c.secrets {
		for n := min(len(secret)-1, len(told)); n > hold && len(secret) >= leastKey; n-- {
			if strings.HasSuffix(told, secret[:n]) {
				hold = n
			}
		}
	}
	c.held = told[len(told)-hold:]
	return told[:len(told)-hold]
}

// rest returns what is held, when no more comes.
func (c *concealer) rest() string {
	held := c.held
	c.held = ""
	return held
}

// cut cleans text first and shortens it then: half a key is no longer found.
func (s scrub) cut(text string) string {
	text = s.clean(text)
	if len(text) <= cutAt {
		return text
	}
	end := cutAt - len("…")
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}
