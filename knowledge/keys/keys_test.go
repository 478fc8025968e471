package keys

import (
	"net/url"
	"strings"
	"testing"
)

const long = "Zm9vYmFyYmF6cXV4cXV1eGNvcmdl"

func TestMasked(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]string{
		"": "", "y=1": "y=1", "api_key=s3": "api_key=xxxxx", "TOKEN=s3&a=": "TOKEN=xxxxx&a=", "key": "key", "key=": "key=",
		"n=5&x-amz-signature=s3&z=1": "n=5&x-amz-signature=xxxxx&z=1", "u=" + long: "u=xxxxx", long: "xxxxx",
	} {
		if got := Masked(query); got != want {
			t.Errorf("%q: %q, want %q", query, got, want)
		}
	}
}

func TestFrom(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://a.example/x":                      "https://a.example/x",
		"https://a.example/x?page=2#top":           "https://a.example/x?page=2#top",
		"https://a.example/x?key=s3":               "https://a.example/x",
		"https://a.example/x?key=s3#top":           "https://a.example/x#top",
		"https://a.example/x?id=7&Token=s3&z=1":    "https://a.example/x?id=7&z=1",
		"https://a.example/x?" + long + "&id=7":    "https://a.example/x?id=7",
		"https://a.example/x?u=" + long:            "https://a.example/x",
		"https://a.example/x?sig=%41&sig=b&hash=c": "https://a.example/x",
		"a name?": "a name",
		"":        "",
	} {
		if got := From(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

// What an operator's address has for keys is left out of those of its stories, under any name,
// and nothing else is.
func TestHidden(t *testing.T) {
	t.Parallel()
	h := Of("https://a.example/feed?key=hunter2%2Bsecret&session=1&page=3&" + long)
	for address, want := range map[string]string{
		"https://a.example/1?key=hunter2%2Bsecret":                "https://a.example/1",
		"https://a.example/1?member=hunter2%2bsecret&id=7":        "https://a.example/1?id=7",
		"https://a.example/1?id=7&session=1":                      "https://a.example/1?id=7",
		"https://a.example/1?page=1":                              "https://a.example/1?page=1", // a short value is nothing by itself
		"https://a.example/1?session=2":                           "https://a.example/1?session=2",
		"https://a.example/1?page=3":                              "https://a.example/1?page=3", // no key
		"https://a.example/1?hash=another-key-of-the-page-itself": "https://a.example/1?hash=another-key-of-the-page-itself",
		"https://a.example/1?" + long:                             "https://a.example/1",
		// A key within something else, as it is or escaped.
		"https://a.example/1?=key=hunter2%2Bsecret":                                               "https://a.example/1",
		"https://a.example/1?id=7&k=v:hunter2%2Bsecret":                                           "https://a.example/1?id=7",
		"https://a.example/1?to=https%3A%2F%2Fa.example%2F2%3Fkey%3Dhunter2%252Bsecret&id=7":      "https://a.example/1?id=7",
		"https://a.example/1?to=%2F2%3Fkey%3Dhunter2%25252Bsecret":                                "https://a.example/1",
		"https://a.example/1?id=7;key=hunter2%2Bsecret":                                           "https://a.example/1",
		"https://a.example/1#key=hunter2%2Bsecret":                                                "https://a.example/1",
		"https://a.example/1?id=7#top":                                                            "https://a.example/1?id=7#top",
		"https://a.example/for/hunter2+secret/1?id=7":                                             "https://a.example/for/xxxxx/1?id=7",
		"https://a.example/for/hunter2%2Bsecret/1":                                                "https://a.example/for/xxxxx/1",
		"https://a.example/100%/1?q=100%&member=hunter2%2Bsecret":                                 "https://a.example/100%/1?q=100%",
		"https://a.example/hunter2/secret":                                                        "https://a.example/hunter2/secret",
		"https://a.example/1?page=3&q=hunter2 secrets":                                            "https://a.example/1?page=3&q=hunter2 secrets",
		"https://a.example/1?id=7&to=https%3A%2F%2Fa.example%2F2%3Fpage%3D3%26session%3D1&page=9": "https://a.example/1?id=7&to=https%3A%2F%2Fa.example%2F2%3Fpage%3D3%26session%3D1&page=9",
	} {
		if got := h.From(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
	for text, want := range map[string]string{
		"#item-hunter2+secret-9": "#item--9", "#hunter2%2Bsecret": "#", "#session 1": "#session 1", long + "x": "x",
	} {
		if got := h.FromText(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if h.None() || !Of("https://a.example/feed?page=3").None() || !Of("https://a.example/%zz?key=1").None() {
		t.Error("there are keys where there are none, or none where there are")
	}
}

func FuzzFrom(f *testing.F) {
	f.Add("https://a.example/x?key=hunter2secret&a=1#b")
	f.Add("https://a.example/x?a&=&&key==hunter2secret")
	f.Add("https://a.example/x?#?key=hunter2secret")
	f.Add("https://a.example/x#?a")
	f.Add("?=key=hunter2secret")
	f.Fuzz(func(t *testing.T, address string) {
		if got := From(address); len(got) > len(address) || From(got) != got {
			t.Errorf("%q becomes %q, then %q", address, got, From(got))
		}
		// Whatever the address holds, the key is nowhere in it, nor within an address that it names.
		h := Of("https://a.example/f?key=hunter2secret")
		nested := address + "&to=" + url.QueryEscape("https://b.example/?a=1&key=hunter2secret")
		for _, whole := range []string{address + "&key=hunter2secret", address + "hunter2secret", nested} {
			if got := h.From(whole); strings.Contains(got, "hunter2secret") || h.From(got) != got {
				t.Errorf("%q becomes %q, then %q", whole, got, h.From(got))
			}
		}
	})
}
