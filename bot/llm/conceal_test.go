package llm

import (
	"strings"
	"testing"
)

// TestKeyIsNotToldByTheModel: a server that has the model write the key does not get it
// into an answer, however it is cut into pieces; what only begins like it is told.
func TestKeyIsNotToldByTheModel(t *testing.T) {
	const secret = "k3y-0123456789"
	s := newScrub(secret, "https://host.example/v1?mode=true")
	for text, want := range map[string]string{
		"The key is " + secret + ".":            "The key is [secret].",
		secret + secret:                         "[secret][secret]",
		"It is true that k3y-0123 was written.": "It is true that k3y-0123 was written.",
		"k3y-01k3y-0123456789":                  "k3y-01[secret]",
		"no key at all":                         "no key at all",
		"ends with k3y-":                        "ends with k3y-",
	} {
		for size := 1; size <= len(text); size++ {
			c := concealer{scrub: s}
			told := ""
			for at := 0; at < len(text); at += size {
				told += c.take(text[at:min(at+size, len(text))])
			}
			if told += c.rest(); told != want {
				t.Errorf("%q in pieces of %d: %q, want %q", text, size, told, want)
			}
		}
	}
}

// TestKeyIsNotInACompletion is the same through a stream.
func TestKeyIsNotInACompletion(t *testing.T) {
	for _, stream := range []string{
		piece("Its key is "+key+".") + finish("stop"),
		piece("Its key is "+key[:5]) + piece(key[5:]) + piece(".") + finish("stop"),
	} {
		text, _, err := write(t, serve(t, always(stream)).client(t))
		if err != nil || strings.Contains(text, key) || text != "Its key is [secret]." {
			t.Errorf("told %q, %v", text, err)
		}
	}
	text, _, err := write(t, serve(t, always(piece("It ends with "+key[:6])+finish("stop"))).client(t))
	if err != nil || text != "It ends with "+key[:6] {
		t.Errorf("told %q, %v", text, err)
	}
}
