package eval

import (
	"testing"

	"github.com/storybot/storybot/bot"
)

func TestFirstClaim(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                     "",
		"The bridge cost 3 crowns. [1]":        "The bridge cost 3 crowns.",
		"It cost 3 crowns [1]. It is red. [2]": "It cost 3 crowns",
		"It was shut. It cost 3 crowns. [1]\nIt is red. [2]": "It was shut. It cost 3 crowns.", // a quotation of two sentences
		"\n- It cost 3 crowns. [1][2]\n- It is red. [3]":     "It cost 3 crowns.",
		"1. It cost 3 crowns. [1]":                           "It cost 3 crowns.",
		"The stories do not say. The nearest are these.":     "The stories do not say.",
		"It cost [sic] 3 crowns. [1]":                        "It cost [sic] 3 crowns.",
		"[1] It is red. [2]\n":                               "",
	} {
		if got := firstClaim(text); got != want {
			t.Errorf("firstClaim(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestFirstClaimOfDigest: a digest's first claim is its first line, and a list's may be what it counts.
func TestFirstClaimOfDigest(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ kind, text, want string }{
		{"digest", "2 events in 5 stories:\n- 4 May 2026: The ferry sank. (3 stories) [1]\n- It is red. [2]", "4 May 2026: The ferry sank. (3 stories)"},
		{"answerable", "2 stories tell of it:\n- 4 May 2026: The ferry sank. [1]", "2 stories tell of it:"},
		{"digest", "The ferry sank. [1]\nIt is red. [2]", "The ferry sank."},
		{"digest", "The stories do not say.", "The stories do not say."},
	} {
		q := Question{Kind: c.kind}
		if got := q.firstClaim(&bot.Answer{Text: c.text}); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.kind, c.text, got, c.want)
		}
	}
}

func TestFirstSaid(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                   "",
		"Based on them, it is **red**. [1]":  "Based on them, it is red.",
		"## Answer\n\nIt is red. It is old.": "It is red.",
		"### What is it?\n\nIt is red [1]. And old.":  "It is red.",
		"What is it? It is red.":                      "It is red.",
		"Key facts:\n\n- It is red [2]\n- It is old":  "It is red",
		"**Summary:**\n1. **Colour:** It is red. [1]": "Colour: It is red.",
	} {
		if got := firstSaid(text); got != want {
			t.Errorf("firstSaid(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestContains(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, claim string
		want        bool
	}{
		{"It is red. [1] It is old. [2]", "It is old.", true},
		{"- It is **red**, and old [1]", "it is red and old.", true},
		{"It is red. [1] Then it is old. [2]", "It is red. Then it is old.", true},
		{"It is redder.", "It is red.", false},
		{"It is red.", "", false},
		{"", "It is red.", false},
		{"", "[1]", false},
	} {
		if got := contains(c.text, c.claim); got != c.want {
			t.Errorf("contains(%q, %q) = %v", c.text, c.claim, got)
		}
	}
}
