package render

import "testing"

// TestHostReadsWell: the host of a story without an outlet stands as its readers write it.
func TestHostReadsWell(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://www.news.example/1": "news.example", "https://xn--mnchen-3ya.example:8443/x": "münchen.example", "https://münchen.example/": "münchen.example",
		"https://xn--zzzzzzzz.example/": "xn--zzzzzzzz.example", "no address": "", "": "",
	} {
		if got := host(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
