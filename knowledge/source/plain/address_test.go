package plain

import "testing"

func TestCanonical(t *testing.T) {
	tests := map[string]string{
		"https://Example.ORG/News/A?utm_source=x&id=7&fbclid=abc#top": "https://example.org/News/A?id=7",
		"HTTP://example.org:80":           "http://example.org/",
		"https://example.org:443/a":       "https://example.org/a",
		"https://example.org:8443/a":      "https://example.org:8443/a",
		"https://[2001:db8::1]:443/a":     "https://[2001:db8::1]/a",
		"https://example.org/a?":          "https://example.org/a",
		"https://example.org/a?b=2&a=1":   "https://example.org/a?b=2&a=1",
		"https://example.org/a?gclid=1":   "https://example.org/a",
		" https://example.org/a%20b ":     "https://example.org/a%20b",
		"ftp://example.org/a":             "",
		"javascript:alert(1)":             "",
		"/news/a":                         "",
		"https://user:word@example.org/a": "",
		"":                                "",
		"http://[::1":                     "",
	}
	for in, want := range tests {
		if got := Canonical(in); got != want {
			t.Errorf("canonical(%q) = %q, want %q", in, got, want)
		}
	}
}
