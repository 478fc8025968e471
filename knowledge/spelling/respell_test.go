package spelling

import (
	"slices"
	"testing"
)

// TestIn holds that whole words are replaced, and nothing of longer ones.
func TestIn(t *testing.T) {
	t.Parallel()
	for _, c := range [][4]string{
		{"Trel", "Trell", "Did Trel meet Trellis of Trel?", "Did Trell meet Trellis of Trell?"},
		{"Trel", "Trell", "What is Trel's plan, Trel?", "What is Trell's plan, Trell?"},
		{"Ida Trel", "Ida Trell", "Ida Trel and Frida Trel", "Ida Trell and Frida Trel"},
		{"ö", "x", "löst ö", "löst x"},
		{"", "x", "as it was", "as it was"},
		{"other", "x", "as it was", "as it was"},
		{"end", "x", "", ""},
	} {
		if got := (Respelling{From: c[0], To: c[1]}).In(c[2]); got != c[3] {
			t.Errorf("%q for %q in %q: %q, want %q", c[1], c[0], c[2], got, c[3])
		}
	}
}

// TestStemsNear holds that the stem of what is one edit away is found, however far it is from the word's own.
func TestStemsNear(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"hastngs": "hast", "irvng": "irv", "trus": "truss", "mercie": "merci", "lovelce": "lovelac", "okaofr": "okafor", "lind": "lin",
	} {
		if got := stemsNear(word); !slices.Contains(got, want) {
			t.Errorf("%s: not among what is near %s: %v", want, word, got)
		}
	}
	if got := stemsNear("ab"); slices.Contains(got, "b") || slices.Contains(got, "cab") {
		t.Errorf("another first letter: %v", got)
	}
	if got := stemsNear(""); len(got) > 0 {
		t.Errorf("near nothing: %v", got)
	}
}
