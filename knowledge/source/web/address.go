package web

import (
	"net"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/storybot/storybot/knowledge/source/plain"
)

// isFrontPage reports whether an address is that of a site's front page.
func isFrontPage(u *url.URL) bool { return (u.Path == "/" || u.Path == "") && u.RawQuery == "" }

// addressOf chooses between the address that a page names and the one where it
// was found. A page speaks for its own site only, and no story is its front page.
func addressOf(named string, found *url.URL) string {
	here := plain.Canonical(found.String())
	u, err := url.Parse(plain.Canonical(named))
	if err != nil || u.Host == "" || !sameSite(u.Host, found.Host) || isFrontPage(u) {
		return here
	}
	return plain.Canonical(named)
}

// sameSite reports whether two hosts belong together: www.example.org and
// amp.example.org do. Of numbers, every one is a site of its own.
func sameSite(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if a == b {
		return true
	}
	if isNumeric(a) || isNumeric(b) {
		return false
	}
	siteA, errA := publicsuffix.EffectiveTLDPlusOne(a)
	siteB, errB := publicsuffix.EffectiveTLDPlusOne(b)
	return errA == nil && errB == nil && siteA == siteB
}

// isNumeric reports whether a host, perhaps with its port, is given by its number.
func isNumeric(host string) bool {
	u := url.URL{Host: host}
	return net.ParseIP(u.Hostname()) != nil
}
