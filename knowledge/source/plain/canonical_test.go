package plain

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

// FuzzCanonical: an address is made the same once and for all, and loses
// nothing but its fragment and what only tracks.
func FuzzCanonical(f *testing.F) {
	for _, s := range []string{"https://Example.ORG:443/News/A?utm_source=x&id=7#top", "http://[::1]:80", "http://a.b/%2F/../c?x=%zz&&y", "HTTP://user@a", "https://a:/?#", "https://ä.de/ö?ü=ß", "http://a/;p?utm_=1&UTM_X=2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		got := Canonical(address)
		if got == "" {
			return
		}
		if again := Canonical(got); again != got {
			t.Fatalf("%q becomes %q, and then %q", address, got, again)
		}
		was, err := url.Parse(strings.TrimSpace(address))
		if err != nil {
			t.Fatalf("%q, which is no address, becomes %q", address, got)
		}
		now, err := url.Parse(got)
		if err != nil {
			t.Fatalf("%q becomes %q, which is no address", address, got)
		}
		if strings.ToLower(was.Hostname()) != now.Hostname() || !strings.EqualFold(was.Scheme, now.Scheme) || usualPort(&url.URL{Scheme: now.Scheme, Host: was.Host}) != usualPort(now) {
			t.Errorf("%q becomes %q of another host", address, got)
		}
		if was.EscapedPath() != now.EscapedPath() && (was.EscapedPath() != "" || now.Path != "/") {
			t.Errorf("%q loses its path in %q", address, got)
		}
		kept := strings.Split(now.RawQuery, "&")
		for part := range strings.SplitSeq(was.RawQuery, "&") {
			part = strings.TrimSpace(part)
			name, _, _ := strings.Cut(part, "=")
			if name != "" && !isTracking(strings.ToLower(name)) && !slices.Contains(kept, part) {
				t.Errorf("%q loses %q in %q", address, part, got)
			}
		}
		if id := Identity("", got); id != safeID(id) || id != Identity("", address) {
			t.Errorf("%q has the ID %q", address, id)
		}
	})
}

func usualPort(u *url.URL) string {
	if port := u.Port(); port != "" {
		return port
	}
	return map[string]string{"http": "80", "https": "443"}[u.Scheme]
}
